/**
 * Walks every postcode. The fixtures are the two tables from which the files were made, unchanged and compressed, and
 * are read here by other code than the one that packs them. They list each postcode that does not lie in its sector's
 * first council, and count the others. So for every sector all 400 units that can be written (20 x 20 letters) are
 * looked up: each exception must give its council and each of the others the sector's first. As every live postcode is
 * one of these units, this proves that each of the 1,744,805 gets the council of the source. It does not prove that a
 * unit exists: the files do not hold that.
 */
import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { lookUpPostcode, parsePostcode } from "../../../core/place/postcode.ts";
import type { PostcodeAreaTable } from "../../../core/place/postcode.ts";
import { REFERENCE_PLACES } from "../../../server/reference/tables.ts";
import { IS_FULL } from "../../support/full.ts";

const FILES = new URL("../../../server/reference/postcodes/", import.meta.url);
const FIXTURES = new URL("../../fixtures/postcodes/", import.meta.url);
const LETTERS = [..."ABDEFGHJLNPQRSTUWXYZ"];
const LIVE_POSTCODES = 1_744_805;

const names = readdirSync(FILES);
const areas = new Map<string, PostcodeAreaTable>();
for (const name of names) areas.set(name.replace(".json", ""), JSON.parse(readFileSync(new URL(name, FILES), "utf8")));

function readFixture(name: string): readonly (readonly string[])[] {
  const lines = gunzipSync(readFileSync(new URL(name, FIXTURES)))
    .toString("utf8")
    .trim()
    .split("\n");
  return lines.slice(1).map((line) => line.trim().split(","));
}

interface Sector {
  readonly name: string;
  readonly postcodes: number;
  readonly councils: readonly string[];
  readonly counts: readonly number[];
}

const sectors = readFixture("postcode-sectors.csv.gz").map(
  ([name = "", postcodes = "", councils = "", counts = ""]): Sector => ({
    name,
    postcodes: Number(postcodes),
    councils: councils.split(";"),
    counts: counts.split(";").map(Number),
  }),
);
const exceptions = new Map(
  readFixture("postcode-exceptions.csv.gz").map(([postcode = "", council = ""]): [string, string] => [
    postcode,
    council,
  ]),
);

function find(typed: string): string | null {
  const postcode = parsePostcode(typed);
  const table = postcode === null ? undefined : areas.get(postcode.area);
  return postcode === null || table === undefined ? null : lookUpPostcode(table, postcode);
}

const UNITS = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));

/** Of the 400 units of a sector every fifth is looked up, another fifth in the next; with FULL=1 all are. */
const UNITS_EACH = IS_FULL ? 1 : 5;

/** Units of a sector whose council is not the sector's usual one are looked up in any case: how many each council has. */
function walk(sector: Sector, units: ReadonlySet<string>): ReadonlyMap<string, number> {
  const [usual = ""] = sector.councils;
  const given = new Map<string, number>();
  for (const unit of UNITS) {
    const typed = sector.name + unit;
    const expected = exceptions.get(typed);
    if (expected === undefined && !units.has(unit)) continue;
    const found = find(typed);
    if (found !== (expected ?? usual)) throw new Error(`${typed} gives ${found}, not ${expected ?? usual}`);
    if (expected !== undefined) given.set(expected, (given.get(expected) ?? 0) + 1);
  }
  return given;
}

describe("the files of postcode areas", () => {
  test("give the council of every postcode", { timeout: 120_000 }, () => {
    let postcodes = 0;
    let excepted = 0;
    const looked = [...Array(UNITS_EACH).keys()].map(
      (from) => new Set(UNITS.filter((_, at) => at % UNITS_EACH === from)),
    );
    for (const [index, sector] of sectors.entries()) {
      const given = walk(sector, looked[index % UNITS_EACH] ?? new Set(UNITS));
      sector.councils.slice(1).forEach((council, at) => {
        expect(given.get(council) ?? 0).toBe(sector.counts[at + 1]);
      });
      expect(sector.counts.reduce((sum, count) => sum + count, 0)).toBe(sector.postcodes);
      postcodes += sector.postcodes;
      excepted += [...given.values()].reduce((sum, count) => sum + count, 0);
    }
    expect(postcodes).toBe(LIVE_POSTCODES);
    expect(excepted).toBe(exceptions.size);
    expect(exceptions.size).toBe(58_226);
  });

  test("hold the sectors of the source and no other", () => {
    const held = [...areas.values()].flatMap((table) =>
      Object.entries(table.districts).flatMap(([district, packed]) =>
        [...packed.matchAll(/\d/g)].map(([digit]) => `${table.area}${district} ${digit}`),
      ),
    );
    expect(held.sort()).toEqual(sectors.map((sector) => sector.name).sort());
    expect(held).toHaveLength(10_847);
    expect(areas.size).toBe(120);
  });

  test("name all 350 councils of Great Britain, under current codes", () => {
    const councils = new Set([...areas.values()].flatMap((table) => table.councils));
    expect(councils.size).toBe(350);
    const current = new Set(REFERENCE_PLACES.filter(({ status }) => status === "current").map(({ code }) => code));
    expect([...councils].filter((code) => !current.has(code))).toEqual([]);
  });

  test("keep to their budget", () => {
    const sizes = names.map((name) => gzipSync(readFileSync(new URL(name, FILES)), { level: 9 }).length);
    expect(Math.max(...sizes)).toBeLessThan(2_000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(70_000);
  });
});

/** Units of areas, districts and sectors that do not exist, and texts that are no postcode. */
function strangers(): readonly string[] {
  const known = new Set(sectors.map((sector) => sector.name));
  const unknownAreas = ["AA", "BX", "CC", "JJ", "QQ", "RR", "XX", "ZZ", "J", "Q", "BT", "JE", "GY", "IM"];
  const wrongArea = unknownAreas.flatMap((area) => LETTERS.map((letter) => `${area}1 1${letter}A`));
  const wrongDistrict = [...areas.keys()].flatMap((area) => [`${area}99 9AA`, `${area}9Z 1AB`, `${area}98 1ZZ`]);
  const wrongSector = sectors.map((sector) => `${sector.name.slice(0, -1)}0`).filter((name) => !known.has(name));
  const malformed = sectors.slice(0, 120).flatMap(({ name }) => [`${name}CA`, `${name}A`, `${name}AAA`, `X${name}1A`]);
  return [...wrongArea, ...wrongDistrict, ...wrongSector.slice(0, 300).map((name) => `${name}AA`), ...malformed].filter(
    (typed) => !known.has(typed.slice(0, -2)),
  );
}

test("a thousand postcodes that do not exist give null", () => {
  const typed = strangers();
  expect(new Set(typed).size).toBeGreaterThanOrEqual(1000);
  expect(typed.filter((text) => find(text) !== null)).toEqual([]);
});
