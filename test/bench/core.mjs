/** The rows of the core: counting, weighting, reading what is stored, and a release from beginning to end. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { DIST, output } from "./processes.mjs";
import { row } from "./rows.mjs";

const MILLION = 1_000_000;
const TENTH = 100_000;
const FIRST_CALLS = 7;

export async function counting() {
  const { counted, bare, increments } = await output("tabulate");
  const each = (milliseconds) => `${((milliseconds * 1e6) / increments).toFixed(1)} ns`;
  row("Counting: as many bare increments", each(bare), "reference", true);
  row(
    "Counting 1,000,000 responses, 25 questions, 8 demographics",
    `${(counted / 1000).toFixed(1)} s, ${each(counted)} an increment`,
    "at most 3 times the reference",
    counted <= 3 * bare,
  );
}

/** Several processes, of which each has one first call; the medians. */
export async function weighting() {
  const runs = [];
  for (let run = 0; run < FIRST_CALLS; run += 1) runs.push(await output("weighting"));
  const [{ cells, cycles, warmFromCold, plainFromOurs }] = runs;
  const median = (read) => runs.map(read).toSorted((first, second) => first - second)[FIRST_CALLS >> 1];
  const times = (what) => ({
    first: median(({ first }) => first[what]),
    later: median(({ settled }) => settled[what]),
  });
  const told = ({ first, later }, made) =>
    `first call ${first.toFixed(1)} ms, then ${later.toFixed(2)} ms${made === undefined ? "" : `, ${made} cycles`}`;
  const compared = (name, what, reference) => {
    const [measured, beside] = [times(what), times(reference)];
    const ratio = measured.later / beside.later;
    row(
      name,
      `${told(measured, cycles[what])} = ${ratio.toFixed(1)} times`,
      "at most 3 times the reference",
      ratio <= 3,
    );
  };
  const sample = `35,000 respondents, ${cells} cells, 4 margins`;
  row(`Raking ${sample}: plain loop`, told(times("plain"), cycles.plain), "reference", true);
  compared(`Raking ${sample}`, "ours", "plain");
  row(
    "Raking after one more response, warm start: plain loop",
    told(times("plainWarm"), cycles.plainWarm),
    "reference",
    true,
  );
  compared("Raking after one more response, warm start", "oursWarm", "plainWarm");
  const [whole, plain] = [times("whole"), times("plain")];
  row(
    "Preparing, raking and weights of the same",
    `${told(whole)} = ${(whole.later / plain.later).toFixed(1)} times the plain loop`,
    "none",
    true,
  );
  row(
    "Raking, warm start against cold: largest difference of a weight",
    warmFromCold.toExponential(1),
    "at most 1e-12",
    warmFromCold <= 1e-12,
  );
  row(
    "Raking against plain loop: largest difference of a weight",
    plainFromOurs.toExponential(1),
    "at most 1e-10",
    plainFromOurs <= 1e-10,
  );
}

/**
 * Domains expected at so many responses, of 18, at a design effect of 1.4. At a hundred a third of the places have too few of
 * some age to be weighted, and show nothing; the others show one or two (decision 47).
 */
const EXPECTED = { 100: 1, 200: 5, 300: 8, 500: 13, 1000: 15, 2000: 17 };
const DOMAINS_OFF = 0.5;

/** What disclosure control leaves, what it costs, and how long deciding takes. */
export async function disclosure() {
  const { utility, groups, noise, coverage, audit } = await output("disclosure");
  for (const { responses, shown, of, designEffect } of utility) {
    const expected = EXPECTED[responses];
    row(
      `Shown of a place with ${responses} responses`,
      `${shown.toFixed(1)} of ${of} domains at a design effect of ${designEffect.toFixed(1)}`,
      `about ${expected}`,
      shown >= expected - DOMAINS_OFF,
    );
  }
  for (const { places, totals, kept, bands, shown, counted } of groups) {
    row(
      `${places} places, a fifth withheld: groups kept`,
      `${kept} of ${totals}; ${percent(counted)} of respondents count`,
      "as many as 45 of 52",
      kept / totals >= 45 / 52,
    );
    row(
      `${places} places, a fifth withheld: large enough group bands shown`,
      `${shown} of ${bands} = ${percent(shown / bands)}`,
      "81 % (decision 38)",
      shown / bands >= 0.81,
    );
  }
  for (const { base, widening } of noise) {
    row(`Noise widens a range on a base of ${base} by`, percent(widening), "none", true);
  }
  for (const [what, { ranges, held }] of Object.entries(coverage)) {
    row(
      `Ranges that hold the truth: ${what}`,
      `${percent(held / ranges)} of ${ranges}`,
      "at least 95 %",
      held / ranges >= 0.95,
    );
  }
  for (const { places, groups: made, seconds: taken } of audit) {
    const most = places === 400 ? 60 : 5;
    row(
      `Blocks, domains and audit of ${places} places, ${made} groups`,
      `${taken.toFixed(1)} s`,
      `at most ${most} s`,
      taken <= most,
    );
  }
}

function percent(share) {
  return `${(share * 100).toFixed(1)} %`;
}

/** Reading and counting what is stored. */
export async function stored(folder) {
  const { responses, counted, bare, megabytes } = await output("stored", await filled(folder, MILLION));
  const ratio = counted / bare;
  row("Stored responses: bare SELECT of the same pages", seconds(bare), "reference", true);
  row(
    `Reading and counting ${responses.toLocaleString("en-GB")} stored responses, 25 questions, 300 places`,
    `${seconds(counted)} = ${ratio.toFixed(1)} times, ${megabytes.toFixed(0)} MB`,
    "at most 3 times the reference",
    responses === MILLION && ratio <= 3,
  );
}

/** The whole release: counted, weighted, rows, compressed parts, frozen in its database. */
export async function pipeline(folder) {
  const tenth = await output("pipeline", await filled(folder, TENTH));
  const whole = await output("pipeline", await filled(folder, MILLION));
  const growth = whole.after / tenth.after;
  const ratio = whole.total / whole.bare;
  row("Release of 1,000,000 responses: bare SELECT of them", seconds(whole.bare), "reference", true);
  row(
    "Release of 1,000,000 responses, 25 questions, 300 places, 8 demographics",
    `${seconds(whole.total)} = ${ratio.toFixed(1)} times; ${whole.rows.toLocaleString("en-GB")} rows of ${whole.places} places`,
    "at most 60 s",
    whole.total <= 60_000,
  );
  row(
    "Its attacks, the last step of the build",
    `${seconds(whole.attacks)}, ${whole.megabytesInAll.toFixed(0)} MB; ${whole.passed ? "none succeeded" : "one succeeded"}`,
    "at most 10 minutes",
    whole.attacks <= 600_000,
  );
  row(
    "The same without its attacks, peak memory",
    `${whole.megabytes.toFixed(0)} MB`,
    "at most 1,000 MB",
    whole.megabytes <= 1000,
  );
  row("After counting, 100,000 responses in the same cells", seconds(tenth.after), "reference", true);
  row(
    "After counting, 1,000,000 responses",
    `${seconds(whole.after)} = ${growth.toFixed(2)} times`,
    "at most twice the reference",
    growth <= 2,
  );
}

/** Real places with invented answers: the audit, and it with the attacks, within the budgets of a build. */
export function rehearsal(folder) {
  for (const { places, audit, all } of [
    { places: 40, audit: 5, all: 60 },
    { places: 400, audit: 60, all: 600 },
  ]) {
    const args = ["rehearse", "--data", join(folder, `rehearsal-${places}`), "--places", String(places)];
    const { stdout } = spawnSync(process.execPath, [join(DIST, "server/cli.mjs"), ...args], { encoding: "utf8" });
    const [, made = "0"] = /: (\d+) places/.exec(stdout) ?? [];
    const taken = (step) => Number(new RegExp(`([\\d.]+) s  .*${step}`).exec(stdout)?.[1] ?? Number.NaN);
    const failed = stdout.split("\n").filter((line) => /^(failed|SUCCEEDED)/.test(line));
    const succeeded = failed.filter((line) => line.startsWith("SUCCEEDED")).length;
    row(
      `Rehearsal of ${places} places (${made} there are): weights, blocks, audit`,
      `${taken("audit").toFixed(1)} s`,
      `at most ${audit} s`,
      taken("audit") <= audit,
    );
    row(
      "The same with its attacks",
      `${(taken("audit") + taken("attacks")).toFixed(1)} s; ${succeeded} of ${failed.length} succeeded`,
      `at most ${all} s, none`,
      taken("audit") + taken("attacks") <= all && failed.length > 0 && succeeded === 0,
    );
  }
}

/** The folder of a wave with so many responses, made when it is first asked for. */
async function filled(folder, responses) {
  const made = join(folder, String(responses));
  if (!existsSync(made)) await output("fill", made, responses);
  return made;
}

function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
