import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type WatchedField, watchedField } from "./measures/a25.ts";
import { filesOfEach, measure } from "./measures/a26.ts";
import { type Measure, rateOf } from "./measures/measure.ts";
import { expectWritten } from "./table.ts";

describe("A26: codes beside answers", () => {
  let watched: WatchedField;
  let measured: Measure;
  beforeAll(async () => {
    watched = await watchedField();
    measured = await measure(watched);
  }, 300_000);
  afterAll(() => watched.installation.dispose());

  it("succeeds against output with no protection: one row with both", () => {
    expect(rateOf(measured.naive)).toBe(1);
  });

  it("fails against ours: never in one page or log frame, nor in one file", async () => {
    expect(measured.ours.succeeded).toBe(0);
    const [codes, answers] = await filesOfEach(watched);
    expect([codes.length > 0, answers.length > 0]).toEqual([true, true]);
    expect(codes.filter((file) => answers.includes(file))).toEqual([]);
  });

  it("is what the README says", () => expectWritten(measured));
});
