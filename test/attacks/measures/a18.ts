import { attackWhole } from "../../../core/attack/whole.ts";
import { EXACT_PRECISION, PROTECTED_PRECISION } from "../../../core/attack/types.ts";
import { type Measure, measureBoth } from "./measure.ts";

/** Measures it: everything public together gives the number of a withheld band within 10 people, or an answer within 25 points. */
export function measure(): Measure {
  return {
    attack: "A18",
    tries:
      "everything public together gives the number of a withheld band within 10 people, or an answer within 25 points",
    ...measureBoth(
      ({ release, truth }) =>
        attackWhole(
          release,
          truth,
          { precision: EXACT_PRECISION, certainty: "certain", groups: true, notStatedKnown: true },
          "A18",
        ),
      ({ release, truth }) =>
        attackWhole(
          release,
          truth,
          { precision: PROTECTED_PRECISION, certainty: "certain", groups: true, notStatedKnown: true },
          "A18",
        ),
    ),
  };
}
