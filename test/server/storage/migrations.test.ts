import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { migrate } from "drizzle-orm/libsql/migrator";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { countCodesIssued, getCodeBatch } from "../../../server/storage/code-batches.ts";
import type { Database } from "../../../server/storage/database.ts";
import { migrateDatabases } from "../../../server/storage/migrate-node.ts";
import { closeDatabases, openDatabases, openFile } from "../../../server/storage/open-node.ts";
import { responsesIdentity } from "../../../server/storage/responses.ts";
import { getSetting } from "../../../server/storage/settings.ts";
import { MIGRATIONS } from "../../support/installation.ts";
import { bundleChild, type ChildBundle, runChild } from "../../support/run-child.ts";

const DATABASES = ["intake", "responses", "office"] as const;
const DRIZZLES_OWN = "__drizzle_migrations";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "soundings-migrations-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Table {
  readonly name: string;
  readonly sql: string;
}

async function tablesOf(db: Database): Promise<Table[]> {
  const result = await db.$client.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name");
  return result.rows.map((row) => ({ name: String(row["name"]), sql: String(row["sql"]) }));
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly standard: unknown;
}

async function columnsOf(db: Database, table: string): Promise<Column[]> {
  const result = await db.$client.execute(`PRAGMA table_info(\`${table}\`)`);
  return result.rows.map((row) => ({
    name: String(row["name"]),
    type: String(row["type"]).toLowerCase(),
    standard: row["dflt_value"],
  }));
}

/** The migrations of a database in their order, each with a folder that holds it and all before it. */
function migrationsOf(root: string, name: string): string[] {
  const source = join(root, name);
  const names = readdirSync(source).sort();
  return names.map((_last, index) => {
    const part = join(folder, `${name}-${index}`);
    mkdirSync(part);
    for (const one of names.slice(0, index + 1)) cpSync(join(source, one), join(part, one), { recursive: true });
    return part;
  });
}

/** What keeps an order of arrival, or a time, in a schema. */
async function schemaProblems(db: Database, timeless: boolean): Promise<string[]> {
  const problems: string[] = [];
  for (const { name, sql } of await tablesOf(db)) {
    if (name === DRIZZLES_OWN) continue;
    if (!/WITHOUT ROWID\s*$/i.test(sql)) problems.push(`${name} has a rowid`);
    if (/AUTOINCREMENT/i.test(sql) || name === "sqlite_sequence") problems.push(`${name} counts up`);
    for (const column of timeless ? await columnsOf(db, name) : []) {
      const named = /(^|_)(at|on|time|date|day|hour|stamp|timestamp|created|updated|modified|seen|seq|order)(_|$)/;
      if (named.test(column.name)) problems.push(`${name}.${column.name} is a time`);
      if (/date|time/.test(column.type)) problems.push(`${name}.${column.name} holds a time`);
      if (column.standard !== null) problems.push(`${name}.${column.name} fills itself`);
    }
  }
  return problems;
}

/** One row in every table, made from the schema as it is. */
async function populate(db: Database): Promise<Map<string, number>> {
  const rows = new Map<string, number>();
  for (const { name } of await tablesOf(db)) {
    if (name === DRIZZLES_OWN) continue;
    const columns = await columnsOf(db, name);
    const args = columns.map(({ type }) => (type === "blob" ? new Uint8Array(32) : type === "text" ? "[]" : 1));
    await db.$client.execute({ sql: `INSERT INTO \`${name}\` VALUES (${args.map(() => "?").join(", ")})`, args });
    rows.set(name, 1);
  }
  return rows;
}

async function countsOf(db: Database, tables: Iterable<string>): Promise<Map<string, number>> {
  const rows = new Map<string, number>();
  for (const name of tables) {
    const result = await db.$client.execute(`SELECT count(*) AS rows FROM \`${name}\``);
    rows.set(name, Number(result.rows[0]?.["rows"]));
  }
  return rows;
}

describe.each(DATABASES)("the migrations of %s", (name) => {
  const timeless = name !== "office";

  test("leave no table with a rowid, a counter or a time after any of them, from empty", async () => {
    const db = await openFile(join(folder, "empty.db"));
    for (const migrationsFolder of migrationsOf(MIGRATIONS, name)) {
      await migrate(db, { migrationsFolder });
      expect(await schemaProblems(db, timeless)).toEqual([]);
    }
    expect((await tablesOf(db)).length).toBeGreaterThan(1);
    db.$client.close();
  });

  test("leave none, and lose no row, from a populated fixture of any of them", async () => {
    const steps = migrationsOf(MIGRATIONS, name);
    for (const [from, first] of steps.entries()) {
      const db = await openFile(join(folder, `from-${from}.db`));
      await migrate(db, { migrationsFolder: first });
      const rows = await populate(db);
      for (const migrationsFolder of steps.slice(from)) {
        await migrate(db, { migrationsFolder });
        expect(await schemaProblems(db, timeless)).toEqual([]);
      }
      expect(await countsOf(db, rows.keys())).toEqual(rows);
      db.$client.close();
    }
  });
});

test("batches of codes from before there were two steps count as issued", async () => {
  const [first = ""] = migrationsOf(MIGRATIONS, "office");
  const db = await openFile(join(folder, "office.db"));
  await migrate(db, { migrationsFolder: first });
  await db.$client.execute("INSERT INTO code_batch (id, wave, place, issued) VALUES ('b', 'w', 'E08000039', 12)");
  await migrate(db, { migrationsFolder: join(MIGRATIONS, "office") });
  expect(await countCodesIssued(db, "w")).toEqual(new Map([["E08000039", 12]]));
  expect(await getCodeBatch(db, "b")).toMatchObject({ state: "issued", codes: 12, requestedBy: "" });
  db.$client.close();
});

describe("the check of migrations", () => {
  test("finds a rebuilt table that has its rowid back, a counter and a time", async () => {
    const root = join(folder, "made-up");
    cpSync(join(MIGRATIONS, "intake"), join(root, "intake"), { recursive: true });
    const later = join(root, "intake", "20991231000000_rebuild");
    mkdirSync(later);
    const statements = [
      "CREATE TABLE `new_gate` (`wave` text PRIMARY KEY)",
      "DROP TABLE `gate`",
      "ALTER TABLE `new_gate` RENAME TO `gate`",
      "CREATE TABLE `log` (`id` integer PRIMARY KEY AUTOINCREMENT, `created_at` text DEFAULT CURRENT_TIMESTAMP)",
    ];
    writeFileSync(join(later, "migration.sql"), statements.join(";\n--> statement-breakpoint\n"));
    const db = await openFile(join(folder, "rebuilt.db"));
    for (const migrationsFolder of migrationsOf(root, "intake")) await migrate(db, { migrationsFolder });
    expect(await schemaProblems(db, true)).toEqual([
      "gate has a rowid",
      "log has a rowid",
      "log counts up",
      "log.created_at is a time",
      "log.created_at fills itself",
      "sqlite_sequence has a rowid",
      "sqlite_sequence counts up",
      "sqlite_sequence.seq is a time",
    ]);
    db.$client.close();
  });

  /** Runs `generate.mjs --check` in a copy, since it puts the folders of migrations aside while it looks. */
  function check(change: (root: string) => void): { status: number; said: string } {
    const root = join(folder, "copy");
    cpSync("drizzle", join(root, "drizzle"), { recursive: true });
    for (const file of ["package.json", "tsconfig.json"]) cpSync(file, join(root, file));
    symlinkSync(resolve("node_modules"), join(root, "node_modules"));
    change(root);
    try {
      const options = { cwd: root, encoding: "utf8", stdio: "pipe", timeout: 60_000 } as const;
      return { status: 0, said: execFileSync(process.execPath, ["drizzle/generate.mjs", "--check"], options) };
    } catch (error) {
      const { status, stderr } = error as { status: number; stderr: string };
      return { status, said: stderr };
    }
  }

  test("finds nothing left to generate", { timeout: 60_000 }, () => {
    expect(check(() => undefined)).toMatchObject({ status: 0 });
  });

  test("finds a schema that was changed without its migration", { timeout: 60_000 }, () => {
    const { status, said } = check((root) => {
      const table = '\nexport const extra = sqliteTable("extra", { id: text().primaryKey().notNull() });\n';
      appendFileSync(join(root, "drizzle/schema/responses.ts"), table);
    });
    expect(status).toBe(1);
    expect(said).toContain("drizzle/schema/responses.ts has changed");
  });
});

describe("first starts at the same moment", () => {
  let bundle: ChildBundle;
  beforeAll(async () => {
    bundle = await bundleChild();
  });
  afterAll(() => bundle.dispose());

  async function schemaOf(
    data: string,
  ): Promise<{ tables: Table[][]; applied: number[]; healthy: boolean; id: string }> {
    const databases = await openDatabases({ kind: "files", folder: data });
    const all = [databases.intake, databases.responses, databases.office];
    const checks = await Promise.all(all.map((db) => db.$client.execute("PRAGMA integrity_check")));
    const applied = await Promise.all(all.map((db) => countsOf(db, [DRIZZLES_OWN])));
    const found = {
      tables: await Promise.all(all.map(tablesOf)),
      applied: applied.map((counts) => counts.get(DRIZZLES_OWN) ?? 0),
      healthy: checks.every((result) => result.rows[0]?.["integrity_check"] === "ok"),
      id: await responsesIdentity(databases.responses),
    };
    expect(await getSetting(databases.office, "responses_database")).toBe(found.id);
    expect(await countsOf(databases.responses, ["identity"])).toEqual(new Map([["identity", 1]]));
    closeDatabases(databases);
    return found;
  }

  test.each([2, 5])(
    "of %i processes end in one complete schema and one identity",
    { timeout: 60_000 },
    async (count) => {
      const alone = await openDatabases({ kind: "files", folder: join(folder, "alone") });
      await migrateDatabases(alone, MIGRATIONS);
      closeDatabases(alone);
      const expected = await schemaOf(join(folder, "alone"));

      const children = Array.from({ length: count }, () => runChild(bundle, ["start", folder]));
      await Promise.all(children.map((child) => child.until((lines) => lines.includes("ready"))));
      for (const child of children) child.go();
      const ends = await Promise.all(children.map((child) => child.ended));
      expect(ends).toEqual(ends.map(() => ({ code: 0, errors: "" })));

      const found = await schemaOf(join(folder, "data"));
      expect(found).toEqual({ ...expected, id: found.id });
      expect(children.map((child) => child.lines[1])).toEqual(children.map(() => `${found.id} ${found.id}`));
    },
  );

  test("of five connections in one process end the same", async () => {
    const all = await Promise.all(
      Array.from({ length: 5 }, () => openDatabases({ kind: "files", folder: join(folder, "data") })),
    );
    await Promise.all(all.map((databases) => migrateDatabases(databases, MIGRATIONS)));
    const ids = await Promise.all(all.map((databases) => responsesIdentity(databases.responses)));
    all.map(closeDatabases);
    const found = await schemaOf(join(folder, "data"));
    expect(found.healthy).toBe(true);
    expect(new Set(ids)).toEqual(new Set([found.id]));
  });
});
