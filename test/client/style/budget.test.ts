/** What a phone loads for the survey stays small, and of GOV.UK Frontend only what is in use is loaded. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { build } from "../../../server/tools/build.mjs";

const ROOT = resolve(import.meta.dirname, "../../..");
const STYLE_BYTES_MAX = 8500;
const SCRIPT_BYTES_MAX = 15_000;

beforeAll(async () => {
  await build({ quiet: true });
}, 60_000);

function sizeOf(asset: string): number {
  const folder = join(ROOT, "dist/assets/assets");
  const [file = ""] = readdirSync(folder).filter((name) => name.startsWith(asset) && /\.(css|js)$/.test(name));
  return gzipSync(readFileSync(join(folder, file)), { level: 9 }).length;
}

describe("what a phone loads", () => {
  test("is at most 8.5 kB of style and 15 kB of script, compressed", () => {
    expect(sizeOf("style-")).toBeLessThanOrEqual(STYLE_BYTES_MAX);
    expect(sizeOf("survey-")).toBeLessThanOrEqual(SCRIPT_BYTES_MAX);
  });

  test("has only those components of GOV.UK Frontend that a page uses", () => {
    const markup = ["client", "server"]
      .flatMap((folder) =>
        readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((file) => join(ROOT, folder, file)),
      )
      .filter((file) => file.endsWith(".tsx"))
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    const style = readFileSync(join(ROOT, "client/style/style.scss"), "utf8");
    const components = [...style.matchAll(/components\/([a-z-]+)"/g)].map(([, name = ""]) => name);
    expect(components.length).toBeGreaterThan(5);
    expect(components.filter((name) => !markup.includes(`govuk-${name}`))).toEqual([]);
  });
});
