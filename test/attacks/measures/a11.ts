import { attackByDissenters } from "../../../core/attack/dissenters.ts";
import { PROTECTED_PRECISION } from "../../../core/attack/types.ts";
import { ROUNDED_PRECISION } from "./a09.ts";
import { type Measure, measureBoth, ROUNDED } from "./measure.ts";

/** Measures it: those who gave another answer than all others of a domain learn that nobody else did. */
export function measure(): Measure {
  return {
    attack: "A11",
    tries: "all but 1 to 9 of a domain gave one answer, and these few learn that nobody else gave another",
    ...measureBoth(
      ({ release, truth }) => attackByDissenters(release, truth, ROUNDED_PRECISION),
      ({ release, truth }) => attackByDissenters(release, truth, PROTECTED_PRECISION),
      ROUNDED,
    ),
  };
}
