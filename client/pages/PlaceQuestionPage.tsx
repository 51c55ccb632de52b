/** One question in one place: what was asked and answered, how it moved, and where every figure comes from. */
import type { JSX } from "preact";
import type { Place } from "../../core/place/types.ts";
import type { ChoiceQuestion } from "../../core/questionnaire/types.ts";
import { answerLabel } from "../../core/release/rows.ts";
import type { SeriesStep } from "../../core/release/series.ts";
import type { ReleaseDocument, ResultRow, Stream } from "../../core/release/types.ts";
import { type ChartAddress, ChartDownloads, type ChartSite } from "../charts/ChartDownloads.tsx";
import { ChartFigure } from "../charts/ChartFigure.tsx";
import type { Chart } from "../charts/types.ts";
import { byChoices, Chips } from "../components/Chips.tsx";
import { DataTable } from "../components/DataTable.tsx";
import { FigureCells } from "../components/FigureCells.tsx";
import { Layout, localPath, type PageFrame, type PagePreview } from "../components/Layout.tsx";
import { CorrectedNote } from "../components/CorrectedNote.tsx";
import type { Correction } from "../models/editions.ts";
import { RehearsalNote } from "../components/RehearsalNote.tsx";
import { Working } from "../components/Working.tsx";
import { answerBars } from "../charts/answer-bars.ts";
import { breaksOf, type EvidenceMark, placeTrendChart } from "../models/trend.ts";
import type { FiguresShown, FiledRow } from "../models/working.ts";
import { breaksInWords, changeInWords, monthInWords } from "../text/in-words.ts";
import { placeName } from "./PlacesPage.tsx";

/** What the page of a question in a place is made of. */
export interface PlaceQuestionProps {
  readonly frame: PageFrame;
  readonly place: Place;
  readonly release: ReleaseDocument;
  readonly corrected: Correction | null;
  readonly question: ChoiceQuestion;
  readonly wording: string;
  readonly stream: Stream;
  /** The streams that the place has figures of. */
  readonly streams: readonly Stream[];
  readonly by: string;
  /** The figures of this question, stream and way of breaking down, in the order of their file. */
  readonly rows: readonly FiledRow[];
  /** The answers that have figures of everybody. */
  readonly answers: readonly string[];
  /** The answer whose figures are drawn over time. */
  readonly answer: string;
  /** Its figures of this stream, wave by wave. */
  readonly steps: readonly SeriesStep[];
  /** Figures that others published on the same answer, of the place or of what it is part of. */
  readonly evidence: readonly (EvidenceMark & { readonly id: string; readonly who: string; readonly how: string })[];
  readonly shown: FiguresShown;
  readonly comparison: string | null;
  /** Where the files of its charts are. */
  readonly charts: { readonly answers: ChartAddress; readonly trend: ChartAddress };
  readonly site: ChartSite;
  readonly preview: PagePreview;
}

/** One question in one place. */
export function PlaceQuestionPage(props: PlaceQuestionProps): JSX.Element {
  const { frame, place, release, question, wording, rows, comparison } = props;
  const { texts } = frame;
  const { language, results } = texts;
  const name = placeName(texts, place);
  const figures = rows.map(({ row }) => row);
  const title = question.title[language];
  return (
    <Layout frame={frame} title={`${title}: ${name}`} charts preview={props.preview}>
      <p class="govuk-body s-small s-screen">
        <a class="govuk-link" href={`${localPath(texts, `/places/${place.slug}`)}?release=${release.id}`}>
          {results.question.back(name)}
        </a>
      </p>
      <p class="govuk-body s-small">{figures[0]?.place_name ?? name}</p>
      <h1 class="govuk-heading-l">{title}</h1>
      <RehearsalNote texts={texts} release={release} />
      <CorrectedNote
        texts={texts}
        corrected={props.corrected}
        path={localPath(texts, `/places/${place.slug}/questions/${question.id}`)}
      />
      <section aria-labelledby="wording-title">
        <h2 class="govuk-heading-m" id="wording-title">
          {results.question.wording}
        </h2>
        <blockquote class="govuk-inset-text">
          <p class="govuk-body">{wording}</p>
          <p class="govuk-body s-small">{question.options.map(({ label }) => label[language]).join(" · ")}</p>
        </blockquote>
      </section>
      <Answered {...props} figures={figures} />
      <OverTime {...props} />
      {comparison !== null && (
        <section aria-labelledby="compare-title" class="s-screen">
          <h2 class="govuk-heading-m" id="compare-title">
            {results.question.compare}
          </h2>
          <ul class="govuk-list">
            <li>
              <a class="govuk-link" href={comparison}>
                {results.compareLink}
              </a>
            </li>
            <li>
              <a class="govuk-link" href={`${localPath(texts, `/questions/${question.id}`)}?release=${release.id}`}>
                {results.questionLink}
              </a>
            </li>
          </ul>
        </section>
      )}
      <Working texts={texts} {...props} />
    </Layout>
  );
}

/** The address of this page with other choices. */
function addressOf(
  { frame: { texts }, place, release, question, stream, streams, by, answer }: PlaceQuestionProps,
  change: Partial<Record<"stream" | "by" | "answer", string>>,
): string {
  const chosen = { stream, by, answer, ...change };
  const parameters = new URLSearchParams({ release: release.id });
  if (streams.length > 1) parameters.set("stream", chosen.stream);
  if (chosen.by !== "all") parameters.set("by", chosen.by);
  if (change.answer !== undefined) parameters.set("answer", chosen.answer);
  return `${localPath(texts, `/places/${place.slug}/questions/${question.id}`)}?${parameters}`;
}

function Answered(props: PlaceQuestionProps & { figures: readonly ResultRow[] }): JSX.Element {
  const { frame, release, question, figures, streams, stream, by } = props;
  const { texts } = frame;
  const { place, results } = texts;
  return (
    <section aria-labelledby="answered-title">
      <h2 class="govuk-heading-m" id="answered-title">
        {results.question.answers}
      </h2>
      {streams.length > 1 && (
        <Chips
          label={results.quality.stream}
          choices={streams.map((id) => ({ id, label: place.streams[id] }))}
          chosen={stream}
          address={(id) => addressOf(props, { stream: id })}
        />
      )}
      <Chips
        label={place.showBy}
        choices={byChoices(texts, release)}
        chosen={by}
        address={(id) => addressOf(props, { by: id })}
      />
      {figures.every(({ share }) => share === null) ? (
        <p class="govuk-body">
          {place.withheld}. {place.withheldText}
        </p>
      ) : (
        <Drawn
          {...props}
          chart={answerBars(texts, release, question, figures, "answers")}
          address={props.charts.answers}
        />
      )}
    </section>
  );
}

/** A chart with its files. */
function Drawn({
  frame: { texts },
  site,
  chart,
  address,
}: PlaceQuestionProps & { chart: Chart; address: ChartAddress }): JSX.Element {
  return (
    <>
      <ChartFigure chart={chart} />
      <ChartDownloads texts={texts} chart={chart} address={address} site={site} />
    </>
  );
}

function OverTime(props: PlaceQuestionProps): JSX.Element {
  const { frame, place, release, question, answer, steps, evidence } = props;
  const { texts } = frame;
  const words = texts.results.question;
  const { answers } = props;
  const label = (id: string): string => answerLabel(question, id)[texts.language];
  const broken = breaksOf(steps);
  return (
    <section aria-labelledby="trend-title">
      <h2 class="govuk-heading-m" id="trend-title">
        {words.trend}
      </h2>
      {answers.length > 1 && (
        <Chips
          label={words.otherAnswer}
          choices={answers.map((id) => ({ id, label: label(id) }))}
          chosen={answer}
          address={(id) => `${addressOf(props, { answer: id })}#trend-title`}
        />
      )}
      <p class="govuk-body">{words.trendAbout(label(answer))}</p>
      {steps.length + evidence.length > 1 ? (
        <Drawn
          {...props}
          chart={placeTrendChart(texts, release, question, place, answer, steps, evidence)}
          address={props.charts.trend}
        />
      ) : (
        <p class="govuk-body">{words.trendOne}</p>
      )}
      {evidence.length > 0 && <p class="govuk-body">{words.trendEvidence}</p>}
      {broken.length > 0 && (
        <>
          <h3 class="govuk-heading-s">{words.breaks}</h3>
          <ol class="govuk-list govuk-list--number">
            {broken.map(({ at, step }) => (
              <li key={at}>{typeof step.from === "string" ? "" : breaksInWords(texts, step.from)}</li>
            ))}
          </ol>
        </>
      )}
      <OverTimeTable {...props} />
    </section>
  );
}

function OverTimeTable({ frame: { texts }, steps, evidence }: PlaceQuestionProps): JSX.Element {
  const { trendTable, trend } = texts.results.question;
  const { when, figure, range, people, who, change } = trendTable;
  if (steps.length + evidence.length === 0) return <></>;
  return (
    <DataTable title={trend} headings={[when, figure, range, people, change, who]}>
      {steps.map((step) => (
        <tr key={step.release.id}>
          <th class="govuk-table__header" scope="row">
            {monthInWords(step.release.period_end, texts)}
          </th>
          <FigureCells texts={texts} row={step.row} />
          <td class="govuk-table__cell s-words">{changeInWords(texts, step)}</td>
          <td class="govuk-table__cell">{trendTable.ours}</td>
        </tr>
      ))}
      {evidence.map((mark) => (
        <tr key={mark.id}>
          <th class="govuk-table__header" scope="row">
            {mark.start}
          </th>
          <td class="govuk-table__cell">{mark.share}%</td>
          <td class="govuk-table__cell">–</td>
          <td class="govuk-table__cell">–</td>
          <td class="govuk-table__cell">–</td>
          <td class="govuk-table__cell s-words" lang="en">
            {mark.publisher}: {mark.who}, {mark.how}
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
