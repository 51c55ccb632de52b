import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  benchmarkAreas,
  fayHerriot,
  type ModelledArea,
  type PopulatedArea,
  type SampledArea,
  smoothedVariance,
  type UnsampledArea,
} from "../../../core/estimation/small-area.ts";
import { Z_95 } from "../../../core/estimation/wilson.ts";

interface Case {
  readonly y: readonly number[];
  readonly psi: readonly number[];
  readonly n: readonly number[];
  readonly x?: readonly number[];
  readonly x_out_of_sample?: readonly number[];
}

interface Fit {
  readonly sigma2_u: number;
  readonly beta: readonly number[];
  readonly se_beta: readonly number[];
  readonly gamma: readonly number[];
  readonly eblup: readonly number[];
  readonly mse_prasad_rao: readonly number[];
  readonly synthetic_out_of_sample: { readonly estimate: readonly number[]; readonly mse: readonly number[] } | null;
}

const { input, expected } = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../oracles/estimates/10-small-areas.json"), "utf8"),
) as { readonly input: Readonly<Record<string, Case>>; readonly expected: Readonly<Record<string, Fit>> };

function sampled({ y, psi, x }: Case): SampledArea[] {
  return y.map((estimate, index) => ({
    area: `area ${index}`,
    estimate,
    variance: psi[index]!,
    covariates: x === undefined ? [] : [x[index]!],
  }));
}

function outside({ x_out_of_sample: x = [] }: Case): UnsampledArea[] {
  return x.map((value, index) => ({ area: `outside ${index}`, covariates: [value] }));
}

function fitted(areas: readonly SampledArea[], unsampled: readonly UnsampledArea[] = []) {
  const result = fayHerriot(areas, unsampled);
  if (!result.ok) throw new Error(result.code);
  return result;
}

function close(got: readonly number[], want: readonly number[], relative = 1e-7): void {
  expect(got).toHaveLength(want.length);
  got.forEach((value, index) => {
    const limit = 1e-12 + relative * Math.abs(want[index]!);
    expect(Math.abs(value - want[index]!), `${value} is not ${want[index]}`).toBeLessThanOrEqual(limit);
  });
}

const first = sampled(input.with_covariate!);

describe("the model of Fay and Herriot", () => {
  it.each(Object.keys(expected))("agrees with R's sae: %s", (name) => {
    const [given, want] = [input[name]!, expected[name]!];
    const got = fitted(sampled(given), outside(given));
    close([got.betweenVariance], [want.sigma2_u]);
    close(got.coefficients, want.beta);
    close(got.standardErrors, want.se_beta);
    close(
      got.areas.map(({ ownShare }) => ownShare),
      want.gamma,
    );
    close(
      got.areas.map(({ estimate }) => estimate),
      want.eblup,
    );
    close(
      got.areas.map(({ meanSquaredError }) => meanSquaredError),
      want.mse_prasad_rao,
    );
    close(
      got.unsampled.map(({ estimate }) => estimate),
      want.synthetic_out_of_sample?.estimate ?? [],
    );
    close(
      got.unsampled.map(({ meanSquaredError }) => meanSquaredError),
      want.synthetic_out_of_sample?.mse ?? [],
    );
    expect(got.lineOnly).toBe(want.sigma2_u === 0);
    expect(got.areas.map(({ area }) => area)).toEqual(given.y.map((_, index) => `area ${index}`));
  });

  it("marks everything that it makes", () => {
    const got = fitted(first, outside(input.with_covariate!));
    expect(got.label).toBe("modelled");
    const areas = [...got.areas, ...got.unsampled];
    expect(areas).toHaveLength(26);
    expect(new Set(areas.map(({ label }) => label))).toEqual(new Set(["modelled"]));
    expect(got.unsampled.map(({ area, ownShare }) => [area, ownShare])).toEqual([
      ["outside 0", 0],
      ["outside 1", 0],
    ]);
  });

  it("has an interval of 1.96 root mean squared errors, cut to 0 and 1", () => {
    const got = fitted(first, [
      { area: "low", covariates: [110] },
      { area: "high", covariates: [-30] },
      { area: "above", covariates: [-90] },
    ]);
    const { estimate, meanSquaredError, low, high } = got.areas[0]!;
    expect(low).toBeCloseTo(estimate - Z_95 * Math.sqrt(meanSquaredError), 14);
    expect(high).toBeCloseTo(estimate + Z_95 * Math.sqrt(meanSquaredError), 14);
    expect(got.unsampled[0]!.low).toBe(0);
    expect(got.unsampled[0]!.high).toBeLessThan(1);
    expect(got.unsampled[1]!.low).toBeGreaterThan(0);
    expect(got.unsampled[1]!.high).toBe(1);
    expect(got.unsampled[2]!.estimate).toBeGreaterThan(1);
    expect(got.unsampled[2]!.high).toBe(1);
  });

  it("finds the root whatever the first area's variance is", () => {
    const want = fitted(first).betweenVariance;
    for (const variance of [1e-4, 0.5, 40]) {
      const areas = [...first, { area: "last", estimate: 0.4, variance, covariates: [20] }];
      const ahead = fitted(areas.toReversed()).betweenVariance;
      close([ahead], [fitted(areas).betweenVariance], 1e-12);
    }
    expect(want).toBeGreaterThan(0.01);
  });

  it("finds no variance where the likelihood falls from 0, even if it rises again", () => {
    // Ten small areas do not agree, fifteen large ones do: the large ones decide.
    const areas = Array.from({ length: 25 }, (_, index) => ({
      area: `area ${index}`,
      estimate: index < 10 ? index % 2 : 0.5,
      variance: index < 10 ? 0.01 : 1e-4,
      covariates: [],
    }));
    const got = fitted(areas);
    expect(got).toMatchObject({ betweenVariance: 0, lineOnly: true });
    expect(new Set(got.areas.map(({ ownShare }) => ownShare))).toEqual(new Set([0]));
    close(
      got.areas.map(({ estimate }) => estimate),
      areas.map(() => got.coefficients[0]!),
      1e-12,
    );
  });

  const estimates = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 24, maxLength: 24 });

  it("puts every area between its own answers and the line", () => {
    fc.assert(
      fc.property(estimates, (drawn) => {
        const areas = first.map((area, index) => ({ ...area, estimate: drawn[index]! }));
        const got = fitted(areas, areas);
        got.areas.forEach(({ estimate, ownShare, low, high }, index) => {
          const ends = [areas[index]!.estimate, got.unsampled[index]!.estimate].sort((a, b) => a - b);
          expect(estimate).toBeGreaterThanOrEqual(ends[0]! - 1e-12);
          expect(estimate).toBeLessThanOrEqual(ends[1]! + 1e-12);
          expect(ownShare).toBeGreaterThanOrEqual(0);
          expect(ownShare).toBeLessThan(1);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
        });
      }),
      { numRuns: 20 },
    );
  });
});

describe("the smoothed variance", () => {
  it("is that of the mean share on the area's base", () => {
    expect(smoothedVariance(0.2, 1.5, 12)).toBeCloseTo(0.02, 15);
  });
});

describe("a model is refused", () => {
  const few = first.slice(0, 15);
  const spoiled = (change: Partial<SampledArea>): SampledArea[] =>
    first.map((area, index) => (index === 3 ? { ...area, ...change } : area));
  const variance = ["variance_not_usable", "A variance is not a number above 0."] as const;
  const estimate = ["estimate_not_usable", "A direct estimate is not a number."] as const;
  const covariates = ["covariates_not_usable", "An area lacks a covariate, or one is not a number."] as const;
  const many = ["too_many_covariates", "There are as many covariates as areas."] as const;
  const singular = ["singular_covariates", "A covariate is the same everywhere, or made of the others."] as const;
  const drawn = (number: number): SampledArea[] =>
    few.map((area, index) => ({
      ...area,
      covariates: Array.from({ length: number }, (_, place) => Math.sin((index + 1) * (place + 1))),
    }));

  it.each<[string, readonly SampledArea[], readonly UnsampledArea[], readonly [string, string]]>([
    ["for 14 areas", first.slice(0, 14), [], ["too_few_areas", "A model needs at least 15 areas."]],
    ["for an estimate of NaN", spoiled({ estimate: Number.NaN }), [], estimate],
    ["for an estimate without end", spoiled({ estimate: Infinity }), [], estimate],
    ["for a variance of 0", spoiled({ variance: 0 }), [], variance],
    ["for a variance without end", spoiled({ variance: Infinity }), [], variance],
    ["for a variance of NaN", spoiled({ variance: Number.NaN }), [], variance],
    ["for a missing covariate", spoiled({ covariates: [] }), [], covariates],
    ["for a covariate of NaN", spoiled({ covariates: [Number.NaN] }), [], covariates],
    ["for one covariate more outside", first, [{ area: "x", covariates: [1, 2] }], covariates],
    ["for a covariate outside without end", first, [{ area: "x", covariates: [Infinity] }], covariates],
    ["for 14 covariates and a constant in 15 areas", drawn(14), [], many],
    ["for one value everywhere", first.map((area) => ({ ...area, covariates: [7] })), [], singular],
    [
      "for one covariate twice",
      first.map((area) => ({ ...area, covariates: [area.covariates[0]!, 2 * area.covariates[0]! + 1] })),
      [],
      singular,
    ],
  ])("%s", (_, areas, unsampled, [code, message]) => {
    expect(fayHerriot(areas, unsampled)).toEqual({ ok: false, code, message });
  });

  it("but not for 15 areas, nor for 13 covariates in them", () => {
    expect(fayHerriot(few, []).ok).toBe(true);
    expect(fayHerriot(drawn(13), []).ok).toBe(true);
  });

  it("nor for fewer areas or for estimates of any size where another tool is checked", () => {
    const areas = [-3, 0, 3].map((estimate) => ({ area: "", estimate, variance: 1, covariates: [] }));
    // Equal variances: what is between areas is the sample variance, 9, less that of an area.
    expect(fayHerriot(areas, [], 0)).toMatchObject({ ok: true, betweenVariance: expect.closeTo(8, 12) });
    expect(fayHerriot(areas, [], 3).ok).toBe(true);
    const message = "A model needs at least 4 areas.";
    expect(fayHerriot(areas, [], 4)).toEqual({ ok: false, code: "too_few_areas", message });
    expect(fayHerriot([], [], 0)).toMatchObject({ ok: false, code: "too_few_areas" });
  });
});

describe("modelled areas beside a published figure", () => {
  const populated = () => fitted(first).areas.map((area, index) => ({ area, population: 1000 + 100 * index }));

  it("are scaled to it, and stay modelled", () => {
    const areas = populated();
    const got = benchmarkAreas(areas, 0.6);
    if (!got.ok) throw new Error(got.code);
    const people = areas.reduce((sum, { population }) => sum + population, 0);
    const mean = (list: readonly ModelledArea[]): number =>
      list.reduce((sum, { estimate }, index) => sum + estimate * areas[index]!.population, 0) / people;
    expect(mean(got.areas)).toBeCloseTo(0.6, 12);
    expect(got.factor).toBeCloseTo(0.6 / mean(areas.map(({ area }) => area)), 12);
    expect(got.label).toBe("modelled");
    got.areas.forEach((scaled, index) => {
      const { area } = areas[index]!;
      expect(scaled).toMatchObject({ label: "modelled", area: area.area, ownShare: area.ownShare });
      expect(scaled.estimate / area.estimate).toBeCloseTo(got.factor, 12);
      expect(scaled.meanSquaredError / area.meanSquaredError).toBeCloseTo(got.factor ** 2, 12);
      const spread = Z_95 * Math.sqrt(area.meanSquaredError) * got.factor;
      expect(scaled.low).toBeCloseTo(Math.max(0, scaled.estimate - spread), 12);
      expect(scaled.high).toBeCloseTo(Math.min(1, scaled.estimate + spread), 12);
    });
  });

  it("are scaled to nobody and to everybody", () => {
    const areas = populated();
    expect(benchmarkAreas(areas, 0)).toMatchObject({ ok: true, factor: 0 });
    expect(benchmarkAreas(areas, 1)).toMatchObject({ ok: true, label: "modelled" });
  });

  const population = ["population_not_usable", "A population is not a number above 0."] as const;
  const published = [
    "published_not_usable",
    "The published share or the mean of the areas cannot be scaled to.",
  ] as const;
  const changed = (change: Partial<PopulatedArea>) =>
    populated().map((area, index) => (index === 2 ? { ...area, ...change } : area));
  const empty = () =>
    populated().map(({ area, population: people }) => ({ area: { ...area, estimate: 0 }, population: people }));

  it.each<[string, () => PopulatedArea[], number, readonly [string, string]]>([
    ["a population of 0", () => changed({ population: 0 }), 0.5, population],
    ["a population of NaN", () => changed({ population: Number.NaN }), 0.5, population],
    ["a population without end", () => changed({ population: Infinity }), 0.5, population],
    ["a published share below 0", populated, -0.01, published],
    ["a published share above 1", populated, 1.01, published],
    ["a published share of NaN", populated, Number.NaN, published],
    ["areas that add up to nothing", empty, 0.5, published],
    ["no areas", () => [], 0.5, published],
  ])("are not for %s", (_, list, share, [code, message]) => {
    expect(benchmarkAreas(list(), share)).toEqual({ ok: false, code, message });
  });
});
