/** A workbook as an OpenDocument spreadsheet. */
import { type Cell, type CellValue, type WriteSheet, writeOds } from "hucre/ods";
import type { Sheet, Workbook } from "../../../core/release/files/sheets.ts";

const TITLE_POINTS = 14;

/** Writes the workbook. `made` is the moment that its properties give, so that the same release gives the same bytes. */
export async function writeOdsFile({ title, description, sheets }: Workbook, made: Date): Promise<Uint8Array> {
  return writeOds({
    sheets: sheets.map(odsSheet),
    properties: { title, description, creator: "Soundings", created: made, modified: made },
  });
}

function odsSheet({ name, rows, header, widths }: Sheet): WriteSheet {
  const cells = new Map<string, Partial<Cell>>([["0,0", { style: { font: { bold: true, size: TITLE_POINTS } } }]]);
  if (header !== null) {
    for (const at of rows[header]?.keys() ?? []) cells.set(`${header},${at}`, { style: { font: { bold: true } } });
  }
  return { name, rows: rows.map((row): CellValue[] => [...row]), cells, columns: widths.map((width) => ({ width })) };
}
