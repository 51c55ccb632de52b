/** What the cases themselves do not say: labels are only labels, a number that is off is found, and the command. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { checkCase, passed } from "./check-cases.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const FOLDER = join(import.meta.dirname, "estimates");
const CASES = readdirSync(FOLDER).filter((file) => file.endsWith(".json"));

function readCase(file: string): string {
  return readFileSync(join(FOLDER, file), "utf8");
}

test("together they are some fourteen thousand numbers", () => {
  const numbers = CASES.map((file) => checkCase(file, readCase(file)).comparison.numbers);
  expect(numbers.length).toBe(13);
  expect(numbers.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(13_000);
});

describe("labels are only labels", () => {
  // Every label that stands for a category, wherever it stands, also as a key.
  const renamed: readonly (readonly [string, string])[] = [
    ["16-24", 'un "deg" chwech, Ŵ'],
    ["65+", "65 a hŷn; [drosodd]"],
    ["M", "Gwryw, 'M'"],
    ["private", "preifat\\u0007"],
    ["Abbey", 'Abaty\'r "Môr", Llŷn'],
    ["W01", "1"],
  ];

  it.each(["01", "03", "04", "05", "07", "08", "12", "13"])("family %s", (family) => {
    const file = CASES.find((name) => name.startsWith(family)) ?? "";
    const text = renamed.reduce((all, [from, to]) => all.replaceAll(`"${from}"`, JSON.stringify(to)), readCase(file));
    expect(text).not.toBe(readCase(file));
    expect(checkCase(file, text).comparison.mismatches).toEqual([]);
  });
});

describe("a number that is off is found", () => {
  it.each(CASES)("%s", (file) => {
    const text = readCase(file);
    const expectedAt = text.indexOf('"expected"');
    const changed = text.slice(expectedAt).replace(/(\d\.)\d{6}/u, "$1000000");
    expect(passed(checkCase(file, text.slice(0, expectedAt) + changed))).toBe(false);
  });

  it("a case that asks for nothing, or for something unknown, does not pass", () => {
    const none = { id: "01-x", tolerance: JSON.parse(readCase(CASES[0] ?? "")).tolerance, input: {}, expected: {} };
    expect(passed(checkCase("x", JSON.stringify(none)))).toBe(false);
    expect(passed(checkCase("x", JSON.stringify({ ...none, id: "99-x" })))).toBe(false);
    expect(passed(checkCase("x", "{"))).toBe(false);
    const more = JSON.parse(readCase("13-households.json"));
    more.expected.clustered.something_new = 1;
    expect(checkCase("13", JSON.stringify(more)).comparison.mismatches).toEqual([
      { path: "clustered.something_new", wanted: 1, got: undefined },
    ]);
  });
});

describe("npm run oracles", () => {
  const run = (...words: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, [join(ROOT, "test/tools/oracles.mjs"), ...words], { encoding: "utf8" });

  it("passes the open cases and says how near they are", () => {
    const { status, stdout } = run(FOLDER);
    expect(stdout).toMatch(/13 cases, \d{5} numbers compared, 0 outside their tolerance\./u);
    expect(stdout).toMatch(/Worst relative error: \d\.\de-1\d/u);
    expect(status).toBe(0);
  });

  it("fails on a number that is off, and tells bad input from it", () => {
    const folder = mkdtempSync(join(tmpdir(), "oracles-"));
    expect(run(folder)).toMatchObject({ status: 2, stderr: expect.stringContaining("no case files") });
    cpSync(join(FOLDER, "13-households.json"), join(folder, "13.json"));
    expect(run(folder).status).toBe(0);
    writeFileSync(join(folder, "broken.json"), '{\n  "id": }');
    expect(run(folder)).toMatchObject({ status: 2, stderr: expect.stringContaining("broken.json") });
    writeFileSync(join(folder, "13.json"), readCase("13-households.json").replace('"df": 239', '"df": 238'));
    expect(run(folder)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("clustered.df: wanted 238, got 239"),
    });
    expect(run()).toMatchObject({ status: 2, stderr: expect.stringContaining("Usage") });
    expect(run(join(folder, "nowhere")).status).toBe(2);
  });
});
