import { createReleaseReader } from "../../../core/attack/attacked-release.ts";
import { attackFields } from "../../../core/attack/figures.ts";
import type { CompactRow } from "../../../core/release/types.ts";
import { AS_COUNTED, naiveRows, SCHEMA, tableOf } from "../support.ts";
import { type Measure, oursOf, scoreOf, SEEDS, worldOf } from "./measure.ts";

/** A release in which every row has the number of its people and the sum of their keys, for whoever checks it. */
function withKeys(seed: number): Parameters<typeof attackFields>[0] {
  const reader = createReleaseReader(SCHEMA);
  for (const district of worldOf(seed).districts.slice(0, 4)) {
    const rows = naiveRows(district.code, "code", tableOf(district), AS_COUNTED);
    reader.addPlace(
      district.code,
      rows.map((row) => [...row, 123_456, 12] as unknown as CompactRow),
    );
  }
  return reader.release();
}

/** Names that no public field has: keys, exact counts, weights, whatever noise is made of. */
export const FORBIDDEN =
  /^(?:c?key|record_?key|key_?sums?|noise|p_?value|count|counts|people|weights?|sum_of_weights|exact|raw|unrounded|member|nullifier|slot)$/i;

/** Every name of a member in a JSON text. */
export function namesIn(value: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (Array.isArray(value)) for (const one of value) namesIn(one, found);
  else if (typeof value === "object" && value !== null) {
    for (const [name, own] of Object.entries(value)) {
      found.add(name);
      namesIn(own, found);
    }
  }
  return found;
}

/** Measures it: rows with a column too many, or of something that no release has rows of. */
export function measure(): Measure {
  return {
    attack: "A29",
    tries: "a row with more than its public columns: a key, an exact count",
    naive: scoreOf(SEEDS.map((seed) => attackFields(withKeys(seed)))),
    ours: scoreOf(SEEDS.map((seed) => attackFields(oursOf(seed).release))),
  };
}
