/**
 * One start at a time. The lock is an exclusive transaction on a file of its own: the operating system releases it when
 * the process ends, however it ends, so it can never be left behind. Node only.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createClient } from "@libsql/client";

const TRY_MS = 100;
const TRIES_MAX = 3000;

/** Runs `work` while no other process of the same data folder does. */
export async function withStartLock<Value>(folder: string, work: () => Promise<Value>): Promise<Value> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const client = createClient({ url: `file:${join(folder, "start.lock")}`, concurrency: 1 });
  try {
    for (let tried = 1; ; tried += 1) {
      try {
        await client.execute("BEGIN EXCLUSIVE");
        break;
      } catch (error) {
        if (tried === TRIES_MAX) throw new Error("another start did not finish", { cause: error });
        await new Promise((resolve) => setTimeout(resolve, TRY_MS));
      }
    }
    return await work();
  } finally {
    client.close();
  }
}
