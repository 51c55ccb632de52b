import type { JSX } from "preact";
import type { ChoiceQuestion } from "../../core/questionnaire/types.ts";
import { answerLabel, publishedOptions } from "../../core/release/rows.ts";
import type { ResultRow } from "../../core/release/types.ts";
import type { Texts } from "../text/en.ts";
import { hasShare, shareInWords } from "../text/shares.ts";
import { DataTable } from "./DataTable.tsx";
import { type BarPart, Legend, ShareBar } from "./ShareBar.tsx";

/** One question of a place: wording, bar, and every figure in a table. `rows` are those of this question alone. */
export function QuestionResult({
  texts,
  id,
  question,
  wording,
  rows,
  included,
  note,
}: {
  readonly texts: Texts;
  /** Of its section in the page: that of the question, where the page has one stream. */
  readonly id: string;
  readonly question: ChoiceQuestion;
  readonly wording: string;
  /** Said inside each image. */
  readonly note: string;
  readonly rows: readonly ResultRow[];
  /** How many districts most questions are made of; one that is made of fewer says so. */
  readonly included: number;
}): JSX.Element {
  const [made] = rows;
  const groups = [...new Set(rows.map(({ group }) => group))];
  const everybody = rows.every(({ by }) => by === "all");
  const base = rows.find((row) => row.base !== null)?.base ?? null;
  return (
    <section class="s-question" id={id} aria-labelledby={`${id}-title`}>
      <h3 class="govuk-heading-m" id={`${id}-title`}>
        {question.title[texts.language]}
      </h3>
      <p class="govuk-body">{wording}</p>
      {made !== undefined && made.members_included > 0 && made.members_included < included && (
        <p class="govuk-body s-small">
          {texts.place.askedInFewer(made.members_included, made.members, made.population_covered)}
        </p>
      )}
      {groups.map((group) => (
        <GroupBar
          key={group}
          texts={texts}
          id={id}
          question={question}
          rows={rows.filter((row) => row.group === group)}
          named={!everybody}
          note={note}
        />
      ))}
      {everybody && base !== null && <p class="govuk-body s-small">{texts.place.base(base)}</p>}
      <details class="govuk-details">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">
            {texts.place.asTable}
            <span class="govuk-visually-hidden">: {question.title[texts.language]}</span>
          </span>
        </summary>
        <div class="govuk-details__text">
          <ResultTable texts={texts} question={question} rows={rows} everybody={everybody} />
        </div>
      </details>
    </section>
  );
}

function GroupBar({
  texts,
  id,
  question,
  rows,
  named,
  note,
}: {
  texts: Texts;
  id: string;
  question: ChoiceQuestion;
  rows: readonly ResultRow[];
  named: boolean;
  note: string;
}): JSX.Element {
  const [first] = rows;
  const label = first?.group_label ?? "";
  const title = question.title[texts.language];
  const parts = barParts(texts, question, rows);
  return (
    <>
      {named && <p class="govuk-body s-group">{label}</p>}
      {first === undefined || parts.length === 0 ? (
        <p class="govuk-body">{texts.place.withheld}</p>
      ) : (
        <>
          <ShareBar
            id={`${id}-${first.group}`}
            title={texts.place.chartOf(first.place_name, named ? `${title}, ${label}` : title)}
            parts={parts}
            note={note}
          />
          <Legend parts={parts} />
        </>
      )}
    </>
  );
}

/**
 * The answers in code-list order, toned by the end of the scale that they belong to, then what was merged. Where some are
 * withheld the others stand alone.
 */
export function barParts(texts: Texts, question: ChoiceQuestion, rows: readonly ResultRow[]): BarPart[] {
  const options = publishedOptions(question);
  const tones = new Map(options.map(({ id }) => [id, toneOf(options, id)]));
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

function toneOf(options: ChoiceQuestion["options"], id: string): BarPart["tone"] {
  const index = options.findIndex((option) => option.id === id);
  const option = options[index];
  const ofSide = (side: "top" | "bottom"): ChoiceQuestion["options"] => options.filter((one) => one.side === side);
  if (option?.side === "top") return option === ofSide("top")[0] ? "top" : "top-soft";
  if (option?.side === "bottom") return option === ofSide("bottom").at(-1) ? "bottom" : "bottom-soft";
  if (option?.side === "middle") return "middle";
  if (option?.kind !== "substantive") return "other";
  return NOMINAL[Math.min(index, NOMINAL.length - 1)] ?? "other";
}

/** Answers that have no order, e.g. council, government, neither. */
const NOMINAL: readonly BarPart["tone"][] = ["top", "bottom-soft", "middle", "top-soft"];

function ResultTable({
  texts,
  question,
  rows,
  everybody,
}: {
  texts: Texts;
  question: ChoiceQuestion;
  rows: readonly ResultRow[];
  everybody: boolean;
}): JSX.Element {
  const { place } = texts;
  const headings = [...(everybody ? [] : [place.group]), place.answer, place.share, place.rangeHeading, place.people];
  return (
    <DataTable title={question.title[texts.language]} headings={headings}>
      {rows.map((row) => (
        <tr key={`${row.group} ${row.answer}`}>
          {!everybody && <td class="govuk-table__cell">{row.group_label}</td>}
          <th class="govuk-table__header" scope="row">
            {answerLabel(question, row.answer)[texts.language]}
          </th>
          <td class="govuk-table__cell">
            {shareText(texts, row)} {row.status === "u" && place.lowReliability}
          </td>
          <td class="govuk-table__cell">{rangeText(row)}</td>
          <td class="govuk-table__cell">{row.base}</td>
        </tr>
      ))}
    </DataTable>
  );
}

function shareText(texts: Texts, row: ResultRow): string {
  if (!hasShare(row)) return texts.place.withheld;
  return row.answer === "net" ? String(row.share) : shareInWords(texts, row);
}

function rangeText(row: ResultRow): string {
  if (row.low === null || row.high === null) return "";
  return row.answer === "net" ? `${row.low} – ${row.high}` : `${row.low}% – ${row.high}%`;
}
