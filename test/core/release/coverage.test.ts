import { expect, test } from "vitest";
import { simulateCoverage } from "../../support/coverage.ts";

test("published ranges hold the truth at least 95 times in a hundred: of places, groups and a routed question", () => {
  const { places, groups, routed } = simulateCoverage(15, 1122);
  for (const { ranges, held } of [places, groups, routed]) {
    expect(ranges).toBeGreaterThan(200);
    expect(held / ranges).toBeGreaterThanOrEqual(0.95);
  }
});
