/** Which whole numbers of people, each of a known weight, can stand behind the rounded shares of a question in a domain. */
import { AT_LEAST, AT_MOST, type AttackedTable, WITHHELD } from "./attacked-release.ts";
import type { AttackedQuestion, AttackSchema } from "./schema.ts";
import { meanWeight } from "./truth.ts";
import type { Precision, TruthTable } from "./types.ts";

/** The published shares of a question's options, and what is known of the counts behind them. */
export interface RoundedShares {
  /** For each option the published per cent; of one that is only bounded, the most it can be. */
  readonly shares: readonly number[];
  readonly isAtMost: readonly boolean[];
  /** What each person who chose an option counts. */
  readonly weights: readonly number[];
  /** Shares are rounded to so many points. */
  readonly step: number;
  /** By what part each weight may be off. */
  readonly weightError: number;
}

/** Whether the shares of all options are given, none of them as a lower bound. */
export function hasPlainShares(
  schema: AttackSchema,
  table: AttackedTable,
  domain: number,
  asked: AttackedQuestion,
): boolean {
  const start = domain * schema.rows + asked.firstRow;
  for (let at = start; at < start + asked.options; at += 1) {
    if (table.status[at] === WITHHELD || table.bound[at] === AT_LEAST) return false;
  }
  return true;
}

/**
 * The shares of a question in a domain. Granted are mean weights, each off by at most the part `weightError`: by how much
 * is the same for the same row.
 */
export function roundedShares(
  schema: AttackSchema,
  { table, truth, domain }: { readonly table: AttackedTable; readonly truth: TruthTable; readonly domain: number },
  asked: AttackedQuestion,
  { share_step, mean_weight_people_min }: Precision,
  weightError = 0,
): RoundedShares {
  const start = domain * schema.rows + asked.firstRow;
  const options = [...asked.slots.keys()];
  return {
    shares: options.map((option) => table.share[start + option] ?? 0),
    isAtMost: options.map((option) => table.bound[start + option] === AT_MOST),
    weights: options.map(
      (option) =>
        meanWeight(schema, truth, domain, asked, option, mean_weight_people_min) *
        (1 + weightError * errorOf(domain, asked.firstRow + option)),
    ),
    ...{ step: share_step, weightError },
  };
}

/** A number from -1 to 1 that is the same for the same row: what a guess at its weight is off by. */
function errorOf(domain: number, row: number): number {
  return (Math.imul(domain * 7919 + row * 31 + 1, 0x9e3779b1) >>> 0) / 2 ** 31 - 1;
}

/**
 * A question with more options has too many sets of counts to visit: eleven options have a thousand times as many as six.
 * The attacks that go through counts leave it out; all others take it like any question.
 */
export const OPTIONS_VISITED_MAX = 8;

/** Which counts are looked at. */
export interface CountLimits {
  /** The most that can have chosen each option. */
  readonly most: readonly number[];
  /** Whether so many can have chosen an option, whatever its share. */
  readonly canBe: (option: number, count: number) => boolean;
  /** The most that all counts can come to; no limit where absent. */
  readonly mostPeople?: number;
}

/** Figures are held in single precision and weighted in doubles: a tie may have been rounded either way. */
const TOLERANCE = 1e-9;

/**
 * Visits every set of counts whose weighted shares round to those published. The counts are by option, and are the same
 * array each time. The largest share is taken first: each count leaves only a small range for the total, and so for all
 * others.
 */
export function visitCounts(
  rounded: RoundedShares,
  { most, canBe, mostPeople = Number.POSITIVE_INFINITY }: CountLimits,
  visit: (counts: readonly number[], people: number) => void,
): void {
  const { shares, isAtMost, weights } = rounded;
  const rank = (option: number): number => (isAtMost[option] === true ? -1 : (shares[option] ?? 0));
  const order = [...shares.keys()].sort((one, other) => rank(other) - rank(one));
  const counts = shares.map(() => 0);
  // `least` and `largest` are limits of the weighted total of all, `sum` is that of the counts so far.
  const walk = (place: number, least: number, largest: number, sum: number, people: number): void => {
    if (place === order.length) {
      if (sum > 0 && sum >= least && sum <= largest && areRounded(rounded, counts, sum)) visit(counts, people);
      return;
    }
    const option = order[place] ?? 0;
    const weight = weights[option] ?? 1;
    const half = halfOf(rounded, option);
    const [low, high] = [
      isAtMost[option] === true ? 0 : Math.max(0, (shares[option] ?? 0) - half),
      (shares[option] ?? 0) + half,
    ];
    const from = Math.max(0, Math.ceil((low * least) / 100 / weight - TOLERANCE));
    const to = Math.min(
      most[option] ?? 0,
      mostPeople - people,
      Math.floor((high * largest) / 100 / weight + TOLERANCE),
      Math.floor((largest - sum) / weight + TOLERANCE),
    );
    for (let count = from; count <= to; count += 1) {
      if (!canBe(option, count)) continue;
      counts[option] = count;
      const weighted = 100 * count * weight;
      const leastHere = Math.max(least, weighted / high);
      const largestHere = low > 0 ? Math.min(largest, weighted / low) : largest;
      walk(place + 1, leastHere - TOLERANCE, largestHere + TOLERANCE, sum + count * weight, people + count);
    }
  };
  const all = most.reduce((sum, count, option) => sum + count * (weights[option] ?? 1), 0);
  walk(0, 0, all + TOLERANCE, 0, 0);
}

/** How far a share may be from the published one. */
function halfOf({ shares, step, weightError }: RoundedShares, option: number): number {
  return step / 2 + TOLERANCE + weightError * (shares[option] ?? 0);
}

function areRounded(rounded: RoundedShares, counts: readonly number[], total: number): boolean {
  const { shares, isAtMost, weights } = rounded;
  for (let option = 0; option < counts.length; option += 1) {
    const percent = (100 * (counts[option] ?? 0) * (weights[option] ?? 1)) / total;
    const [share, half] = [shares[option] ?? 0, halfOf(rounded, option)];
    if (percent > share + half || (isAtMost[option] !== true && percent < share - half)) return false;
  }
  return true;
}
