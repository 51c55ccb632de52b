/** The rows of a place as one JSON document, and as JSON-stat 2.0. */
import type { Language } from "../../questionnaire/types.ts";
import type { ReleaseDocument, ResultRow } from "../types.ts";
import { inventedWords, LICENCE_NAME, provenance } from "./words.ts";

/** A place's rows as JSON: the same rows as the API's, with licence, attributions and citation. */
export function placeJson(
  document: ReleaseDocument,
  rows: readonly ResultRow[],
  attributions: readonly string[],
  language: Language,
): string {
  const invented = inventedWords(document);
  return JSON.stringify({
    release: document.id,
    title: document.title[language],
    ...(invented === null ? {} : { warning: invented[language] }),
    licence: { name: LICENCE_NAME[language], url: document.licence },
    notes: provenance(document, attributions, language),
    rows,
  });
}

/** The measures of a JSON-stat cube; `bound` stands in the status. */
export const JSON_STAT_MEASURES = ["share", "low", "high", "base", "design_effect"] as const;

/**
 * A place's rows as a JSON-stat 2.0 dataset: a cube of stream, figure (`question.answer`), group (`by.group`) and measure.
 * A status holds the row's status and its bound, with a space between, e.g. `u le`. Cells without value and status are of
 * rows that the place does not have.
 */
export function placeJsonStat(
  document: ReleaseDocument,
  rows: readonly ResultRow[],
  attributions: readonly string[],
  language: Language,
): string {
  const [first] = rows;
  const dimensions = {
    stream: dimension(rows, ({ stream }) => [stream, stream]),
    figure: dimension(rows, ({ question, answer, answer_label }) => [
      `${question}.${answer}`,
      `${titleOf(document, question, language)}: ${answer_label}`,
    ]),
    group: dimension(rows, ({ by, group, group_label }) => [`${by}.${group}`, group_label]),
    measure: new Map(JSON_STAT_MEASURES.map((name) => [name, name] as const)),
  };
  const size = [...Object.values(dimensions)].map((own) => own.size);
  const [streams, figures, groups] = [dimensions.stream, dimensions.figure, dimensions.group].map(positions);
  const value: (number | null)[] = Array.from({ length: size.reduce((all, own) => all * own, 1) }, () => null);
  const status: Record<number, string> = {};
  for (const row of rows) {
    const stream = streams?.get(row.stream) ?? 0;
    const figure = figures?.get(`${row.question}.${row.answer}`) ?? 0;
    const group = groups?.get(`${row.by}.${row.group}`) ?? 0;
    const start =
      ((stream * dimensions.figure.size + figure) * dimensions.group.size + group) * JSON_STAT_MEASURES.length;
    const words = [row.status, row.bound ?? ""].filter((word) => word !== "").join(" ");
    for (const [at, measure] of JSON_STAT_MEASURES.entries()) {
      value[start + at] = row[measure];
      if (words !== "") status[start + at] = words;
    }
  }
  return JSON.stringify({
    version: "2.0",
    class: "dataset",
    label: `${document.title[language]}: ${first?.place_name ?? ""}`,
    source: "Soundings",
    note: provenance(document, attributions, language),
    id: ["place", "period", ...Object.keys(dimensions)],
    size: [1, 1, ...size],
    role: { time: ["period"], geo: ["place"], metric: ["measure"] },
    dimension: {
      place: described(new Map([[first?.place_code ?? "", first?.place_name ?? ""]])),
      period: described(new Map([[`${document.period_start}/${document.period_end}`, document.title[language]]])),
      ...Object.fromEntries(Object.entries(dimensions).map(([name, own]) => [name, described(own)])),
    },
    value,
    status,
    extension: { release: document.id, licence: document.licence, sample_types: document.streams },
  });
}

function dimension(
  rows: readonly ResultRow[],
  read: (row: ResultRow) => readonly [code: string, label: string],
): ReadonlyMap<string, string> {
  return new Map(rows.map(read));
}

function positions(categories: ReadonlyMap<string, string>): ReadonlyMap<string, number> {
  return new Map([...categories.keys()].map((code, at) => [code, at]));
}

function described(categories: ReadonlyMap<string, string>): object {
  return { category: { index: [...categories.keys()], label: Object.fromEntries(categories) } };
}

function titleOf({ questionnaire }: ReleaseDocument, question: string, language: Language): string {
  return questionnaire.questions.find(({ id }) => id === question)?.title[language] ?? question;
}
