/** The published rows of a question as bars. */
import type { ChoiceQuestion } from "../../core/questionnaire/types.ts";
import type { ReleaseDocument, ResultRow } from "../../core/release/types.ts";
import { barParts } from "../models/bars.ts";
import { qualityLabel, releaseNote } from "../models/release-words.ts";
import type { Texts } from "../text/en.ts";
import type { BarsChart } from "./types.ts";

/** What a group is called, with the mark of low reliability where its figures have it. */
function groupWords({ place }: Texts, rows: readonly ResultRow[], group: string, label: string): string {
  const isUnsure = rows.some((row) => row.group === group && row.status === "u");
  return isUnsure && label !== "" ? `${label} (${place.lowReliability})` : label;
}

/** Whether the answers of a question lie on a scale with two ends. */
export function isScale({ options }: Pick<ChoiceQuestion, "options">): boolean {
  return options.some(({ side }) => side === "top") && options.some(({ side }) => side === "bottom");
}

/**
 * The bars of one question in one place and stream, one for each group of people in the rows. `rows` are those of one
 * way of grouping and are not empty; RangeError otherwise.
 */
export function answerBars(
  texts: Texts,
  release: ReleaseDocument,
  question: ChoiceQuestion,
  rows: readonly ResultRow[],
  id: string,
): BarsChart {
  const [first] = rows;
  if (first === undefined) throw new RangeError("no rows to draw");
  const { charts, language } = texts;
  const groups = [...new Map(rows.map(({ group, group_label }) => [group, group_label]))];
  const everybody = first.by === "all";
  const bars = groups.map(([group, label]) => ({
    id: group,
    label: groupWords(texts, rows, group, everybody ? "" : label),
    parts: barParts(
      texts,
      question,
      rows.filter((row) => row.group === group),
    ),
  }));
  const title = charts.answersTitle(first.place_name, question.title[language]);
  const described = bars.map(({ label, parts }) => {
    const figures = parts.map((part) => `${part.label} ${part.words}`).join(", ");
    const words = parts.length === 0 ? charts.withheld : figures;
    return everybody ? words : `${label}: ${words}`;
  });
  const grouping = release.questionnaire.questions.find((one) => one.id === first.by)?.title[language];
  const base = everybody && first.base !== null ? ` ${texts.place.base(first.base)}` : "";
  return {
    kind: "bars",
    id,
    title: everybody || grouping === undefined ? title : charts.grouped(title, grouping),
    description: `${described.join(". ")}.`,
    note: releaseNote(texts, release),
    source: `${qualityLabel(texts, release, first)}${base}`,
    diverging: isScale(question),
    withheld: charts.withheld,
    rows: bars,
  };
}
