/**
 * Programs that others use read our files: PSPP, R, LibreOffice and DuckDB, each compared row by row with the CSV of the
 * whole release, which the suites compare with the API. `node test/judges/files.mjs [DATA]`: the demonstration's files, from
 * a data folder that has it, or from one that is loaded first. A judge that is not there is left out, and says so.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parse } from "csv-parse/sync";

const ROOT = resolve(fileURLToPath(new URL("../..", import.meta.url)));
const DUCKDB = "@duckdb/node-api@1.5.6-r.1";
const RELEASE = "demo-2026-r1";
const PLACE = "D-U01";
const NUMBERS = new Set([
  "members_included",
  "members",
  "population_covered",
  "share",
  "low",
  "high",
  "base",
  "design_effect",
]);

const folder = mkdtempSync(join(tmpdir(), "soundings-judges-"));
let failed = 0;
try {
  await download();
  const whole = rowsOf(readFileSync(join(folder, "results.csv")));
  const place = whole.filter(({ place_code }) => place_code === PLACE);
  console.log(`${whole.length} rows, ${place.length} of them of ${PLACE}.`);
  judgePspp(whole);
  judgeR(whole, place);
  judgeLibreOffice(place);
  await judgeDuckDb(whole);
} finally {
  rmSync(folder, { recursive: true });
}
process.exitCode = failed === 0 ? 0 : 1;

/** The files, as whoever downloads them gets them. */
async function download() {
  const data = process.argv[2] ?? join(folder, "data");
  const port = await freePort();
  const env = { ...process.env, DATA_DIR: data, PORT: String(port), SOUNDINGS_DEMONSTRATION: "on" };
  const child = spawn(process.execPath, [join(ROOT, "dist/server/node.mjs")], { cwd: ROOT, env, stdio: "pipe" });
  await new Promise((ready, ended) => {
    child.stdout.on("data", (text) => String(text).includes("is running at") && ready());
    child.stderr.resume();
    child.once("exit", () => ended(new Error("the server ended")));
  });
  const names = ["results.csv", "results.sps", "results.parquet", `${PLACE}.csv`, `${PLACE}.ods`, `${PLACE}.xlsx`];
  for (const name of names) {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/releases/${RELEASE}/files/${name}`);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    writeFileSync(join(folder, name), Buffer.from(await response.arrayBuffer()));
  }
  child.removeAllListeners("exit");
  child.kill();
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  const { port } = server.address();
  server.close();
  return port;
}

function judgePspp(whole) {
  if (!isThere("pspp", ["--version"], "PSPP", "Debian's pspp")) return;
  const syntax = readFileSync(join(folder, "results.sps"), "utf8");
  const save = "SAVE TRANSLATE /OUTFILE='pspp.csv' /TYPE=CSV /FIELDNAMES /CELLS=VALUES /REPLACE.\n";
  const labels = "DISPLAY DICTIONARY /VARIABLES=status.\n";
  writeFileSync(join(folder, "judge.sps"), syntax + save + labels);
  const { status, stdout } = run("pspp", ["-b", "judge.sps", "-o", "-"]);
  if (status !== 0) console.log(stdout.slice(0, 2000));
  const read = rowsOf(readFileSync(join(folder, "pspp.csv"))).map(({ breakdown, ...row }) => ({
    ...row,
    by: breakdown,
  }));
  verdict("PSPP reads results.csv by results.sps", whole, read);
  if (!stdout.includes("Withheld, to protect people")) verdict("PSPP knows the labels of values", [{}], []);
}

function judgeR(whole, place) {
  if (!isThere("Rscript", ["--version"], "R", "R")) return;
  for (const [name, expected] of [
    ["results.csv", whole],
    [`${PLACE}.csv`, place],
  ]) {
    const code = `d <- read.csv("${name}", fileEncoding = "UTF-8"); stopifnot(is.numeric(d$share), is.numeric(d$design_effect)); write.csv(d, "r.csv", row.names = FALSE, na = "", fileEncoding = "UTF-8")`;
    const { status, stderr } = run("Rscript", ["-e", code]);
    if (status !== 0) console.log(stderr);
    verdict(`R reads ${name}`, expected, status === 0 ? rowsOf(readFileSync(join(folder, "r.csv"))) : []);
  }
}

function judgeLibreOffice(place) {
  if (!isThere("soffice", ["--version"], "LibreOffice", "Debian's libreoffice-calc-nogui")) return;
  for (const format of ["ods", "xlsx"]) {
    const out = join(folder, `office-${format}`);
    // Every sheet as a CSV of its own: comma, quotation marks, UTF-8, cells as they are stored.
    const filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1";
    run("soffice", [
      `-env:UserInstallation=${pathToFileURL(join(folder, "profile"))}`,
      "--headless",
      "--convert-to",
      filter,
      "--outdir",
      out,
      `${PLACE}.${format}`,
    ]);
    const sheets = existsSync(out) ? readdirSync(out).map((name) => readFileSync(join(out, name), "utf8")) : [];
    const read = sheets.flatMap((text) => {
      const start = text.indexOf("release,wave,stream,");
      return start === -1 ? [] : rowsOf(text.slice(start));
    });
    const marked = read.map((row) => ({ ...row, status: row.status?.replaceAll(/[[\]]/g, "") ?? null }));
    verdict(`LibreOffice converts ${PLACE}.${format}`, place, marked);
  }
}

async function judgeDuckDb(whole) {
  const cache = join(ROOT, "node_modules", ".cache", "duckdb");
  const entry = join(cache, "node_modules/@duckdb/node-api/lib/index.js");
  if (!existsSync(entry)) {
    mkdirSync(cache, { recursive: true });
    run("npm", ["install", "--no-audit", "--no-fund", "--no-save", "--prefix", cache, DUCKDB]);
  }
  if (!existsSync(entry)) return void console.log(`Left out: DuckDB, which npm did not bring (${DUCKDB}).`);
  const { DuckDBInstance } = (await import(pathToFileURL(entry))).default;
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  for (const [name, source] of [
    ["results.parquet", `'${join(folder, "results.parquet")}'`],
    ["results.csv", `read_csv('${join(folder, "results.csv")}', header = true, all_varchar = true)`],
  ]) {
    const reader = await connection.runAndReadAll(`SELECT * FROM ${source}`);
    const read = reader
      .getRowObjects()
      .map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([column, value]) => [column, cell(column, value === null ? "" : String(value))]),
        ),
      );
    verdict(`DuckDB reads ${name}`, whole, read);
  }
  connection.closeSync();
}

function isThere(program, words, name, wanted) {
  const there = spawnSync(program, words, { stdio: "ignore" }).status === 0;
  if (!there) console.log(`Left out: ${name}. It needs ${wanted}.`);
  return there;
}

function run(program, words) {
  return spawnSync(program, words, { cwd: folder, encoding: "utf8", maxBuffer: 1e9 });
}

function rowsOf(csv) {
  return parse(csv, { columns: true, bom: true }).map((row) =>
    Object.fromEntries(Object.entries(row).map(([column, text]) => [column, cell(column, text)])),
  );
}

function cell(column, text) {
  const plain = text.trim();
  if (plain === "") return null;
  return NUMBERS.has(column) ? Number(plain) : plain;
}

/** Rows are matched by what tells them apart, since sheets are by breakdown; each must be there once and say the same. */
function verdict(what, expected, read) {
  const keyOf = (row) => [row.place_code, row.stream, row.question, row.answer, row.by, row.group].join(" ");
  const byKey = new Map(read.map((row) => [keyOf(row), row]));
  const different = expected.filter((row) => {
    const other = byKey.get(keyOf(row));
    return other === undefined || Object.keys(row).some((column) => row[column] !== other[column]);
  });
  const same = different.length === 0 && read.length === expected.length;
  console.log(`${same ? "ok  " : "FAIL"} ${what}: ${read.length} rows, ${different.length} different`);
  if (same) return;
  failed += 1;
  const [first] = different;
  if (first !== undefined) console.log(first, byKey.get(keyOf(first)));
}
