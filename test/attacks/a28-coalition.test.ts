import { describe, expect, it } from "vitest";
import { measures } from "./measures/a28.ts";
import { rateOf, type Score } from "./measures/measure.ts";
import { expectWritten } from "./table.ts";

/** Two standard errors of a rate. */
function twice({ tried, succeeded }: Score): number {
  const rate = succeeded / tried;
  return 2 * Math.sqrt((rate * (1 - rate)) / tried);
}

describe("A28: a coalition", () => {
  const all = measures();
  const found = new Map(all.map((measure) => [measure.variant, measure]));
  const of = (variant: string): { naive: Score; ours: Score } => found.get(variant)!;

  it("succeeds against output with no protection", () => {
    expect(rateOf(of("all but one").naive)).toBeGreaterThan(0.99);
  });

  it("finds little more than a guess with half of the others, or five", () => {
    for (const size of ["5 people", "half"]) expect(rateOf(of(size).ours)).toBeLessThan(0.45);
  });

  it("fails against ours with all but one: at most 60 in 100, and 65 where all weights are alike", () => {
    for (const [variant, most] of [
      ["all but 2", 0.6],
      ["all but one", 0.6],
      ["all but one, weights alike", 0.65],
    ] as const) {
      const { ours } = of(variant);
      expect(ours.tried).toBeGreaterThanOrEqual(300);
      expect([variant, rateOf(ours) <= most + twice(ours)]).toEqual([variant, true]);
    }
  });

  it("is what the README says", () => expectWritten(...all));
});
