/**
 * The intervals that other tools give, so that anybody can check ours against theirs. None of them is published: each
 * fails somewhere that the published one does not (`proportion.ts`).
 */
import { betaQuantile, tQuantile } from "./distributions.ts";
import type { Interval, Observations } from "./observations.ts";
import { likelihoodInterval } from "./profile-likelihood.ts";
import { estimateProportion } from "./proportion.ts";
import { wilson } from "./wilson.ts";

/** Intervals of a proportion at 95 per cent. Null where the linearised variance says nothing: at 0, at 1, for one person. */
export interface SecondaryIntervals {
  /** R `svymean` and `confint`: may leave [0, 1]. */
  readonly waldT: Interval | null;
  /** R `svyciprop(method = "xlogit")`, and within 1e-8 its default `logit`; Stata, SUDAAN, SPSS. */
  readonly logit: Interval | null;
  /** Korn and Graubard (1998): R `svyciprop(method = "beta")`. */
  readonly beta: Interval | null;
  /** R `svyciprop(method = "likelihood")`: Rao and Scott's scaled likelihood ratio, with R's own rounding. */
  readonly likelihood: Interval | null;
  /** R 4.5 `svyciprop(method = "wilson")`. */
  readonly wilsonTLinearised: Interval | null;
  readonly wilsonZLinearised: Interval | null;
  /** The habit of the industry. */
  readonly wilsonZKish: Interval;
  /** Clopper and Pearson's exact interval on Kish's effective base. */
  readonly clopperPearsonKish: Interval;
}

const TAIL = 0.025;

/** All secondary intervals of a proportion and the observations it is made from; null where its base is empty. */
export function secondaryIntervals(observations: Observations, designBase: number): SecondaryIntervals | null {
  const proportion = estimateProportion(observations, designBase);
  if (proportion.kish === null) return null;
  const { kish, linearised } = proportion;
  const estimate = proportion.estimate as number;
  const always = {
    wilsonZKish: wilson(estimate, kish.effectiveBase),
    clopperPearsonKish: betaInterval(estimate, kish.effectiveBase),
  };
  if (linearised === null || linearised.effectiveBase === null) {
    const never = { waldT: null, logit: null, beta: null, likelihood: null };
    return { ...never, wilsonTLinearised: null, wilsonZLinearised: null, ...always };
  }
  const { variance, standardError, degreesOfFreedom, effectiveBase } = linearised;
  const t = tQuantile(1 - TAIL, degreesOfFreedom);
  return {
    waldT: waldInterval(estimate, standardError, t),
    logit: logitInterval(estimate, standardError, t),
    beta: betaInterval(estimate, effectiveBase),
    likelihood: likelihoodInterval(observations, variance),
    wilsonTLinearised: wilson(estimate, effectiveBase, t),
    wilsonZLinearised: wilson(estimate, effectiveBase),
    ...always,
  };
}

/** The estimate, `quantile` standard errors to either side. */
export function waldInterval(estimate: number, standardError: number, quantile: number): Interval {
  return { low: estimate - quantile * standardError, high: estimate + quantile * standardError };
}

/** Wald's interval of the log odds, taken back to the scale of shares. */
export function logitInterval(estimate: number, standardError: number, quantile: number): Interval {
  const logit = Math.log(estimate / (1 - estimate));
  const spread = (quantile * standardError) / (estimate * (1 - estimate));
  return { low: 1 / (1 + Math.exp(spread - logit)), high: 1 / (1 + Math.exp(-spread - logit)) };
}

/** Clopper and Pearson's interval on a base that need not be whole. */
export function betaInterval(estimate: number, base: number): Interval {
  const [yes, no] = [base * estimate, base * (1 - estimate)];
  return {
    low: yes === 0 ? 0 : betaQuantile(TAIL, yes, no + 1),
    high: no === 0 ? 1 : betaQuantile(1 - TAIL, yes + 1, no),
  };
}
