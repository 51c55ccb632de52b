/**
 * Adjusted p-values of a family of tests, declared beforehand: one question in all the pairs of places shown, say. Each
 * keeps the order given and agrees with R's `p.adjust`. Each throws RangeError for a p-value that is not from 0 to 1.
 */

/** The p-values from small to large, each with its place in what was given; equal ones stay in the order given. */
function ascending(pValues: readonly number[]): [place: number, p: number][] {
  if (!pValues.every((p) => p >= 0 && p <= 1)) throw new RangeError("a p-value lies from 0 to 1");
  return [...pValues.entries()].sort(([, first], [, second]) => first - second);
}

/**
 * Bonferroni: each p-value times their number, at most 1. Holds the chance of any false alarm in the family.
 * @example bonferroni([0.01, 0.5]) // => [0.02, 1]
 */
export function bonferroni(pValues: readonly number[]): number[] {
  const adjusted: number[] = [];
  for (const [place, p] of ascending(pValues)) adjusted[place] = Math.min(1, pValues.length * p);
  return adjusted;
}

/**
 * Holm: the same promise as Bonferroni and never a larger p-value. For a few comparisons named beforehand.
 * Holm (1979), Scandinavian Journal of Statistics 6, 65-70.
 * @example holm([0.25, 0.125, 1]) // => [0.5, 0.375, 1]
 */
export function holm(pValues: readonly number[]): number[] {
  const adjusted: number[] = [];
  let least = 0;
  for (const [before, [place, p]] of ascending(pValues).entries()) {
    least = Math.max(least, Math.min(1, (pValues.length - before) * p));
    adjusted[place] = least;
  }
  return adjusted;
}

/**
 * Benjamini and Hochberg: holds the expected share of false alarms among what is called clear. For a grid that is
 * screened. Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57, 289-300.
 * @example benjaminiHochberg([0.25, 0.125, 1]) // => [0.375, 0.375, 1]
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const adjusted: number[] = [];
  let most = 1;
  for (const [before, [place, p]] of [...ascending(pValues).entries()].reverse()) {
    most = Math.min(most, (pValues.length / (before + 1)) * p);
    adjusted[place] = most;
  }
  return adjusted;
}
