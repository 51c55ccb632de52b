/** What unequal weights cost: Kish's design effect and effective base. */

/** Sums over respondents from which everything here follows. They add up over parts of a sample. */
export interface WeightSums {
  readonly respondents: number;
  readonly sumOfWeights: number;
  readonly sumOfSquaredWeights: number;
}

/** Kish's design effect (1 where all weights are alike), and the base that equal weights would need to be as good. */
export interface KishEffect {
  readonly designEffect: number;
  readonly effectiveBase: number;
}

/**
 * Kish (1965), Survey Sampling, 11.7: n times the sum of squared weights over the squared sum of weights. Null where
 * there is nobody.
 * @example kishEffect({ respondents: 2, sumOfWeights: 4, sumOfSquaredWeights: 10 }) // => { designEffect: 1.25, effectiveBase: 1.6 }
 */
export function kishEffect({ respondents, sumOfWeights, sumOfSquaredWeights }: WeightSums): KishEffect | null {
  if (respondents === 0) return null;
  const effectiveBase = (sumOfWeights * sumOfWeights) / sumOfSquaredWeights;
  return { designEffect: (respondents * sumOfSquaredWeights) / (sumOfWeights * sumOfWeights), effectiveBase };
}

/**
 * The sums for groups of respondents who share a weight.
 * @example weightSums([1, 3], [1, 1]) // => { respondents: 2, sumOfWeights: 4, sumOfSquaredWeights: 10 }
 */
export function weightSums(weights: ArrayLike<number>, counts: ArrayLike<number>): WeightSums {
  let [respondents, sumOfWeights, sumOfSquaredWeights] = [0, 0, 0];
  for (let group = 0; group < weights.length; group += 1) {
    const [weight, count] = [weights[group] as number, counts[group] as number];
    respondents += count;
    sumOfWeights += weight * count;
    sumOfSquaredWeights += weight * weight * count;
  }
  return { respondents, sumOfWeights, sumOfSquaredWeights };
}
