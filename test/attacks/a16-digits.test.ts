import { describe, expect, it } from "vitest";
import { measure } from "./measures/a16.ts";
import { rateOf } from "./measures/measure.ts";
import { expectWritten } from "./table.ts";

describe("A16: precision of figures", () => {
  const measured = measure();
  const { naive, ours } = measured;

  it("succeeds against output with no protection", () => {
    expect(naive.tried).toBeGreaterThan(0);
    expect(rateOf(naive)).toBeGreaterThanOrEqual(0.5);
  });

  it("fails against ours", () => {
    expect(ours.tried).toBeGreaterThan(0);
    expect(ours.succeeded).toBe(0);
  });

  it("is what the README says", () => expectWritten(measured));
});
