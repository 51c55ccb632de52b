/** The answers to a question as a chart: which parts a bar has, in which order and tone. */
import type { BarPart, BarsChart, ChartWords, Tone } from "../charts/types.ts";
import type { ChoiceQuestion, Option } from "../../core/questionnaire/types.ts";
import { publishedOptions } from "../../core/release/rows.ts";
import type { ReleaseDocument, ResultRow } from "../../core/release/types.ts";
import type { Texts } from "../text/en.ts";
import { hasShare, shareInWords } from "../text/shares.ts";

/** The chart of one question in one place and stream: a bar for each group of `rows`, which are in the order of their file. */
export function barsChart(
  texts: Texts,
  question: ChoiceQuestion,
  rows: readonly ResultRow[],
  { id, note, source }: Pick<ChartWords, "id" | "note" | "source">,
): BarsChart {
  const groups = [...new Set(rows.map(({ group }) => group))];
  const bars = groups.map((group) => {
    const own = rows.filter((row) => row.group === group);
    return {
      id: group,
      label: groups.length > 1 ? (own[0]?.group_label ?? "") : "",
      parts: barParts(texts, question, own),
    };
  });
  return {
    ...{ kind: "bars", id, note, source, rows: bars },
    title: texts.place.chartOf(rows[0]?.place_name ?? "", question.title[texts.language]),
    description: bars.map((bar) => inWords(bar, texts)).join(". "),
    diverging:
      question.options.some(({ side }) => side === "top") && question.options.some(({ side }) => side === "bottom"),
    withheld: texts.place.withheld,
  };
}

function inWords({ label, parts }: BarsChart["rows"][number], { place }: Texts): string {
  const figures = parts.length === 0 ? place.withheld : parts.map((part) => `${part.label} ${part.words}`).join(", ");
  return label === "" ? figures : `${label}: ${figures}`;
}

/** What must be said inside each image of figures that nobody gave; empty for others. */
export function noteOf(texts: Texts, release: Pick<ReleaseDocument, "demonstration" | "streams">): string {
  if (release.demonstration) return texts.demonstration;
  return isRehearsal(release) ? texts.rehearsal : "";
}

/** Whether a release is of invented residents in real places. */
export function isRehearsal({ demonstration, streams }: Pick<ReleaseDocument, "demonstration" | "streams">): boolean {
  return !demonstration && streams.some(({ sample_type }) => sample_type === "demonstration");
}

/**
 * The answers in code-list order, toned by the end of the scale that they belong to, then what was merged. Where some are
 * withheld the others stand alone.
 */
export function barParts(texts: Texts, question: ChoiceQuestion, rows: readonly ResultRow[]): BarPart[] {
  const options = publishedOptions(question);
  const tones = new Map(options.map((option) => [option.id, toneOf(options, option)]));
  const merges = (question.merges ?? []).map(({ id, label, options: [first = ""] }) => ({
    ...{ id, label },
    tone: tones.get(first) ?? ("other" as const),
  }));
  return [
    ...options.map(({ id, label }) => ({ id, label, tone: tones.get(id) ?? ("other" as const) })),
    ...merges,
  ].flatMap(({ id, label, tone }) => {
    const row = rows.find(({ answer }) => answer === id);
    if (!hasShare(row)) return [];
    const { share, bound } = row;
    return [
      { ...{ id, label: label[texts.language], share, tone }, words: shareInWords(texts, row), atMost: bound === "le" },
    ];
  });
}

function toneOf(options: readonly Option[], option: Option): Tone {
  const ofSide = (side: "top" | "bottom"): readonly Option[] => options.filter((one) => one.side === side);
  if (option.side === "top") return option === ofSide("top")[0] ? "top" : "top-soft";
  if (option.side === "bottom") return option === ofSide("bottom").at(-1) ? "bottom" : "bottom-soft";
  if (option.side === "middle") return "middle";
  if (option.kind !== "substantive") return "other";
  return NOMINAL[Math.min(options.indexOf(option), NOMINAL.length - 1)] ?? "other";
}

/** Answers that have no order, e.g. council, government, neither. */
const NOMINAL: readonly Tone[] = ["top", "bottom-soft", "middle", "top-soft"];
