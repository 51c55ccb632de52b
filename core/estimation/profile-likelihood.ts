/**
 * The likelihood interval of R `svyciprop(method = "likelihood")`, to the digit. R profiles a logistic regression at a
 * few points, lays a spline through them and reads the limits off between points of that spline, so its answer is up to
 * 1e-4 from the exact one. Whoever checks us against R has to see R's own numbers; these steps are the same.
 */
import erfc from "@stdlib/math-base-special-erfc";
import { tQuantile } from "./distributions.ts";
import { type Interval, type Observations, sumOver } from "./observations.ts";

/** A logistic regression on nothing but a constant, as far as R's `glm` takes it. */
interface LogitFit {
  /** The log odds. */
  readonly coefficient: number;
  /** The sum of the working weights of the last step, weights having mean 1. */
  readonly information: number;
}

/** A point of the profile: log odds, and the signed root of what the deviance is above its minimum. */
interface ProfilePoint {
  readonly logit: number;
  readonly root: number;
}

const TAIL = 0.025;
const STEPS_MAX = 10;
const STEPS_TO_LIMIT = 5;
const FIT_STEPS_MAX = 25;
const FIT_TOLERANCE = 1e-8;
const POINTS_PER_KNOT = 3;

/**
 * The interval of a proportion strictly between 0 and 1 (values 1 and 0) from its linearised variance; null where the
 * limits are too far out for the profile to reach them, as with two or three respondents: R has no answer either.
 */
export function likelihoodInterval(observations: Observations, variance: number): Interval | null {
  const fit = fitLogit(observations);
  const share = inverseLogit(fit.coefficient);
  const people = observations.counts.reduce((sum, count) => sum + count, 0);
  const t = tQuantile(1 - TAIL, people - 1);
  const spread = share * (1 - share);
  // The design-based variance of the log odds over the model's own.
  const limit = t * Math.sqrt((variance / spread ** 2) * fit.information);
  const quantile = 1 - erfc(limit / Math.SQRT2) / 8;
  // 1, or not a number where the weights are many powers of ten apart.
  if (!(quantile < 1)) return null;
  const farthest = tQuantile(quantile, people - 1);
  const step = ((farthest / STEPS_TO_LIMIT) * Math.sqrt(variance)) / spread;
  const points = profile(observations, fit.coefficient, people, step, farthest);
  const [low, high] = [readOff(points, -limit), readOff(points, limit)];
  return low === null || high === null ? null : { low: inverseLogit(low), high: inverseLogit(high) };
}

/** Iteratively reweighted least squares from R's start, to R's tolerance, and not further. */
function fitLogit(observations: Observations): LogitFit {
  const people = observations.counts.reduce((sum, count) => sum + count, 0);
  const mean = sumOver(observations, (weight) => weight) / people;
  const started = (weight: number, value: number): number =>
    logit(((weight / mean) * value + 0.5) / (weight / mean + 1));
  let logitOf = started;
  let deviance = devianceOf(observations, mean, started);
  let fit: LogitFit = { coefficient: 0, information: 0 };
  for (let step = 0; step < FIT_STEPS_MAX; step += 1) {
    const before = deviance;
    fit = fitStep(observations, mean, logitOf);
    const { coefficient } = fit;
    logitOf = () => coefficient;
    deviance = devianceOf(observations, mean, logitOf);
    if (Math.abs(deviance - before) / (Math.abs(deviance) + 0.1) < FIT_TOLERANCE) break;
  }
  return fit;
}

function fitStep(
  observations: Observations,
  mean: number,
  logitOf: (weight: number, value: number) => number,
): LogitFit {
  const working = (weight: number, value: number): number => {
    const share = inverseLogit(logitOf(weight, value));
    return (weight / mean) * share * (1 - share);
  };
  const information = sumOver(observations, working);
  const total = sumOver(observations, (weight, value) => {
    const start = logitOf(weight, value);
    const share = inverseLogit(start);
    return working(weight, value) * (start + (value - share) / (share * (1 - share)));
  });
  return { coefficient: total / information, information };
}

function devianceOf(
  observations: Observations,
  mean: number,
  logitOf: (weight: number, value: number) => number,
): number {
  return sumOver(observations, (weight, value) => {
    const share = inverseLogit(logitOf(weight, value));
    return -2 * (weight / mean) * Math.log(value === 1 ? share : 1 - share);
  });
}

/** Steps to either side of the estimate until the deviance is far enough above its minimum. */
function profile(
  observations: Observations,
  estimate: number,
  people: number,
  step: number,
  farthest: number,
): readonly ProfilePoint[] {
  const mean = sumOver(observations, (weight) => weight) / people;
  const least = devianceOf(observations, mean, () => estimate);
  // Pearson's residuals have this variance where a constant is all that is fitted.
  const dispersion = people / (people - 1);
  const side = (sign: 1 | -1): readonly ProfilePoint[] => {
    const points: ProfilePoint[] = [];
    let root = 0;
    for (let count = 1; count < STEPS_MAX && Math.abs(root) < farthest; count += 1) {
      const at = estimate + sign * count * step;
      const above = (devianceOf(observations, mean, () => at) - least) / dispersion;
      root = sign * Math.sqrt(Math.max(above, 0));
      points.push({ logit: at, root });
    }
    return points;
  };
  return [...side(-1).toReversed(), { logit: estimate, root: 0 }, ...side(1)];
}

/** The log odds at which the spline through the points has the root, read off linearly between points of the spline. */
function readOff(points: readonly ProfilePoint[], root: number): number | null {
  const spline = cubicSpline(
    points.map((point) => point.logit),
    points.map((point) => point.root),
  );
  const [first, last] = [points[0] as ProfilePoint, points.at(-1) as ProfilePoint];
  const count = POINTS_PER_KNOT * points.length;
  const at = (index: number): number => first.logit + ((last.logit - first.logit) * index) / (count - 1);
  for (let index = 1; index < count; index += 1) {
    const [before, after] = [spline(at(index - 1)), spline(at(index))];
    if (before <= root && root <= after) {
      return at(index - 1) + ((at(index) - at(index - 1)) * (root - before)) / (after - before);
    }
  }
  return null;
}

/**
 * The cubic spline of Forsythe, Malcolm and Moler (1977), which R calls "fmm": at each end its third derivative is that
 * of the cubic through the four points there. Takes at least four points, in order.
 */
export function cubicSpline(x: readonly number[], y: readonly number[]): (at: number) => number {
  const last = x.length - 1;
  const width = (index: number): number => (x[index + 1] as number) - (x[index] as number);
  const slope = (index: number): number => ((y[index + 1] as number) - (y[index] as number)) / width(index);
  const bend = (index: number): number => slope(index) - slope(index - 1);
  const third = (index: number): number => {
    const second = (at: number): number => bend(at) / (width(at) + width(at - 1));
    return (second(index + 1) - second(index)) / (width(index - 1) + width(index) + width(index + 1));
  };
  // The tridiagonal system for a sixth of the second derivatives.
  const diagonal = x.map((_, index) => {
    if (index === 0) return -width(0);
    return index === last ? -width(last - 1) : 2 * (width(index - 1) + width(index));
  });
  const sixths = x.map((_, index) => {
    if (index === 0) return third(1) * width(0) ** 2;
    return index === last ? -third(last - 2) * width(last - 1) ** 2 : bend(index);
  });
  for (let index = 1; index <= last; index += 1) {
    const factor = width(index - 1) / (diagonal[index - 1] as number);
    diagonal[index] = (diagonal[index] as number) - factor * width(index - 1);
    sixths[index] = (sixths[index] as number) - factor * (sixths[index - 1] as number);
  }
  sixths[last] = (sixths[last] as number) / (diagonal[last] as number);
  for (let index = last - 1; index >= 0; index -= 1) {
    sixths[index] =
      ((sixths[index] as number) - width(index) * (sixths[index + 1] as number)) / (diagonal[index] as number);
  }
  return (at) => {
    const found = x.findLastIndex((knot) => knot <= at);
    const index = Math.max(0, Math.min(found, last - 1));
    const [own, next] = [sixths[index] as number, sixths[index + 1] as number];
    const step = at - (x[index] as number);
    const first = slope(index) - width(index) * (next + 2 * own);
    return (y[index] as number) + step * (first + step * (3 * own + (step * (next - own)) / width(index)));
  };
}

function logit(share: number): number {
  return Math.log(share / (1 - share));
}

function inverseLogit(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
