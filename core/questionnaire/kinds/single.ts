/** One option of several: stored as the base-36 digit of its place in `options`. Its answer is the id of an option. */
import type { Answer, ChoiceQuestion } from "../types.ts";
import { type AnswerState, type CheckedAnswer, NOT_ANSWERED, stateOfAll } from "./kind.ts";

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

/** A question has at most as many options as there are digits to store them. */
export const OPTIONS_MAX = DIGITS.length;

/** A value that somebody sent, as the option chosen. */
export function checkSingle({ options }: ChoiceQuestion, value: unknown): CheckedAnswer {
  if (typeof value !== "string") return { ok: false, problem: "answers.shape" };
  if (!options.some(({ id }) => id === value)) return { ok: false, problem: "answer.unknown_option" };
  return { ok: true, answer: value };
}

/** A checked answer, or none, as one character. */
export function packSingle({ id, options }: ChoiceQuestion, answer: Answer | undefined): string {
  if (answer === undefined) return NOT_ANSWERED;
  const index = options.findIndex((option) => option.id === answer);
  if (index < 0 || index >= OPTIONS_MAX) throw new RangeError(`An answer to ${id} is none of its options.`);
  return DIGITS.charAt(index);
}

/** What was packed, or nothing. */
export function unpackSingle({ options }: ChoiceQuestion, packed: string): AnswerState | undefined {
  const option = options[DIGITS.indexOf(packed)];
  return stateOfAll(packed) ?? (option === undefined ? undefined : { state: "answered", answer: option.id });
}
