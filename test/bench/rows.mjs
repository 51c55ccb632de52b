/** The table: its rows, and where they are kept. */
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { ROOT } from "./processes.mjs";

/** How long each load lasts. */
export const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);

const FILE = join(ROOT, "test/bench/results.json");
/** Processes that wanted a core in the minute before, by others. */
const [LOAD] = loadavg();
const rows = [];
let section = "";

/** The rows that follow are of this section. */
export function begin(name) {
  section = name;
}

export function row(what, measured, budget, ok) {
  rows.push({ section, what, measured, budget, ok });
}

/** Prints the rows taken, and keeps them in place of the earlier ones of their sections. */
export function report(sections, taken) {
  const width = Math.max(...rows.map(({ what }) => what.length));
  const middle = Math.max(...rows.map(({ measured }) => measured.length));
  for (const { what, measured, budget, ok } of rows) {
    console.log(`${ok ? "ok  " : "OVER"} ${what.padEnd(width)}  ${measured.padEnd(middle)}  ${budget}`);
  }
  const machine = `${cpus().length} cores, Node ${process.version}`;
  const kept = JSON.parse(readFileSync(FILE, "utf8")).rows.filter((one) => !taken.includes(one.section));
  const all = sections.flatMap((name) => [...kept, ...rows].filter((one) => one.section === name));
  writeFileSync(FILE, `${JSON.stringify({ machine, seconds: SECONDS, rows: all }, null, 2)}\n`);
  if (LOAD > 1)
    console.log(`\nThe machine was busy before this began (load ${LOAD.toFixed(1)}): take slow rows again.`);
  console.log(`\n${machine}. Also in test/bench/results.json.`);
}
