/**
 * Noise tables of the cell key method: for each count, which noise comes with which probability. Those of the R package
 * ptable (Giessing 2016; Enderle, Giessing and Tent 2020), in closed form: among all tables with mean 0 and the variance
 * asked for, the one of greatest entropy has probabilities in proportion to exp(b v + c v²).
 */

/** What a noise table is made of. Names in brackets are ptable's. */
export interface NoiseParameters {
  /** No noise is larger, up or down (D). */
  readonly largest: number;
  /** The variance of the noise of every count (V). */
  readonly variance: number;
  /** A count is never changed into one of 1 to this number; 0 where absent (js). */
  readonly smallest_hidden?: number;
  /** A count stays as it is at least this often; 0 where absent (pstay). */
  readonly stay?: number;
  /**
   * Whether, of two noises below or at 0, the one nearer to 0 is never the rarer one; for all counts, or for counts 1, 2,
   * 3 and so on. True where absent (mono). Where `stay` decides how rare 0 is, the others alone are held to it.
   */
  readonly monotone?: boolean | readonly boolean[];
}

/** The noise of one count. */
export interface NoiseRow {
  /** Rising. */
  readonly values: readonly number[];
  readonly probabilities: readonly number[];
  /** For each value, the probability of it and all before it; the last is exactly 1. */
  readonly upper: readonly number[];
}

/** The noise of the counts 1, 2, 3 and so on; the last row is that of all larger counts too. */
export interface NoiseTable {
  readonly parameters: NoiseParameters;
  readonly rows: readonly NoiseRow[];
}

/** A table, or the first count whose noise cannot have the variance asked for, with the nearest that it can have. */
export type NoiseTableResult =
  | { readonly ok: true; readonly table: NoiseTable }
  | {
      readonly ok: false;
      readonly code: "variance_not_reached";
      readonly count: number;
      readonly variance: number;
    };

/**
 * The noise of every published count (R15). The rules had a weaker one (at most 3, variance 1) for counts of everybody; a
 * coalition of all but one then found the last person's answer more often than they allow (decision 39).
 */
export const NOISE_OF_COUNTS: NoiseParameters = { largest: 5, variance: 3, smallest_hidden: 2 };

/** How far a row's variance may be from the one asked for. */
const VARIANCE_TOLERANCE = 1e-9;

/**
 * Makes a table whose every row has mean 0 and the variance asked for. ptable asks for no more than the variance: where
 * the greatest entropy has less, its rows do too, and such a table is refused here. Throws RangeError on parameters that
 * no table has.
 */
export function createNoiseTable(parameters: NoiseParameters): NoiseTableResult {
  requireParameters(parameters);
  const { largest, variance, smallest_hidden: hidden = 0 } = parameters;
  const rows: NoiseRow[] = [];
  const last = hidden === 0 ? largest : largest + hidden + 1;
  for (let count = 1; count <= last; count += 1) {
    const row = noiseRow(parameters, count);
    const reached = moment(row, 2);
    if (Math.abs(reached - variance) > VARIANCE_TOLERANCE || Math.abs(moment(row, 1)) > VARIANCE_TOLERANCE) {
      return { ok: false, code: "variance_not_reached", count, variance: reached };
    }
    rows.push(row);
  }
  return { ok: true, table: { parameters, rows } };
}

/**
 * The noise that a count gets for a fraction from 0 to below 1: the first value whose upper bound the fraction is below.
 * None for a count of 0.
 */
export function noiseAt({ rows }: NoiseTable, count: number, fraction: number): number {
  if (count === 0) return 0;
  const row = rows[Math.min(count, rows.length) - 1];
  if (row === undefined) throw new RangeError("There is no noise for a count below 0 or between whole numbers.");
  const { upper, values } = row;
  let at = 0;
  while (fraction >= (upper[at] ?? Number.POSITIVE_INFINITY)) at += 1;
  return values[at] ?? outOfRange();
}

function outOfRange(): never {
  throw new RangeError("A fraction is from 0 to below 1.");
}

function requireParameters({ largest, variance, smallest_hidden: hidden = 0, stay = 0 }: NoiseParameters): void {
  const whole = Number.isInteger(largest) && Number.isInteger(hidden) && largest >= 1 && hidden >= 0;
  if (!whole || !(variance > 0) || !(stay >= 0 && stay < 1)) {
    throw new RangeError("The parameters of a noise table are out of range.");
  }
}

/** The row of a count, whether or not it has the variance asked for. */
function noiseRow(parameters: NoiseParameters, count: number): NoiseRow {
  const values = noisesOf(parameters, count);
  const { monotone = true, stay = 0 } = parameters;
  const rises = typeof monotone === "boolean" ? monotone : (monotone[count - 1] ?? true);
  const free = solveMerging(values, rises, parameters.variance, null);
  const zero = values.indexOf(0);
  const needsMore = zero >= 0 && (free[zero] ?? 0) < stay;
  const probabilities = needsMore ? solveMerging(values, rises, parameters.variance, stay) : free;
  let sum = 0;
  const upper = probabilities.map((probability) => (sum += probability));
  upper[upper.length - 1] = 1;
  return { values, probabilities, upper };
}

/** What a count can be changed by. */
function noisesOf({ largest, smallest_hidden: hidden = 0 }: NoiseParameters, count: number): readonly number[] {
  const values: number[] = [];
  for (let value = -largest; value <= largest; value += 1) {
    const published = count + value;
    if (published === 0 || published > hidden) values.push(value);
  }
  return values;
}

/** Neighbouring noises of one probability: how many, and the means of their values and squares. */
interface Block {
  readonly size: number;
  readonly mean: number;
  readonly meanSquare: number;
}

/**
 * Probabilities of greatest entropy, that of 0 fixed at `stay` unless null. Where a noise at or below 0 would be rarer
 * than the one before it though it may not be, the two share one probability.
 */
function solveMerging(
  values: readonly number[],
  rises: boolean,
  variance: number,
  stay: number | null,
): readonly number[] {
  const solved = values.filter((value) => stay === null || value !== 0);
  const share = 1 - (stay ?? 0);
  const blocks: number[][] = solved.map((value) => [value]);
  for (;;) {
    const found = greatestEntropy(blocks.map(blockOf), variance / share);
    const broken = rises ? blocks.findIndex((_block, at) => isBroken(blocks, found, at)) : -1;
    if (broken < 0) {
      const each = blocks.flatMap((block, at) => block.map(() => share * (found[at] ?? 0)));
      return values.map((value) => (value === 0 && stay !== null ? stay : (each[solved.indexOf(value)] ?? 0)));
    }
    blocks.splice(broken, 2, blocks.slice(broken, broken + 2).flat());
  }
}

function isBroken(blocks: readonly (readonly number[])[], found: readonly number[], at: number): boolean {
  const next = blocks[at + 1];
  // Above 0 probabilities may do what they like, so only a next block that is wholly at or below 0 is held to them.
  if (next === undefined || next.some((value) => value > 0)) return false;
  return (found[at] ?? 0) > (found[at + 1] ?? 0);
}

function blockOf(values: readonly number[]): Block {
  const size = values.length;
  const meanOf = (power: number): number => values.reduce((sum, value) => sum + value ** power, 0) / size;
  return { size, mean: meanOf(1), meanSquare: meanOf(2) };
}

/** The probability of each value of each block, with mean 0 and a variance of at most the one given. */
function greatestEntropy(blocks: readonly Block[], variance: number): readonly number[] {
  const withoutLimit = newton(blocks, null);
  if (secondMoment(blocks, withoutLimit) < variance - VARIANCE_TOLERANCE / 2) return withoutLimit;
  // Three probabilities are decided by three conditions. Newton would creep where one of them comes out as 0.
  return blocks.length === 3 ? threeByThree(blocks, variance) : newton(blocks, variance);
}

function secondMoment(blocks: readonly Block[], probabilities: readonly number[]): number {
  return blocks.reduce((sum, { size, meanSquare }, at) => sum + size * meanSquare * (probabilities[at] ?? 0), 0);
}

function moment({ values, probabilities }: NoiseRow, power: number): number {
  return values.reduce((sum, value, at) => sum + value ** power * (probabilities[at] ?? 0), 0);
}

/** So many steps, and so many halvings of one, are far more than a table has ever needed. */
const NEWTON_STEPS = 200;
const HALVINGS = 60;
/** Twice by how much a whole step would lower the dual: where whole steps are taken, and where the solution is reached. */
const NEAR = 1e-8;
const SMALLEST_DECREASE = 1e-26;
/** Keeps steps finite where two conditions are one, as on a row of two noises. */
const RIDGE = 1e-15;

/**
 * Probabilities in proportion to exp(b mean + c meanSquare), by Newton's method on the convex dual: the logarithm of their
 * sum less c times the variance. With no variance c is 0.
 */
function newton(blocks: readonly Block[], variance: number | null): readonly number[] {
  let point: Point = evaluate(blocks, variance, 0, 0);
  for (let step = 0; step < NEWTON_STEPS; step += 1) {
    const [across, down] = direction(point, variance === null);
    const decrease = across * point.slope + down * point.slopeOfSquare;
    if (!(decrease > SMALLEST_DECREASE)) break;
    // Near the end the heights no longer tell steps apart, and whole steps are right.
    const next: Point | null =
      decrease < NEAR
        ? evaluate(blocks, variance, point.b - across, point.c - down)
        : shorterUntilLower(blocks, variance, point, across, down);
    if (next === null) break;
    point = next;
  }
  return point.probabilities;
}

interface Point {
  readonly b: number;
  readonly c: number;
  readonly height: number;
  readonly slope: number;
  readonly slopeOfSquare: number;
  readonly covariance: readonly [number, number, number];
  readonly probabilities: readonly number[];
}

function evaluate(blocks: readonly Block[], variance: number | null, b: number, c: number): Point {
  const exponents = blocks.map(({ mean, meanSquare }) => b * mean + c * meanSquare);
  // Less the largest, so that none overflows.
  const largest = Math.max(...exponents);
  const parts = exponents.map((exponent) => Math.exp(exponent - largest));
  const sum = blocks.reduce((total, { size }, at) => total + size * (parts[at] ?? 0), 0);
  const probabilities = parts.map((part) => part / sum);
  const expected = (of: (block: Block) => number): number =>
    blocks.reduce((total, block, at) => total + block.size * (probabilities[at] ?? 0) * of(block), 0);
  const [first, second] = [expected(({ mean }) => mean), expected(({ meanSquare }) => meanSquare)];
  return {
    ...{ b, c, probabilities },
    height: largest + Math.log(sum) - c * (variance ?? 0),
    slope: first,
    slopeOfSquare: variance === null ? 0 : second - variance,
    covariance: [
      expected(({ mean }) => (mean - first) ** 2),
      expected(({ mean, meanSquare }) => (mean - first) * (meanSquare - second)),
      expected(({ meanSquare }) => (meanSquare - second) ** 2),
    ],
  };
}

function direction({ covariance, slope, slopeOfSquare }: Point, onlyB: boolean): readonly [number, number] {
  const [first, mixed, second] = [covariance[0] + RIDGE, covariance[1], covariance[2] + RIDGE];
  if (onlyB) return [slope / first, 0];
  const determinant = first * second - mixed * mixed;
  return [
    (second * slope - mixed * slopeOfSquare) / determinant,
    (first * slopeOfSquare - mixed * slope) / determinant,
  ];
}

/** The first of the whole step, half of it, a quarter and so on that is lower; null where none is. */
function shorterUntilLower(
  blocks: readonly Block[],
  variance: number | null,
  point: Point,
  across: number,
  down: number,
): Point | null {
  let length = 1;
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const next = evaluate(blocks, variance, point.b - length * across, point.c - length * down);
    if (next.height < point.height) return next;
    length /= 2;
  }
  return null;
}

/** The probabilities of three blocks that add up to 1, with mean 0 and the variance, by Cramer's rule. */
function threeByThree(blocks: readonly Block[], variance: number): readonly number[] {
  const sizes = blocks.map(({ size }) => size);
  const means = blocks.map(({ size, mean }) => size * mean);
  const squares = blocks.map(({ size, meanSquare }) => size * meanSquare);
  const whole = determinant3(sizes, means, squares);
  const columns = [0, 1, 2].map((column) => {
    const put = (row: readonly number[], value: number): readonly number[] => row.with(column, value);
    return determinant3(put(sizes, 1), put(means, 0), put(squares, variance)) / whole;
  });
  // A probability below 0 is none: leave it to Newton, who comes as near as can be.
  return columns.every((probability) => probability >= 0) ? columns : newton(blocks, variance);
}

function determinant3(first: readonly number[], second: readonly number[], third: readonly number[]): number {
  const [a = 0, b = 0, c = 0] = first;
  const [d = 0, e = 0, f = 0] = second;
  const [g = 0, h = 0, i = 0] = third;
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}
