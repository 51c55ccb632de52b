import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createDirectory, districtsOf, isDistrict, whatBecameOf } from "../../../core/place/directory.ts";
import { ATTRIBUTIONS } from "../../../server/reference/attributions.ts";
import { EVIDENCE } from "../../../server/reference/evidence.ts";
import { NEIGHBOURS } from "../../../server/reference/neighbours.ts";
import { POPULATION_CODES, populationOf } from "../../../server/reference/population.ts";
import { PLANNED_CHANGES, REFERENCE_MEMBERSHIPS, REFERENCE_PLACES } from "../../../server/reference/tables.ts";

const directory = createDirectory(REFERENCE_PLACES, REFERENCE_MEMBERSHIPS);
const today = "2026-11-22";
const day = /^\d{4}-\d{2}-\d{2}$/;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const residents = (code: string): number => {
  const population = populationOf(code);
  return population === undefined ? Number.NaN : sum(population.female) + sum(population.male);
};

describe("REFERENCE_PLACES", () => {
  test.each([
    ["current", "unitary", 63],
    ["current", "district", 164],
    ["current", "metropolitan", 36],
    ["current", "london_borough", 33],
    ["current", "welsh", 22],
    ["current", "scottish", 32],
    ["current", "ni", 11],
    ["current", "county", 21],
    ["current", "metropolitan_county", 6],
    ["current", "combined_authority", 19],
    ["current", "strategic_authority", 1],
    ["current", "region", 9],
    ["current", "country", 4],
    ["current", "country_group", 3],
    ["current", "partnership", 24],
    ["current", "class", 27],
    ["planned", "unitary", 2],
    ["former", "district", 40],
    ["former", "county", 6],
    ["former", "unitary", 2],
    ["former", "combined_authority", 3],
  ])("%s, %s: %i", (status, kind, count) => {
    expect(REFERENCE_PLACES.filter((place) => place.status === status && place.kind === kind)).toHaveLength(count);
  });

  test("491 places, 24 partnerships and 27 classes, of which 14 codes were replaced", () => {
    expect(REFERENCE_PLACES).toHaveLength(491 + 24 + 27);
    expect(REFERENCE_PLACES.filter(({ status }) => status === "recoded")).toHaveLength(14);
  });

  test("codes and slugs are unique and fit for an address", () => {
    expect(new Set(REFERENCE_PLACES.map(({ code }) => code)).size).toBe(REFERENCE_PLACES.length);
    expect(new Set(REFERENCE_PLACES.map(({ slug }) => slug)).size).toBe(REFERENCE_PLACES.length);
    for (const { slug } of REFERENCE_PLACES) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  test("names within a kind can be told apart", () => {
    const names = REFERENCE_PLACES.filter(({ status }) => status === "current").map(
      ({ kind, name }) => `${kind} ${name}`,
    );
    expect(new Set(names).size).toBe(names.length);
  });

  test("blanks are absent, not null or empty", () => {
    for (const value of REFERENCE_PLACES.flatMap((place) => Object.values(place))) {
      expect(value === null || value === "" || value === undefined || Number.isNaN(value)).toBe(false);
    }
  });

  test("dates are days, and country, region and county codes are known", () => {
    for (const place of REFERENCE_PLACES) {
      for (const date of [place.valid_from, place.valid_to]) if (date !== undefined) expect(date).toMatch(day);
      for (const code of [place.country_code, place.region_code, place.county_code]) {
        if (code !== undefined) expect(directory.by_code.has(code)).toBe(true);
      }
    }
  });

  test("Welsh councils and countries have Welsh names", () => {
    for (const place of REFERENCE_PLACES.filter(({ kind }) => kind === "welsh" || kind === "country")) {
      expect(place.name_cy).toBeTypeOf("string");
    }
  });

  test("every former or replaced place resolves to places of today", () => {
    for (const place of REFERENCE_PLACES.filter(({ status }) => status === "former" || status === "recoded")) {
      const outcome = whatBecameOf(directory, place.code, today);
      expect(outcome?.places.length).toBeGreaterThan(0);
      expect(outcome?.places.every(({ status }) => status === "current")).toBe(true);
    }
  });
});

describe("REFERENCE_MEMBERSHIPS", () => {
  test("every member and group is known, no membership stands twice, and dates are days", () => {
    const keys = REFERENCE_MEMBERSHIPS.map((row) => [row.member, row.group, row.valid_from, row.role].join("|"));
    expect(new Set(keys).size).toBe(keys.length);
    for (const { member, group, valid_from, valid_to } of REFERENCE_MEMBERSHIPS) {
      expect(directory.by_code.has(member) && directory.by_code.has(group)).toBe(true);
      for (const date of [valid_from, valid_to]) if (date !== undefined) expect(date).toMatch(day);
      if (valid_from !== undefined && valid_to !== undefined) expect(valid_from <= valid_to).toBe(true);
    }
  });

  test("roles", () => {
    const roles = new Set(REFERENCE_MEMBERSHIPS.map(({ role }) => role));
    expect([...roles].sort()).toEqual([
      "area",
      "constituent council",
      "group",
      "named",
      "part",
      "planned successor",
      "recoded",
      "uncertain",
    ]);
  });

  test("every district of today has a country, every English one a region, every shire district a county", () => {
    const groups = new Set(
      REFERENCE_MEMBERSHIPS.filter(({ role }) => role === "area").map(
        ({ member, group }) => `${member} ${directory.by_code.get(group)?.kind}`,
      ),
    );
    for (const { code, kind, country_code } of REFERENCE_PLACES.filter((place) => place.status === "current")) {
      if (!isDistrict(kind)) continue;
      expect(groups.has(`${code} country`)).toBe(true);
      if (country_code === "E92000001") expect(groups.has(`${code} region`)).toBe(true);
      expect(groups.has(`${code} county`)).toBe(kind === "district");
    }
  });
});

describe("PLANNED_CHANGES", () => {
  test("the eleven districts of Surrey and the county, all on 1 April 2027", () => {
    expect(PLANNED_CHANGES).toHaveLength(12);
    for (const { code, effective, successors } of PLANNED_CHANGES) {
      expect(effective).toBe("2027-04-01");
      const place = directory.by_code.get(code);
      expect(place?.valid_to).toBe("2027-03-31");
      expect(place?.replaced_by).toEqual(successors);
    }
  });
});

describe("populationOf", () => {
  test("all 361 districts of today, 91 ages for each sex, whole people", () => {
    expect(POPULATION_CODES).toHaveLength(361);
    for (const code of POPULATION_CODES) {
      const population = populationOf(code);
      for (const ages of [population?.female, population?.male]) {
        expect(ages).toHaveLength(91);
        expect(ages?.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
      }
    }
    expect(populationOf("E10000008")).toBeUndefined();
  });

  test("adds up to the United Kingdom, and to every place that has a figure for 2024", () => {
    expect(sum(POPULATION_CODES.map(residents))).toBe(69_281_437);
    const dated = REFERENCE_PLACES.filter((place) => place.status === "current" && place.population_year === 2024);
    expect(dated.length).toBeGreaterThan(450);
    for (const place of dated) {
      expect([place.code, sum(districtsOf(directory, place.code, today).map(({ code }) => residents(code)))]).toEqual([
        place.code,
        place.population,
      ]);
    }
  });
});

describe("NEIGHBOURS", () => {
  test("fifteen for each of 318 councils, nearest first, none its own neighbour", () => {
    expect(NEIGHBOURS.size).toBe(318);
    for (const [code, neighbours] of NEIGHBOURS) {
      expect(new Set(neighbours.map(([neighbour]) => neighbour)).size).toBe(15);
      const distances = neighbours.map(([, distance]) => distance);
      expect(distances).toEqual([...distances].sort((a, b) => a - b));
      expect(neighbours.every(([neighbour]) => neighbour !== code && NEIGHBOURS.has(neighbour))).toBe(true);
    }
    expect(NEIGHBOURS.get("E06000001")?.[0]).toEqual(["E06000006", 1.183]);
  });
});

describe("EVIDENCE", () => {
  test("87 rows with ids of their own, of known places, shares blank or between 0 and 100", () => {
    expect(EVIDENCE).toHaveLength(87);
    expect(new Set(EVIDENCE.map(({ id }) => id)).size).toBe(87);
    for (const row of EVIDENCE) {
      expect(directory.by_code.has(row.place_code)).toBe(true);
      expect(row.share === null || (row.share >= 0 && row.share <= 100)).toBe(true);
      expect(row.base === null || row.base > 0).toBe(true);
    }
  });

  test("77 per cent named their council in April 2014", () => {
    expect(EVIDENCE.find(({ id }) => id === "lga-2014-04-decision-body-council")).toMatchObject({
      period: "April 2014",
      question: "decision_body",
      measure: "council",
      share: 77,
      base: null,
      place_code: "K03000001",
    });
  });
});

test("ATTRIBUTIONS has the four sentences of the README, and what each covers", () => {
  const readme = readFileSync(new URL("../../../server/reference/README.md", import.meta.url), "utf8");
  expect(ATTRIBUTIONS).toHaveLength(4);
  for (const { text, covers } of ATTRIBUTIONS) expect(readme).toContain(`- ${text} (${covers.join(", ")})\n`);
});
