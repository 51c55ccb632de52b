/** The results of a place as its pages show them, and what is chosen from them to be said in a sentence. */
import { attitudeQuestions, derivedAnswers } from "../../core/questionnaire/codebook.ts";
import type { ChoiceQuestion } from "../../core/questionnaire/types.ts";
import { adjustedFor, publishedDifference } from "../../core/release/differences.ts";
import type { SeriesStep } from "../../core/release/series.ts";
import type { ReleaseDocument, ResultRow } from "../../core/release/types.ts";
import type { Correction } from "./editions.ts";
import { hasShare, type PublishedShare } from "../text/shares.ts";

/** The published results of a place, as its page shows them: one way of breaking them down. */
export interface PlaceResults {
  readonly release: ReleaseDocument;
  /** Where it was corrected: the edition to read in its place. */
  readonly corrected: Correction | null;
  readonly by: string;
  readonly rows: readonly ResultRow[];
  /** The figures of everybody in this release, each told against the wave before; empty for other ways of breaking down. */
  readonly steps: readonly SeriesStep[];
  /** Wording of each question, with this place's councils in it. */
  readonly wording: Readonly<Record<string, string>>;
  /** The newest editions of other waves. */
  readonly others: readonly { readonly id: string; readonly title: string }[];
}

/** The question whose answer stands above all others. */
export const HEADLINE = "decision_body";

/** The questions that a place's page says in sentences, after the headline, where they were asked. */
const GLANCE = [
  "local_area_satisfaction",
  "council_satisfaction",
  "council_satisfaction_county",
  "value_for_money",
  "value_for_money_county",
  "trust_council",
  "trust_council_county",
];

/** The questions of these results, in the order in which they were asked. */
export function askedQuestions({ release, rows }: Pick<PlaceResults, "release" | "rows">): readonly ChoiceQuestion[] {
  return attitudeQuestions(release.questionnaire).filter(({ id }) => rows.some(({ question }) => question === id));
}

/**
 * The answer that stands for a question where one figure has to: the top of its scale, or its first option.
 * @example mainAnswer({ options: [{ id: "council", kind: "substantive", label: { en: "", cy: "" } }] }) // => "council"
 */
export function mainAnswer(question: Pick<ChoiceQuestion, "options">): string {
  return derivedAnswers(question).includes("top_two") ? "top_two" : (question.options[0]?.id ?? "");
}

/** A figure that is said in a sentence, with what it is against the wave before. */
export interface SaidFigure {
  readonly question: ChoiceQuestion;
  readonly row: ResultRow & PublishedShare;
  readonly step: SeriesStep | undefined;
}

/** The figures of one stream that the page says in sentences. Withheld ones are not among them. */
export function glanceFigures(results: PlaceResults): readonly SaidFigure[] {
  const asked = askedQuestions(results);
  const said = GLANCE.flatMap((id) => {
    const question = asked.find((one) => one.id === id);
    return question === undefined ? [] : (saidFigure(results, question) ?? []);
  });
  // Several changes are looked at together: each is held to a stricter test for that.
  const changes = adjustedFor(
    "few",
    said.map(({ step }) => step?.change ?? null),
  );
  return said.map(({ step, ...figure }, at) => ({
    ...figure,
    step: step && { ...step, change: changes[at] ?? null },
  }));
}

/** The main figure of a question among everybody; null where it is withheld. */
export function saidFigure(
  { rows, steps }: Pick<PlaceResults, "rows" | "steps">,
  question: ChoiceQuestion,
): SaidFigure | null {
  const row = rows.find((one) => one.question === question.id && one.answer === mainAnswer(question));
  return hasShare(row) ? { question, row, step: stepOf(steps, row) } : null;
}

/** What a row is against the wave before. */
export function stepOf(steps: readonly SeriesStep[], row: ResultRow): SeriesStep | undefined {
  return steps.find(
    ({ row: one }) => one.stream === row.stream && one.question === row.question && one.answer === row.answer,
  );
}

const EXTREMES = 3;

/**
 * The services that most, and fewest, people of a stream are satisfied with; null where too few are shown to say, or where
 * chance alone could have put them in this order.
 */
export function servicesOf(
  results: PlaceResults,
): { readonly strongest: readonly SaidFigure[]; readonly weakest: readonly SaidFigure[] } | null {
  const shown = askedQuestions(results)
    .filter(({ id }) => id.startsWith("service_"))
    .flatMap((question) => saidFigure(results, question) ?? [])
    // A bound has no place in an order.
    .filter(({ row }) => row.bound === null)
    .sort((first, second) => second.row.share - first.row.share);
  const [strongest, weakest] = [shown.slice(0, EXTREMES), shown.slice(-EXTREMES).reverse()];
  const [least, most] = [strongest.at(-1), weakest.at(-1)];
  if (shown.length < 2 * EXTREMES || least === undefined || most === undefined) return null;
  // Where chance could have put the one in the place of the other there is no strongest and no weakest.
  return publishedDifference(least.row, most.row)?.largerThanChance === true ? { strongest, weakest } : null;
}
