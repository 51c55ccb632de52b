/** The gate between what somebody sent and what is stored. It never repeats what was sent. */
import { type JourneyContext, questionsAsked } from "./journey.ts";
import type { Answers, Question, Questionnaire } from "./types.ts";

/** Answers fit to be stored, or the first thing wrong with them. */
export type CheckedAnswers =
  | { readonly ok: true; readonly answers: Answers }
  | {
      readonly ok: false;
      readonly problem: "answers.shape" | "answer.unknown_question" | "answer.unknown_option";
      /** Only ever an id of the questionnaire. */
      readonly question?: string;
    };

/**
 * The answers in questionnaire order, without those to questions that this resident is not asked. Refused are anything
 * but an object of texts, keys that are no question of the questionnaire, and texts that are no option of their
 * question. Nothing is compulsory: an answer that is missing is fine.
 * @example checkAnswers(questionnaire, { scenario: "A" }, { sex: "femail" }) // => { ok: false, problem: "answer.unknown_option", question: "sex" }
 */
export function checkAnswers(questionnaire: Questionnaire, context: JourneyContext, input: unknown): CheckedAnswers {
  if (!isRecord(input)) return { ok: false, problem: "answers.shape" };
  const keys = Object.keys(input);
  // More keys than questions cannot all be known, and are not worth a look each.
  if (keys.length > questionnaire.questions.length) return { ok: false, problem: "answers.shape" };

  const questions = new Map(questionnaire.questions.map((question) => [question.id, question]));
  const given = new Map<string, string>();
  for (const key of keys) {
    const question = questions.get(key);
    if (question === undefined) return { ok: false, problem: "answer.unknown_question" };
    const option = input[key];
    if (typeof option !== "string") return { ok: false, problem: "answers.shape", question: question.id };
    if (!hasOption(question, option)) return { ok: false, problem: "answer.unknown_option", question: question.id };
    given.set(question.id, option);
  }
  return { ok: true, answers: onPath(questionnaire, context, given) };
}

function onPath(questionnaire: Questionnaire, context: JourneyContext, given: ReadonlyMap<string, string>): Answers {
  const kept: [string, string][] = [];
  for (const { id } of questionsAsked(questionnaire, context, Object.fromEntries(given))) {
    const option = given.get(id);
    if (option !== undefined) kept.push([id, option]);
  }
  return Object.fromEntries(kept);
}

function hasOption(question: Question, option: string): boolean {
  return question.options.some(({ id }) => id === option);
}

/** Whether something is a plain object: by its tag and not by its prototype, which is another in another realm. */
export function isRecord(input: unknown): input is Readonly<Record<string, unknown>> {
  return typeof input === "object" && Object.prototype.toString.call(input) === "[object Object]";
}
