import { attackDistricts } from "../../../core/attack/districts.ts";
import { EXACT_PRECISION, PROTECTED_PRECISION } from "../../../core/attack/types.ts";
import { type Measure, measureBoth } from "./measure.ts";

/** Measures it: a group less its published districts gives a withheld district. */
export function measure(): Measure {
  return {
    attack: "A5",
    tries: "a group less its published districts gives a withheld district",
    ...measureBoth(
      ({ release, truth }) => attackDistricts(release, truth, { precision: EXACT_PRECISION, certainty: "certain" }),
      ({ release, truth }) => attackDistricts(release, truth, { precision: PROTECTED_PRECISION, certainty: "certain" }),
    ),
  };
}
