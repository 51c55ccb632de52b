/**
 * Public pages and rows, compressed once and answered from memory (Node): what is public changes only when a release is
 * published or a wave opens, so a minute's memory costs nobody anything. Bounded in bytes.
 */
import { LRUCache } from "lru-cache";
import type { Context, MiddlewareHandler } from "hono";
import { isKnown, tagOf } from "./caching.ts";

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
/** Addresses whose parameters choose among what is published. */
const WITH_SEARCH = /^(\/api\/v1|(\/cy)?\/(places|questions|charts))\/./;

/**
 * Answers `GET`s of what says `Cache-Control: public` from memory. `now` is in milliseconds. Addresses stand in that
 * memory, so none is kept that somebody may have typed: the API says itself what is public and refuses parameters that
 * it does not know, but a page answers whatever stands behind its question mark.
 */
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
    const typed = search !== "" && !WITH_SEARCH.test(pathname);
    if (c.req.method !== "GET" || typed || address.length > ADDRESS_LENGTH_MAX) return next();
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
  if (response.headers.get("Content-Encoding") !== null) return null;
  const body = new Uint8Array(await response.clone().arrayBuffer());
  const compressed = await compress(body);
  const tag = response.headers.get("ETag") ?? (await tagOf(body));
  const headers = [...response.headers].filter(([name]) => !["content-length", "etag"].includes(name));
  return { body, compressed, headers, tag };
}

function answer(c: Context, { body, compressed, headers, tag }: Kept): Response {
  const gzip = takesGzip(c.req.header("Accept-Encoding"));
  const known = isKnown(c.req.header("If-None-Match"), tag);
  const response = new Response(known ? null : gzip ? compressed : body, { status: known ? 304 : 200 });
  for (const [name, value] of headers) response.headers.set(name, value);
  response.headers.set("ETag", tag);
  response.headers.set("Vary", "Accept-Encoding");
  if (gzip && !known) response.headers.set("Content-Encoding", "gzip");
  return response;
}

/** Whether `Accept-Encoding` takes gzip: by its name or by `*`, and not where its weight is nought (RFC 9110, 12.5.3). */
export function takesGzip(header = ""): boolean {
  const weights = new Map<string, number>();
  for (const part of header.toLowerCase().split(",")) {
    const [coding = "", ...parameters] = part.split(";").map((one) => one.trim());
    const weight = parameters.find((one) => one.startsWith("q="));
    weights.set(coding, weight === undefined ? 1 : Number(weight.slice(2)));
  }
  return (weights.get("gzip") ?? weights.get("x-gzip") ?? weights.get("*") ?? 0) > 0;
}
