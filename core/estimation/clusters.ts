/**
 * Variance where respondents come in clusters, e.g. several adults of one household. A function only: no release knows
 * households, since no household id exists.
 */
import { tQuantile } from "./distributions.ts";
import type { Interval } from "./observations.ts";
import { betaInterval, logitInterval, waldInterval } from "./parity.ts";

/** One respondent of a clustered sample, in the base of a figure. */
export interface ClusteredObservation {
  readonly cluster: string | number;
  readonly weight: number;
  readonly value: number;
}

/** The mean of a clustered sample and its error. */
export interface ClusteredMean {
  readonly estimate: number;
  readonly clusters: number;
  readonly standardError: number;
  /** Clusters less one. */
  readonly degreesOfFreedom: number;
  readonly waldT: Interval;
}

/**
 * The weighted mean with clusters as sampling units, drawn with replacement: R `svydesign(ids = ~cluster)`. H / (H - 1)
 * times the sum over clusters of their squared total of w (y - mean), over the squared sum of weights. Null with fewer
 * than two clusters. `designClusters` is H, all clusters of the sample, where the observations are a domain; the degrees
 * of freedom stay those of the domain.
 */
export function estimateClusteredMean(
  observations: readonly ClusteredObservation[],
  designClusters?: number,
): ClusteredMean | null {
  const totals = new Map<string | number, number>();
  const weightedBase = observations.reduce((sum, { weight }) => sum + weight, 0);
  const estimate = observations.reduce((sum, { weight, value }) => sum + weight * value, 0) / weightedBase;
  for (const { cluster, weight, value } of observations) {
    totals.set(cluster, (totals.get(cluster) ?? 0) + weight * (value - estimate));
  }
  const clusters = totals.size;
  if (clusters < 2) return null;
  const squares = [...totals.values()].reduce((sum, total) => sum + total * total, 0);
  const drawn = designClusters ?? clusters;
  const standardError = Math.sqrt(((drawn / (drawn - 1)) * squares) / (weightedBase * weightedBase));
  const degreesOfFreedom = clusters - 1;
  const waldT = waldInterval(estimate, standardError, tQuantile(0.975, degreesOfFreedom));
  return { estimate, clusters, standardError, degreesOfFreedom, waldT };
}

/** The intervals of R `svyciprop` for a proportion of a clustered sample; null where it does not vary. */
export function clusteredProportionIntervals(
  mean: ClusteredMean,
  respondents: number,
): { readonly logit: Interval; readonly beta: Interval } | null {
  const { estimate, standardError, degreesOfFreedom } = mean;
  if (standardError === 0) return null;
  const t = tQuantile(0.975, degreesOfFreedom);
  const effectiveBase = (estimate * (1 - estimate)) / standardError ** 2;
  const adjusted = effectiveBase * (tQuantile(0.975, respondents - 1) / t) ** 2;
  return { logit: logitInterval(estimate, standardError, t), beta: betaInterval(estimate, adjusted) };
}
