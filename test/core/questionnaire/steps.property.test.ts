/** Random residents in the pure journey: whatever they do, what they last said stays, and they stand on their path. */
import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import { checkAnswers } from "../../../core/questionnaire/check.ts";
import { type Given, withGiven } from "../../../core/questionnaire/form-fields.ts";
import { journey } from "../../../core/questionnaire/journey.ts";
import { CHECK, NOTHING_YET, type Progress, START, standing, takeStep } from "../../../core/questionnaire/steps.ts";
import type { Answers, Question } from "../../../core/questionnaire/types.ts";
import { answersTo, residents } from "../../support/arbitraries.ts";

const BUTTONS = ["next", "next", "next", "back", "language", "save", "change", "change", "moon"] as const;

const walks = residents.chain(({ questionnaire, context }) =>
  fc.record({
    questionnaire: fc.constant(questionnaire),
    context: fc.constant(context),
    deeds: fc.array(
      fc.record({
        button: fc.constantFrom(...BUTTONS),
        answers: answersTo(questionnaire.questions),
        cleared: fc.subarray(questionnaire.questions.map(({ id }) => id)),
        written: fc.dictionary(
          fc.constantFrom(...questionnaire.questions.map(({ id }) => id)),
          fc.string({ maxLength: 5 }),
        ),
        choice: fc.nat(100),
      }),
      { maxLength: 30 },
    ),
  }),
);

test.prop([walks], { numRuns: 300 })("keeps what was last said, on the path and off it", (walk) => {
  const { questionnaire, context, deeds } = walk;
  let here: Progress = NOTHING_YET;
  const said = { answers: new Map<string, unknown>(), texts: new Map<string, string>() };
  for (const { button, answers, cleared, written, choice } of deeds) {
    const shown = standing(questionnaire, context, here)?.screen.questions ?? [];
    const given = givenOn(shown, answers, cleared, written);
    for (const [id, answer] of Object.entries(given.answers)) {
      if (answer.length === 0) said.answers.delete(id);
      else said.answers.set(id, answer);
    }
    for (const [id, text] of Object.entries(given.texts)) {
      if (text === "") said.texts.delete(id);
      else said.texts.set(id, text);
    }
    const before = journey(questionnaire, context, withGiven(here, given).answers);
    const go = button === "change" ? `change:${before[choice % Math.max(1, before.length)]?.screen.id ?? ""}` : button;
    here = takeStep(questionnaire, context, here, given, go);

    expect(new Map(Object.entries(here.answers))).toEqual(said.answers);
    expect(new Map(Object.entries(here.texts))).toEqual(said.texts);
    const path = journey(questionnaire, context, here.answers).map(({ screen }) => screen.id);
    const isStanding = [START, CHECK, ...path].includes(here.screen);
    // A page may go off the path by what is said on it only where the resident stays on it.
    expect(isStanding || (button !== "next" && button !== "back")).toBe(true);
  }
  const checked = checkAnswers(questionnaire, context, here.answers);
  expect(checked.ok).toBe(true);
});

function givenOn(
  shown: readonly Question[],
  answers: Answers,
  cleared: readonly string[],
  written: Readonly<Record<string, string>>,
): Given {
  const made: Record<string, Answers[string]> = {};
  for (const { id, type } of shown) {
    const answer = answers[id];
    if (type === "multiple" && cleared.includes(id)) made[id] = [];
    else if (answer !== undefined) made[id] = answer;
  }
  const texts = Object.entries(written).filter(([id]) => shown.some((question) => question.id === id));
  return { answers: made, texts: Object.fromEntries(texts) };
}

test.prop([residents], { numRuns: 300 })(
  "comes to the end by Continue alone, over every screen of the path",
  (resident) => {
    const { questionnaire, context, answers } = resident;
    let here = takeStep(questionnaire, context, NOTHING_YET, { answers: {}, texts: {} }, "next");
    const met: string[] = [];
    while (here.screen !== CHECK && met.length <= questionnaire.screens.length) {
      met.push(here.screen);
      const shown = standing(questionnaire, context, here)?.screen.questions ?? [];
      const own = Object.entries(answers).filter(([id]) => shown.some((question) => question.id === id));
      here = takeStep(questionnaire, context, here, { answers: Object.fromEntries(own), texts: {} }, "next");
    }
    expect(here.screen).toBe(CHECK);
    expect(met).toEqual(journey(questionnaire, context, here.answers).map(({ screen }) => screen.id));
  },
);
