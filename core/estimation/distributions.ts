/** Quantiles and tail areas. Every tail is computed as such, never as one minus the other side. */
import betainc from "@stdlib/math-base-special-betainc";
import betaincinv from "@stdlib/math-base-special-betaincinv";
import erfc from "@stdlib/math-base-special-erfc";
import erfcinv from "@stdlib/math-base-special-erfcinv";
import gammainc from "@stdlib/math-base-special-gammainc";
import studentCdf from "@stdlib/stats-base-dists-t-cdf";
import studentQuantile from "@stdlib/stats-base-dists-t-quantile";

function needProbability(p: number): void {
  if (!(p > 0 && p < 1)) throw new RangeError("a quantile needs a probability between 0 and 1");
}

function needPositive(...parameters: readonly number[]): void {
  if (!parameters.every((value) => value > 0)) throw new RangeError("a distribution needs parameters above 0");
}

function needNumber(value: number): void {
  if (Number.isNaN(value)) throw new RangeError("a tail area needs a number");
}

function needAtLeastZero(value: number): void {
  if (!(value >= 0)) throw new RangeError("a tail area needs a number of at least 0");
}

/**
 * The standard normal quantile of a probability strictly between 0 and 1. Throws RangeError outside.
 * Inverse of the complementary error function (Cody 1969).
 * @example normalQuantile(0.975).toFixed(6) // => "1.959964"
 */
export function normalQuantile(p: number): number {
  needProbability(p);
  return -Math.SQRT2 * erfcinv(2 * p);
}

/**
 * The chance that a standard normal lies at least as far from 0 as `z`, on either side. Throws RangeError for NaN.
 * @example normalTwoSidedP(-1.959963984540054).toFixed(12) // => "0.050000000000"
 */
export function normalTwoSidedP(z: number): number {
  needNumber(z);
  return erfc(Math.abs(z) / Math.SQRT2);
}

/**
 * Student's t quantile of a probability strictly between 0 and 1; the degrees of freedom are above 0 and need not be
 * whole. Throws RangeError outside.
 * @example tQuantile(0.975, 10).toFixed(6) // => "2.228139"
 */
export function tQuantile(p: number, degreesOfFreedom: number): number {
  needProbability(p);
  needPositive(degreesOfFreedom);
  return studentQuantile(p, degreesOfFreedom);
}

/**
 * The chance that Student's t lies at least as far from 0 as `t`, on either side: twice the lower tail, which is the
 * upper tail's mirror and loses nothing far out. Throws RangeError for NaN or degrees of freedom not above 0.
 * @example tTwoSidedP(2.2281388519862744, 10).toFixed(10) // => "0.0500000000"
 */
export function tTwoSidedP(t: number, degreesOfFreedom: number): number {
  needNumber(t);
  needPositive(degreesOfFreedom);
  return 2 * studentCdf(-Math.abs(t), degreesOfFreedom);
}

/**
 * The beta quantile of a probability strictly between 0 and 1 for shapes above 0. Throws RangeError outside.
 * @example betaQuantile(0.5, 2, 2).toFixed(6) // => "0.500000"
 */
export function betaQuantile(p: number, a: number, b: number): number {
  needProbability(p);
  needPositive(a, b);
  return betaincinv(p, a, b);
}

/**
 * The chance that a beta variable is at most `x`, from 0 to 1, for shapes above 0. Throws RangeError outside.
 * @example betaCdf(0.25, 1, 1).toFixed(6) // => "0.250000"
 */
export function betaCdf(x: number, a: number, b: number): number {
  if (!(x >= 0 && x <= 1)) throw new RangeError("a beta variable lies from 0 to 1");
  needPositive(a, b);
  return betainc(x, a, b);
}

/**
 * The chance that chi-squared is at least `x`, which is 0 or more; the degrees of freedom are above 0. Throws
 * RangeError outside. Upper regularised incomplete gamma function.
 * @example chiSquaredUpperP(3.841458820694124, 1).toFixed(10) // => "0.0500000000"
 */
export function chiSquaredUpperP(x: number, degreesOfFreedom: number): number {
  needAtLeastZero(x);
  needPositive(degreesOfFreedom);
  return gammainc(x / 2, degreesOfFreedom / 2, true, true);
}

/**
 * The chance that F is at least `x`, which is 0 or more; both degrees of freedom are above 0 and need not be whole.
 * Throws RangeError outside. The beta integral of the mirrored variable, so that small tails keep their digits.
 * @example fUpperP(4, 2, 10).toFixed(10) // => "0.0529221494"
 */
export function fUpperP(x: number, numeratorDegrees: number, denominatorDegrees: number): number {
  needAtLeastZero(x);
  needPositive(numeratorDegrees, denominatorDegrees);
  const mirrored = denominatorDegrees / (denominatorDegrees + numeratorDegrees * x);
  return betainc(mirrored, denominatorDegrees / 2, numeratorDegrees / 2);
}
