/**
 * Figures published by others, taken from a CSV. The whole file is checked before a row is taken, and every fault is said
 * with its line and column. They are kept as they were published: nothing here weights, pools or compares them.
 */
import type { PlaceDirectory } from "../../core/place/directory.ts";
import { attitudeQuestions } from "../../core/questionnaire/codebook.ts";
import type { Questionnaire } from "../../core/questionnaire/types.ts";
import type { EvidenceRow } from "../reference/evidence.ts";
import { type CsvLine, type FileFault, parseCsv } from "./csv-lines.ts";

const REQUIRED = [
  ...["series", "publisher", "start", "end", "mode", "population", "place_code", "base", "question", "measure"],
  ...["share", "link"],
] as const;
const OPTIONAL = ["period", "source", "note"] as const;

type Column = (typeof REQUIRED)[number] | (typeof OPTIONAL)[number];

const COLUMNS: readonly string[] = [...REQUIRED, ...OPTIONAL];
const TEXT_MAX = 500;
const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
/** What a figure may be besides a share of one option. */
const MEASURES = ["positive", "negative", "net"];

/** What a file is checked against. */
export interface EvidenceContext {
  readonly directory: PlaceDirectory;
  /** The standard questionnaire, by whose ids all evidence is named. */
  readonly questionnaire: Pick<Questionnaire, "questions">;
  /** The keys of what is there. */
  readonly known: ReadonlySet<string>;
}

/** The rows of a file, or everything that is wrong in it. */
export type EvidenceResult =
  | { readonly ok: true; readonly rows: readonly EvidenceRow[] }
  | { readonly ok: false; readonly faults: readonly FileFault[] };

/** What a figure is about: two with the same key are one figure twice. */
export function evidenceKey({ series, start, place_code, question, measure }: EvidenceRow): string {
  return [series, start, place_code, question, measure].map(slugOf).join("-");
}

/** Checks a file. Pure. */
export function readEvidence(csv: string, context: EvidenceContext): EvidenceResult {
  const lines = parseCsv(csv);
  if (!Array.isArray(lines)) return { ok: false, faults: [lines] };
  const [header, ...body] = lines;
  const faults = headerFaults(header);
  if (header === undefined || faults.length > 0) return { ok: false, faults };
  if (body.length === 0) return { ok: false, faults: [{ line: 2, column: 1, message: "there is no row" }] };
  const rows: EvidenceRow[] = [];
  const keys = new Set(context.known);
  for (const { line, cells } of body) {
    const at = (name: Column): number => header.cells.indexOf(name) + 1;
    const cell = (name: Column): string => (cells[at(name) - 1] ?? "").trim();
    const own = rowFaults(cell, context).map(([name, message]) => ({ line, column: at(name), message }));
    if (own.length > 0) {
      faults.push(...own);
      continue;
    }
    const row = rowOf(cell);
    if (keys.has(evidenceKey(row))) faults.push({ line, column: 1, message: "this figure is there already" });
    keys.add(evidenceKey(row));
    rows.push(row);
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, rows };
}

function headerFaults(header: CsvLine | undefined): FileFault[] {
  if (header === undefined) return [{ line: 1, column: 1, message: "the file is empty" }];
  const { line, cells } = header;
  const missing = REQUIRED.filter((name) => !cells.includes(name));
  const unknown = cells.flatMap((name, at) =>
    COLUMNS.includes(name) && cells.indexOf(name) === at
      ? []
      : [{ line, column: at + 1, message: `there is no such column, or it is there twice: use ${COLUMNS.join(", ")}` }],
  );
  return [...missing.map((name) => ({ line, column: 1, message: `the column ${name} is missing` })), ...unknown];
}

/** What is wrong in a row, by column. What stands in a cell is not repeated. */
function rowFaults(
  cell: (name: Column) => string,
  { directory, questionnaire }: EvidenceContext,
): readonly (readonly [Column, string])[] {
  const faults: (readonly [Column, string])[] = [];
  const must = (name: Column, isRight: boolean, message: string): void => {
    if (!isRight) faults.push([name, message]);
  };
  for (const name of REQUIRED) must(name, cell(name) !== "", "this must be given");
  for (const name of COLUMNS as readonly Column[]) must(name, cell(name).length <= TEXT_MAX, "this is too long");
  if (faults.length > 0) return faults;
  const dates = [cell("start"), cell("end")] as const;
  must("start", DATE.test(dates[0]), "give a date like 2014, 2014-04 or 2014-04-30");
  must("end", DATE.test(dates[1]), "give a date like 2014, 2014-04 or 2014-04-30");
  must("end", dates[0].slice(0, dates[1].length) <= dates[1], "this is before the start");
  const place = directory.by_code.get(cell("place_code"));
  must("place_code", place !== undefined, "there is no such place: places find TEXT lists them");
  must("place_code", place?.invented !== true, "this place is invented");
  must("base", /^[1-9]\d{0,8}$/.test(cell("base")), "give how many people answered, a whole number");
  const questions = attitudeQuestions(questionnaire);
  const question = questions.find(({ id }) => id === cell("question"));
  const names = questions.map(({ id }) => id).join(", ");
  must("question", question !== undefined, `the standard questionnaire has no such question: use one of ${names}`);
  const measures = [...MEASURES, ...(question?.options ?? []).map(({ id }) => id)];
  const isMeasure = question === undefined || measures.includes(cell("measure"));
  must("measure", isMeasure, `use one of ${measures.join(", ")}`);
  const least = cell("measure") === "net" ? -100 : 0;
  const share = /^-?\d{1,3}(\.\d{1,3})?$/.test(cell("share")) ? Number(cell("share")) : Number.NaN;
  must("share", share >= least && share <= 100, "give per cent, as it was published, e.g. 77");
  must("link", isLink(cell("link")), "give an address that begins with https:// or http://");
  return faults;
}

function isLink(text: string): boolean {
  return /^https?:\/\/[^\s/$.?#][^\s]*$/i.test(text) && URL.canParse(text);
}

function rowOf(cell: (name: Column) => string): EvidenceRow {
  const [start, end] = [cell("start"), cell("end")];
  const row = {
    series: cell("series"),
    publisher: cell("publisher"),
    period: cell("period") || (start === end ? start : `${start} to ${end}`),
    ...{ start, end, date_certainty: "given" },
    mode: cell("mode"),
    population: cell("population"),
    place_code: cell("place_code"),
    base: Number(cell("base")),
    question: cell("question"),
    measure: cell("measure"),
    share: Number(cell("share")),
    source: cell("source") || cell("link").replace(/^https?:\/\//i, ""),
    link: cell("link"),
    note: cell("note") || null,
  };
  return { id: `added-${evidenceKey({ id: "", ...row })}`, ...row };
}

function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/g, "");
}
