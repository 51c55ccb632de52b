/** Chances of numbers of people: binomial, summed term by term. What lies below 1e-17 of the likeliest is left out. */

/** Consecutive numbers with the chance of each. */
export interface Chances {
  readonly from: number;
  readonly chances: readonly number[];
}

const NEGLIGIBLE = 1e-17;

/** How many of `people` belong to a part of them that each belongs to with the chance `share`. */
export function binomial(people: number, share: number): Chances {
  if (share <= 0 || people === 0) return { from: 0, chances: [1] };
  if (share >= 1) return { from: people, chances: [1] };
  const mode = Math.min(people, Math.floor((people + 1) * share));
  const odds = share / (1 - share);
  const [above, below]: [number[], number[]] = [[], []];
  // Down from the mode and up from it, each term from the one before; 1 at the mode until all are known.
  for (let at = mode, term = 1; at > 0 && term > NEGLIGIBLE; at -= 1) {
    term *= at / ((people - at + 1) * odds);
    below.push(term);
  }
  for (let at = mode, term = 1; at < people && term > NEGLIGIBLE; at += 1) {
    term *= ((people - at) * odds) / (at + 1);
    above.push(term);
  }
  const terms = [...below.reverse(), 1, ...above];
  const total = terms.reduce((sum, term) => sum + term, 0);
  return { from: mode - below.length, chances: terms.map((term) => term / total) };
}

/**
 * The chance that at least so many of `people` belong to a part.
 * @example chanceOfAtLeast(2, 0.5, 1) // => 0.75
 */
export function chanceOfAtLeast(people: number, share: number, least: number): number {
  const { from, chances } = binomial(people, share);
  return clamped(chances.reduce((sum, chance, at) => (from + at >= least ? sum + chance : sum), 0));
}

/** How answers go missing: each of some questions is left out by each person with the same chance. */
export interface Missing {
  readonly questions: number;
  /** Below 1. */
  readonly share: number;
}

/**
 * The chance that a part of `people` has a base of at least `least`, which is that of the question of theirs that the
 * fewest answered. Given how many they are, what goes missing is the same story for each question by itself.
 */
export function chanceOfBase(
  people: number,
  share: number,
  least: number,
  { questions, share: gone }: Missing,
): number {
  if (least <= 0) return 1;
  const { from, chances } = binomial(people, share);
  const most = from + chances.length - 1;
  // Of `count` people at most `count - least` may leave a question out: both go up by one at each step.
  let term = (1 - gone) ** least;
  let atMost = term;
  let sum = 0;
  for (let count = least; count <= most; count += 1) {
    const allReach = atMost > NEARLY_CERTAIN ? 1 : atMost ** questions;
    if (count >= from) sum += (chances[count - from] ?? 0) * allReach;
    if (allReach === 1) return clamped(sum + sumFrom(chances, Math.max(0, count + 1 - from)));
    const left = count - least;
    atMost += (term * gone * least) / (left + 1);
    term = (term * gone * (count + 1)) / (left + 1);
  }
  return clamped(sum);
}

/** From here on a question has enough answers, whoever leaves it out. */
const NEARLY_CERTAIN = 1 - 1e-13;

function sumFrom(chances: readonly number[], start: number): number {
  let sum = 0;
  for (let at = start; at < chances.length; at += 1) sum += chances[at] ?? 0;
  return sum;
}

/** The base to expect: the smallest for which the chance of at least that many is a half. */
export function expectedBase(people: number, share: number, missing: Missing): number {
  let [low, high] = [0, people];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (chanceOfBase(people, share, middle, missing) >= 0.5) low = middle;
    else high = middle - 1;
  }
  return low;
}

function clamped(chance: number): number {
  return Math.min(1, Math.max(0, chance));
}
