import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bandsOf, measure, oneMore } from "./measures/a03.ts";
import type { Measure } from "./measures/measure.ts";
import { createSite } from "./site.ts";
import { expectWritten } from "./table.ts";

describe("A3: the newest response from a counter", () => {
  let site: Awaited<ReturnType<typeof createSite>>;
  let measured: Measure;
  beforeAll(async () => {
    site = await createSite();
    measured = await measure(site);
  }, 300_000);
  afterAll(() => site.dispose());

  it("succeeds against output with no protection: a page with the counts so far", () => {
    expect(measured.naive.succeeded).toBe(measured.naive.tried);
  });

  it("fails against ours: nothing public changes, to the byte", () => {
    expect(measured.ours.tried).toBeGreaterThan(50);
    expect(measured.ours.succeeded).toBe(0);
  });

  it("fails against ours: officers see a band, and it moves once a day at most", async () => {
    const first = await bandsOf(site);
    expect(first).toContain('"<10"');
    for (let person = 0; person < 8; person += 1) await oneMore(site, `more ${person}`);
    expect(await bandsOf(site)).toBe(first);
    site.installation.clock.advanceDays(1);
    expect(await bandsOf(site)).toContain('"10+"');
  });

  it("is what the README says", () => expectWritten(measured));
});
