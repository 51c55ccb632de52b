/**
 * Any options of several: stored as one character for each, `1` for a chosen one and `0` for the others. Its answer is a
 * list of options in the order of the code list, each once. An empty list is no answer: who chose nothing said nothing, and
 * that none applies is an option of its own.
 */
import type { Answer, ChoiceQuestion } from "../types.ts";
import { type AnswerState, type CheckedAnswer, NOT_ANSWERED, stateOfAll } from "./kind.ts";

/** A value that somebody sent, as the options chosen. */
export function checkMultiple({ options }: ChoiceQuestion, value: unknown): CheckedAnswer {
  if (!Array.isArray(value) || value.length > options.length) return { ok: false, problem: "answers.shape" };
  const given: readonly unknown[] = value;
  if (given.some((one) => typeof one !== "string")) return { ok: false, problem: "answers.shape" };
  const chosen = options.filter(({ id }) => given.includes(id));
  if (new Set(given).size !== chosen.length) return { ok: false, problem: "answer.unknown_option" };
  if (chosen.length > 1 && chosen.some(({ exclusive }) => exclusive === true)) {
    return { ok: false, problem: "answer.exclusive_option" };
  }
  return { ok: true, answer: chosen.length === 0 ? undefined : chosen.map(({ id }) => id) };
}

/** A checked answer, or none, as one character an option. */
export function packMultiple({ id, options }: ChoiceQuestion, answer: Answer | undefined): string {
  if (answer === undefined) return NOT_ANSWERED.repeat(options.length);
  const chosen = new Set(answer);
  const packed = options.map((option) => (chosen.delete(option.id) ? "1" : "0")).join("");
  if (typeof answer === "string" || chosen.size > 0) {
    throw new RangeError(`An answer to ${id} is none of its options.`);
  }
  return packed;
}

/** What was packed, or nothing. */
export function unpackMultiple({ options }: ChoiceQuestion, packed: string): AnswerState | undefined {
  const state = stateOfAll(packed);
  if (state !== undefined) return state;
  if (!/^[01]+$/.test(packed) || !packed.includes("1")) return undefined;
  return { state: "answered", answer: options.flatMap(({ id }, index) => (packed[index] === "1" ? [id] : [])) };
}
