/**
 * The servers that the benchmarks measure, in a process of their own: `app` is the product; `no-commit` the same route
 * without its commit; `bytes` a Hono route that answers ready compressed bytes from memory. On SIGUSR2 it prints how many
 * commits were made and how many responses they held.
 */
import { readFileSync } from "node:fs";
import process from "node:process";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { readEnvironment } from "../../server/environment.ts";
import { createApp } from "../../server/http/app.ts";
import { publishedCache } from "../../server/http/published-cache.ts";
import { COMPRESS } from "../../server/node-app.ts";
import { createMemoryLimiter } from "../../server/node-limits.ts";
import { createNodeServices } from "../../server/node-services.ts";
import { randomBytes } from "../../server/sealing/bytes.ts";
import { insertSpoolEntries, type SpoolEntry, type SpoolOutcome } from "../../server/storage/intake.ts";
import { openDatabases } from "../../server/storage/open-node.ts";

const [mode = "app", port = "0", dist = "dist", bytesFile = ""] = process.argv.slice(2);
let commits = 0;
let entriesCommitted = 0;

process.on("SIGUSR2", () => console.log(JSON.stringify({ commits, entries: entriesCommitted })));
const app = mode === "bytes" ? bytesApp() : await productApp();
serve({ fetch: app.fetch, port: Number(port), hostname: "127.0.0.1" }, () => console.log("listening"));

async function productApp(): Promise<Hono> {
  const environment = readEnvironment(process.env);
  const databases = await openDatabases(environment.location);
  async function commit(entries: readonly SpoolEntry[]): Promise<readonly SpoolOutcome[]> {
    commits += 1;
    entriesCommitted += entries.length;
    return mode === "no-commit" ? entries.map(() => "taken") : insertSpoolEntries(databases.intake, entries);
  }
  const { services } = await createNodeServices(environment, databases, dist, {
    commitEntries: commit,
    controls: { limiter: roomyLimiter() },
  });
  const memory = publishedCache(COMPRESS, () => performance.now());
  return createApp(services, { memory });
}

/** The product's own limiter, which counts every response of the one address here, with room for all of them. */
function roomyLimiter(): ReturnType<typeof createMemoryLimiter> {
  const room = { most: 1e9, perMinute: 1e9 };
  return createMemoryLimiter({
    now: () => performance.now(),
    random: randomBytes,
    later: (work, milliseconds) => void setTimeout(work, milliseconds).unref(),
    limits: { response: room, unsigned: room, code: room, step: room },
  });
}

function bytesApp(): Hono {
  const body = new Uint8Array(readFileSync(bytesFile));
  return new Hono().get("*", (c) =>
    c.body(body, 200, { "Content-Type": "application/json", "Content-Encoding": "gzip" }),
  );
}
