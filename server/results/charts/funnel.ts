/** The districts of a release by how many answered there, against the whole that they are part of. */
import { localPath } from "../../../client/components/Layout.tsx";
import { qualityLabel, releaseNote } from "../../../client/models/release-words.ts";
import { hasShare, shareInWords } from "../../../client/text/shares.ts";
import type { FunnelChart } from "../../../client/charts/types.ts";
import type { Texts } from "../../../client/text/en.ts";
import { funnelPosition } from "../../../core/estimation/funnel.ts";
import { sampleRule } from "../../../core/estimation/sample-type.ts";
import { isDistrict, type PlaceDirectory } from "../../../core/place/directory.ts";
import type { PlaceKind } from "../../../core/place/types.ts";
import type { ChoiceQuestion } from "../../../core/questionnaire/types.ts";
import { answerLabel } from "../../../core/release/rows.ts";
import type { ReleaseDocument, ResultRow } from "../../../core/release/types.ts";
import { questionAddress } from "../addresses.ts";
import { wholeOf } from "./whole.ts";
import { answerRows } from "./release-rows.ts";
import type { ChartKind } from "./types.ts";

/** `/charts/RELEASE/funnel/QUESTION?answer=&stream=` */
export const funnelChart: ChartKind = {
  parts: ["question"],
  query: ["answer", "stream"],
  ofReleaseAlone: true,
  async build({ published, catalogue }, texts, { release, parts: [id = ""], query }) {
    const found = await answerRows(published, release, id, query, texts.language);
    if (found === null) return null;
    const { question, answer, stream, rows } = found;
    const directory = await catalogue.directory();
    const chart = funnelOf(texts, release, question, rows, directory);
    if (chart === null) return null;
    const page = questionAddress(texts, id, { release: release.id, answer, stream: stream.stream });
    return { chart, rows: funnelRows(rows), page };
  },
};

/** The rows that a funnel is drawn from. */
function funnelRows(rows: readonly ResultRow[]): readonly ResultRow[] {
  const whole = wholeOf(rows);
  return rows.filter((row) => row === whole || isDrawn(row));
}

/** A net is no share: what lies outside its funnel could not be told. */
function isDrawn(
  row: ResultRow,
): row is ResultRow & { readonly share: number; readonly base: number; readonly design_effect: number } {
  return (
    isDistrict(row.place_kind as PlaceKind) &&
    hasShare(row) &&
    row.bound === null &&
    row.base !== null &&
    row.design_effect !== null &&
    row.answer !== "net"
  );
}

/**
 * The funnel of one answer in one stream; null where differences may not be tested, where there is no whole, or where
 * fewer than three districts are shown. `rows` are those of everybody.
 */
export function funnelOf(
  texts: Texts,
  release: ReleaseDocument,
  question: ChoiceQuestion,
  rows: readonly ResultRow[],
  directory: PlaceDirectory,
): FunnelChart | null {
  const whole = wholeOf(rows);
  const drawn = rows.filter(isDrawn);
  if (whole === undefined || drawn.length < 3 || !sampleRule(whole).differencesTested) return null;
  const { charts, language } = texts;
  const points = drawn.map((row): FunnelChart["points"][number] => {
    const effectiveBase = row.base / row.design_effect;
    const slug = directory.by_code.get(row.place_code)?.slug;
    return {
      ...{ code: row.place_code, label: row.place_name, share: row.share, effectiveBase },
      href: slug === undefined ? null : `${localPath(texts, `/places/${slug}`)}?release=${release.id}`,
      position: funnelPosition(row.share / 100, effectiveBase, whole.share / 100).position,
      words: `${row.place_name}: ${shareInWords(texts, row)}`,
    };
  });
  const count = (position: FunnelChart["points"][number]["position"]): number =>
    points.filter((point) => point.position === position).length;
  return {
    kind: "funnel",
    id: `funnel-${question.id}`,
    title: charts.funnelTitle(question.title[language], answerLabel(question, whole.answer)[language]),
    description: charts.funnelDescription(whole.place_name, shareInWords(texts, whole), {
      within: count("within"),
      beyond95: count("beyond95"),
      beyond998: count("beyond998"),
    }),
    note: releaseNote(texts, release),
    source: qualityLabel(texts, release, whole),
    whole: { share: whole.share, label: whole.place_name },
    axes: { share: charts.axisShare, effectiveBase: charts.axisEffectiveBase },
    legend: charts.funnelLegend,
    points,
  };
}
