import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { weightSample } from "../../../core/weighting/weight-sample.ts";
import { marginOf, sampleOf, weightable } from "./samples.ts";

describe("raking within limits", () => {
  const sample = sampleOf(
    ["age", "sex"],
    [
      ["young", "f", 2],
      ["young", "m", 2],
      ["old", "f", 46],
      ["old", "m", 50],
    ],
  );
  const margins = [marginOf("age", { young: 24, old: 76 }), marginOf("sex", { f: 60, m: 40 })];

  it("keeps every weight within them and still meets the margins", () => {
    const free = weightSample(sample, margins);
    const within = weightSample(sample, margins, { bounds: { lower: 0.5, upper: 6.5 } });
    if (!free.ok || !within.ok) throw new Error("not weighted");
    expect(free.weighting.diagnostics.largestRatio).toBeGreaterThan(7);
    const { weights, diagnostics, multipliers } = within.weighting;
    expect(diagnostics.largestRatio).toBeCloseTo(6.5, 10);
    expect(diagnostics.smallestRatio).toBeGreaterThanOrEqual(0.5);
    expect(diagnostics.error).toBeLessThanOrEqual(1e-12);
    expect(multipliers).toEqual([]);
    const [youngF = 0, youngM = 0, oldF = 0, oldM = 0] = weights;
    expect(youngF).toBeCloseTo(6.5, 10);
    expect(2 * youngF + 2 * youngM).toBeCloseTo(24, 10);
    expect(2 * youngF + 46 * oldF).toBeCloseTo(60, 10);
    expect(2 * youngM + 50 * oldM).toBeCloseTo(40, 10);
  });

  it("says so where no weights within them meet the margins", () => {
    for (const bounds of [
      { lower: 0.9, upper: 1.1 },
      { lower: 0, upper: 0.9 },
      { lower: 1.1, upper: 10 },
      { lower: 0.2, upper: 5.9 },
    ]) {
      expect(weightSample(sample, margins, { bounds })).toEqual({
        ok: false,
        problems: [
          {
            code: "not_feasible",
            message: `No weights between ${bounds.lower} and ${bounds.upper} times their mean meet the margins.`,
          },
        ],
      });
    }
  });

  it("knows a weight at its limit for one, whatever dividing and multiplying make of it", () => {
    const counts = { a: [61, 59], b: [66, 54], c: [58, 56], d: [63, 60], e: [61, 62] };
    const rows = Object.entries(counts).flatMap(([level, [x = 0, y = 0]]) => [
      [level, "x", x] as const,
      [level, "y", y] as const,
    ]);
    const targets = [marginOf("v", { a: 1199, b: 637, c: 954, d: 415, e: 682 }), marginOf("w", { x: 866, y: 1145 })];
    const bounds = { lower: 0.4503584940219298, upper: 1.5708875173702836 };
    const result = weightSample(sampleOf(["v", "w"], rows), targets, { bounds, differentTotals: true });
    expect(result.ok && result.weighting.diagnostics.cycles).toBeLessThan(20);
  });

  it("finds the one solution where limits leave no choice", () => {
    const result = weightSample(sample, [marginOf("age", { young: 24, old: 76 })], { bounds: { lower: 0, upper: 6 } });
    const { weights } = result.ok ? result.weighting : { weights: [] };
    expect([...weights]).toEqual([6, 6, 76 / 96, 76 / 96].map((one) => expect.closeTo(one, 9)));
  });

  test.prop([weightable], { numRuns: 40 })(
    "is plain raking where the limits are wide",
    ({ sample: any, margins: to }) => {
      const free = weightSample(any, to, { differentTotals: true });
      const wide = weightSample(any, to, { differentTotals: true, bounds: { lower: 1e-15, upper: 1e6 } });
      if (!free.ok || !wide.ok) throw new Error("not weighted");
      for (const [index, weight] of wide.weighting.weights.entries()) {
        const other = free.weighting.weights[index] ?? Number.NaN;
        // In mean weights: the smallest are held less exactly than the margins are.
        expect(Math.abs(weight - other) / Math.max(1, other)).toBeLessThan(1e-8);
      }
    },
  );

  test.prop([weightable, fc.double({ min: 1.2, max: 3, noNaN: true })], { numRuns: 60 })(
    "either meets margins and limits, or says that nothing does",
    ({ sample: any, margins: to }, upper) => {
      const lower = 0.4;
      const result = weightSample(any, to, { differentTotals: true, bounds: { lower, upper } });
      if (result.ok) {
        const { diagnostics } = result.weighting;
        expect(diagnostics.error).toBeLessThanOrEqual(1e-12);
        expect(diagnostics.largestRatio).toBeLessThanOrEqual(upper + 1e-9);
        expect(diagnostics.smallestRatio).toBeGreaterThanOrEqual(lower - 1e-9);
      } else expect(result.problems).toMatchObject([{ code: "not_feasible" }]);
    },
  );

  it("takes base weights as the place to start from, and limits the weights themselves", () => {
    const cells = [
      { levels: ["a"], base_weight: 1, respondents: 30 },
      { levels: ["a"], base_weight: 4, respondents: 10 },
      { levels: ["b"], base_weight: 1, respondents: 40 },
    ];
    const unequal = { variables: ["x"], cells };
    const result = weightSample(unequal, [marginOf("x", { a: 50, b: 50 })], { bounds: { lower: 0.2, upper: 2 } });
    const [light = 0, heavy = 0, other = 0] = result.ok ? result.weighting.weights : [];
    expect(heavy).toBeCloseTo(2, 10);
    expect(30 * light + 10 * heavy).toBeCloseTo(40, 10);
    expect(other).toBeCloseTo(1, 10);
  });

  it("halves steps that go too far: eight margins that all pull one way", () => {
    const names = Array.from({ length: 8 }, (_, index) => `margin ${index}`);
    const repeated = sampleOf(names, [
      [...names.map(() => "few"), 2],
      [...names.map(() => "many"), 198],
    ]);
    const result = weightSample(
      repeated,
      names.map((name) => marginOf(name, { few: 50, many: 50 })),
      { bounds: { lower: 0.001, upper: 1000 } },
    );
    const { weights } = result.ok ? result.weighting : { weights: [] };
    expect([...weights]).toEqual([50, 50 / 99].map((one) => expect.closeTo(one, 9)));
  });

  // Without halving, each of these jumps between the limits for ever: found among 6,000 random ones.
  it.each([
    [6, 0.2, 1.5, [183, 2, 162, 184, 83, 130], [0, 1, 1, 0, 0, 0], [506.5733502509186, 237.42664974908138]],
    [6, 0.01, 3, [176, 1, 3, 97, 155, 157, 2, 58, 116], [0, 1, 2, 1, 2, 1, 1, 2, 0], [89.24, 79.52, 596.24]],
    [8, 0.01, 3, [52, 1, 61, 94, 46, 159, 156, 3, 152], [0, 1, 2, 0, 1, 1, 0, 0, 2], [63.16, 540.63, 120.21]],
  ])("ends where limits are tight and %d margins agree", (count, lower, upper, people, levels, population) => {
    const names = Array.from({ length: count }, (_, index) => `margin ${index}`);
    const cells = people.map((respondents, cell) => ({
      levels: names.map(() => `level ${levels[cell]}`),
      base_weight: 1,
      respondents,
    }));
    const populations = Object.fromEntries(population.map((one, index) => [`level ${index}`, one]));
    const result = weightSample(
      { variables: names, cells },
      names.map((name) => marginOf(name, populations)),
      { bounds: { lower, upper } },
    );
    expect(result).toMatchObject({ ok: true });
    expect(result.ok ? result.weighting.diagnostics.cycles : 0).toBeLessThan(20);
  });
});
