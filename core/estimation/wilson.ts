/** The normal quantile of a two-sided 95 per cent interval. */
export const Z_95 = 1.959963984540054;

/**
 * Wilson's score interval for a share between 0 and 1 on an effective base: never leaves [0, 1], never collapses at
 * its ends. Wilson (1927), JASA 22, 209-212. O(1).
 * @example wilson(0.5, 100).low.toFixed(4) // => "0.4038"
 */
export function wilson(share: number, effectiveBase: number, z: number = Z_95): { low: number; high: number } {
  if (!(share >= 0 && share <= 1)) throw new RangeError("wilson needs a share from 0 to 1");
  if (!(effectiveBase > 0)) throw new RangeError("wilson needs an effective base above 0");
  const factor = (z * z) / effectiveBase;
  const centre = (share + factor / 2) / (1 + factor);
  const spread = (z / (1 + factor)) * Math.sqrt((share * (1 - share)) / effectiveBase + factor / (4 * effectiveBase));
  return { low: Math.max(0, centre - spread), high: Math.min(1, centre + spread) };
}
