/** The documentation tells the truth: what it names exists, and what exists is named. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { ENVIRONMENT } from "../../server/environment.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const readme = readFileSync(join(ROOT, "README.md"), "utf8");

function files(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file));
}

describe("the README", () => {
  test("names every environment variable that the program reads, and no other", () => {
    const table = readme.slice(readme.indexOf("## Environment"), readme.indexOf("## Durability"));
    const named = new Set([...table.matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, name]) => name));
    const read = new Set([...Object.keys(ENVIRONMENT), "CHROMIUM_PATH", "SQLD_BIN"]);
    expect([...named].sort()).toEqual([...read].sort());
  });

  test("names only npm commands that exist, and all of them", () => {
    const named = new Set([...readme.matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name));
    const own = Object.keys(packageJson.scripts).filter((name) => name !== "start" && name !== "test");
    expect([...named].sort()).toEqual(own.sort());
  });

  test("maps every folder of the tree, and only folders that exist", () => {
    const map = readme.slice(readme.indexOf("## Map of the folders"), readme.indexOf("## Environment"));
    const named = [...map.matchAll(/^\| `([a-z/-]+)\/` +\|/gm)].map(([, name = ""]) => name);
    const standing = ["core", "client", "server", "drizzle", "test", ...subfolders("core"), ...subfolders("server")];
    expect(named.sort()).toEqual(standing.sort());
  });

  test("shows pictures and links files that exist", () => {
    const paths = [...readme.matchAll(/\]\(([^)#:]+)\)|`((?:server|test|core|client|drizzle)\/[^`\s*…]+)`/g)];
    const missing = paths.map(([, link, code]) => link ?? code ?? "").filter((path) => !existsSync(join(ROOT, path)));
    expect(missing).toEqual([]);
  });
});

function subfolders(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name));
}

describe("doc comments", () => {
  test("stand before everything that is exported", () => {
    const bare = [...files("core"), ...files("client"), ...files("server")].flatMap((file) => {
      const lines = readFileSync(join(ROOT, file), "utf8").split("\n");
      return lines.flatMap((line, index) => {
        if (!/^export (async )?(function|const|interface|type|class)\b/.test(line)) return [];
        const before = lines[index - 1] ?? "";
        return before.trimEnd().endsWith("*/") || before.startsWith("// ") ? [] : [`${file}:${index + 1}`];
      });
    });
    expect(bare).toEqual([]);
  });

  const examples = files("core").flatMap((file) =>
    [...readFileSync(join(ROOT, file), "utf8").matchAll(/@example\s+(?:\* )?([\s\S]*?)(?=\n \*\/|\n \* @)/g)].flatMap(
      ([, body = ""]) =>
        body
          .split("\n")
          .map((line) => /^(?: \* )?(\w+)\((.*)\)(\S*) \/\/ => (.+)$/.exec(line.trim().replace(/^\* /, "")))
          .flatMap((match) => (match === null || match[0].includes("…") ? [] : [{ file, code: match[0] }])),
    ),
  );

  test.each(examples)("the example of $file holds: $code", async ({ file, code }) => {
    const [expression = "", expected = ""] = code.split(" // => ");
    const module = (await import(join(ROOT, file))) as Record<string, unknown>;
    const names = Object.keys(module);
    const run = (text: string): unknown =>
      new Function(...names, `return (${text});`)(...names.map((name) => module[name]));
    let actual: unknown;
    try {
      actual = run(expression);
    } catch (error) {
      // Examples that speak of data which the reader has at hand ("directory") are prose.
      if (error instanceof ReferenceError) return;
      throw error;
    }
    expect(actual).toEqual(run(expected.replace(/,? [A-Z][^"'}\]]*$/, "")));
  });
});
