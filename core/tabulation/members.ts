/**
 * Who is in a domain, as sums from which nobody can be read: the powers of a number that stands for each member,
 * added up modulo a prime. Two such sums tell how many members came or went between them, where these are fewer than ten, and nothing else.
 * So a correction can be checked (R6) though no list of respondents is kept. The way is that of set reconciliation
 * (Minsky, Trachtenberg and Zippel 2003, IEEE Transactions on Information Theory 49): differences of power sums follow a
 * linear recurrence as long as there are changes, and Berlekamp and Massey find its length.
 */
import { add, invert, multiply, PRIME, subtract } from "./modular.ts";

/** As many changes can be counted; more are "ten or more". */
const COUNTED_MAX = 9;

/** How many sums stand for a domain: twice as many as changes that must be told apart. */
export const MEMBER_SUMS = 2 * (COUNTED_MAX + 1);

/** Writes the powers 0, 1, 2 … of a member's number, to be added to the sums of each domain that it is in. */
export function powersOf(member: number, into: Float64Array): void {
  const value = member % PRIME;
  let power = 1;
  for (let at = 0; at < MEMBER_SUMS; at += 1) {
    into[at] = power;
    power = multiply(power, value);
  }
}

/**
 * How many members differ between two sets, given their sums: those who went and those who came, together. Null stands
 * for ten or more. Wrong by chance less than once in a hundred million times.
 */
export function changedMembers(before: ArrayLike<number>, after: ArrayLike<number>): number | null {
  const differences = Array.from({ length: MEMBER_SUMS }, (_, at) => subtract(after[at] ?? 0, before[at] ?? 0));
  const length = recurrenceLength(differences);
  return length > COUNTED_MAX ? null : length;
}

/** The length of the shortest linear recurrence that a sequence follows (Massey 1969). O(length squared). */
function recurrenceLength(sequence: readonly number[]): number {
  let [current, previous]: [readonly number[], readonly number[]] = [[1], [1]];
  let [length, shift, previousError] = [0, 1, 1];
  for (let at = 0; at < sequence.length; at += 1) {
    let error = sequence[at] ?? 0;
    for (let back = 1; back <= length; back += 1) {
      error = add(error, multiply(current[back] ?? 0, sequence[at - back] ?? 0));
    }
    if (error === 0) {
      shift += 1;
      continue;
    }
    const corrected = withCorrection(current, previous, multiply(error, invert(previousError)), shift);
    if (2 * length > at) shift += 1;
    else {
      length = at + 1 - length;
      [previous, previousError, shift] = [current, error, 1];
    }
    current = corrected;
  }
  return length;
}

function withCorrection(
  polynomial: readonly number[],
  previous: readonly number[],
  factor: number,
  shift: number,
): readonly number[] {
  const length = Math.max(polynomial.length, previous.length + shift);
  return Array.from({ length }, (_, at) => subtract(polynomial[at] ?? 0, multiply(factor, previous[at - shift] ?? 0)));
}
