/** The respondents that `estimate` is given: a CSV with a header, one row a respondent, read whole and checked whole. */
import { parse } from "csv-parse/sync";
import type { EstimatePlan } from "./estimate-plan.ts";

/** Respondents, column by column. */
export interface Respondents {
  readonly count: number;
  /** The cells of each column, without space around them. */
  readonly columns: ReadonlyMap<string, readonly string[]>;
  /** The weight of each before raking. */
  readonly baseWeights: readonly number[];
  /** The columns that are questions, in the order of the plan or of the file. */
  readonly questions: readonly string[];
}

/** Something wrong in the file: where, and what is wanted. */
export interface InputFault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Respondents, or everything that is wrong with the file. */
export type RespondentsResult =
  | { readonly ok: true; readonly respondents: Respondents }
  | { readonly ok: false; readonly faults: readonly InputFault[] };

/** A column with more values than this is hardly a question, but an identifier or a text. */
const VALUES_MAX = 30;

const EMPTY: InputFault = { line: 1, column: 1, message: "the file is empty" };

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Reads the respondents that a plan speaks of; `by` is a column that they are grouped by besides. Pure. */
export function readRespondents(csv: string, plan: EstimatePlan, by: string | null): RespondentsResult {
  const { rows: all, fault } = parseCsv(csv);
  const [header, ...rows] = all;
  const faults = fault === null ? [] : [fault];
  if (header === undefined) return { ok: false, faults: fault === null ? [EMPTY] : faults };
  if (rows.length === 0 && fault === null) {
    faults.push({ line: header.line + 1, column: 1, message: "there is no row under the header" });
  }
  const names = header.cells;
  for (const found of [headerFaults(header), missingColumns(header, plan, by), raggedRows(header, rows)]) {
    for (const one of found) faults.push(one);
  }
  const weights = baseWeightsOf(names, rows, plan, faults);
  if (faults.length > 0) return { ok: false, faults: faults.sort(byPlace) };
  const columns = new Map(names.map((name, index) => [name, rows.map(({ cells }) => cells[index] as string)]));
  const questions = plan.questions === null ? otherColumns(names, plan, by) : [...plan.questions.keys()];
  const unlikely = plan.questions === null ? unlikelyQuestions(header, columns, questions) : [];
  if (unlikely.length > 0) return { ok: false, faults: unlikely };
  return { ok: true, respondents: { count: rows.length, columns, baseWeights: weights, questions } };
}

/** The columns that margins name, in an order of their own: that of the margins changes no digit. */
export function weightingVariables({ margins }: EstimatePlan): readonly string[] {
  return [...new Set(margins.flatMap(({ variables }) => variables))].sort();
}

function byPlace(first: InputFault, second: InputFault): number {
  return first.line - second.line || first.column - second.column;
}

/**
 * Rows with the line that each begins on, and the first wrong quotation mark. What stands after that one cannot be told
 * apart, so rows are given up to there only.
 */
function parseCsv(csv: string): { readonly rows: readonly Row[]; readonly fault: InputFault | null } {
  const errors: CsvError[] = [];
  const records = parse(csv, {
    ...{ bom: true, info: true, skip_empty_lines: true },
    ...{ relax_column_count: true, skip_records_with_error: true },
    on_skip: (error) => void errors.push(error ?? {}),
  }) as unknown as { record: string[]; info: { lines: number } }[];
  const [error] = errors;
  const stop = error === undefined || error.code === NEVER_CLOSED ? Number.POSITIVE_INFINITY : (error.lines ?? 1);
  const whole = records.filter(({ info }) => info.lines < stop);
  const rows = whole.map(({ record, info }) => ({
    line: info.lines - record.reduce((breaks, cell) => breaks + breaksIn(cell), 0),
    cells: record.map((cell) => cell.trim()),
  }));
  return { rows, fault: error === undefined ? null : csvFault(error, whole.at(-1)?.info.lines ?? 0) };
}

function breaksIn(cell: string): number {
  return cell.includes("\n") ? cell.split("\n").length - 1 : 0;
}

interface CsvError {
  readonly code?: string;
  readonly lines?: number;
  readonly column?: number | string;
}

/** A mark that is never closed is found at the end of the file only; it stands after the last row that was read. */
function csvFault({ code = "", lines = 1, column = 0 }: CsvError, lastLine: number): InputFault {
  const line = code === NEVER_CLOSED ? lastLine + 1 : lines;
  return { line, column: typeof column === "number" ? column + 1 : 1, message: CSV_FAULTS[code] ?? "this is not CSV" };
}

const NEVER_CLOSED = "CSV_QUOTE_NOT_CLOSED";

const CSV_FAULTS: Readonly<Record<string, string>> = {
  [NEVER_CLOSED]: "from here on a quotation mark is never closed",
  CSV_INVALID_CLOSING_QUOTE: "a closing quotation mark is followed by something else than a comma",
  INVALID_OPENING_QUOTE: "a quotation mark stands in the middle of a cell",
};

function headerFaults({ line, cells }: Row): readonly InputFault[] {
  return cells.flatMap((name, index) => {
    const at = { line, column: index + 1 };
    if (name === "") return [{ ...at, message: "the header has a cell without a name" }];
    const first = cells.indexOf(name);
    return first === index ? [] : [{ ...at, message: `“${name}” is the name of column ${first + 1} already` }];
  });
}

function missingColumns({ line, cells }: Row, plan: EstimatePlan, by: string | null): readonly InputFault[] {
  const wanted: readonly (readonly [string, string])[] = [
    ...weightingVariables(plan).map((name) => [name, "a margin"] as const),
    ...(plan.baseWeight === null ? [] : [[plan.baseWeight, "base_weight"] as const]),
    ...[...(plan.questions?.keys() ?? [])].map((name) => [name, "questions"] as const),
    ...(by === null ? [] : [[by, "--by"] as const]),
  ];
  const missing = wanted.filter(([name]) => !cells.includes(name));
  return missing.map(([name, who]) => {
    const message = `${who} names a column “${name}”, which the header does not have; it has: ${cells.join(", ")}`;
    return { line, column: 1, message };
  });
}

function raggedRows(header: Row, rows: readonly Row[]): readonly InputFault[] {
  const width = header.cells.length;
  return rows
    .filter(({ cells }) => cells.length !== width)
    .map(({ line, cells }) => ({
      line,
      column: Math.min(cells.length, width) + 1,
      message: `the row has ${cells.length} cells, and the header ${width}`,
    }));
}

function baseWeightsOf(
  names: readonly string[],
  rows: readonly Row[],
  { baseWeight }: EstimatePlan,
  faults: InputFault[],
): readonly number[] {
  const index = baseWeight === null ? -1 : names.indexOf(baseWeight);
  if (index === -1) return rows.map(() => 1);
  return rows.map(({ line, cells }) => {
    const text = cells[index];
    const weight = text !== undefined && NUMBER.test(text) ? Number(text) : Number.NaN;
    if (text !== undefined && !(weight > 0 && Number.isFinite(weight))) {
      faults.push({ line, column: index + 1, message: `“${baseWeight ?? ""}” is no number above 0` });
    }
    return weight;
  });
}

const NUMBER = /^\+?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

function otherColumns(names: readonly string[], plan: EstimatePlan, by: string | null): readonly string[] {
  const taken = [...weightingVariables(plan), plan.baseWeight, by];
  return names.filter((name) => !taken.includes(name));
}

function unlikelyQuestions(
  { line, cells }: Row,
  columns: Respondents["columns"],
  questions: readonly string[],
): readonly InputFault[] {
  if (questions.length === 0) return [{ line, column: 1, message: "no column is left to be a question" }];
  return questions.flatMap((name) => {
    const values = new Set(columns.get(name)).size;
    if (values <= VALUES_MAX) return [];
    const message = `“${name}” has ${values} different values, more than ${VALUES_MAX}: it is hardly a question. Name those that are in "questions" beside the margins.`;
    return [{ line, column: cells.indexOf(name) + 1, message }];
  });
}
