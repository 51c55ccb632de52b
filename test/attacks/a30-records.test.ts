import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measure } from "./measures/a30.ts";
import { rateOf } from "./measures/measure.ts";
import { type AttackedSite, createBareSite } from "./site.ts";
import { expectWritten } from "./table.ts";

/** Calls that give rows or lists. Whoever adds one says here that it gives no records. */
const CALLS = [
  ...["evidence", "places", "places/{code}", "questionnaires/{id}/{version}", "releases", "releases/{id}"],
  ...["releases/{id}/results", "releases/{id}/results.csv", "waves", "waves/{id}"],
].map((path) => `/api/v1/${path}`);

describe("A30: records", () => {
  const measured = measure();
  let site: AttackedSite;
  beforeAll(async () => {
    site = await createBareSite();
  }, 300_000);
  afterAll(() => site.dispose());

  it("succeeds against output with no protection: bands with a single person", () => {
    expect(rateOf(measured.naive)).toBeGreaterThan(0.03);
  });

  it("fails against ours", () => {
    expect(measured.ours.tried).toBeGreaterThan(500);
    expect(measured.ours.succeeded).toBe(0);
  });

  it("fails against ours: there is no call that gives responses one by one", async () => {
    const { paths } = JSON.parse((await site.see("/api/v1/openapi.json")).body) as {
      paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    };
    const reading = Object.entries(paths).flatMap(([path, methods]) => ("get" in methods ? [path] : []));
    expect(reading.sort()).toEqual(CALLS);
    for (const name of ["responses", "responses.csv", "records", "microdata", "export"]) {
      expect([name, (await site.see(`/api/v1/waves/any/${name}`)).status]).toEqual([name, 404]);
    }
  });

  it("is what the README says", () => expectWritten(measured));
});
