/** The whole that districts are part of. */
import { hasShare } from "../../../client/text/shares.ts";
import { bearsItsName } from "../../../core/disclosure/rules.ts";
import type { ResultRow } from "../../../core/release/types.ts";

/**
 * The whole that districts are held against: of the groups that may bear their name, that with the most districts in
 * it. Undefined where there is none.
 */
export function wholeOf(rows: readonly ResultRow[]): (ResultRow & { readonly share: number }) | undefined {
  return rows
    .filter((row) => row.members > 1 && row.bound === null && bearsItsName(row.population_covered))
    .filter(hasShare)
    .toSorted((first, second) => second.members_included - first.members_included || first.members - second.members)[0];
}
