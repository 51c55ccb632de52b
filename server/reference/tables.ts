import type { Membership, Place, PlaceKind } from "../../core/place/types.ts";
import memberships from "./memberships.json" with { type: "json" };
import places from "./places.json" with { type: "json" };
import planned from "./planned-changes.json" with { type: "json" };

/** An abolition or division that an order has fixed for a day to come. */
export interface PlannedChange {
  readonly code: string;
  readonly name: string;
  readonly change: string;
  /** The first day of the new state. */
  readonly effective: string;
  readonly successors: readonly string[];
  readonly instrument: string;
}

type Column = keyof typeof places;

/** The cell of a column, as an object to spread: empty where the table has none, so that blanks stay absent. */
function cell<Name extends Column>(
  name: Name,
  row: number,
): { [Key in Name]?: NonNullable<(typeof places)[Name][number]> } {
  const value = places[name][row] ?? undefined;
  return value === undefined
    ? {}
    : ({ [name]: value } as { [Key in Name]: NonNullable<(typeof places)[Name][number]> });
}

function readPlace(code: string, row: number): Place {
  return {
    code,
    // The tables are made by `make-tables.mjs` and tested: kinds and statuses are those of `Place`.
    kind: places.kind[row] as PlaceKind,
    status: places.status[row] as Place["status"],
    name: places.name[row] ?? code,
    slug: places.slug[row] ?? code,
    replaced_by: places.replaced_by[row] ?? [],
    ...cell("name_cy", row),
    ...cell("official_name", row),
    ...cell("official_name_cy", row),
    ...cell("country_code", row),
    ...cell("region_code", row),
    ...cell("county_code", row),
    ...cell("valid_from", row),
    ...cell("valid_to", row),
    ...cell("population", row),
    ...cell("population_year", row),
    ...cell("latitude", row),
    ...cell("longitude", row),
    ...cell("homepage", row),
    ...cell("note", row),
  };
}

/** Every place of the United Kingdom that the reference knows, by code: present, planned and former, partnerships and classes. */
export const REFERENCE_PLACES: readonly Place[] = places.code.map(readPlace);

/** Who belongs to what, and when. Only the role `area` brings residents to the group. */
export const REFERENCE_MEMBERSHIPS: readonly Membership[] = memberships.flatMap((row) =>
  row.members.map((member) => ({
    member,
    group: row.group,
    role: row.role,
    ...(row.valid_from === null ? {} : { valid_from: row.valid_from }),
    ...(row.valid_to === null ? {} : { valid_to: row.valid_to }),
  })),
);

/** The changes fixed by order for days to come. `REFERENCE_PLACES` has them already, in `valid_to` and `replaced_by`. */
export const PLANNED_CHANGES: readonly PlannedChange[] = planned;
