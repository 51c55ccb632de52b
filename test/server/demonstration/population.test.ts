import { describe, expect, test } from "vitest";
import { isDistrict } from "../../../core/place/directory.ts";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import { ageSexCounts } from "../../../core/weighting/age-sex.ts";
import { AGES, SEXES } from "../../../server/demonstration/figures.ts";
import { DEMONSTRATION_PLACES, DEMONSTRATION_SETTINGS } from "../../../server/demonstration/geography.ts";
import { demonstrationPopulationOf } from "../../../server/demonstration/population.ts";

const districts = DEMONSTRATION_PLACES.filter(({ kind }) => isDistrict(kind));
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
const { age, sex } = LGA_RESIDENT_SURVEY.weighting!;
const bands = age.bands.map(({ option, ...years }) => ({ id: option, ...years }));

function ageShares(code: string): readonly number[] {
  const counts = ageSexCounts(demonstrationPopulationOf(code)!, bands, sex);
  const adults = sum(counts.map(({ population }) => population));
  return bands.map(
    ({ id }) => sum(counts.filter((one) => one.age === id).map(({ population }) => population)) / adults,
  );
}

describe("the residents of the invented councils", () => {
  test("add up to the population of each, by sex and 91 ages", () => {
    expect(districts).toHaveLength(40);
    for (const { code, population } of districts) {
      const { female, male } = demonstrationPopulationOf(code)!;
      expect([female.length, male.length]).toEqual([91, 91]);
      expect([...female, ...male].every((count) => Number.isInteger(count) && count > 0)).toBe(true);
      expect(sum(female) + sum(male)).toBe(population);
      expect(sum(female)).toBeGreaterThan(sum(male));
    }
  });

  test("are the same each time, differ a little between places, and are older in the country", () => {
    expect(demonstrationPopulationOf("D-B01")).toEqual(demonstrationPopulationOf("D-B01"));
    const oldest = (setting: string): readonly number[] =>
      districts
        .filter(({ code }) => DEMONSTRATION_SETTINGS.get(code) === setting)
        .map(({ code }) => ageShares(code)[6]!);
    const mean = (shares: readonly number[]): number => sum(shares) / shares.length;
    expect(mean(oldest("rural"))).toBeGreaterThan(mean(oldest("urban")) + 0.03);
    expect(new Set(oldest("urban")).size).toBe(oldest("urban").length);
    expect(Math.max(...oldest("urban")) - Math.min(...oldest("urban"))).toBeLessThan(0.05);
  });

  test("are known for districts alone", () => {
    for (const code of ["D-R01", "D-C01", "E06000001", "constructor"]) {
      expect(demonstrationPopulationOf(code)).toBeUndefined();
    }
  });

  test("answer unevenly, so that weighting is seen, and not so unevenly that it fails", () => {
    for (const { code } of districts) {
      const answering = AGES[DEMONSTRATION_SETTINGS.get(code)!];
      const ratios = ageShares(code).map((share, band) => share / (answering[band]! / sum(answering)));
      expect(Math.max(...ratios), code).toBeGreaterThan(1.5);
      expect(Math.max(...ratios), code).toBeLessThan(3);
      expect(Math.min(...ratios), code).toBeGreaterThan(1 / 3);
    }
    expect(SEXES[0]).toBeGreaterThan(sum(SEXES) / 2);
  });
});
