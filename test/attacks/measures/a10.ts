import { attackUnanimity } from "../../../core/attack/figures.ts";
import { type Measure, measureBoth, ROUNDED } from "./measure.ts";

/** Measures it: a domain where all, or all but one or two, gave one answer can be told from others. */
export function measure(): Measure {
  return {
    attack: "A10",
    tries: "a domain where all, or all but one or two, gave one answer can be told from others",
    ...measureBoth(
      ({ release, truth }) => attackUnanimity(release, truth),
      ({ release, truth }) => attackUnanimity(release, truth),
      ROUNDED,
    ),
  };
}
