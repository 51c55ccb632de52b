import rows from "./evidence.json" with { type: "json" };

/** One figure published by others, every column as the reference gives it. Null was not found, and is never filled in. */
export interface EvidenceRow {
  /** Stable: made of series, time, question and measure. */
  readonly id: string;
  readonly series: string;
  readonly publisher: string;
  readonly period: string;
  /** ISO 8601, to the month or only the year: see `date_certainty`. */
  readonly start: string;
  readonly end: string;
  readonly date_certainty: string;
  readonly mode: string;
  readonly population: string;
  readonly place_code: string;
  readonly base: number | null;
  readonly question: string;
  readonly measure: string;
  /** Per cent. */
  readonly share: number | null;
  readonly source: string;
  /** Where it can be read; absent in the reference, whose sources are addresses without their scheme or not addresses. */
  readonly link?: string;
  readonly note: string | null;
}

/** All the figures published by others that were found, in the order of the reference. */
export const EVIDENCE: readonly EvidenceRow[] = rows;
