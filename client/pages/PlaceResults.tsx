/** The results of a place: the question that began it all, what stands out, then every question, stream by stream. */
import type { JSX } from "preact";
import type { Place } from "../../core/place/types.ts";
import { choiceQuestions } from "../../core/questionnaire/codebook.ts";
import type { ChoiceQuestion } from "../../core/questionnaire/types.ts";
import { answerLabel } from "../../core/release/rows.ts";
import type { ReleaseDocument, ResultRow } from "../../core/release/types.ts";
import { ChartFigure } from "../charts/ChartFigure.tsx";
import { byChoices, Chips } from "../components/Chips.tsx";
import { CorrectedNote } from "../components/CorrectedNote.tsx";
import { DataTable } from "../components/DataTable.tsx";
import { localPath } from "../components/Layout.tsx";
import { RehearsalNote } from "../components/RehearsalNote.tsx";
import { QuestionResult } from "../components/QuestionResult.tsx";
import { answerBars } from "../charts/answer-bars.ts";
import { qualityLabel } from "../models/release-words.ts";
import {
  askedQuestions,
  glanceFigures,
  HEADLINE,
  type PlaceResults,
  type SaidFigure,
  servicesOf,
  stepOf,
} from "../models/place-results.ts";
import { placeFile } from "../models/working.ts";
import type { Texts } from "../text/en.ts";
import { certaintyInWords, changeInWords, type CouncilName, figureInWords, rangeInWords } from "../text/in-words.ts";
import { hasShare, type PublishedShare, shareInWords } from "../text/shares.ts";

/** The results of a place. */
export function Results({
  texts,
  place,
  results,
}: {
  readonly texts: Texts;
  readonly place: Place;
  readonly results: PlaceResults;
}): JSX.Element {
  const { release, rows } = results;
  const streams = release.streams.filter(({ stream }) => rows.some((row) => row.stream === stream));
  const title = release.title[texts.language];
  const names = [...new Set(rows.flatMap((row) => membersName(texts, release, row) ?? []))];
  return (
    <section aria-labelledby="results-title">
      <h2 class="govuk-heading-l" id="results-title">
        {names.length === 1 ? `${title}: ${names.join()}` : title}
      </h2>
      <Editions texts={texts} place={place} results={results} />
      <RehearsalNote texts={texts} release={release} />
      {streams.length > 1 && <p class="govuk-body">{texts.results.side}</p>}
      {streams.map(({ stream }, at) => (
        <StreamResults
          key={stream}
          texts={texts}
          place={place}
          // Where a page has several streams, only those of the first may be linked to by the bare id of a question.
          prefix={at === 0 ? "" : `${stream}-`}
          titled={streams.length > 1}
          results={{ ...results, rows: rows.filter((row) => row.stream === stream) }}
        />
      ))}
      {results.by === "all" && <Themes texts={texts} place={place} release={release} />}
      <Downloads texts={texts} place={place} results={results} />
    </section>
  );
}

/** The page of a question in a place, in this release and stream, broken down in the same way. */
function placeQuestionAddress(
  texts: Texts,
  place: Pick<Place, "slug">,
  { release, by }: Pick<PlaceResults, "release" | "by">,
  row: Pick<ResultRow, "question" | "stream">,
): string {
  const path = localPath(texts, `/places/${place.slug}/questions/${row.question}`);
  const parameters = new URLSearchParams({ release: release.id });
  if (release.streams.length > 1) parameters.set("stream", row.stream);
  if (by !== "all") parameters.set("by", by);
  return `${path}?${parameters}`;
}

interface StreamProps {
  readonly texts: Texts;
  readonly place: Place;
  /** Before the ids of its questions. */
  readonly prefix: string;
  /** Whether the page has several streams, which are never added together. */
  readonly titled: boolean;
  /** With rows of one stream alone. */
  readonly results: PlaceResults;
}

function StreamResults(props: StreamProps): JSX.Element {
  const { texts, place, prefix, titled, results } = props;
  const { release, by, rows } = results;
  // Most questions were asked in all the districts that are included; those that were not say so themselves.
  const first = rows.find((row) => rows.every((other) => other.members_included <= row.members_included));
  if (first === undefined) return <></>;
  const shown = rows.some(({ share }) => share !== null);
  return (
    <>
      {titled && <h3 class="govuk-heading-m">{texts.place.streams[first.stream]}</h3>}
      {by === "all" && shown && <Headline {...props} />}
      {by === "all" && !shown && <AllWithheld texts={texts} place={place} />}
      {first.members > 1 && (
        <p class="govuk-body">
          {texts.place.membersIncluded(first.members_included, first.members, first.population_covered)}{" "}
          {first.members_included > 0 && membersName(texts, release, first) !== null && texts.place.notItsName}
        </p>
      )}
      {by === "all" && <Glance {...props} />}
      {by === "all" && <Services {...props} />}
      <p class="govuk-body s-small">
        {/* Charts carry the label themselves. */}
        {!shown && `${qualityLabel(texts, release, first)} `}
        <a class="govuk-link" href={localPath(texts, `/releases/${release.id}`)}>
          {texts.results.quality.link}
        </a>
      </p>
      {prefix === "" && (
        <>
          <Marks texts={texts} />
          <ByChoice texts={texts} place={place} results={results} />
        </>
      )}
      {(shown || by !== "all") && <Questions {...props} included={first.members_included} />}
    </>
  );
}

/** What “c”, “u” and bounds mean: said once. */
function Marks({ texts: { place, results } }: { texts: Texts }): JSX.Element {
  return (
    <details class="govuk-details s-figures">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{results.marks}</span>
      </summary>
      <div class="govuk-details__text">
        <p class="govuk-body">{place.withheldText}</p>
        <p class="govuk-body">{place.lowReliabilityText}</p>
        <p class="govuk-body">{place.boundText}</p>
      </div>
    </details>
  );
}

function Questions({ texts, place, prefix, results, included }: StreamProps & { included: number }): JSX.Element {
  return (
    <>
      {askedQuestions(results).map((question) => {
        const rows = results.rows.filter((row) => row.question === question.id);
        const [row] = rows;
        return (
          row && (
            <QuestionResult
              key={question.id}
              texts={texts}
              id={`${prefix}${question.id}`}
              question={question}
              wording={results.wording[question.id] ?? question.title[texts.language]}
              rows={rows}
              included={included}
              release={results.release}
              address={placeQuestionAddress(texts, place, results, row)}
            />
          )
        );
      })}
    </>
  );
}

function AllWithheld({ texts, place }: { texts: Texts; place: Place }): JSX.Element {
  return (
    <div class="s-headline">
      <h3 class="govuk-heading-m">{texts.place.withheldHeadline}</h3>
      <p class="govuk-body">
        {texts.results.allWithheld} {texts.place.withheldText}
      </p>
      <p class="govuk-body">
        {texts.results.groupsInstead}{" "}
        <a class="govuk-link" href={`${localPath(texts, `/places/${place.slug}`)}#about-title`}>
          {texts.place.partOf.toLowerCase()}
        </a>
      </p>
    </div>
  );
}

/** The 77 per cent question, for this place. */
function Headline({ texts, place, prefix, results }: StreamProps): JSX.Element {
  const { release } = results;
  const question = choiceQuestions(release.questionnaire).find(({ id }) => id === HEADLINE);
  const rows = results.rows.filter((row) => row.question === HEADLINE);
  const [first] = rows;
  if (question === undefined || first === undefined) return <></>;
  const council = rows.find(({ answer }) => answer === "council");
  const government = rows.find(({ answer }) => answer === "government");
  // Where nearly all gave another answer, that one alone is shown.
  const shown = hasShare(council) ? council : rows.find((row) => row.bound === "ge");
  if (!hasShare(shown)) {
    return (
      <div class="s-headline">
        <h3 class="govuk-heading-m">{texts.place.withheldHeadline}</h3>
        <p class="govuk-body">{texts.place.withheldText}</p>
      </div>
    );
  }
  const range = rangeInWords(texts, shown);
  return (
    <div class="s-headline">
      <h3 class="govuk-heading-l">{headlineInWords(texts, release, question, shown)}</h3>
      <p class="govuk-body">
        {range !== "" && `${shareInWords(texts, shown)}: ${range}. `}
        {shown === council && hasShare(government) && texts.place.headlineRest(shareInWords(texts, government))}{" "}
        {shown.base !== null && texts.place.base(shown.base)}{" "}
        {shown.status === "u" && <strong>{texts.place.lowReliabilityText} </strong>}
        {changeInWords(texts, stepOf(results.steps, shown))}
      </p>
      <ChartFigure chart={answerBars(texts, release, question, rows, `${prefix}headline`)} />
      <p class="govuk-body s-small">{results.wording[HEADLINE]}</p>
      <p class="govuk-body s-small">
        {certaintyInWords(texts, release, shown)}{" "}
        <a class="govuk-link s-screen" href={placeQuestionAddress(texts, place, results, shown)}>
          {texts.results.more}
        </a>
      </p>
    </div>
  );
}

/** What else stands out, in plain sentences. */
function Glance({ texts, place, results }: StreamProps): JSX.Element {
  const said = glanceFigures(results);
  if (said.length === 0) return <></>;
  return (
    <section class="s-glance">
      <h3 class="govuk-heading-m">{texts.results.glance}</h3>
      <ul class="govuk-list govuk-list--spaced">
        {said.map((figure) => (
          <li key={figure.question.id}>
            <a class="govuk-link" href={placeQuestionAddress(texts, place, results, figure.row)}>
              {figureInWords(texts, figure.question, figure.row, councilOf(place, results, figure.question))}
            </a>{" "}
            <span class="s-small">{figureNote(texts, figure)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The range, base and change of a figure. */
function figureNote(texts: Texts, { row, step }: SaidFigure): string {
  const { results } = texts;
  const base = row.base === null ? "" : results.about(row.base);
  const facts = [rangeInWords(texts, row), base, carefulInWords(texts, row)].filter((fact) => fact !== "").join(", ");
  // Why waves are not compared is said once, in the page of the question.
  const change = step?.from === "comparable" ? changeInWords(texts, step) : "";
  return `${facts === "" ? "" : `(${facts})`} ${change}`.trim();
}

/** What is said beside a figure of few people; empty beside others. */
function carefulInWords({ results }: Texts, { status }: ResultRow): string {
  return status === "u" ? results.careful : "";
}

/** Where there are two councils, the question says which of them it means; elsewhere there is one. */
function councilOf({ county_code, kind }: Place, { rows }: PlaceResults, question: ChoiceQuestion): CouncilName {
  if (question.id.endsWith("_county")) return "county";
  const tiers = county_code !== undefined || (kind === "county" && rows.length > 0);
  return tiers && question.about === "district" ? "district" : "only";
}

function Services({ texts, place, results }: StreamProps): JSX.Element {
  const services = servicesOf(results);
  if (services === null) return <></>;
  const { title, strongest, weakest, chance } = texts.results.services;
  const note = (row: ResultRow): string =>
    [rangeInWords(texts, row), carefulInWords(texts, row)].filter((fact) => fact !== "").join(", ");
  const list = (heading: string, figures: readonly SaidFigure[]): JSX.Element => (
    <div>
      <h4 class="govuk-heading-s">{heading}</h4>
      <ul class="govuk-list">
        {figures.map(({ question, row }) => (
          <li key={question.id}>
            <strong>{shareInWords(texts, row)}</strong>{" "}
            <a class="govuk-link" href={placeQuestionAddress(texts, place, results, row)}>
              {question.title[texts.language]}
            </a>
            {note(row) !== "" && <span class="s-small"> ({note(row)})</span>}
          </li>
        ))}
      </ul>
    </div>
  );
  return (
    <section>
      <h3 class="govuk-heading-m">{title}</h3>
      <div class="s-columns govuk-body">
        {list(strongest, services.strongest)}
        {list(weakest, services.weakest)}
      </div>
      {services.strongest.some(({ row }) => row.low !== null) && <p class="govuk-body s-small">{chance}</p>}
    </section>
  );
}

/** Said of the place where its figures may bear its name, and otherwise of the members that they are made of. */
function headlineInWords(
  texts: Texts,
  release: ReleaseDocument,
  question: ChoiceQuestion,
  row: ResultRow & PublishedShare,
): string {
  const [where, share] = [membersName(texts, release, row), shareInWords(texts, row)];
  if (row.answer === "council" || row.answer === "government") return texts.place.headline(share, where, row.answer);
  const answer = `${answerLabel(question, row.answer)[texts.language]}: ${share}`;
  return where === null ? answer : `${where}. ${answer}`;
}

/** What the figures of a group are called where they are not those of the whole group; null where they bear its name. */
export function membersName({ language }: Texts, { places }: ReleaseDocument, row: ResultRow): string | null {
  const whole = places.find(({ code }) => code === row.place_code)?.name[language];
  return row.place_name === whole ? null : row.place_name;
}

/** What people of the place wrote in their own words, as themes: how many named each, roughly. */
function Themes({ texts, place, release }: { texts: Texts; place: Place; release: ReleaseDocument }): JSX.Element {
  const here = (release.themes ?? []).filter((theme) => theme.place === place.code);
  const asked = choiceQuestions(release.questionnaire).filter(({ id }) => here.some(({ question }) => question === id));
  if (asked.length === 0) return <></>;
  return (
    <section aria-labelledby="themes-title">
      <h3 class="govuk-heading-m" id="themes-title">
        {texts.place.themes.title}
      </h3>
      <p class="govuk-body">{texts.place.themes.intro}</p>
      {asked.map(({ id, title }) => (
        <DataTable key={id} title={title[texts.language]} headings={[title[texts.language], texts.place.themes.people]}>
          {here
            .filter(({ question }) => question === id)
            .map(({ theme, band }) => (
              <tr key={theme}>
                <th class="govuk-table__header" scope="row">
                  {theme}
                </th>
                <td class="govuk-table__cell">{band.replace("-", "–")}</td>
              </tr>
            ))}
        </DataTable>
      ))}
    </section>
  );
}

/** That this edition was corrected, or that it corrects another one, and why. */
function Editions({ texts, place, results }: { texts: Texts; place: Place; results: PlaceResults }): JSX.Element {
  const { release, corrected } = results;
  const { editions } = texts.place;
  const { correction } = release;
  return (
    <>
      <CorrectedNote texts={texts} corrected={corrected} path={localPath(texts, `/places/${place.slug}`)} />
      {corrected === null && correction !== undefined && (
        <p class="govuk-body s-small">
          {editions.isCorrection} {editions.reason(correction[texts.language])}{" "}
          <a class="govuk-link" href={localPath(texts, "/data")}>
            {editions.all}
          </a>
        </p>
      )}
    </>
  );
}

function ByChoice({ texts, place, results }: { texts: Texts; place: Place; results: PlaceResults }): JSX.Element {
  const { release, by } = results;
  const choices = byChoices(texts, release);
  const address = (id: string): string =>
    `${localPath(texts, `/places/${place.slug}`)}?release=${release.id}${id === "all" ? "" : `&by=${id}`}`;
  return <Chips label={texts.place.showBy} choices={choices} chosen={by} address={address} />;
}

function Downloads({ texts, place, results }: { texts: Texts; place: Place; results: PlaceResults }): JSX.Element {
  const { release, others, by } = results;
  const { place: words, results: more } = texts;
  const rows = (format: string): string =>
    `/api/v1/releases/${release.id}/results${format}?place=${encodeURIComponent(place.code)}&by=${by}`;
  const file = (format: string): string => placeFile({ release: release.id, place: place.code }, format);
  const links = [
    [rows(".csv"), words.downloadCsv],
    [rows(""), words.downloadJson],
    [file("ods"), more.sheets.ods],
    [file("xlsx"), more.sheets.xlsx],
    [file("jsonstat.json"), more.sheets.jsonstat],
  ] as const;
  return (
    <div class="s-screen">
      <h3 class="govuk-heading-s">{words.download}</h3>
      <ul class="govuk-list">
        {links.map(([address, label]) => (
          <li key={address}>
            <a class="govuk-link" href={address}>
              {label}
            </a>
          </li>
        ))}
      </ul>
      <p class="govuk-body s-small">{more.print}</p>
      {others.length > 0 && (
        <>
          <h3 class="govuk-heading-s">{words.otherReleases}</h3>
          <ul class="govuk-list">
            {others.map(({ id, title }) => (
              <li key={id}>
                <a class="govuk-link" href={`${localPath(texts, `/places/${place.slug}`)}?release=${id}`}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
