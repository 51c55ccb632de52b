/** Samples and margins for tests: short to write, and drawn at random. */
import { fc } from "@fast-check/vitest";
import type { Margin, Sample, SampleCell } from "../../../core/weighting/types.ts";

/** Cells of a sample: `["a", "x", 12]` is 12 respondents of levels a and x; a fourth entry is their base weight. */
export function sampleOf(
  variables: readonly string[],
  cells: readonly (readonly [...levels: (string | null)[], respondents: number])[],
  baseWeight = 1,
): Sample {
  return {
    variables,
    cells: cells.map((cell) => ({
      levels: cell.slice(0, -1) as (string | null)[],
      base_weight: baseWeight,
      respondents: cell.at(-1) as number,
    })),
  };
}

/** A margin of one variable. */
export function marginOf(variable: string, populations: Readonly<Record<string, number>>): Margin {
  return {
    variables: [variable],
    categories: Object.entries(populations).map(([level, population]) => ({ levels: [level], population })),
  };
}

const AGES = ["young", "middle", "old"];
const SEXES = ["f", "m"];
const TENURES = ["own", "rent"];

/**
 * Samples that can be weighted: every combination of three variables is there, with 1 to 40 respondents, so that margins
 * of any shares can be met.
 */
export const weightable = fc
  .record({
    counts: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 12, maxLength: 12 }),
    baseWeights: fc.array(fc.constantFrom(1, 2, 3), { minLength: 12, maxLength: 12 }),
    // Sevenths: sums of these depend on their order in the last bit.
    populations: fc.array(
      fc.integer({ min: 100, max: 3000 }).map((count) => count / 7),
      { minLength: 7, maxLength: 7 },
    ),
  })
  .map(({ counts, baseWeights, populations }) => {
    const cells: SampleCell[] = AGES.flatMap((age) =>
      SEXES.flatMap((sex) => TENURES.map((tenure) => [age, sex, tenure])),
    ).map((levels, index) => ({
      levels,
      base_weight: baseWeights[index] ?? 1,
      respondents: counts[index] ?? 1,
    }));
    const [young = 1, middle = 1, old = 1, f = 1, m = 1, own = 1, rent = 1] = populations;
    const margins = [
      marginOf("age", { young, middle, old }),
      marginOf("sex", { f, m }),
      marginOf("tenure", { own, rent }),
    ];
    return { sample: { variables: ["age", "sex", "tenure"], cells } satisfies Sample, margins };
  });
