/** The app with what only Node adds: compression, a memory of compressed pages, and static files. */
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { serveStatic } from "@hono/node-server/serve-static";
import type { Context, Hono } from "hono";
import { createApp } from "./http/app.ts";
import { bestCoding } from "./http/encoding.ts";
import { type Compress, publishedCache } from "./http/published-cache.ts";
import { createMetrics, metricsCall } from "./http/metrics.ts";
import { socketAddress } from "./node-limits.ts";
import type { Services } from "./services/types.ts";

const COMPRESSED = /^(text\/html|application\/json)\b/;
const [gzipAsync, brotliAsync] = [promisify(gzip), promisify(brotliCompress)];
/** As long to compress as gzip's best, and smaller. A level above takes several times as long. */
const BROTLI_QUALITY = 6;

/** How what is kept in memory is compressed: once, for everybody who asks in the next minute. */
export const COMPRESS: Readonly<Record<"br" | "gzip", Compress>> = {
  gzip: async (body) => new Uint8Array(await gzipAsync(body, { level: 9 })),
  br: async (body) =>
    new Uint8Array(await brotliAsync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } })),
};

/** The whole application on Node. `dist` is the folder that the build made. */
export function createNodeApp(services: Services, dist: string): Hono {
  const metrics = createMetrics(() => services.now().getTime());
  return createApp(services, {
    metrics: { count: metrics.count, tell: metricsCall(metrics, (c) => socketAddress(c.env)) },
    compression: compressPrivate,
    memory: publishedCache(COMPRESS, () => performance.now(), services.publicAddress),
    files: [keepFiles, serveStatic({ root: join(dist, "assets"), precompressed: true })],
  });
}

/**
 * Compresses what the memory does not hold, so chiefly the survey's pages. The length of a compressed page can betray a
 * secret beside which an attacker places text of their own (BREACH). Here there is none to betray: no page repeats
 * typed text beside a sealed state, no cookie brings another site's request a resident's page, and each sealed state is
 * fresh. In one go, since the pages are small: a stream would send their head long before their text. Receipts stay as
 * they are: they are smaller than what compression adds.
 */
async function compressPrivate(c: Context, next: () => Promise<void>): Promise<void> {
  await next();
  const { headers, status, body } = c.res;
  const receipt = c.req.method === "POST" && c.req.path.startsWith("/api/");
  if (receipt || c.req.method === "HEAD" || body === null || status === 206) return;
  if (headers.has("Content-Encoding") || !COMPRESSED.test(headers.get("Content-Type") ?? "")) return;
  if (!/\bAccept-Encoding\b/i.test(headers.get("Vary") ?? "")) headers.append("Vary", "Accept-Encoding");
  if (bestCoding(c.req.header("Accept-Encoding"), ["gzip"]) === null) return;
  const smaller = new Uint8Array(await gzipAsync(new Uint8Array(await c.res.arrayBuffer())));
  headers.set("Content-Encoding", "gzip");
  headers.set("Content-Length", String(smaller.length));
  c.res = undefined;
  c.res = new Response(smaller, { status, headers });
}

/** Files with a hash in their name never change; the others are asked for again after an hour. */
async function keepFiles(c: Context, next: () => Promise<void>): Promise<void> {
  await next();
  if (c.res.status !== 200) return;
  const hashed = /-[A-Za-z0-9]{8,}\.(css|js)$/.test(c.req.path);
  c.res.headers.set("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "public, max-age=3600");
}
