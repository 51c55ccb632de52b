import { type BaseEstimates, estimateBases } from "../../../core/attack/lattice.ts";
import { EXACT_PRECISION, type Precision, PROTECTED_PRECISION } from "../../../core/attack/types.ts";
import { type Attacked, protectedRelease } from "../support.ts";
import { type Measure, naiveOf, ROUNDED, scoreOf, SEEDS, worldOf } from "./measure.ts";

/** Rounded shares and bases of exact counts. */
export const ROUNDED_PRECISION: Precision = {
  ...EXACT_PRECISION,
  share_step: 1,
  base_step: 10,
  base_step_from_1000: 10,
};

/** Countries in which everybody weighs the same and answers everything: there rounded shares are those of whole people. */
export function alike(seed: number): { readonly naive: Attacked; readonly ours: Attacked } {
  const world = worldOf(seed, { equalWeights: true, complete: true }, "alike");
  return { naive: naiveOf(world, ROUNDED), ours: protectedRelease(world) };
}

/** Errors of bases, as published and as estimated, over several countries. */
export function errors(): { readonly naive: readonly BaseEstimates[]; readonly ours: readonly BaseEstimates[] } {
  const countries = SEEDS.slice(0, 3).map(alike);
  return {
    naive: countries.map(({ naive }) => estimateBases(naive.release, naive.truth, ROUNDED_PRECISION)),
    ours: countries.map(({ ours }) => estimateBases(ours.release, ours.truth, PROTECTED_PRECISION)),
  };
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
