import { describe, expect, test } from "vitest";
import { createDirectory, districtsOf, groupsOf, isDistrict, scenarioOf } from "../../../core/place/directory.ts";
import type { PlaceKind } from "../../../core/place/types.ts";
import { DEMONSTRATION_MEMBERSHIPS, DEMONSTRATION_PLACES } from "../../../server/demonstration/geography.ts";
import { REFERENCE_MEMBERSHIPS, REFERENCE_PLACES } from "../../../server/reference/tables.ts";

const directory = createDirectory(DEMONSTRATION_PLACES, DEMONSTRATION_MEMBERSHIPS);
const today = "2026-11-22";
const districts = DEMONSTRATION_PLACES.filter(({ kind }) => isDistrict(kind));
const ofKind = (kind: PlaceKind): number => DEMONSTRATION_PLACES.filter((place) => place.kind === kind).length;

/** Words that any country could use. */
const COMMON = new Set(
  "the and of areas area city county council borough district metropolitan combined authority upper lower middle west urban rural greater coast ocean".split(
    " ",
  ),
);

function words(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 3 && !COMMON.has(word));
}

function distance(first: string, second: string): number {
  let row = Array.from({ length: second.length + 1 }, (_value, index) => index);
  for (const [index, letter] of [...first].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...second].entries()) {
      const [left = 0, above = 0, diagonal = 0] = [next[column], row[column + 1], row[column]];
      next.push(Math.min(left + 1, above + 1, diagonal + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row[second.length] ?? 0;
}

describe("the invented country", () => {
  test("has every tier and grouping that a real one has", () => {
    expect(districts).toHaveLength(40);
    expect(ofKind("country")).toBe(1);
    expect(ofKind("region")).toBe(4);
    expect(ofKind("county")).toBe(3);
    expect(ofKind("district")).toBe(17);
    expect(ofKind("unitary")).toBe(16);
    expect(ofKind("metropolitan")).toBe(7);
    for (const kind of ["metropolitan_county", "combined_authority", "partnership"] as const)
      expect(ofKind(kind)).toBe(1);
    expect(ofKind("class")).toBe(2);
  });

  test("is marked as invented, and stands beside the real places without a collision", () => {
    expect(DEMONSTRATION_PLACES.every(({ invented }) => invented === true)).toBe(true);
    expect(DEMONSTRATION_PLACES.every(({ slug }) => slug.startsWith("demonstration-"))).toBe(true);
    const together = createDirectory(
      [...REFERENCE_PLACES, ...DEMONSTRATION_PLACES],
      [...REFERENCE_MEMBERSHIPS, ...DEMONSTRATION_MEMBERSHIPS],
    );
    expect(together.by_code.size).toBe(REFERENCE_PLACES.length + DEMONSTRATION_PLACES.length);
  });

  test("bears no name of a real council, nor one that could be misread as one", () => {
    const real = new Set(
      REFERENCE_PLACES.flatMap(({ name, name_cy = "", official_name = "" }) =>
        words(`${name} ${name_cy} ${official_name}`),
      ),
    );
    for (const place of DEMONSTRATION_PLACES) {
      for (const word of words(place.name)) {
        const near = [...real].filter(
          (known) => distance(word, known) <= 2 || (known.length > 4 && word.includes(known)) || known.includes(word),
        );
        expect({ word, near }).toEqual({ word, near: [] });
      }
    }
  });

  test("lies whole in its regions, in its two classes and in the open sea", () => {
    const codes = districts.map(({ code }) => code).sort();
    const within = (groups: readonly string[]): readonly string[] =>
      groups.flatMap((group) => districtsOf(directory, group, today).map(({ code }) => code)).sort();
    expect(within(["D-N01"])).toEqual(codes);
    expect(within(["D-R01", "D-R02", "D-R03", "D-R04"])).toEqual(codes);
    expect(within(["D-K01", "D-K02"])).toEqual(codes);
    for (const { latitude, longitude } of DEMONSTRATION_PLACES) {
      if (latitude === undefined || longitude === undefined) continue;
      expect(latitude > 51 && latitude < 55 && longitude > -24 && longitude < -20).toBe(true);
    }
  });

  test("has two-tier counties, and groups that reach across them", () => {
    for (const county of ["D-C01", "D-C02", "D-C03"]) {
      const members = districtsOf(directory, county, today);
      expect(members.length).toBeGreaterThanOrEqual(5);
      expect(members.every(({ code }) => scenarioOf(directory, code) === "C")).toBe(true);
    }
    expect(scenarioOf(directory, "D-B01")).toBe("A");
    expect(districtsOf(directory, "D-A01", today)).toHaveLength(8);
    expect(districtsOf(directory, "D-P01", today)).toHaveLength(8);
    expect(groupsOf(directory, "D-D12", today).map(({ kind }) => kind)).toEqual([
      "county",
      "class",
      "country",
      "partnership",
      "region",
    ]);
  });

  test("has residents like real councils, and groups whose residents are those of their districts", () => {
    for (const { population = 0 } of districts) expect(population >= 60_000 && population <= 600_000).toBe(true);
    for (const place of DEMONSTRATION_PLACES) {
      const members = districtsOf(directory, place.code, today);
      expect(members.reduce((total, { population = 0 }) => total + population, 0)).toBe(place.population);
    }
  });
});
