import { attackRanges } from "../../../core/attack/figures.ts";
import { type Measure, measureBoth, ROUNDED } from "./measure.ts";

/** Measures it: a range that tells the base better than it is published. */
export function measure(): Measure {
  return {
    attack: "A15",
    tries: "a range that tells the base better than it is published",
    ...measureBoth(
      ({ release }) => attackRanges(release),
      ({ release }) => attackRanges(release),
      ROUNDED,
    ),
  };
}
