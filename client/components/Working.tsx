/** “Show the working”: everything that stands behind the figures of a question in a place. */
import type { JSX } from "preact";
import { sampleRule } from "../../core/estimation/sample-type.ts";
import { inBase } from "../../core/questionnaire/codebook.ts";
import type { ChoiceQuestion } from "../../core/questionnaire/types.ts";
import { answerLabel } from "../../core/release/rows.ts";
import type { ReleaseDocument, ResultRow } from "../../core/release/types.ts";
import {
  type FiguresShown,
  type FiledRow,
  linesInPython,
  linesInR,
  placeFile,
  resultsCall,
} from "../models/working.ts";
import { weightingInWords } from "../models/release-words.ts";
import { mainAnswer } from "../models/place-results.ts";
import { dayInWords } from "../text/dates.ts";
import type { Texts } from "../text/en.ts";
import { certaintyInWords } from "../text/in-words.ts";
import { numberInWords } from "../text/numbers.ts";
import { DataTable } from "./DataTable.tsx";
import { FigureCells } from "./FigureCells.tsx";
import { localPath } from "./Layout.tsx";
import { workingId } from "./QuestionResult.tsx";

interface WorkingProps {
  readonly texts: Texts;
  readonly release: ReleaseDocument;
  readonly question: ChoiceQuestion;
  readonly wording: string;
  readonly rows: readonly FiledRow[];
  readonly shown: FiguresShown;
}

/** The working of every figure in `rows`. */
export function Working(props: WorkingProps): JSX.Element {
  const { texts, shown } = props;
  const { working } = texts.results;
  return (
    <section aria-labelledby="working-title" id="working">
      <h2 class="govuk-heading-m" id="working-title">
        {working.title}
      </h2>
      <p class="govuk-body">{working.lead}</p>
      <Facts {...props} />
      <h3 class="govuk-heading-s">{working.table}</h3>
      <Lines {...props} />
      <p class="govuk-body s-small">
        <a class="govuk-link" href={placeFile(shown)}>
          {working.file(`${shown.place}.csv`)}
        </a>
      </p>
      <h3 class="govuk-heading-s">{working.fetch}</h3>
      <p class="govuk-body">
        {working.call}: <a href={resultsCall({ ...shown, origin: "" })}>{resultsCall(shown)}</a>
      </p>
      <Code label={working.inR} lines={linesInR(shown)} language="r" />
      <Code label={working.inPython} lines={linesInPython(shown)} language="python" />
    </section>
  );
}

/** Lines to copy. */
function Code({ label, lines, language }: { label: string; lines: string; language: string }): JSX.Element {
  return (
    <>
      <p class="govuk-body s-code__label">{label}</p>
      <pre class="s-code" tabIndex={0} role="group" aria-label={label}>
        <code class={`language-${language}`} lang="en">
          {lines}
        </code>
      </pre>
    </>
  );
}

function Facts({ texts, release, question, wording, rows }: WorkingProps): JSX.Element {
  const { language, modes, sampleTypes, results } = texts;
  const { working } = results;
  const { facts } = working;
  const said = rows.find(({ row: { answer, share } }) => answer === mainAnswer(question) && share !== null);
  const row = (said ?? rows.find((one) => one.row.share !== null) ?? rows[0])?.row;
  if (row === undefined) return <></>;
  const dates = `${dayInWords(row.period_start, texts)} – ${dayInWords(row.period_end, texts)}`;
  const offered = question.options.map(({ label }) => label[language]);
  const lines: readonly (readonly [string, JSX.Element | string])[] = [
    [facts.question, wording],
    [facts.answers, offered.join(" · ")],
    [facts.who, working.adults(release.questionnaire.age_floor_years, row.place_name)],
    [facts.when, dates],
    [facts.mode, modes[row.mode]],
    [facts.sample, sampleTypes[row.sample_type]],
    [facts.base, row.base === null ? working.baseWithheld : baseInWords(texts, question, row.base)],
    ...(row.design_effect === null || row.base === null
      ? []
      : ([[facts.effective, effectInWords(texts, row, row.design_effect)]] as const)),
    [facts.weighting, weightingInWords(texts, release, row)],
    [
      facts.status,
      `${answerLabel(question, row.answer)[language]}, ${row.group_label}: ${certaintyInWords(texts, release, row)}`,
    ],
    [
      facts.protection,
      <>
        {working.protectionText}{" "}
        <a class="govuk-link" href={localPath(texts, "/method")}>
          {working.protectionLink}
        </a>
      </>,
    ],
    [
      facts.release,
      <>
        <a class="govuk-link" href={localPath(texts, `/releases/${release.id}`)}>
          {release.title[language]}
        </a>{" "}
        ({release.id})
      </>,
    ],
  ];
  return (
    <dl class="s-facts govuk-body">
      {lines
        .filter(([, text]) => text !== "")
        .map(([label, text]) => (
          <>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </>
        ))}
    </dl>
  );
}

function baseInWords({ results: { working } }: Texts, question: ChoiceQuestion, base: number): string {
  const left = question.options.some((option) => option.kind === "dont_know" && !inBase(question, option));
  return left ? `${working.baseText(base)} ${working.baseDontKnow}` : working.baseText(base);
}

/** Nobody who chose themselves to answer is said to be worth somebody drawn at random. */
function effectInWords({ results: { working } }: Texts, row: ResultRow, effect: number): string {
  if (sampleRule(row).range === "none") return working.effectiveOpen(String(effect));
  return working.effectiveText(String(effect), effectiveBase(row));
}

/** So many people drawn at random say as much: the published base over the published design effect, to the ten below. */
function effectiveBase({ base, design_effect: effect }: ResultRow): string {
  return numberInWords(Math.floor((base ?? 0) / (effect ?? 1) / 10) * 10);
}

function Lines({ texts, question, rows }: WorkingProps): JSX.Element {
  const { place, results } = texts;
  const everybody = rows.every(({ row }) => row.by === "all");
  const headings = [
    ...(everybody ? [] : [place.group]),
    ...[place.answer, place.share, place.rangeHeading, place.people, results.working.line],
  ];
  return (
    <DataTable title={results.working.table} headings={headings}>
      {rows.map(({ row, line }) => (
        <tr key={line} id={workingId(row)}>
          {!everybody && <td class="govuk-table__cell">{row.group_label}</td>}
          <th class="govuk-table__header" scope="row">
            {answerLabel(question, row.answer)[texts.language]}
          </th>
          <FigureCells texts={texts} row={row} />
          <td class="govuk-table__cell">{line}</td>
        </tr>
      ))}
    </DataTable>
  );
}
