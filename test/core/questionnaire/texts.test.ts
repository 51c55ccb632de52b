import { fc, test } from "@fast-check/vitest";
import { expect, it } from "vitest";
import { checkTexts, isTooLong, takesTexts, tidyText } from "../../../core/questionnaire/texts.ts";
import { fixture, FIXTURES } from "../../support/fixtures.ts";
import { SMALL } from "../../support/questionnaire.ts";

const TEXTS = fixture("texts");
const context = { scenario: "A" } as const;

it("keeps what has a place: tidied, in the order of the document, and nothing that is empty", () => {
  const sent = { improve: "  Roads\r\nand buses \u0007", why: "   ", one_word: "Leafy" };
  expect(checkTexts(TEXTS, context, {}, sent)).toEqual({
    ok: true,
    texts: { one_word: "Leafy", improve: "Roads\nand buses" },
  });
});

it("keeps own words only beside their option, and texts only where they were asked for", () => {
  const sent = { main_concern: "Pot holes" };
  expect(checkTexts(TEXTS, context, { main_concern: "other" }, sent)).toEqual({ ok: true, texts: sent });
  expect(checkTexts(TEXTS, context, { main_concern: "roads" }, sent)).toEqual({ ok: true, texts: {} });
  expect(checkTexts(TEXTS, context, { main_concern: "roads" }, { why: "Dust" })).toEqual({
    ok: true,
    texts: { why: "Dust" },
  });
  expect(checkTexts(TEXTS, context, {}, { why: "Dust" })).toEqual({ ok: true, texts: {} });
});

it.each<[string, unknown, object]>([
  ["a list", ["x"], { problem: "texts.shape" }],
  ["nothing", null, { problem: "texts.shape" }],
  ["a number", { one_word: 1 }, { problem: "texts.shape", question: "one_word" }],
  ["a question that there is none of", { moon: "secret" }, { problem: "text.unknown_question" }],
  ["a prototype", JSON.parse('{"__proto__":"secret"}'), { problem: "text.unknown_question" }],
  ["a question of options alone", { plain: "secret" }, { problem: "text.unknown_question" }],
  ["a text that is too long", { one_word: "secret".repeat(20) }, { problem: "text.too_long", question: "one_word" }],
])("refuses %s and repeats none of it", (_name, sent, problem) => {
  const checked = checkTexts(TEXTS, context, {}, sent);
  expect(checked).toEqual({ ok: false, ...problem });
  expect(JSON.stringify(checked)).not.toContain("secret");
});

it("counts characters as people do", () => {
  expect(isTooLong("🙂".repeat(40), 40)).toBe(false);
  expect(isTooLong("🙂".repeat(41), 40)).toBe(true);
});

it("knows which questionnaires take texts", () => {
  expect(takesTexts(SMALL)).toBe(false);
  expect(FIXTURES.filter(({ questionnaire }) => takesTexts(questionnaire)).map(({ name }) => name)).toEqual([
    "everything",
    "texts",
  ]);
});

test.prop([fc.string({ unit: "binary" })])(
  "makes of any text one that can be stored as UTF-8, and no other of that",
  (text) => {
    const tidy = tidyText(text);
    expect(new TextDecoder("utf-8", { fatal: true }).decode(new TextEncoder().encode(tidy))).toBe(
      tidy.replace(/^\ufeff/, ""),
    );
    expect(tidyText(tidy)).toBe(tidy);
  },
);
