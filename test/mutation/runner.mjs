/** A test runner for Stryker: the suites bundled into one module, its tests run one by one in this process. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { INSTRUMENTER_CONSTANTS } from "@stryker-mutator/api/core";
import { commonTokens, declareClassPlugin, PluginKind, tokens } from "@stryker-mutator/api/plugin";
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import { build } from "esbuild";

const HARNESS = fileURLToPath(new URL("./harness.mjs", import.meta.url));

class BundledTests {
  static inject = tokens(commonTokens.options);
  #suites;
  #namespace = (globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {});
  #bundle = join(process.cwd(), "bundled-tests.mjs");
  #loads = 0;
  #tests = [];

  constructor(options) {
    this.#suites = options.bundledTests.suites;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    const imports = this.#suites.map((suite) => `import "./${suite}";`).join("\n");
    await build({
      stdin: { contents: `${imports}\nexport { tests } from "vitest";`, resolveDir: process.cwd() },
      outfile: this.#bundle,
      bundle: true,
      ...{ platform: "node", format: "esm", target: "node20", packages: "external", logLevel: "error" },
      alias: { vitest: HARNESS, "@fast-check/vitest": HARNESS },
      plugins: [{ name: "folder of each file", setup: keepFolders }],
    });
    await this.#load();
  }

  async dryRun() {
    const results = [];
    for (const one of this.#tests) {
      this.#namespace.currentTestId = one.id;
      results.push(await run(one));
    }
    this.#namespace.currentTestId = undefined;
    return { status: DryRunStatus.Complete, tests: results, mutantCoverage: this.#namespace.mutantCoverage };
  }

  async mutantRun({ activeMutant, mutantActivation, testFilter, hitLimit }) {
    this.#namespace.hitLimit = hitLimit;
    this.#namespace.hitCount = hitLimit === undefined ? undefined : 0;
    this.#namespace.activeMutant = activeMutant.id;
    try {
      if (mutantActivation === "static") await this.#load();
      const results = [];
      for (const one of this.#tests) {
        if (testFilter !== undefined && !testFilter.includes(one.id)) continue;
        results.push(await run(one));
        if (results.at(-1).status === TestStatus.Failed) break;
      }
      const endless = determineHitLimitReached(this.#namespace.hitCount, this.#namespace.hitLimit);
      return endless ?? toMutantRunResult({ status: DryRunStatus.Complete, tests: results });
    } catch (error) {
      return toMutantRunResult({
        status: DryRunStatus.Complete,
        tests: [failed({ id: "loading", name: "loading" }, error)],
      });
    } finally {
      this.#namespace.activeMutant = undefined;
      if (mutantActivation === "static") await this.#load();
    }
  }

  async #load() {
    this.#loads += 1;
    const { tests } = await import(`${pathToFileURL(this.#bundle).href}?${this.#loads}`);
    this.#tests = tests.map(({ name, body }, index) => ({ id: `${index} ${name}`, name, body }));
  }
}

/** In a bundle there is one folder; a suite that reads files beside it means its own. */
function keepFolders({ onLoad }) {
  onLoad({ filter: /\.test\.ts$/ }, ({ path }) => ({
    contents: readFileSync(path, "utf8").replaceAll("import.meta.dirname", JSON.stringify(dirname(path))),
    loader: "ts",
  }));
}

async function run(one) {
  const began = performance.now();
  try {
    await one.body();
    return { ...described(one), timeSpentMs: performance.now() - began, status: TestStatus.Success };
  } catch (error) {
    return failed(one, error);
  }
}

function failed(one, error) {
  const failureMessage = error instanceof Error ? error.message : String(error);
  return { ...described(one), timeSpentMs: 0, status: TestStatus.Failed, failureMessage };
}

function described({ id, name }) {
  return { id, name };
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "bundled-tests", BundledTests)];
