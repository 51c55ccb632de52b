/** From the cube of a place to its weighted table, or to nothing where no step of the ladder fits. */
import type { WeightingDeclaration } from "../questionnaire/types.ts";
import type { Cube } from "../tabulation/cube.ts";
import type { CubeLayout } from "../tabulation/layout.ts";
import { weighCube, type WeightedTable, weightingCells } from "../tabulation/weighted.ts";
import { ageSexCounts, type AgeSexCount, broadAges } from "./age-sex.ts";
import { weightPlace } from "./ladder.ts";
import { type LadderStep } from "./types.ts";

/** Answers of one stream, expanded to the adults of their place or places. */
export interface WeightedStream {
  readonly table: WeightedTable;
  readonly step: LadderStep;
  /** Kish's, not rounded. */
  readonly designEffect: number;
}

/** The adults of a place as a questionnaire bands them. */
export function adultsOf(
  { age, sex }: WeightingDeclaration,
  population: { readonly female: readonly number[]; readonly male: readonly number[] },
): readonly AgeSexCount[] {
  return ageSexCounts(population, bandsOf(age), sex);
}

/** Adults of several places together, category by category. All must come from one declaration. */
export function addAdults(parts: readonly (readonly AgeSexCount[])[]): readonly AgeSexCount[] {
  const [first = []] = parts;
  return first.map((category, at) => ({
    ...category,
    population: parts.reduce((sum, part) => sum + (part[at]?.population ?? 0), 0),
  }));
}

/** How many adults there are. */
export function adultsIn(counts: readonly AgeSexCount[]): number {
  return counts.reduce((sum, { population }) => sum + population, 0);
}

/** Weighs the cube of a place. Null where no step of the ladder fits, as where nobody answered. */
export function weighStream(
  layout: CubeLayout,
  { age }: WeightingDeclaration,
  cube: Cube,
  adults: readonly AgeSexCount[],
): WeightedStream | null {
  const weighting = weightPlace(weightingCells(layout, cube), adults, broadAges(bandsOf(age)));
  if (!weighting.ok) return null;
  const { step, designEffect, weights } = weighting;
  return { table: weighCube(layout, cube, weights), step, designEffect };
}

function bandsOf({ bands }: WeightingDeclaration["age"]): Parameters<typeof broadAges>[0] {
  return bands.map(({ option, from_years, to_years }) => ({ id: option, from_years, to_years }));
}
