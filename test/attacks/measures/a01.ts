import { attackWhole } from "../../../core/attack/whole.ts";
import { EXACT_PRECISION, PROTECTED_PRECISION } from "../../../core/attack/types.ts";
import { type Measure, measureBoth } from "./measure.ts";

/** Measures it: everybody less the published bands of a place gives a withheld band of fewer than 30 people. */
export function measure(): Measure {
  return {
    attack: "A1",
    tries: "everybody less the published bands of a place gives a withheld band of fewer than 30 people",
    ...measureBoth(
      ({ release, truth }) =>
        attackWhole(
          release,
          truth,
          { precision: EXACT_PRECISION, certainty: "certain", groups: false, notStatedKnown: true },
          "A1",
        ),
      ({ release, truth }) =>
        attackWhole(
          release,
          truth,
          { precision: PROTECTED_PRECISION, certainty: "certain", groups: false, notStatedKnown: true },
          "A1",
        ),
    ),
  };
}
