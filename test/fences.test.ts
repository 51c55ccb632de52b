/** The import fences bite: files that break each rule on purpose are refused, one by one. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");

interface Diagnostic {
  readonly file: string;
  readonly rule: string;
}

function lint(folder: string): readonly Diagnostic[] {
  let output: string;
  try {
    output = execFileSync("npx", ["oxlint", "-f", "unix", folder], { cwd: ROOT, encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    output = (error as { stdout: string }).stdout;
  }
  return output.split("\n").flatMap((line) => {
    const [, file, rule] = /^(.+?):\d+:\d+: .*\[Error\/(.+)\]$/.exec(line) ?? [];
    return file === undefined || rule === undefined ? [] : [{ file: relative(folder, file), rule }];
  });
}

test("every planted violation is refused, and an allowed import is not", () => {
  const found = lint("test/fixtures/fences").map(({ file, rule }) => `${file} ${rule}`);
  const counted = [...new Set(found)].sort().map((one) => `${one} x${found.filter((other) => other === one).length}`);
  expect(counted).toMatchInlineSnapshot(`
    [
      "client/counting.ts eslint(no-restricted-imports) x3",
      "client/server.ts eslint(no-restricted-imports) x3",
      "core/clock.ts eslint(no-restricted-globals) x1",
      "core/clock.ts eslint(no-restricted-properties) x2",
      "core/npm.ts eslint(no-restricted-imports) x1",
      "core/server.ts eslint(no-restricted-imports) x1",
      "server/contract/storage.ts eslint(no-restricted-imports) x2",
      "server/http/counting.ts eslint(no-restricted-imports) x3",
      "server/http/storage.ts eslint(no-restricted-imports) x4",
      "server/services/counting.ts eslint(no-restricted-imports) x3",
      "server/services/responses.ts eslint(no-restricted-imports) x2",
      "server/storage/upwards.ts eslint(no-restricted-imports) x1",
    ]
  `);
});

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file));
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(([, specifier = ""]) => specifier);
  return specifiers
    .map((specifier) => relative(ROOT, resolve(ROOT, dirname(file), specifier)))
    .filter((target) => /\.tsx?$/.test(target));
}

function reachableFrom(starts: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const waiting = [...starts];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    waiting.push(...importsOf(file));
  }
  return seen;
}

test("nothing under the edge or its services can reach stored responses, by whatever way round (R1)", () => {
  const reached = reachableFrom([...sources("server/http"), ...sources("server/services")]);
  expect([...reached].filter((file) => file.includes("storage/responses"))).toEqual([]);
});

test("the large tables of population stay on Node: neither the Worker nor the edge reaches them", () => {
  const reached = [...reachableFrom(["server/worker.ts", ...sources("server/http"), ...sources("server/services")])];
  expect(reached.filter((file) => file.endsWith("population.ts"))).toEqual([]);
});

test("the browser's scripts reach no valibot, no server code and no reference table", () => {
  const reached = [...reachableFrom(["client/survey.tsx", "client/finder.ts"])];
  const withValibot = reached.filter((file) => /from "valibot"/.test(readFileSync(join(ROOT, file), "utf8")));
  expect(withValibot.filter((file) => !file.startsWith("server/contract/"))).toEqual([]);
  expect(reached.filter((file) => file.startsWith("server/") && !file.startsWith("server/contract/"))).toEqual([]);
});

test("the form of a code brings nothing else into the browser", () => {
  const form = sources("core/code");
  expect([...reachableFrom(form)].sort()).toEqual(form.sort());
  expect([...reachableFrom(["client/survey.tsx"])]).toContain("core/code/code.ts");
});

test("no file of the core, the client or the edge draws chance from Math.random", () => {
  const files = [...sources("core"), ...sources("client"), ...sources("server/http"), ...sources("server/sealing")];
  expect(files.filter((file) => readFileSync(join(ROOT, file), "utf8").includes("Math.random"))).toEqual([]);
});
