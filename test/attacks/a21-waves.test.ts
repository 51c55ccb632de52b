import { describe, expect, it } from "vitest";
import { RESULT_COLUMNS } from "../../core/release/types.ts";
import { response } from "../../drizzle/schema/responses.ts";
import { correlationOfNoise, measure } from "./measures/a21.ts";
import { expectWritten } from "./table.ts";

describe("A21: one wave from another", () => {
  const measured = measure();

  it("succeeds against output with no protection: waves together beside each of them", () => {
    expect(measured.naive.tried).toBeGreaterThan(0);
    expect(measured.naive.succeeded).toBe(measured.naive.tried);
  });

  it("fails against ours: a row is of one wave, and names it", () => {
    expect(measured.ours).toEqual({ tried: measured.naive.tried, succeeded: 0 });
    expect(RESULT_COLUMNS.filter((column) => column === "wave")).toHaveLength(1);
  });

  it("fails against ours: the same people in two waves have noise of their own in each", () => {
    expect(correlationOfNoise("one")).toBeCloseTo(1, 9);
    expect(Math.abs(correlationOfNoise("each"))).toBeLessThan(0.06);
  });

  it("fails against ours: nothing stored says who somebody was in another wave", () => {
    const columns = Object.keys(response).filter((name) => name !== "enableRLS" && !name.startsWith("_"));
    expect(columns.sort()).toEqual(
      ["answers", "arm", "baseWeightClass", "id", "place", "recordKey", "stream", "wave"].sort(),
    );
  });

  it("is what the README says", () => expectWritten(measured));
});
