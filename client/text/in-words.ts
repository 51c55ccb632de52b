/** Figures in sentences: what a page may say of them, worded for how people came to answer. */
import { rangeFor, sampleRule } from "../../core/estimation/sample-type.ts";
import { BREAK_REASONS } from "../../core/estimation/trend.ts";
import type { ChoiceQuestion } from "../../core/questionnaire/types.ts";
import { answerLabel } from "../../core/release/rows.ts";
import type { SeriesBreak, SeriesStep } from "../../core/release/series.ts";
import type { ReleaseDocument, ResultRow } from "../../core/release/types.ts";
import { rangelessWords } from "../models/release-words.ts";
import { dayInWords } from "./dates.ts";
import type { Texts } from "./en.ts";
import { numberInWords } from "./numbers.ts";
import { type PublishedShare, shareInWords } from "./shares.ts";

/** Which of a resident's councils a question is about, as a sentence names it. */
export type CouncilName = keyof Texts["results"]["councils"];

/** A main figure as a sentence, e.g. `60% are satisfied with the way their council runs things`. */
export function figureInWords(
  texts: Texts,
  question: ChoiceQuestion,
  row: Pick<ResultRow, "answer"> & PublishedShare,
  council: CouncilName,
): string {
  const share = shareInWords(texts, row);
  const { sentences, councils } = texts.results;
  const name = question.id.replace(/_county$/, "");
  if (row.answer === "top_two" && isSentence(texts, name)) return sentences[name](share, councils[council]);
  return `${question.title[texts.language]}: ${answerLabel(question, row.answer)[texts.language]} ${share}`;
}

function isSentence({ results }: Texts, name: string): name is keyof Texts["results"]["sentences"] {
  return Object.hasOwn(results.sentences, name);
}

/** What a figure is against the wave before it; empty where there is none. */
export function changeInWords(texts: Texts, step: SeriesStep | undefined): string {
  if (step === undefined || step.before === null || step.from === "first") return "";
  const { change } = texts.results;
  const since = monthInWords(step.before.release.period_end, texts);
  if (step.from !== "comparable") return change.broken(since, breaksInWords(texts, step.from));
  if (step.change === null) return sampleRule(step.row).differencesTested ? "" : change.untested(since);
  const { points, largerThanChance } = step.change;
  if (!largerThanChance) return change.unclear(since);
  return points > 0 ? change.up(points, since) : change.down(-points, since);
}

/** Why a line breaks, in sentences. */
export function breaksInWords({ language, results }: Texts, breaks: readonly SeriesBreak[]): string {
  return breaks
    .map((reason) => (reason === "coverage" ? results.change.coverage : BREAK_REASONS[reason][language]))
    .join(" ");
}

/** The month of a day, e.g. `March 2026`. */
export function monthInWords(day: string, texts: Pick<Texts, "months">): string {
  return dayInWords(day, texts).replace(/^\d+ /, "");
}

/** What may be said of how certain a figure is: the words that its kind of sample allows. */
export function certaintyInWords(texts: Texts, release: ReleaseDocument, row: ResultRow): string {
  if (sampleRule(row).range === "none") return rangelessWords(texts, release, row);
  const range = row.low === null || row.high === null ? null : rangeFor(row, row.low, row.high);
  if (range === null) return "";
  return range.wording[texts.language].replace("{low}", String(range.low)).replace("{high}", String(range.high));
}

/**
 * The range of a figure within a sentence, in the words that its kind of sample allows; empty where it allows none. Only of
 * a sample with known chances may it be said where the truth is likely to be.
 */
export function rangeInWords({ place }: Texts, row: ResultRow): string {
  const { low, high } = row;
  if (low === null || high === null) return "";
  const { range } = sampleRule(row);
  if (range === "none") return "";
  return range === "confidence_interval" ? place.range(low, high) : place.chanceRange(low, high);
}

/** A base in figures; empty where it is withheld. */
export function baseInFigures({ base }: Pick<ResultRow, "base">): string {
  return base === null ? "" : numberInWords(base);
}

/** A range in figures; empty where there is none. */
export function rangeInFigures({ low, high, answer }: Pick<ResultRow, "low" | "high" | "answer">): string {
  if (low === null || high === null) return "";
  return answer === "net" ? `${low} – ${high}` : `${low}% – ${high}%`;
}

/** A share in figures and words, or that it is withheld; a net in points. */
export function shareInFigures(
  texts: Texts,
  { share, bound, answer }: Pick<ResultRow, "share" | "bound" | "answer">,
): string {
  if (share === null) return texts.place.withheld;
  return answer === "net" ? String(share) : shareInWords(texts, { share, bound });
}
