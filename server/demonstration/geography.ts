/** The demonstration's country: invented councils in every tier and grouping that a real one has. */
import type { Membership, Place } from "../../core/place/types.ts";
import { DISTRICT_TABLE, type DistrictLine, GROUP_TABLE, type GroupLine, type Setting } from "./geography-table.ts";

const COUNTRY = "D-N01";
const CLASS_OF: Readonly<Record<Setting, string>> = { urban: "D-K01", rural: "D-K02" };
const POPULATION_YEAR = 2024;
const SLUG_PREFIX = "demonstration-";

/** Whether a district counts as urban or rural, by its code: who lives there follows from it. */
export const DEMONSTRATION_SETTINGS: ReadonlyMap<string, Setting> = new Map(
  DISTRICT_TABLE.map((line) => [line[0], line[6]]),
);

/** Who belongs to what: all of it by area. */
export const DEMONSTRATION_MEMBERSHIPS: readonly Membership[] = [
  ...DISTRICT_TABLE.flatMap(([code, , , , region, county, setting]) =>
    [COUNTRY, region, ...(county === null ? [] : [county]), CLASS_OF[setting]].map((group) => area(code, group)),
  ),
  ...GROUP_TABLE.flatMap(({ code, kind, region, members = [] }) => [
    ...(kind === "region" ? [area(code, COUNTRY)] : []),
    // A combined authority or a partnership may reach beyond the region that it is listed in.
    ...(region !== undefined && kind.endsWith("county") ? [area(code, region), area(code, COUNTRY)] : []),
    ...members.map((member) => area(member, code)),
  ]),
];

/** Every place of the demonstration: 40 councils with residents of their own, and what they make up together. */
export const DEMONSTRATION_PLACES: readonly Place[] = [...GROUP_TABLE.map(groupPlace), ...DISTRICT_TABLE.map(district)];

function area(member: string, group: string): Membership {
  return { member, group, role: "area" };
}

function slugOf(name: string): string {
  return `${SLUG_PREFIX}${name.toLowerCase().replaceAll(" ", "-")}`;
}

function district(line: DistrictLine): Place {
  const [code, kind, name, official_name, region_code, county, , population, latitude, longitude] = line;
  return {
    code,
    kind,
    status: "current",
    name,
    official_name,
    slug: slugOf(name),
    country_code: COUNTRY,
    region_code,
    // A metropolitan county has no council, so it is no `county_code`, exactly as in the real tables.
    ...(county === null || kind !== "district" ? {} : { county_code: county }),
    valid_from: kind === "unitary" ? "1998-04-01" : "1974-04-01",
    replaced_by: [],
    population,
    population_year: POPULATION_YEAR,
    latitude,
    longitude,
    invented: true,
  };
}

/** Every district in a group, each once, also through a county. */
function districtLines(group: string): readonly DistrictLine[] {
  const found = new Set<DistrictLine>();
  const climb = (code: string): void => {
    for (const { member } of DEMONSTRATION_MEMBERSHIPS.filter((one) => one.group === code)) {
      const line = DISTRICT_TABLE.find(([known]) => known === member);
      if (line === undefined) climb(member);
      else found.add(line);
    }
  };
  climb(group);
  return [...found];
}

function groupPlace({ code, kind, name, slug, region, members: _members, ...names }: GroupLine): Place {
  const lines = districtLines(code);
  const population = lines.reduce((total, line) => total + line[7], 0);
  const centre = (column: 8 | 9): number =>
    Math.round((lines.reduce((total, line) => total + line[column] * line[7], 0) / population) * 1e5) / 1e5;
  return {
    code,
    kind,
    status: "current",
    name,
    slug: slugOf(slug),
    ...(kind === "partnership" || kind === "class" ? {} : { country_code: COUNTRY }),
    ...(region === undefined ? {} : { region_code: region }),
    ...names,
    replaced_by: [],
    population,
    population_year: POPULATION_YEAR,
    ...(kind === "partnership" || kind === "class" ? {} : { latitude: centre(8), longitude: centre(9) }),
    invented: true,
  };
}
