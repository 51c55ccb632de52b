/** Places, their memberships and their changes, as plain data. The tables themselves stand in `server/reference/`. */

/** What a place is. Only districts (`isDistrict`) have residents of their own; all others are made of districts. */
export type PlaceKind =
  | "unitary"
  | "district"
  | "metropolitan"
  | "london_borough"
  | "welsh"
  | "scottish"
  | "ni"
  | "county"
  | "metropolitan_county"
  | "combined_authority"
  | "strategic_authority"
  | "region"
  | "country"
  | "country_group"
  | "partnership"
  | "class";

/** One place. Dates are ISO 8601 days; `valid_to` is the last day of existence. */
export interface Place {
  readonly code: string;
  readonly kind: PlaceKind;
  readonly status: "current" | "planned" | "former" | "recoded";
  readonly name: string;
  readonly name_cy?: string;
  readonly official_name?: string;
  readonly official_name_cy?: string;
  readonly slug: string;
  readonly country_code?: string;
  readonly region_code?: string;
  readonly county_code?: string;
  readonly valid_from?: string;
  readonly valid_to?: string;
  /** Direct successors; for a place that still exists, those that an order names for the day after `valid_to`. */
  readonly replaced_by: readonly string[];
  /** Residents of all ages, where known. */
  readonly population?: number;
  readonly population_year?: number;
  readonly latitude?: number;
  readonly longitude?: number;
  /** The council's own website. */
  readonly homepage?: string;
  /** What a reader of the data should know: the order that made it, or what its boundary leaves out. */
  readonly note?: string;
  /** True for the places of the demonstration, which do not exist. */
  readonly invented?: boolean;
}

/** A place belongs to a group (county, region, combined authority, partnership, class) between two days; absent means not dated. */
export interface Membership {
  readonly member: string;
  readonly group: string;
  readonly valid_from?: string;
  readonly valid_to?: string;
  /** `area`: its residents belong to the group. Other roles are kept for reference and add nobody. */
  readonly role: string;
}
