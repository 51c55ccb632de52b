/**
 * What a type of question has to say for itself: one file a type, one template for all. Each has three functions:
 * `check…` makes an answer of what somebody sent, `pack…` its stored form, and `unpack…` the answer again, or nothing where
 * it cannot have been packed for this question. `kinds.ts` chooses by type. They are functions and no table of objects, so
 * that the browser gets those that it calls and no others.
 */
import type { Answer } from "../types.ts";

/** What is known of one question in a response. The three states count in different bases. */
export type AnswerState =
  | { readonly state: "not_asked" }
  | { readonly state: "not_answered" }
  | { readonly state: "answered"; readonly answer: Answer };

/** An answer in the form in which it is stored, undefined for none; or what is wrong with a value. */
export type CheckedAnswer =
  | { readonly ok: true; readonly answer: Answer | undefined }
  | { readonly ok: false; readonly problem: AnswerProblem };

/** Why a value is no answer to a question. */
export type AnswerProblem = "answers.shape" | "answer.unknown_option" | "answer.exclusive_option";

/** Stands in packed answers for a question that was not asked. */
export const NOT_ASKED = "-";

/** Stands in packed answers for a question that was asked and left. */
export const NOT_ANSWERED = ".";

/** The state that a packed question is in as a whole; undefined where it was answered. */
export function stateOfAll(packed: string): AnswerState | undefined {
  if ([...packed].every((character) => character === NOT_ASKED)) return { state: "not_asked" };
  if ([...packed].every((character) => character === NOT_ANSWERED)) return { state: "not_answered" };
  return undefined;
}
