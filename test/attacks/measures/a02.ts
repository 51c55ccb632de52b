import { attackPairs } from "../../../core/attack/nested.ts";
import { type Measure, measureBoth } from "./measure.ts";

/** Measures it: two published rows of which one has all people of the other and 1 to 9 more. */
export function measure(): Measure {
  return {
    attack: "A2",
    tries: "two published rows of which one has all people of the other and 1 to 9 more",
    ...measureBoth(
      ({ release, truth }) => attackPairs(release, truth),
      ({ release, truth }) => attackPairs(release, truth),
    ),
  };
}
