/** Where figures come from, and the lines that fetch them. */
import type { ResultRow } from "../../core/release/types.ts";

/** A figure with its line in the file of its place, counted from 1, the heading. */
export interface FiledRow {
  readonly row: ResultRow;
  readonly line: number;
}

/** Which figures a page shows: those of one question in one place, by one demographic question or by `all`. */
export interface FiguresShown {
  /** Where the site is, e.g. `https://survey.example.gov.uk`. */
  readonly origin: string;
  readonly release: string;
  readonly place: string;
  readonly question: string;
  readonly by: string;
}

/** The call of the API that answers these figures, as JSON or with `.csv` as CSV. */
export function resultsCall({ origin, release, place, question, by }: FiguresShown, format: "" | ".csv" = ""): string {
  return `${origin}/api/v1/releases/${release}/results${format}?${new URLSearchParams({ place, question, by })}`;
}

/** The file of a place in a release. */
export function placeFile({ release, place }: Pick<FiguresShown, "release" | "place">, format = "csv"): string {
  return `/api/v1/releases/${release}/files/${place}.${format}`;
}

/** Fetches the figures in R, without a package, and prints them. */
export function linesInR(shown: FiguresShown): string {
  return `figures <- read.csv("${resultsCall(shown, ".csv")}", na.strings = "")
print(figures[c("stream", "group_label", "answer_label", "share", "bound", "low", "high", "base")])`;
}

/** The same in Python, with its standard library alone. */
export function linesInPython(shown: FiguresShown): string {
  return `import csv, io, urllib.request

address = "${resultsCall(shown, ".csv")}"
with urllib.request.urlopen(address) as answer:
    for row in csv.DictReader(io.TextIOWrapper(answer, "utf-8")):
        print(row["stream"], row["group_label"], row["answer_label"], row["share"], row["bound"], row["low"], row["high"], row["base"], sep="\\t")`;
}
