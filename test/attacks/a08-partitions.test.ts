import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LGA_RESIDENT_SURVEY } from "../../core/questionnaire/lga.ts";
import { BANDS, measure, noiseOfRepeats, SPLITS } from "./measures/a08.ts";
import { type Measure, rateOf } from "./measures/measure.ts";
import { createSite } from "./site.ts";
import { expectWritten } from "./table.ts";

describe("A8: one number as many sums", () => {
  let site: Awaited<ReturnType<typeof createSite>>;
  let measured: Measure;
  beforeAll(async () => {
    site = await createSite();
    measured = await measure(site, site.world.release);
  }, 300_000);
  afterAll(() => site.dispose());

  it("tries all 63 ways to split the seven bands of age in two", () => {
    const bands = LGA_RESIDENT_SURVEY.questions.find(({ id }) => id === "age_band")?.bands ?? [];
    expect(bands.map(({ id }) => id)).toEqual(BANDS);
    expect(new Set(SPLITS.map((side) => side.join())).size).toBe(63);
  });

  it("succeeds against output with no protection: any bands may be counted together", () => {
    expect(rateOf(measured.naive)).toBeGreaterThan(0.6);
  });

  it("fails against ours: only the bands of the questionnaire have figures, each by itself", () => {
    expect(measured.ours).toEqual({ tried: 4 * 63, succeeded: 0 });
  });

  it("fails against ours: a count has one noise", () => {
    expect(noiseOfRepeats(100).size).toBe(1);
  });

  it("is what the README says", () => expectWritten(measured));
});
