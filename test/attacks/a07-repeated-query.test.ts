import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measure } from "./measures/a07.ts";
import { type Measure, rateOf } from "./measures/measure.ts";
import { createSite } from "./site.ts";
import { createWorld, protectedPlaces } from "./support.ts";
import { expectWritten } from "./table.ts";

describe("A7: the same question again and again", () => {
  let site: Awaited<ReturnType<typeof createSite>>;
  let measured: Measure;
  beforeAll(async () => {
    site = await createSite();
    const path = `/api/v1/releases/${site.world.release}/results?place=D-B01&question=decision_body&by=all`;
    measured = await measure(site, path);
  }, 300_000);
  afterAll(() => site.dispose());

  it("succeeds against output with no protection: fresh noise for every answer", () => {
    expect(rateOf(measured.naive)).toBe(1);
  });

  it("fails against ours: a thousand calls have one answer, kept or not", () => {
    expect(measured.ours).toEqual({ tried: 1000, succeeded: 0 });
  });

  it("fails against ours: built anew, the rows are the same", () => {
    const world = createWorld(7, { regions: 1, countiesOfRegion: 1 });
    expect(JSON.stringify(protectedPlaces(world))).toBe(JSON.stringify(protectedPlaces(world)));
  });

  it("is what the README says", () => expectWritten(measured));
});
