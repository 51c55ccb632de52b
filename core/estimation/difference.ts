/**
 * Differences: of two proportions or means of different people, of a part and its whole, of two answers of the same.
 * Bare numbers: whoever calls asks `sampleRule` first whether differences of the stream may be tested at all.
 */
import { normalTwoSidedP, tTwoSidedP } from "./distributions.ts";
import type { Mean } from "./mean.ts";
import {
  type Interval,
  joinObservations,
  type Observations,
  type SaidMean,
  sumOver,
  weightedMean,
} from "./observations.ts";
import { waldInterval } from "./parity.ts";
import type { Proportion } from "./proportion.ts";
import { wilson, Z_95 } from "./wilson.ts";

/** A share and the base that its error stands on. */
export interface ShareOnBase {
  readonly estimate: number;
  readonly effectiveBase: number;
}

/** A difference with its interval and the p-value that goes with that interval. */
export interface Difference extends Interval {
  readonly difference: number;
  /** Below 0.05 exactly where the interval leaves 0 out. */
  readonly p: number;
}

/** A difference over its standard error, taken as normal. */
export interface ZTest {
  readonly standardError: number;
  readonly z: number;
  readonly p: number;
}

const Z_MAX = 40;

/**
 * The difference of two shares of different people: Newcombe's hybrid score interval (1998, Statistics in Medicine 17,
 * 873-890, method 10) from the two Wilson intervals. Its p-value inverts it: interval and p never contradict.
 * @example newcombe({ estimate: 0.5, effectiveBase: 100 }, { estimate: 0.5, effectiveBase: 80 }).p // => 1
 */
export function newcombe(first: ShareOnBase, second: ShareOnBase): Difference {
  const difference = first.estimate - second.estimate;
  const { low, high } = newcombeLimits(first, second, Z_95);
  return { difference, low, high, p: newcombeP(first, second) };
}

function newcombeLimits(first: ShareOnBase, second: ShareOnBase, z: number): Interval {
  const [one, two] = [wilson(first.estimate, first.effectiveBase, z), wilson(second.estimate, second.effectiveBase, z)];
  const difference = first.estimate - second.estimate;
  return {
    low: difference - Math.hypot(first.estimate - one.low, two.high - second.estimate),
    high: difference + Math.hypot(one.high - first.estimate, second.estimate - two.low),
  };
}

/** The p-value whose interval just touches 0, found by bisection to the last digit. */
function newcombeP(first: ShareOnBase, second: ShareOnBase): number {
  const difference = first.estimate - second.estimate;
  if (difference === 0) return 1;
  const [upper, lower] = difference > 0 ? [first, second] : [second, first];
  let [outside, inside] = [0, Z_MAX];
  for (;;) {
    const middle = (outside + inside) / 2;
    // There is no number between the two any more.
    if (middle === outside || middle === inside) return normalTwoSidedP(inside);
    if (newcombeLimits(upper, lower, middle).low > 0) outside = middle;
    else inside = middle;
  }
}

/** The ways in which tools test two proportions of different people; the first is ours. */
export interface ProportionComparison {
  readonly newcombe: Difference;
  /** From the linearised variances. Null where one of them is not known. */
  readonly linearised: (ZTest & Interval) | null;
  /** R `svyttest`: as the linearised one, on Student's t. */
  readonly tTest: { readonly t: number; readonly degreesOfFreedom: number; readonly p: number } | null;
  /** On the effective bases, each with its own variance. Null where both shares are 0 or 1. */
  readonly unpooled: ZTest | null;
  readonly pooled: (ZTest & { readonly pooledShare: number }) | null;
  /** The habit of the industry: pooled, on Kish's bases. It raises false alarms. */
  readonly pooledKish: (ZTest & { readonly pooledShare: number }) | null;
}

/** Compares two proportions of different respondents; null where one of them has nobody in its base. */
export function compareProportions(first: Proportion, second: Proportion): ProportionComparison | null {
  const [one, two] = [onBase(first), onBase(second)];
  if (one === null || two === null) return null;
  const difference = one.estimate - two.estimate;
  const [varianceOne, varianceTwo] = [first.linearised, second.linearised];
  const linearised =
    varianceOne === null || varianceTwo === null
      ? null
      : zTest(difference, varianceOne.variance + varianceTwo.variance);
  const degreesOfFreedom = first.base + second.base - 2;
  return {
    newcombe: newcombe(one, two),
    linearised:
      linearised === null ? null : { ...linearised, ...waldInterval(difference, linearised.standardError, Z_95) },
    tTest:
      linearised === null ? null : { t: linearised.z, degreesOfFreedom, p: tTwoSidedP(linearised.z, degreesOfFreedom) },
    unpooled: zTest(difference, binomialVariance(one) + binomialVariance(two)),
    pooled: pooledTest(one, two),
    pooledKish: pooledTest(
      { ...one, effectiveBase: first.kish?.effectiveBase as number },
      { ...two, effectiveBase: second.kish?.effectiveBase as number },
    ),
  };
}

/** The effective base is null exactly where the estimate is: where nobody is in the base. */
function onBase({ estimate, effectiveBase }: Proportion): ShareOnBase | null {
  return estimate === null ? null : { estimate, effectiveBase: effectiveBase as number };
}

function binomialVariance({ estimate, effectiveBase }: ShareOnBase): number {
  return (estimate * (1 - estimate)) / effectiveBase;
}

function pooledTest(first: ShareOnBase, second: ShareOnBase): (ZTest & { readonly pooledShare: number }) | null {
  const [one, two] = [first.effectiveBase, second.effectiveBase];
  const pooledShare = (one * first.estimate + two * second.estimate) / (one + two);
  const test = zTest(first.estimate - second.estimate, pooledShare * (1 - pooledShare) * (1 / one + 1 / two));
  return test === null ? null : { ...test, pooledShare };
}

/** A difference against a variance; null where the variance is 0. */
export function zTest(difference: number, variance: number): ZTest | null {
  if (variance === 0) return null;
  const standardError = Math.sqrt(variance);
  const z = difference / standardError;
  return { standardError, z, p: normalTwoSidedP(z) };
}

/** Two means or nets of different respondents; null where one has nobody, or neither varies. */
export function compareMeans(first: Mean, second: Mean): (ZTest & { readonly difference: number }) | null {
  const [one, two] = [first.standardError, second.standardError];
  if (one === null || two === null) return null;
  const difference = (first.estimate as number) - (second.estimate as number);
  const test = zTest(difference, one ** 2 + two ** 2);
  return test === null ? null : { ...test, difference };
}

/** What a part and the rest of its whole said, on one question. */
export interface PartAndRest {
  readonly part: Observations;
  readonly rest: Observations;
}

/**
 * A part against the whole that it belongs to. The two share respondents, so their errors are correlated: the variance
 * is that of the difference, respondent by respondent. Against the rest, compare part and rest as different people.
 * Null where the part or the whole has nobody, or nothing varies.
 */
export function partAgainstWhole(
  { part, rest }: PartAndRest,
  designBase: number,
): (ZTest & { readonly difference: number }) | null {
  const [own, all] = [weightedMean(part, designBase), weightedMean(joinObservations([part, rest]), designBase)];
  if (own.said === null) return null;
  const partMean = own.said.estimate;
  const wholeMean = (all.said as SaidMean).estimate;
  const difference = partMean - wholeMean;
  const inPart = sumOver(
    part,
    (weight, value) =>
      ((weight * (value - partMean)) / own.weightedBase - (weight * (value - wholeMean)) / all.weightedBase) ** 2,
  );
  const inRest = sumOver(rest, (weight, value) => ((weight * (value - wholeMean)) / all.weightedBase) ** 2);
  const test = zTest(difference, (designBase / (designBase - 1)) * (inPart + inRest));
  return test === null ? null : { ...test, difference };
}

/**
 * Two answers of the same respondents, e.g. two options of a multiple choice: the mean of what each respondent's two
 * values (1 or 0) differ by. Never the test for different people. Null where nobody answered or nobody differs.
 */
export function compareAnswers(
  differences: Observations,
  designBase: number,
): (ZTest & { readonly difference: number }) | null {
  const { said } = weightedMean(differences, designBase);
  if (said === null || said.linearised === null) return null;
  const { estimate, linearised } = said;
  const test = zTest(estimate, linearised.variance);
  return test === null ? null : { ...test, difference: estimate };
}
