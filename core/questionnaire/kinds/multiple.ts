/** Any options of several: stored as one character for each, `1` for a chosen one and `0` for the others. */
import type { ChoiceQuestion } from "../types.ts";
import { NOT_ANSWERED, type QuestionKind, stateOfAll } from "./kind.ts";

/**
 * The kind `multiple`. Its answer is a list of options in the order of the code list, each once; an empty list is no
 * answer. Who chose nothing said nothing: that none applies is an option of its own.
 */
export const MULTIPLE: QuestionKind<ChoiceQuestion> = {
  packedLength: ({ options }) => options.length,
  check({ options }, value) {
    if (!Array.isArray(value) || value.length > options.length) return { ok: false, problem: "answers.shape" };
    const given: readonly unknown[] = value;
    if (given.some((one) => typeof one !== "string")) return { ok: false, problem: "answers.shape" };
    const chosen = options.filter(({ id }) => given.includes(id));
    if (new Set(given).size !== chosen.length) return { ok: false, problem: "answer.unknown_option" };
    if (chosen.length > 1 && chosen.some(({ exclusive }) => exclusive === true)) {
      return { ok: false, problem: "answer.exclusive_option" };
    }
    return { ok: true, answer: chosen.length === 0 ? undefined : chosen.map(({ id }) => id) };
  },
  pack({ id, options }, answer) {
    if (answer === undefined) return NOT_ANSWERED.repeat(options.length);
    const chosen = new Set(answer);
    const packed = options.map((option) => (chosen.delete(option.id) ? "1" : "0")).join("");
    if (typeof answer === "string" || chosen.size > 0) {
      throw new RangeError(`An answer to ${id} is none of its options.`);
    }
    return packed;
  },
  unpack({ options }, packed) {
    const state = stateOfAll(packed);
    if (state !== undefined) return state;
    if (!/^[01]+$/.test(packed) || !packed.includes("1")) return undefined;
    return { state: "answered", answer: options.flatMap(({ id }, index) => (packed[index] === "1" ? [id] : [])) };
  },
};
