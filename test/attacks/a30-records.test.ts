import { describe, expect, it } from "vitest";
import { measure } from "./measures/a30.ts";
import { rateOf } from "./measures/measure.ts";
import { expectWritten } from "./table.ts";

/** That no call gives responses one by one: `test/http/contract-reading.ts` has the list of all calls. */
describe("A30: records", () => {
  const measured = measure();
  const { naive, ours } = measured;

  it("succeeds against output with no protection: bands with a single person", () => {
    expect(rateOf(naive)).toBeGreaterThan(0.03);
  });

  it("fails against ours", () => {
    expect(ours.tried).toBeGreaterThan(500);
    expect(ours.succeeded).toBe(0);
  });

  it("is what the README says", () => expectWritten(measured));
});
