import type { Place, PlaceKind } from "./types.ts";

const ORDER: readonly PlaceKind[] = [
  "county",
  "metropolitan_county",
  "combined_authority",
  "strategic_authority",
  "region",
  "country",
  "country_group",
  "partnership",
  "class",
];

/**
 * Groups in the order in which people know them: county, combined authority, region, country; partnerships and classes
 * last. Those of one kind keep the order given.
 */
export function inGroupOrder(groups: readonly Place[]): readonly Place[] {
  return [...groups].sort((first, second) => ORDER.indexOf(first.kind) - ORDER.indexOf(second.kind));
}
