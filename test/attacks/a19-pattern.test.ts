import { describe, expect, it } from "vitest";
import { measure } from "./measures/a19.ts";
import { expectWritten } from "./table.ts";

describe("A19: the pattern of what is withheld", () => {
  const measured = measure();
  const { naive, ours } = measured;

  it("succeeds against output with no protection: the mark alone says that there are fewer than ten", () => {
    expect(naive.succeeded).toBe(naive.tried);
  });

  it("fails against ours: marks are alike, and stand on larger bands too", () => {
    expect(ours.tried).toBeGreaterThan(1000);
    expect(ours.succeeded).toBe(0);
  });

  it("is what the README says", () => expectWritten(measured));
});
