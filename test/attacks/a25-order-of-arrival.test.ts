import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measure, type WatchedField, watchedField } from "./measures/a25.ts";
import { type Measure, rateOf } from "./measures/measure.ts";
import { expectWritten } from "./table.ts";

/** With few people; `test/server/jobs/bytes-files.test.ts` and `bytes-servers.test.ts` have three hundred. */
describe("A25: the order of arrival", () => {
  let watched: WatchedField;
  let measured: Measure;
  beforeAll(async () => {
    watched = await watchedField();
    measured = await measure(watched);
  }, 300_000);
  afterAll(() => watched.installation.dispose());

  it("succeeds against output with no protection: a table with numbered rows", () => {
    expect(rateOf(measured.naive)).toBeGreaterThan(0.5);
  });

  it("fails against ours: no order is left in any file or log", () => {
    expect(measured.ours.tried).toBeGreaterThanOrEqual(9);
    expect(measured.ours.succeeded).toBe(0);
  });

  it("is what the README says", () => expectWritten(measured));
});
