import { attackTriples } from "../../../core/attack/lattice.ts";
import { PROTECTED_PRECISION } from "../../../core/attack/types.ts";
import { ROUNDED_PRECISION } from "./a09.ts";
import { type Measure, naiveOf, oursOf, ROUNDED, scoreOf, SEEDS, SMALL, worldOf } from "./measure.ts";

/** Measures it, where districts are small: else hardly a place has two bands that are both small enough. */
export function measure(): Measure {
  return {
    attack: "A17",
    tries: "the only numbers of people of two bands and of everybody that can have all shares",
    naive: scoreOf(
      SEEDS.map((seed) => {
        const { release, truth } = naiveOf(worldOf(seed, SMALL, "small"), ROUNDED);
        return attackTriples(release, truth, ROUNDED_PRECISION);
      }),
    ),
    ours: scoreOf(
      SEEDS.map((seed) => {
        const { release, truth } = oursOf(seed, SMALL, "small");
        return attackTriples(release, truth, PROTECTED_PRECISION);
      }),
    ),
  };
}
