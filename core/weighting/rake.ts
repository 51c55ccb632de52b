/**
 * Raking (iterative proportional fitting) on cells: the weights nearest to the base weights, in the sense of
 * Kullback and Leibler, that meet every margin. Deming and Stephan (1940), Annals of Mathematical Statistics 11, 427-444.
 * Its limit is unique, and so is what R `survey::calibrate(calfun = "raking")` gives.
 */
import type { PreparedMargin, PreparedSample } from "./prepare.ts";

/** A cycle goes through every margin once. */
export interface RakingOutcome {
  readonly converged: boolean;
  /** Share of all weight in each cell, once raked; they add up to 1. */
  readonly shares: Float64Array;
  /** For each margin its multipliers, category by category: every weight is its base weight times one of each. */
  readonly multipliers: readonly Float64Array[];
  readonly cycles: number;
  /** The largest difference between a category's share and its target. */
  readonly error: number;
  /** The category with that difference. */
  readonly worst: { readonly margin: number; readonly category: number };
}

/** The largest share error of weights that count as converged. */
export const SHARE_ERROR_MAX = 1e-12;
const CYCLES_MAX = 1000;
/** Once converged it goes on for as long as a cycle still halves the error, down to this. */
const SHARE_ERROR_AIM = 1e-15;
/** It stops early where this many cycles together took less than one per cent off the error. */
const STALL_CYCLES = 50;
const STALL_RATIO = 0.99;
const MULTIPLIER_MIN = 1e-12;
const MULTIPLIER_MAX = 1e12;

/**
 * Rakes until the largest share error is at most 1e-12, or tells that it does not get there. Multipliers of an earlier
 * run may be given to start from; the limit is the same, only sooner reached. O(cycles x margins x cells).
 */
export function rake(prepared: PreparedSample, start?: readonly Float64Array[]): RakingOutcome {
  const { margins } = prepared;
  const multipliers = margins.map((margin, index) => startOf(margin, start?.[index]));
  const shares = Float64Array.from(prepared.baseShares);
  for (const [index, margin] of margins.entries()) scale(shares, margin, multipliers[index] as Float64Array);
  let achieved = largestError(margins, shares);
  let cycles = 0;
  let last = Number.POSITIVE_INFINITY;
  let checked = achieved.error;
  while (cycles < CYCLES_MAX && !isDone(achieved.error, last)) {
    for (const [index, margin] of margins.entries()) fit(shares, margin, multipliers[index] as Float64Array);
    cycles += 1;
    last = achieved.error;
    achieved = largestError(margins, shares);
    if (cycles % STALL_CYCLES === 0) {
      if (achieved.error > checked * STALL_RATIO) break;
      checked = achieved.error;
    }
  }
  return { converged: achieved.error <= SHARE_ERROR_MAX, shares, multipliers, cycles, ...achieved };
}

function isDone(error: number, last: number): boolean {
  return error <= SHARE_ERROR_AIM || (error <= SHARE_ERROR_MAX && error > last / 2);
}

/** The largest difference between a category's share and its target, and where it is. */
export function largestError(
  margins: readonly PreparedMargin[],
  shares: Float64Array,
): Pick<RakingOutcome, "error" | "worst"> {
  let error = 0;
  let worst = { margin: 0, category: 0 };
  for (const [margin, { targets }] of margins.entries()) {
    const achieved = achievedShares(margins[margin] as PreparedMargin, shares);
    for (const [category, target] of targets.entries()) {
      const difference = Math.abs((achieved[category] as number) - target);
      if (difference > error) {
        error = difference;
        worst = { margin, category };
      }
    }
  }
  return { error, worst };
}

/** The share of each category of a margin. */
export function achievedShares({ categoryOf, targets }: PreparedMargin, shares: Float64Array): Float64Array {
  const sums = new Float64Array(targets.length);
  for (let cell = 0; cell < shares.length; cell += 1) {
    const category = categoryOf[cell] as number;
    sums[category] = (sums[category] as number) + (shares[cell] as number);
  }
  return sums;
}

/** Multipliers to start from: those given, unless one of them is too small or too large to be trusted. */
function startOf({ targets }: PreparedMargin, given: Float64Array | undefined): Float64Array {
  const usable =
    given?.length === targets.length && given.every((one) => one >= MULTIPLIER_MIN && one <= MULTIPLIER_MAX);
  return usable ? Float64Array.from(given) : new Float64Array(targets.length).fill(1);
}

/** One step of a cycle: every category of a margin is brought to its target. A category of nobody is left alone. */
function fit(shares: Float64Array, margin: PreparedMargin, multipliers: Float64Array): void {
  const achieved = achievedShares(margin, shares);
  const ratios = margin.targets.map((target, category) => {
    const share = achieved[category] as number;
    return share > 0 ? target / share : 1;
  });
  for (const [category, ratio] of ratios.entries()) {
    multipliers[category] = (multipliers[category] as number) * ratio;
  }
  scale(shares, margin, ratios);
}

function scale(shares: Float64Array, { categoryOf }: PreparedMargin, factors: Float64Array): void {
  for (let cell = 0; cell < shares.length; cell += 1) {
    shares[cell] = (shares[cell] as number) * (factors[categoryOf[cell] as number] as number);
  }
}
