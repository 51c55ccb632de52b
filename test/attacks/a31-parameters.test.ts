import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measure } from "./measures/a31.ts";
import type { Measure } from "./measures/measure.ts";
import { createSite } from "./site.ts";
import { expectWritten } from "./table.ts";

describe("A31: parameters that nobody foresaw", () => {
  let site: Awaited<ReturnType<typeof createSite>>;
  let measured: Measure;
  beforeAll(async () => {
    site = await createSite();
    measured = await measure(site);
  }, 300_000);
  afterAll(() => site.dispose());

  it("succeeds against output with no protection: a threshold in the address", () => {
    expect(measured.naive.tried).toBeGreaterThan(50);
    expect(measured.naive.succeeded).toBe(measured.naive.tried);
  });

  it("fails against ours: everything but the parameters that there are is refused", () => {
    expect(measured.ours.tried).toBeGreaterThan(70);
    expect(measured.ours.succeeded).toBe(0);
  });

  it("would have worked with the parameters that there are", async () => {
    const { status } = await site.see(`/api/v1/releases/${site.world.release}/results?place=D-B01&by=sex`);
    expect(status).toBe(200);
  });

  it("finds no call that gives responses one by one (A30)", async () => {
    for (const name of ["responses", "responses.csv", "records", "microdata", "export"]) {
      expect([name, (await site.see(`/api/v1/waves/contract-open/${name}`)).status]).toEqual([name, 404]);
    }
  });

  it("is what the README says", () => expectWritten(measured));
});
