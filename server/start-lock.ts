/**
 * One start at a time. The lock is a write transaction on a file of its own: the operating system releases it when the
 * process ends, however it ends, so it can never be left behind. Node only.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Client, createClient, type Transaction } from "@libsql/client";

const TRY_MS = 100;
const TRIES_MAX = 3000;

/** Runs `work` while no other process of the same data folder does. */
export async function withStartLock<Value>(folder: string, work: () => Promise<Value>): Promise<Value> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const client = createClient({ url: `file:${join(folder, "start.lock")}`, concurrency: 1, timeout: 1 });
  try {
    const held = await lock(client);
    try {
      return await work();
    } finally {
      held.close();
    }
  } finally {
    client.close();
  }
}

/** Only a transaction keeps its connection: a bare BEGIN would be rolled back when its call ends. */
async function lock(client: Client): Promise<Transaction> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await client.transaction("write");
    } catch (error) {
      if (tried === TRIES_MAX) throw new Error("another start did not finish", { cause: error });
      await new Promise((resolve) => setTimeout(resolve, TRY_MS));
    }
  }
}
