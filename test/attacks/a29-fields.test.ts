import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { INVENTED_PLACES } from "../http/target.ts";
import { FORBIDDEN, measure, namesIn } from "./measures/a29.ts";
import { rateOf } from "./measures/measure.ts";
import { createSite } from "./site.ts";
import { expectWritten } from "./table.ts";

const ASSETS = "dist/assets";

describe("A29: fields that nobody meant to publish", () => {
  const measured = measure();
  let site: Awaited<ReturnType<typeof createSite>>;
  beforeAll(async () => {
    site = await createSite();
  }, 300_000);
  afterAll(() => site.dispose());

  it("succeeds against output with no protection", () => {
    expect(rateOf(measured.naive)).toBe(1);
  });

  it("fails against ours: every row has its columns and no more", () => {
    expect(measured.ours.tried).toBeGreaterThan(10_000);
    expect(measured.ours.succeeded).toBe(0);
  });

  it("fails against ours: no member of any answer of the API is named like a key, a weight or an exact count", async () => {
    const release = `/api/v1/releases/${site.world.release}`;
    const paths = [
      "/api/v1/releases",
      "/api/v1/waves",
      release,
      `${release}/results?place=${INVENTED_PLACES[0]}&by=sex`,
    ];
    for (const path of paths) {
      const names = [...namesIn(JSON.parse((await site.see(path)).body))];
      expect([path, names.length > 3, names.filter((name) => FORBIDDEN.test(name))]).toEqual([path, true, []]);
    }
    expect(["record_key", "weights", "pvalue", "ckey"].every((name) => FORBIDDEN.test(name))).toBe(true);
  });

  it("fails against ours: scripts have no source maps, and no word of noise or record keys", () => {
    const files = readdirSync(ASSETS, { recursive: true, encoding: "utf8" });
    expect(files.filter((name) => name.endsWith(".map"))).toEqual([]);
    const scripts = files.filter((name) => name.endsWith(".js"));
    expect(scripts.length).toBeGreaterThan(0);
    for (const name of scripts) {
      const text = readFileSync(join(ASSETS, name), "utf8");
      expect([name, /sourceMappingURL|record_?key|keySum|cellNoise/i.test(text)]).toEqual([name, false]);
    }
  });

  it("is what the README says", () => expectWritten(measured));
});
