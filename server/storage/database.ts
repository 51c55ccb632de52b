/** What every storage function is given as `db`, and the one way to write: whole batches, never interactive transactions. */
import type { Client, InStatement, ResultSet } from "@libsql/client";
import { sql } from "drizzle-orm";
import type { LibSQLDatabase } from "drizzle-orm/libsql";

/** A database under Drizzle, with the libSQL client below it. */
export type Database = LibSQLDatabase & { $client: Client };

/** The three databases of an installation (`drizzle/schema/`). */
export interface Databases {
  readonly intake: Database;
  readonly responses: Database;
  readonly office: Database;
}

/** The database did not take a write in time; nothing was written, and the same write may be tried again. */
export class DatabaseBusyError extends Error {
  override readonly name = "DatabaseBusyError";
}

/** Anything that Drizzle can turn into SQL. */
export interface Query {
  toSQL(): { sql: string; params: unknown[] };
}

const TRIES_MAX = 6;
const LAST_TRY_AFTER_MS = 15_000;
const FIRST_WAIT_MS = 15;

/** A Drizzle query as a statement of a batch. */
export function statement(query: Query): InStatement {
  const { sql, params } = query.toSQL();
  return { sql, args: params as never };
}

/**
 * Does `work`, and does it again with jitter a few times, for some seconds, while the database is busy (another writer,
 * sqld under parallel writers, a file that another process is just making); then `DatabaseBusyError` says that nothing
 * was written. `work` must be one statement or one transaction that may be repeated.
 */
export async function whenFree<Value>(work: () => Promise<Value>, triesMax = TRIES_MAX): Promise<Value> {
  const until = Date.now() + LAST_TRY_AFTER_MS;
  for (let tried = 1; ; tried += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (tried === triesMax || Date.now() > until)
        throw new DatabaseBusyError("the database is busy", { cause: error });
      await new Promise((resolve) => setTimeout(resolve, FIRST_WAIT_MS * 2 ** tried * (0.5 + Math.random())));
    }
  }
}

/**
 * Writes all statements in one transaction, or none, when the database is free. Callers' writes are idempotent, so a
 * write whose answer was lost may be repeated.
 */
export function writeBatch(db: Database, statements: readonly InStatement[]): Promise<ResultSet[]> {
  return whenFree(() => db.$client.batch([...statements], "write"));
}

function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === "TimeoutError" || error.name === "AbortError") return true;
  const code = "code" in error ? String(error.code) : "";
  return (
    /SQLITE_BUSY|SQLITE_LOCKED|TRANSACTION_TIMEOUT|STREAM_EXPIRED|HRANA_WEBSOCKET|SERVER_ERROR/.test(code) ||
    // Nobody at the other end is "fetch failed" on Node and "Network connection lost" inside workerd.
    /database is locked|fetch failed|Network connection lost/.test(error.message)
  );
}

/** Whether all three databases answer. */
export async function isReady(databases: Databases): Promise<boolean> {
  try {
    for (const db of [databases.intake, databases.responses, databases.office]) await db.run(sql`SELECT 1`);
    return true;
  } catch {
    return false;
  }
}

/** Items in parts of at most `size`, in their order: a statement takes only so many values. */
export function inParts<Item>(items: readonly Item[], size: number): Item[][] {
  const parts: Item[][] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}

/** Rows in pages of at most so many, each read after the last id of the page before. No page is empty. */
export async function* inPages<Row extends { readonly id: Uint8Array }>(
  most: number,
  readAfter: (id: Uint8Array, most: number) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  let after: Uint8Array = new Uint8Array();
  for (;;) {
    const page = await readAfter(after, most);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    if (page.length < most) return;
    after = last.id;
  }
}
