/**
 * The variance of a raked estimate from the residuals on the margins, as R gives it for `rake()` and `calibrate()`
 * designs. For information: at the sample sizes of a council its intervals cover 76 to 88 per cent where they say 95.
 */

/** One respondent of the sample, in the base of the figure or not. */
export interface ResidualObservation {
  readonly weight: number;
  readonly baseWeight: number;
  /** The value less the estimate; 0 for respondents outside the base. */
  readonly deviation: number;
}

/** How the effect of the margins is taken out. */
export type Projection = "rake_10_sweeps" | "calibrate";

const RAKE_SWEEPS = 10;
const SWEEPS_MAX = 10_000;
const CHANGE_NEGLIGIBLE = 1e-16;

/**
 * The standard error of an estimate with the given weighted base. `rake_10_sweeps` takes out the plain mean of each
 * category, margin by margin, ten times over, as R does for `rake()`; `calibrate` takes out the least-squares fit weighted
 * by base weights, by sweeps until nothing changes. They agree where base weights are equal. `margins` gives, for each
 * margin, the category of each observation.
 */
export function residualStandardError(
  observations: readonly ResidualObservation[],
  margins: readonly (readonly number[])[],
  weightedBase: number,
  projection: Projection,
): number {
  const sweepWeights = observations.map(({ baseWeight }) => (projection === "calibrate" ? baseWeight : 1));
  const residuals = observations.map(({ deviation }) => deviation);
  const sweeps = projection === "calibrate" ? SWEEPS_MAX : RAKE_SWEEPS;
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const changes = margins.map((categories) => sweepOnce(categories, sweepWeights, residuals));
    if (changes.every((change) => change <= CHANGE_NEGLIGIBLE)) break;
  }
  const influences = observations.map(({ weight }, index) => weight * (residuals[index] as number));
  const mean = influences.reduce((sum, one) => sum + one, 0) / influences.length;
  const squares = influences.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return Math.sqrt((influences.length / (influences.length - 1)) * squares) / weightedBase;
}

/** Takes the mean of each category of a margin out of the residuals; gives the largest mean taken out. */
function sweepOnce(categories: readonly number[], sweepWeights: readonly number[], residuals: number[]): number {
  const sums = new Map<number, { weight: number; total: number }>();
  for (const [index, category] of categories.entries()) {
    const sum = sums.get(category) ?? { weight: 0, total: 0 };
    sum.weight += sweepWeights[index] as number;
    sum.total += (sweepWeights[index] as number) * (residuals[index] as number);
    sums.set(category, sum);
  }
  let largest = 0;
  for (const [index, category] of categories.entries()) {
    const { weight, total } = sums.get(category) as { weight: number; total: number };
    residuals[index] = (residuals[index] as number) - total / weight;
    largest = Math.max(largest, Math.abs(total / weight));
  }
  return largest;
}
