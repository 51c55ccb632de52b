import { describe, expect, test } from "vitest";
import {
  councilsOf,
  createDirectory,
  districtsOf,
  existsOn,
  groupsOf,
  isDistrict,
  placeOf,
  scenarioOf,
  successorsOf,
  whatBecameOf,
} from "../../../core/place/directory.ts";
import type { Membership, Place } from "../../../core/place/types.ts";
import { REFERENCE_MEMBERSHIPS, REFERENCE_PLACES } from "../../../server/reference/tables.ts";

const directory = createDirectory(REFERENCE_PLACES, REFERENCE_MEMBERSHIPS);
const today = "2026-11-22";
const codes = (places: readonly Place[]): readonly string[] => places.map((place) => place.code);

const invented = (code: string, details: Partial<Place> = {}): Place => ({
  code,
  kind: "unitary",
  status: "current",
  name: code,
  slug: code.toLowerCase(),
  replaced_by: [],
  ...details,
});

describe("createDirectory", () => {
  const area = (member: string, group: string): Membership => ({ member, group, role: "area" });
  test.each([
    ["a code twice", [invented("A"), invented("A")], []],
    ["a slug twice", [invented("A"), invented("B", { slug: "a" })], []],
    ["an unknown successor", [invented("A", { replaced_by: ["Z"] })], []],
    ["an unknown member", [invented("A")], [area("Z", "A")]],
    ["an unknown group", [invented("A")], [area("A", "Z")]],
  ])("refuses %s", (_case, places, memberships) => {
    expect(() => createDirectory(places, memberships)).toThrow(RangeError);
  });

  test("finds places by code and by slug", () => {
    expect(directory.by_code.get("E07000042")?.name).toBe("Mid Devon");
    expect(directory.by_slug.get("mid-devon")?.code).toBe("E07000042");
  });

  test("survives groups that hold each other", () => {
    const round = createDirectory(
      [invented("A"), invented("G", { kind: "region" }), invented("H", { kind: "region" })],
      [area("A", "G"), area("G", "H"), area("H", "G")],
    );
    expect(codes(districtsOf(round, "H", today))).toEqual(["A"]);
    expect(codes(groupsOf(round, "A", today))).toEqual(["G", "H"]);
  });
});

test.each([
  ["unitary", true],
  ["district", true],
  ["metropolitan", true],
  ["london_borough", true],
  ["welsh", true],
  ["scottish", true],
  ["ni", true],
  ["county", false],
  ["combined_authority", false],
  ["region", false],
  ["partnership", false],
  ["class", false],
] as const)("isDistrict(%s) is %s", (kind, expected) => {
  expect(isDistrict(kind)).toBe(expected);
});

describe("existsOn", () => {
  const place = invented("A", { valid_from: "2019-04-01", valid_to: "2023-03-31" });
  test.each([
    ["2019-03-31", false],
    ["2019-04-01", true],
    ["2023-03-31", true],
    ["2023-04-01", false],
  ])("on %s: %s", (day, expected) => expect(existsOn(place, day)).toBe(expected));
  test("a replaced code never exists", () => expect(existsOn(invented("A", { status: "recoded" }), today)).toBe(false));
});

describe("placeOf", () => {
  test.each([
    ["E08000016", "E08000038"],
    ["E08000019", "E08000039"],
    ["S12000043", "S12000049"],
    ["S12000046", "S12000049"],
    ["E06000048", "E06000057"],
    ["E07000042", "E07000042"],
    ["E07000187", "E07000187"],
  ])("%s is %s", (code, now) => expect(placeOf(directory, code)?.code).toBe(now));
  test("nothing for an unknown code", () => expect(placeOf(directory, "X1")).toBeUndefined());
});

describe("councilsOf and scenarioOf", () => {
  test.each([
    ["E07000042", "Mid Devon", "Devon", "C"],
    ["E07000207", "Elmbridge", "Surrey", "C"],
    ["E06000052", "Cornwall", undefined, "A"],
    ["E08000003", "Manchester", undefined, "A"],
    ["E08000019", "Sheffield", undefined, "A"],
    ["E09000033", "Westminster", undefined, "A"],
    ["W06000015", "Cardiff", undefined, "A"],
    ["S12000049", "Glasgow City", undefined, "A"],
    ["N09000003", "Belfast", undefined, "A"],
    ["E07000097", "East Hertfordshire", "Hertfordshire", "C"],
    ["P-LA-EAST-SURREY", "East Surrey", undefined, "A"],
  ])("%s: %s and %s, scenario %s", (code, district, county, scenario) => {
    const councils = councilsOf(directory, code);
    expect(councils?.district.name).toBe(district);
    expect(councils?.county?.name).toBe(county);
    expect(scenarioOf(directory, code)).toBe(scenario);
  });

  test.each(["E10000008", "E12000001", "PT-devon", "X1"])("none for %s, which is no district", (code) => {
    expect(councilsOf(directory, code)).toBeUndefined();
    expect(scenarioOf(directory, code)).toBeUndefined();
  });

  test("a district has councils only while it exists", () => {
    expect(councilsOf(directory, "E07000207", "2027-03-31")?.county?.code).toBe("E10000030");
    expect(councilsOf(directory, "E07000207", "2027-04-01")).toBeUndefined();
    expect(councilsOf(directory, "P-LA-EAST-SURREY", "2027-03-31")).toBeUndefined();
    expect(councilsOf(directory, "P-LA-EAST-SURREY", "2027-04-01")).toEqual({
      district: directory.by_code.get("P-LA-EAST-SURREY"),
    });
    expect(councilsOf(directory, "E07000048", "2019-03-31")?.county?.name).toBe("Dorset");
  });

  test("every English shire district has a county and nothing else has", () => {
    for (const place of REFERENCE_PLACES.filter(({ kind, status }) => isDistrict(kind) && status === "current")) {
      expect(scenarioOf(directory, place.code)).toBe(place.kind === "district" ? "C" : "A");
    }
  });
});

describe("districtsOf", () => {
  test.each([
    ["K02000001", today, 361],
    ["K03000001", today, 350],
    ["K04000001", today, 318],
    ["E92000001", today, 296],
    ["W92000004", today, 22],
    ["S92000003", today, 32],
    ["N92000002", today, 11],
    ["E12000007", today, 33],
    ["E12000003", today, 15],
    ["E61000001", today, 33],
    ["E10000008", today, 8],
    ["E10000030", today, 11],
    ["E10000030", "2027-04-01", 0],
    ["E92000001", "2027-03-31", 296],
    ["E92000001", "2027-04-01", 287],
    ["E10000009", "2019-03-31", 6],
    ["E10000009", "2019-04-01", 0],
    ["E10000027", "2018-01-01", 5],
    ["E10000027", "2020-01-01", 4],
    ["E06000066", "2018-01-01", 5],
    ["E06000066", "2020-01-01", 4],
    ["E06000066", today, 1],
    ["E06000059", "2015-01-01", 5],
    ["E06000058", "2015-01-01", 3],
    ["E47000014", "2023-01-01", 0],
    ["E47000010", "2023-01-01", 4],
    ["E47000010", today, 0],
    ["PT-leeds-city-region", today, 7],
    ["PT-leeds-city-region", "2014-04-01", 10],
    ["PT-bournemouth-poole-dorset", today, 2],
    ["PT-bournemouth-poole-dorset", "2014-04-01", 8],
    ["PT-suffolk", "2014-04-01", 7],
    ["PT-suffolk", today, 5],
    ["PT-surrey", today, 11],
    ["PT-surrey", "2027-04-01", 2],
    ["PT-surrey-sussex", today, 23],
    ["PT-greater-manchester", today, 10],
    ["CL-non-metropolitan", today, 227],
    ["CL-non-metropolitan", "2027-04-01", 218],
    ["CL-council-type-county", today, 164],
    ["CL-ruc21-uun", today, 175],
    ["CL-ruc21-uun", "2015-01-01", 174],
    ["X1", today, 0],
  ])("%s on %s: %i districts", (code, day, count) => {
    const districts = districtsOf(directory, code, day);
    expect(districts).toHaveLength(count);
    expect(districts.every((place) => isDistrict(place.kind) && existsOn(place, day))).toBe(true);
  });

  test("a district gives itself, a replaced code the new one, an ended one nothing", () => {
    expect(codes(districtsOf(directory, "E07000042", today))).toEqual(["E07000042"]);
    expect(codes(districtsOf(directory, "E08000016", today))).toEqual(["E08000038"]);
    expect(codes(districtsOf(directory, "E07000187", today))).toEqual([]);
  });

  test("a successor that is an exact union gives what it was made of", () => {
    expect(codes(districtsOf(directory, "P-LA-EAST-SURREY", today))).toEqual([
      "E07000207",
      "E07000208",
      "E07000210",
      "E07000211",
      "E07000215",
    ]);
    expect(codes(districtsOf(directory, "P-LA-EAST-SURREY", "2027-04-01"))).toEqual(["P-LA-EAST-SURREY"]);
  });

  test("a successor with a part of a split district gives nothing before it began", () => {
    const split = createDirectory(
      [
        invented("A", { valid_to: "2020-03-31", replaced_by: ["B", "C"] }),
        invented("B", { valid_from: "2020-04-01" }),
        invented("C", { valid_from: "2020-04-01" }),
      ],
      [],
    );
    expect(districtsOf(split, "B", "2019-01-01")).toEqual([]);
    expect(whatBecameOf(split, "A", "2021-01-01")).toMatchObject({ kind: "split", exact: false });
  });
});

describe("groupsOf", () => {
  test("a district has its county, region, country and what holds these", () => {
    const groups = codes(groupsOf(directory, "E07000042", today));
    for (const code of ["E10000008", "E12000009", "E92000001", "K02000001", "K03000001", "K04000001"]) {
      expect(groups).toContain(code);
    }
    expect(groups).toEqual(expect.arrayContaining(["E47000015", "PT-devon", "CL-non-metropolitan"]));
  });

  test("roles other than area bring into no group", () => {
    expect(codes(groupsOf(directory, "E06000043", today))).not.toContain("PT-surrey-sussex");
    expect(codes(groupsOf(directory, "E06000065", today))).not.toContain("PT-leeds-city-region");
    expect(codes(groupsOf(directory, "E10000008", today))).not.toContain("E47000015");
  });

  test("only on days when both exist", () => {
    expect(codes(groupsOf(directory, "E08000021", "2020-01-01"))).toContain("E47000011");
    expect(codes(groupsOf(directory, "E08000021", today))).not.toContain("E47000011");
    expect(groupsOf(directory, "E07000187", today)).toEqual([]);
    expect(groupsOf(directory, "X1", today)).toEqual([]);
  });

  test("is the reverse of districtsOf", () => {
    const groups = REFERENCE_PLACES.filter((place) => !isDistrict(place.kind));
    const day = "2027-04-01";
    for (const group of groups) {
      for (const district of districtsOf(directory, group.code, day)) {
        expect(groupsOf(directory, district.code, day)).toContain(group);
      }
    }
  });
});

describe("successorsOf and whatBecameOf", () => {
  test.each([
    ["E07000207", ["P-LA-EAST-SURREY"]],
    ["E10000030", ["P-LA-EAST-SURREY", "P-LA-WEST-SURREY"]],
    ["E07000190", ["E07000246"]],
    ["E07000042", []],
    ["X1", []],
  ])("the direct successors of %s", (code, expected) => {
    expect(codes(successorsOf(directory, code))).toEqual(expected);
  });

  test.each([
    ["E07000207", today, "continues", ["E07000207"], true],
    ["E07000207", "2027-03-31", "continues", ["E07000207"], true],
    ["E07000207", "2027-04-01", "joined", ["P-LA-EAST-SURREY"], true],
    ["E07000217", "2027-04-01", "joined", ["P-LA-WEST-SURREY"], true],
    ["E10000030", today, "continues", ["E10000030"], true],
    ["E10000030", "2027-04-01", "split", ["P-LA-EAST-SURREY", "P-LA-WEST-SURREY"], false],
    ["E08000016", today, "recoded", ["E08000038"], true],
    ["E08000019", today, "recoded", ["E08000039"], true],
    ["E07000190", today, "joined", ["E06000066"], true],
    ["E07000190", "2020-01-01", "joined", ["E07000246"], true],
    ["E07000190", "2018-01-01", "continues", ["E07000190"], true],
    ["E07000048", today, "joined", ["E06000058"], true],
    ["E10000009", today, "split", ["E06000058", "E06000059"], false],
    ["E10000006", today, "split", ["E06000063", "E06000064"], false],
    ["E10000021", today, "split", ["E06000061", "E06000062"], false],
    ["E10000023", today, "joined", ["E06000065"], true],
    ["E10000002", today, "joined", ["E06000060"], true],
    ["E47000005", today, "joined", ["E47000014"], true],
    ["E47000005", "2020-01-01", "split", ["E47000010", "E47000011"], false],
  ] as const)("%s on %s: %s", (code, day, kind, places, exact) => {
    const outcome = whatBecameOf(directory, code, day);
    expect({ ...outcome, places: codes(outcome?.places ?? []) }).toEqual({ kind, places, exact });
  });

  test("no successor known, and no place known", () => {
    const lost = createDirectory([invented("A", { valid_to: "2020-03-31" })], []);
    expect(whatBecameOf(lost, "A", today)).toEqual({ kind: "ended", places: [], exact: false });
    expect(whatBecameOf(lost, "X1", today)).toBeUndefined();
  });
});
