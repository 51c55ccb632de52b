/**
 * Rewriting an embedded file, so that no byte of it keeps the order of arrival (R25). VACUUM writes every table anew in
 * key order and gives the file back in place: a "fresh file" by content that another process may hold open meanwhile,
 * which a rename would leave writing into the old one. The write-ahead log is then emptied.
 */
import type { Database } from "./database.ts";

const TRIES_MAX = 50;

/** Rewrites the file and empties its write-ahead log. Fails where another process will not let go of it. */
export async function rewriteFile(db: Database): Promise<void> {
  await db.$client.execute("VACUUM");
  for (let tried = 1; ; tried += 1) {
    const result = await db.$client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    if (Number(result.rows[0]?.["busy"]) === 0) return;
    if (tried === TRIES_MAX) throw new Error("another process keeps the write-ahead log in use; run the same again");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
