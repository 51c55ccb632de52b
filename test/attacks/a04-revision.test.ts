import { describe, expect, it } from "vitest";
import { runAttacks } from "../../core/attack/run.ts";
import { changed, firstEdition, measure, verdictOf, withAlike, without } from "./measures/a04.ts";
import { expectWritten } from "./table.ts";
import { protectedRelease } from "./support.ts";

describe("A4: a revision beside its first edition", () => {
  const measured = measure();
  const { naive, ours } = measured;
  const world = firstEdition(1);

  it("succeeds against output with no protection: every correction is published", () => {
    expect(naive.succeeded).toBeGreaterThan(10);
  });

  it("fails against ours: only corrections that change nobody or at least ten in every domain come out", () => {
    expect(ours.tried).toBeGreaterThan(50);
    expect(ours.succeeded).toBe(0);
    expect([1, 3, 9, 30].map((count) => verdictOf(world, changed(world, 0, without(count))))).toEqual(
      Array.from({ length: 4 }, () => "too_few_changed"),
    );
    expect(verdictOf(world, world)).toBe("unchanged");
  });

  it("is run on every revision when it is built", () => {
    const earlier = [protectedRelease(world).truth];
    const resultOf = (after: typeof world) => {
      const { release, truth } = protectedRelease(after);
      return runAttacks(release, truth, { earlier, coalitions: "judged", victims: 1 }).find(
        ({ attack }) => attack === "A4",
      );
    };
    expect(resultOf(changed(world, 4, withAlike))).toMatchObject({ succeeded: 0, allowed: 0 });
    expect(resultOf(changed(world, 0, without(3)))?.succeeded).toBeGreaterThan(0);
  });

  it("is what the README says", () => expectWritten(measured));
});
