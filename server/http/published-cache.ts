/**
 * Public pages and rows, compressed once and answered from memory (Node): what is public changes only when a release is
 * published or a wave opens, so a minute's memory costs nobody anything. Bounded in bytes.
 */
import { LRUCache } from "lru-cache";
import type { Context, MiddlewareHandler } from "hono";
import { isKnown, tagOf } from "./caching.ts";
import { bestCoding, type Coding } from "./encoding.ts";

/** Compresses a body, e.g. by zlib. */
export type Compress = (body: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>;

interface Kept {
  readonly bodies: Readonly<Record<Coding | "identity", Uint8Array<ArrayBuffer>>>;
  readonly headers: readonly (readonly [string, string])[];
  readonly tag: string;
}

const KEPT_MS = 60_000;
const KEPT_BYTES_MAX = 64 * 1024 * 1024;
const ADDRESS_LENGTH_MAX = 900;
/** Addresses whose parameters choose among what is published. */
const WITH_SEARCH = /^(\/api\/v1|(\/cy)?\/(places|questions|charts))\/./;
/** Brotli first: of the same text it is the smaller. */
const CODINGS: readonly Coding[] = ["br", "gzip"];

/**
 * Answers `GET`s of what says `Cache-Control: public` from memory, in the encoding that the caller likes best. `now` is in
 * milliseconds. Addresses stand in that memory, so none is kept that somebody may have typed: the API says itself what is
 * public and refuses parameters that it does not know, but a page answers whatever stands behind its question mark.
 * With `publicAddress` all pages name that one, whatever host was asked for: nobody makes them anew by asking for others.
 */
export function publishedCache(
  compress: Readonly<Record<Coding, Compress>>,
  now: () => number,
  publicAddress: string | null = null,
): MiddlewareHandler {
  const memory = new LRUCache<string, Kept>({
    maxSize: KEPT_BYTES_MAX,
    sizeCalculation: ({ bodies }) => Object.values(bodies).reduce((sum, { length }) => sum + length, 1000),
    ttl: KEPT_MS,
    perf: { now },
  });
  return async function answerFromMemory(c, next) {
    const { origin, pathname, search } = new URL(c.req.url);
    // Pages hold their own addresses: what was asked for under one name is not answered under another.
    const address = (publicAddress ?? origin) + pathname + search;
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

async function keepable(response: Response, compress: Readonly<Record<Coding, Compress>>): Promise<Kept | null> {
  const control = response.headers.get("Cache-Control") ?? "";
  if (response.status !== 200 || !control.startsWith("public") || control.includes("immutable")) return null;
  if (response.headers.get("Content-Encoding") !== null) return null;
  const identity = new Uint8Array(await response.clone().arrayBuffer());
  const [br, gzip] = await Promise.all([compress.br(identity), compress.gzip(identity)]);
  const tag = response.headers.get("ETag") ?? (await tagOf(identity));
  const headers = [...response.headers].filter(([name]) => !["content-length", "etag"].includes(name));
  return { bodies: { br, gzip, identity }, headers, tag };
}

function answer(c: Context, { bodies, headers, tag }: Kept): Response {
  const coding = bestCoding(c.req.header("Accept-Encoding"), CODINGS);
  const known = isKnown(c.req.header("If-None-Match"), tag);
  const response = new Response(known ? null : bodies[coding ?? "identity"], { status: known ? 304 : 200 });
  for (const [name, value] of headers) response.headers.set(name, value);
  response.headers.set("ETag", tag);
  response.headers.set("Vary", "Accept-Encoding");
  if (coding !== null && !known) response.headers.set("Content-Encoding", coding);
  return response;
}
