/** One option of several: stored as the base-36 digit of its place in `options`. */
import type { ChoiceQuestion } from "../types.ts";
import { NOT_ANSWERED, type QuestionKind, stateOfAll } from "./kind.ts";

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

/** A question has at most as many options as there are digits to store them. */
export const OPTIONS_MAX = DIGITS.length;

/** The kind `single`. Its answer is the id of an option. */
export const SINGLE: QuestionKind<ChoiceQuestion> = {
  packedLength: () => 1,
  check({ options }, value) {
    if (typeof value !== "string") return { ok: false, problem: "answers.shape" };
    if (!options.some(({ id }) => id === value)) return { ok: false, problem: "answer.unknown_option" };
    return { ok: true, answer: value };
  },
  pack({ id, options }, answer) {
    if (answer === undefined) return NOT_ANSWERED;
    const index = options.findIndex((option) => option.id === answer);
    if (index < 0 || index >= OPTIONS_MAX) throw new RangeError(`An answer to ${id} is none of its options.`);
    return DIGITS.charAt(index);
  },
  unpack({ options }, packed) {
    const option = options[DIGITS.indexOf(packed)];
    return stateOfAll(packed) ?? (option === undefined ? undefined : { state: "answered", answer: option.id });
  },
};
