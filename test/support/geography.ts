/** Invented geographies of any size with the kinds of groups that the real one has, some within others and some across. */
import type { BuildGroup } from "../../core/release/build.ts";

/** A district and what it lies in. */
export interface InventedDistrict {
  readonly code: string;
  readonly joinedBy: readonly (string | null)[];
}

/** Districts with their groups. */
export interface InventedGeography {
  readonly districts: readonly InventedDistrict[];
  readonly groups: readonly (Pick<BuildGroup, "code" | "kind"> & { readonly members: readonly string[] })[];
}

/**
 * So many districts: a region for some 25, a county for two thirds of them in sevens, combined authorities and
 * partnerships that cut across, classes that are spread over all, four countries and what holds them.
 */
export function inventedGeography(count: number): InventedGeography {
  const numbers = Array.from({ length: count }, (_, at) => at);
  const code = (at: number): string => `D${String(at).padStart(3, "0")}`;
  const lies = (at: number) => {
    const region = Math.floor(at / Math.min(40, Math.max(10, count / 9)));
    const county = at % 3 === 2 ? null : `C${Math.floor(at / 10)}`;
    return { county, region: `R${region}`, country: at < count * 0.75 ? "N0" : `N${1 + (at % 3)}` };
  };
  const groups = new Map<string, { code: string; kind: BuildGroup["kind"]; members: string[] }>();
  const join = (group: string, kind: BuildGroup["kind"], at: number): void => {
    const known = groups.get(group) ?? { code: group, kind, members: [] };
    known.members.push(code(at));
    groups.set(group, known);
  };
  for (const at of numbers) {
    const { county, region, country } = lies(at);
    if (county !== null) join(county, "county", at);
    join(region, "region", at);
    join(country, "country", at);
    join("UK", "country_group", at);
    if (country !== "N3") join("GB", "country_group", at);
    if (at % 17 < 5) join(`A${Math.floor(at / 17) % 14}`, "combined_authority", at);
    if (at % 11 === 3) join(`P${at % 12}`, "partnership", at);
    join(`K${at % 6}`, "class", at);
    if (at % 4 !== 0) join("K-non-metropolitan", "class", at);
  }
  return {
    districts: numbers.map((at) => {
      const { county, region, country } = lies(at);
      return { code: code(at), joinedBy: [county, region, country] };
    }),
    groups: [...groups.values()].sort((first, second) => (first.code < second.code ? -1 : 1)),
  };
}
