/**
 * `npm run bench`: the budgets of weighting, of counting and building, of the submission, the published results and the
 * pages, each beside a reference in the same run. Prints a table and keeps it in `test/bench/results.json`. Ratios count;
 * absolute figures are this machine's. `npm run bench -- weighting pages` takes these sections alone and leaves the other
 * rows as they were.
 */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { gzipSync } from "node:zlib";
import autocannon from "autocannon";
import { build as bundle } from "esbuild";
import { build } from "../../server/tools/build.mjs";
import { counting, disclosure, pipeline, rehearsal, stored, weighting } from "./core.mjs";
import { BUNDLES, DIST, freePort, output, ROOT, start, stop } from "./processes.mjs";
import { begin, report, row, SECONDS } from "./rows.mjs";

const CONNECTIONS = 64;
const PROGRAMS = ["serve", "commit", "tabulate", "weighting", "disclosure", "fill", "stored", "pipeline", "files"];
const SECTIONS = {
  start: firstStart,
  counting,
  weighting,
  disclosure,
  stored: () => stored(folder),
  pipeline: () => pipeline(folder),
  rehearsal: () => rehearsal(folder),
  submission,
  files: releaseFiles,
  results: publishedResults,
  pages: pageWeights,
};
const NEED_DATA = ["start", "submission", "files", "results", "pages"];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(SECTIONS, name));
if (unknown.length > 0) {
  console.error(`There is no section ${unknown.join(", ")}. The sections are ${Object.keys(SECTIONS).join(", ")}.`);
  process.exit(2);
}
const chosen = Object.keys(SECTIONS).filter((name) => asked.length === 0 || asked.includes(name));

await build();
await bundle({
  entryPoints: PROGRAMS.map((name) => join(ROOT, `test/bench/${name}.ts`)),
  outdir: BUNDLES,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  packages: "external",
  jsx: "automatic",
  jsxImportSource: "preact",
});
const folder = mkdtempSync(join(tmpdir(), "soundings-bench-"));
const data = join(folder, "data");
let startSeconds = 0;
try {
  if (NEED_DATA.some((name) => chosen.includes(name))) startSeconds = await prepareData();
  for (const name of chosen) {
    begin(name);
    await SECTIONS[name]();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
  rmSync(BUNDLES, { recursive: true, force: true });
}
report(Object.keys(SECTIONS), chosen);

/** A real first start, demonstration and all, in a folder of its own; gives how many seconds it took. */
async function prepareData() {
  const started = performance.now();
  const server = await start(
    ["dist/server/node.mjs"],
    { DATA_DIR: data, PORT: String(await freePort()) },
    /is running at/,
  );
  const seconds = (performance.now() - started) / 1000;
  await stop(server);
  return seconds;
}

function firstStart() {
  row("First start with the demonstration", `${startSeconds.toFixed(1)} s`, "under 60 s", startSeconds < 60);
}

async function submission() {
  const reference = await load("no-commit");
  const product = await load("app");
  const groupSize = Math.max(1, Math.round(product.entries / product.commits));
  const { rowsPerSecond } = await output("commit", groupSize, SECONDS);
  const [a, b] = [reference.perSecond, rowsPerSecond];
  const bound = (a * b) / (a + b);
  const share = product.perSecond / bound;
  row("Submission: same route without its commit (a)", `${a.toFixed(0)} a second`, "reference", true);
  row(`Submission: bare commit in groups of ${groupSize} (b)`, `${b.toFixed(0)} a second`, "reference", true);
  row(
    "Submission, 64 connections",
    `${product.perSecond.toFixed(0)} a second = ${(share * 100).toFixed(0)} % of a·b/(a+b)`,
    "at least 80 %",
    share >= 0.8,
  );
  row("Submission, p99", `${product.p99} ms`, "at most 100 ms", product.p99 <= 100);
  row("Submission, errors", String(product.errors), "none", product.errors === 0);
}

async function load(mode) {
  const port = await freePort();
  const server = await start([join(BUNDLES, "serve.mjs"), mode, String(port), DIST], { DATA_DIR: data }, /listening/);
  const url = `http://127.0.0.1:${port}/api/v1/waves/demo-try/responses`;
  const fire = (duration) =>
    autocannon({
      url,
      method: "POST",
      connections: CONNECTIONS,
      duration,
      headers: { "Content-Type": "application/json" },
      requests: [{ setupRequest: (request) => ({ ...request, body: submissionBody() }) }],
    });
  await fire(2);
  const before = await counted(server);
  const result = await fire(SECONDS);
  const after = await counted(server);
  await stop(server);
  return {
    perSecond: result["2xx"] / result.duration,
    p99: result.latency.p99,
    errors: result.errors + result.non2xx + result.timeouts,
    commits: after.commits - before.commits,
    entries: after.entries - before.entries,
  };
}

function submissionBody() {
  return JSON.stringify({
    id: randomBytes(16).toString("base64url"),
    place: "D-U01",
    answers: {
      local_area_satisfaction: "very_satisfied",
      decision_body: "council",
      sex: "female",
      trust_council: "a_fair_amount",
    },
  });
}

async function releaseFiles() {
  const { rows, read, bare, csv, all, megabytes } = await output("files", data);
  const perSecond = rows / (csv / 1000);
  row("Files: bare gzip of the same CSV", `${(bare / 1000).toFixed(2)} s`, "reference", true);
  row(
    `Files: CSV of ${rows.toLocaleString("en-GB")} rows, read from what is stored`,
    `${perSecond.toFixed(0)} rows a second = ${(csv / bare).toFixed(1)} times, ${(read / 1000).toFixed(2)} s of it reading`,
    "at least 100,000 rows a second",
    perSecond >= 100_000,
  );
  row(
    "Files: all of a release",
    `${(all / 1000).toFixed(1)} s, ${megabytes.toFixed(0)} MB`,
    "at most 512 MB",
    megabytes <= 512,
  );
}

async function publishedResults() {
  const port = await freePort();
  const path = "/api/v1/releases/demo-2026-r1/results?question=decision_body&by=all";
  const product = await start([join(BUNDLES, "serve.mjs"), "app", String(port), DIST], { DATA_DIR: data }, /listening/);
  const first = await fetch(`http://127.0.0.1:${port}${path}`);
  const bytes = join(BUNDLES, "bytes.gz");
  writeFileSync(bytes, gzipSync(Buffer.from(await first.arrayBuffer()), { level: 9 }));
  const measured = await reads(port, path);
  const tag = first.headers.get("ETag");
  const again = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { "If-None-Match": tag } });
  await stop(product);
  const referencePort = await freePort();
  const reference = await start(
    [join(BUNDLES, "serve.mjs"), "bytes", String(referencePort), DIST, bytes],
    {},
    /listening/,
  );
  const expected = await reads(referencePort, path);
  await stop(reference);
  row("Results: Hono route with the same bytes", `${expected.toFixed(0)} a second`, "reference", true);
  row(
    "Results of a question, all places",
    `${measured.toFixed(0)} a second = ${((measured / expected) * 100).toFixed(0)} %`,
    "at least 70 %",
    measured / expected >= 0.7,
  );
  row("Results, repeat visit", String(again.status), "304", again.status === 304);
}

async function reads(port, path) {
  const options = {
    url: `http://127.0.0.1:${port}${path}`,
    connections: CONNECTIONS,
    headers: { "Accept-Encoding": "gzip" },
  };
  await autocannon({ ...options, duration: 2 });
  const result = await autocannon({ ...options, duration: SECONDS });
  return result["2xx"] / result.duration;
}

async function pageWeights() {
  const port = await freePort();
  const server = await start([join(BUNDLES, "serve.mjs"), "app", String(port), DIST], { DATA_DIR: data }, /listening/);
  const origin = `http://127.0.0.1:${port}`;
  const manifest = JSON.parse(readFileSync(join(DIST, "assets-manifest.json"), "utf8"));
  const asset = (address) => weigh(readFileSync(join(DIST, "assets", address)));
  const page = async (path) => weigh(Buffer.from(await (await fetch(origin + path)).arrayBuffer()));
  const style = asset(manifest.style);
  const survey = (await page("/survey/demo-try/D-D01")) + style;
  const script = asset(manifest.survey);
  const startPage = await (await fetch(`${origin}/survey/demo-try/D-D01`)).text();
  const [, screens, minutes] = /questions on (\d+) pages\. It takes about (\d+) minutes/.exec(startPage) ?? [];
  const apart = ["proof", "finder", "paper"].map((name) => `${name} ${kilobytes(asset(manifest[name]))}`);
  const place = (await page("/places/demonstration-vennmark")) + style;
  const byAge = (await page("/places/demonstration-vennmark?by=age_band")) + style;
  await stop(server);
  row("Survey page: HTML, questionnaire and CSS", kilobytes(survey), "at most 20 kB gzip", survey <= 20_000);
  row("Survey page: script", kilobytes(script), "at most 15 kB gzip", script <= 15_000);
  row("Survey page: what loads apart", apart.join(", "), "counts apart", true);
  row("Standard questionnaire: pages", screens, "at most 24", Number(screens) <= 24);
  row("Standard questionnaire: minutes", minutes, "at most 5", Number(minutes) <= 5);
  row("Results page of a place, everything", kilobytes(place), "at most 60 kB gzip", place <= 60_000);
  row("Results page of a place, by age", kilobytes(byAge), "at most 60 kB gzip", byAge <= 60_000);
}

function weigh(bytes) {
  return gzipSync(bytes, { level: 9 }).length;
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB gzip`;
}

async function counted(child) {
  const answer = once(child.stdout, "data");
  child.kill("SIGUSR2");
  const [chunk] = await answer;
  return JSON.parse(String(chunk));
}
