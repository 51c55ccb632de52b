import { chmodSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrateDatabases } from "../../../server/storage/migrate-node.ts";
import { closeDatabases, openDatabases } from "../../../server/storage/open-node.ts";
import { MIGRATIONS } from "../../support/installation.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "soundings-open-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Every file of the folder with its mode. */
function modes(): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, (statSync(join(folder, name)).mode & 0o777).toString(8)]),
  );
}

const PRIVATE = Object.fromEntries(
  ["intake", "responses", "office"].flatMap((name) => ["", "-wal", "-shm"].map((end) => [`${name}.db${end}`, "600"])),
);

test("database files and their logs are for their owner's eyes only, whatever the folder lets others do", async () => {
  chmodSync(folder, 0o755);
  const databases = await openDatabases({ kind: "files", folder });
  await migrateDatabases(databases, MIGRATIONS);
  expect(modes()).toEqual(PRIVATE);
  closeDatabases(databases);
});

test("files that others could read until now no longer can be", async () => {
  for (const name of ["intake", "responses", "office"]) {
    writeFileSync(join(folder, `${name}.db`), "");
    chmodSync(join(folder, `${name}.db`), 0o644);
  }
  const databases = await openDatabases({ kind: "files", folder });
  await migrateDatabases(databases, MIGRATIONS);
  expect(modes()).toEqual(PRIVATE);
  closeDatabases(databases);
});
