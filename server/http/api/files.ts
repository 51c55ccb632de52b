/** Files of a release, sent as they are stored: compressed ones to whoever takes gzip, and unpacked on the way to others. */
import type { Context } from "hono";
import { type PublishedFile } from "../../services/release-files.ts";
import type { Release } from "../../storage/releases.ts";
import { fileHeaders, isKnown, releaseTag } from "../caching.ts";
import { bestCoding } from "../encoding.ts";

/** Answers with a file, whole or 304; to a `HEAD` with its headers alone. */
export async function sendFile(
  c: Context,
  release: Pick<Release, "id" | "sha256">,
  file: PublishedFile,
): Promise<Response> {
  const tag = await releaseTag(c, release);
  const headers = new Headers({
    ...fileHeaders(tag),
    "Content-Type": file.mediaType,
    "Content-Disposition": `attachment; filename="${release.id}-${file.name}"`,
    "X-Checksum-SHA256": file.sha256,
  });
  if (isKnown(c.req.header("If-None-Match"), tag)) return new Response(null, { status: 304, headers });
  const asStored = file.encoding === "identity" || bestCoding(c.req.header("Accept-Encoding"), ["gzip"]) === "gzip";
  headers.set("Content-Length", String(asStored ? file.stored : file.bytes));
  if (asStored && file.encoding === "gzip") headers.set("Content-Encoding", "gzip");
  if (c.req.method === "HEAD") return new Response(null, { headers });
  const stored = streamOf(file);
  const body = asStored ? stored : stored.pipeThrough(new DecompressionStream("gzip"));
  // workerd would compress it once more; Node has no such member and leaves it alone.
  return new Response(body, { headers, encodeBody: "manual" } as ResponseInit);
}

/** The chunks of a file, each read when there is room for it. */
function streamOf(file: PublishedFile): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunks = file.chunks();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}
