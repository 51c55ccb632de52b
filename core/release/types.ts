/** The frozen release document and its rows, and the few words of a wave that a release repeats. */
import type { Questionnaire, Text } from "../questionnaire/types.ts";
import type { LadderStep } from "../weighting/types.ts";
import type { QualityReport } from "./quality.ts";

/** How people came to answer; streams are never added together. */
export type Stream = "code" | "open" | "interviewer";

/** How answers were given; said of a stream, never a breakdown. */
export type Mode = "online" | "paper" | "telephone" | "face-to-face";

/** What kind of sample a stream is, which decides how its figures may be worded. */
export type SampleType = "probability" | "quota" | "self-selected" | "demonstration";

/** A stream of a wave, as declared before it opened. */
export interface WaveStream {
  readonly stream: Stream;
  readonly mode: Mode;
  readonly sample_type: SampleType;
}

/** Where a wave stands. Only `sealed` waves are released; `sealing` means "keys still held". */
export type WaveState = "draft" | "open" | "closed" | "sealing" | "sealed" | "released";

/** Empty: shown. `c`: withheld, for whatever reason. `u`: shown, of low reliability. */
export type Status = "" | "c" | "u";

/** One figure, as every format gives it. The names are those of every file and call. Null is written as empty. */
export interface ResultRow {
  readonly release: string;
  readonly wave: string;
  readonly stream: Stream;
  readonly period_start: string;
  readonly period_end: string;
  readonly place_code: string;
  readonly place_name: string;
  readonly place_kind: string;
  /** How many districts the figures of the stream are made of, and how many the place has. */
  readonly members_included: number;
  readonly members: number;
  /** Whole percent of the place's adults who live in the districts included. */
  readonly population_covered: number | null;
  readonly question: string;
  /** An option id, one of the merged options of a sensitive question, or `top_two`, `bottom_two`, `net`. */
  readonly answer: string;
  readonly answer_label: string;
  /** The demographic question that the row is broken down by, or `all`. */
  readonly by: string;
  readonly group: string;
  readonly group_label: string;
  /** Whole percent. */
  readonly share: number | null;
  readonly bound: "le" | "ge" | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Rounded number of people. */
  readonly base: number | null;
  readonly design_effect: number | null;
  readonly status: Status;
  readonly mode: Mode;
  readonly sample_type: SampleType;
}

/** The columns of a result row, in the order of every file. */
export const RESULT_COLUMNS = [
  "release",
  "wave",
  "stream",
  "period_start",
  "period_end",
  "place_code",
  "place_name",
  "place_kind",
  "members_included",
  "members",
  "population_covered",
  "question",
  "answer",
  "answer_label",
  "by",
  "group",
  "group_label",
  "share",
  "bound",
  "low",
  "high",
  "base",
  "design_effect",
  "status",
  "mode",
  "sample_type",
] as const satisfies readonly (keyof ResultRow)[];

/** What the figures of one stream in a place are made of. */
export interface Composition {
  readonly stream: Stream;
  /**
   * The questions that it is about, where these were asked in other districts than most; absent in the one that is about
   * all others, which comes first.
   */
  readonly questions?: readonly string[];
  /** How many districts the figures are made of; none where all of them are withheld. */
  readonly members_included: number;
  readonly members: number;
  readonly population_covered: number | null;
  /**
   * By which steps of the ladder its districts were weighted, most detailed first; empty where all are withheld. Absent
   * in releases of the time before answers were weighted.
   */
  readonly weighting?: readonly LadderStep[];
}

/** A place of a release, with what its figures are made of, stream by stream. */
export interface ReleasePlace {
  readonly code: string;
  readonly name: Text;
  readonly kind: string;
  readonly compositions: readonly Composition[];
}

/** A theme of the texts on a question in a place. Never crossed, never weighted. */
export interface ReleaseTheme {
  readonly place: string;
  readonly question: string;
  readonly theme: string;
  readonly band: "10-24" | "25-49" | "50-99" | "100+";
}

/** A file of a whole release, frozen with it. */
export interface ReleaseFile {
  readonly name: string;
  readonly media_type: string;
  /** Of the file as it is read, not as it is stored or sent. */
  readonly bytes: number;
  readonly sha256: string;
}

/** What a release says of itself. Its rows stand beside it, in parts. */
export interface ReleaseDocument {
  readonly id: string;
  readonly wave: string;
  readonly revision: number;
  /** Why this revision was made; absent in the first edition. */
  readonly correction?: Text;
  readonly title: Text;
  readonly period_start: string;
  readonly period_end: string;
  readonly streams: readonly WaveStream[];
  readonly demonstration: boolean;
  readonly questionnaire: Questionnaire;
  readonly places: readonly ReleasePlace[];
  /** How the figures were made, as paragraphs that an officer can read. */
  readonly method: readonly Text[];
  /** Thresholds and the like, by name. */
  readonly parameters: Readonly<Record<string, number | string>>;
  readonly rows: number;
  readonly rows_withheld: number;
  readonly licence: string;
  /**
   * What people wrote in their own words, as themes that somebody coded: how many named each, in bands (R28). Empty where
   * nothing was coded; absent in releases of before.
   */
  readonly themes?: readonly ReleaseTheme[];
  /** What the figures are made of; absent in releases of the time before quality reports. */
  readonly quality?: QualityReport;
  /** The files of the whole release; absent in releases of before there were any. */
  readonly files?: readonly ReleaseFile[];
  /** SHA-256 of every part, by `kind/key`. */
  readonly parts: Readonly<Record<string, string>>;
}

/**
 * A figure in the compact form that parts are stored in: the labels and dates come from the document.
 * `[place, stream, question, answer, by, group, share, bound, low, high, base, design_effect, status]`
 */
export type CompactRow = readonly [
  place: string,
  stream: Stream,
  question: string,
  answer: string,
  by: string,
  group: string,
  share: number | null,
  bound: "le" | "ge" | null,
  low: number | null,
  high: number | null,
  base: number | null,
  design_effect: number | null,
  status: Status,
];
