import { attackUnanimity } from "../../../core/attack/figures.ts";
import { type Measure, measureBoth, ROUNDED } from "./measure.ts";

/** Measures it: the lone dissenter of a domain learns what all others answered. */
export function measure(): Measure {
  return {
    attack: "A11",
    tries: "the lone dissenter of a domain learns what all others answered",
    ...measureBoth(
      ({ release, truth }) => attackUnanimity(release, truth, "A11"),
      ({ release, truth }) => attackUnanimity(release, truth, "A11"),
      ROUNDED,
    ),
  };
}
