/** One question in every place: its wording, a table, a map, and which places differ by more than chance explains. */
import type { JSX } from "preact";
import { sampleRule } from "../../core/estimation/sample-type.ts";
import { answerLabel } from "../../core/release/rows.ts";
import type { ResultRow } from "../../core/release/types.ts";
import { ChartDownloads, type ChartSite } from "../charts/ChartDownloads.tsx";
import { ChartFigure } from "../charts/ChartFigure.tsx";
import type { Chart } from "../charts/types.ts";
import { Chips } from "../components/Chips.tsx";
import { DataTable } from "../components/DataTable.tsx";
import { EvidenceTable } from "../components/EvidenceTable.tsx";
import { CorrectedNote } from "../components/CorrectedNote.tsx";
import { RehearsalNote } from "../components/RehearsalNote.tsx";
import { Layout, localPath, type PageFrame, type PagePreview } from "../components/Layout.tsx";
import { type AddressedChart, type QuestionResults, type Sort, SORTS } from "../models/question-results.ts";
import { qualityLabel } from "../models/release-words.ts";
import type { Texts } from "../text/en.ts";
import { rangeInFigures, shareInFigures } from "../text/in-words.ts";

/** What the page knows. */
export interface QuestionPageProps {
  readonly frame: PageFrame;
  readonly results: QuestionResults;
  readonly site: ChartSite;
  readonly preview: PagePreview;
}

interface Part {
  readonly texts: Texts;
  readonly results: QuestionResults;
}

/** The page of a question. */
export function QuestionPage({ frame, results, site, preview }: QuestionPageProps): JSX.Element {
  const { texts } = frame;
  const { release, question, whole } = results;
  const title = question.title[texts.language];
  const part = { texts, results };
  return (
    <Layout frame={frame} title={title} description={preview.description} preview={preview} charts>
      <p class="govuk-body s-small">
        <a class="govuk-link" href={localPath(texts, "/questions")}>
          {texts.questions.title}
        </a>
      </p>
      <h1 class="govuk-heading-xl">{title}</h1>
      <p class="govuk-body-l">{results.wording}</p>
      <p class="govuk-body">{texts.questions.from(release.title[texts.language])}</p>
      <RehearsalNote texts={texts} release={release} />
      <CorrectedNote
        texts={texts}
        corrected={results.corrected}
        path={localPath(texts, `/questions/${encodeURIComponent(question.id)}`)}
      />
      <Streams {...part} />
      {whole !== null && (
        <section aria-labelledby="whole-title">
          <h2 class="govuk-heading-l" id="whole-title">
            {texts.questions.wholeTitle(whole.name)}
          </h2>
          <Shown texts={texts} shown={whole} site={site} />
        </section>
      )}
      <Answers {...part} />
      <Map {...part} site={site} />
      <Funnel {...part} site={site} />
      <Places {...part} />
      <Groups {...part} />
      {results.evidence.length > 0 && (
        <section aria-labelledby="evidence-title">
          <h2 class="govuk-heading-l" id="evidence-title">
            {texts.questions.evidenceTitle}
          </h2>
          <p class="govuk-body">{texts.evidence.intro}</p>
          <EvidenceTable texts={texts} figures={results.evidence} />
        </section>
      )}
      <Data {...part} />
    </Layout>
  );
}

/** A chart with its files. */
function Shown({
  texts,
  shown: { chart, address },
  site,
}: {
  readonly texts: Texts;
  readonly shown: AddressedChart<Chart>;
  readonly site: ChartSite;
}): JSX.Element {
  return (
    <>
      <ChartFigure chart={chart} />
      <ChartDownloads texts={texts} chart={chart} address={address} site={site} />
    </>
  );
}

/** The address of this page with one thing changed. */
function addressOf(
  { texts, results }: Part,
  change: { readonly stream?: string; readonly answer?: string; readonly sort?: Sort },
  fragment = "",
): string {
  const { release, question, stream, answer, sort } = results;
  const asked = { release: release.id, stream: stream.stream, answer, sort, ...change };
  const search = new URLSearchParams(Object.entries(asked));
  return `${localPath(texts, `/questions/${encodeURIComponent(question.id)}`)}?${search}${fragment}`;
}

/** Streams, each for itself. */
function Streams(part: Part): JSX.Element {
  const { texts, results } = part;
  if (results.streams.length < 2) return <></>;
  return (
    <Chips
      label={texts.questions.chooseStream}
      choices={results.streams.map((id) => ({ id, label: texts.place.streams[id] }))}
      chosen={results.stream.stream}
      address={(stream) => addressOf(part, { stream })}
    />
  );
}

function Answers(part: Part): JSX.Element {
  const { texts, results } = part;
  return (
    <div id="answers">
      <Chips
        label={texts.questions.chooseAnswer}
        choices={results.answers.map((id) => ({ id, label: answerLabel(results.question, id)[texts.language] }))}
        chosen={results.answer}
        address={(answer) => addressOf(part, { answer }, "#answers")}
      />
    </div>
  );
}

function Map({ texts, results: { map, districts }, site }: Part & { readonly site: ChartSite }): JSX.Element {
  if (map === null) return <></>;
  const onMap = new Set(map.chart.tiles.map(({ code }) => code));
  const missing = districts.filter(({ place_code }) => !onMap.has(place_code)).length;
  return (
    <section aria-labelledby="map-title">
      <h2 class="govuk-heading-l" id="map-title">
        {texts.questions.mapTitle}
      </h2>
      <p class="govuk-body">{texts.questions.mapIntro(missing)}</p>
      <Shown texts={texts} shown={map} site={site} />
    </section>
  );
}

/** Where differences may not be looked at, the reason stands in place of the funnel. */
function Funnel({ texts, results: { funnel, stream }, site }: Part & { readonly site: ChartSite }): JSX.Element {
  const tested = sampleRule(stream).differencesTested;
  if (funnel === null && tested) return <></>;
  return (
    <section aria-labelledby="funnel-title">
      <h2 class="govuk-heading-l" id="funnel-title">
        {texts.questions.funnelTitle}
      </h2>
      {funnel === null ? (
        <p class="govuk-body">{texts.questions.noFunnel}</p>
      ) : (
        <>
          <p class="govuk-body">{texts.questions.funnelIntro(funnel.chart.whole.label)}</p>
          <Shown texts={texts} shown={funnel} site={site} />
        </>
      )}
    </section>
  );
}

const SORTED: Readonly<Record<Sort, "ascending" | "descending">> = {
  name: "ascending",
  share: "descending",
  base: "descending",
};

function Places(part: Part): JSX.Element {
  const { texts, results } = part;
  const { districts, question, answer, release } = results;
  const [first] = districts;
  if (first === undefined) return <></>;
  const label = answerLabel(question, answer)[texts.language];
  return (
    <section aria-labelledby="places-title" id="places">
      <h2 class="govuk-heading-l" id="places-title">
        {texts.questions.placesTitle}: “{label}”
      </h2>
      <p class="govuk-body">
        {results.sort === "name" && `${texts.questions.listed} `}
        {sampleRule(results.stream).differencesTested ? texts.questions.noRanking : texts.questions.unranked}
      </p>
      <p class="govuk-body s-small">
        {texts.place.withheldText} {texts.place.lowReliabilityText}
      </p>
      <RowsTable part={part} rows={districts} title={`${texts.questions.placesTitle}: ${label}`} sortable />
      <p class="govuk-body s-small">{qualityLabel(texts, release, first)}</p>
    </section>
  );
}

function Groups(part: Part): JSX.Element {
  const { texts, results } = part;
  if (results.groups.length === 0) return <></>;
  const label = answerLabel(results.question, results.answer)[texts.language];
  return (
    <section aria-labelledby="groups-title">
      <h2 class="govuk-heading-l" id="groups-title">
        {texts.questions.groupsTitle}: “{label}”
      </h2>
      <p class="govuk-body">{texts.questions.groupsIntro}</p>
      <RowsTable part={part} rows={results.groups} title={`${texts.questions.groupsTitle}: ${label}`} />
    </section>
  );
}

/** Places with their figures. A range stands beside every share that has one, and no place has a rank. */
function RowsTable({
  part,
  rows,
  title,
  sortable = false,
}: {
  readonly part: Part;
  readonly rows: readonly ResultRow[];
  readonly title: string;
  /** Whether its headings put it in another order; a table of groups says what they are made of instead. */
  readonly sortable?: boolean;
}): JSX.Element {
  const { texts } = part;
  const { place, questions } = texts;
  const ranges = rows.some(({ low }) => low !== null);
  const heading = (sort: Sort): JSX.Element | string =>
    sortable ? <SortLink part={part} sort={sort} /> : questions.sorts[sort];
  const headings = [
    { id: "name", content: heading("name") },
    { id: "share", content: heading("share") },
    ...(ranges ? [{ id: "range", content: place.rangeHeading }] : []),
    { id: "base", content: heading("base") },
    ...(sortable ? [] : [{ id: "covers", content: questions.covers }]),
  ];
  const sorted = (id: string): "ascending" | "descending" | undefined => {
    const sort = SORTS.find((one) => one === id);
    return sortable && sort === part.results.sort ? SORTED[sort] : undefined;
  };
  return (
    <DataTable title={title} headings={headings.map((one) => ({ ...one, sorted: sorted(one.id) }))}>
      {rows.map((row) => (
        <tr key={row.place_code}>
          <th class="govuk-table__header" scope="row">
            <PlaceName part={part} row={row} />
          </th>
          <td class="govuk-table__cell">
            {shareInFigures(texts, row)} {row.status === "u" && place.lowReliability}
          </td>
          {ranges && <td class="govuk-table__cell s-range">{rangeInFigures(row)}</td>}
          <td class="govuk-table__cell">{row.base === null ? "" : questions.base(row.base)}</td>
          {!sortable && (
            <td class="govuk-table__cell">
              {questions.coverage(row.members_included, row.members, row.population_covered)}
            </td>
          )}
        </tr>
      ))}
    </DataTable>
  );
}

function SortLink({ part, sort }: { readonly part: Part; readonly sort: Sort }): JSX.Element {
  const { texts, results } = part;
  const label = texts.questions.sorts[sort];
  return (
    <a class="govuk-link" href={addressOf(part, { sort }, "#places")}>
      {results.sort === sort ? (
        label
      ) : (
        <>
          <span class="govuk-visually-hidden">{texts.questions.sortBy} </span>
          {label}
        </>
      )}
    </a>
  );
}

function PlaceName({ part: { texts, results }, row }: { readonly part: Part; readonly row: ResultRow }): JSX.Element {
  const slug = results.slugs.get(row.place_code);
  if (slug === undefined) return <>{row.place_name}</>;
  return (
    <a
      class="govuk-link"
      href={`${localPath(texts, `/places/${slug}/questions/${results.question.id}`)}?release=${results.release.id}`}
    >
      {row.place_name}
    </a>
  );
}

function Data({ texts, results: { release, question, others } }: Part): JSX.Element {
  const rows = (format: string): string =>
    `/api/v1/releases/${release.id}/results${format}?question=${encodeURIComponent(question.id)}&by=all`;
  return (
    <section aria-labelledby="data-title">
      <h2 class="govuk-heading-m" id="data-title">
        {texts.questions.data}
      </h2>
      <ul class="govuk-list">
        <li>
          <a class="govuk-link" href={rows(".csv")}>
            {texts.questions.allRows}
          </a>
        </li>
        <li>
          <a class="govuk-link" href={rows("")}>
            {texts.questions.allRowsJson}
          </a>
        </li>
      </ul>
      {others.length > 0 && (
        <>
          <h2 class="govuk-heading-m">{texts.questions.otherReleases}</h2>
          <ul class="govuk-list">
            {others.map(({ id, title }) => (
              <li key={id}>
                <a
                  class="govuk-link"
                  href={`${localPath(texts, `/questions/${encodeURIComponent(question.id)}`)}?release=${id}`}
                >
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
