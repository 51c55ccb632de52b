/** What may be kept by whoever asked, under which tag, and who has it already. */
import type { Context } from "hono";
import type { Release } from "../storage/releases.ts";

const KEPT_MINUTE = "public, max-age=60";
/** A release never changes. What is computed from it may, with a new version of the program, so that is asked for again. */
const KEPT_DAY = "public, max-age=86400, stale-while-revalidate=604800";
/** Files are frozen: for good. */
const KEPT_FOR_GOOD = "public, max-age=31536000, immutable";
const TAG_BYTES = 16;

/**
 * The tag of what a release has at an address. Made of the release and the address alone, it tells nothing of the content
 * (A24).
 */
export async function releaseTag(c: Context, release: Pick<Release, "sha256">): Promise<string> {
  const { pathname, search } = new URL(c.req.url);
  return tagOf(new TextEncoder().encode(`${release.sha256}\n${pathname}${search}`));
}

/** The headers of a file that never changes. */
export function fileHeaders(tag: string): Readonly<Record<string, string>> {
  return { ETag: tag, "Cache-Control": KEPT_FOR_GOOD, Vary: "Accept-Encoding" };
}

/**
 * Says that the answer may be kept, under the tag of the release at this address, and answers 304 where the caller has it
 * already.
 */
export async function notModified(c: Context, release: Pick<Release, "sha256">): Promise<Response | null> {
  const tag = await releaseTag(c, release);
  c.header("ETag", tag);
  c.header("Cache-Control", KEPT_DAY);
  return isKnown(c.req.header("If-None-Match"), tag) ? c.body(null, 304) : null;
}

/** Lets what a call has answered be kept for a minute, unless the call said otherwise; a repeat is answered 304. */
export async function keptForAMinute(c: Context, next: () => Promise<void>): Promise<void> {
  await next();
  if (c.res.status !== 200 || !["GET", "HEAD"].includes(c.req.method)) return;
  if (c.res.headers.get("Cache-Control") === null) c.res.headers.set("Cache-Control", KEPT_MINUTE);
  if (c.res.headers.get("ETag") !== null || !c.res.headers.get("Cache-Control")?.startsWith("public")) return;
  const tag = await tagOf(new Uint8Array(await c.res.clone().arrayBuffer()));
  c.res.headers.set("ETag", tag);
  if (!isKnown(c.req.header("If-None-Match"), tag)) return;
  const { headers } = c.res;
  headers.delete("Content-Length");
  c.res = undefined;
  c.res = new Response(null, { status: 304, headers });
}

/** A weak tag made of bytes. */
export async function tagOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `W/"${Array.from(digest.subarray(0, TAG_BYTES), (byte) => byte.toString(16).padStart(2, "0")).join("")}"`;
}

/** Whether the caller has this tag already: `If-None-Match` compares weakly, and `*` is every tag (RFC 9110, 13.1.2). */
export function isKnown(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  const strong = tag.replace(/^W\//, "");
  return header.split(",").some((one) => one.trim() === "*" || one.trim().replace(/^W\//, "") === strong);
}
