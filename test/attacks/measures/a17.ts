import { attackTriples } from "../../../core/attack/lattice.ts";
import { PROTECTED_PRECISION } from "../../../core/attack/types.ts";
import { alike, ROUNDED_PRECISION } from "./a09.ts";
import { type Measure, scoreOf, SEEDS } from "./measure.ts";

/** Measures it: the only numbers of people of two bands and of everybody that can have all shares. */
export function measure(): Measure {
  const countries = SEEDS.map(alike);
  return {
    attack: "A17",
    tries: "the only numbers of people of two bands and of everybody that can have all shares",
    naive: scoreOf(countries.map(({ naive }) => attackTriples(naive.release, naive.truth, ROUNDED_PRECISION))),
    ours: scoreOf(countries.map(({ ours }) => attackTriples(ours.release, ours.truth, PROTECTED_PRECISION))),
  };
}
