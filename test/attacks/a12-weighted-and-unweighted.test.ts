import { describe, expect, it } from "vitest";
import { attackTwins } from "../../core/attack/figures.ts";
import { createReleaseReader } from "../../core/attack/attacked-release.ts";
import { measure, solutions } from "./measures/a12.ts";
import { worldOf } from "./measures/measure.ts";
import { AS_COUNTED, naiveRows, SCHEMA, tableOf } from "./support.ts";
import { expectWritten } from "./table.ts";

describe("A12: weighted and unweighted shares side by side", () => {
  const measured = measure();
  const { naive, ours } = measured;

  it("succeeds where both are given: 10 young of weight 3 and 40 old of 0.5, 30 and 60 per cent", () => {
    const parts = [
      { people: 10, weight: 3 },
      { people: 40, weight: 0.5 },
    ] as const;
    expect(solutions(parts, 60, 30)).toEqual([[9, 6]]);
    expect(solutions(parts, 60, null).length).toBeGreaterThan(1);
    expect(naive.succeeded).toBeGreaterThan(0);
  });

  it("fails against ours: there is one share, of protected counts", () => {
    expect(ours.tried).toBe(naive.tried);
    expect(ours.succeeded).toBe(0);
  });

  it("finds a second figure of one coordinate", () => {
    const [district] = worldOf(1).districts;
    const rows = naiveRows(district!.code, "code", tableOf(district!), AS_COUNTED);
    const reader = createReleaseReader(SCHEMA);
    reader.addPlace(district!.code, [...rows, rows[0]!]);
    expect(attackTwins(reader.release()).succeeded).toBe(1);
  });

  it("is what the README says", () => expectWritten(measured));
});
