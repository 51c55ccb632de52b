/** Result rows as Parquet, written group by group as the rows come. */
import { ByteWriter, ParquetWriter, type SchemaElement } from "hyparquet-writer";
import { type ColumnType, RESULT_COLUMN_MEANINGS } from "../../../core/release/columns.ts";
import { expandRows } from "../../../core/release/rows.ts";
import type { CompactRow, ReleaseDocument, ResultRow } from "../../../core/release/types.ts";

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
  add(rows: readonly CompactRow[]): void;
  finish(): Uint8Array<ArrayBuffer>;
}

type Cell = string | number | null;

/** Writes the rows of a release as Parquet with snappy; what the file says of itself stands in its key-value metadata. */
export function createParquetRows(document: ReleaseDocument, metadata: Readonly<Record<string, string>>): ParquetRows {
  const writer = new ByteWriter();
  const file = new ParquetWriter({
    ...{ writer, schema: SCHEMA, createdBy: "soundings" },
    kvMetadata: Object.entries(metadata).map(([key, value]) => ({ key, value })),
  });
  let columns = emptyColumns();

  function flush(): void {
    if (columns[0]?.data.length === 0) return;
    const columnData = columns.map(({ name, data }) => ({ name, data, statistics: CHOSEN_BY.includes(name) }));
    columns = emptyColumns();
    void file.write({ columnData, rowGroupSize: ROW_GROUP_ROWS });
  }

  return {
    add(rows) {
      addRows(document, rows, columns);
      if ((columns[0]?.data.length ?? 0) >= ROW_GROUP_ROWS) flush();
    },
    finish() {
      flush();
      void file.finish();
      return writer.getBytes();
    },
  };
}

interface Growing {
  readonly name: keyof ResultRow;
  readonly data: Cell[];
}

function emptyColumns(): readonly Growing[] {
  return RESULT_COLUMN_MEANINGS.map(({ name }) => ({ name, data: [] }));
}

/** Where the figures of a stored row stand, by column; the others are the same for many rows. */
const FIGURES = new Map<keyof ResultRow, number>([
  ...(["share", "bound", "low", "high", "base", "design_effect", "status"] as const).map(
    (name, at) => [name, 6 + at] as const,
  ),
]);
const OF_ANSWER: readonly (keyof ResultRow)[] = ["answer", "answer_label"];
const OF_GROUP: readonly (keyof ResultRow)[] = ["by", "group", "group_label"];

/** Adds rows to the columns. One row is expanded for each question, answer and group; the figures of others are as stored. */
function addRows(document: ReleaseDocument, rows: readonly CompactRow[], columns: readonly Growing[]): void {
  const known = new Map<string, ResultRow>();
  const expanded = (key: string, row: CompactRow): ResultRow => {
    const made = known.get(key) ?? expandRows(document, [row])[0];
    if (made === undefined) throw new Error("a row that was not expanded");
    known.set(key, made);
    return made;
  };
  for (const row of rows) {
    const [place, stream, question, answer, by, group] = row;
    const head = expanded(`${place} ${stream} ${question}`, row);
    const ofAnswer = expanded(`answer ${question} ${answer}`, row);
    const ofGroup = expanded(`group ${by} ${group}`, row);
    for (const { data, name } of columns) {
      const figure = FIGURES.get(name);
      const source = OF_ANSWER.includes(name) ? ofAnswer : OF_GROUP.includes(name) ? ofGroup : head;
      const value = figure === undefined ? source[name] : (row[figure] ?? null);
      data.push(value === "" ? null : value);
    }
  }
}
