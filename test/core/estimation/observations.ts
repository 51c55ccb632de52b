/** Observations for tests: drawn at random, or one by one. */
import { fc } from "@fast-check/vitest";
import type { Observations } from "../../../core/estimation/observations.ts";

/** Observations from `[weight, value]` pairs, one respondent each. */
export function observed(pairs: readonly (readonly [weight: number, value: number])[]): Observations {
  return {
    weights: pairs.map(([weight]) => weight),
    counts: pairs.map(() => 1),
    values: pairs.map(([, value]) => value),
  };
}

/** Grouped observations of 0 and 1, some of each. */
export const binary: fc.Arbitrary<Observations> = fc
  .array(
    fc.record({
      weight: fc.double({ min: 0.1, max: 20, noNaN: true }),
      yes: fc.integer({ min: 1, max: 60 }),
      no: fc.integer({ min: 1, max: 60 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((groups) => ({
    weights: groups.flatMap(({ weight }) => [weight, weight]),
    counts: groups.flatMap(({ yes, no }) => [yes, no]),
    values: groups.flatMap(() => [1, 0]),
  }));

/** How many respondents observations are of. */
export function people({ counts }: Observations): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
