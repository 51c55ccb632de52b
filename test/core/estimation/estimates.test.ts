import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { estimateMean } from "../../../core/estimation/mean.ts";
import { joinObservations, type Observations, weightedMean } from "../../../core/estimation/observations.ts";
import { estimateProportion, proportionCovariance } from "../../../core/estimation/proportion.ts";
import { wilson, Z_95 } from "../../../core/estimation/wilson.ts";
import { binary, observed, people } from "./observations.ts";

const NOBODY: Observations = { weights: [], counts: [], values: [] };

describe("a proportion", () => {
  it("of equal weights is the plain one", () => {
    const made = estimateProportion({ weights: [2, 2], counts: [30, 70], values: [1, 0] }, 100);
    expect(made).toMatchObject({ designBase: 100, base: 100, numerator: 30, weightedBase: 200, weightedNumerator: 60 });
    expect(made.estimate).toBeCloseTo(0.3, 15);
    expect(made.kish).toEqual({ designEffect: 1, effectiveBase: 100 });
    expect(made.linearised?.variance).toBeCloseTo((0.3 * 0.7) / 99, 15);
    expect(made.linearised?.standardError).toBeCloseTo(Math.sqrt((0.3 * 0.7) / 99), 15);
    expect(made.linearised?.degreesOfFreedom).toBe(99);
    expect(made.linearised?.effectiveBase).toBeCloseTo(99, 10);
    expect(made.linearised?.designEffect).toBeCloseTo(1, 12);
    expect(made.effectiveBase).toBeCloseTo(99, 10);
    expect(made.interval).toEqual(wilson(made.estimate ?? 0, made.effectiveBase ?? 0));
  });

  it("stands on the smaller of the two effective bases, whichever that is", () => {
    const heavyYes = estimateProportion(observed([[9, 1], ...Array.from({ length: 30 }, () => [1, 0] as const)]), 31);
    expect(heavyYes.effectiveBase).toBe(heavyYes.linearised?.effectiveBase);
    expect(heavyYes.effectiveBase).toBeLessThan(heavyYes.kish?.effectiveBase ?? 0);
    const lightYes = estimateProportion(
      observed([[1, 1], [9, 0], ...Array.from({ length: 30 }, () => [2, 0] as const)]),
      32,
    );
    expect(lightYes.effectiveBase).toBe(lightYes.kish?.effectiveBase);
    expect(lightYes.effectiveBase).toBeLessThan(lightYes.linearised?.effectiveBase ?? 0);
  });

  it("counts all who were weighted in its variance, also for a domain of them", () => {
    const own = estimateProportion({ weights: [1, 1], counts: [5, 5], values: [1, 0] }, 10);
    const domain = estimateProportion({ weights: [1, 1], counts: [5, 5], values: [1, 0] }, 1000);
    expect(own.linearised?.variance).toBeCloseTo((10 / 9) * 0.025, 15);
    expect(domain.linearised?.variance).toBeCloseTo((1000 / 999) * 0.025, 15);
    expect(domain.linearised?.degreesOfFreedom).toBe(9);
  });

  it.each([0, 1])("of %d is that exactly, and does not collapse to a point", (value) => {
    const made = estimateProportion(
      observed([
        [0.1, value],
        [0.2, value],
        [0.7, value],
      ]),
      3,
    );
    expect(made.estimate).toBe(value);
    expect(made.linearised).toEqual({
      ...{ variance: 0, standardError: 0, degreesOfFreedom: 2 },
      ...{ effectiveBase: null, designEffect: null },
    });
    expect(made.effectiveBase).toBe(made.kish?.effectiveBase);
    expect((made.interval?.high ?? 0) - (made.interval?.low ?? 0)).toBeGreaterThan(0.5);
  });

  it("of one respondent has no variance, but a very wide interval", () => {
    const made = estimateProportion(observed([[3, 1]]), 80);
    expect(made).toMatchObject({ estimate: 1, linearised: null, kish: { designEffect: 1 }, effectiveBase: 1 });
    expect(made.interval?.low).toBeCloseTo(0.2065, 4);
  });

  it("of nobody is nothing", () => {
    expect(estimateProportion(NOBODY, 80)).toEqual({
      ...{ designBase: 80, base: 0, numerator: 0, weightedBase: 0, weightedNumerator: 0 },
      ...{ estimate: null, linearised: null, kish: null, effectiveBase: null, interval: null },
    });
  });

  it("needs values of 0 and 1", () => {
    expect(() => estimateProportion(observed([[1, 0.5]]), 2)).toThrow(/^A proportion needs values of 0 and 1\.$/u);
    expect(() =>
      estimateProportion(
        observed([
          [1, 1],
          [1, Number.NaN],
        ]),
        2,
      ),
    ).toThrow(RangeError);
  });

  it.each([
    [observed([[Number.NaN, 1]])],
    [observed([[0, 1]])],
    [observed([[-1, 1]])],
    [observed([[Infinity, 1]])],
    [{ weights: [1], counts: [0], values: [1] }],
    [{ weights: [1], counts: [1.5], values: [1] }],
    [{ weights: [1, 1], counts: [1], values: [1] }],
    [{ weights: [1], counts: [1], values: [] }],
    [{ weights: [1], counts: [1, 1], values: [1] }],
  ])("refuses what is no observation: %j", (observations) => {
    expect(() => estimateProportion(observations, 2)).toThrow(
      /^Observations need weights above 0, whole counts above 0 and values that are numbers\.$/u,
    );
  });

  it("refuses a score that is no number", () => {
    expect(() => weightedMean(observed([[1, Infinity]]), 2)).toThrow(RangeError);
  });

  test.prop([binary])("has an interval inside [0, 1] that holds the estimate", (observations) => {
    const { estimate, interval } = estimateProportion(observations, people(observations));
    expect(interval?.low).toBeGreaterThanOrEqual(0);
    expect(interval?.low).toBeLessThanOrEqual(estimate ?? -1);
    expect(interval?.high).toBeGreaterThanOrEqual(estimate ?? 2);
    expect(interval?.high).toBeLessThanOrEqual(1);
  });

  test.prop([binary, fc.constantFrom(0.001, 3, 1e6)])(
    "does not depend on the scale of weights",
    (observations, factor) => {
      const scaled = { ...observations, weights: observations.weights.map((weight) => weight * factor) };
      const [own, other] = [observations, scaled].map((one) => estimateProportion(one, people(one)));
      expect(other?.estimate).toBeCloseTo(own?.estimate ?? -1, 12);
      expect((other?.effectiveBase ?? 0) / (own?.effectiveBase ?? 1)).toBeCloseTo(1, 10);
    },
  );

  test.prop([binary])("is the same from groups and one by one", (observations) => {
    const single = observed(
      observations.weights.flatMap((weight, group) =>
        Array.from(
          { length: observations.counts[group] ?? 0 },
          () => [weight, observations.values[group] ?? 0] as const,
        ),
      ),
    );
    const [grouped, apart] = [observations, single].map((one) => estimateProportion(one, people(one)));
    expect(apart?.estimate).toBeCloseTo(grouped?.estimate ?? -1, 12);
    expect((apart?.effectiveBase ?? 0) / (grouped?.effectiveBase ?? 1)).toBeCloseTo(1, 10);
  });

  test.prop([binary])("of equal weights is the unweighted one", (observations) => {
    const equal = { ...observations, weights: observations.weights.map(() => 7) };
    const made = estimateProportion(equal, people(equal));
    expect(made.estimate).toBeCloseTo(made.numerator / made.base, 12);
    expect(made.kish?.designEffect).toBeCloseTo(1, 12);
    expect((made.linearised?.effectiveBase ?? 0) / (made.base - 1)).toBeCloseTo(1, 9);
  });
});

describe("the covariance of a question's answers", () => {
  it("has the variances on its diagonal, is below 0 beside it, and adds up to 0", () => {
    const levels = [0, 1, 2].map((level) => ({
      weights: [1, 2, 1.5, 1],
      counts: [5, 6, 7, 8],
      values: [0, 1, 2, 2].map((code) => Number(code === level)),
    }));
    const covariance = proportionCovariance(levels, 40);
    for (const [row, own] of covariance.entries()) {
      const variance = estimateProportion(levels[row] ?? NOBODY, 40).linearised?.variance ?? 0;
      expect(own[row]).toBeCloseTo(variance, 15);
      expect(own.filter((_, column) => column !== row).every((one) => one < 0)).toBe(true);
      expect(own.reduce((sum, one) => sum + one, 0)).toBeCloseTo(0, 15);
    }
    expect(covariance[0]?.[1]).toBeCloseTo(covariance[1]?.[0] ?? 1, 16);
  });
});

describe("a mean", () => {
  const scores = { weights: [1, 2, 3], counts: [10, 20, 30], values: [5, 3, 1] };

  it("has its spread, its effective base and its error", () => {
    const made = estimateMean(scores, 60);
    const mean = (50 + 120 + 90) / 140;
    const variance = (10 * (5 - mean) ** 2 + 40 * (3 - mean) ** 2 + 90 * (1 - mean) ** 2) / 140;
    expect(made).toMatchObject({ designBase: 60, base: 60, weightedBase: 140 });
    expect(made.estimate).toBeCloseTo(mean, 14);
    expect(made.standardDeviation).toBeCloseTo(Math.sqrt(variance), 14);
    expect(made.kish?.effectiveBase).toBeCloseTo(140 ** 2 / (10 + 80 + 270), 10);
    const linearised = ((60 / 59) * (10 * (5 - mean) ** 2 + 80 * (3 - mean) ** 2 + 270 * (1 - mean) ** 2)) / 140 ** 2;
    expect(made.linearised?.variance).toBeCloseTo(linearised, 14);
    expect(made.linearised?.effectiveBase).toBeCloseTo(variance / linearised, 10);
    const base = Math.min(140 ** 2 / 360, variance / linearised);
    expect(made.effectiveBase).toBeCloseTo(base, 10);
    expect(made.standardError).toBeCloseTo(Math.sqrt(variance / base), 12);
    expect(made.interval?.low).toBeCloseTo(mean - Z_95 * Math.sqrt(variance / base), 12);
    expect(made.interval?.high).toBeCloseTo(mean + Z_95 * Math.sqrt(variance / base), 12);
  });

  it("stands on Kish's base where that is the smaller one", () => {
    const made = estimateMean({ weights: [1, 9, 2], counts: [1, 1, 30], values: [1, 0, 0] }, 32);
    expect(made.effectiveBase).toBe(made.kish?.effectiveBase);
  });

  it("of scores that are all the same is that score, exactly, with no error", () => {
    // The weighted sum of these over the sum of weights is 2.9999999999999996.
    const same = [
      [0.1, 3],
      [0.2, 3],
      [0.3, 3],
    ] as const;
    const made = estimateMean(observed(same), 3);
    expect(made).toMatchObject({ estimate: 3, standardDeviation: 0, standardError: 0, interval: { low: 3, high: 3 } });
    expect(made.linearised).toMatchObject({ variance: 0, effectiveBase: null });
    expect(made.effectiveBase).toBe(made.kish?.effectiveBase);
  });

  it("of one respondent has no variance", () => {
    expect(estimateMean(observed([[2, 4]]), 10)).toMatchObject({ estimate: 4, linearised: null, effectiveBase: 1 });
  });

  it("of nobody is nothing", () => {
    expect(estimateMean(NOBODY, 5)).toEqual({
      ...{ designBase: 5, base: 0, weightedBase: 0, estimate: null, standardDeviation: null, kish: null },
      ...{ linearised: null, effectiveBase: null, standardError: null, interval: null },
    });
  });

  test.prop([binary])("of +1 and -1 is one proportion less the other", (observations) => {
    const net = { ...observations, values: observations.values.map((value) => (value === 1 ? 1 : -1)) };
    const top = estimateProportion(observations, people(observations)).estimate ?? Number.NaN;
    expect(estimateMean(net, people(net)).estimate).toBeCloseTo(top - (1 - top), 12);
  });
});

describe("observations of parts", () => {
  test.prop([binary, binary])("together give what the whole gives", (first, second) => {
    const joined = joinObservations([first, second]);
    expect(people(joined)).toBe(people(first) + people(second));
    const [one, two, both] = [first, second, joined].map((part) => weightedMean(part, 1000));
    const weightedSum =
      (one?.said?.estimate ?? 0) * (one?.weightedBase ?? 0) + (two?.said?.estimate ?? 0) * (two?.weightedBase ?? 0);
    expect(both?.said?.estimate).toBeCloseTo(weightedSum / ((one?.weightedBase ?? 0) + (two?.weightedBase ?? 0)), 12);
  });
});
