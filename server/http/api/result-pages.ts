/** Pages of result rows by key: a page begins after the row whose key is given, in the frozen order of the release. */
import type { CompactRow } from "../../../core/release/types.ts";
import { toBase64Url, toBytes } from "../../sealing/bytes.ts";

/** What rows are asked for. */
export interface ResultsFilter {
  readonly place?: string | undefined;
  readonly question?: string | undefined;
  readonly by?: string | undefined;
  /** The key of the last row that the caller has. */
  readonly after?: string | undefined;
}

/** The key of a row: made of what tells it from every other row of its release. */
export function keyOfRow([place, stream, question, answer, by, group]: CompactRow): string {
  return toBase64Url(toBytes([place, stream, question, answer, by, group].join("\n")));
}

/** The rows after the one named, at most so many, and whether there are more; null where no row has that key. */
export function rowsAfter(
  rows: readonly CompactRow[],
  filter: ResultsFilter,
  most: number,
): { readonly rows: readonly CompactRow[]; readonly more: boolean } | null {
  const wanted = rows.filter((row) => matches(row, filter));
  const { after } = filter;
  const last = after === undefined ? -1 : wanted.findIndex((row) => keyOfRow(row) === after);
  if (after !== undefined && last === -1) return null;
  const page = wanted.slice(last + 1, last + 1 + most);
  return { rows: page, more: last + 1 + page.length < wanted.length };
}

function matches(row: CompactRow, { place, question, by }: ResultsFilter): boolean {
  return (
    (place === undefined || row[0] === place) &&
    (question === undefined || row[2] === question) &&
    (by === undefined || row[4] === by)
  );
}
