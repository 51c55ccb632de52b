import { attackOrder } from "../../../core/attack/figures.ts";
import { createReleaseReader } from "../../../core/attack/attacked-release.ts";
import { type Attacked, AS_COUNTED, naiveRows, SCHEMA, tableOf } from "../support.ts";
import { type Measure, oursOf, scoreOf, SEEDS, worldOf } from "./measure.ts";

/** A release of rounded shares in which the answers to each question are in the order of their exact ones. */
function ranked(seed: number): Pick<Attacked, "release"> {
  const reader = createReleaseReader(SCHEMA);
  for (const district of worldOf(seed).districts) {
    const rows = naiveRows(district.code, "code", tableOf(district), AS_COUNTED);
    const sorted = rows.toSorted((one, other) =>
      one[2] === other[2] && one[4] === other[4] && one[5] === other[5] ? (other[6] ?? 0) - (one[6] ?? 0) : 0,
    );
    reader.addPlace(district.code, sorted);
  }
  return { release: reader.release() };
}

/** Measures it: rows whose order tells which of two equal figures was the larger one. */
export function measure(): Measure {
  return {
    attack: "A23",
    tries: "rows in the order of exact values",
    naive: scoreOf(SEEDS.map((seed) => attackOrder(ranked(seed).release))),
    ours: scoreOf(SEEDS.map((seed) => attackOrder(oursOf(seed).release))),
  };
}
