/** Reads every format of result rows back, by libraries that are not those which wrote them where there are any. */
import { parse } from "csv-parse/sync";
import { readOds } from "hucre/ods";
import { parquetReadObjects } from "hyparquet";
import JSONstat from "jsonstat-toolkit";
import readXlsxFile from "read-excel-file/node";
import { RESULT_COLUMN_MEANINGS } from "../../core/release/columns.ts";
import { notAFormula } from "../../core/release/csv.ts";
import type { PlaceFormat } from "../../core/release/files/place-files.ts";
import { RESULT_COLUMNS, type ResultRow } from "../../core/release/types.ts";

/** A row as a file has it: nothing is null, whatever the format writes for it. */
export type ReadRow = Readonly<Record<string, string | number | null>>;

const NUMBERS = new Set<string>(
  RESULT_COLUMN_MEANINGS.filter(({ type }) => type === "integer" || type === "decimal").map(({ name }) => name),
);

/** What a row of the API must read like in every table. */
export function expectedRow(row: ResultRow): ReadRow {
  return Object.fromEntries(
    RESULT_COLUMNS.map((name) => {
      const value = row[name];
      return [name, typeof value === "string" ? notAFormula(value) || null : value];
    }),
  );
}

/** Rows of text cells, as a reader of CSV gives them, with the numbers as numbers. */
export function typed(rows: readonly Readonly<Record<string, string>>[]): ReadRow[] {
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, text]) => [name, text === "" ? null : NUMBERS.has(name) ? Number(text) : text]),
    ),
  );
}

/** Reads a CSV. */
export function readCsv(bytes: Uint8Array): ReadRow[] {
  return typed(parse(Buffer.from(bytes), { columns: true }) as Record<string, string>[]);
}

/** Reads Parquet, whole or from one row up to another. */
export async function readParquet(bytes: Uint8Array, rowStart = 0, rowEnd?: number): Promise<ReadRow[]> {
  const file = new Uint8Array(bytes).buffer;
  return (await parquetReadObjects({ file, rowStart, ...(rowEnd === undefined ? {} : { rowEnd }) })) as ReadRow[];
}

/** One column of Parquet. */
export async function parquetColumn(bytes: Uint8Array, column: string): Promise<readonly unknown[]> {
  const rows = await parquetReadObjects({ file: new Uint8Array(bytes).buffer, columns: [column] });
  return rows.map((row) => row[column]);
}

type Cells = readonly (readonly unknown[])[];

/** The rows of every table of results in a workbook: those below a row that begins with the columns' names. */
function tableRows(sheets: readonly Cells[]): ReadRow[] {
  return sheets.flatMap((cells) => {
    const header = cells.findIndex((row) => RESULT_COLUMNS.every((name, at) => row[at] === name));
    if (header === -1) return [];
    return cells.slice(header + 1).map((row) =>
      Object.fromEntries(
        RESULT_COLUMNS.map((name, at) => {
          const value = (row[at] ?? null) as string | number | null;
          return [name, name === "status" && typeof value === "string" ? value.replaceAll(/[[\]]/g, "") : value];
        }),
      ),
    );
  });
}

/** The sheets of an ODS, cell by cell. */
export async function odsSheets(bytes: Uint8Array): Promise<{ readonly name: string; readonly cells: Cells }[]> {
  const { sheets } = await readOds(new Uint8Array(bytes));
  return sheets.map(({ name, rows }) => ({ name, cells: rows }));
}

/** The sheets of an XLSX, cell by cell. */
export async function xlsxSheets(bytes: Uint8Array): Promise<{ readonly name: string; readonly cells: Cells }[]> {
  const sheets = await readXlsxFile(Buffer.from(bytes));
  return sheets.map(({ sheet, data }) => ({ name: sheet, cells: data }));
}

/** The rows of a JSON-stat cube: what it has of each, which is all but what is the same for the whole place. */
function jsonStatRows(bytes: Uint8Array): ReadRow[] {
  const dataset = JSONstat(JSON.parse(Buffer.from(bytes).toString("utf8")) as object);
  const [place = ""] = dataset.Dimension("place").id;
  const label = new Map(dataset.Dimension("group").id.map((id) => [id, dataset.Dimension("group").Category(id).label]));
  // Its own table of all cells: asked for one by one, they take it seconds.
  const cells = dataset.toTable({
    type: "arrobj",
    field: "id",
    content: "id",
    status: true,
    drop: ["place", "period"],
  });
  const rows = new Map<string, Record<string, string | number | null>>();
  for (const { stream, figure, group, measure, value, status } of cells) {
    if (value === null && (status ?? null) === null) continue;
    const key = `${stream} ${figure} ${group}`;
    const [question = "", answer = ""] = figure.split(".");
    const [by = "", band = ""] = group.split(".");
    const words = (status ?? "").split(" ");
    const row = rows.get(key) ?? {
      ...{ place_code: place, stream, question, answer, by, group: band, group_label: label.get(group) ?? null },
      bound: words.find((word) => word === "le" || word === "ge") ?? null,
      status: words.find((word) => word === "c" || word === "u") ?? null,
    };
    row[measure] = value;
    rows.set(key, row);
  }
  return [...rows.values()];
}

/** The readers of a place's files. Whoever adds a format adds it here: A14 asks for it. */
export const PLACE_READERS: Readonly<Record<PlaceFormat, (bytes: Uint8Array) => Promise<ReadRow[]> | ReadRow[]>> = {
  csv: readCsv,
  json: (bytes) => (JSON.parse(Buffer.from(bytes).toString("utf8")) as { rows: ResultRow[] }).rows.map(expectedRow),
  "jsonstat.json": jsonStatRows,
  ods: async (bytes) => tableRows((await odsSheets(bytes)).map(({ cells }) => cells)),
  xlsx: async (bytes) => tableRows((await xlsxSheets(bytes)).map(({ cells }) => cells)),
};

/**
 * The rows of the API and of a file that differ. Sheets are by breakdown, so rows are matched by what tells them apart; a
 * row that only one side has differs too. A format that has fewer columns is compared in those that it has.
 */
export function differing(expected: readonly ResultRow[], read: readonly ReadRow[]): readonly string[] {
  const keyOf = (row: ReadRow): string =>
    ["place_code", "stream", "question", "answer", "by", "group"].map((name) => row[name]).join(" ");
  const byKey = new Map(read.map((row) => [keyOf(row), row]));
  const wrong = expected.map(expectedRow).filter((row) => {
    const other = byKey.get(keyOf(row));
    return other === undefined || Object.keys(other).some((name) => other[name] !== row[name]);
  });
  return [...wrong.map(keyOf), ...(read.length === expected.length ? [] : [`${read.length} rows`])];
}
