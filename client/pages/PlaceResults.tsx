/** The results of a place: the question that began it all, then every question, stream by stream. */
import { choiceQuestions } from "../../core/questionnaire/codebook.ts";
import type { JSX } from "preact";
import { rangeFor, sampleRule } from "../../core/estimation/sample-type.ts";
import type { Place } from "../../core/place/types.ts";
import type { ChoiceQuestion, Text } from "../../core/questionnaire/types.ts";
import { answerLabel, compositionOf } from "../../core/release/rows.ts";
import type { Composition, ReleaseDocument, ResultRow } from "../../core/release/types.ts";
import { DataTable } from "../components/DataTable.tsx";
import { localPath } from "../components/Layout.tsx";
import { barParts, QuestionResult } from "../components/QuestionResult.tsx";
import { Legend, ShareBar } from "../components/ShareBar.tsx";
import { dayInWords } from "../text/dates.ts";
import type { Texts } from "../text/en.ts";
import { hasShare, type PublishedShare, shareInWords } from "../text/shares.ts";

/** The published results of a place, as its page shows them: one way of breaking them down. */
export interface PlaceResults {
  readonly release: ReleaseDocument;
  /** Where it was corrected: the edition to read in its place, why, and when that became public. */
  readonly corrected: { readonly id: string; readonly reason: Text; readonly on: string | null } | null;
  readonly by: string;
  readonly rows: readonly ResultRow[];
  /** Wording of each question, with this place's councils in it. */
  readonly wording: Readonly<Record<string, string>>;
  /** The newest editions of other waves. */
  readonly others: readonly { readonly id: string; readonly title: string }[];
}

/** The question whose answer stands above all others. */
export const HEADLINE = "decision_body";

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
      {isRehearsal(release) && (
        <p class="govuk-inset-text">
          <strong>{texts.rehearsal}.</strong> {texts.demonstrationMore}
        </p>
      )}
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

/** What is said inside each image of figures that nobody gave. */
function noteOf(texts: Texts, release: ReleaseDocument): string {
  if (release.demonstration) return texts.demonstration;
  return isRehearsal(release) ? texts.rehearsal : "";
}

/** Invented residents in real places. */
function isRehearsal({ demonstration, streams }: ReleaseDocument): boolean {
  return !demonstration && streams.some(({ sample_type }) => sample_type === "demonstration");
}

/** That this edition was corrected, or that it corrects another one, and why. */
function Editions({ texts, place, results }: { texts: Texts; place: Place; results: PlaceResults }): JSX.Element {
  const { release, corrected } = results;
  const { editions } = texts.place;
  const { correction } = release;
  return (
    <>
      {corrected !== null && (
        <div class="govuk-inset-text" role="note">
          <p class="govuk-body">
            <strong>{editions.corrected(corrected.on === null ? null : dayInWords(corrected.on, texts))}</strong>{" "}
            {editions.reason(corrected.reason[texts.language])}{" "}
            <a class="govuk-link" href={`${localPath(texts, `/places/${place.slug}`)}?release=${corrected.id}`}>
              {editions.seeCorrected}
            </a>
          </p>
        </div>
      )}
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

function StreamResults({ texts, place, prefix, titled, results }: StreamProps): JSX.Element {
  const { release, by, rows } = results;
  const asked = choiceQuestions(release.questionnaire).filter(
    ({ id, role }) => role === "attitude" && rows.some(({ question }) => question === id),
  );
  // Most questions were asked in all the districts that are included; those that were not say so themselves.
  const first = rows.find((row) => rows.every((other) => other.members_included <= row.members_included));
  if (first === undefined) return <></>;
  return (
    <>
      {titled && <h3 class="govuk-heading-m">{texts.place.streams[first.stream]}</h3>}
      {by === "all" && <Headline texts={texts} prefix={prefix} results={results} />}
      {first.members > 1 && (
        <p class="govuk-body">
          {texts.place.membersIncluded(first.members_included, first.members, first.population_covered)}{" "}
          {first.members_included > 0 && membersName(texts, release, first) !== null && texts.place.notItsName}
        </p>
      )}
      <Quality texts={texts} release={release} row={first} />
      {prefix === "" && (
        <>
          <p class="govuk-body s-small">
            {texts.place.withheldText} {texts.place.lowReliabilityText} {texts.place.boundText}
          </p>
          <ByChoice texts={texts} place={place} results={results} />
        </>
      )}
      {asked.map((question) => (
        <QuestionResult
          key={question.id}
          texts={texts}
          id={`${prefix}${question.id}`}
          question={question}
          wording={results.wording[question.id] ?? question.title[texts.language]}
          rows={rows.filter((row) => row.question === question.id)}
          included={first.members_included}
          note={noteOf(texts, release)}
        />
      ))}
    </>
  );
}

/** The 77 per cent question, for this place. */
function Headline({ texts, prefix, results }: Pick<StreamProps, "texts" | "prefix" | "results">): JSX.Element {
  const question = choiceQuestions(results.release.questionnaire).find(({ id }) => id === HEADLINE);
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
  const parts = barParts(texts, question, rows);
  const share = shareInWords(texts, shown);
  return (
    <div class="s-headline">
      <h3 class="govuk-heading-l">{headlineInWords(texts, results.release, question, shown)}</h3>
      <p class="govuk-body">
        {shown.low !== null && shown.high !== null && `${share}: ${texts.place.range(shown.low, shown.high)}. `}
        {shown === council && hasShare(government) && texts.place.headlineRest(shareInWords(texts, government))}{" "}
        {shown.base !== null && texts.place.base(shown.base)}
      </p>
      <ShareBar
        id={`${prefix}headline`}
        title={texts.place.chartOf(first.place_name, question.title[texts.language])}
        parts={parts}
        note={noteOf(texts, results.release)}
      />
      <Legend parts={parts} />
      <p class="govuk-body s-small">{results.wording[HEADLINE]}</p>
      <p class="govuk-body s-small">{certainty(texts, results.release, shown)}</p>
    </div>
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
function membersName({ language }: Texts, { places }: ReleaseDocument, row: ResultRow): string | null {
  const whole = places.find(({ code }) => code === row.place_code)?.name[language];
  return row.place_name === whole ? null : row.place_name;
}

/** What may be said of how certain a figure is: the words that its kind of sample allows. */
function certainty(texts: Texts, release: ReleaseDocument, row: ResultRow): string {
  const { language, place } = texts;
  const rule = sampleRule(row);
  if (rule.range === "none") {
    const steps = weightingOf(release, row) ?? [];
    const variables = steps.every((step) => step === "age4") ? place.weightedByAge : place.weightedByAgeAndSex;
    return steps.length === 0 ? "" : rule.wording[language].replace("{variables}", variables);
  }
  const range = row.low === null || row.high === null ? null : rangeFor(row, row.low, row.high);
  if (range === null) return "";
  return range.wording[language].replace("{low}", String(range.low)).replace("{high}", String(range.high));
}

function Quality({ texts, release, row }: { texts: Texts; release: ReleaseDocument; row: ResultRow }): JSX.Element {
  return (
    <p class="govuk-body s-small">
      {texts.place.quality(
        texts.modes[row.mode],
        texts.sampleTypes[row.sample_type],
        dayInWords(row.period_start, texts),
        dayInWords(row.period_end, texts),
      )}{" "}
      {weightingInWords(texts, release, row)}
    </p>
  );
}

/** How the figures were weighted; nothing where all of them are withheld. */
function weightingInWords({ place }: Texts, release: ReleaseDocument, row: ResultRow): string {
  const steps = weightingOf(release, row);
  if (steps === undefined) return place.notWeighted;
  return steps.length === 0 ? "" : place.weighted(steps.map((step) => place.weightingSteps[step]));
}

/** The steps by which the districts of a row were weighted; undefined in releases of before weighting. */
function weightingOf(release: ReleaseDocument, row: ResultRow): Composition["weighting"] {
  const where = release.places.find(({ code }) => code === row.place_code);
  return where && compositionOf(where, row.stream, row.question)?.weighting;
}

function ByChoice({ texts, place, results }: { texts: Texts; place: Place; results: PlaceResults }): JSX.Element {
  const { release, by } = results;
  const demographics = choiceQuestions(release.questionnaire).filter(({ bands }) => bands !== undefined);
  const choices = [
    { id: "all", label: texts.place.everybody },
    ...demographics.map(({ id, title }) => ({ id, label: title[texts.language] })),
  ];
  const address = (id: string): string =>
    `${localPath(texts, `/places/${place.slug}`)}?release=${release.id}${id === "all" ? "" : `&by=${id}`}`;
  return (
    <nav aria-label={texts.place.showBy}>
      <h3 class="govuk-heading-s">{texts.place.showBy}</h3>
      <ul class="s-chips govuk-body">
        {choices.map(({ id, label }) => (
          <li key={id}>
            {id === by ? (
              <strong aria-current="true">{label}</strong>
            ) : (
              <a class="govuk-link" href={address(id)}>
                {label}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Downloads({ texts, place, results }: { texts: Texts; place: Place; results: PlaceResults }): JSX.Element {
  const { release, others, by } = results;
  const rows = (format: string): string =>
    `/api/v1/releases/${release.id}/results${format}?place=${encodeURIComponent(place.code)}&by=${by}`;
  return (
    <>
      <h3 class="govuk-heading-s">{texts.place.download}</h3>
      <ul class="govuk-list">
        <li>
          <a class="govuk-link" href={rows(".csv")}>
            {texts.place.downloadCsv}
          </a>
        </li>
        <li>
          <a class="govuk-link" href={rows("")}>
            {texts.place.downloadJson}
          </a>
        </li>
      </ul>
      {others.length > 0 && (
        <>
          <h3 class="govuk-heading-s">{texts.place.otherReleases}</h3>
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
    </>
  );
}
