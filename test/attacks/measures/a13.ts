import { attackLattice } from "../../../core/attack/lattice.ts";
import { PROTECTED_PRECISION } from "../../../core/attack/types.ts";
import { ROUNDED_PRECISION } from "./a09.ts";
import { type Measure, measureBoth, ROUNDED } from "./measure.ts";

/** Measures it: the only number of people that can have all shares of a domain. */
export function measure(): Measure {
  return {
    attack: "A13",
    tries: "the only number of people that can have all shares of a domain",
    ...measureBoth(
      ({ release, truth }) => attackLattice(release, truth, ROUNDED_PRECISION),
      ({ release, truth }) => attackLattice(release, truth, PROTECTED_PRECISION),
      ROUNDED,
    ),
  };
}
