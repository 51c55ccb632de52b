import { fc, test } from "@fast-check/vitest";
import { expect, it } from "vitest";
import { checkAnswers } from "../../../core/questionnaire/check.ts";
import { questionsAsked } from "../../../core/questionnaire/journey.ts";
import { residents } from "../../support/arbitraries.ts";
import { SMALL } from "../../support/questionnaire.ts";

const context = { scenario: "B1" } as const;

it.each<[string, unknown, object]>([
  ["no answers", {}, {}],
  ["some answers", { age: "old" }, { age: "old" }],
  ["an object without a prototype", Object.assign(Object.create(null), { age: "old" }), { age: "old" }],
  ["an answer off the path, which it drops", { roads: "yes", happy: "no" }, { happy: "no" }],
])("accepts %s", (_name, input, answers) => {
  expect(checkAnswers(SMALL, context, input)).toEqual({ ok: true, answers });
});

it.each<[string, unknown, object]>([
  ["null", null, { problem: "answers.shape" }],
  ["nothing", undefined, { problem: "answers.shape" }],
  ["a list", ["yes"], { problem: "answers.shape" }],
  ["text", "happy", { problem: "answers.shape" }],
  ["a map", new Map([["age", "old"]]), { problem: "answers.shape" }],
  ["more keys than questions", { a: "", b: "", c: "", d: "", e: "" }, { problem: "answers.shape" }],
  ["an unknown question", { secret: "yes" }, { problem: "answer.unknown_question" }],
  ["__proto__", JSON.parse('{"__proto__":"yes"}'), { problem: "answer.unknown_question" }],
  ["constructor", { constructor: "yes" }, { problem: "answer.unknown_question" }],
  ["toString as an option", { happy: "toString" }, { problem: "answer.unknown_option", question: "happy" }],
  ["an unknown option", { happy: "secret" }, { problem: "answer.unknown_option", question: "happy" }],
  ["an empty text", { happy: "" }, { problem: "answer.unknown_option", question: "happy" }],
  ["an option of another question", { happy: "old" }, { problem: "answer.unknown_option", question: "happy" }],
  ["an unknown option off the path", { roads: "secret" }, { problem: "answer.unknown_option", question: "roads" }],
  ["a number", { happy: 0 }, { problem: "answers.shape", question: "happy" }],
  ["a list of options", { happy: ["yes"] }, { problem: "answers.shape", question: "happy" }],
  ["null as an answer", { happy: null }, { problem: "answers.shape", question: "happy" }],
])("refuses %s and repeats none of it", (_name, input, problem) => {
  const checked = checkAnswers(SMALL, context, input);
  expect(checked).toEqual({ ok: false, ...problem });
  expect(JSON.stringify(checked)).not.toContain("secret");
});

it("gives answers in the order of the questionnaire, whatever the order sent", () => {
  const checked = checkAnswers(SMALL, context, { age: "old", happy: "yes" });
  expect(checked.ok && Object.keys(checked.answers)).toEqual(["happy", "age"]);
});

test.prop([fc.anything({ withNullPrototype: true, withMap: true, withSet: true, withDate: true })])(
  "answers anything at all with a result",
  (input) => {
    expect(typeof checkAnswers(SMALL, context, input).ok).toBe("boolean");
  },
);

test.prop([fc.dictionary(fc.constantFrom("happy", "roads", "age", "__proto__", "constructor", "x"), fc.anything())])(
  "leaves the prototype of all objects alone",
  (input) => {
    checkAnswers(SMALL, context, input);
    expect(Object.keys(Object.prototype)).toEqual([]);
  },
);

test.prop([residents])("keeps exactly the answers on the path", ({ questionnaire, context, answers }) => {
  const checked = checkAnswers(questionnaire, context, answers);
  const asked = questionsAsked(questionnaire, context, answers).map(({ id }) => id);
  expect(checked).toEqual({
    ok: true,
    answers: Object.fromEntries(Object.entries(answers).filter(([id]) => asked.includes(id))),
  });
});

test.prop([residents])(
  "changes nothing when what it let through comes again",
  ({ questionnaire, context, answers }) => {
    const once = checkAnswers(questionnaire, context, answers);
    expect(once.ok && checkAnswers(questionnaire, context, once.answers)).toEqual(once);
  },
);
