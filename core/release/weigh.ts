/** From the cube of a district to its weighted table, or to nothing where the district is withheld. */
import { groupStatus, placeIsShown, publishedDesignEffect } from "../disclosure/interim.ts";
import type { WeightingDeclaration } from "../questionnaire/types.ts";
import type { Cube } from "../tabulation/cube.ts";
import type { CubeLayout } from "../tabulation/layout.ts";
import { weighCube, type WeightedTable, weightingCells } from "../tabulation/weighted.ts";
import { ageSexCounts, type AgeSexCount, broadAges } from "../weighting/age-sex.ts";
import { weightPlace } from "../weighting/ladder.ts";
import { type LadderStep } from "../weighting/types.ts";

/** A district's answers in one stream, expanded to its adults. */
export interface WeightedStream {
  readonly table: WeightedTable;
  readonly step: LadderStep;
}

/** The adults of a place as a questionnaire bands them. */
export function adultsOf(
  { age, sex }: WeightingDeclaration,
  population: { readonly female: readonly number[]; readonly male: readonly number[] },
): readonly AgeSexCount[] {
  return ageSexCounts(population, bandsOf(age), sex);
}

/** Weighs a district's stream. Null withholds it: too few responses, weighted or not, or no step of the ladder fits. */
export function weighStream(
  layout: CubeLayout,
  { age }: WeightingDeclaration,
  cube: Cube,
  adults: readonly AgeSexCount[],
): WeightedStream | null {
  if (!placeIsShown(cube.responses)) return null;
  const weighting = weightPlace(weightingCells(layout, cube), adults, broadAges(bandsOf(age)));
  if (!weighting.ok) return null;
  // Where the answers together are worth too few, nothing of the place is shown, and it is in no group either.
  const designEffect = publishedDesignEffect(weighting.designEffect);
  if (groupStatus(cube.responses, designEffect) === "c") return null;
  return { table: weighCube(layout, cube, weighting.weights), step: weighting.step };
}

function bandsOf({ bands }: WeightingDeclaration["age"]): Parameters<typeof broadAges>[0] {
  return bands.map(({ option, from_years, to_years }) => ({ id: option, from_years, to_years }));
}
