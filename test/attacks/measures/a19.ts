import { attackPattern } from "../../../core/attack/figures.ts";
import { type Measure, naiveOf, oursOf, scoreOf, SEEDS, worldOf } from "./measure.ts";

/** Measures it: of output with no protection every release as a whole, of ours every withheld row too. */
export function measure(): Measure {
  const naive = SEEDS.map((seed) => {
    const { release, truth } = naiveOf(worldOf(seed));
    return attackPattern(release, truth).succeeded > 0;
  });
  return {
    attack: "A19",
    tries: "withheld rows that are not alike, or are withheld only below ten people",
    naive: { tried: naive.length, succeeded: naive.filter(Boolean).length },
    ours: scoreOf(SEEDS.map((seed) => attackPattern(oursOf(seed).release, oursOf(seed).truth))),
  };
}
