import { describe, expect, it } from "vitest";
import { type AgeBandYears, ageSexCounts, broadAges } from "../../../core/weighting/age-sex.ts";
import { type PlaceCell, type PlaceWeighting, weightPlace } from "../../../core/weighting/ladder.ts";
import { LADDER_STEPS } from "../../../core/weighting/types.ts";

const BANDS: readonly AgeBandYears[] = [
  { id: "18", from_years: 18, to_years: 24 },
  { id: "25", from_years: 25, to_years: 34 },
  { id: "35", from_years: 35, to_years: 44 },
  { id: "45", from_years: 45, to_years: 54 },
  { id: "55", from_years: 55, to_years: 64 },
  { id: "65", from_years: 65, to_years: 74 },
  { id: "75", from_years: 75, to_years: null },
];
const AGES = BANDS.map(({ id }) => id);
const BROAD = broadAges(BANDS);
const POPULATION = AGES.flatMap((age) => ["f", "m"].map((sex) => ({ age, sex, population: 1000 })));

/** `count` respondents of every age and sex, but for those named. */
function respondents(count: number, other: Readonly<Record<string, number>> = {}): readonly PlaceCell[] {
  return AGES.flatMap((age) =>
    ["f", "m"].map((sex) => ({ age, sex, base_weight: 1, respondents: other[`${age}${sex}`] ?? count })),
  );
}

function unknown(age: string | null, sex: string | null, count: number): PlaceCell {
  return { age, sex, base_weight: 1, respondents: count };
}

function refusals(result: PlaceWeighting): readonly string[] {
  if (result.ok) throw new Error(`weighted on ${result.step}`);
  return result.refusals.map(({ step, code }) => `${step} ${code}`);
}

function totals(cells: readonly PlaceCell[], result: PlaceWeighting): Readonly<Record<string, number>> {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  const sums: Record<string, number> = {};
  for (const [index, { age, sex, respondents: people }] of cells.entries()) {
    for (const key of [age ?? "none", sex ?? "none"]) {
      sums[key] = (sums[key] ?? 0) + people * (result.weights[index] ?? 0);
    }
  }
  return sums;
}

describe("population margins", () => {
  const byAge = { female: Array.from({ length: 91 }, (_, age) => age), male: Array.from({ length: 91 }, () => 1) };

  it("count single years into the questionnaire's bands, from its age floor, the last band without end", () => {
    const counts = ageSexCounts(byAge, BANDS, { female: "f", male: "m" });
    expect(counts).toHaveLength(14);
    expect(counts[0]).toEqual({ age: "18", sex: "f", population: 18 + 19 + 20 + 21 + 22 + 23 + 24 });
    expect(counts[1]).toEqual({ age: "18", sex: "m", population: 7 });
    expect(counts.at(-1)).toEqual({ age: "75", sex: "m", population: 16 });
    expect(counts.at(-2)?.population).toBe((75 + 90) * 8);
  });

  it("join the bands into four, each where it begins", () => {
    expect(BROAD).toEqual([
      { id: "18+25", members: ["18", "25"] },
      { id: "35+45", members: ["35", "45"] },
      { id: "55", members: ["55"] },
      { id: "65+75", members: ["65", "75"] },
    ]);
    const odd = [0, 34, 35, 54, 55, 64, 65].map((from) => ({ id: `${from}`, from_years: from, to_years: null }));
    expect(broadAges(odd).map(({ members }) => members)).toEqual([["0", "34"], ["35", "54"], ["55", "64"], ["65"]]);
    expect(broadAges([{ id: "all", from_years: 40, to_years: null }])).toEqual([{ id: "all", members: ["all"] }]);
  });
});

describe("the ladder of a place", () => {
  it("has four steps", () => {
    expect(LADDER_STEPS).toEqual(["age7_by_sex", "age7_and_sex", "age4_and_sex", "age4"]);
  });

  it("begins with age by sex, and gives weights that add up to the population", () => {
    const cells = respondents(10, { "18f": 20, "75m": 40 });
    const result = weightPlace(cells, POPULATION, BROAD);
    expect(result).toMatchObject({ ok: true, step: "age7_by_sex", bounded: false });
    if (!result.ok) return;
    for (const [index, { respondents: people }] of cells.entries()) {
      expect((result.weights[index] ?? 0) * people).toBeCloseTo(1000, 8);
    }
    const squares = cells.reduce(
      (sum, { respondents: people }, index) => sum + people * (result.weights[index] ?? 0) ** 2,
      0,
    );
    expect(result.effectiveBase).toBeCloseTo(14_000 ** 2 / squares, 9);
    expect(result.designEffect).toBeCloseTo(180 / (14_000 ** 2 / squares), 12);
    expect(result.largestRatio).toBeCloseTo(100 / (14_000 / 180), 12);
  });

  it("goes down where a category has fewer than ten, to the step that bears", () => {
    const bySex = respondents(10, { "18f": 9 });
    expect(weightPlace(bySex, POPULATION, BROAD)).toMatchObject({ ok: true, step: "age7_and_sex" });
    const byAge = respondents(10, { "18f": 4, "18m": 5 });
    const broad = weightPlace(byAge, POPULATION, BROAD);
    expect(broad).toMatchObject({ ok: true, step: "age4_and_sex" });
    const { f, m } = totals(byAge, broad);
    expect([f, m]).toEqual([expect.closeTo(7000, 8), expect.closeTo(7000, 8)]);
    const oneSex = respondents(30, { ...Object.fromEntries(AGES.map((age) => [`${age}m`, 1])) });
    const age4 = weightPlace(oneSex, POPULATION, BROAD);
    expect(age4).toMatchObject({ ok: true, step: "age4" });
    expect((totals(oneSex, age4)["18"] ?? 0) + (totals(oneSex, age4)["25"] ?? 0)).toBeCloseTo(4000, 8);
  });

  it("tells of every step why it does not bear", () => {
    const result = weightPlace(respondents(10, { "55f": 4, "55m": 5 }), POPULATION, BROAD);
    expect(refusals(result)).toEqual([
      "age7_by_sex category_below_10",
      "age7_by_sex category_below_10",
      "age7_and_sex category_below_10",
      "age4_and_sex category_below_10",
      "age4 category_below_10",
    ]);
    expect(result.ok ? "" : result.refusals[2]?.message).toBe(
      "Only 9 who answered are in “55” of “age”; 10 are needed.",
    );
  });

  it("withholds a place where nobody answered, or nobody of an age", () => {
    expect(refusals(weightPlace([], POPULATION, BROAD))).toEqual(LADDER_STEPS.map((step) => `${step} no_respondents`));
    const noOld = respondents(30, { "65f": 0, "65m": 0, "75f": 0, "75m": 0 });
    expect(refusals(weightPlace(noOld, POPULATION, BROAD)).at(-1)).toBe("age4 category_without_respondents");
  });

  it("does not ask for ten in a category of nobody", () => {
    const nobody = POPULATION.map((one) => (one.age === "75" ? { ...one, population: 0 } : one));
    const result = weightPlace(respondents(10, { "75f": 0, "75m": 0 }), nobody, BROAD);
    expect(result).toMatchObject({ ok: true, step: "age7_by_sex" });
  });

  it("goes down where a category's share is more than five times that of those who answered", () => {
    // 20 of 1,000 (2 per cent): at 10 per cent of the population the ratio is 5, which bears still.
    const cells = (few: number): readonly PlaceCell[] => respondents(70, { "18f": few / 2, "18m": few / 2 });
    const share = (population: number) => POPULATION.map((one) => (one.age === "18" ? { ...one, population } : one));
    const sample = cells(20);
    const people = 20 + 12 * 70;
    const atFive = (12_000 * 5 * 20) / people / (1 - (5 * 20) / people) / 2;
    expect(weightPlace(sample, share(atFive * 0.999), BROAD)).toMatchObject({ ok: true, step: "age7_by_sex" });
    const above = weightPlace(sample, share(atFive * 1.001), BROAD);
    expect(above).toMatchObject({ ok: true, step: "age4_and_sex" });
    const oldOnly = respondents(0, {
      "18f": 10,
      "35f": 10,
      "55f": 10,
      "65f": 300,
      "18m": 10,
      "35m": 10,
      "55m": 10,
      "65m": 300,
    });
    expect(refusals(weightPlace(oldOnly, POPULATION, BROAD)).at(-1)).toBe("age4 share_ratio_above_5");
    const result = weightPlace(oldOnly, POPULATION, BROAD);
    expect(result.ok ? "" : result.refusals.at(-1)?.message).toBe(
      "The population's share in “35+45” of “age” is more than 5 times that of those who answered.",
    );
  });

  it("keeps weights within a fifth and five times their mean where raking alone does not", () => {
    // Women of 18 are few among the young and among women: the product of both ratios goes past 5.
    const cells = respondents(40, {
      "18f": 4,
      "18m": 14,
      ...Object.fromEntries(AGES.slice(1).map((age) => [`${age}f`, 10])),
    });
    const result = weightPlace(cells, POPULATION, BROAD);
    expect(result).toMatchObject({ ok: true, step: "age7_and_sex" });
    const steep = respondents(60, {
      "18f": 3,
      "18m": 10,
      ...Object.fromEntries(AGES.slice(1).map((age) => [`${age}f`, 8])),
    });
    const bounded = weightPlace(steep, POPULATION, BROAD);
    expect(bounded).toMatchObject({ ok: true, bounded: true, step: "age7_and_sex" });
    if (bounded.ok) {
      expect(bounded.largestRatio).toBeCloseTo(5, 9);
      expect(totals(steep, bounded)).toMatchObject({ "18": expect.closeTo(2000, 6), f: expect.closeTo(7000, 6) });
    }
  });

  it("counts those not known as a group of their own, up to 15 per cent", () => {
    const known = respondents(10);
    const some = [...known, unknown(null, "f", 12), unknown("18", null, 12)];
    const result = weightPlace(some, POPULATION, BROAD);
    expect(result).toMatchObject({ ok: true, step: "age7_by_sex" });
    expect(totals(some, result)["none"]).toBeCloseTo((24 / 164) * 14_000, 8);
    // 28 of 168 are one sixth of the joint margin, but a twelfth of either variable.
    const more = [...known, unknown(null, "f", 14), unknown("18", null, 14)];
    expect(weightPlace(more, POPULATION, BROAD)).toMatchObject({ ok: true, step: "age7_and_sex" });
  });

  it("withholds a place with more than 30 per cent not known, and one with more than 15 on every step", () => {
    const known = respondents(10);
    expect(refusals(weightPlace([...known, unknown(null, null, 61)], POPULATION, BROAD))).toEqual([
      "age7_by_sex unknown_above_30_percent",
    ]);
    expect(refusals(weightPlace([...known, unknown(null, "m", 60)], POPULATION, BROAD))).toEqual(
      LADDER_STEPS.map((step) => `${step} unknown_above_15_percent`),
    );
    const result = weightPlace([...known, unknown(null, "m", 60)], POPULATION, BROAD);
    expect(result.ok ? "" : result.refusals[1]?.message).toBe(
      "More than 15 per cent of those who answered gave no “age”.",
    );
    const most = weightPlace([...known, unknown(null, null, 61)], POPULATION, BROAD);
    expect(most.ok ? "" : most.refusals[0]?.message).toBe(
      "More than 30 per cent of those who answered gave no “age” by “sex”.",
    );
  });

  it("counts exactly 15 per cent not known as few enough", () => {
    const cells = [...respondents(12, { "18f": 14 }), unknown(null, null, 30)];
    expect(weightPlace(cells, POPULATION, BROAD)).toMatchObject({ ok: true, step: "age7_by_sex" });
  });

  it("stops at more than 30 per cent not known, also where nobody at all is in a category", () => {
    const cells = [...respondents(20, { "18f": 0 }), unknown("35", null, 100), unknown(null, "f", 50)];
    expect(refusals(weightPlace(cells, POPULATION, BROAD))).toEqual([
      "age7_by_sex category_without_respondents",
      "age7_by_sex unknown_above_30_percent",
    ]);
  });

  it("stops at more than 30 per cent not known, whatever else is wrong on that step", () => {
    const cells = [...respondents(10, { "18f": 9 }), unknown(null, null, 70)];
    const result = weightPlace(cells, POPULATION, BROAD);
    expect(refusals(result)).toEqual(["age7_by_sex category_below_10", "age7_by_sex unknown_above_30_percent"]);
    expect(result.ok ? "" : result.refusals[0]?.message).toBe(
      "Only 9 who answered are in “18”, “f” of “age” by “sex”; 10 are needed.",
    );
  });

  it("passes on what raking refuses", () => {
    const stray = [...respondents(20), unknown("17", "f", 5)];
    expect(refusals(weightPlace(stray, POPULATION, BROAD))).toEqual(
      LADDER_STEPS.map((step) => `${step} level_not_in_margin`),
    );
  });

  it("goes down where no weights within the limits meet the margins", () => {
    // All the young are women and all the rest men, nearly: age and sex pull against each other.
    const cells = AGES.flatMap((age, index) => [
      { age, sex: "f", base_weight: 1, respondents: index < 3 ? 30 : 1 },
      { age, sex: "m", base_weight: 1, respondents: index < 3 ? 1 : 30 },
    ]);
    const population = POPULATION.map((one) => ({ ...one, population: one.sex === "f" ? 1800 : 200 }));
    const result = weightPlace(cells, population, BROAD);
    expect(result).toMatchObject({ ok: true, step: "age4" });
  });

  it("starts from base weights", () => {
    const cells = respondents(10).flatMap((cell) => [cell, { ...cell, base_weight: 3 }]);
    const result = weightPlace(cells, POPULATION, BROAD);
    expect(result.ok ? (result.weights[1] ?? 0) / (result.weights[0] ?? 1) : 0).toBeCloseTo(3, 12);
  });
});
