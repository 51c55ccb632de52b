/** Addresses of pages of results. */
import { localPath } from "../../client/components/Layout.tsx";
import type { Texts } from "../../client/text/en.ts";

/** What a question's page can be asked for by. */
export const QUESTION_PARAMETERS = ["release", "stream", "answer", "sort"] as const;

/** The page of a question, by what is asked of it. */
export function questionAddress(
  texts: Texts,
  question: string,
  asked: { readonly [Name in (typeof QUESTION_PARAMETERS)[number]]?: string } = {},
): string {
  const search = new URLSearchParams(Object.entries(asked)).toString();
  return `${localPath(texts, `/questions/${encodeURIComponent(question)}`)}${search === "" ? "" : `?${search}`}`;
}
