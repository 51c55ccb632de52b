import { type BaseEstimates, estimateBases } from "../../../core/attack/lattice.ts";
import { EXACT_PRECISION, type Precision, PROTECTED_PRECISION } from "../../../core/attack/types.ts";
import { protectedRelease } from "../support.ts";
import { type Measure, naiveOf, oursOf, ROUNDED, scoreOf, SEEDS, worldOf } from "./measure.ts";

/** Rounded shares and bases of exact counts. */
export const ROUNDED_PRECISION: Precision = {
  ...EXACT_PRECISION,
  share_step: 1,
  base_step: 10,
  base_step_from_1000: 10,
};

/** Errors of bases, as published and as estimated, over several countries. */
export function errors(): { readonly naive: readonly BaseEstimates[]; readonly ours: readonly BaseEstimates[] } {
  return {
    naive: SEEDS.map((seed) => {
      const { release, truth } = naiveOf(worldOf(seed), ROUNDED);
      return estimateBases(release, truth, ROUNDED_PRECISION);
    }),
    ours: SEEDS.map((seed) => estimateBases(oursOf(seed).release, oursOf(seed).truth, PROTECTED_PRECISION)),
  };
}

/** Errors in a country where all weights of a place are alike, so that everybody knows them. */
export function errorsWhereAlike(): BaseEstimates {
  const world = worldOf(1, { equalWeights: true, complete: true }, "alike");
  const { release, truth } = protectedRelease(world);
  return estimateBases(release, truth, PROTECTED_PRECISION, { peopleMax: 200, weightError: 0 });
}

/** The error of all domains together. */
export function errorOf(found: readonly BaseEstimates[], of: "published" | "estimated"): number {
  const tried = found.reduce((sum, one) => sum + one.tried, 0);
  return Math.sqrt(found.reduce((sum, one) => sum + one.tried * one[of] ** 2, 0) / tried);
}

/** Measures it: bases from the shares of all questions together. */
export function measure({ naive, ours } = errors()): Measure {
  const score = (found: readonly BaseEstimates[]): Measure["naive"] =>
    scoreOf(found.map(({ tried, recovered }) => ({ tried, succeeded: recovered })));
  return {
    attack: "A9",
    tries: "a base to the person, from the shares of all questions together",
    naive: score(naive),
    ours: score(ours),
  };
}
