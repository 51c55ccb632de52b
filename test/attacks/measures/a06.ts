import { attackRemainders } from "../../../core/attack/nested.ts";
import { type Measure, measureBoth } from "./measure.ts";

/** Measures it: what is left when published rows are taken away from one another is 1 to 9 people. */
export function measure(): Measure {
  return {
    attack: "A6",
    tries: "what is left when published rows are taken away from one another is 1 to 9 people",
    ...measureBoth(
      ({ release, truth }) => attackRemainders(release, truth),
      ({ release, truth }) => attackRemainders(release, truth),
    ),
  };
}
