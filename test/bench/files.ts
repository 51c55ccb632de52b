/**
 * The files of the demonstration's release, made again from its stored rows: the CSV alone, all files, and as reference the
 * bare compression of the same bytes. Prints one line of JSON.
 */
import process from "node:process";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { csvHeader, csvOfCompact } from "../../core/release/csv.ts";
import type { CompactRow } from "../../core/release/types.ts";
import { createTextFile, makeReleaseFiles } from "../../server/jobs/make-files.ts";
import { openDatabases } from "../../server/storage/open-node.ts";
import { getReleasePart, listPublishedReleases, rowsOf } from "../../server/storage/releases.ts";

const [folder = ""] = process.argv.slice(2);
const databases = await openDatabases({ kind: "files", folder });
const [release] = await listPublishedReleases(databases.office);
if (release === undefined) throw new Error("there is no release to make files of");
const { document } = release;

/** The rows as the build has them: a place at a time, out of what is stored. */
async function* places(): AsyncGenerator<readonly CompactRow[]> {
  for (const { code } of document.places) {
    const part = await getReleasePart(databases.office, document.id, "place", code);
    if (part !== null) yield await rowsOf(part);
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

const read = await timed(async () => {
  for await (const rows of places()) void rows.length;
});
const texts: Buffer[] = [];
for await (const rows of places()) texts.push(Buffer.from(csvOfCompact(document, rows), "utf8"));
const compress = promisify(gzip);
const bare = await timed(async () => {
  for (const text of texts) await compress(text, { level: 6 });
});
texts.length = 0;
const csv = await timed(async () => {
  const file = createTextFile("results.csv");
  await file.add(csvHeader());
  for await (const rows of places()) await file.add(csvOfCompact(document, rows));
  await file.finish();
});
const all = await timed(async () => {
  await makeReleaseFiles(document, places(), { revisions: [], attributions: [] });
});
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ rows: document.rows, read, bare, csv, all, megabytes }));
