/** `npm run oracles -- DIR`: every case in a folder, case by case, with how near we are. Exit status 0, 1 or 2. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { type CaseResult, checkCase, passed } from "./check-cases.ts";

const MISMATCHES_SHOWN = 5;

process.exitCode = main(process.argv.slice(2));

function main(words: readonly string[]): number {
  const [folder] = words;
  if (folder === undefined || words.length !== 1) return wrong("Usage: npm run oracles -- DIR");
  const files = casesIn(folder);
  if (files === null) return wrong(`${folder}: there is no such folder`);
  if (files.length === 0) return wrong(`${folder}: there are no case files (*.json) in this folder`);
  const results = files.map((file) => {
    const result = checkCase(file, textOf(join(folder, file)));
    report(join(folder, file), result);
    return result;
  });
  return summary(results);
}

function casesIn(folder: string): readonly string[] | null {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith(".json"))
      .sort();
  } catch {
    return null;
  }
}

/** The text of a file; nothing where it cannot be read, which no case is. */
function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function report(path: string, result: CaseResult): void {
  const { id, title, comparison, problem } = result;
  if (problem !== null) {
    console.error(`FAIL  ${path}: ${problem}`);
    return;
  }
  const { numbers, worst, mismatches } = comparison;
  const verdict = passed(result) ? "ok  " : "FAIL";
  console.log(`${verdict}  ${id}: ${title}. ${numbers} numbers, worst relative error ${worst.error.toExponential(1)}`);
  if (numbers === 0) console.error("      There is no number to compare.");
  for (const { path: where, wanted, got } of mismatches.slice(0, MISMATCHES_SHOWN)) {
    console.error(`      ${where}: wanted ${JSON.stringify(wanted)}, got ${JSON.stringify(got) ?? "nothing"}`);
  }
  const more = mismatches.length - MISMATCHES_SHOWN;
  if (more > 0) console.error(`      and ${more} more`);
}

function summary(results: readonly CaseResult[]): number {
  const numbers = results.reduce((sum, { comparison }) => sum + comparison.numbers, 0);
  const wrongNumbers = results.reduce((sum, { comparison }) => sum + comparison.mismatches.length, 0);
  const worst = (which: "worst" | "worstIterative"): string => {
    const all = results.map(({ id, comparison }) => ({ id, ...comparison[which] }));
    const { id, error, path } = all.reduce((most, one) => (one.error > most.error ? one : most));
    return error === 0 ? "0" : `${error.toExponential(1)} (${id}, ${path})`;
  };
  console.log(`${results.length} cases, ${numbers} numbers compared, ${wrongNumbers} outside their tolerance.`);
  console.log(`Worst relative error: ${worst("worst")}.`);
  console.log(`Where R itself iterates (its glm, small areas): ${worst("worstIterative")}.`);
  if (results.every(passed)) return 0;
  return results.some(({ problem }) => problem !== null) && wrongNumbers === 0 ? 2 : 1;
}

function wrong(message: string): number {
  console.error(message);
  return 2;
}
