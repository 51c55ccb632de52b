/** A place under others as a chart. */
import type { RangeChart, RangeMark } from "../charts/types.ts";
import type { ChoiceQuestion } from "../../core/questionnaire/types.ts";
import { answerLabel } from "../../core/release/rows.ts";
import type { ReleaseDocument, ResultRow } from "../../core/release/types.ts";
import type { Texts } from "../text/en.ts";
import { shareInFigures } from "../text/in-words.ts";
import { qualityLabel, releaseNote } from "./release-words.ts";

/** The figures of one answer: the place's own, its groups', and the other places'. */
export interface ComparedFigures {
  readonly own: ResultRow;
  readonly groups: readonly ResultRow[];
  readonly others: readonly ResultRow[];
}

/** A share with the mark of low reliability where it has it. */
function flagged(texts: Texts, row: ResultRow): string {
  const share = shareInFigures(texts, row);
  return row.status === "u" ? `${share} ${texts.place.lowReliability}` : share;
}

/** The place, then its groups, then the others in the order given. */
export function comparisonChart(
  texts: Texts,
  release: ReleaseDocument,
  question: ChoiceQuestion,
  { own, groups, others }: ComparedFigures,
): RangeChart {
  const line = (row: ResultRow, mark: RangeMark): RangeChart["rows"][number] => ({
    ...{ id: row.place_code, label: row.place_name, mark, href: null },
    ...{ share: row.share, low: row.low, high: row.high, words: flagged(texts, row) },
  });
  const rows = [
    line(own, "this"),
    ...groups.map((row) => line(row, "group")),
    ...others.map((row) => line(row, "other")),
  ];
  return {
    ...{ kind: "range", id: "beside", rows },
    title: `${question.title[texts.language]}: ${answerLabel(question, own.answer)[texts.language]}`,
    description: rows.map(({ label, words }) => `${label}: ${words}`).join(", "),
    note: releaseNote(texts, release),
    source: qualityLabel(texts, release, own),
  };
}
