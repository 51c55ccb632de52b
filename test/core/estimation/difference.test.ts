import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import {
  compareAnswers,
  compareMeans,
  compareProportions,
  newcombe,
  partAgainstWhole,
  zTest,
} from "../../../core/estimation/difference.ts";
import { normalTwoSidedP, tTwoSidedP } from "../../../core/estimation/distributions.ts";
import { estimateMean } from "../../../core/estimation/mean.ts";
import { joinObservations } from "../../../core/estimation/observations.ts";
import { estimateProportion } from "../../../core/estimation/proportion.ts";
import { Z_95 } from "../../../core/estimation/wilson.ts";
import { binary, observed, people } from "./observations.ts";

const NOBODY = { weights: [], counts: [], values: [] };

describe("Newcombe's interval", () => {
  // Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10.
  it.each([
    [56 / 70, 70, 48 / 80, 80, 0.0524, 0.3339],
    [9 / 10, 10, 3 / 10, 10, 0.1705, 0.809],
    [6 / 7, 7, 2 / 7, 7, 0.0582, 0.8062],
    [5 / 56, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [1, 10, 0, 20, 0.6791, 1],
    [1, 10, 0, 10, 0.6075, 1],
  ])("agrees with the published limits: %d of %d against %d of %d", (p, n, q, m, low, high) => {
    const made = newcombe({ estimate: p, effectiveBase: n }, { estimate: q, effectiveBase: m });
    expect(made.difference).toBe(p - q);
    expect(made.low).toBeCloseTo(low, 4);
    expect(made.high).toBeCloseTo(high, 4);
  });

  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const base = fc.double({ min: 2, max: 5000, noNaN: true });
  const side = fc.record({ estimate: share, effectiveBase: base });

  test.prop([side, side])("and its p-value never contradict, and turn round with the sides", (first, second) => {
    const made = newcombe(first, second);
    expect(made.low).toBeLessThanOrEqual(made.difference + 1e-15);
    expect(made.high).toBeGreaterThanOrEqual(made.difference - 1e-15);
    expect(made.low).toBeGreaterThanOrEqual(-1 - 1e-12);
    expect(made.high).toBeLessThanOrEqual(1 + 1e-12);
    expect(made.p).toBeGreaterThanOrEqual(0);
    expect(made.p).toBeLessThanOrEqual(1);
    const leavesOutZero = made.low > 0 || made.high < 0;
    if (Math.abs(made.p - 0.05) > 1e-9) expect(leavesOutZero).toBe(made.p < 0.05);
    const turned = newcombe(second, first);
    expect(turned.p).toBe(made.p);
    expect([turned.low, turned.high]).toEqual([expect.closeTo(-made.high, 14), expect.closeTo(-made.low, 14)]);
  });

  it("has a p-value of 1 for no difference, and of next to nothing for all against none", () => {
    expect(newcombe({ estimate: 0.3, effectiveBase: 9 }, { estimate: 0.3, effectiveBase: 90 }).p).toBe(1);
    expect(newcombe({ estimate: 1, effectiveBase: 1e6 }, { estimate: 0, effectiveBase: 1e6 }).p).toBeLessThan(1e-300);
  });

  it("touches 0 at the p-value's own level", () => {
    // At p = 0.05 exactly the lower limit is 0: find the base where it is, and ask there.
    let [low, high] = [10, 1000];
    for (let step = 0; step < 200; step += 1) {
      const middle = (low + high) / 2;
      const made = newcombe({ estimate: 0.5, effectiveBase: middle }, { estimate: 0.4, effectiveBase: middle });
      if (made.low < 0) low = middle;
      else high = middle;
    }
    const made = newcombe({ estimate: 0.5, effectiveBase: high }, { estimate: 0.4, effectiveBase: high });
    expect(made.p).toBeCloseTo(normalTwoSidedP(Z_95), 12);
  });
});

describe("two proportions of different people", () => {
  const first = estimateProportion({ weights: [1, 2], counts: [30, 20], values: [1, 0] }, 120);
  const second = estimateProportion({ weights: [1, 1.5], counts: [20, 40], values: [1, 0] }, 120);

  it("are compared in every way that tools do it", () => {
    const made = compareProportions(first, second);
    const [p, q] = [30 / 70, 20 / 80];
    const [n, m] = [first.effectiveBase ?? 0, second.effectiveBase ?? 0];
    const [v, w] = [first.linearised?.variance ?? 0, second.linearised?.variance ?? 0];
    const difference = p - q;
    expect(made?.newcombe).toEqual(newcombe({ estimate: p, effectiveBase: n }, { estimate: q, effectiveBase: m }));
    expect(made?.linearised?.standardError).toBeCloseTo(Math.sqrt(v + w), 14);
    expect(made?.linearised?.z).toBeCloseTo(difference / Math.sqrt(v + w), 12);
    expect(made?.linearised?.p).toBeCloseTo(normalTwoSidedP(difference / Math.sqrt(v + w)), 12);
    expect(made?.linearised?.low).toBeCloseTo(difference - Z_95 * Math.sqrt(v + w), 12);
    expect(made?.linearised?.high).toBeCloseTo(difference + Z_95 * Math.sqrt(v + w), 12);
    expect(made?.tTest).toEqual({
      t: made?.linearised?.z,
      degreesOfFreedom: 108,
      p: tTwoSidedP(made?.linearised?.z ?? 0, 108),
    });
    expect(made?.unpooled?.standardError).toBeCloseTo(Math.sqrt((p * (1 - p)) / n + (q * (1 - q)) / m), 14);
    const pooled = (n * p + m * q) / (n + m);
    expect(made?.pooled?.pooledShare).toBeCloseTo(pooled, 14);
    expect(made?.pooled?.standardError).toBeCloseTo(Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m)), 14);
    const [k, l] = [first.kish?.effectiveBase ?? 0, second.kish?.effectiveBase ?? 0];
    expect(made?.pooledKish?.pooledShare).toBeCloseTo((k * p + l * q) / (k + l), 14);
  });

  it("are not compared where one has nobody", () => {
    const nobody = estimateProportion(NOBODY, 10);
    expect(compareProportions(first, nobody)).toBeNull();
    expect(compareProportions(nobody, first)).toBeNull();
  });

  it("have no test from variances where one respondent has none, or where nothing varies", () => {
    const single = estimateProportion(observed([[1, 1]]), 10);
    expect(compareProportions(first, single)).toMatchObject({ linearised: null, tTest: null });
    expect(compareProportions(single, first)).toMatchObject({ linearised: null, tTest: null });
    const all = estimateProportion(
      observed([
        [1, 1],
        [1, 1],
      ]),
      10,
    );
    expect(compareProportions(all, all)).toMatchObject({
      ...{ linearised: null, tTest: null, unpooled: null, pooled: null, pooledKish: null },
      newcombe: { difference: 0, p: 1 },
    });
  });
});

describe("a difference over its error", () => {
  it("is a z-test, and none without an error", () => {
    expect(zTest(2, 4)).toEqual({ standardError: 2, z: 1, p: normalTwoSidedP(1) });
    expect(zTest(1, 0)).toBeNull();
  });
});

describe("two means of different people", () => {
  it("are compared by their errors", () => {
    const one = estimateMean(
      observed([
        [1, 1],
        [1, 3],
        [2, 5],
      ]),
      3,
    );
    const two = estimateMean(
      observed([
        [1, 1],
        [1, 2],
        [1, 0],
      ]),
      3,
    );
    const error = Math.hypot(one.standardError ?? 0, two.standardError ?? 0);
    expect(compareMeans(one, two)?.difference).toBeCloseTo(3.5 - 1, 14);
    expect(compareMeans(one, two)?.standardError).toBeCloseTo(error, 14);
    const nobody = estimateMean(NOBODY, 3);
    expect(compareMeans(one, nobody)).toBeNull();
    expect(compareMeans(nobody, one)).toBeNull();
    const same = estimateMean(
      observed([
        [1, 1],
        [1, 1],
      ]),
      3,
    );
    expect(compareMeans(same, same)).toBeNull();
  });
});

describe("a part against its whole", () => {
  test.prop([binary, binary])(
    "is the rest of it, shrunk: the same difference, less the share of the part",
    (part, rest) => {
      const designBase = people(part) + people(rest);
      const test_ = partAgainstWhole({ part, rest }, designBase);
      const [own, other] = [part, rest].map((one) => estimateProportion(one, designBase));
      const share = (other?.weightedBase ?? 0) / ((own?.weightedBase ?? 0) + (other?.weightedBase ?? 0));
      expect(test_?.difference).toBeCloseTo(((own?.estimate ?? 0) - (other?.estimate ?? 0)) * share, 12);
    },
  );

  it("has the error of the difference, respondent by respondent", () => {
    const test_ = partAgainstWhole(
      {
        part: observed([
          [1, 1],
          [2, 0],
        ]),
        rest: observed([
          [3, 1],
          [1, 0],
          [1, 1],
        ]),
      },
      10,
    );
    const [part, whole] = [1 / 3, 5 / 8];
    const influences = [
      (1 * (1 - part)) / 3 - (1 * (1 - whole)) / 8,
      (2 * (0 - part)) / 3 - (2 * (0 - whole)) / 8,
      (3 * (1 - whole)) / 8,
      (1 * (0 - whole)) / 8,
      (1 * (1 - whole)) / 8,
    ];
    const variance = (10 / 9) * influences.reduce((sum, one) => sum + one ** 2, 0);
    expect(test_?.difference).toBeCloseTo(part - whole, 14);
    expect(test_?.standardError).toBeCloseTo(Math.sqrt(variance), 14);
  });

  it("has no test where the part has nobody, or nothing varies", () => {
    const some = observed([
      [1, 1],
      [1, 0],
    ]);
    expect(partAgainstWhole({ part: NOBODY, rest: some }, 2)).toBeNull();
    expect(partAgainstWhole({ part: NOBODY, rest: NOBODY }, 2)).toBeNull();
    const all = observed([
      [1, 1],
      [1, 1],
    ]);
    expect(partAgainstWhole({ part: all, rest: all }, 4)).toBeNull();
  });

  it("may be all of the whole: then it cannot differ", () => {
    const all = joinObservations([
      observed([
        [1, 1],
        [2, 0],
      ]),
    ]);
    expect(partAgainstWhole({ part: all, rest: NOBODY }, 2)).toBeNull();
  });
});

describe("two answers of the same people", () => {
  it("are compared person by person", () => {
    const differences = { weights: [1, 1, 1], counts: [30, 50, 20], values: [1, 0, -1] };
    const test_ = compareAnswers(differences, 100);
    expect(test_?.difference).toBeCloseTo(0.1, 15);
    expect(test_?.standardError).toBeCloseTo(Math.sqrt((0.5 - 0.01) / 99), 14);
    expect(test_?.z).toBeCloseTo(0.1 / Math.sqrt((0.5 - 0.01) / 99), 12);
  });

  it("have no test where nobody or one answered, or nobody differs", () => {
    expect(compareAnswers(NOBODY, 5)).toBeNull();
    expect(compareAnswers(observed([[1, 1]]), 5)).toBeNull();
    expect(
      compareAnswers(
        observed([
          [1, 0],
          [1, 0],
        ]),
        5,
      ),
    ).toBeNull();
  });
});
