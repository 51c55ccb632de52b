import { test } from "@fast-check/vitest";
import { expect } from "vitest";
import { holds } from "../../../core/questionnaire/conditions.ts";
import { journey, nextScreen, previousScreen, questionsAsked } from "../../../core/questionnaire/journey.ts";
import { reachOf } from "../../../core/questionnaire/reach.ts";
import { questionnaires, residents } from "../../support/arbitraries.ts";

test.prop([residents])("never visits a screen or a question twice, and no screen is empty", (resident) => {
  const path = journey(resident.questionnaire, resident.context, resident.answers);
  const screens = path.map(({ screen }) => screen.id);
  const questions = path.flatMap(({ questions }) => questions.map(({ id }) => id));
  expect(new Set(screens).size).toBe(screens.length);
  expect(new Set(questions).size).toBe(questions.length);
  expect(path.every(({ questions }) => questions.length > 0)).toBe(true);
});

test.prop([residents])("ends, and leads back the way it came", ({ questionnaire, context, answers }) => {
  const path = journey(questionnaire, context, answers);
  const forward: string[] = [];
  let here = path[0] ?? null;
  while (here !== null && forward.length <= path.length) {
    forward.push(here.screen.id);
    const next = nextScreen(path, here.screen.id);
    if (next !== null) expect(previousScreen(path, next.screen.id)).toBe(here);
    here = next;
  }
  expect(forward).toEqual(path.map(({ screen }) => screen.id));
});

test.prop([residents])("is not changed by an answer off the path", ({ questionnaire, context, answers }) => {
  const asked = new Set(questionsAsked(questionnaire, context, answers).map(({ id }) => id));
  const onPath = Object.fromEntries(Object.entries(answers).filter(([id]) => asked.has(id)));
  expect(journey(questionnaire, context, answers)).toEqual(journey(questionnaire, context, onPath));
});

test.prop([residents])("asks questions in the order of the document", ({ questionnaire, context, answers }) => {
  const order = questionnaire.questions.map(({ id }) => id);
  const asked = questionsAsked(questionnaire, context, answers).map(({ id }) => id);
  expect(asked).toEqual(order.filter((id) => asked.includes(id)));
});

test.prop([residents])("asks whoever answers so that the rule of a question holds, and nobody else", (resident) => {
  const { questionnaire, context, answers } = resident;
  const asked = new Set(questionsAsked(questionnaire, context, answers).map(({ id }) => id));
  for (const { id, asked_in, ask_when } of questionnaire.questions) {
    const known = {
      question: (one: string) => questionnaire.questions.find((each) => each.id === one),
      answer: (one: string) => (asked.has(one) ? answers[one] : undefined),
      ...{ place: context.place, wave: context.wave },
    };
    const expected = asked_in.includes(context.scenario) && (ask_when === undefined || holds(ask_when, known));
    expect(asked.has(id)).toBe(expected);
  }
});

test.prop([questionnaires])("finds that every question is asked of somebody", (questionnaire) => {
  for (const question of questionnaire.questions) expect(reachOf(questionnaire, question).reachable).toBe(true);
});
