/** Shares in words: a published whole per cent, or the bound that stands in its place near 0 and 100. */
import type { ResultRow } from "../../core/release/types.ts";
import type { Texts } from "./en.ts";

/** A share as it was published. */
export type PublishedShare = { readonly share: number } & Pick<ResultRow, "bound">;

/**
 * A share in words.
 * @example shareInWords(en, { share: 2, bound: "le" }) // => "2% or less"
 */
export function shareInWords({ place }: Texts, { share, bound }: PublishedShare): string {
  return bound === null ? `${share}%` : place.bounds[bound](share);
}

/** Whether a row has a share that may be shown. */
export function hasShare<Row extends Pick<ResultRow, "share" | "bound">>(
  row: Row | undefined,
): row is Row & { readonly share: number } {
  return row !== undefined && row.share !== null;
}
