import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measure } from "./measures/a14.ts";
import { type Measure, rateOf } from "./measures/measure.ts";
import { createSite } from "./site.ts";
import { expectWritten } from "./table.ts";

/** Formats that are not there yet. Whoever adds one adds it to the comparison. */
const OTHER_FORMATS = /\.(?:parquet|ods|xlsx)\b/i;

describe("A14: one figure in several formats", () => {
  let site: Awaited<ReturnType<typeof createSite>>;
  let measured: Measure;
  beforeAll(async () => {
    site = await createSite();
    measured = await measure(site);
  }, 300_000);
  afterAll(() => site.dispose());

  it("succeeds against output with no protection: a file with a digit more than the page", () => {
    expect(rateOf(measured.naive)).toBeGreaterThan(0.5);
  });

  it("fails against ours: JSON, CSV, tables and charts have the same numbers, and withhold the same", () => {
    expect(measured.ours.tried).toBeGreaterThan(2000);
    expect(measured.ours.succeeded).toBe(0);
  });

  it("compares every format that there is", () => {
    const folder = "server/http";
    const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name));
    expect(sources.filter((name) => OTHER_FORMATS.test(readFileSync(join(folder, name), "utf8")))).toEqual([]);
  });

  it("is what the README says", () => expectWritten(measured));
});
