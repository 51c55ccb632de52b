/**
 * Raking within limits: the weights nearest to the base weights that meet every margin exactly and stay between a lower
 * and an upper multiple of the mean weight. Deville and Särndal (1992), JASA 87, 376-382; where base weights are equal it
 * is R `survey::calibrate(calfun = "raking", bounds = c(lower, upper))`.
 */
import { type PreparedMargin, type PreparedSample, sumOf } from "./prepare.ts";
import { largestError, type RakingOutcome, SHARE_ERROR_MAX } from "./rake.ts";
import { solvePositive } from "./solve.ts";

/** Limits of a weight, as multiples of the mean weight. */
export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

/** As for plain raking, without multipliers: a weight at a limit is no product of them. */
export type BoundedOutcome = Omit<RakingOutcome, "multipliers">;

const STEPS_MAX = 200;
const LENGTH_MIN = 1e-12;
/** It goes on past the largest error allowed as long as that is to be had for one more step. */
const ERROR_AIM = 1e-15;
const SUFFICIENT_DECREASE = 1e-4;

/** A point of the dual problem: its parameters, the weights that follow, and how far these are from the margins. */
interface Point {
  readonly parameters: Float64Array;
  readonly shares: Float64Array;
  /** Weights over their mean: exactly the limit where they are at one, which a share divided again might not be. */
  readonly ratios: Float64Array;
  readonly gradient: Float64Array;
  /** The dual function, which is convex; its minimum is the solution. */
  readonly value: number;
  /** The largest element of the gradient. */
  readonly error: number;
}

/**
 * Newton's method on the dual: one parameter for each category, each cell's ratio to the mean weight being
 * `clip(base ratio x exp(sum of its parameters), lower, upper)`. Steps are damped by the error and halved until the dual
 * falls, so it ends from any start. Not converged means that no weights satisfy margins and limits together.
 * O(steps x (cells x margins² + categories³)).
 */
export function rakeBounded(prepared: PreparedSample, bounds: Bounds): BoundedOutcome {
  const dual = createDual(prepared, bounds);
  let point = dual.at(new Float64Array(dual.size));
  let steps = 0;
  while (point.error > ERROR_AIM && steps < STEPS_MAX) {
    point = descend(dual, point);
    steps += 1;
  }
  const achieved = largestError(prepared.margins, point.shares);
  return { converged: achieved.error <= SHARE_ERROR_MAX, shares: point.shares, cycles: steps, ...achieved };
}

/** The next point: a damped Newton step, halved until it is one forward. */
function descend(dual: Dual, point: Point): Point {
  const step = solvePositive(dual.curvature(point), point.gradient, point.error);
  const slope = step.reduce((sum, one, index) => sum + one * (point.gradient[index] as number), 0);
  const after = (length: number): Point =>
    dual.at(point.parameters.map((one, index) => one - length * (step[index] as number)));
  // Near the solution the dual is flat to the last digit; there the error decides.
  const isForward = (next: Point, length: number): boolean =>
    next.value <= point.value - SUFFICIENT_DECREASE * length * slope || next.error < point.error / 2;
  let length = 1;
  let next = after(length);
  while (!isForward(next, length) && length > LENGTH_MIN) {
    length /= 2;
    next = after(length);
  }
  return next;
}

interface Dual {
  readonly size: number;
  readonly at: (parameters: Float64Array) => Point;
  /** Second derivatives, row by row. Cells at a limit add nothing. */
  readonly curvature: (point: Point) => Float64Array;
}

function createDual(prepared: PreparedSample, { lower, upper }: Bounds): Dual {
  const { margins, respondents, baseShares } = prepared;
  const people = sumOf(respondents);
  const cellShares = respondents.map((one) => one / people);
  const baseRatios = baseShares.map((share, cell) => share / (cellShares[cell] as number));
  const offsets = offsetsOf(margins);
  const size = offsets[margins.length] as number;
  const targets = Float64Array.from(margins.flatMap((margin) => [...margin.targets]));
  const parametersOf = (cell: number): readonly number[] =>
    margins.map(({ categoryOf }, margin) => (offsets[margin] as number) + (categoryOf[cell] as number));
  const cells = Array.from(respondents, (_, cell) => parametersOf(cell));

  const at = (parameters: Float64Array): Point => {
    const shares = new Float64Array(cells.length);
    const ratios = new Float64Array(cells.length);
    const gradient = targets.map((target) => -target);
    let value = -targets.reduce((sum, target, index) => sum + target * (parameters[index] as number), 0);
    for (const [cell, own] of cells.entries()) {
      const weight = cellShares[cell] as number;
      const exponent = own.reduce((sum, index) => sum + (parameters[index] as number), 0);
      const { ratio, integral } = clipped(baseRatios[cell] as number, exponent, lower, upper);
      ratios[cell] = ratio;
      shares[cell] = weight * ratio;
      value += weight * integral;
      for (const index of own) gradient[index] = (gradient[index] as number) + weight * ratio;
    }
    return {
      parameters,
      shares,
      ratios,
      gradient,
      value,
      error: gradient.reduce((most, one) => Math.max(most, Math.abs(one)), 0),
    };
  };

  const curvature = ({ shares, ratios }: Point): Float64Array => {
    const matrix = new Float64Array(size * size);
    for (const [cell, own] of cells.entries()) {
      const ratio = ratios[cell] as number;
      if (ratio <= lower || ratio >= upper) continue;
      for (const row of own) {
        for (const column of own) {
          const index = row * size + column;
          matrix[index] = (matrix[index] as number) + (shares[cell] as number);
        }
      }
    }
    return matrix;
  };
  return { size, at, curvature };
}

/** `base x exp(exponent)` within its limits, and its integral over the exponent, which is smooth across the limits. */
function clipped(
  base: number,
  exponent: number,
  lower: number,
  upper: number,
): { readonly ratio: number; readonly integral: number } {
  const free = base * Math.exp(exponent);
  if (free < lower) return { ratio: lower, integral: lower * (1 + exponent - Math.log(lower / base)) };
  if (free > upper) return { ratio: upper, integral: upper * (1 + exponent - Math.log(upper / base)) };
  return { ratio: free, integral: free };
}

/** Where the parameters of each margin begin; the last entry is their number. */
function offsetsOf(margins: readonly PreparedMargin[]): readonly number[] {
  const offsets = [0];
  for (const { targets } of margins) offsets.push((offsets.at(-1) as number) + targets.length);
  return offsets;
}
