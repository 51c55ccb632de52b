/** Our estimates under the names that the case files give them. */
import { type ProportionComparison } from "../../core/estimation/difference.ts";
import type { Mean } from "../../core/estimation/mean.ts";
import type { Interval, Observations } from "../../core/estimation/observations.ts";
import { secondaryIntervals, waldInterval } from "../../core/estimation/parity.ts";
import { estimateProportion } from "../../core/estimation/proportion.ts";
import { tQuantile } from "../../core/estimation/distributions.ts";
import { Z_95 } from "../../core/estimation/wilson.ts";
import type { Json, JsonRecord } from "./json.ts";

/** Both ends of an interval. */
export function ends(interval: Interval | null): Json {
  return interval === null ? null : [interval.low, interval.high];
}

/** A proportion with every interval. */
export function proportionJson(observations: Observations, designBase: number): JsonRecord {
  const proportion = estimateProportion(observations, designBase);
  const { linearised, kish, interval } = proportion;
  const others = secondaryIntervals(observations, designBase);
  return {
    n_design: proportion.designBase,
    n_base: proportion.base,
    n_numerator: proportion.numerator,
    w_base: proportion.weightedBase,
    w_numerator: proportion.weightedNumerator,
    estimate: proportion.estimate,
    lin:
      linearised === null
        ? null
        : {
            ...{ var: linearised.variance, se: linearised.standardError, df: linearised.degreesOfFreedom },
            ...{ n_eff: linearised.effectiveBase, deff_replace: linearised.designEffect },
          },
    kish: kish === null ? null : { deff: kish.designEffect, n_eff: kish.effectiveBase },
    n_star: proportion.effectiveBase,
    ci95:
      others === null
        ? null
        : {
            wald_t: ends(others.waldT),
            logit_glm: ends(others.logit),
            xlogit: ends(others.logit),
            beta: ends(others.beta),
            likelihood: ends(others.likelihood),
            wilson_t_lin: ends(others.wilsonTLinearised),
            wilson_z_lin: ends(others.wilsonZLinearised),
            wilson_z_kish: ends(others.wilsonZKish),
            clopper_kish: ends(others.clopperPearsonKish),
            wilson_z_nstar: ends(interval),
          },
  };
}

/** A mean with every interval. */
export function meanJson(mean: Mean): JsonRecord {
  const { linearised, kish, estimate } = mean;
  const wald = (quantileOf: (degreesOfFreedom: number) => number): Json =>
    estimate === null || linearised === null
      ? null
      : ends(waldInterval(estimate, linearised.standardError, quantileOf(linearised.degreesOfFreedom)));
  return {
    n_design: mean.designBase,
    n_base: mean.base,
    w_base: mean.weightedBase,
    estimate,
    sd_weighted: mean.standardDeviation,
    kish: kish && { deff: kish.designEffect, n_eff: kish.effectiveBase },
    lin: linearised && {
      ...{ var: linearised.variance, se: linearised.standardError, df: linearised.degreesOfFreedom },
      n_eff: linearised.effectiveBase,
    },
    ci95:
      estimate === null
        ? null
        : {
            wald_t: wald((degreesOfFreedom) => tQuantile(0.975, degreesOfFreedom)),
            wald_z: wald(() => Z_95),
            z_nstar: ends(mean.interval),
          },
    n_star: mean.effectiveBase,
    se_nstar: mean.standardError,
  };
}

/** A comparison of two proportions; nulls where there is nobody on one side. */
export function comparisonJson(comparison: ProportionComparison | null): JsonRecord {
  if (comparison === null) {
    const nothing = { lin: null, nstar_unpooled: null, nstar_pooled: null, kish_pooled_industry: null };
    return { difference: null, ...nothing, newcombe_nstar: null, svyttest: null };
  }
  const { newcombe, linearised, tTest, unpooled, pooled, pooledKish } = comparison;
  return {
    difference: newcombe.difference,
    lin: linearised && {
      ...{ se: linearised.standardError, z: linearised.z, p_z: linearised.p },
      ci95_z: ends(linearised),
    },
    nstar_unpooled: unpooled && { se: unpooled.standardError, z: unpooled.z, p: unpooled.p },
    nstar_pooled: pooled && { p_pooled: pooled.pooledShare, se: pooled.standardError, z: pooled.z, p: pooled.p },
    kish_pooled_industry: pooledKish && {
      ...{ p_pooled: pooledKish.pooledShare, se: pooledKish.standardError },
      ...{ z: pooledKish.z, p: pooledKish.p },
    },
    newcombe_nstar: { ci95: ends(newcombe), p_by_inversion: newcombe.p },
    svyttest: tTest && { t: tTest.t, df: tTest.degreesOfFreedom, p: tTest.p },
  };
}
