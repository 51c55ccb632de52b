/** Where a survey asks, in words. */
import { oneOf } from "../../core/questionnaire/rule-words.ts";
import type { Texts } from "../text/en.ts";

/** So many areas are named; more are counted, and stand in the list. */
const NAMED_MAX = 5;

/** The areas of a survey: by name where they are few, and otherwise how many there are. */
export function areasInWords({ edges, language }: Pick<Texts, "edges" | "language">, names: readonly string[]): string {
  return names.length > NAMED_MAX ? edges.oneOfAreas(names.length) : oneOf(names, language);
}
