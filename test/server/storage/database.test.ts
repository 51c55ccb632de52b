import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Database, DatabaseBusyError, writeBatch } from "../../../server/storage/database.ts";
import { openFile, openServer } from "../../../server/storage/open-node.ts";
import { describeOnServers } from "../../support/on-servers.ts";
import { type SqldServers, startSqld } from "../../../server/tools/sqld.mjs";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "soundings-database-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A database whose writes fail some times before they succeed. */
function failing(errors: (Error | null)[], onTry: () => void = () => undefined): { db: Database; tries: () => number } {
  let tries = 0;
  const client = {
    batch: async () => {
      const error = errors[Math.min(tries, errors.length - 1)];
      tries += 1;
      onTry();
      if (error !== null) throw error;
      return [];
    },
  };
  return { db: { $client: client } as unknown as Database, tries: () => tries };
}

function withCode(code: string): Error {
  return Object.assign(new Error("failed"), { code });
}

describe("a write", () => {
  test.each([
    ["SQLITE_BUSY", withCode("SQLITE_BUSY")],
    ["a deadline", new DOMException("late", "TimeoutError")],
    ["an unreachable server", new TypeError("fetch failed")],
  ])("is tried again after %s", async (_what, error) => {
    const { db, tries } = failing([error, error, null]);
    expect(await writeBatch(db, [])).toEqual([]);
    expect(tries()).toBe(3);
  });

  test("that stays refused ends, after a few tries, as DatabaseBusyError", async () => {
    const { db, tries } = failing([withCode("SQLITE_BUSY")]);
    await expect(writeBatch(db, [])).rejects.toBeInstanceOf(DatabaseBusyError);
    expect(tries()).toBeLessThanOrEqual(6);
  });

  test("that waits for a server that hangs ends while somebody still waits for it", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { db, tries } = failing([new DOMException("late", "TimeoutError")], () =>
      vi.setSystemTime(Date.now() + 10_000),
    );
    await expect(writeBatch(db, [])).rejects.toBeInstanceOf(DatabaseBusyError);
    vi.useRealTimers();
    expect(tries()).toBe(2);
  });

  test("that is wrong is not tried again", async () => {
    const { db, tries } = failing([withCode("SQLITE_CONSTRAINT")]);
    await expect(writeBatch(db, [])).rejects.toThrow("failed");
    expect(tries()).toBe(1);
  });

  test("of several statements is done whole or not at all", async () => {
    const db = await openFile(join(folder, "file.db"));
    await db.$client.execute("CREATE TABLE one (id INTEGER PRIMARY KEY) WITHOUT ROWID");
    const insert = (id: number): { sql: string; args: number[] } => ({ sql: "INSERT INTO one VALUES (?)", args: [id] });
    await expect(writeBatch(db, [insert(1), insert(2), insert(1)])).rejects.toThrow(/UNIQUE/);
    expect((await db.$client.execute("SELECT * FROM one")).rows).toHaveLength(0);
    await writeBatch(db, [insert(1), insert(2)]);
    expect((await db.$client.execute("SELECT * FROM one")).rows).toHaveLength(2);
    db.$client.close();
  });
});

test("opening a file that another process holds waits until it is free", { timeout: 30_000 }, async () => {
  const path = join(folder, "held.db");
  const holder = createClient({ url: `file:${path}`, concurrency: 1 });
  await holder.execute("CREATE TABLE one (id INTEGER PRIMARY KEY)");
  const held = await holder.transaction("write");
  await held.execute("INSERT INTO one VALUES (1)");
  setTimeout(() => held.close(), 100);
  const db = await openFile(path);
  expect((await db.$client.execute("PRAGMA journal_mode")).rows[0]?.["journal_mode"]).toBe("wal");
  db.$client.close();
  holder.close();
});

describeOnServers("sixteen writers at once on a libSQL server", () => {
  const WRITERS = 16;
  const WRITES = 12;

  let servers: SqldServers | null = null;
  afterEach(() => servers?.stop());

  /** Writes one row after the other until told that the server is busy. */
  async function write(db: Database, writer: number): Promise<{ landed: string[]; busy: string[] }> {
    const landed: string[] = [];
    for (let count = 0; count < WRITES; count += 1) {
      const id = `${writer} ${count}`;
      try {
        // Like every write of the project it may be repeated: a lost answer is asked for again.
        await writeBatch(db, [{ sql: "INSERT INTO one VALUES (?, 1) ON CONFLICT DO NOTHING", args: [id] }]);
        landed.push(id);
      } catch (error) {
        if (!(error instanceof DatabaseBusyError)) throw error;
        return { landed, busy: [id] };
      }
    }
    return { landed, busy: [] };
  }

  test("each land once or are told that the server is busy, and all hear back", { timeout: 60_000 }, async () => {
    servers = await startSqld({ count: 1, folder });
    const url = servers.urls[0] ?? "";
    const reader = openServer({ url });
    await reader.$client.execute("CREATE TABLE one (id TEXT PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID");
    const clients = Array.from({ length: WRITERS }, () => openServer({ url }));
    const ends = await Promise.all(clients.map(write));
    const stored = (await reader.$client.execute("SELECT id FROM one")).rows.map((row) => String(row["id"]));
    for (const { landed, busy } of ends) {
      expect(landed.filter((id) => !stored.includes(id))).toEqual([]);
      expect(landed.length).toBe(busy.length === 0 ? WRITES : landed.length);
    }
    expect(ends.flatMap(({ landed }) => landed).length).toBeGreaterThan(WRITERS);
    expect(new Set(stored).size).toBe(stored.length);
    for (const db of [reader, ...clients]) db.$client.close();
  });
});
