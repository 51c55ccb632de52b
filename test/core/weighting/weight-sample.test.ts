import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { Margin, Sample } from "../../../core/weighting/types.ts";
import { weightSample, type Weighting, type WeightingOptions } from "../../../core/weighting/weight-sample.ts";
import { marginOf, sampleOf, weightable } from "./samples.ts";

const DECLARED = { differentTotals: true };

function weighted(sample: Sample, margins: readonly Margin[], options: WeightingOptions = DECLARED): Weighting {
  const result = weightSample(sample, margins, options);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.weighting;
}

/** Within 1e-8 of the mean weight, which is 1, or of the weight where that is larger. */
function expectAlike(weight: number, other = Number.NaN): void {
  expect(Math.abs(weight - other) / Math.max(1, other)).toBeLessThan(1e-8);
}

function problems(sample: Sample, margins: readonly Margin[], options?: WeightingOptions): readonly unknown[] {
  const result = weightSample(sample, margins, options);
  return result.ok ? result.weighting.warnings : result.problems;
}

function totalIn(sample: Sample, weights: Float64Array, position: number, level: string): number {
  return sample.cells.reduce(
    (sum, cell, index) => sum + (cell.levels[position] === level ? cell.respondents * (weights[index] ?? 0) : 0),
    0,
  );
}

const SEXES = sampleOf(
  ["sex"],
  [
    ["f", 30],
    ["m", 10],
  ],
);

describe("weighting", () => {
  it("gives each respondent the population's share over the sample's, where there is one margin", () => {
    const { weights, diagnostics, multipliers } = weighted(SEXES, [marginOf("sex", { f: 50, m: 50 })], { total: 400 });
    const close = (value: number): unknown => expect.closeTo(value, 12);
    expect([...weights]).toEqual([close(20 / 3), close(20)]);
    expect(multipliers.map((one) => [...one])).toEqual([[close(2 / 3), close(2)]]);
    expect(diagnostics).toEqual({
      designEffect: close(4 / 3),
      effectiveBase: close(30),
      efficiencyPercent: close(75),
      largestRatio: close(2),
      smallestRatio: close(2 / 3),
      cycles: 1,
      error: 0,
      unknownShares: [0],
    });
  });

  it("adds up to the number of respondents where no total is given", () => {
    const { weights } = weighted(SEXES, [marginOf("sex", { f: 1, m: 1 })]);
    expect(totalIn(SEXES, weights, 0, "f") + totalIn(SEXES, weights, 0, "m")).toBeCloseTo(40, 12);
  });

  it("gives no weight to a cell without respondents, and adds up cells that are alike", () => {
    const sample = sampleOf(
      ["sex"],
      [
        ["f", 10],
        ["x", 0],
        ["m", 10],
        ["f", 20],
      ],
    );
    const { weights } = weighted(sample, [marginOf("sex", { f: 50, m: 50 })], { total: 400 });
    expect([...weights]).toEqual([20 / 3, 0, 20, 20 / 3].map((one) => expect.closeTo(one, 12)));
    expect(weights[1]).toBe(0);
  });

  it("starts from base weights", () => {
    const cells = [
      { levels: ["f"], base_weight: 1, respondents: 2 },
      { levels: ["f"], base_weight: 3, respondents: 2 },
      { levels: ["m"], base_weight: 2, respondents: 4 },
    ];
    const { weights } = weighted({ variables: ["sex"], cells }, [marginOf("sex", { f: 60, m: 40 })], { total: 100 });
    expect([...weights].map((one) => one.toFixed(12))).toEqual([
      "7.500000000000",
      "22.500000000000",
      "10.000000000000",
    ]);
  });

  test.prop([weightable])("meets every margin, with weights above 0", ({ sample, margins }) => {
    const { weights, diagnostics } = weighted(sample, margins);
    expect(diagnostics.error).toBeLessThanOrEqual(1e-12);
    expect(diagnostics.cycles).toBeLessThan(1000);
    expect(weights.every((weight) => weight > 0)).toBe(true);
    const people = sample.cells.reduce((sum, { respondents }) => sum + respondents, 0);
    for (const [position, { categories }] of margins.entries()) {
      const total = categories.reduce((sum, { population }) => sum + population, 0);
      for (const { levels, population } of categories) {
        expect(totalIn(sample, weights, position, levels[0] ?? "") / people).toBeCloseTo(population / total, 11);
      }
    }
  });

  test.prop([weightable, fc.infiniteStream(fc.nat())])(
    "does not depend on the order of rows, margins or categories, to the last bit",
    ({ sample, margins }, random) => {
      const shuffled = <Value>(values: readonly Value[]): Value[] =>
        values
          .map((value) => ({ value, key: random.next().value }))
          .sort((first, second) => first.key - second.key)
          .map(({ value }) => value);
      const order = shuffled([...sample.cells.keys()]);
      const { weights } = weighted(sample, margins);
      const other = weighted(
        {
          ...sample,
          cells: order.map((index) => sample.cells[index] ?? { levels: [], base_weight: 1, respondents: 0 }),
        },
        shuffled(margins).map((margin) => ({ ...margin, categories: shuffled(margin.categories) })),
      );
      expect([...other.weights]).toEqual(order.map((index) => weights[index]));
    },
  );

  test.prop([weightable])("does not depend on the order of variables, to the last bit", ({ sample, margins }) => {
    const turned = {
      variables: sample.variables.toReversed(),
      cells: sample.cells.map((cell) => ({ ...cell, levels: cell.levels.toReversed() })),
    };
    expect([...weighted(turned, margins).weights]).toEqual([...weighted(sample, margins).weights]);
  });

  test.prop([weightable, fc.integer({ min: 1, max: 11 })])(
    "does not depend on how the sample was cut into parts",
    ({ sample, margins }, at) => {
      const halves = sample.cells.flatMap((cell, index) =>
        index % at === 0
          ? [
              { ...cell, respondents: 1 },
              { ...cell, respondents: cell.respondents - 1 },
            ]
          : [cell],
      );
      const whole = weighted(sample, margins);
      const parts = weighted({ ...sample, cells: halves }, margins);
      expect(parts.diagnostics).toEqual(whole.diagnostics);
      const byLevels = new Map(halves.map(({ levels }, index) => [levels.join(), index]));
      for (const [index, { levels }] of sample.cells.entries()) {
        const other = byLevels.get(levels.join()) ?? -1;
        if ((halves[other]?.respondents ?? 0) > 0) expect(parts.weights[other]).toBe(whole.weights[index]);
      }
    },
  );

  test.prop([weightable, fc.constantFrom(0.001, 7, 1e6)])(
    "does not depend on the scale of base weights or margins",
    ({ sample, margins }, factor) => {
      const { weights } = weighted(sample, margins);
      const cells = sample.cells.map((cell) => ({ ...cell, base_weight: cell.base_weight * factor }));
      const scaled = margins.map((margin) => ({
        ...margin,
        categories: margin.categories.map((one) => ({ ...one, population: one.population * factor })),
      }));
      for (const [index, weight] of weighted({ ...sample, cells }, scaled).weights.entries()) {
        expectAlike(weight, weights[index]);
      }
    },
  );

  test.prop([weightable])("starts warm to the same weights, at once", ({ sample, margins }) => {
    const cold = weighted(sample, margins);
    const warm = weighted(sample, margins, { ...DECLARED, start: cold.multipliers });
    // It may go on a little below 1e-12, but not nearly from the beginning.
    expect(warm.diagnostics.cycles).toBeLessThanOrEqual(Math.max(12, cold.diagnostics.cycles / 2));
    const more = {
      ...sample,
      cells: sample.cells.map((cell, index) => (index === 0 ? { ...cell, respondents: cell.respondents + 1 } : cell)),
    };
    const [fromWarm, fromCold] = [
      weighted(more, margins, { ...DECLARED, start: cold.multipliers }),
      weighted(more, margins),
    ];
    for (const [index, weight] of fromWarm.weights.entries()) {
      expectAlike(weight, fromCold.weights[index]);
    }
  });

  it.each([
    [[]],
    [[Float64Array.of(1)]],
    [[Float64Array.of(0, 1)]],
    [[Float64Array.of(1e13, 1)]],
    [[Float64Array.of(Number.NaN, 1)]],
  ])("starts cold where what it is given to start from cannot be trusted", (start) => {
    const margin = marginOf("sex", { f: 50, m: 50 });
    expect(weighted(SEXES, [margin], { start })).toEqual(weighted(SEXES, [margin]));
  });
});

describe("respondents of whom something is not known", () => {
  const sample = sampleOf(
    ["sex"],
    [
      ["f", 30],
      ["m", 10],
      [null, 10],
    ],
  );

  it("keep their share, and the others share the rest as the population does", () => {
    const { weights, diagnostics } = weighted(sample, [marginOf("sex", { f: 50, m: 50 })]);
    expect([...weights]).toEqual([20 / 30, 2, 1].map((one) => expect.closeTo(one, 14)));
    expect(diagnostics.unknownShares).toEqual([0.2]);
  });

  it.each([
    [17, []],
    [18, []],
    [19, ["unknown_above_15_percent"]],
  ])("are warned of above 15 per cent: %d of them beside 102", (unknown, codes) => {
    const some = sampleOf(
      ["sex"],
      [
        ["f", 51],
        ["m", 51],
        [null, unknown],
      ],
    );
    const { warnings } = weighted(some, [marginOf("sex", { f: 50, m: 50 })]);
    expect(warnings.map(({ code }) => code)).toEqual(codes);
    if (unknown === 19) {
      const message = "Of 16 per cent of those who answered, “sex” is not known.";
      expect(warnings).toEqual([{ code: "unknown_above_15_percent", message, margin: ["sex"] }]);
    }
  });

  it("are one category where either part of a joint margin is not known", () => {
    const joint = sampleOf(
      ["age", "sex"],
      [
        ["young", "f", 10],
        ["young", null, 5],
        [null, "f", 5],
        [null, null, 10],
        ["old", "m", 10],
      ],
    );
    const margin = {
      variables: ["age", "sex"],
      categories: [
        { levels: ["young", "f"], population: 30 },
        { levels: ["old", "m"], population: 10 },
      ],
    };
    const { weights, diagnostics } = weighted(joint, [margin]);
    expect([...weights]).toEqual([1.5, 1, 1, 1, 0.5].map((one) => expect.closeTo(one, 14)));
    expect(diagnostics.unknownShares).toEqual([0.5]);
  });
});

describe("what cannot be weighted has a code and a message, never a number", () => {
  const margin = marginOf("sex", { f: 50, m: 50 });

  it.each([
    ["no_respondents", sampleOf(["sex"], [["f", 0]]), [margin], "There are no respondents to weight."],
    ["no_respondents", sampleOf(["sex"], []), [margin], "There are no respondents to weight."],
    ["one_respondent", sampleOf(["sex"], [["f", 1]]), [margin], "One respondent cannot stand for a population."],
    [
      "respondents_not_usable",
      sampleOf(["sex"], [["f", 1.5]]),
      [margin],
      "A number of respondents is not a whole number.",
    ],
    [
      "respondents_not_usable",
      sampleOf(
        ["sex"],
        [
          ["f", -1],
          ["m", 1],
        ],
      ),
      [margin],
      "A number of respondents is not a whole number.",
    ],
    [
      "respondents_not_usable",
      sampleOf(
        ["sex"],
        [
          ["f", Number.NaN],
          ["m", 5],
        ],
      ),
      [margin],
      "A number of respondents is not a whole number.",
    ],
    [
      "base_weight_not_usable",
      sampleOf(
        ["sex"],
        [
          ["f", 5],
          ["m", 5],
        ],
        0,
      ),
      [margin],
      "A base weight is not a number above 0.",
    ],
    [
      "base_weight_not_usable",
      sampleOf(["sex"], [["f", 5]], Number.NaN),
      [margin],
      "A base weight is not a number above 0.",
    ],
    [
      "base_weight_not_usable",
      sampleOf(["sex"], [["f", 5]], Infinity),
      [margin],
      "A base weight is not a number above 0.",
    ],
    ["no_margins", SEXES, [], "There is no margin to weight to."],
    ["margin_empty", SEXES, [{ variables: [], categories: [] }], "A margin names no variable."],
    ["margin_empty", SEXES, [{ variables: ["sex"], categories: [] }], "The margin “sex” counts nobody."],
    ["margin_empty", SEXES, [marginOf("sex", { f: 0, m: 0 })], "The margin “sex” counts nobody."],
    [
      "variable_not_in_sample",
      SEXES,
      [marginOf("age", { young: 1 })],
      "The respondents have no “age”, which a margin names.",
    ],
    [
      "population_not_usable",
      SEXES,
      [marginOf("sex", { f: Number.NaN, m: 5 })],
      "The population of “f” in the margin “sex” is not a number of 0 or more.",
    ],
    [
      "population_not_usable",
      SEXES,
      [marginOf("sex", { f: -1, m: 5 })],
      "The population of “f” in the margin “sex” is not a number of 0 or more.",
    ],
    [
      "population_not_usable",
      SEXES,
      [marginOf("sex", { f: 1, m: Infinity })],
      "The population of “m” in the margin “sex” is not a number of 0 or more.",
    ],
    [
      "population_not_usable",
      SEXES,
      [{ variables: ["sex"], categories: [{ levels: ["f", "x"], population: 1 }] }],
      "The population of “f”, “x” in the margin “sex” is not a number of 0 or more.",
    ],
    [
      "category_repeated",
      SEXES,
      [
        {
          variables: ["sex"],
          categories: [
            { levels: ["f"], population: 1 },
            { levels: ["f"], population: 2 },
          ],
        },
      ],
      "The margin “sex” lists “f” more than once.",
    ],
    [
      "level_not_in_margin",
      SEXES,
      [marginOf("sex", { f: 50 })],
      "Some who answered are in “m”, which the margin “sex” does not list. List it, or declare it not known.",
    ],
    [
      "category_without_respondents",
      SEXES,
      [marginOf("sex", { f: 50, m: 40, x: 10 })],
      "Nobody who answered is in “x” of the margin “sex”, which counts 10 there. Join it to a neighbour, or ask more people.",
    ],
    [
      "respondents_in_zero_population_category",
      SEXES,
      [marginOf("sex", { f: 50, m: 0 })],
      "Some who answered are in “m” of the margin “sex”, which counts nobody there.",
    ],
  ])("%s", (code, sample, margins, message) => {
    const [first, ...more] = problems(sample as Sample, margins as Margin[]);
    expect(first).toMatchObject({ code, message });
    expect(more).toEqual([]);
    expect(weightSample(sample as Sample, margins as Margin[])).toEqual({ ok: false, problems: [first] });
  });

  it("are numbers too large to add up", () => {
    const large = sampleOf(["sex"], [["f", 2]], 1e308);
    expect(problems({ ...large, cells: [...large.cells, ...large.cells] }, [margin])).toEqual([
      { code: "base_weight_not_usable", message: "The base weights add up to more than can be counted." },
    ]);
    expect(problems(SEXES, [marginOf("sex", { f: 1e308, m: 1e308 })])).toEqual([
      {
        code: "population_not_usable",
        message: "The populations of the margin “sex” add up to more than can be counted.",
        margin: ["sex"],
      },
    ]);
  });

  it("names margin and category for programs too", () => {
    const joint = { variables: ["age", "sex"], categories: [{ levels: ["old", "f"], population: 3 }] };
    const sample = sampleOf(
      ["age", "sex"],
      [
        ["young", "f", 5],
        ["young", "f", 5],
      ],
    );
    expect(problems(sample, [joint])).toEqual([
      {
        code: "category_without_respondents",
        message:
          "Nobody who answered is in “old”, “f” of the margin “age” by “sex”, which counts 3 there. Join it to a neighbour, or ask more people.",
        margin: ["age", "sex"],
        category: ["old", "f"],
      },
      {
        code: "level_not_in_margin",
        message:
          "Some who answered are in “young”, “f”, which the margin “age” by “sex” does not list. List it, or declare it not known.",
        margin: ["age", "sex"],
        category: ["young", "f"],
      },
    ]);
    expect(problems(SEXES, [marginOf("age", { a: 1 })])).toStrictEqual([
      {
        code: "variable_not_in_sample",
        message: "The respondents have no “age”, which a margin names.",
        margin: ["age"],
      },
    ]);
    expect(problems(SEXES, [marginOf("sex", { f: -1, m: 1 })])).toMatchObject([{ margin: ["sex"], category: ["f"] }]);
  });

  it("tells every problem of respondents and margins at once", () => {
    const both = sampleOf(["sex"], [["f", 0.5]], -1);
    expect(problems(both, [marginOf("age", { a: 1 }), marginOf("sex", { f: -1 })])).toMatchObject([
      { code: "respondents_not_usable" },
      { code: "base_weight_not_usable" },
      { code: "variable_not_in_sample" },
      { code: "population_not_usable" },
    ]);
  });

  it("leaves a category of nobody alone that has no respondents either", () => {
    const result = weighted(SEXES, [marginOf("sex", { f: 50, m: 50, x: 0 })]);
    expect([...result.weights]).toEqual([20 / 30, 2].map((one) => expect.closeTo(one, 14)));
    expect(result.diagnostics.unknownShares).toEqual([0]);
    expect(result.multipliers[0]?.every(Number.isFinite)).toBe(true);
  });
});

describe("totals of margins", () => {
  const sample = sampleOf(
    ["age", "sex"],
    [
      ["young", "f", 10],
      ["old", "f", 10],
      ["young", "m", 10],
      ["old", "m", 10],
    ],
  );
  const age = marginOf("age", { young: 500, old: 500 });

  it.each([
    [1000, []],
    [1005, []],
    [1005.1, ["margin_totals_differ"]],
    [1050, ["margin_totals_differ"]],
    [990, ["margin_totals_differ"]],
  ])("of 1000 and %d give a warning from half a per cent on", (total, codes) => {
    const result = weightSample(sample, [age, marginOf("sex", { f: total / 2, m: total / 2 })]);
    expect(result).toMatchObject({ ok: true, weighting: { warnings: codes.map((code) => ({ code })) } });
  });

  it("that differ by more than five per cent are refused, unless that is declared", () => {
    const margins = [age, marginOf("sex", { f: 600, m: 600 })];
    const problem = {
      code: "margin_totals_differ",
      message: "The totals of the margins differ by 20.0 per cent: “age” 1000, “sex” 1200.",
    };
    expect(weightSample(sample, margins)).toEqual({ ok: false, problems: [problem] });
    expect(weightSample(sample, margins, { differentTotals: false })).toEqual({ ok: false, problems: [problem] });
    expect(weightSample(sample, margins, { differentTotals: true })).toMatchObject({
      ok: true,
      weighting: { warnings: [problem] },
    });
  });

  it.each([100, 1, 100.4, 0.996])("are not compared where one is of shares that add up to %d", (total) => {
    const margins = [age, marginOf("sex", { f: total / 2, m: total / 2 })];
    expect(weightSample(sample, margins)).toMatchObject({ ok: true, weighting: { warnings: [] } });
  });

  it("are not compared where all are of shares", () => {
    const margins = [marginOf("age", { young: 0.5, old: 0.5 }), marginOf("sex", { f: 30, m: 70 })];
    expect(weightSample(sample, margins)).toMatchObject({ ok: true, weighting: { warnings: [] } });
  });

  it("are compared where one adds up to nearly, but not quite, a hundred", () => {
    expect(weightSample(sample, [age, marginOf("sex", { f: 51, m: 50 })])).toMatchObject({ ok: false });
  });
});

describe("margins that raking cannot meet", () => {
  it("swings for ever: the nearest weights are told", () => {
    const sample = sampleOf(
      ["a", "b"],
      [
        ["a1", "b1", 20],
        ["a2", "b2", 25],
      ],
    );
    const result = weightSample(sample, [marginOf("a", { a1: 60, a2: 40 }), marginOf("b", { b1: 30, b2: 70 })]);
    expect(result).toMatchObject({ ok: false, problems: [{ code: "not_converged", margin: ["a"], category: ["a1"] }] });
    expect(result.ok ? "" : result.problems[0]?.message).toBe(
      "No weights can meet these margins: the nearest are 15.0 points off. The worst category, “a1” of “a”, is 30 points off after 50 cycles.",
    );
  });

  it("swings after a while: it stops at the second look that finds nothing better", () => {
    const sample = sampleOf(
      ["a", "b"],
      [
        ["a1", "b1", 44],
        ["a2", "b2", 1],
      ],
    );
    const result = weightSample(sample, [marginOf("a", { a1: 50, a2: 50 }), marginOf("b", { b1: 20, b2: 80 })]);
    expect(result.ok ? "" : result.problems[0]?.message).toMatch(/is 30 points off after 100 cycles\.$/u);
  });

  it("names every level of the worst category", () => {
    const sample = sampleOf(
      ["a", "b", "c"],
      [
        ["a1", "b1", "c1", 20],
        ["a2", "b2", "c2", 25],
      ],
    );
    const joint = {
      variables: ["a", "b"],
      categories: [
        { levels: ["a1", "b1"], population: 60 },
        { levels: ["a2", "b2"], population: 40 },
      ],
    };
    const result = weightSample(sample, [joint, marginOf("c", { c1: 30, c2: 70 })]);
    expect(result.ok ? "" : result.problems[0]?.message).toMatch(/The worst category, “a1”, “b1” of “a” by “b”, is/u);
  });

  it("creeps to a solution that leaves some out: who is told", () => {
    const sample = sampleOf(
      ["a", "b"],
      [
        ["a1", "b1", 20],
        ["a1", "b2", 7],
        ["a2", "b2", 25],
      ],
    );
    const result = weightSample(sample, [marginOf("a", { a1: 60, a2: 40 }), marginOf("b", { b1: 60, b2: 40 })]);
    expect(result.ok ? "" : result.problems[0]?.message).toMatch(
      /^These margins can be met only by giving 7 respondents no weight at all\. The worst category, .* is 0\.0\d+ points off after 1000 cycles\.$/u,
    );
  });

  it("names the not known where they are the worst", () => {
    const sample = sampleOf(
      ["a", "b"],
      [
        [null, "b1", 20],
        ["a2", "b2", 25],
      ],
    );
    const result = weightSample(sample, [marginOf("a", { a2: 1 }), marginOf("b", { b1: 30, b2: 70 })]);
    expect(result).toEqual({
      ok: false,
      problems: [
        {
          code: "not_converged",
          margin: ["a"],
          message: expect.stringContaining("The worst category, not known of “a”, is"),
        },
      ],
    });
  });

  it("comes near too slowly where margins almost leave some out", () => {
    const sample = sampleOf(
      ["a", "b"],
      [
        ["a1", "b1", 20],
        ["a1", "b2", 20],
        ["a2", "b2", 20],
      ],
    );
    const result = weightSample(sample, [
      marginOf("a", { a1: 60.0001, a2: 39.9999 }),
      marginOf("b", { b1: 60, b2: 40 }),
    ]);
    expect(result.ok ? "" : result.problems[0]?.message).toMatch(
      /^These margins can be met, but raking comes near too slowly\./u,
    );
  });
});
