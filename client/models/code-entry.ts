/** How a code gets into the survey: typed, or with the link of a letter. Nothing in here asks the server. */
import { groupCode, parseCode } from "../../core/code/code.ts";

/** What is wrong with what stands in the code's box, as the name of its text; null where the survey can begin. */
export function codeProblem(typed: string, needed: boolean): "codeUnknown" | "codeRequired" | null {
  if (typed.trim() === "") return needed ? "codeRequired" : null;
  return parseCode(typed) === null ? "codeUnknown" : null;
}

/** What becomes of the part of an address after `#`. */
export interface Fragment {
  /** The code in it, grouped as in the letter. */
  readonly code: string | null;
  /** Whether it must not stay in the address. */
  readonly remove: boolean;
}

/**
 * Reads the part of an address after `#`. What names no part of the page is taken for somebody's attempt at a code, and
 * goes as well: nearly a code is nearly as private.
 */
export function readFragment(hash: string, isOnPage: (id: string) => boolean): Fragment {
  const text = decoded(hash.replace(/^#/, ""));
  const code = parseCode(text);
  if (code !== null) return { code: groupCode(code), remove: true };
  return { code: null, remove: text !== "" && !isOnPage(text) };
}

/** The address of the same page in the other language; a code that stands in the box goes with it, unsent, after `#`. */
export function languageAddress(href: string, typed: string): string {
  const code = parseCode(typed);
  return code === null ? href : `${href}#${code}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
