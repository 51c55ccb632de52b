/**
 * What the attacks on a release work with (specification of disclosure control, section 6). An attacker has the public
 * rows and, beyond them, what is said to be known at each attack. The truth beside it judges whether an attack succeeded;
 * where an attacker is granted a piece of it, the attack says so.
 */

/** Exact counts and sums of weights of a place, as in a weighted table: `domain * width + slot`. */
export interface TruthTable {
  readonly people: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
}

/** Districts whose figures enter the wave together. One of a single district is published under the district's code. */
export interface TruthBlock {
  /** The district's code, or whatever names a joined block. */
  readonly code: string;
  /** Codes of its districts. */
  readonly members: readonly string[];
  readonly table: TruthTable;
  /** The questions that all its districts were asked: it is in no figure of another. */
  readonly asked: ReadonlySet<string>;
}

/** A place made of districts, with the codes of all of them, in the wave or not. */
export interface TruthGroup {
  readonly code: string;
  readonly members: readonly string[];
}

/** What was really answered in a stream. */
export interface TruthStream {
  readonly stream: string;
  readonly blocks: readonly TruthBlock[];
  /** The table of every district with answers: of members of joined blocks and of those left over too. */
  readonly districts: ReadonlyMap<string, TruthTable>;
}

/** What an attack is judged by. */
export interface Truth {
  readonly streams: readonly TruthStream[];
  readonly groups: readonly TruthGroup[];
}

/** How much noise a count may carry. */
export interface NoiseLimits {
  readonly largest: number;
  readonly variance: number;
}

/** How exact published figures are, which an attacker is taken to know. */
export interface Precision {
  /** Shares are rounded to so many points; 0 where they are exact. */
  readonly share_step: number;
  /** Bases are rounded to so many people; 0 where they are exact. */
  readonly base_step: number;
  readonly base_step_from_1000: number;
  /** Counts below this are weighted by their domain's mean weight, not their own (R16). */
  readonly mean_weight_people_min: number;
  readonly noise: NoiseLimits;
}

/** The precision that the rules promise (R15, R16). */
export const PROTECTED_PRECISION: Precision = {
  share_step: 1,
  base_step: 10,
  base_step_from_1000: 50,
  mean_weight_people_min: 10,
  noise: { largest: 5, variance: 3 },
};

/** Everything as counted. */
export const EXACT_PRECISION: Precision = {
  share_step: 0,
  base_step: 0,
  base_step_from_1000: 0,
  mean_weight_people_min: 0,
  noise: { largest: 0, variance: 0 },
};

/** What came of an attack. */
export interface AttackResult {
  /** Its name in the list of attacks, A1 to A32. */
  readonly attack: string;
  /** Which of several kinds, where there are any. */
  readonly variant?: string;
  /** How often it was tried: on how many rows, domains, pairs or people, as the attack says. */
  readonly tried: number;
  readonly succeeded: number;
  /** So many successes are no more than chance or the rules allow; 0 for most attacks. */
  readonly allowed: number;
  /** Names of rows that fell, the first hundred. */
  readonly rows: readonly string[];
}

/** Whether a release withstood an attack. */
export function isWithstood({ succeeded, allowed }: AttackResult): boolean {
  return succeeded <= allowed;
}

/** Fewer people than this are few: what they answered must not be had. */
export const FEW = 10;

const NAMED_MAX = 100;

/** Counts tries and successes of one attack. */
export interface Tally {
  readonly attack: string;
  tried: number;
  succeeded: number;
  readonly rows: string[];
}

/** A tally that stands at 0. */
export function createTally(attack: string): Tally {
  return { attack, tried: 0, succeeded: 0, rows: [] };
}

/** Counts a try; where it succeeded, with the name of what fell. */
export function tally(into: Tally, fell: boolean, name: () => string): void {
  into.tried += 1;
  if (!fell) return;
  into.succeeded += 1;
  if (into.rows.length < NAMED_MAX) into.rows.push(name());
}

/** The tally of an attack of which the names of all that fell are known. */
export function tallyOf(attack: string, tried: number, fallen: readonly string[]): Tally {
  return { attack, tried, succeeded: fallen.length, rows: fallen.slice(0, NAMED_MAX) };
}

/** The result of a tally. `allowed` is how many successes are no failure. */
export function resultOf({ attack, tried, succeeded, rows }: Tally, allowed = 0): AttackResult {
  return { attack, tried, succeeded, allowed, rows };
}
