/**
 * The types of question, chosen by type. Own words (`text`) have no answer and take no place in the packed answers: they are
 * sent, sealed and stored apart (`../texts.ts`, R28).
 */
import type { Answer, Question } from "../types.ts";
import type { AnswerState, CheckedAnswer } from "./kind.ts";
import { checkMultiple, packMultiple, unpackMultiple } from "./multiple.ts";
import { checkSingle, packSingle, unpackSingle } from "./single.ts";

/** How many characters of the packed answers a question takes. */
export function packedLength(question: Question): number {
  if (question.type === "text") return 0;
  return question.type === "single" ? 1 : question.options.length;
}

/** A value that somebody sent for a question, as an answer to it. */
export function checkAnswer(question: Question, value: unknown): CheckedAnswer {
  if (question.type === "text") return { ok: false, problem: "answers.shape" };
  return question.type === "single" ? checkSingle(question, value) : checkMultiple(question, value);
}

/** An answer that `checkAnswer` let through, packed. */
export function packAnswer(question: Question, answer: Answer | undefined): string {
  if (question.type === "text") return "";
  return question.type === "single" ? packSingle(question, answer) : packMultiple(question, answer);
}

/** What was packed for a question that is stored; undefined where it cannot have been. */
export function unpackAnswer(question: Question, packed: string): AnswerState | undefined {
  if (question.type === "text") return { state: "not_answered" };
  return question.type === "single" ? unpackSingle(question, packed) : unpackMultiple(question, packed);
}
