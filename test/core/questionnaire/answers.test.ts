import { test } from "@fast-check/vitest";
import { expect, it } from "vitest";
import { packAnswers, unpackAnswers } from "../../../core/questionnaire/answers.ts";
import { checkAnswers } from "../../../core/questionnaire/check.ts";
import { choiceQuestions } from "../../../core/questionnaire/codebook.ts";
import { questionsAsked } from "../../../core/questionnaire/journey.ts";
import type { Answers, Questionnaire, Scenario } from "../../../core/questionnaire/types.ts";
import { residents } from "../../support/arbitraries.ts";
import { SMALL } from "../../support/questionnaire.ts";

it.each<[Scenario, Answers, string]>([
  ["C", { happy: "yes", happy_county: "no", roads: "dont_know", age: "prefer_not_to_say" }, "0122"],
  ["C", {}, "...."],
  ["A", { roads: "no" }, ".-1."],
  ["B1", { roads: "no", age: "old" }, ".--1"],
  ["B2", { happy_county: "yes" }, "-0.."],
])("stores scenario %s as one character a question", (scenario, answers, packed) => {
  expect(packAnswers(SMALL, { scenario }, answers)).toBe(packed);
});

it("keeps not asked, not answered and answered apart", () => {
  expect([...unpackAnswers(SMALL, ".-1.")]).toEqual([
    ["happy", { state: "not_answered" }],
    ["happy_county", { state: "not_asked" }],
    ["roads", { state: "answered", answer: "no" }],
    ["age", { state: "not_answered" }],
  ]);
});

it("stores up to 36 options in one character", () => {
  const options = Array.from({ length: 36 }, (_, index) => ({
    id: `o${index}`,
    label: { en: "o", cy: "o" },
    kind: "substantive" as const,
  }));
  const wide: Questionnaire = { ...SMALL, questions: SMALL.questions.map((question) => ({ ...question, options })) };
  const packed = packAnswers(wide, { scenario: "C" }, { happy: "o9", happy_county: "o10", roads: "o35" });
  expect(packed).toBe("9az.");
  expect(unpackAnswers(wide, packed).get("roads")).toEqual({ state: "answered", answer: "o35" });
});

it.each(["", "...", ".....", "9...", "Z...", " ...", "é..."])(
  "throws on stored text that is not its own: %j",
  (packed) => {
    expect(() => unpackAnswers(SMALL, packed)).toThrow(RangeError);
  },
);

it("throws rather than store an answer that is no option", () => {
  expect(() => packAnswers(SMALL, { scenario: "C" }, { happy: "secret" })).toThrow(/^An answer to happy is none/);
});

test.prop([residents])("unpacks what it packed", ({ questionnaire, context, answers }) => {
  const checked = checkAnswers(questionnaire, context, answers);
  if (!checked.ok) throw new Error("residents answer properly");
  const packed = packAnswers(questionnaire, context, checked.answers);
  const states = unpackAnswers(questionnaire, packed);
  const asked = new Set(questionsAsked(questionnaire, context, answers).map(({ id }) => id));

  const stored = choiceQuestions(questionnaire);
  const widths = stored.map(({ type, options }) => (type === "single" ? 1 : options.length));
  expect(packed).toHaveLength(widths.reduce((sum, width) => sum + width, 0));
  expect([...states.keys()]).toEqual(stored.map(({ id }) => id));
  for (const [id, state] of states) {
    expect(state.state !== "not_asked").toBe(asked.has(id));
    expect(state.state === "answered" ? state.answer : undefined).toEqual(checked.answers[id]);
  }
});
