/** The figures of a place over time as a chart: lines between comparable waves, breaks, and marks for figures from elsewhere. */
import type { ChartWords, TrendChart, TrendPoint } from "../charts/types.ts";
import { sampleRule } from "../../core/estimation/sample-type.ts";
import type { Place } from "../../core/place/types.ts";
import type { ChoiceQuestion } from "../../core/questionnaire/types.ts";
import { answerLabel } from "../../core/release/rows.ts";
import { linesOf, type SeriesStep } from "../../core/release/series.ts";
import type { ReleaseDocument } from "../../core/release/types.ts";
import type { Texts } from "../text/en.ts";
import { monthInWords } from "../text/in-words.ts";
import { qualityLabel, releaseNote } from "./release-words.ts";
import { hasShare, shareInWords } from "../text/shares.ts";

/** A figure published by others, as far as a mark in a chart shows it. */
export interface EvidenceMark {
  /** ISO 8601, to the day, the month or only the year. */
  readonly start: string;
  readonly share: number;
  readonly publisher: string;
}

/** A chart of figures over time. `steps` are those of one stream, in the order of their waves. */
function trendChart(
  texts: Texts,
  steps: readonly SeriesStep[],
  evidence: readonly EvidenceMark[],
  words: Omit<ChartWords, "description">,
): TrendChart {
  // Where people chose themselves whether to answer, a line would say that something rose or fell.
  const runs = linesOf(steps).flatMap((line) =>
    line.every(({ row }) => sampleRule(row).differencesTested) ? [line] : line.map((step) => [step]),
  );
  const lines = runs.map((line) => ({ points: line.flatMap((step) => trendPoint(texts, step) ?? []) }));
  const marks = evidence.map((figure) => evidencePoint(texts, figure));
  const days = [...lines.flatMap(({ points }) => points), ...marks].map(({ at }) => at).sort();
  // Who published a figure has no room in the picture, and is said with it.
  const named = marks.map((mark, at) => ({ ...mark, words: `${mark.words}, ${evidence[at]?.publisher ?? ""}` }));
  const said = [...lines.flatMap(({ points }) => points), ...named].sort((one, other) => (one.at < other.at ? -1 : 1));
  return {
    ...words,
    kind: "trend",
    description: said.map(({ when, words: figure }) => `${when}: ${figure}`).join(". "),
    from: days[0] ?? "",
    to: days.at(-1) ?? "",
    lines: lines.filter(({ points }) => points.length > 0),
    breaks: breaksOf(steps).map(({ at }, number) => ({ at, label: String(number + 1) })),
    evidence: marks,
    legend: { ours: texts.results.question.trendTable.ours, evidence: texts.evidence.title },
  };
}

/** Figures of one series that others published, over time. Fewer than two make no chart. */
export function evidenceChart(texts: Texts, title: string, figures: readonly EvidenceMark[]): TrendChart | null {
  if (figures.length < 2) return null;
  const publishers = [...new Set(figures.map(({ publisher }) => publisher))].join(", ");
  return trendChart(texts, [], figures, { id: "evidence-trend", title, note: "", source: publishers });
}

/** The chart of one answer in a place. `release` is the one that its page is about. */
export function placeTrendChart(
  texts: Texts,
  release: ReleaseDocument,
  question: ChoiceQuestion,
  place: Pick<Place, "name" | "name_cy">,
  answer: string,
  steps: readonly SeriesStep[],
  evidence: readonly EvidenceMark[],
): TrendChart {
  const { language } = texts;
  const last = steps.at(-1);
  // The newest figure says whom it stands for: of a group, it may be some of its councils alone.
  const name = last?.row.place_name ?? (language === "cy" ? (place.name_cy ?? place.name) : place.name);
  return trendChart(texts, steps, evidence, {
    // Apart from the section that it stands in, which is named "trend".
    id: "trend-chart",
    title: `${question.title[language]}. ${answerLabel(question, answer)[language]}. ${name}`,
    note: releaseNote(texts, release),
    // The quality label of the newest figure.
    source: last === undefined ? release.title[language] : qualityLabel(texts, last.release, last.row),
  });
}

/** Where a series breaks: between which waves, and why. Numbered in this order. */
export function breaksOf(steps: readonly SeriesStep[]): readonly { readonly at: string; readonly step: SeriesStep }[] {
  return steps.flatMap((step) => {
    if (step.before === null || typeof step.from === "string") return [];
    return [{ at: between(step.before.release.period_end, step.release.period_end), step }];
  });
}

function trendPoint(texts: Texts, { release, row }: SeriesStep): TrendPoint | null {
  if (!hasShare(row)) return null;
  const { share, low, high } = row;
  const when = monthInWords(release.period_end, texts);
  return { at: release.period_end, when, share, low, high, words: shareInWords(texts, row) };
}

function evidencePoint(texts: Texts, { start, share }: EvidenceMark): TrendPoint {
  const [year = "", month] = start.split("-");
  // Where only the year is known the mark stands in its middle.
  const at = start.length === 10 ? start : `${year}-${month ?? "07"}-15`;
  const when = month === undefined ? year : monthInWords(at, texts);
  return { at, when, share, low: null, high: null, words: `${share}%` };
}

/** The day in the middle of two. */
function between(first: string, second: string): string {
  return new Date((Date.parse(first) + Date.parse(second)) / 2).toISOString().slice(0, 10);
}
