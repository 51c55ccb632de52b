/** What the rules about a questionnaire document have in common. */
import type { Questionnaire } from "./types.ts";

/** One thing wrong with a document: where, as keys joined by dots, and what. */
export interface DocumentProblem {
  readonly path: string;
  readonly message: string;
}

/** One rule about a document: every place that breaks it. */
export type Rule = (questionnaire: Questionnaire) => readonly DocumentProblem[];
/** The problem, where there is one. */
export function problemIf(broken: boolean, path: string, message: string): readonly DocumentProblem[] {
  return broken ? [{ path, message }] : [];
}
