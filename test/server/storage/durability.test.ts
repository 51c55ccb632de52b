import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { migrateDatabases } from "../../../server/storage/migrate-node.ts";
import { closeDatabases, openDatabases } from "../../../server/storage/open-node.ts";
import { MIGRATIONS } from "../../support/installation.ts";
import { bundleChild, runChild } from "../../support/run-child.ts";

const COMMITS = 40;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "soundings-durability-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const noStrace = spawnSync("strace", ["-V"]).error !== undefined;
if (noStrace) console.info("Left out: the count of fsyncs, since strace is not installed.");

describe("embedded files", () => {
  test.skipIf(noStrace)("fsync every commit before it is acknowledged", { timeout: 60_000 }, async () => {
    const databases = await openDatabases({ kind: "files", folder: join(folder, "data") });
    await migrateDatabases(databases, MIGRATIONS);
    closeDatabases(databases);
    const bundle = await bundleChild();
    const log = join(folder, "calls");
    const strace = ["strace", "-f", "-y", "-e", "trace=fsync,fdatasync,write", "-s", "16", "-o", log];
    const child = runChild(bundle, ["commits", folder, String(COMMITS)], strace);
    const end = await child.ended;
    await bundle.dispose();
    expect(end).toEqual({ code: 0, errors: "" });
    expect(child.lines).toEqual(Array.from({ length: COMMITS }, () => "taken"));

    // In the order of the calls: between two acknowledgements the log of intake has been brought to disk.
    const calls = readFileSync(log, "utf8").split("\n");
    const isSync = (call: string): boolean => /f(data)?sync\(\d+<[^>]*intake\.db(-wal)?>/.test(call);
    let acknowledged = 0;
    let synced = 0;
    for (const call of calls) {
      if (isSync(call)) synced += 1;
      if (!/write\(1<.*"taken/.test(call)) continue;
      acknowledged += 1;
      expect(synced).toBeGreaterThan(0);
      synced = 0;
    }
    expect(acknowledged).toBe(COMMITS);
    expect(calls.filter(isSync).length).toBeGreaterThanOrEqual(COMMITS);
  });

  test("have, on their one connection, a write-ahead log, full synchrony, secure deletion and no temporary file", async () => {
    const databases = await openDatabases({ kind: "files", folder });
    for (const db of [databases.intake, databases.responses, databases.office]) {
      const read = async (name: string): Promise<unknown> =>
        Object.values((await db.$client.execute(`PRAGMA ${name}`)).rows[0] ?? {})[0];
      const settings = await Promise.all(["journal_mode", "synchronous", "secure_delete", "temp_store"].map(read));
      expect(settings).toEqual(["wal", 2, 1, 2]);
    }
    closeDatabases(databases);
  });
});
