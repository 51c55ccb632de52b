/** What estimates are made from: who is in the base of a question, grouped by weight and by what they said. */
import type { GroupedObservations } from "../tabulation/weighted.ts";
import { kishEffect, type KishEffect, weightSums } from "../weighting/kish.ts";

/**
 * Groups of respondents in the base of a figure: `counts[i]` of them, each of weight `weights[i]`, with the value
 * `values[i]`. For a proportion a value is 1 or 0; for a mean a score. Respondents one by one have counts of 1.
 */
export type Observations = GroupedObservations;

/** Sums of observations, and what they say; null where the base is empty. */
export interface WeightedMean {
  readonly base: number;
  readonly weightedBase: number;
  readonly said: SaidMean | null;
}

/** A weighted mean with its effective base, and its variance where there are two respondents. */
export interface SaidMean {
  readonly estimate: number;
  readonly kish: KishEffect;
  readonly linearised: LinearisedVariance | null;
}

/**
 * The variance of a weighted mean by Taylor linearisation, final weights taken as fixed: R
 * `svymean(svydesign(ids = ~1, weights = ~w))`. It needs two respondents.
 */
export interface LinearisedVariance {
  readonly variance: number;
  readonly standardError: number;
  /** Respondents in the base less one. */
  readonly degreesOfFreedom: number;
}

/** An interval that holds the true value 95 times in 100, where chance alone is at work. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The weighted mean of the values, and its variance: n / (n - 1) times the sum of squared w (y - mean), over the squared
 * sum of weights. `designBase` is n, all weighted respondents of the wave, also where the observations are a domain.
 * Throws a RangeError for anything that is not a number, and for weights or counts that are not above 0.
 */
export function weightedMean(observations: Observations, designBase: number): WeightedMean {
  const { weights, counts } = observations;
  check(observations);
  const sums = weightSums(weights, counts);
  const { respondents: base, sumOfWeights: weightedBase } = sums;
  const kish = kishEffect(sums);
  if (kish === null) return { base, weightedBase, said: null };
  const estimate = meanOf(observations, weightedBase);
  const spread = sumOver(observations, (weight, value) => (weight * (value - estimate)) ** 2);
  const variance = ((designBase / (designBase - 1)) * spread) / (weightedBase * weightedBase);
  const linearised = { variance, standardError: Math.sqrt(variance), degreesOfFreedom: base - 1 };
  return { base, weightedBase, said: { estimate, kish, linearised: base === 1 ? null : linearised } };
}

/** The sum of `term(weight, value)` over respondents. */
export function sumOver(
  { weights, counts, values }: Observations,
  term: (weight: number, value: number) => number,
): number {
  return weights.reduce(
    (sum, weight, group) => sum + (counts[group] as number) * term(weight, values[group] as number),
    0,
  );
}

/** Several sets of observations as one. */
export function joinObservations(parts: readonly Observations[]): Observations {
  return {
    weights: parts.flatMap(({ weights }) => weights),
    counts: parts.flatMap(({ counts }) => counts),
    values: parts.flatMap(({ values }) => values),
  };
}

/** A mean is one of the values, exactly, where all values are the same: rounding decides nothing about 0 and 1. */
function meanOf(observations: Observations, weightedBase: number): number {
  const [first] = observations.values;
  if (observations.values.every((value) => value === first)) return first as number;
  return sumOver(observations, (weight, value) => weight * value) / weightedBase;
}

function check({ weights, counts, values }: Observations): void {
  const usable =
    weights.length === counts.length &&
    weights.length === values.length &&
    weights.every((weight) => weight > 0 && weight < Number.POSITIVE_INFINITY) &&
    counts.every((count) => Number.isInteger(count) && count > 0) &&
    values.every((value) => Number.isFinite(value));
  if (!usable) {
    throw new RangeError("Observations need weights above 0, whole counts above 0 and values that are numbers.");
  }
}
