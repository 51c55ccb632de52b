import { describe, expect, test } from "vitest";
import { createDirectory } from "../../../core/place/directory.ts";
import { searchPlaces } from "../../../core/place/search-places.ts";
import { REFERENCE_MEMBERSHIPS, REFERENCE_PLACES } from "../../../server/reference/tables.ts";

const directory = createDirectory(REFERENCE_PLACES, REFERENCE_MEMBERSHIPS);
const first = (query: string): string | undefined => searchPlaces(directory, query)[0]?.place.code;

describe("searchPlaces", () => {
  test.each([
    ["Mid Devon", "E07000042"],
    ["  mid   DEVON council ", "E07000042"],
    ["mid dev", "E07000042"],
    ["kings lynn & west norfolk", "E07000146"],
    ["King’s Lynn and West Norfolk Borough Council", "E07000146"],
    ["Saint Albans", "E07000240"],
    ["st. albans", "E07000240"],
    ["Stoke on Trent", "E06000021"],
    ["newcastle on tyne", "E08000021"],
    ["hull", "E06000010"],
    ["City of Bristol", "E06000023"],
    ["Ynys Mon", "W06000001"],
    ["YNYS MÔN", "W06000001"],
    ["caerdydd", "W06000015"],
    ["Cyngor Caerdydd", "W06000015"],
    ["sir gaerfyrddin", "W06000010"],
    ["Barrow-in-Furness", "E06000064"],
    ["Taunton Deane", "E06000066"],
    ["Surrey County", "E10000030"],
    ["Devon county council", "E10000008"],
    ["Camden Borough Council", "E09000007"],
    ["Aylesbury Vale", "E06000060"],
    ["Sheffield", "E08000039"],
  ])("%s", (query, code) => expect(first(query)).toBe(code));

  test.each(["", "   ", "&!", "Atlantis", "council"])("nothing for %j", (query) => {
    expect(searchPlaces(directory, query)).toEqual([]);
  });

  test("says which name led to the place, and whether it is a former one", () => {
    expect(searchPlaces(directory, "Craven")[0]).toMatchObject({ matched: "Craven", former: true });
    expect(searchPlaces(directory, "Abertawe")[0]).toMatchObject({ matched: "Abertawe", former: false });
  });

  test("gives current places unless a day is given", () => {
    expect(searchPlaces(directory, "surrey").every(({ place }) => place.status === "current")).toBe(true);
    expect(searchPlaces(directory, "elmbridge").map(({ place }) => place.code)).toEqual(["E07000207"]);
    const later = searchPlaces(directory, "elmbridge", { on: "2027-04-01" });
    expect(later.map(({ place }) => place.code)).toEqual(["P-LA-EAST-SURREY"]);
    expect(searchPlaces(directory, "chiltern", { on: "2018-01-01" })[0]?.place.code).toBe("E07000005");
  });

  test("keeps to kinds, to a group and to a limit", () => {
    expect(searchPlaces(directory, "devon", { kind: "county" }).map(({ place }) => place.code)).toEqual(["E10000008"]);
    const kinds = searchPlaces(directory, "north", { kind: ["region", "county"], limit: 100 });
    expect(kinds.map(({ place }) => place.name)).toEqual(["North East", "North West"]);
    const inside = searchPlaces(directory, "north", { within: "E10000008" });
    expect(inside.map(({ place }) => place.name)).toEqual(["North Devon"]);
    expect(searchPlaces(directory, "west", { limit: 3 })).toHaveLength(3);
    expect(searchPlaces(directory, "west")).toHaveLength(10);
    expect(searchPlaces(directory, "newcastle", { within: "E47000011" })).toHaveLength(1);
    expect(searchPlaces(directory, "newcastle", { within: "E47000011", on: "2026-11-22" })).toHaveLength(0);
  });

  test("every current council is found first by its own name", () => {
    for (const place of REFERENCE_PLACES.filter(({ status, kind }) => status === "current" && kind !== "class")) {
      const found = searchPlaces(directory, place.official_name ?? place.name, { kind: place.kind, limit: 3 });
      expect(found[0]?.place.code).toBe(place.code);
    }
  });
});
