import { attackPattern } from "../../../core/attack/figures.ts";
import { type Measure, measureBoth } from "./measure.ts";

/** Measures it: withheld rows that are not alike, or are withheld only below ten people. */
export function measure(): Measure {
  return {
    attack: "A19",
    tries: "withheld rows that are not alike, or are withheld only below ten people",
    ...measureBoth(
      ({ release, truth }) => attackPattern(release, truth),
      ({ release, truth }) => attackPattern(release, truth),
    ),
  };
}
