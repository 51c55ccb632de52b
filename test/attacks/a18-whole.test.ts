import { describe, expect, it } from "vitest";
import { PROTECTED_PRECISION, EXACT_PRECISION } from "../../core/attack/types.ts";
import { findWithheld, isRight } from "../../core/attack/whole.ts";
import { measure } from "./measures/a18.ts";
import { naiveOf, oursOf, rateOf, SEEDS, worldOf } from "./measures/measure.ts";
import { expectWritten } from "./table.ts";

describe("A18: everything public together", () => {
  const measured = measure();
  const { naive, ours } = measured;

  it("succeeds against output with no protection", () => {
    expect(naive.tried).toBeGreaterThan(200);
    expect(rateOf(naive)).toBeGreaterThan(0.95);
  });

  it("fails against ours", () => {
    expect(ours.tried).toBeGreaterThan(500);
    expect(ours.succeeded).toBe(0);
  });

  it("is an attack that holds: the truth lies in every interval that it finds", () => {
    const knowledge = { certainty: "certain", groups: true, notStatedKnown: false } as const;
    let found = 0;
    for (const seed of SEEDS) {
      const world = worldOf(seed);
      const [open, closed] = [naiveOf(world), oursOf(seed)];
      const all = [
        ...findWithheld(open.release, open.truth, { ...knowledge, precision: EXACT_PRECISION }),
        ...findWithheld(closed.release, closed.truth, { ...knowledge, precision: PROTECTED_PRECISION }),
      ];
      found += all.length;
      expect(all.filter(({ people, answers }) => ![people, ...answers].every(isRight))).toEqual([]);
    }
    expect(found).toBeGreaterThan(500);
  });

  it("is what the README says", () => expectWritten(measured));
});
