/** Caching of what never changes: a release, and every address made from it. */
import type { Context } from "hono";
import type { Release } from "../storage/releases.ts";

/**
 * Says that the answer may be kept, under a tag made of the release and the address alone, so that the tag tells
 * nothing of the content (A24); and answers 304 where the caller has it already.
 */
export function notModified(c: Context, release: Pick<Release, "sha256">, variant = ""): Response | null {
  const tag = `W/"${release.sha256.slice(0, 32)}${variant}"`;
  c.header("ETag", tag);
  c.header("Cache-Control", "public, max-age=60, stale-while-revalidate=600");
  const known = c.req.header("If-None-Match");
  return known !== undefined && known.split(/,\s*/).includes(tag) ? c.body(null, 304) : null;
}
