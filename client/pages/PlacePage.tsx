import type { JSX } from "preact";
import { rangeFor, sampleRule } from "../../core/estimation/sample-type.ts";
import type { Place } from "../../core/place/types.ts";
import type { Question } from "../../core/questionnaire/types.ts";
import type { Composition, ReleaseDocument, ResultRow } from "../../core/release/types.ts";
import { type EvidenceFigure, EvidenceTable } from "../components/EvidenceTable.tsx";
import { Layout, localPath, type PageFrame } from "../components/Layout.tsx";
import { barParts, QuestionResult } from "../components/QuestionResult.tsx";
import { Legend, ShareBar } from "../components/ShareBar.tsx";
import { dayInWords } from "../text/dates.ts";
import type { Texts } from "../text/en.ts";
import { numberInWords } from "../text/numbers.ts";
import { PlaceLink, placeName } from "./PlacesPage.tsx";

/** The published results of a place, as its page shows them: one way of breaking them down. */
export interface PlaceResults {
  readonly release: ReleaseDocument;
  readonly by: string;
  readonly rows: readonly ResultRow[];
  /** Wording of each question, with this place's councils in it. */
  readonly wording: Readonly<Record<string, string>>;
  readonly others: readonly { readonly id: string; readonly title: string }[];
}

/** What the page of a place is made of. */
export interface PlacePageProps {
  readonly frame: PageFrame;
  readonly place: Place;
  readonly county: Place | null;
  readonly groups: readonly Place[];
  readonly districts: readonly Place[];
  readonly successors: readonly Place[];
  readonly surveys: readonly { readonly title: string; readonly address: string; readonly minutes: number }[];
  readonly results: PlaceResults | null;
  readonly evidence: readonly EvidenceFigure[];
  readonly today: string;
}

const HEADLINE = "decision_body";

/** A place: its open survey, its results with the question that began it all at the top, its facts, and evidence. */
export function PlacePage(props: PlacePageProps): JSX.Element {
  const { frame, place, surveys, results, evidence } = props;
  const { texts } = frame;
  return (
    <Layout frame={frame} title={placeName(texts, place)}>
      <p class="govuk-body s-small">{texts.places.kinds[place.kind]}</p>
      <h1 class="govuk-heading-xl">{placeName(texts, place)}</h1>
      {surveys.map((survey) => (
        <div class="govuk-inset-text" key={survey.address}>
          <p class="govuk-body">
            <strong>{texts.place.survey(survey.title)}.</strong> {texts.place.minutes(survey.minutes)}
          </p>
          <a class="govuk-button" href={survey.address}>
            {texts.place.answerSurvey}
          </a>
        </div>
      ))}
      {results !== null && <Results texts={texts} place={place} results={results} />}
      {results === null && place.invented !== true && <EvidenceHeadline texts={texts} evidence={evidence} />}
      <Facts {...props} />
      {place.invented !== true && (
        <section aria-labelledby="evidence-title">
          <h2 class="govuk-heading-m" id="evidence-title">
            {texts.evidence.title}
          </h2>
          <p class="govuk-body">{texts.evidence.intro}</p>
          <EvidenceTable texts={texts} figures={evidence} />
        </section>
      )}
    </Layout>
  );
}

function Results({ texts, place, results }: { texts: Texts; place: Place; results: PlaceResults }): JSX.Element {
  const { release, by, rows } = results;
  const asked = release.questionnaire.questions.filter(
    ({ id, role }) => role === "attitude" && rows.some(({ question }) => question === id),
  );
  const [first] = rows;
  return (
    <section aria-labelledby="results-title">
      <h2 class="govuk-heading-l" id="results-title">
        {release.title[texts.language]}
      </h2>
      {by === "all" && <Headline texts={texts} results={results} />}
      {first !== undefined && first.members > 1 && (
        <p class="govuk-body">
          {texts.place.membersIncluded(first.members_included, first.members, first.population_covered ?? 0)}
        </p>
      )}
      {first !== undefined && <Quality texts={texts} release={release} row={first} />}
      <p class="govuk-body s-small">
        {texts.place.withheldText} {texts.place.lowReliabilityText}
      </p>
      <ByChoice texts={texts} place={place} results={results} />
      {asked.map((question) => (
        <QuestionResult
          key={question.id}
          texts={texts}
          question={question}
          wording={results.wording[question.id] ?? question.title[texts.language]}
          rows={rows.filter((row) => row.question === question.id)}
          note={release.demonstration ? texts.demonstration : ""}
        />
      ))}
      <Downloads texts={texts} place={place} results={results} />
    </section>
  );
}

/** The 77 per cent question, for this place. */
function Headline({ texts, results }: { texts: Texts; results: PlaceResults }): JSX.Element {
  const question: Question | undefined = results.release.questionnaire.questions.find(({ id }) => id === HEADLINE);
  const rows = results.rows.filter((row) => row.question === HEADLINE);
  const council = rows.find(({ answer }) => answer === "council");
  const government = rows.find(({ answer }) => answer === "government");
  if (question === undefined || council === undefined) return <></>;
  if (council.share === null) {
    return (
      <div class="s-headline">
        <h3 class="govuk-heading-m">{texts.place.withheldHeadline}</h3>
        <p class="govuk-body">{texts.place.withheldText}</p>
      </div>
    );
  }
  return (
    <div class="s-headline">
      <h3 class="govuk-heading-l">{texts.place.headline(council.share)}</h3>
      <p class="govuk-body">
        {council.low !== null &&
          council.high !== null &&
          `${council.share}%: ${texts.place.range(council.low, council.high)}. `}
        {government?.share !== null && government !== undefined && texts.place.headlineRest(government.share)}{" "}
        {council.base !== null && texts.place.base(council.base)}
      </p>
      <ShareBar
        id="headline"
        title={texts.place.chartOf(question.title[texts.language])}
        parts={barParts(texts, question, rows)}
        note={results.release.demonstration ? texts.demonstration : ""}
      />
      <Legend parts={barParts(texts, question, rows)} />
      <p class="govuk-body s-small">{results.wording[HEADLINE]}</p>
      <p class="govuk-body s-small">{certainty(texts, results.release, council)}</p>
    </div>
  );
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

/**
 * Where we have no results: what a larger population said to the question that began it all, named in the heading. The
 * series with the 77 per cent is shown, its newest round first; other series stand in the table, since they asked in
 * other ways.
 */
function EvidenceHeadline({ texts, evidence }: { texts: Texts; evidence: readonly EvidenceFigure[] }): JSX.Element {
  const all = evidence.filter(({ on, answer, share }) => on === HEADLINE && answer === "council" && share !== null);
  const found = all.some(({ own }) => own) ? all.filter(({ own }) => own) : all;
  const highest = found.find(({ share }) => share === Math.max(...found.map((figure) => figure.share ?? 0)));
  // Only figures that were asked in the same way may stand beside each other.
  const newest = found.find(({ publisher, how }) => publisher === highest?.publisher && how === highest.how);
  if (newest === undefined || highest === undefined) return <></>;
  const { headline, source, before, others } = texts.evidence;
  return (
    <div class="s-headline">
      <h2 class="govuk-heading-l">{headline(newest.people, newest.share ?? 0)}</h2>
      <p class="govuk-body">
        {newest.when}, {newest.how}. {highest !== newest && before(highest.share ?? 0, highest.when)}
      </p>
      <p class="govuk-body s-small">
        {source}: {newest.publisher}. {texts.place.noResultsText} <a href="#evidence-title">{others}</a>
      </p>
    </div>
  );
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
  return where?.compositions.find(({ stream }) => stream === row.stream)?.weighting;
}

function ByChoice({ texts, place, results }: { texts: Texts; place: Place; results: PlaceResults }): JSX.Element {
  const { release, by } = results;
  const demographics = release.questionnaire.questions.filter(({ bands }) => bands !== undefined);
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

function Facts({ frame, place, county, groups, districts, successors, today }: PlacePageProps): JSX.Element {
  const { texts } = frame;
  const links = (places: readonly Place[]): JSX.Element[] => placeLinks(texts, places);
  return (
    <section aria-labelledby="about-title">
      <h2 class="govuk-heading-m" id="about-title">
        {texts.place.about}
      </h2>
      {place.valid_to !== undefined && (
        <p class="govuk-body">
          {place.valid_to < today
            ? texts.place.endedOn(dayInWords(place.valid_to, texts))
            : texts.place.endsOn(dayInWords(place.valid_to, texts))}
        </p>
      )}
      <dl class="s-facts govuk-body">
        {place.population !== undefined && place.population_year !== undefined && (
          <>
            <dt>{texts.place.residents}</dt>
            <dd>{texts.place.residentsAt(numberInWords(place.population), place.population_year)}</dd>
          </>
        )}
        {county !== null && (
          <>
            <dt>{texts.place.alsoServedBy}</dt>
            <dd>{links([county])}</dd>
          </>
        )}
        {successors.length > 0 && (
          <>
            <dt>
              {place.valid_to !== undefined && place.valid_to >= today
                ? texts.place.willBeReplacedBy
                : texts.place.replacedBy}
            </dt>
            <dd>{links(successors)}</dd>
          </>
        )}
        {groups.length > 0 && (
          <>
            <dt>{texts.place.partOf}</dt>
            <dd>
              <ul class="s-groups">
                {inOrder(groups).map((group) => (
                  <li key={group.code}>
                    <PlaceLink texts={texts} place={group} /> ({texts.places.kinds[group.kind]})
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
        {districts.length > 0 && (
          <>
            <dt>{texts.place.madeOf(districts.length)}</dt>
            <dd>{links(districts)}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

function placeLinks(texts: Texts, places: readonly Place[]): JSX.Element[] {
  return places.map((one, index) => (
    <span key={one.code}>
      {index > 0 && ", "}
      <PlaceLink texts={texts} place={one} />
    </span>
  ));
}

/** The groups that people know first: county, combined authority, region, country; partnerships and classes last. */
function inOrder(groups: readonly Place[]): readonly Place[] {
  return [...groups].sort((first, second) => GROUP_ORDER.indexOf(first.kind) - GROUP_ORDER.indexOf(second.kind));
}

const GROUP_ORDER: readonly Place["kind"][] = [
  "county",
  "metropolitan_county",
  "combined_authority",
  "strategic_authority",
  "region",
  "country",
  "country_group",
  "partnership",
  "class",
];
