import { attackLattice } from "../../../core/attack/lattice.ts";
import { PROTECTED_PRECISION } from "../../../core/attack/types.ts";
import { alike, ROUNDED_PRECISION } from "./a09.ts";
import { type Measure, scoreOf, SEEDS } from "./measure.ts";

/** Measures it: the only number of people that can have all shares of a domain. */
export function measure(): Measure {
  const countries = SEEDS.map(alike);
  return {
    attack: "A13",
    tries: "the only number of people that can have all shares of a domain",
    naive: scoreOf(countries.map(({ naive }) => attackLattice(naive.release, naive.truth, ROUNDED_PRECISION))),
    ours: scoreOf(countries.map(({ ours }) => attackLattice(ours.release, ours.truth, PROTECTED_PRECISION))),
  };
}
