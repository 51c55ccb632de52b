/** The figures of a place over several waves: which of them may share a line, and why a line breaks. */
import { comparable, type BreakReason, type SeriesKey } from "../estimation/trend.ts";
import type { ChoiceQuestion } from "../questionnaire/types.ts";
import { canonicalJson } from "./canonical.ts";
import { compositionOf } from "./rows.ts";
import { type PublishedDifference, publishedDifference } from "./differences.ts";
import type { ReleaseDocument, ResultRow } from "./types.ts";

/** A published figure with the release that it stands in. */
export interface SeriesPoint {
  readonly release: ReleaseDocument;
  readonly row: ResultRow;
}

/** A point with what it is to the one before it in its stream: the first, comparable to it, or not, and why. */
export interface SeriesStep extends SeriesPoint {
  readonly from: "first" | "comparable" | readonly SeriesBreak[];
  readonly before: SeriesPoint | null;
  /** To the point before; null where there is none, or where the two may not be compared. */
  readonly change: PublishedDifference | null;
}

/** Why two waves are not compared: the reasons of `comparable`, and that figures stand for other parts of the place. */
export type SeriesBreak = BreakReason | "coverage";

/**
 * The points of one stream, in the order of their waves, each told against the one before it. Withheld ones are left out
 * by whoever calls.
 */
export function seriesOf(points: readonly SeriesPoint[]): readonly SeriesStep[] {
  const named = ({ release }: SeriesPoint): string => `${release.period_end} ${release.id}`;
  const inOrder = [...points].sort((first, second) => (named(first) < named(second) ? -1 : 1));
  return inOrder.map((point, at) => {
    const before = inOrder[at - 1];
    if (before === undefined) return { ...point, before: null, from: "first", change: null };
    const breaks = breaksBetween(before, point);
    if (breaks.length > 0) return { ...point, before, from: breaks, change: null };
    return { ...point, before, from: "comparable", change: publishedDifference(point.row, before.row) };
  });
}

/** Runs of comparable points: each is one line of a chart. */
export function linesOf(steps: readonly SeriesStep[]): readonly (readonly SeriesStep[])[] {
  const lines: SeriesStep[][] = [];
  for (const step of steps) {
    const line = lines.at(-1);
    if (step.from === "comparable" && line !== undefined) line.push(step);
    else lines.push([step]);
  }
  return lines;
}

/** Why the figures of two waves are not compared; empty where they are. */
export function breaksBetween(first: SeriesPoint, second: SeriesPoint): readonly SeriesBreak[] {
  const verdict = comparable(keyOf(first), keyOf(second));
  const reasons: SeriesBreak[] = verdict.comparable ? [] : [...verdict.reasons];
  return sameCoverage(first.row, second.row) ? reasons : [...reasons, "coverage"];
}

/** Of the adults of a place, this many in a hundred may at most stand in one figure and not in the other. */
const COVERAGE_DIFFERENCE_PERCENT_MAX = 10;

/**
 * Whether both figures stand for the same part of the place, as far as anybody can tell: which districts are in a figure is
 * not published, but no more adults can be in one alone than are missing from either.
 */
function sameCoverage(first: ResultRow, second: ResultRow): boolean {
  if (first.members === 1 && second.members === 1) return true;
  const missing = (row: ResultRow): number => 100 - (row.population_covered ?? 0);
  return missing(first) + missing(second) <= COVERAGE_DIFFERENCE_PERCENT_MAX;
}

function keyOf({ release, row }: SeriesPoint): SeriesKey {
  const { questionnaire, places } = release;
  const asked = questionnaire.questions.findIndex(({ id }) => id === row.question);
  const question = questionnaire.questions[asked] as ChoiceQuestion | undefined;
  const place = places.find(({ code }) => code === row.place_code);
  return {
    stream: row.stream,
    mode: row.mode,
    wording: canonicalJson(wordingOf(release, question)),
    // A question asked earlier can move the answers to those after it.
    order: canonicalJson({
      questions: questionnaire.questions.slice(0, asked + 1).map(({ id }) => id),
      options: question?.options.map(({ id }) => id) ?? [],
      arms: question?.arms?.map(({ arm, option_order = [] }) => ({ arm, option_order })) ?? [],
    }),
    margins: [canonicalJson(questionnaire.weighting ?? null)],
    ladderStep: (place && compositionOf(place, row.stream, row.question)?.weighting)?.join() ?? "",
    boundary: `${row.place_code} ${row.members}`,
    panel: null,
  };
}

/** What somebody read who was asked, in both languages, and which answers counted. */
function wordingOf({ questionnaire }: ReleaseDocument, question: ChoiceQuestion | undefined): unknown {
  if (question === undefined) return null;
  const { text, hint, options, arms = [], dont_know } = question;
  const { title, intro, intro_in } = questionnaire.screens.find(({ id }) => id === question.screen) ?? {};
  return {
    screen: { title: title ?? null, intro: intro ?? null, intro_in: intro_in ?? null },
    text,
    hint: hint ?? null,
    options: options.map(({ id, label }) => ({ id, label })),
    arms: arms.map(({ arm, text: other }) => ({ arm, text: other ?? null })),
    dont_know,
  };
}
