import { attackByCoalition } from "../../../core/attack/coalition.ts";
import { NOISE_OF_COUNTS } from "../../../core/disclosure/noise-table.ts";
import { protectedRelease } from "../support.ts";
import { type Measure, naiveOf, ROUNDED, type Score, scoreOf, SEEDS, worldOf } from "./measure.ts";

/** Coalitions by how many others they lack. */
export const COALITIONS: readonly (readonly [string, (others: number) => number])[] = [
  ["5 people", (others) => others - 5],
  ["half", (others) => Math.round(others / 2)],
  ["all but 11", () => 10],
  ["all but 2", () => 1],
  ["all but one", () => 0],
];

/** Districts in which one person more or less can show: 100 to 220 respondents. */
const small = { sizes: (_place: number, uniform: () => number) => Math.round(100 + 120 * uniform()) };

/** How coalitions do, by size, each with so many victims in every country. */
export function bySize(victims: number): readonly { readonly size: string; readonly ours: Score }[] {
  const releases = SEEDS.slice(0, 4).map((seed) => protectedRelease(worldOf(seed, small, "small")));
  return COALITIONS.map(([size, unknown]) => ({
    size,
    ours: scoreOf(
      releases.map(({ release, truth }, seed) =>
        attackByCoalition(release, truth, { unknown, victims, seed, noise: NOISE_OF_COUNTS }),
      ),
    ),
  }));
}

/** Measures it: a coalition of all but one; with no protection all weights are alike, so that shares are of whole people. */
export function measure(victims = 150): Measure {
  const worlds = SEEDS.slice(0, 4).map((seed) =>
    worldOf(seed, { ...small, equalWeights: true, complete: true }, "small, alike"),
  );
  const nobody = { unknown: () => 0, victims, noise: null };
  return {
    attack: "A28",
    tries: "all but one of a district put their answers together, where a guess succeeds 35 times in 100",
    naive: scoreOf(
      worlds.map((world, seed) => {
        const { release, truth } = naiveOf(world, ROUNDED);
        return attackByCoalition(release, truth, { ...nobody, seed });
      }),
    ),
    ours: bySize(victims).at(-1)!.ours,
  };
}
