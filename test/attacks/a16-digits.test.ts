import { describe, expect, it } from "vitest";
import { measure } from "./measures/a16.ts";
import { rateOf } from "./measures/measure.ts";

describe("A16: precision of figures", () => {
  const { naive, ours } = measure();

  it("succeeds against output with no protection", () => {
    expect(naive.tried).toBeGreaterThan(0);
    expect(rateOf(naive)).toBeGreaterThanOrEqual(0.5);
  });

  it("fails against ours", () => {
    expect(ours.tried).toBeGreaterThan(0);
    expect(ours.succeeded).toBe(0);
  });
});
