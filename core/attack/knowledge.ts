/** What a published row tells about the exact counts behind it, as an interval. */
import { Z_95 } from "../estimation/wilson.ts";
import { EVERYBODY } from "../tabulation/layout.ts";
import { AT_LEAST, AT_MOST, type AttackedTable, baseAt, WITHHELD } from "./attacked-release.ts";
import type { AttackedQuestion, AttackSchema } from "./schema.ts";
import { baseOf, meanWeight } from "./truth.ts";
import type { Precision, TruthTable } from "./types.ts";

/**
 * `certain`: intervals that hold without exception, so that sums of them are as wide as all their parts together.
 * `likely`: intervals that hold 95 times in 100, in which errors of the parts partly cancel. Nothing is proved by them,
 * but an attacker would use them.
 */
export type Certainty = "certain" | "likely";

/** A number that is known to lie within `half` of `middle`. */
export interface Known {
  readonly middle: number;
  readonly half: number;
}

/** How much noise a published count carries: that of one table, drawn once for each of so many blocks. */
export interface NoiseKnown {
  readonly largest: number;
  readonly variance: number;
  readonly draws: number;
}

/** What is known of a count with noise: how far the published count may be from the exact one. */
export function noiseHalf({ largest, variance, draws }: NoiseKnown, certainty: Certainty, counts = 1): number {
  return certainty === "certain" ? largest * draws * counts : Z_95 * Math.sqrt(variance * draws * counts);
}

/** What rows of a place, a domain and a question are read with. */
export interface Reading {
  readonly schema: AttackSchema;
  readonly precision: Precision;
  readonly certainty: Certainty;
  /** In how many blocks the counts were drawn, for everybody in a group; 1 for all else. */
  readonly draws: number;
  /** Whether figures of another question are made of the same blocks, so that the two may share a published base. */
  readonly isComparable: (question: string) => boolean;
}

/** The noise in counts of a domain: everybody in a group has that of each of its blocks. */
export function noiseOf({ precision, draws }: Pick<Reading, "precision" | "draws">, domain: number): NoiseKnown {
  return { ...precision.noise, draws: domain === EVERYBODY ? draws : 1 };
}

/** To how many people a published base is rounded. */
export function baseStep(precision: Pick<Precision, "base_step" | "base_step_from_1000">, published: number): number {
  return published < 1000 ? precision.base_step : precision.base_step_from_1000;
}

/**
 * The base of a question in a domain; null where it is withheld. The published base is that of a routing set's smallest
 * question: how much larger this one is, is granted.
 */
export function knownBase(
  reading: Reading,
  table: AttackedTable,
  truth: TruthTable,
  domain: number,
  question: number,
): Known | null {
  const { schema, precision, certainty } = reading;
  const published = baseAt(schema, table, domain, question);
  const asked = schema.questions[question];
  if (Number.isNaN(published) || asked === undefined) return null;
  const step = baseStep(precision, published);
  const noise = noiseOf(reading, domain);
  const half =
    certainty === "certain"
      ? step / 2 + noiseHalf(noise, certainty)
      : Math.hypot(Z_95 * (step / Math.sqrt(12)), noiseHalf(noise, certainty));
  const ratio = step === 0 ? 1 : ratioToSmallest(reading, table, truth, domain, asked);
  return { middle: published * ratio, half: half * ratio };
}

/** How much larger the base of a question is than the smallest one with which it shares a published base. */
function ratioToSmallest(
  { schema, isComparable }: Reading,
  table: AttackedTable,
  truth: TruthTable,
  domain: number,
  asked: AttackedQuestion,
): number {
  const own = baseOf(schema, truth, domain, asked);
  const published = baseAt(schema, table, domain, schema.questions.indexOf(asked));
  let smallest = own;
  for (const [other, question] of schema.questions.entries()) {
    if (!isComparable(question.id) || baseAt(schema, table, domain, other) !== published) continue;
    const people = baseOf(schema, truth, domain, question);
    // Of a routing set of its own: those who left it out are more than a tenth.
    if (people * 10 >= own * 9) smallest = Math.min(smallest, people);
  }
  return smallest > 0 ? own / smallest : 1;
}

/** The interval of a published share, as a part of 1; everything where it is withheld. */
function shareInterval(
  { precision }: Reading,
  table: AttackedTable,
  at: number,
  atLeast: number,
): readonly [number, number] {
  const half = precision.share_step / 2;
  const share = table.share[at] ?? Number.NaN;
  if (table.status[at] === WITHHELD || Number.isNaN(share)) return [0, Math.min(1, (100 - atLeast + half) / 100)];
  if (table.bound[at] === AT_MOST) return [0, (share + half) / 100];
  if (table.bound[at] === AT_LEAST) return [(share - half) / 100, 1];
  return [Math.max(0, (share - half) / 100), Math.min(1, (share + half) / 100)];
}

/**
 * Writes the intervals of the counts of every option of a question in a domain, given its base. Mean weights are granted
 * (`meanWeight`).
 */
export function knownCounts(
  reading: Reading,
  table: AttackedTable,
  truth: TruthTable,
  domain: number,
  question: number,
  base: Known,
): readonly Known[] {
  const { schema } = reading;
  const asked = schema.questions[question];
  if (asked === undefined) return [];
  const start = domain * schema.rows + asked.firstRow;
  let atLeast = 0;
  for (let option = 0; option < asked.options; option += 1) {
    if (table.bound[start + option] === AT_LEAST) atLeast = table.share[start + option] ?? 0;
  }
  const shares = Array.from({ length: asked.options }, (_, option) =>
    shareInterval(reading, table, start + option, asked.multiple ? 0 : atLeast),
  );
  const weights = shares.map((_, option) =>
    meanWeight(schema, truth, domain, asked, option, reading.precision.mean_weight_people_min),
  );
  const noise = noiseOf(reading, domain);
  const unweighted = asked.multiple
    ? shares.map(([low, high], option) => [low / (weights[option] ?? 1), high / (weights[option] ?? 1)] as const)
    : partsOf(shares, weights);
  return unweighted.map((part) =>
    reading.certainty === "certain" ? certainCount(part, base, noise, asked) : likelyCount(part, base, noise, asked),
  );
}

/** From weighted shares to parts of the protected counts: share / weight over the sum of these. */
function partsOf(
  shares: readonly (readonly [number, number])[],
  weights: readonly number[],
): readonly (readonly [number, number])[] {
  const inverse = weights.map((weight) => 1 / weight);
  const [least, most] = [Math.min(...inverse), Math.max(...inverse)];
  const sumOf = (end: 0 | 1): number => shares.reduce((sum, share, at) => sum + share[end] * (inverse[at] ?? 1), 0);
  const [lows, highs] = [sumOf(0), sumOf(1)];
  return shares.map(([low, high], at) => {
    const own = inverse[at] ?? 1;
    // The others make up what is left of 1, and are each within their own interval.
    const fewestOthers = Math.max(lows - low * own, (1 - high) * least);
    const mostOthers = Math.min(highs - high * own, (1 - low) * most);
    const upper = high === 0 ? 0 : (high * own) / (high * own + fewestOthers);
    const lower = low === 0 ? 0 : (low * own) / (low * own + mostOthers);
    return [lower, Math.min(1, upper)];
  });
}

/** Figures are held in single precision, so that even exact ones are off by this part. */
const SINGLE_PRECISION = 1e-6;

function certainCount(
  [low, high]: readonly [number, number],
  base: Known,
  noise: NoiseKnown,
  { options, multiple }: AttackedQuestion,
): Known {
  // What shares are shares of is the sum of the options' protected counts, or for a multiple choice a count by itself.
  const total = noiseHalf(noise, "certain", multiple ? 1 : options);
  const own = noiseHalf(noise, "certain");
  const from = Math.max(0, low * Math.max(0, base.middle - base.half - total) - own);
  const to = Math.min(base.middle + base.half, high * (base.middle + base.half + total) + own);
  return { middle: (from + to) / 2, half: Math.max(0, to - from) / 2 + base.middle * SINGLE_PRECISION };
}

function likelyCount(
  [low, high]: readonly [number, number],
  base: Known,
  noise: NoiseKnown,
  { options, multiple }: AttackedQuestion,
): Known {
  const share = (low + high) / 2;
  const variance = noise.variance * noise.draws;
  // The noise of the count itself is part of that of the total, unless the total is counted by itself.
  const ofNoise = multiple ? variance * (1 + share ** 2) : variance * (1 - 2 * share + options * share ** 2);
  const ofShare = (base.middle * (high - low)) ** 2 / 12;
  return {
    middle: base.middle * share,
    half: Math.hypot(share * base.half, Z_95 * Math.sqrt(Math.max(0, ofNoise) + ofShare)),
  };
}

/** What is left of every number of a total when those of its known parts are taken away. */
export function restOf(
  total: readonly Known[],
  parts: readonly (readonly Known[])[],
  certainty: Certainty,
): readonly Known[] {
  return total.map((known, quantity) =>
    combine(
      known,
      parts.flatMap((part) => part[quantity] ?? []),
      certainty,
    ),
  );
}

/** The sum of known numbers, or what is left of the first when the others are taken away: middles and halves alone. */
export function combine(total: Known, taken: readonly Known[], certainty: Certainty): Known {
  const middle = taken.reduce((left, one) => left - one.middle, total.middle);
  const half =
    certainty === "certain"
      ? taken.reduce((sum, one) => sum + one.half, total.half)
      : Math.sqrt(taken.reduce((sum, one) => sum + one.half ** 2, total.half ** 2));
  return { middle, half };
}
