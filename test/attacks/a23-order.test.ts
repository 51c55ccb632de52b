import { describe, expect, it } from "vitest";
import { measure } from "./measures/a23.ts";
import { rateOf } from "./measures/measure.ts";
import { expectWritten } from "./table.ts";

describe("A23: ranks", () => {
  const measured = measure();
  const { naive, ours } = measured;

  it("succeeds against output with no protection", () => {
    expect(rateOf(naive)).toBeGreaterThan(0.2);
  });

  it("fails against ours", () => {
    expect(ours.tried).toBeGreaterThan(1000);
    expect(ours.succeeded).toBe(0);
  });

  it("is what the README says", () => expectWritten(measured));
});
