/** The pages that anybody reads: home, places, data, method, privacy, accessibility. */
import { type Context, Hono } from "hono";
import { localPath } from "../../../client/components/Layout.tsx";
import { HomePage } from "../../../client/pages/HomePage.tsx";
import { type PlaceList, placeName, PlacesPage } from "../../../client/pages/PlacesPage.tsx";
import { AccessibilityPage, PrivacyPage } from "../../../client/pages/NoticePages.tsx";
import { DataPage } from "../../../client/pages/DataPage.tsx";
import { MethodPage } from "../../../client/pages/TextPages.tsx";
import type { Texts } from "../../../client/text/en.ts";
import { isDistrict, type PlaceDirectory } from "../../../core/place/directory.ts";
import { parsePostcode } from "../../../core/place/postcode.ts";
import { searchPlaces } from "../../../core/place/search-places.ts";
import type { Place } from "../../../core/place/types.ts";
import { ukDay } from "../../../core/release/days.ts";
import { ATTRIBUTIONS } from "../../reference/attributions.ts";
import { takesNewStarts } from "../../services/intake.ts";
import type { Services } from "../../services/types.ts";
import { frameOf, page, textsOf } from "./frame.ts";
import { showComparison, showPlace, showPlaceQuestion } from "./place.tsx";
import { showRelease } from "./release.tsx";
import { siteHelp } from "./survey-help.tsx";

const FOUND_MAX = 50;

/** Every page that is no survey. Mounted twice: at `/` and at `/cy`. */
export function site(services: Services): Hono {
  return new Hono()
    .get("/", (c) => home(c, services))
    .get("/places", (c) => listPlaces(c, services))
    .get("/places/:slug", (c) => showPlace(c, services))
    .get("/places/:slug/questions/:question", (c) => showPlaceQuestion(c, services))
    .get("/places/:slug/compare", (c) => showComparison(c, services))
    .get("/releases/:id", (c) => showRelease(c, services))
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
