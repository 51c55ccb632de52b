import { attackRecords } from "../../../core/attack/figures.ts";
import { AS_COUNTED } from "../support.ts";
import { type Measure, measureBoth } from "./measure.ts";

/** Measures it: figures about so few people that they are records. */
export function measure(): Measure {
  return {
    attack: "A30",
    tries: "figures about fewer than ten people: records, in effect",
    ...measureBoth(
      ({ release, truth }) => attackRecords(release, truth),
      ({ release, truth }) => attackRecords(release, truth),
      AS_COUNTED,
    ),
  };
}
