/** Result rows as CSV (RFC 4180): UTF-8, one header row, CRLF, empty for what is withheld. */
import type { Language } from "../questionnaire/types.ts";
import { expandRows } from "./rows.ts";
import { type CompactRow, type ReleaseDocument, RESULT_COLUMNS, type ResultRow } from "./types.ts";

/** The header row. */
export function csvHeader(): string {
  return `${RESULT_COLUMNS.join(",")}\r\n`;
}

/** One row. Numbers are written as they are; a text that a spreadsheet could take for a formula is made plain text. */
export function csvRow(row: ResultRow): string {
  return `${RESULT_COLUMNS.map((column) => csvCell(row[column])).join(",")}\r\n`;
}

/** A whole table. For a place or a question; whole releases are streamed row by row. */
export function csvTable(rows: readonly ResultRow[]): string {
  return csvHeader() + rows.map(csvRow).join("");
}

const HEAD = RESULT_COLUMNS.slice(0, RESULT_COLUMNS.indexOf("answer"));
const ANSWER = ["answer", "answer_label"] as const;
const GROUP = ["by", "group", "group_label"] as const;
const TAIL = ["mode", "sample_type"] as const;

/**
 * Rows as they are stored, as CSV: the same text as `csvRow` of the expanded rows, several times as fast. Whole releases
 * are made so: what stands before and behind the figures is the same for thousands of rows.
 */
export function csvOfCompact(
  document: ReleaseDocument,
  rows: readonly CompactRow[],
  language: Language = "en",
): string {
  const [answers, groups] = [new Map<string, string>(), new Map<string, string>()];
  let [run, head, tail, text] = ["", "", "", ""];
  for (const row of rows) {
    const [place, stream, question, answer, by, group, share, bound, low, high, base, design_effect, status] = row;
    const own = `${place} ${stream} ${question}`;
    if (own !== run) {
      [run, head, tail] = [own, cellsOf(document, row, HEAD, language), cellsOf(document, row, TAIL, language)];
      answers.clear();
    }
    const answerCells = answers.get(answer) ?? cellsOf(document, row, ANSWER, language);
    answers.set(answer, answerCells);
    const name = `${by} ${group}`;
    const groupCells = groups.get(name) ?? cellsOf(document, row, GROUP, language);
    groups.set(name, groupCells);
    text += `${head},${answerCells},${groupCells},${share ?? ""},${bound ?? ""},${low ?? ""},${high ?? ""},${base ?? ""},${design_effect ?? ""},${status},${tail}\r\n`;
  }
  return text;
}

function cellsOf(
  document: ReleaseDocument,
  row: CompactRow,
  columns: readonly (keyof ResultRow)[],
  language: Language,
): string {
  const [expanded] = expandRows(document, [row], language);
  return columns.map((column) => csvCell(expanded?.[column] ?? null)).join(",");
}

/**
 * A cell: quoted where it must be, and with an apostrophe before a text that begins like a formula.
 * @example csvCell("=1+1") // => "'=1+1"
 * @example csvCell(-12) // => "-12"
 */
export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = notAFormula(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A text as a spreadsheet takes it for a text, also where it begins like a formula.
 * @example notAFormula("=1+1") // => "'=1+1"
 */
export function notAFormula(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
