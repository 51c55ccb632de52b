/** Result rows as Parquet, written group by group as the rows come. */
import { ByteWriter, ParquetWriter, type SchemaElement } from "hyparquet-writer";
import { type ColumnType, RESULT_COLUMN_MEANINGS } from "../../../core/release/columns.ts";
import type { ResultRow } from "../../../core/release/types.ts";

const ROW_GROUP_ROWS = 100_000;
/** By which a reader may leave row groups out; of the others, least and greatest would only cost time. */
const CHOSEN_BY: readonly string[] = ["place_code", "question", "by"];

const TYPES: Readonly<Record<ColumnType, Pick<SchemaElement, "type" | "converted_type">>> = {
  text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  date: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  integer: { type: "INT32" },
  decimal: { type: "DOUBLE" },
};

const SCHEMA: SchemaElement[] = [
  { name: "root", num_children: RESULT_COLUMN_MEANINGS.length },
  ...RESULT_COLUMN_MEANINGS.map(({ name, type }): SchemaElement => ({
    name,
    repetition_type: "OPTIONAL",
    ...TYPES[type],
  })),
];

/** Takes rows in their order, and gives the whole file at the end. */
export interface ParquetRows {
  add(rows: readonly ResultRow[]): void;
  finish(): Uint8Array<ArrayBuffer>;
}

/** Writes rows as Parquet with snappy; what the file says of itself stands in its key-value metadata. */
export function createParquetRows(metadata: Readonly<Record<string, string>>): ParquetRows {
  const writer = new ByteWriter();
  const file = new ParquetWriter({
    ...{ writer, schema: SCHEMA, createdBy: "soundings" },
    kvMetadata: Object.entries(metadata).map(([key, value]) => ({ key, value })),
  });
  let waiting: ResultRow[] = [];

  function flush(): void {
    if (waiting.length === 0) return;
    const rows = waiting;
    waiting = [];
    void file.write({
      columnData: RESULT_COLUMN_MEANINGS.map(({ name }) => ({
        name,
        data: rows.map((row) => (row[name] === "" ? null : row[name])),
        statistics: CHOSEN_BY.includes(name),
      })),
      rowGroupSize: ROW_GROUP_ROWS,
    });
  }

  return {
    add(rows) {
      for (const row of rows) waiting.push(row);
      if (waiting.length >= ROW_GROUP_ROWS) flush();
    },
    finish() {
      flush();
      void file.finish();
      return writer.getBytes();
    },
  };
}
