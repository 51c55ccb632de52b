import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PLACE_FORMATS } from "../../core/release/files/place-files.ts";
import type { ResultRow } from "../../core/release/types.ts";
import { differing, PLACE_READERS } from "../support/read-files.ts";
import { measure } from "./measures/a14.ts";
import { type Measure, rateOf } from "./measures/measure.ts";
import { createSite } from "./site.ts";
import { expectWritten } from "./table.ts";

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

  it("fails against ours: every file of a place has the same numbers, and withholds the same", async () => {
    const release = `/api/v1/releases/${site.world.release}`;
    const { place_files } = JSON.parse((await site.see(release)).body) as { place_files: { formats: string[] } };
    expect(place_files.formats).toEqual(Object.keys(PLACE_READERS));
    for (const place of ["D-M01"]) {
      const { rows } = JSON.parse((await site.see(`${release}/results?place=${place}`)).body) as { rows: ResultRow[] };
      for (const format of PLACE_FORMATS) {
        const bytes = await site.bytes(`${release}/files/${place}.${format}`);
        expect([place, format, differing(rows, await PLACE_READERS[format](bytes))]).toEqual([place, format, []]);
      }
    }
  });

  it("is what the README says", () => expectWritten(measured));
});
