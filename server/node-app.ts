/** The app with what only Node adds: compression, a memory of compressed pages, and static files. */
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { serveStatic } from "@hono/node-server/serve-static";
import type { Context, Hono } from "hono";
import { compress } from "hono/compress";
import { createApp } from "./http/app.ts";
import { publishedCache } from "./http/published-cache.ts";
import type { Services } from "./services/types.ts";

const gzipAsync = promisify(gzip);

/** The whole application on Node. `dist` is the folder that the build made. */
export function createNodeApp(services: Services, dist: string): Hono {
  const smaller = async (body: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> =>
    new Uint8Array(await gzipAsync(body, { level: 9 }));
  return createApp(services, {
    compression: compressPrivate,
    memory: publishedCache(smaller, () => performance.now()),
    files: [keepFiles, serveStatic({ root: join(dist, "assets"), precompressed: true })],
  });
}

const compressed = compress({ encoding: "gzip", contentTypeFilter: /^(text\/html|application\/json)\b/ });

/**
 * Compresses what the memory does not hold, so chiefly the survey's pages. The length of a compressed page can betray a
 * secret beside which an attacker places text of their own (BREACH). Here there is none to betray: no page repeats
 * typed text beside a sealed state, no cookie brings another site's request a resident's page, and each sealed state is
 * fresh. Receipts stay as they are: they are smaller than what compression adds.
 */
function compressPrivate(c: Context, next: () => Promise<void>): Promise<Response | void> {
  const receipt = c.req.method === "POST" && c.req.path.startsWith("/api/");
  return receipt ? next() : compressed(c, next);
}

/** Files with a hash in their name never change; the others are asked for again after an hour. */
async function keepFiles(c: Context, next: () => Promise<void>): Promise<void> {
  await next();
  if (c.res.status !== 200) return;
  const hashed = /-[A-Za-z0-9]{8,}\.(css|js)$/.test(c.req.path);
  c.res.headers.set("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "public, max-age=3600");
}
