import { attackByCoalition } from "../../../core/attack/coalition.ts";
import { NOISE_OF_COUNTS } from "../../../core/disclosure/noise-table.ts";
import type { Attacked } from "../support.ts";
import { type Measure, naiveOf, oursOf, ROUNDED, type Score, scoreOf, SEEDS, SMALL, worldOf } from "./measure.ts";

/** Coalitions by how many others they lack. */
const COALITIONS: readonly (readonly [string, (others: number) => number])[] = [
  ["5 people", (others) => others - 5],
  ["half", (others) => Math.round(others / 2)],
  ["all but 11", () => 10],
  ["all but 2", () => 1],
  ["all but one", () => 0],
];

/** What each line of the table is about. */
export const SIZES: readonly string[] = [...COALITIONS.map(([size]) => size), "all but one, weights alike"];

const ALIKE = { ...SMALL, equalWeights: true, complete: true };

/** So many victims in every country. */
const VICTIMS = 150;

/**
 * Measures it, for coalitions of each size; the last once more where all weights are alike. With no protection they always
 * are, so that shares are of whole people.
 */
export function measures(): readonly Measure[] {
  const ours = SEEDS.map((seed) => oursOf(seed, SMALL, "small"));
  const alike = SEEDS.map((seed) => oursOf(seed, ALIKE, "small, alike"));
  const naive = SEEDS.map((seed) => naiveOf(worldOf(seed, ALIKE, "small, alike"), ROUNDED));
  const tries =
    "so many of a district put their answers together to find one other's; a guess succeeds 35 times in 100";
  const bySize = COALITIONS.map(([variant, unknown]): Measure => ({
    ...{ attack: "A28", variant, tries },
    naive: score(naive, unknown, null),
    ours: score(ours, unknown, NOISE_OF_COUNTS),
  }));
  const last = { unknown: (): number => 0, variant: "all but one, weights alike" };
  return [
    ...bySize,
    {
      ...{ attack: "A28", variant: last.variant, tries },
      naive: score(naive, last.unknown, null),
      ours: score(alike, last.unknown, NOISE_OF_COUNTS),
    },
  ];
}

function score(
  releases: readonly Attacked[],
  unknown: (others: number) => number,
  noise: typeof NOISE_OF_COUNTS | null,
): Score {
  return scoreOf(
    releases.map(({ release, truth }, seed) =>
      attackByCoalition(release, truth, { unknown, victims: VICTIMS, seed, noise }),
    ),
  );
}
