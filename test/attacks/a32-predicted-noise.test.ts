import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { chiSquare, measure } from "./measures/a32.ts";
import { expectWritten } from "./table.ts";

describe("A32: noise that can be foreseen", () => {
  const measured = measure();

  it("succeeds against output with no protection: a generator with a small seed", () => {
    expect(measured.naive.succeeded).toBe(measured.naive.tried);
  });

  it("fails against ours: HMAC with 32 random bytes for each wave", () => {
    expect(measured.ours.succeeded).toBe(0);
  });

  it("fails against ours: fractions are uniform over 100,000 cells", () => {
    // Of 99 degrees of freedom: beyond these limits once in a thousand at each end.
    expect(chiSquare()).toBeGreaterThan(61);
    expect(chiSquare()).toBeLessThan(149);
  });

  it.each(["core", "server/jobs", "server/keys", "server/sealing"])("%s never draws from Math.random", (folder) => {
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((name) => readFileSync(join(folder, name), "utf8").includes("Math.random"))).toEqual([]);
  });

  it("is what the README says", () => expectWritten(measured));
});
