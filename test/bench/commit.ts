/** The bare commit: groups of the given size into a fresh intake file, as fast as they go. Prints responses a second. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { randomBytes } from "../../server/sealing/bytes.ts";
import { insertSpoolEntries, openGate } from "../../server/storage/intake.ts";
import { migrateDatabases } from "../../server/storage/migrate-node.ts";
import { closeDatabases, openDatabases } from "../../server/storage/open-node.ts";

const [size = "16", seconds = "5", migrations = "drizzle/migrations"] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), "soundings-bench-"));
const databases = await openDatabases({ kind: "files", folder });
await migrateDatabases(databases, migrations);
await openGate(databases.intake, "bench");
const until = performance.now() + Number(seconds) * 1000;
const started = performance.now();
let rows = 0;
while (performance.now() < until) {
  const entries = Array.from({ length: Number(size) }, () => ({
    wave: "bench",
    slot: randomBytes(32),
    place: "E08000039",
    sealed: randomBytes(606),
  }));
  await insertSpoolEntries(databases.intake, entries);
  rows += entries.length;
}
console.log(JSON.stringify({ rowsPerSecond: rows / ((performance.now() - started) / 1000) }));
closeDatabases(databases);
await rm(folder, { recursive: true });
