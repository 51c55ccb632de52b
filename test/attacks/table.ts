/** The table of attacks in the README of this folder. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import process from "node:process";
import { expect } from "vitest";
import { type Measure, rateOf, type Score } from "./measures/measure.ts";

const README = fileURLToPath(new URL("README.md", import.meta.url));
const HEAD = ["attack", "what is tried", "success against naive output", "success against ours"];
const FIRST = "| attack";

/** One line of the table as its cells. */
export function cellsOf({ attack, variant, tries, naive, ours }: Measure): readonly string[] {
  return [variant === undefined ? attack : `${attack}, ${variant}`, tries, written(naive), written(ours)];
}

/** Successes of tries, and how many in a hundred that is. */
function written(score: Score): string {
  const percent = 100 * rateOf(score);
  const digits = percent === 0 || percent >= 10 ? 0 : 1;
  return `${percent.toFixed(digits)} % of ${score.tried.toLocaleString("en-GB")}`;
}

/** The lines of the table in the README, without its head. */
export function linesOfReadme(): readonly (readonly string[])[] {
  const rows = readFileSync(README, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return rows.slice(2);
}

/** Whether the table is written anew in this run. */
export const IS_RENEWED = process.env["ATTACKS"] === "renew";

/** Checks that the README has the line of an attack as it was measured just now. */
export function expectWritten(...measures: readonly Measure[]): void {
  if (IS_RENEWED) return;
  const lines = linesOfReadme();
  for (const measure of measures) {
    const cells = cellsOf(measure);
    expect(lines.find(([name]) => name === cells[0])).toEqual(cells);
  }
}

/** Writes the table anew, in columns of one width as the formatter has them. */
export function writeTable(measures: readonly Measure[]): void {
  const lines = measures.map(cellsOf);
  const widths = HEAD.map((name, column) =>
    Math.max(...[HEAD, ...lines].map((line) => (line[column] ?? "").length), name.length),
  );
  const row = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  const text = readFileSync(README, "utf8").split("\n");
  const from = text.findIndex((line) => line.startsWith(FIRST));
  const to = text.findLastIndex((line) => line.startsWith("|"));
  const table = [row(HEAD), rule, ...lines.map(row)];
  writeFileSync(README, [...text.slice(0, from), ...table, ...text.slice(to + 1)].join("\n"));
}
