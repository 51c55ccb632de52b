import { attackDigits } from "../../../core/attack/figures.ts";
import { type Measure, measureBoth } from "./measure.ts";

/** Measures it: digits after the point, or bases that are not rounded. */
export function measure(): Measure {
  return {
    attack: "A16",
    tries: "digits after the point, or bases that are not rounded",
    ...measureBoth(
      ({ release }) => attackDigits(release),
      ({ release }) => attackDigits(release),
    ),
  };
}
