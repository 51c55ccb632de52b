import type { JSX } from "preact";
import type { ChoiceQuestion } from "../../core/questionnaire/types.ts";
import { answerLabel } from "../../core/release/rows.ts";
import type { ReleaseDocument, ResultRow } from "../../core/release/types.ts";
import { ChartFigure } from "../charts/ChartFigure.tsx";
import { answerBars } from "../charts/answer-bars.ts";
import type { Texts } from "../text/en.ts";
import { DataTable } from "./DataTable.tsx";
import { FigureCells } from "./FigureCells.tsx";

/** One question of a place: wording, bars, and every figure in a table. `rows` are those of this question alone. */
export function QuestionResult({
  texts,
  id,
  question,
  wording,
  rows,
  included,
  release,
  address,
}: {
  readonly texts: Texts;
  /** Of its section in the page: that of the question, where the page has one stream. */
  readonly id: string;
  readonly question: ChoiceQuestion;
  readonly wording: string;
  readonly release: ReleaseDocument;
  readonly rows: readonly ResultRow[];
  /** How many districts most questions are made of; one that is made of fewer says so. */
  readonly included: number;
  /** Of the question's own page in this place. */
  readonly address: string;
}): JSX.Element {
  const [made] = rows;
  const everybody = rows.every(({ by }) => by === "all");
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
      {rows.every(({ share }) => share === null) ? (
        <p class="govuk-body">{texts.place.withheld}</p>
      ) : (
        <ChartFigure chart={answerBars(texts, release, question, rows, `${id}-bars`)} />
      )}
      <details class="govuk-details s-figures">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">
            {texts.place.asTable}
            <span class="govuk-visually-hidden">: {question.title[texts.language]}</span>
          </span>
        </summary>
        <div class="govuk-details__text">
          <ResultTable texts={texts} question={question} rows={rows} address={everybody ? address : null} />
        </div>
      </details>
      <p class="govuk-body s-small s-screen">
        <a class="govuk-link" href={address}>
          {texts.results.more}
          <span class="govuk-visually-hidden">: {question.title[texts.language]}</span>
        </a>
      </p>
    </section>
  );
}

/** Every figure of a question. With an address, each opens into its working there. */
export function ResultTable({
  texts,
  question,
  rows,
  address,
}: {
  readonly texts: Texts;
  readonly question: ChoiceQuestion;
  readonly rows: readonly ResultRow[];
  readonly address: string | null;
}): JSX.Element {
  const { place } = texts;
  const everybody = rows.every(({ by }) => by === "all");
  const headings = [...(everybody ? [] : [place.group]), place.answer, place.share, place.rangeHeading, place.people];
  return (
    <DataTable title={question.title[texts.language]} headings={headings}>
      {rows.map((row) => (
        <tr key={`${row.group} ${row.answer}`}>
          {!everybody && <td class="govuk-table__cell">{row.group_label}</td>}
          <th class="govuk-table__header" scope="row">
            {answerLabel(question, row.answer)[texts.language]}
          </th>
          <FigureCells texts={texts} row={row} address={address === null ? null : `${address}#${workingId(row)}`} />
        </tr>
      ))}
    </DataTable>
  );
}

/** Where the working of a figure stands in the page of its question. */
export function workingId({ group, answer }: Pick<ResultRow, "group" | "answer">): string {
  return `working-${group}-${answer}`;
}
