/**
 * Public pages and rows, compressed once and answered from memory (Node): what is public changes only when a release is
 * published or a wave opens, so a minute's memory costs nobody anything. Bounded in bytes.
 */
import { LRUCache } from "lru-cache";
import type { Context, MiddlewareHandler } from "hono";

/** Compresses a body, e.g. by zlib. */
export type Compress = (body: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>;

interface Kept {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly compressed: Uint8Array<ArrayBuffer>;
  readonly headers: readonly (readonly [string, string])[];
  readonly tag: string;
}

const KEPT_MS = 60_000;
const KEPT_BYTES_MAX = 64 * 1024 * 1024;
const ADDRESS_LENGTH_MAX = 300;

/** Answers `GET`s of what says `Cache-Control: public` from memory. `now` is in milliseconds. */
export function publishedCache(compress: Compress, now: () => number): MiddlewareHandler {
  const memory = new LRUCache<string, Kept>({
    maxSize: KEPT_BYTES_MAX,
    sizeCalculation: ({ body, compressed }) => body.length + compressed.length + 1000,
    ttl: KEPT_MS,
    perf: { now },
  });
  return async function answerFromMemory(c, next) {
    const { pathname, search } = new URL(c.req.url);
    const address = pathname + search;
    if (c.req.method !== "GET" || address.length > ADDRESS_LENGTH_MAX) return next();
    const known = memory.get(address);
    if (known !== undefined) return answer(c, known);
    await next();
    const fresh = await keepable(c.res, compress);
    if (fresh === null) return;
    memory.set(address, fresh);
    c.res = undefined;
    c.res = answer(c, fresh);
  };
}

async function keepable(response: Response, compress: Compress): Promise<Kept | null> {
  const control = response.headers.get("Cache-Control") ?? "";
  if (response.status !== 200 || !control.startsWith("public") || control.includes("immutable")) return null;
  const body = new Uint8Array(await response.clone().arrayBuffer());
  const compressed = await compress(body);
  const tag = response.headers.get("ETag") ?? (await contentTag(body));
  const headers = [...response.headers].filter(([name]) => !["content-length", "etag"].includes(name));
  return { body, compressed, headers, tag };
}

function answer(c: Context, { body, compressed, headers, tag }: Kept): Response {
  const gzip = /\bgzip\b/.test(c.req.header("Accept-Encoding") ?? "");
  const sent = gzip ? compressed : body;
  const response = new Response(isKnown(c, tag) ? null : sent, { status: isKnown(c, tag) ? 304 : 200 });
  for (const [name, value] of headers) response.headers.set(name, value);
  response.headers.set("ETag", tag);
  response.headers.set("Vary", "Accept-Encoding");
  if (gzip && response.status === 200) response.headers.set("Content-Encoding", "gzip");
  return response;
}

function isKnown(c: Context, tag: string): boolean {
  return (c.req.header("If-None-Match") ?? "").split(/,\s*/).includes(tag);
}

async function contentTag(body: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return `W/"${Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("")}"`;
}
