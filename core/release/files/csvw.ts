/** The metadata of `results.csv` after CSV on the Web (W3C): every column described, in both languages. */
import { type ColumnType, RESULT_COLUMN_MEANINGS } from "../columns.ts";
import type { ReleaseDocument } from "../types.ts";
import { citation, inventedWords, LICENCE_NAME, PROTECTION_WORDS } from "./words.ts";

const DATATYPES: Readonly<Record<ColumnType, unknown>> = {
  text: "string",
  date: { base: "date", format: "yyyy-MM-dd" },
  integer: "integer",
  decimal: { base: "decimal", format: "0.0" },
};

/** What the metadata says of the file itself. */
export interface DescribedCsv {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The metadata document, e.g. `results.csv-metadata.json`. */
export function csvMetadata(document: ReleaseDocument, csv: DescribedCsv, attributions: readonly string[]): string {
  const invented = inventedWords(document);
  const both = (en: string, cy: string): readonly object[] => [
    { "@value": en, "@language": "en" },
    { "@value": cy, "@language": "cy" },
  ];
  const metadata = {
    "@context": ["http://www.w3.org/ns/csvw", { "@language": "en" }],
    "@id": csv.name,
    url: csv.name,
    "dc:title": both(document.title.en, document.title.cy),
    "dc:identifier": document.id,
    "dc:temporal": `${document.period_start}/${document.period_end}`,
    "dc:license": { "@id": document.licence },
    "dc:rights": both(LICENCE_NAME.en, LICENCE_NAME.cy),
    "dc:bibliographicCitation": both(citation(document, "en"), citation(document, "cy")),
    "dc:provenance": attributions,
    "dc:description": [
      ...(invented === null ? [] : both(invented.en, invented.cy)),
      ...PROTECTION_WORDS.flatMap(({ en, cy }) => both(en, cy)),
    ],
    "schema:contentSize": csv.bytes,
    "schema:sha256": csv.sha256,
    dialect: {
      encoding: "utf-8",
      header: true,
      headerRowCount: 1,
      delimiter: ",",
      lineTerminators: ["\r\n"],
      quoteChar: '"',
    },
    tableSchema: {
      columns: RESULT_COLUMN_MEANINGS.map(({ name, type, label, meaning, empty }) => ({
        name,
        titles: { en: [name], cy: [name] },
        "rdfs:label": both(label.en, label.cy),
        "dc:description": both(meaning.en, meaning.cy),
        datatype: DATATYPES[type],
        required: !empty,
        null: [""],
      })),
      primaryKey: ["stream", "place_code", "question", "answer", "by", "group"],
    },
  };
  return JSON.stringify(metadata, null, 1);
}
