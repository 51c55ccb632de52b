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
  if (estimate === null || kish === null || linearised === null)
    throw new Error("A mean of fewer than two respondents.");
  const { standardError, degreesOfFreedom } = linearised;
  return {
    n_design: mean.designBase,
    n_base: mean.base,
    w_base: mean.weightedBase,
    estimate,
    sd_weighted: mean.standardDeviation,
    kish: { deff: kish.designEffect, n_eff: kish.effectiveBase },
    lin: { var: linearised.variance, se: standardError, df: degreesOfFreedom, n_eff: linearised.effectiveBase },
    ci95: {
      wald_t: ends(waldInterval(estimate, standardError, tQuantile(0.975, degreesOfFreedom))),
      wald_z: ends(waldInterval(estimate, standardError, Z_95)),
      z_nstar: ends(mean.interval),
    },
    n_star: mean.effectiveBase,
    se_nstar: mean.standardError,
  };
}

/** A comparison of two proportions. */
export function comparisonJson(comparison: ProportionComparison | null): JsonRecord {
  if (comparison === null) throw new Error("A comparison with nobody on one side.");
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
