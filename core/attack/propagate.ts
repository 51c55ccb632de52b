/** What sums tell about their parts: each part is at most the sum less the least that the others can be, and so on. */
import type { Known } from "./knowledge.ts";

/** Unknown numbers of 0 or more, and sums of some of them that are known to lie between two limits. */
export interface SumSystem {
  /** How many unknown numbers there are. */
  readonly unknowns: number;
  /** For each sum the unknowns that it is made of. */
  readonly sums: readonly ArrayLike<number>[];
}

/** Limits of each unknown. */
export interface Intervals {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * The limits of each unknown for several quantities, of which each sum is known: the people themselves, and those of them
 * who gave each answer. `limits[sum][quantity]`.
 */
export function propagateAll(
  system: SumSystem,
  limits: readonly (readonly Known[])[],
  quantities: number,
): readonly Intervals[] {
  return Array.from({ length: quantities }, (_, quantity) => {
    const ends = limits.map((known) => known[quantity] ?? { middle: 0, half: 0 });
    return propagate(
      system,
      ends.map(({ middle, half }) => middle - half),
      ends.map(({ middle, half }) => Math.max(0, middle + half)),
    );
  });
}

const ROUNDS_MAX = 100;
/** Smaller gains than this, in people, are not worth another round. */
const NEGLIGIBLE = 1e-6;

/**
 * The limits of each unknown that follow from the limits of the sums, taken again and again until nothing more follows.
 * Limits that contradict each other, as likely ones may, leave the middle between them.
 */
export function propagate({ unknowns, sums }: SumSystem, least: ArrayLike<number>, most: ArrayLike<number>): Intervals {
  const low = new Float64Array(unknowns);
  const high = new Float64Array(unknowns).fill(Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    let gained = 0;
    for (const [at, parts] of sums.entries()) {
      gained = Math.max(gained, narrow(parts, least[at] ?? 0, most[at] ?? Number.POSITIVE_INFINITY, low, high));
    }
    if (gained < NEGLIGIBLE) break;
  }
  return { low, high };
}

/** Narrows the parts of one sum; gives the largest gain. */
function narrow(parts: ArrayLike<number>, least: number, most: number, low: Float64Array, high: Float64Array): number {
  let [lows, highs, unlimited] = [0, 0, 0];
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at] ?? 0;
    lows += low[part] ?? 0;
    if (high[part] === Number.POSITIVE_INFINITY) unlimited += 1;
    else highs += high[part] ?? 0;
  }
  let gained = 0;
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at] ?? 0;
    const [from, to] = [low[part] ?? 0, high[part] ?? 0];
    const isUnlimited = to === Number.POSITIVE_INFINITY;
    const othersHigh = unlimited > (isUnlimited ? 1 : 0) ? Number.POSITIVE_INFINITY : highs - (isUnlimited ? 0 : to);
    let newLow = Math.max(from, least - othersHigh);
    let newHigh = Math.max(0, Math.min(to, most - (lows - from)));
    if (newLow > newHigh) newLow = newHigh = (newLow + newHigh) / 2;
    if (newLow === from && newHigh === to) continue;
    gained = Math.max(gained, newLow - from, isUnlimited ? 1 : to - newHigh);
    low[part] = newLow;
    high[part] = newHigh;
    lows += newLow - from;
    highs += newHigh - (isUnlimited ? 0 : to);
    if (isUnlimited) unlimited -= newHigh === Number.POSITIVE_INFINITY ? 0 : 1;
  }
  return gained;
}
