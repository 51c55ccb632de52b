/** The resident's own words. They are sent, sealed and stored apart: nothing of them stands in the packed answers (R28). */
import type { TextQuestion } from "../types.ts";
import type { QuestionKind } from "./kind.ts";

/** The kind `text`. As an answer it has none: see `texts.ts`. */
export const TEXT: QuestionKind<TextQuestion> = {
  packedLength: () => 0,
  check: () => ({ ok: false, problem: "answers.shape" }),
  pack: () => "",
  unpack: () => ({ state: "not_answered" }),
};
