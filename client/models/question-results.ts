/** What the page of a question is made of, and how its table of places is put in order. */
import type { ChoiceQuestion } from "../../core/questionnaire/types.ts";
import type { ReleaseDocument, ResultRow, Stream, WaveStream } from "../../core/release/types.ts";
import type { ChartAddress } from "../charts/ChartDownloads.tsx";
import type { BarsChart, FunnelChart, TilesChart } from "../charts/types.ts";
import type { EvidenceFigure } from "../components/EvidenceTable.tsx";
import type { Correction } from "./editions.ts";

/** By what the table of places can be put in order. */
export const SORTS = ["name", "share", "base"] as const;

/** One of them. */
export type Sort = (typeof SORTS)[number];

/** A chart and where its files are. */
export interface AddressedChart<Kind> {
  readonly chart: Kind;
  readonly address: ChartAddress;
}

/** One question of a release in one stream, by one answer. */
export interface QuestionResults {
  readonly release: ReleaseDocument;
  readonly corrected: Correction | null;
  readonly question: ChoiceQuestion;
  readonly wording: string;
  readonly stream: WaveStream;
  /** The streams that the question has, each by itself. */
  readonly streams: readonly Stream[];
  readonly answer: string;
  readonly answers: readonly string[];
  readonly sort: Sort;
  /** Everybody's figures on the answer, in the order asked for. */
  readonly districts: readonly ResultRow[];
  readonly groups: readonly ResultRow[];
  /** All answers of the whole, which the funnel is around, and its name. */
  readonly whole: (AddressedChart<BarsChart> & { readonly name: string }) | null;
  readonly funnel: AddressedChart<FunnelChart> | null;
  readonly map: AddressedChart<TilesChart> | null;
  /** The pages of places, by code. */
  readonly slugs: ReadonlyMap<string, string>;
  readonly others: readonly { readonly id: string; readonly title: string }[];
  readonly evidence: readonly EvidenceFigure[];
}

/**
 * Rows in order: by name as in a list, or from the largest share or base down; those that have none come last. Equal ones
 * stand by name, so that no order is one of chance.
 */
export function inOrder(rows: readonly ResultRow[], sort: Sort, language: string): readonly ResultRow[] {
  const names = new Intl.Collator(language === "cy" ? "cy" : "en-GB");
  const byName = (first: ResultRow, second: ResultRow): number =>
    names.compare(first.place_name, second.place_name) || (first.place_code < second.place_code ? -1 : 1);
  if (sort === "name") return rows.toSorted(byName);
  return rows.toSorted(
    (first, second) => (second[sort] ?? -Infinity) - (first[sort] ?? -Infinity) || byName(first, second),
  );
}
