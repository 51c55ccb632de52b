import { attackDerived } from "../../../core/attack/figures.ts";
import { createReleaseReader } from "../../../core/attack/attacked-release.ts";
import type { CompactRow } from "../../../core/release/types.ts";
import { type Attacked, AS_COUNTED, createUniform, naiveRows, SCHEMA, tableOf } from "../support.ts";
import { type Measure, oursOf, scoreOf, SEEDS, worldOf } from "./measure.ts";

/** A release in which every figure, nets too, has noise of its own: each net is a second look at its parts. */
function drawnTwice(seed: number): Pick<Attacked, "release"> {
  const uniform = createUniform(seed + 77);
  const reader = createReleaseReader(SCHEMA);
  for (const district of worldOf(seed).districts) {
    const rows = naiveRows(district.code, "code", tableOf(district), { ...AS_COUNTED, digits: 0, least: 10 });
    const noisy = rows.map((row): CompactRow => {
      const share = row[6] === null ? null : row[6] + Math.round(6 * uniform() - 3);
      return row.with(6, share) as unknown as CompactRow;
    });
    reader.addPlace(district.code, noisy);
  }
  return { release: reader.release() };
}

/** Measures it: derived figures that their parts do not explain, or that are shown though a part is not. */
export function measure(): Measure {
  return {
    attack: "A22",
    tries: "a net or an end of a scale that is a second look at its parts, or gives a withheld part away",
    naive: scoreOf(SEEDS.map((seed) => attackDerived(drawnTwice(seed).release))),
    ours: scoreOf(SEEDS.map((seed) => attackDerived(oursOf(seed).release))),
  };
}
