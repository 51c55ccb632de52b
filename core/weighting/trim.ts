/** Plain trimming of weights, as other tools do it. Margins no longer hold afterwards; bounded raking keeps them. */

/** Where weights are cut off. */
export interface TrimLimits {
  readonly lower?: number;
  readonly upper?: number;
  /** Repeats until no weight is outside; otherwise what is shared out may lift some above the limit. */
  readonly strict?: boolean;
}

/**
 * Sets weights outside the limits to the limits and shares what that takes off, in equal amounts, over the weights that
 * were not cut: one weight for each respondent. As R `survey::trimWeights`; a weight once cut gets nothing back. All
 * weights are cut alike where none is left to share over.
 * @example [...trimWeights([1, 1, 4], { upper: 3 })] // => [1.5, 1.5, 3]
 */
export function trimWeights(weights: ArrayLike<number>, limits: TrimLimits): Float64Array {
  const { lower = 0, upper = Number.POSITIVE_INFINITY, strict = false } = limits;
  const trimmed = Float64Array.from(weights);
  const cut = new Uint8Array(trimmed.length);
  do {
    let taken = 0;
    let uncut = 0;
    for (const [index, weight] of trimmed.entries()) {
      const within = Math.max(lower, Math.min(upper, weight));
      taken += weight - within;
      trimmed[index] = within;
      if (within !== weight) cut[index] = 1;
      if (cut[index] === 0) uncut += 1;
    }
    const share = taken / uncut;
    for (const [index, weight] of trimmed.entries()) if (cut[index] === 0) trimmed[index] = weight + share;
  } while (strict && trimmed.some((weight) => weight < lower || weight > upper));
  return trimmed;
}
