import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  BREAK_REASONS,
  comparable,
  type SeriesKey,
  shareVariance,
  trend,
  type WavePoint,
} from "../../../core/estimation/trend.ts";
import { Z_95 } from "../../../core/estimation/wilson.ts";

interface Line {
  readonly intercept: number;
  readonly slope_per_unit_time: number;
  readonly se: number;
  readonly z: number;
  readonly p: number;
  readonly Q_any_change: { readonly statistic: number; readonly df: number; readonly p: number };
  readonly Q_departure_from_line: { readonly statistic: number; readonly df: number; readonly p: number };
}

const { input, expected } = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../oracles/estimates/08-waves-and-trends.json"), "utf8"),
) as {
  readonly input: { readonly time: readonly number[] };
  readonly expected: {
    readonly estimates: readonly {
      readonly estimate: number;
      readonly n_star: number;
      readonly lin: { readonly var: number };
    }[];
    readonly trend_linear_variance_lin: Line;
    readonly trend_linear_variance_nstar: Line;
  };
};

function close(got: number, want: number, relative = 1e-9): void {
  expect(Math.abs(got - want), `${got} is not ${want}`).toBeLessThanOrEqual(1e-12 + relative * Math.abs(want));
}

function fitted(points: readonly WavePoint[]) {
  const result = trend(points);
  if (!result.ok) throw new Error(result.code);
  return result;
}

const byVariance = expected.estimates.map(({ estimate, lin }, wave) => ({
  time: input.time[wave]!,
  estimate,
  variance: lin.var,
}));
const byBase = expected.estimates.map(({ estimate, n_star }, wave) => ({
  time: input.time[wave]!,
  share: estimate,
  effectiveBase: n_star,
}));

describe("a trend", () => {
  it.each<[string, readonly WavePoint[], Line]>([
    ["given variances", byVariance, expected.trend_linear_variance_lin],
    ["effective bases", byBase, expected.trend_linear_variance_nstar],
    ["waves in another order", byBase.toReversed(), expected.trend_linear_variance_nstar],
  ])("agrees with R for %s", (_, points, want) => {
    const got = fitted(points);
    close(got.intercept, want.intercept);
    close(got.slope, want.slope_per_unit_time);
    close(got.standardError, want.se);
    close(got.z, want.z);
    close(got.p, want.p, 1e-8);
    expect(got.anyChange.degreesOfFreedom).toBe(want.Q_any_change.df);
    close(got.anyChange.statistic, want.Q_any_change.statistic);
    close(got.anyChange.p, want.Q_any_change.p, 1e-8);
    expect(got.departureFromLine?.degreesOfFreedom).toBe(want.Q_departure_from_line.df);
    close(got.departureFromLine!.statistic, want.Q_departure_from_line.statistic);
    close(got.departureFromLine!.p, want.Q_departure_from_line.p, 1e-8);
    expect(got).toMatchObject({ ok: true, waves: 4, showSlope: true, verdict: "no_clear_change" });
  });

  it("of two waves is their difference, and always a straight line", () => {
    const got = fitted([
      { time: 2026, estimate: 0.4, variance: 0.0009 },
      { time: 2028, estimate: 0.5, variance: 0.0016 },
    ]);
    expect(got.slope).toBeCloseTo(0.05, 12);
    expect(got.standardError).toBeCloseTo(0.025, 12);
    expect(got.z).toBeCloseTo(2, 9);
    expect(got.anyChange.statistic).toBeCloseTo(4, 9);
    expect(got.anyChange.degreesOfFreedom).toBe(1);
    expect(got).toMatchObject({ waves: 2, departureFromLine: null, showSlope: false, verdict: "clear_rise" });
  });

  it("is the same to the last digits wherever time begins", () => {
    const estimates = [0.6, 0.60003, 0.60001, 0.60002];
    const since = (year: number) =>
      fitted(
        byVariance.map(({ time, variance }, wave) => ({ time: time - year, estimate: estimates[wave]!, variance })),
      );
    expect(Math.abs(since(0).z / since(2022).z - 1)).toBeLessThan(1e-10);
  });

  it("shows its slope from four waves on", () => {
    const got = fitted(byBase.slice(0, 3));
    expect(got.showSlope).toBe(false);
    expect(got.departureFromLine?.degreesOfFreedom).toBe(1);
  });

  // Weights of 2 around a middle of 0.5: the standard error is exactly 1, and z is the second estimate.
  it.each([
    [Z_95, "no_clear_change"],
    [Z_95 + 1e-9, "clear_rise"],
    [-Z_95, "no_clear_change"],
    [-Z_95 - 1e-9, "clear_fall"],
    [0, "no_clear_change"],
  ])("of z = %d is %s", (z, verdict) => {
    const got = fitted([
      { time: 0, estimate: 0, variance: 0.5 },
      { time: 1, estimate: z, variance: 0.5 },
    ]);
    expect(got.z).toBe(z);
    expect(got.verdict).toBe(verdict);
  });

  const waves = fc.uniqueArray(
    fc.record({ time: fc.integer({ min: 0, max: 20 }), variance: fc.double({ min: 0.01, max: 1, noNaN: true }) }),
    { minLength: 3, maxLength: 6, selector: ({ time }) => time },
  );

  it("finds the line that the waves lie on", () => {
    fc.assert(
      fc.property(
        waves,
        fc.integer({ min: -5, max: 5 }),
        fc.integer({ min: -5, max: 5 }),
        (drawn, intercept, slope) => {
          const got = fitted(
            drawn.map(({ time, variance }) => ({ time, estimate: intercept + slope * time, variance })),
          );
          expect(got.slope).toBeCloseTo(slope, 8);
          expect(got.intercept).toBeCloseTo(intercept, 6);
          expect(got.departureFromLine?.statistic).toBeCloseTo(0, 8);
        },
      ),
    );
  });
});

describe("the variance of a share", () => {
  it("is floored where nobody or everybody gave the answer", () => {
    expect(shareVariance(0.3, 70)).toBeCloseTo(0.003, 15);
    expect(shareVariance(0, 98)).toBeCloseTo((0.01 * 0.99) / 98, 15);
    expect(shareVariance(1, 98)).toBe(shareVariance(0, 98));
    expect(shareVariance(1e-9, 98)).toBe(shareVariance(0, 98));
    expect(shareVariance(0.011, 98)).toBeCloseTo((0.011 * 0.989) / 98, 15);
  });

  it("weights a wave in which everybody agreed", () => {
    const got = fitted([
      { time: 0, share: 0.9, effectiveBase: 98 },
      { time: 1, share: 1, effectiveBase: 98 },
    ]);
    expect(got.standardError).toBeCloseTo(Math.sqrt((0.09 + 0.0099) / 98), 12);
  });
});

describe("a trend is refused", () => {
  const point = { time: 1, share: 0.5, effectiveBase: 100 };
  const other = { time: 2, estimate: 0.5, variance: 0.01 };
  const value = ["value_not_usable", "A time, a figure or its precision is not a usable number."] as const;
  it.each<[string, readonly WavePoint[], readonly [string, string]]>([
    ["for one wave", [point], ["too_few_waves", "A trend needs at least two waves."]],
    ["for none", [], ["too_few_waves", "A trend needs at least two waves."]],
    [
      "for two waves at one time",
      [point, other, { ...point, time: 2 }],
      ["times_equal", "Two waves have the same time."],
    ],
    ["for a time of NaN", [{ ...point, time: Number.NaN }, other], value],
    ["for a time without end", [point, { ...other, time: Infinity }], value],
    ["for a share below 0", [{ ...point, share: -0.01 }, other], value],
    ["for a share above 1", [{ ...point, share: 1.01 }, other], value],
    ["for a share of NaN", [{ ...point, share: Number.NaN }, other], value],
    ["for a base of 0", [{ ...point, effectiveBase: 0 }, other], value],
    ["for a base without end", [{ ...point, effectiveBase: Infinity }, other], value],
    ["for an estimate of NaN", [point, { ...other, estimate: Number.NaN }], value],
    ["for a variance of 0", [point, { ...other, variance: 0 }], value],
    ["for a variance without end", [point, { ...other, variance: Infinity }], value],
    ["for a variance of NaN", [point, { ...other, variance: Number.NaN }], value],
  ])("%s", (_, points, [code, message]) => {
    expect(trend(points)).toEqual({ ok: false, code, message });
  });

  it("but not for shares of 0 and 1, nor for a net below 0", () => {
    expect(
      trend([
        { ...point, share: 0 },
        { ...point, time: 3, share: 1 },
        { ...other, estimate: -0.5 },
      ]).ok,
    ).toBe(true);
  });
});

describe("two waves", () => {
  const key: SeriesKey = {
    stream: "code",
    mode: "online",
    wording: "w1",
    order: "o1",
    margins: ["age: 16-34, 35+", "sex: F, M"],
    ladderStep: "age7 x sex",
    boundary: "E08000039/2009",
    panel: null,
  };

  it("may be compared where all is the same, whatever the order of margins", () => {
    expect(comparable(key, { ...key, margins: key.margins.toReversed() })).toEqual({ comparable: true });
    expect(comparable({ ...key, panel: "a" }, { ...key, panel: "b" })).toEqual({ comparable: true });
    expect(comparable({ ...key, panel: "a" }, key)).toEqual({ comparable: true });
  });

  it.each<[keyof SeriesKey, Partial<SeriesKey>]>([
    ["stream", { stream: "open" }],
    ["mode", { mode: "paper" }],
    ["wording", { wording: "w2" }],
    ["order", { order: "o2" }],
    ["margins", { margins: ["age: 16-34, 35+"] }],
    ["margins", { margins: ["age: 16-34, 35+", "sex: F, M, other"] }],
    ["ladderStep", { ladderStep: "age4" }],
    ["boundary", { boundary: "E08000039/2027" }],
  ])("may not where the %s changed", (reason, change) => {
    expect(comparable(key, { ...key, ...change })).toEqual({ comparable: false, reasons: [reason] });
  });

  it("may not where both drew on one panel", () => {
    const panel = { ...key, panel: "residents" };
    expect(comparable(panel, { ...panel })).toEqual({ comparable: false, reasons: ["panel"] });
  });

  it("give every reason", () => {
    const other: SeriesKey = { ...key, stream: "open", wording: "w2", boundary: "new" };
    expect(comparable(key, other)).toEqual({ comparable: false, reasons: ["stream", "wording", "boundary"] });
  });

  it("have words for every reason, in both languages", () => {
    expect(BREAK_REASONS).toMatchInlineSnapshot(`
      {
        "boundary": {
          "cy": "Newidiodd ffin y lle.",
          "en": "The boundary of the place changed.",
        },
        "ladderStep": {
          "cy": "Roedd y pwysoli'n llai manwl mewn un don nag yn y llall.",
          "en": "The weighting was coarser in one wave than in the other.",
        },
        "margins": {
          "cy": "Newidiodd y pwysoli.",
          "en": "The weighting changed.",
        },
        "mode": {
          "cy": "Gofynnwyd i bobl mewn ffordd wahanol.",
          "en": "People were asked in a different way.",
        },
        "order": {
          "cy": "Newidiodd trefn y cwestiynau neu'r atebion.",
          "en": "The order of the questions or answers changed.",
        },
        "panel": {
          "cy": "Gall yr un bobl fod wedi ateb y ddau dro.",
          "en": "The same people may have answered both times.",
        },
        "stream": {
          "cy": "Daeth pobl at yr arolwg mewn ffyrdd gwahanol.",
          "en": "People came to the survey in different ways.",
        },
        "wording": {
          "cy": "Newidiodd geiriad y cwestiwn.",
          "en": "The wording of the question changed.",
        },
      }
    `);
  });
});
