/** Where a survey asks, in words. */
import type { Texts } from "../text/en.ts";

/** So many areas are named; more are counted, and stand in the list. */
const NAMED_MAX = 5;

/** The areas of a survey: by name where they are few, and otherwise how many there are. */
export function areasInWords({ edges }: Pick<Texts, "edges">, names: readonly string[]): string {
  if (names.length > NAMED_MAX) return edges.oneOfAreas(names.length);
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")}${edges.or}${last}`;
}
