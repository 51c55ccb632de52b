import { describe, expect, it } from "vitest";
import { clusteredProportionIntervals, estimateClusteredMean } from "../../../core/estimation/clusters.ts";
import { tQuantile } from "../../../core/estimation/distributions.ts";
import { betaInterval, logitInterval, secondaryIntervals, waldInterval } from "../../../core/estimation/parity.ts";
import { cubicSpline, likelihoodInterval } from "../../../core/estimation/profile-likelihood.ts";
import { estimateProportion } from "../../../core/estimation/proportion.ts";
import { residualStandardError } from "../../../core/estimation/residual-variance.ts";
import { wilson } from "../../../core/estimation/wilson.ts";
import { observed } from "./observations.ts";

// The digits of these against R are in test/oracles; here is what the cases do not hold.
describe("the intervals of other tools", () => {
  const observations = { weights: [1, 2], counts: [40, 20], values: [1, 0] };

  it("are those of their definitions", () => {
    const { estimate, kish, linearised } = estimateProportion(observations, 80);
    const made = secondaryIntervals(observations, 80);
    const t = tQuantile(0.975, 59);
    const error = linearised?.standardError ?? 0;
    expect(made?.waldT).toEqual(waldInterval(estimate ?? 0, error, t));
    expect(made?.waldT?.low).toBeCloseTo(0.5 - t * error, 14);
    expect(made?.logit).toEqual(logitInterval(estimate ?? 0, error, t));
    expect(made?.beta).toEqual(betaInterval(0.5, linearised?.effectiveBase ?? 0));
    expect(made?.wilsonTLinearised).toEqual(wilson(0.5, linearised?.effectiveBase ?? 0, t));
    expect(made?.wilsonZLinearised).toEqual(wilson(0.5, linearised?.effectiveBase ?? 0));
    expect(made?.wilsonZKish).toEqual(wilson(0.5, kish?.effectiveBase ?? 0));
    expect(made?.clopperPearsonKish).toEqual(betaInterval(0.5, kish?.effectiveBase ?? 0));
    expect(made?.likelihood).toEqual(likelihoodInterval(observations, linearised?.variance ?? 0));
  });

  it("say nothing of nobody, and little of 0, of 1 and of one respondent", () => {
    expect(secondaryIntervals({ weights: [], counts: [], values: [] }, 5)).toBeNull();
    for (const little of [
      observed([
        [1, 0],
        [2, 0],
      ]),
      observed([
        [1, 1],
        [2, 1],
      ]),
      observed([[1, 1]]),
    ]) {
      expect(secondaryIntervals(little, 5)).toMatchObject({
        ...{ waldT: null, logit: null, beta: null, likelihood: null },
        ...{ wilsonTLinearised: null, wilsonZLinearised: null },
      });
    }
  });

  it("are exact at 0 and 1", () => {
    expect(betaInterval(0, 10).low).toBe(0);
    expect(betaInterval(0, 10).high).toBeCloseTo(1 - 0.025 ** (1 / 10), 12);
    expect(betaInterval(1, 10).high).toBe(1);
    expect(betaInterval(1, 10).low).toBeCloseTo(0.025 ** (1 / 10), 12);
  });
});

describe("R's likelihood interval", () => {
  it("is near the exact one", () => {
    const observations = { weights: [1, 1], counts: [50, 150], values: [1, 0] };
    const { linearised } = estimateProportion(observations, 200);
    const made = likelihoodInterval(observations, linearised?.variance ?? 0);
    const drop = (share: number): number =>
      2 * 200 * (0.25 * Math.log(0.25 / share) + 0.75 * Math.log(0.75 / (1 - share)));
    const wanted = tQuantile(0.975, 199) ** 2;
    expect(drop(made?.low ?? 0) / wanted).toBeCloseTo(200 / 199, 1);
    expect(drop(made?.high ?? 0) / wanted).toBeCloseTo(200 / 199, 1);
    expect(made?.low).toBeLessThan(0.25);
    expect(made?.high).toBeGreaterThan(0.25);
  });

  it("is not to be had of two respondents", () => {
    const two = observed([
      [1, 1],
      [1.3, 0],
    ]);
    expect(likelihoodInterval(two, estimateProportion(two, 80).linearised?.variance ?? 0)).toBeNull();
  });

  it.each([
    [3, [1.2, 1.4, 1, 1.2]],
    [0.05, [1.2, 1.4, 1]],
    [1, [1.2, 1.4, 1]],
    [10, [1.2, 1.4, 1]],
    [0.05, [1.2, 1.4, 1, 1.2]],
    [0.01, [1, 1, 1, 1, 1, 1, 1]],
  ])("is not to be had where the profile ends before the limits: %d against %j", (yes, no) => {
    for (const chosen of [1, 0]) {
      const few = observed([[yes, chosen], ...no.map((weight) => [weight, 1 - chosen] as const)]);
      const variance = estimateProportion(few, no.length + 1).linearised?.variance ?? 0;
      expect(likelihoodInterval(few, variance)).toBeNull();
    }
  });

  it("is none where weights are many powers of ten apart", () => {
    const apart = { weights: [1e-20, 1], counts: [1, 5], values: [1, 0] };
    expect(likelihoodInterval(apart, estimateProportion(apart, 6).linearised?.variance ?? 0)).toBeNull();
  });
});

describe("the spline", () => {
  it("is the cubic itself where its points lie on one", () => {
    const cubic = (x: number): number => 2 * x ** 3 - x ** 2 + 3 * x - 5;
    const x = [-2, -1.5, 0, 0.3, 2, 4];
    const spline = cubicSpline(x, x.map(cubic));
    for (const at of [-3, -2, -1.7, -1.5, -1, 0, 0.1, 0.3, 1, 2, 3.9, 4, 5]) {
      expect(spline(at)).toBeCloseTo(cubic(at), 9);
    }
    const four = x.slice(0, 4);
    expect(cubicSpline(four, four.map(cubic))(-1)).toBeCloseTo(cubic(-1), 10);
  });

  // R: spline(x = c(1, 2, 4, 7, 8), y = c(3, -1, 4, 4, 0), xout = c(1.5, 3, 6.5, 7.5), method = "fmm").
  it("goes through its points and is smooth there", () => {
    const x = [1, 2, 4, 7, 8];
    const y = [3, -1, 4, 4, 0];
    const spline = cubicSpline(x, y);
    for (const [index, knot] of x.entries()) expect(spline(knot)).toBeCloseTo(y[index] ?? 0, 12);
    const h = 1e-4;
    for (const knot of [2, 4, 7]) {
      const left = (spline(knot) - 2 * spline(knot - h) + spline(knot - 2 * h)) / h ** 2;
      const right = (spline(knot + 2 * h) - 2 * spline(knot + h) + spline(knot)) / h ** 2;
      expect(left).toBeCloseTo(right, 1);
    }
  });
});

describe("households", () => {
  it("count as one where their adults answer alike", () => {
    const rows = [
      { cluster: "a", weight: 1, value: 1 },
      { cluster: "a", weight: 1, value: 1 },
      { cluster: "b", weight: 1, value: 0 },
      { cluster: "b", weight: 1, value: 0 },
      { cluster: "c", weight: 1, value: 1 },
      { cluster: "c", weight: 1, value: 1 },
    ];
    const made = estimateClusteredMean(rows);
    const apart = estimateProportion(
      observed([
        [2, 1],
        [2, 0],
        [2, 1],
      ]),
      3,
    );
    expect(made?.estimate).toBeCloseTo(2 / 3, 15);
    expect(made?.standardError).toBeCloseTo(apart.linearised?.standardError ?? 0, 14);
    expect(made).toMatchObject({ clusters: 3, degreesOfFreedom: 2 });
    const t = tQuantile(0.975, 2);
    expect(made?.waldT.high).toBeCloseTo(2 / 3 + t * (made?.standardError ?? 0), 12);
    const intervals = made === null ? null : clusteredProportionIntervals(made, 6);
    const effective = (2 / 9 / (made?.standardError ?? 1) ** 2) * (tQuantile(0.975, 5) / t) ** 2;
    expect(intervals?.beta.low).toBeCloseTo(betaInterval(2 / 3, effective).low, 12);
    expect(intervals?.logit).toEqual(logitInterval(made?.estimate ?? 0, made?.standardError ?? 0, t));
  });

  it("are counted in the whole sample where some have no say in a figure", () => {
    const rows = [1, 1, 0, 1].map((value, index) => ({ cluster: index, weight: 1, value }));
    const [all, domain] = [estimateClusteredMean(rows), estimateClusteredMean(rows, 10)];
    // 10 / 9 in the place of 4 / 3; Student's t stays on three degrees of freedom.
    expect(domain?.standardError).toBeCloseTo((all?.standardError ?? 0) * Math.sqrt(10 / 12), 14);
    expect(domain).toMatchObject({ clusters: 4, degreesOfFreedom: 3 });
  });

  it("need two clusters, and answers that differ", () => {
    expect(estimateClusteredMean([])).toBeNull();
    expect(estimateClusteredMean([{ cluster: 1, weight: 1, value: 1 }])).toBeNull();
    const same = estimateClusteredMean([
      { cluster: 1, weight: 1, value: 1 },
      { cluster: 2, weight: 1, value: 1 },
    ]);
    expect(same).toMatchObject({ estimate: 1, standardError: 0, clusters: 2 });
    expect(same === null ? 0 : clusteredProportionIntervals(same, 2)).toBeNull();
  });
});

describe("the residual variance", () => {
  const rows = [
    { weight: 1, baseWeight: 1, deviation: 0.5 },
    { weight: 2, baseWeight: 3, deviation: -0.5 },
    { weight: 1, baseWeight: 2, deviation: 0.25 },
    { weight: 3, baseWeight: 1, deviation: -0.75 },
    { weight: 2, baseWeight: 1, deviation: 0.5 },
  ];
  const margins = [
    [0, 0, 1, 1, 1],
    [0, 1, 0, 1, 1],
  ];

  it("is the plain one without margins", () => {
    const influences = rows.map(({ weight, deviation }) => weight * deviation);
    const mean = influences.reduce((sum, one) => sum + one, 0) / 5;
    const variance = (5 / 4) * influences.reduce((sum, one) => sum + (one - mean) ** 2, 0);
    expect(residualStandardError(rows, [], 9, "calibrate")).toBeCloseTo(Math.sqrt(variance) / 9, 14);
    expect(residualStandardError(rows, [], 9, "rake_10_sweeps")).toBeCloseTo(Math.sqrt(variance) / 9, 14);
  });

  it("is nothing where the margins explain everything", () => {
    const explained = rows.map((row, index) => ({
      ...row,
      deviation: (margins[0]?.[index] ?? 0) * 2 - (margins[1]?.[index] ?? 0),
    }));
    expect(residualStandardError(explained, margins, 9, "calibrate")).toBeCloseTo(0, 12);
  });

  it("differs between the two where base weights do, and not where they do not", () => {
    const equal = rows.map((row) => ({ ...row, baseWeight: 1 }));
    const [ten, all] = (["rake_10_sweeps", "calibrate"] as const).map((how) =>
      residualStandardError(equal, margins, 9, how),
    );
    expect(ten).toBeCloseTo(all ?? 0, 7);
    // Ten sweeps are not all: R stops there, and so do we.
    expect(ten).not.toBe(all);
    const [own, other] = (["rake_10_sweeps", "calibrate"] as const).map((how) =>
      residualStandardError(rows, margins, 9, how),
    );
    expect(own).not.toBeCloseTo(other ?? 0, 3);
  });
});
