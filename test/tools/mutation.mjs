/**
 * `npm run mutation [-- FILE...]`: changes weighting and estimation in every small way that Stryker knows, one at a time,
 * and sees whether a test notices. Mutants that live must stand, explained, in `test/mutation/survivors.json`.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Stryker } from "@stryker-mutator/core";

const ROOT = resolve(fileURLToPath(new URL("../..", import.meta.url)));
const FOLDERS = ["core/weighting", "core/estimation"];
const SANDBOX = ".mutation";
const LIVING = ["Survived", "NoCoverage"];

process.chdir(ROOT);
const files = process.argv.slice(2);
const missing = files.filter((file) => !existsSync(file));
if (missing.length > 0) {
  console.error(`There is no ${missing.join(", ")}. Usage: npm run mutation [-- FILE...]`);
  process.exit(2);
}
const mutants = await mutate(files.length > 0 ? files : FOLDERS.map((folder) => `${folder}/*.ts`));
rmSync(SANDBOX, { recursive: true, force: true });
process.exitCode = report(mutants, files.length === 0);

async function mutate(patterns) {
  return new Stryker({
    testRunner: "bundled-tests",
    plugins: [pathToFileURL(join(ROOT, "test/mutation/runner.mjs")).href],
    bundledTests: { suites: suites() },
    mutate: patterns,
    coverageAnalysis: "perTest",
    concurrency: 2,
    timeoutMS: 5000,
    reporters: ["progress"],
    tempDirName: SANDBOX,
    // The sandbox has what the suites need; the project's own TypeScript settings refer to what it does not have.
    ignorePatterns: ["**", "!core/**", "!test/core/**", "!test/oracles/**", "!package.json", "core/tsconfig.json"],
    tsconfigFile: "none",
    logLevel: "warn",
    fileLogLevel: "off",
    warnings: { unknownOptions: false },
  }).runMutationTest();
}

/** The suites of the mutated folders, and the oracle cases last: they take longer. */
function suites() {
  const own = FOLDERS.flatMap((folder) =>
    readdirSync(join("test", folder))
      .filter((file) => file.endsWith(".test.ts"))
      .map((file) => `test/${folder}/${file}`),
  );
  return [...own, "test/oracles/cases.test.ts"];
}

function report(judged, whole) {
  const explained = JSON.parse(readFileSync("test/mutation/survivors.json", "utf8"));
  const made = judged.filter(({ status }) => status !== "Ignored");
  const living = made.filter(({ status }) => LIVING.includes(status)).map(described);
  const noticed = made.length - living.length;
  console.log(
    `${made.length} mutants, ${noticed} noticed by a test (${((100 * noticed) / made.length).toFixed(1)} per cent).`,
  );
  const unexplained = living.filter((one) => !explained.some((other) => isSame(one, other)));
  for (const one of unexplained) console.error(`LIVES ${one.file}:${one.line}\n  ${one.source}\n  ${one.replacement}`);
  const gone = whole ? explained.filter((one) => !living.some((other) => isSame(one, other))) : [];
  for (const one of gone) console.error(`EXPLAINED, BUT NOTICED: ${one.file}\n  ${one.source}\n  ${one.replacement}`);
  console.log(`${living.length} live, ${unexplained.length} of them without an explanation.`);
  return unexplained.length + gone.length === 0 ? 0 : 1;
}

function isSame(one, other) {
  return one.file === other.file && one.source === other.source && one.replacement === other.replacement;
}

/** A mutant by what it changes, so that a line that moves is still the same. */
function described({ fileName, location: { start, end }, replacement }) {
  const file = fileName.startsWith(ROOT) ? fileName.slice(ROOT.length + 1) : fileName;
  const lines = readFileSync(join(ROOT, file), "utf8")
    .split("\n")
    .slice(start.line - 1, end.line);
  const last = lines.length - 1;
  lines[last] = lines[last].slice(0, end.column - 1);
  lines[0] = lines[0].slice(start.column - 1);
  return { file, line: start.line, source: lines.map((line) => line.trim()).join(" "), replacement };
}
