/** The gate between what somebody sent and what is stored. It never repeats what was sent. */
import { type JourneyContext, questionsAsked } from "./journey.ts";
import type { AnswerProblem } from "./kinds/kind.ts";
import { checkAnswer } from "./kinds/kinds.ts";
import type { Answer, Answers, Questionnaire } from "./types.ts";

/** Answers fit to be stored, or the first thing wrong with them. */
export type CheckedAnswers =
  | { readonly ok: true; readonly answers: Answers }
  | {
      readonly ok: false;
      readonly problem: AnswerProblem | "answer.unknown_question";
      /** Only ever an id of the questionnaire. */
      readonly question?: string;
    };

/**
 * The answers in questionnaire order, without those to questions that this resident is not asked. Refused are anything
 * but an object, keys that are no question of the questionnaire, and values that are no answer to their question (an
 * option's id for one choice, a list of them for several). Nothing is compulsory: an answer that is missing is fine.
 * @example checkAnswers(questionnaire, { scenario: "A" }, { sex: "femail" }) // => { ok: false, problem: "answer.unknown_option", question: "sex" }
 */
export function checkAnswers(questionnaire: Questionnaire, context: JourneyContext, input: unknown): CheckedAnswers {
  if (!isRecord(input)) return { ok: false, problem: "answers.shape" };
  const keys = Object.keys(input);
  // More keys than questions cannot all be known, and are not worth a look each.
  if (keys.length > questionnaire.questions.length) return { ok: false, problem: "answers.shape" };

  const questions = new Map(questionnaire.questions.map((question) => [question.id, question]));
  const given: [string, Answer][] = [];
  for (const key of keys) {
    const question = questions.get(key);
    if (question === undefined) return { ok: false, problem: "answer.unknown_question" };
    const checked = checkAnswer(question, input[key]);
    if (!checked.ok) return { ...checked, question: question.id };
    if (checked.answer !== undefined) given.push([question.id, checked.answer]);
  }
  return { ok: true, answers: onPath(questionnaire, context, Object.fromEntries(given)) };
}

/** The answers to questions that this resident is asked, in questionnaire order. */
export function onPath(questionnaire: Questionnaire, context: JourneyContext, given: Answers): Answers {
  const kept: [string, Answer][] = [];
  for (const { id } of questionsAsked(questionnaire, context, given)) {
    const answer = Object.hasOwn(given, id) ? given[id] : undefined;
    if (answer !== undefined) kept.push([id, answer]);
  }
  return Object.fromEntries(kept);
}

/** Whether something is a plain object: by its tag and not by its prototype, which is another in another realm. */
export function isRecord(input: unknown): input is Readonly<Record<string, unknown>> {
  return typeof input === "object" && Object.prototype.toString.call(input) === "[object Object]";
}
