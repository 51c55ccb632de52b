/** The names of a place's files, and the texts of those that are text. */
import type { Language } from "../../questionnaire/types.ts";
import { csvTable } from "../csv.ts";
import type { ReleaseDocument, ResultRow } from "../types.ts";
import { placeJson, placeJsonStat } from "./place-json.ts";

/** The formats of one place's rows, in the order in which pages list them. */
export const PLACE_FORMATS = ["csv", "json", "jsonstat.json", "ods", "xlsx"] as const;

/** A format of one place's rows. */
export type PlaceFormat = (typeof PLACE_FORMATS)[number];

/** The media type of every kind of file, by the end of its name. */
export const MEDIA_TYPES: Readonly<Record<string, string>> = {
  csv: "text/csv; charset=utf-8; header=present",
  json: "application/json",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  parquet: "application/vnd.apache.parquet",
  sps: "application/x-spss-sps",
  txt: "text/plain; charset=utf-8",
};

/**
 * The media type of a file, by the end of its name.
 * @example mediaTypeOf("codebook.json") // => "application/json"
 */
export function mediaTypeOf(name: string): string {
  return MEDIA_TYPES[name.split(".").at(-1) ?? ""] ?? "application/octet-stream";
}

/** What a name of a place's file asks for. */
export interface PlaceFile {
  readonly place: string;
  readonly language: Language;
  readonly format: PlaceFormat;
}

/**
 * The name of a place's file; in Welsh it says so before its format.
 * @example placeFileName({ place: "W06000015", language: "cy", format: "ods" }) // => "W06000015.cy.ods"
 */
export function placeFileName({ place, language, format }: PlaceFile): string {
  return `${place}${language === "cy" ? ".cy" : ""}.${format}`;
}

/** What a name asks for; null where it is not the name of a file of a place of the release. */
export function parsePlaceFileName({ places }: Pick<ReleaseDocument, "places">, name: string): PlaceFile | null {
  const [place = "", ...rest] = name.split(".");
  const language = rest[0] === "cy" ? "cy" : "en";
  const format = PLACE_FORMATS.find((one) => one === (language === "cy" ? rest.slice(1) : rest).join("."));
  if (format === undefined || !places.some(({ code }) => code === place)) return null;
  return { place, language, format };
}

/** The text of a place's file in one of the formats that are text. */
export function placeText(
  document: ReleaseDocument,
  rows: readonly ResultRow[],
  attributions: readonly string[],
  language: Language,
  format: "csv" | "json" | "jsonstat.json",
): string {
  if (format === "csv") return csvTable(rows);
  const make = format === "json" ? placeJson : placeJsonStat;
  return make(document, rows, attributions, language);
}
