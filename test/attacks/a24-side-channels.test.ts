import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measure } from "./measures/a24.ts";
import type { Measure } from "./measures/measure.ts";
import { createSite } from "./site.ts";
import { expectWritten } from "./table.ts";

/** Times are not compared here: on a busy machine a test of them would say nothing. */
describe("A24: errors, tags and lengths", () => {
  let site: Awaited<ReturnType<typeof createSite>>;
  let measured: Measure;
  beforeAll(async () => {
    site = await createSite();
    measured = await measure(site);
  }, 300_000);
  afterAll(() => site.dispose());

  it("succeeds against output with no protection", () => {
    expect(measured.naive).toEqual({ tried: 3, succeeded: 3 });
  });

  it("fails against ours: what is withheld is alike, a tag is of the address, a draft is as if it were not", () => {
    expect(measured.ours.tried).toBeGreaterThanOrEqual(20);
    expect(measured.ours.succeeded).toBe(0);
  });

  it("is what the README says", () => expectWritten(measured));
});
