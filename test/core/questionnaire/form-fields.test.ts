import { test } from "@fast-check/vitest";
import { expect, it } from "vitest";
import { answerField, readFields, textField, withGiven } from "../../../core/questionnaire/form-fields.ts";
import { questionsAsked } from "../../../core/questionnaire/journey.ts";
import { residents } from "../../support/arbitraries.ts";
import { fixture } from "../../support/fixtures.ts";

const { questions } = fixture("everything");
const [used] = questions.filter(({ id }) => id === "used");

function read(fields: readonly (readonly [string, unknown])[], shown = [used!]) {
  return readFields(questions, shown, fields);
}

it("reads one choice, several and own words", () => {
  const { given, wrong, unknown } = read([
    ["answer.heard_of", "yes"],
    ["answer.used", "libraries"],
    ["answer.used", "parks"],
    ["text.why", " Because "],
    ["go", "next"],
  ]);
  expect(given).toEqual({ answers: { heard_of: "yes", used: ["parks", "libraries"] }, texts: { why: "Because" } });
  expect(wrong).toEqual({});
  expect(unknown).toBe(false);
});

it("takes boxes without a tick for nothing chosen on the page that shows them, and for nothing said elsewhere", () => {
  expect(read([]).given.answers).toEqual({ used: [] });
  expect(read([], []).given.answers).toEqual({});
  expect(
    withGiven({ answers: { used: ["parks"] }, texts: { why: "x" } }, { answers: { used: [] }, texts: { why: "" } }),
  ).toEqual({ answers: {}, texts: {} });
});

it.each<[string, readonly (readonly [string, unknown])[], object]>([
  ["an option that there is none of", [["answer.heard_of", "moon"]], { heard_of: "answer.unknown_option" }],
  [
    "two of one choice",
    [
      ["answer.heard_of", "yes"],
      ["answer.heard_of", "no"],
    ],
    { heard_of: "answer.unknown_option" },
  ],
  ["a file", [["answer.heard_of", new Blob([])]], { heard_of: "answer.unknown_option" }],
  ["options of a text", [["answer.why", "moon"]], { why: "answer.unknown_option" }],
  ["words to a question of options alone", [["text.heard_of", "moon"]], { heard_of: "answer.unknown_option" }],
  [
    "words sent twice",
    [
      ["text.why", "moon"],
      ["text.why", "moon"],
    ],
    { why: "answer.unknown_option" },
  ],
])("says that %s is wrong, and keeps none of it", (_name, fields, wrong) => {
  const made = read(fields, []);
  expect(made.wrong).toEqual(wrong);
  expect(JSON.stringify(made)).not.toContain("moon");
});

it("keeps what can be put right: ticks that exclude each other, and a text that is too long", () => {
  const ticks = read([
    ["answer.used", "parks"],
    ["answer.used", "none"],
  ]);
  expect(ticks).toMatchObject({
    wrong: { used: "answer.exclusive_option" },
    given: { answers: { used: ["parks", "none"] } },
  });
  const long = read([["text.why", "x".repeat(3000)]], []);
  expect(long.wrong).toEqual({ why: "text.too_long" });
  expect(long.given.texts["why"]).toHaveLength(3000);
});

it("notices a field of a question that there is none of", () => {
  expect(read([["answer.moon", "yes"]]).unknown).toBe(true);
  expect(read([["text.__proto__", "yes"]]).unknown).toBe(true);
});

test.prop([residents])(
  "reads the answers that a page's fields were made from",
  ({ questionnaire, context, answers }) => {
    const asked = questionsAsked(questionnaire, context, answers);
    const fields = Object.entries(answers).flatMap(([id, answer]) =>
      (typeof answer === "string" ? [answer] : answer).map((option) => [answerField(id), option] as const),
    );
    expect(readFields(questionnaire.questions, [], fields)).toEqual({
      given: { answers, texts: {} },
      wrong: {},
      unknown: false,
    });
    const [first] = asked;
    if (first?.type === "text") {
      const written = readFields(questionnaire.questions, asked, [[textField(first.id), "a"]]);
      expect(written.given.texts).toEqual({ [first.id]: "a" });
    }
  },
);
