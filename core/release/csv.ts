/** Result rows as CSV (RFC 4180): UTF-8, one header row, CRLF, empty for what is withheld. */
import { RESULT_COLUMNS, type ResultRow } from "./types.ts";

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
