/** Differences between published figures, from what is published alone (R19): whoever has the rows finds the same. */
import { normalTwoSidedP } from "../estimation/distributions.ts";
import { benjaminiHochberg, holm } from "../estimation/multiple-comparisons.ts";
import { sampleRule } from "../estimation/sample-type.ts";
import { Z_95 } from "../estimation/wilson.ts";
import type { ResultRow } from "./types.ts";

/** What a difference needs of a row. */
export type PublishedFigure = Pick<ResultRow, "stream" | "sample_type" | "answer" | "share" | "bound" | "low" | "high">;

/** How far one published figure is above another (below 0: below it), in whole points. */
export interface PublishedDifference {
  readonly points: number;
  /** Whether chance alone would hardly explain it: 0 lies outside its 95 per cent interval. */
  readonly largerThanChance: boolean;
  /** The chance of one at least as large where there is none, for `adjustedFor`. Never published (R19). */
  readonly p: number;
}

/** `few`: a few comparisons named beforehand. `screen`: a list that is looked through. */
export type Family = "few" | "screen";

/**
 * The difference of two published figures of different people, by Newcombe's method from their published shares, lows and
 * highs. Null where it may not be tested (people chose themselves to answer) or cannot be said: withheld figures, bounds,
 * unlike answers.
 * @example publishedDifference({ stream: "code", sample_type: "probability", answer: "council", bound: null, share: 71, low: 66, high: 76 }, { stream: "code", sample_type: "probability", answer: "council", bound: null, share: 55, low: 50, high: 60 })?.points // => 16
 */
export function publishedDifference(first: PublishedFigure, second: PublishedFigure): PublishedDifference | null {
  const [one, two] = [limitsOf(first), limitsOf(second)];
  if (one === null || two === null || first.answer !== second.answer || first.stream !== second.stream) return null;
  const points = one.share - two.share;
  if (points === 0) return { points, largerThanChance: false, p: 1 };
  const [upper, lower] = points > 0 ? [one, two] : [two, one];
  // Newcombe's limit on the side of 0: as far as chance could have driven the two apart.
  const reach = Math.hypot(upper.share - upper.low, lower.high - lower.share);
  const largerThanChance = Math.abs(points) > reach;
  return { points, largerThanChance, p: normalTwoSidedP(reach === 0 ? Infinity : (Z_95 * points) / reach) };
}

/**
 * The same differences as a family: each is larger than chance only where it is so after its p-value was adjusted for how
 * many were looked at, by Holm for a few, by Benjamini and Hochberg for a screen. Keeps the order and the gaps.
 */
export function adjustedFor(
  family: Family,
  differences: readonly (PublishedDifference | null)[],
): readonly (PublishedDifference | null)[] {
  const tested = differences.flatMap((difference) => difference ?? []);
  const adjust = family === "few" ? holm : benjaminiHochberg;
  const adjusted = new Map(adjust(tested.map(({ p }) => p)).map((p, at) => [tested[at], p]));
  return differences.map(
    (difference) =>
      difference && {
        ...difference,
        largerThanChance: difference.largerThanChance && (adjusted.get(difference) ?? 1) < ALPHA,
      },
  );
}

const ALPHA = 0.05;

interface Limits {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

function limitsOf({ stream, sample_type, share, bound, low, high }: PublishedFigure): Limits | null {
  if (share === null || low === null || high === null || bound !== null) return null;
  return sampleRule({ stream, sample_type }).differencesTested ? { share, low, high } : null;
}
