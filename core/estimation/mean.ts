/** Weighted means of scores, and nets, which are means of +1, 0 and -1. */
import type { KishEffect } from "../weighting/kish.ts";
import { type Interval, type LinearisedVariance, type Observations, sumOver, weightedMean } from "./observations.ts";
import { Z_95 } from "./wilson.ts";

/** A weighted mean. Everything that needs somebody in the base is null where there is nobody. */
export interface Mean {
  readonly designBase: number;
  readonly base: number;
  readonly weightedBase: number;
  readonly estimate: number | null;
  /** The weighted spread of the scores among respondents. */
  readonly standardDeviation: number | null;
  readonly kish: KishEffect | null;
  readonly linearised: (LinearisedVariance & { readonly effectiveBase: number | null }) | null;
  /** The smaller of the two effective bases. */
  readonly effectiveBase: number | null;
  /** The standard deviation over the root of the effective base. */
  readonly standardError: number | null;
  /** The estimate, 1.96 standard errors to either side. */
  readonly interval: Interval | null;
}

/**
 * The weighted mean of scores. A net is the mean of +1, 0 and -1, which is the one proportion less the other, exactly,
 * with an error that knows that they are not independent.
 * @example estimateMean({ weights: [1, 1], counts: [50, 50], values: [1, -1] }, 100).estimate // => 0
 */
export function estimateMean(observations: Observations, designBase: number): Mean {
  const { base, weightedBase, said } = weightedMean(observations, designBase);
  const sizes = { designBase, base, weightedBase };
  if (said === null) {
    const nothing = { estimate: null, standardDeviation: null, kish: null, linearised: null };
    return { ...sizes, ...nothing, effectiveBase: null, standardError: null, interval: null };
  }
  const { estimate, kish, linearised } = said;
  const squares = sumOver(observations, (weight, value) => weight * (value - estimate) ** 2);
  const standardDeviation = Math.sqrt(squares / weightedBase);
  const implied =
    linearised === null || linearised.variance === 0 ? null : standardDeviation ** 2 / linearised.variance;
  const effectiveBase = Math.min(kish.effectiveBase, implied ?? Number.POSITIVE_INFINITY);
  const standardError = standardDeviation / Math.sqrt(effectiveBase);
  return {
    ...sizes,
    estimate,
    standardDeviation,
    kish,
    linearised: linearised === null ? null : { ...linearised, effectiveBase: implied },
    effectiveBase,
    standardError,
    interval: { low: estimate - Z_95 * standardError, high: estimate + Z_95 * standardError },
  };
}
