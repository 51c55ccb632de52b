/** Evidence stands only beside the very question that it answers. */
import { expect, test } from "vitest";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import { asksInStandardWords } from "../../../core/questionnaire/standard-wording.ts";

function changed(change: object) {
  return {
    questions: LGA_RESIDENT_SURVEY.questions.map((one) => (one.id === "decision_body" ? { ...one, ...change } : one)),
  };
}

test("the standard survey asks its own questions", () => {
  for (const { id } of LGA_RESIDENT_SURVEY.questions)
    expect([id, asksInStandardWords(LGA_RESIDENT_SURVEY, id)]).toEqual([id, true]);
});

test("another wording, another answer or another order of answers under the same id is another question", () => {
  const [question] = LGA_RESIDENT_SURVEY.questions.filter(({ id }) => id === "decision_body");
  const options = question!.options;
  const [first, ...others] = options;
  for (const change of [
    { text: { en: "Whom do you trust?", cy: question!.text.cy } },
    { options: options.slice(1) },
    { options: [...others, first] },
    { options: [{ ...first, label: { en: "The town hall", cy: "" } }, ...others] },
  ]) {
    expect(asksInStandardWords(changed(change), "decision_body")).toBe(false);
  }
  expect(asksInStandardWords(changed({ title: { en: "New", cy: "Newydd" } }), "decision_body")).toBe(true);
  expect(asksInStandardWords(LGA_RESIDENT_SURVEY, "no_such_question")).toBe(false);
});
