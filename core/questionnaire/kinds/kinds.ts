/** The types of question, each by its one description. */
import type { Answer, Question } from "../types.ts";
import type { AnswerState, CheckedAnswer, QuestionKind } from "./kind.ts";
import { MULTIPLE } from "./multiple.ts";
import { SINGLE } from "./single.ts";
import { TEXT } from "./text.ts";

const KINDS = { single: SINGLE, multiple: MULTIPLE, text: TEXT } as const;

/** How many characters of the packed answers a question takes. */
export function packedLength(question: Question): number {
  return kindOf(question).packedLength(question);
}

/** A value that somebody sent for a question, as an answer to it. */
export function checkAnswer(question: Question, value: unknown): CheckedAnswer {
  return kindOf(question).check(question, value);
}

/** An answer that `checkAnswer` let through, packed. */
export function packAnswer(question: Question, answer: Answer | undefined): string {
  return kindOf(question).pack(question, answer);
}

/** What was packed for a question; undefined where it cannot have been. */
export function unpackAnswer(question: Question, packed: string): AnswerState | undefined {
  return kindOf(question).unpack(question, packed);
}

/** The table gives each type of question the kind made for it, which the compiler cannot follow. */
function kindOf(question: Question): QuestionKind<Question> {
  return KINDS[question.type] as QuestionKind<Question>;
}
