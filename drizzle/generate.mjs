/**
 * Makes the migrations of the three databases from `drizzle/schema/`, then says `WITHOUT ROWID` in every CREATE TABLE:
 * Drizzle has no word for it, and takes it away again whenever it rebuilds a table.
 * `node drizzle/generate.mjs [NAME]`; with `--check` it fails when a schema has changed and its migration is missing.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { createRequire } from "node:module";

const DATABASES = ["intake", "responses", "office"];
const kit = join(dirname(createRequire(import.meta.url).resolve("drizzle-kit")), "bin.cjs");

function migrationFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith("migration.sql"))
    .map((path) => join(folder, path));
}

function addWithoutRowid(file) {
  const before = readFileSync(file, "utf8");
  const after = before.replaceAll(/^(CREATE TABLE [\s\S]*?\n\));$/gm, "$1 WITHOUT ROWID;");
  if (after !== before) writeFileSync(file, after);
}

function generate(database, name, folder = `./drizzle/migrations/${database}`) {
  const args = [kit, "generate", "--config", "drizzle/kit.config.ts", ...(name ? ["--name", name] : [])];
  return execFileSync(process.execPath, args, {
    env: { ...process.env, SOUNDINGS_DATABASE: database, SOUNDINGS_MIGRATIONS: folder },
    encoding: "utf8",
  });
}

const check = process.argv.includes("--check");
const name = process.argv.slice(2).find((word) => !word.startsWith("--"));
for (const database of DATABASES) {
  const folder = `drizzle/migrations/${database}`;
  if (check) {
    const copy = await mkdtemp(join(tmpdir(), "migrations-"));
    await cp(folder, copy, { recursive: true });
    const before = migrationFiles(copy).length;
    generate(database, "drift", copy);
    const drifted = migrationFiles(copy).length !== before;
    await rm(copy, { recursive: true });
    if (drifted) {
      console.error(
        `drizzle/schema/${database}.ts has changed: run "node drizzle/generate.mjs NAME" and commit what it makes.`,
      );
      process.exitCode = 1;
    }
  } else {
    console.log(generate(database, name));
    for (const file of migrationFiles(folder)) addWithoutRowid(file);
  }
}
