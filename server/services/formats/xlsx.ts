/** A workbook as an Office Open XML spreadsheet, in Arial 12. */
import { type Cell, type CellStyle, type CellValue, type WriteSheet, writeXlsx } from "hucre/xlsx";
import type { Sheet, Workbook } from "../../../core/release/files/sheets.ts";

const FONT = { name: "Arial", size: 12 } as const;
const TITLE: CellStyle = { font: { ...FONT, size: 14, bold: true } };
/** Columns as wide as this hold sentences, which go on in the next line. */
const WIDE = 60;
const WRAPPED: CellStyle = { font: FONT, alignment: { wrapText: true, vertical: "top" } };
const HEADING: CellStyle = { font: { ...FONT, bold: true } };

/** Writes the workbook. `made` is the moment that its properties give, so that the same release gives the same bytes. */
export async function writeXlsxFile({ title, description, sheets }: Workbook, made: Date): Promise<Uint8Array> {
  return writeXlsx({
    sheets: sheets.map(xlsxSheet),
    defaultFont: FONT,
    properties: { title, description, creator: "Soundings", created: made, modified: made },
  });
}

function xlsxSheet({ name, rows, header, widths }: Sheet): WriteSheet {
  const cells = new Map<string, Partial<Cell>>([["0,0", { style: TITLE }]]);
  if (header !== null) {
    for (const at of rows[header]?.keys() ?? []) cells.set(`${header},${at}`, { style: HEADING });
  }
  return {
    name,
    rows: rows.map((row): CellValue[] => [...row]),
    cells,
    columns: widths.map((width) => ({ width, style: width >= WIDE ? WRAPPED : { font: FONT } })),
  };
}
