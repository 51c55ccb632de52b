/** The pages that anybody reads: home, places, data, method, privacy, accessibility. */
import { choiceQuestions } from "../../../core/questionnaire/codebook.ts";
import { type Context, Hono } from "hono";
import type { EvidenceFigure } from "../../../client/components/EvidenceTable.tsx";
import { localPath } from "../../../client/components/Layout.tsx";
import { HomePage } from "../../../client/pages/HomePage.tsx";
import { correctedEdition, newestEditions, publishedOn } from "../../../client/models/editions.ts";
import { PlacePage } from "../../../client/pages/PlacePage.tsx";
import type { PlaceResults } from "../../../client/pages/PlaceResults.tsx";
import { type PlaceList, placeName, PlacesPage } from "../../../client/pages/PlacesPage.tsx";
import { AccessibilityPage, PrivacyPage } from "../../../client/pages/NoticePages.tsx";
import { DataPage } from "../../../client/pages/DataPage.tsx";
import { MethodPage } from "../../../client/pages/TextPages.tsx";
import type { Texts } from "../../../client/text/en.ts";
import {
  councilsOf,
  districtsOf,
  groupsOf,
  isDistrict,
  type PlaceDirectory,
  successorsOf,
} from "../../../core/place/directory.ts";
import { parsePostcode } from "../../../core/place/postcode.ts";
import { officialName } from "../../../core/place/official-name.ts";
import { searchPlaces } from "../../../core/place/search-places.ts";
import type { Place } from "../../../core/place/types.ts";
import { expectedMinutes } from "../../../core/questionnaire/minutes.ts";
import { questionText } from "../../../core/questionnaire/wording.ts";
import type { ReleaseDocument } from "../../../core/release/types.ts";
import { expandRows } from "../../../core/release/rows.ts";
import { ukDay } from "../../../core/release/days.ts";
import { ATTRIBUTIONS } from "../../reference/attributions.ts";
import type { EvidenceRow } from "../../reference/evidence.ts";
import { takesNewStarts } from "../../services/intake.ts";
import type { Services } from "../../services/types.ts";
import { notFoundPage } from "./errors.tsx";
import { frameOf, page, textsOf } from "./frame.ts";
import { siteHelp } from "./survey-help.tsx";

const FOUND_MAX = 50;

/** Every page that is no survey. Mounted twice: at `/` and at `/cy`. */
export function site(services: Services): Hono {
  return new Hono()
    .get("/", (c) => home(c, services))
    .get("/places", (c) => listPlaces(c, services))
    .get("/places/:slug", (c) => showPlace(c, services))
    .get("/data", async (c) => {
      const releases = await services.published.releases();
      const attributions = ATTRIBUTIONS.map(({ text }) => text);
      return page(c, <DataPage frame={frameOf(c, services)} releases={releases} attributions={attributions} />);
    })
    .get("/help/:topic", (c) => siteHelp(c, services))
    .get("/method", (c) => page(c, <MethodPage frame={frameOf(c, services)} />))
    .get("/privacy", (c) => page(c, <PrivacyPage frame={frameOf(c, services)} />))
    .get("/accessibility", (c) => page(c, <AccessibilityPage frame={frameOf(c, services)} />));
}

async function home(c: Context, services: Services): Promise<Response> {
  const texts = textsOf(c);
  const [releases, waves, directory] = await Promise.all([
    services.published.releases(),
    services.catalogue.waves(),
    services.catalogue.directory(),
  ]);
  const shown = releases.find(({ document }) => document.demonstration)?.document;
  const open = waves.find((wave) => wave.demonstration && takesNewStarts(wave, ukDay(services.now())));
  const country = shown?.places.find(({ kind }) => kind === "country") ?? shown?.places[0];
  const slug = directory.by_code.get(country?.code ?? "")?.slug;
  const demonstration =
    open === undefined || slug === undefined
      ? null
      : { results: localPath(texts, `/places/${slug}`), survey: localPath(texts, `/survey/${open.id}`) };
  return page(
    c,
    <HomePage frame={frameOf(c, services)} script={services.assets.finder} demonstration={demonstration} />,
  );
}

async function listPlaces(c: Context, services: Services): Promise<Response> {
  const directory = await services.catalogue.directory();
  const typed = (c.req.query("q") ?? "").trim().slice(0, 100);
  const postcode = parsePostcode(typed) !== null;
  // A postcode is neither looked for nor repeated: only the resident's own device may know it.
  const query = postcode ? "" : typed;
  const found = query === "" ? [] : searchPlaces(directory, query, { limit: FOUND_MAX });
  const frame = frameOf(c, services);
  // What somebody typed is kept by nobody: neither here nor on the way.
  if (typed !== "") c.header("Cache-Control", "private, no-cache");
  return page(
    c,
    <PlacesPage
      frame={frame}
      query={query === "" ? null : query}
      postcode={postcode}
      found={found.map(({ place, matched, former }) => ({ place, former: former ? matched : null }))}
      lists={query === "" ? allPlaces(directory, frame.texts) : []}
    />,
  );
}

/** Districts by region or country, then the groups, then what is invented. */
function allPlaces(directory: PlaceDirectory, texts: Texts): PlaceList[] {
  const byName = (first: Place, second: Place): number => (placeName(texts, first) < placeName(texts, second) ? -1 : 1);
  const current = [...directory.by_code.values()].filter(({ status }) => status === "current").sort(byName);
  const real = current.filter(({ invented }) => invented !== true);
  const parents = real.filter(({ kind }) => kind === "region" || kind === "country");
  const lists = parents.map((parent) => ({
    title: placeName(texts, parent),
    places: real.filter(
      ({ kind, region_code, country_code }) => isDistrict(kind) && (region_code ?? country_code) === parent.code,
    ),
  }));
  const ofKind = (title: string, ...kinds: readonly string[]): PlaceList => ({
    title,
    places: real.filter(({ kind }) => kinds.includes(kind)),
  });
  return [
    ...lists,
    ofKind(texts.places.kinds.county, "county", "metropolitan_county"),
    ofKind(texts.places.kinds.combined_authority, "combined_authority", "strategic_authority"),
    ofKind(texts.places.kinds.region, "region"),
    ofKind(texts.places.kinds.country, "country", "country_group"),
    ofKind(texts.places.partnerships, "partnership"),
    ofKind(texts.places.classes, "class"),
    { title: texts.places.demonstrationTitle, places: current.filter(({ invented }) => invented === true) },
  ].filter(({ places }) => places.length > 0);
}

async function showPlace(c: Context, services: Services): Promise<Response> {
  const { catalogue } = services;
  const texts = textsOf(c);
  const directory = await catalogue.directory();
  const slug = c.req.param("slug") ?? "";
  const byCode = directory.by_code.get(slug);
  if (byCode !== undefined) return c.redirect(localPath(texts, `/places/${byCode.slug}`), 302);
  const place = directory.by_slug.get(slug);
  if (place === undefined) return notFoundPage(c, services);
  const today = ukDay(services.now());
  const councils = councilsOf(directory, place.code);
  const groups = groupsOf(directory, place.code, today);
  const districts = isDistrict(place.kind) ? [] : districtsOf(directory, place.code, today);
  const results = await placeResults(c, services, directory, place);
  if (results === "unknown") return notFoundPage(c, services);
  const evidence = place.invented === true ? [] : await placeEvidence(services, place, groups, texts, directory);
  return page(
    c,
    <PlacePage
      frame={frameOf(c, services, { demonstration: place.invented === true })}
      place={place}
      county={councils?.county ?? null}
      groups={groups}
      districts={districts}
      successors={successorsOf(directory, place.code)}
      surveys={await openSurveys(services, place, texts)}
      results={results}
      evidence={evidence}
      today={today}
    />,
  );
}

async function openSurveys(
  { catalogue, now }: Services,
  place: Place,
  texts: Texts,
): Promise<{ title: string; address: string; minutes: number }[]> {
  const surveys: { title: string; address: string; minutes: number }[] = [];
  for (const wave of await catalogue.waves()) {
    const asked = wave.places.find((one) => one.place === place.code);
    if (asked === undefined || !takesNewStarts(wave, ukDay(now()))) continue;
    const questionnaire = await catalogue.questionnaire(wave.questionnaire, wave.questionnaireVersion);
    if (questionnaire === null) continue;
    const offered = wave.languages.includes(texts.language);
    surveys.push({
      title: wave.title[texts.language],
      address: offered ? localPath(texts, `/survey/${wave.id}/${place.code}`) : `/survey/${wave.id}/${place.code}`,
      minutes: Math.ceil(expectedMinutes(questionnaire, asked.scenario)),
    });
  }
  return surveys;
}

/**
 * The release asked for, or the newest that has the place, as it was last corrected; null where none has, `unknown` for a
 * release that is none.
 */
async function placeResults(
  c: Context,
  { published }: Services,
  directory: PlaceDirectory,
  place: Place,
): Promise<PlaceResults | null | "unknown"> {
  const here = (await published.releases()).filter(({ document }) =>
    document.places.some(({ code }) => code === place.code),
  );
  const newest = newestEditions(here).map(({ document }) => document);
  const wanted = c.req.query("release");
  const release = wanted === undefined ? newest[0] : here.find(({ id }) => id === wanted)?.document;
  if (release === undefined) return wanted === undefined ? null : "unknown";
  const by = c.req.query("by") ?? "all";
  const known = choiceQuestions(release.questionnaire).some(({ id, bands }) => id === by && bands !== undefined);
  if (by !== "all" && !known) return "unknown";
  const texts = textsOf(c);
  const rows = (await published.rows(release.id, "place", place.code)) ?? [];
  const corrected = correctedEdition(here, release);
  return {
    release,
    corrected: corrected && {
      id: corrected.id,
      reason: corrected.document.correction ?? { en: "", cy: "" },
      on: publishedOn(corrected),
    },
    by,
    rows: expandRows(
      release,
      rows.filter((row) => row[4] === by),
      texts.language,
    ),
    wording: wordings(directory, release, place, texts),
    others: newest
      .filter(({ wave }) => wave !== release.wave)
      .map(({ id, title }) => ({ id, title: title[texts.language] })),
  };
}

/** Each question as residents of a district read it; for groups of districts the council has no one name. */
function wordings(
  directory: PlaceDirectory,
  release: ReleaseDocument,
  place: Place,
  texts: Texts,
): Readonly<Record<string, string>> {
  const councils = councilsOf(directory, place.code);
  const unnamed = texts.language === "cy" ? "[enw'r cyngor]" : "[name of council]";
  const nameOf = (one: Place | undefined): string => (one === undefined ? unnamed : officialName(one, texts.language));
  const context = {
    scenario: councils?.county === undefined ? ("A" as const) : ("C" as const),
    arm: 0,
    district_name: nameOf(councils?.district),
    county_name: nameOf(councils?.county),
  };
  return Object.fromEntries(
    release.questionnaire.questions.map((question) => [question.id, questionText(question, context, texts.language)]),
  );
}

/** Published evidence on the place itself, then on what it is part of, newest first. */
async function placeEvidence(
  { published, catalogue }: Services,
  place: Place,
  groups: readonly Place[],
  texts: Texts,
  directory: PlaceDirectory,
): Promise<EvidenceFigure[]> {
  const codes = [place.code, ...groups.map(({ code }) => code)];
  const all = await published.evidence({});
  const standard = await catalogue.questionnaire(STANDARD.id, STANDARD.version);
  const questions = standard === null ? [] : choiceQuestions(standard);
  const rows = codes.flatMap((code) =>
    all.filter((row) => row.place_code === code).sort((first, second) => (first.start < second.start ? 1 : -1)),
  );
  rows.sort((first, second) => headlineFirst(first) - headlineFirst(second));
  return rows.map((row) => {
    const question = questions.find(({ id }) => id === row.question);
    const option = question?.options.find(({ id }) => id === row.measure);
    return {
      id: row.id,
      on: row.question,
      answer: row.measure,
      own: row.place_code === place.code,
      people: row.population,
      question: question?.title[texts.language] ?? row.question,
      measure: option?.label[texts.language] ?? (row.measure === "positive" ? texts.evidence.positive : row.measure),
      when: row.period,
      who: `${row.population} (${placeName(texts, directory.by_code.get(row.place_code) ?? place)})`,
      how: row.mode,
      share: row.share,
      publisher: row.publisher,
      source: row.source,
    };
  });
}

/** The questionnaire that names what evidence is about: its ids are those of the evidence. */
const STANDARD = { id: "lga-resident", version: 2 };

function headlineFirst(row: EvidenceRow): number {
  return row.question === "decision_body" ? 0 : 1;
}
