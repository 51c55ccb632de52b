/** A CSV as lines of cells, and faults that are said by line and column. */
import { parse } from "csv-parse/sync";

/** Something wrong in a file: where, and what is wanted. The cell itself is not repeated. */
export interface FileFault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A row of a file, and the line that it ends on. */
export interface CsvLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The rows of a CSV, the header among them; or the one fault that keeps it from being read. */
export function parseCsv(csv: string): CsvLine[] | FileFault {
  try {
    const records = parse(csv, { bom: true, info: true, skip_empty_lines: true }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    return records.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    const { lines = 1, column = 0, code = "" } = error as { lines?: number; column?: number | string; code?: string };
    const message = CSV_FAULTS[code] ?? "this is not valid CSV";
    return { line: lines, column: typeof column === "number" ? column + 1 : 1, message };
  }
}

const CSV_FAULTS: Readonly<Record<string, string>> = {
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: "the row has not as many cells as the header",
  CSV_QUOTE_NOT_CLOSED: "a quotation mark is never closed",
  CSV_INVALID_CLOSING_QUOTE: "a closing quotation mark is followed by something else than a comma",
  INVALID_OPENING_QUOTE: "a quotation mark stands in the middle of a cell",
};
