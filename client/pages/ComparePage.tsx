/** A place beside others, on one answer to one question: in order of names, with no ranking. */
import type { JSX } from "preact";
import type { Place } from "../../core/place/types.ts";
import { sampleRule } from "../../core/estimation/sample-type.ts";
import type { ChoiceQuestion } from "../../core/questionnaire/types.ts";
import { answerLabel, hasItsName } from "../../core/release/rows.ts";
import type { PublishedDifference } from "../../core/release/differences.ts";
import type { ReleaseDocument, ResultRow, Stream } from "../../core/release/types.ts";
import { type ChartAddress, ChartDownloads, type ChartSite } from "../charts/ChartDownloads.tsx";
import { ChartFigure } from "../charts/ChartFigure.tsx";
import { DataTable } from "../components/DataTable.tsx";
import { FigureCells } from "../components/FigureCells.tsx";
import { Layout, localPath, type PageFrame } from "../components/Layout.tsx";
import { CorrectedNote } from "../components/CorrectedNote.tsx";
import type { Correction } from "../models/editions.ts";
import { RehearsalNote } from "../components/RehearsalNote.tsx";
import { isInvented } from "../models/release-words.ts";
import { comparisonChart } from "../models/comparison.ts";
import type { Texts } from "../text/en.ts";
import { placeName } from "./PlacesPage.tsx";

/** A place with its figure, and what the page's place differs from it by. */
export interface BesidePlace {
  readonly place: Place;
  readonly row: ResultRow;
  readonly difference: PublishedDifference | null;
}

/** A figure that others published on the same answer by the same mode. */
export interface BesideEvidence {
  readonly id: string;
  readonly when: string;
  readonly who: string;
  readonly publisher: string;
  readonly share: number;
  readonly difference: PublishedDifference | null;
}

/** What the page is made of. */
export interface ComparePageProps {
  readonly frame: PageFrame;
  readonly place: Place;
  readonly release: ReleaseDocument;
  readonly corrected: Correction | null;
  readonly stream: Stream;
  readonly questions: readonly ChoiceQuestion[];
  readonly question: ChoiceQuestion;
  readonly wording: string;
  readonly answers: readonly string[];
  readonly answer: string;
  /** What can be put beside it, by the value of `with`. */
  readonly choices: readonly { readonly id: string; readonly label: string }[];
  readonly beside: string;
  readonly own: ResultRow | null;
  readonly groups: readonly BesidePlace[];
  readonly others: readonly BesidePlace[];
  readonly evidence: readonly BesideEvidence[];
  /** Where the files of its chart are. */
  readonly chart: ChartAddress;
  readonly site: ChartSite;
}

/** A place beside others. */
export function ComparePage(props: ComparePageProps): JSX.Element {
  const { frame, place, release, question, wording, answer, own } = props;
  const { texts } = frame;
  const { compare } = texts.results;
  const name = placeName(texts, place);
  return (
    <Layout frame={frame} title={compare.title(name)} charts>
      <p class="govuk-body s-small s-screen">
        <a class="govuk-link" href={`${localPath(texts, `/places/${place.slug}`)}?release=${release.id}`}>
          {texts.results.question.back(name)}
        </a>
      </p>
      <h1 class="govuk-heading-l">{compare.title(name)}</h1>
      <p class="govuk-body">{compare.lead}</p>
      <Choices {...props} />
      <h2 class="govuk-heading-m">
        {question.title[texts.language]}: {answerLabel(question, answer)[texts.language]}
      </h2>
      <p class="govuk-body">{wording}</p>
      <RehearsalNote texts={texts} release={release} />
      <CorrectedNote
        texts={texts}
        corrected={props.corrected}
        path={localPath(texts, `/places/${place.slug}/compare`)}
      />
      {own === null || own.share === null ? <p class="govuk-inset-text">{compare.nothing}</p> : null}
      {own !== null && <Beside {...props} own={own} />}
    </Layout>
  );
}

function Choices({
  frame: { texts },
  place,
  release,
  stream,
  questions,
  question,
  answers,
  answer,
  choices,
  beside,
}: ComparePageProps): JSX.Element {
  const { compare } = texts.results;
  const { language } = texts;
  const options = [
    {
      id: "question",
      label: compare.question,
      chosen: question.id,
      values: questions.map(({ id, title }) => ({ id, label: title[language] })),
    },
    {
      id: "answer",
      label: compare.answer,
      chosen: answer,
      values: answers.map((id) => ({ id, label: answerLabel(question, id)[language] })),
    },
    { id: "with", label: compare.with, chosen: beside, values: choices },
  ];
  return (
    <form class="s-choices s-screen" method="get" action={localPath(texts, `/places/${place.slug}/compare`)}>
      <input type="hidden" name="release" value={release.id} />
      {release.streams.length > 1 && <input type="hidden" name="stream" value={stream} />}
      {options.map(({ id, label, chosen, values }) => (
        <div class="govuk-form-group" key={id}>
          <label class="govuk-label" for={id}>
            {label}
          </label>
          <select class="govuk-select" id={id} name={id}>
            {values.map((value) => (
              <option key={value.id} value={value.id} selected={value.id === chosen}>
                {value.label}
              </option>
            ))}
          </select>
        </div>
      ))}
      <button class="govuk-button govuk-button--secondary" type="submit">
        {compare.show}
      </button>
    </form>
  );
}

function Beside(props: ComparePageProps & { own: ResultRow }): JSX.Element {
  const { frame, place, release, question, own, groups, others, evidence, beside, choices } = props;
  const { texts } = frame;
  const { compare } = texts.results;
  const tested = sampleRule(own).differencesTested;
  // A group beside its own councils.
  const overlaps = beside === place.code;
  const heading = choices.find(({ id }) => id === beside)?.label ?? compare.with;
  const chart = comparisonChart(texts, release, question, {
    own,
    groups: groups.map(({ row }) => row),
    others: others.map(({ row }) => row),
  });
  return (
    <>
      {chart.rows.length > 1 && (
        <>
          <ChartFigure chart={chart} />
          <ChartDownloads texts={texts} chart={chart} address={props.chart} site={props.site} />
        </>
      )}
      <p class="govuk-body s-small">{compare.order}</p>
      {!tested && <p class="govuk-inset-text">{compare.untested}</p>}
      {own.members > 1 && (
        <p class="govuk-body">
          {texts.place.membersIncluded(own.members_included, own.members, own.population_covered)}{" "}
          {!hasItsName(own) && own.members_included > 0 && texts.place.notItsName}
        </p>
      )}
      {groups.length > 0 && (
        <>
          <h3 class="govuk-heading-s">{texts.place.partOf}</h3>
          <PlaceTable texts={texts} title={texts.place.partOf} own={own} places={groups} />
          <p class="govuk-body s-small">
            {familyInWords(groups, compare.familyFew)} {testedOf(groups) > 0 && compare.cautious} {compare.notItsName}
          </p>
        </>
      )}
      {others.length > 0 && (
        <>
          <h3 class="govuk-heading-s">{heading}</h3>
          {beside === "neighbours" && (
            <p class="govuk-body s-small">
              {place.invented === true ? compare.neighboursInvented : compare.neighboursAbout}
            </p>
          )}
          <PlaceTable texts={texts} title={heading} own={own} places={others} />
          {testedOf(others) > 0 && (
            <p class="govuk-body s-small">
              {familyInWords(others, compare.family)} {overlaps && compare.cautious}
            </p>
          )}
        </>
      )}
      {!isInvented(release) && <EvidenceBeside texts={texts} evidence={evidence} />}
    </>
  );
}

/** How many differences were looked at: withheld figures, and those that may not be tested, have none. */
function testedOf(compared: readonly { readonly difference: PublishedDifference | null }[]): number {
  return compared.filter(({ difference }) => difference !== null).length;
}

/** That several were looked at together; nothing of one. */
function familyInWords(compared: Parameters<typeof testedOf>[0], words: (count: number) => string): string {
  const count = testedOf(compared);
  return count > 1 ? words(count) : "";
}

function PlaceTable({
  texts,
  title,
  own,
  places,
}: {
  texts: Texts;
  title: string;
  own: ResultRow;
  places: readonly BesidePlace[];
}): JSX.Element {
  const { compare } = texts.results;
  const headings = [compare.place, texts.place.share, texts.place.rangeHeading, texts.place.people, compare.difference];
  return (
    <DataTable title={title} headings={headings}>
      <tr>
        <th class="govuk-table__header" scope="row">
          {own.place_name} ({compare.here})
        </th>
        <FigureCells texts={texts} row={own} />
        <td class="govuk-table__cell">–</td>
      </tr>
      {places.map((other) => (
        <tr key={other.place.code}>
          <th class="govuk-table__header" scope="row">
            <a
              class="govuk-link"
              href={`${localPath(texts, `/places/${other.place.slug}`)}?release=${other.row.release}`}
            >
              {other.row.place_name}
            </a>
          </th>
          <FigureCells texts={texts} row={other.row} />
          <td class="govuk-table__cell s-words">{differenceInWords(texts, other.difference)}</td>
        </tr>
      ))}
    </DataTable>
  );
}

/** How this page's place differs, in points, and whether chance alone would explain it. */
function differenceInWords({ results: { compare } }: Texts, difference: PublishedDifference | null): string {
  if (difference === null) return compare.none;
  const { points, largerThanChance } = difference;
  if (!largerThanChance) return compare.unclear(points);
  return points > 0 ? compare.above(points) : compare.below(-points);
}

function EvidenceBeside({ texts, evidence }: { texts: Texts; evidence: readonly BesideEvidence[] }): JSX.Element {
  const { compare } = texts.results;
  const { when, who, figure, source } = texts.evidence;
  return (
    <>
      <h3 class="govuk-heading-s">{compare.evidence}</h3>
      {evidence.length === 0 ? (
        <p class="govuk-body">{compare.evidenceNone}</p>
      ) : (
        <>
          <DataTable title={compare.evidence} headings={[when, who, figure, source, compare.difference]}>
            {evidence.map((one) => (
              <tr key={one.id}>
                <th class="govuk-table__header" scope="row" lang="en">
                  {one.when}
                </th>
                <td class="govuk-table__cell" lang="en">
                  {one.who}
                </td>
                <td class="govuk-table__cell">{one.share}%</td>
                <td class="govuk-table__cell" lang="en">
                  {one.publisher}
                </td>
                <td class="govuk-table__cell s-words">{differenceInWords(texts, one.difference)}</td>
              </tr>
            ))}
          </DataTable>
          <p class="govuk-body s-small">
            {compare.evidenceAssumed} {familyInWords(evidence, compare.family)}
          </p>
        </>
      )}
    </>
  );
}
