import type { JSX } from "preact";
import { isDistrict } from "../../core/place/directory.ts";
import { ChartFigure } from "../charts/ChartFigure.tsx";
import { evidenceChart } from "../models/trend.ts";
import { inGroupOrder } from "../../core/place/group-order.ts";
import type { Place } from "../../core/place/types.ts";
import { type EvidenceFigure, EvidenceTable } from "../components/EvidenceTable.tsx";
import { Layout, localPath, type PageFrame, type PagePreview } from "../components/Layout.tsx";
import { dayInWords } from "../text/dates.ts";
import type { Texts } from "../text/en.ts";
import { numberInWords } from "../text/numbers.ts";
import { HEADLINE, type PlaceResults } from "../models/place-results.ts";
import { Results } from "./PlaceResults.tsx";
import { PlaceLink, placeName } from "./PlacesPage.tsx";

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
  /** Whether the release has other places to put it beside. */
  readonly comparable: boolean;
  readonly evidence: readonly EvidenceFigure[];
  readonly today: string;
  readonly preview?: PagePreview;
}

/** A place: its open survey, its results with the question that began it all at the top, its facts, and evidence. */
export function PlacePage(props: PlacePageProps): JSX.Element {
  const { frame, place, surveys, results, evidence } = props;
  const { texts } = frame;
  return (
    <Layout frame={frame} title={placeName(texts, place)} charts preview={props.preview}>
      <p class="govuk-body s-small">{texts.places.kinds[place.kind]}</p>
      <h1 class="govuk-heading-xl">{placeName(texts, place)}</h1>
      {surveys.map((survey) => (
        <div class="govuk-inset-text s-screen" key={survey.address}>
          <p class="govuk-body">
            <strong>{texts.place.survey(survey.title)}.</strong> {texts.place.minutes(survey.minutes)}
          </p>
          <a class="govuk-button" href={survey.address}>
            {texts.place.answerSurvey}
          </a>
        </div>
      ))}
      {surveys.length === 0 && isDistrict(place.kind) && place.status === "current" && <NoSurvey {...props} />}
      {results !== null && <Results texts={texts} place={place} results={results} />}
      {results !== null && props.comparable && (
        <p class="govuk-body s-screen">
          <a
            class="govuk-link"
            href={`${localPath(texts, `/places/${place.slug}/compare`)}?release=${results.release.id}`}
          >
            {texts.results.compareLink}
          </a>
        </p>
      )}
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

/** No survey is open here: what there is instead, and a way on. */
function NoSurvey({ frame: { texts }, place }: PlacePageProps): JSX.Element {
  const { edges } = texts;
  return (
    <p class="govuk-inset-text">
      {edges.noSurvey(placeName(texts, place))} {edges.noSurveyBody}{" "}
      <a class="govuk-link" href={localPath(texts, "/places")}>
        {edges.noSurveyLink}
      </a>
    </p>
  );
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
  const series = found.flatMap(({ publisher, how, start, share }) =>
    publisher === newest.publisher && how === newest.how && share !== null ? [{ publisher, start, share }] : [],
  );
  const chart = evidenceChart(texts, `${newest.question}: ${newest.measure}`, series.reverse());
  return (
    <div class="s-headline">
      <h2 class="govuk-heading-l">{headline(newest.people, newest.share ?? 0)}</h2>
      <p class="govuk-body">
        {newest.when}, {newest.how}. {highest !== newest && before(highest.share ?? 0, highest.when)}
      </p>
      {chart !== null && <ChartFigure chart={chart} />}
      <p class="govuk-body s-small">
        {source}: {newest.publisher}. {texts.place.noResultsText} <a href="#evidence-title">{others}</a>
      </p>
    </div>
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
                {inGroupOrder(groups).map((group) => (
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
