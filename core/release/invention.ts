import type { ReleaseDocument } from "./types.ts";

/**
 * Whether the answers of a release were given by nobody: those of the demonstration, in invented places, or those of a
 * rehearsal, in real ones; null where people gave them. Whatever shows, draws or files figures asks here.
 * @example inventionOf({ demonstration: false, streams: [{ stream: "code", mode: "online", sample_type: "demonstration" }] }) // => "rehearsal"
 */
export function inventionOf({
  demonstration,
  streams,
}: Pick<ReleaseDocument, "demonstration" | "streams">): "demonstration" | "rehearsal" | null {
  if (demonstration) return "demonstration";
  return streams.some(({ sample_type }) => sample_type === "demonstration") ? "rehearsal" : null;
}
