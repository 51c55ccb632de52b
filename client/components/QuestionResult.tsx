import type { JSX } from "preact";
import type { Question } from "../../core/questionnaire/types.ts";
import { answerLabel, publishedOptions } from "../../core/release/rows.ts";
import type { ResultRow } from "../../core/release/types.ts";
import type { Texts } from "../text/en.ts";
import { DataTable } from "./DataTable.tsx";
import { type BarPart, Legend, ShareBar } from "./ShareBar.tsx";

/** One question of a place: wording, bar, and every figure in a table. `rows` are those of this question alone. */
export function QuestionResult({
  texts,
  question,
  wording,
  rows,
  note,
}: {
  readonly texts: Texts;
  readonly question: Question;
  readonly wording: string;
  /** Said inside each image. */
  readonly note: string;
  readonly rows: readonly ResultRow[];
}): JSX.Element {
  const groups = [...new Set(rows.map(({ group }) => group))];
  const everybody = rows.every(({ by }) => by === "all");
  const base = rows[0]?.base ?? null;
  return (
    <section class="s-question" id={question.id} aria-labelledby={`${question.id}-title`}>
      <h3 class="govuk-heading-m" id={`${question.id}-title`}>
        {question.title[texts.language]}
      </h3>
      <p class="govuk-body">{wording}</p>
      {groups.map((group) => (
        <GroupBar
          key={group}
          texts={texts}
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
  question,
  rows,
  named,
  note,
}: {
  texts: Texts;
  question: Question;
  rows: readonly ResultRow[];
  named: boolean;
  note: string;
}): JSX.Element {
  const [first] = rows;
  const label = first?.group_label ?? "";
  const title = question.title[texts.language];
  return (
    <>
      {named && <p class="govuk-body s-group">{label}</p>}
      {first === undefined || first.status === "c" ? (
        <p class="govuk-body">{texts.place.withheld}</p>
      ) : (
        <>
          <ShareBar
            id={`${question.id}-${first.group}`}
            title={texts.place.chartOf(named ? `${title}, ${label}` : title)}
            parts={barParts(texts, question, rows)}
            note={note}
          />
          <Legend parts={barParts(texts, question, rows)} />
        </>
      )}
    </>
  );
}

/** The answers in code-list order, toned by the end of the scale that they belong to. */
export function barParts(texts: Pick<Texts, "language">, question: Question, rows: readonly ResultRow[]): BarPart[] {
  const options = publishedOptions(question);
  const tops = options.filter(({ side }) => side === "top");
  const bottoms = options.filter(({ side }) => side === "bottom");
  return options.flatMap((option, index) => {
    const share = rows.find(({ answer }) => answer === option.id)?.share ?? null;
    if (share === null) return [];
    let tone: BarPart["tone"] = "other";
    if (option.side === "top") tone = option === tops[0] ? "top" : "top-soft";
    else if (option.side === "bottom") tone = option === bottoms.at(-1) ? "bottom" : "bottom-soft";
    else if (option.side === "middle") tone = "middle";
    else if (option.kind === "substantive") tone = NOMINAL[Math.min(index, NOMINAL.length - 1)] ?? "other";
    return [{ id: option.id, label: option.label[texts.language], share, tone }];
  });
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
  question: Question;
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
  if (row.share === null) return texts.place.withheld;
  return row.answer === "net" ? String(row.share) : `${row.share}%`;
}

function rangeText(row: ResultRow): string {
  if (row.low === null || row.high === null) return "";
  return row.answer === "net" ? `${row.low} – ${row.high}` : `${row.low}% – ${row.high}%`;
}
