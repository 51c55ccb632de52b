/** One answer, district by district, on the map of tiles. */
import type { TileLevel, TilesChart } from "../../../client/charts/types.ts";
import { localPath } from "../../../client/components/Layout.tsx";
import { qualityLabel, releaseNote } from "../../../client/models/release-words.ts";
import type { Texts } from "../../../client/text/en.ts";
import { hasShare, shareInWords } from "../../../client/text/shares.ts";
import { districtsOf, type PlaceDirectory } from "../../../core/place/directory.ts";
import type { ChoiceQuestion } from "../../../core/questionnaire/types.ts";
import { answerLabel } from "../../../core/release/rows.ts";
import type { ReleaseDocument, ResultRow } from "../../../core/release/types.ts";
import { tileMapOf } from "../../reference/tiles.ts";
import { questionAddress } from "../addresses.ts";
import { wholeOf } from "./whole.ts";
import { answerRows } from "./release-rows.ts";
import type { ChartKind } from "./types.ts";

/** `/charts/RELEASE/tiles/QUESTION?answer=&stream=&within=` */
export const tilesChart: ChartKind = {
  parts: ["question"],
  query: ["answer", "stream", "within"],
  ofReleaseAlone: true,
  async build({ published, catalogue }, texts, { release, parts: [id = ""], query }) {
    const found = await answerRows(published, release, id, query, texts.language);
    if (found === null) return null;
    const { question, answer, stream, rows } = found;
    const directory = await catalogue.directory();
    const { within } = query;
    if (within !== undefined && !directory.by_code.has(within)) return null;
    const chart = tilesOf(texts, release, question, rows, directory, within);
    if (chart === null) return null;
    const drawn = new Set(chart.tiles.map(({ code }) => code));
    const page = questionAddress(texts, id, { release: release.id, answer, stream: stream.stream });
    return { chart, rows: rows.filter(({ place_code }) => drawn.has(place_code)), page };
  },
};

const CLASSES = 5;
/** Finer classes than five points would show differences that are mostly chance. */
const STEPS = [5, 6, 8, 10, 20, 40];

/** Classes of whole points, equally wide, around shares: at most five. Each is `[from, to]`, both in it. */
export function classesOf(shares: readonly number[]): readonly (readonly [from: number, to: number])[] {
  if (shares.length === 0) return [];
  const [least, most] = [Math.min(...shares), Math.max(...shares)];
  for (const step of STEPS) {
    const from = Math.floor(least / step) * step;
    if (from + CLASSES * step <= most) continue;
    const count = Math.floor((most - from) / step) + 1;
    return Array.from({ length: count }, (_, at) => [from + at * step, from + (at + 1) * step - 1] as const);
  }
  return [[least, most]];
}

/**
 * The map of one answer in one stream; null where the release has no district on any map. With `within`, the districts
 * of that place alone, in the same shape and the same classes. `rows` are those of everybody.
 */
export function tilesOf(
  texts: Texts,
  release: ReleaseDocument,
  question: ChoiceQuestion,
  rows: readonly ResultRow[],
  directory: PlaceDirectory,
  within?: string,
): TilesChart | null {
  const [first] = rows;
  const map = tileMapOf(new Set(release.places.map(({ code }) => code)));
  if (first === undefined || map === null) return null;
  const inside =
    within === undefined ? null : new Set(districtsOf(directory, within, release.period_end).map(({ code }) => code));
  const tiles = map.tiles.filter(({ code }) => inside === null || inside.has(code));
  if (tiles.length === 0) return null;
  const found = new Map(rows.map((row) => [row.place_code, row]));
  const onMap = new Set(map.tiles.map(({ code }) => code));
  const classes = classesOf(rows.filter(({ place_code }) => onMap.has(place_code)).flatMap(({ share }) => share ?? []));
  const [left, top] = [Math.min(...tiles.map(({ column }) => column)), Math.min(...tiles.map(({ row }) => row))];
  const { charts, language } = texts;
  const drawn = tiles.map(({ code, column, row }) => {
    const figure = found.get(code);
    const place = directory.by_code.get(code);
    const name = figure?.place_name ?? (language === "cy" ? (place?.name_cy ?? place?.name) : place?.name) ?? code;
    return {
      ...{ code, label: name, column: column - left, row: row - top, marked: code === within },
      href:
        place === undefined
          ? null
          : `${localPath(texts, `/places/${place.slug}`)}${figure === undefined ? "" : `?release=${release.id}`}`,
      level: levelOf(figure, classes),
      words: `${name}: ${figureInWords(texts, figure)}`,
    };
  });
  const levels = new Set(drawn.map(({ level }) => level));
  const isNet = first.answer === "net";
  return {
    kind: "tiles",
    id: `tiles-${question.id}`,
    title: charts.tilesTitle(question.title[language], answerLabel(question, first.answer)[language]),
    description: charts.tilesDescription(
      drawn.filter(({ level }) => typeof level === "number").length,
      drawn.filter(({ level }) => level === "withheld").length,
      drawn.filter(({ level }) => level === "not_asked").length,
    ),
    note: releaseNote(texts, release),
    // Of the whole where there is one: a single district may have been weighted by fewer steps than others.
    source: qualityLabel(texts, release, wholeOf(rows) ?? first),
    columns: Math.max(...drawn.map(({ column }) => column)) + 1,
    rows: Math.max(...drawn.map(({ row }) => row)) + 1,
    tiles: drawn,
    legend: [
      ...classes.map(([from, to], level) => ({ level, words: charts.tileClass(from, to, isNet) })),
      ...(levels.has("withheld") ? [{ level: "withheld" as const, words: charts.withheld }] : []),
      ...(levels.has("not_asked") ? [{ level: "not_asked" as const, words: charts.notAsked }] : []),
    ],
  };
}

function levelOf(figure: ResultRow | undefined, classes: readonly (readonly [number, number])[]): TileLevel {
  if (figure === undefined) return "not_asked";
  const { share } = figure;
  return share === null ? "withheld" : classes.findIndex(([from, to]) => share >= from && share <= to);
}

function figureInWords(texts: Texts, figure: ResultRow | undefined): string {
  if (figure === undefined) return texts.charts.notAsked;
  if (!hasShare(figure)) return texts.charts.withheld;
  return figure.answer === "net" ? String(figure.share) : shareInWords(texts, figure);
}
