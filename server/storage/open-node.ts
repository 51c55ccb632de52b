/** Opens the three databases on Node: embedded files, or libSQL servers. */
import { chmod, mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { createClient } from "@libsql/client";
import { drizzle } from "drizzle-orm/libsql";
import { type Database, type Databases, whenFree } from "./database.ts";

/** Where the databases are: a folder for embedded files, or three servers. */
export type Location =
  | { readonly kind: "files"; readonly folder: string }
  | { readonly kind: "servers"; readonly intake: Server; readonly responses: Server; readonly office: Server };

/** A libSQL server and the token that opens it. */
export interface Server {
  readonly url: string;
  readonly token?: string;
}

const BUSY_TIMEOUT_MS = 5000;
const OPEN_TRIES_MAX = 10;
const CALL_TIMEOUT_MS = 10_000;

/**
 * One embedded file: a single connection (a pragma reaches only one), write-ahead log, every commit fsynced, deleted
 * bytes zeroed, temporary tables never on disk. The file is for its owner's eyes only, as SQLite then makes its log.
 */
export async function openFile(path: string): Promise<Database> {
  await (await open(path, "a", 0o600)).close();
  for (const suffix of ["", "-wal", "-shm"]) await chmod(`${path}${suffix}`, 0o600).catch(ignoreMissing);
  const client = createClient({ url: `file:${path}`, concurrency: 1, timeout: BUSY_TIMEOUT_MS });
  for (const pragma of ["journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "temp_store=MEMORY"]) {
    // SQLite does not wait for its busy timeout when two processes turn a new file to write-ahead logging at once.
    await whenFree(() => client.execute(`PRAGMA ${pragma}`), OPEN_TRIES_MAX);
  }
  return drizzle({ client });
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}

/** A libSQL server; every call carries a deadline. */
export function openServer(server: Server): Database {
  const client = createClient({
    url: server.url,
    ...(server.token === undefined ? {} : { authToken: server.token }),
    fetch: (request: Request) => fetch(request, { signal: AbortSignal.timeout(CALL_TIMEOUT_MS) }),
  });
  return drizzle({ client });
}

/** Opens all three. */
export async function openDatabases(location: Location): Promise<Databases> {
  if (location.kind === "servers") {
    const { intake, responses, office } = location;
    return { intake: openServer(intake), responses: openServer(responses), office: openServer(office) };
  }
  await mkdir(location.folder, { recursive: true, mode: 0o700 });
  const file = (name: string): Promise<Database> => openFile(join(location.folder, `${name}.db`));
  return { intake: await file("intake"), responses: await file("responses"), office: await file("office") };
}

/** Closes all three. */
export function closeDatabases(databases: Databases): void {
  for (const db of [databases.intake, databases.responses, databases.office]) db.$client.close();
}
