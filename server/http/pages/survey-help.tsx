/** The pages for those who cannot simply answer: plain words and a way on. Nothing is sent and nothing is kept. */
import type { Context } from "hono";
import { localPath } from "../../../client/components/Layout.tsx";
import { placeName } from "../../../client/pages/PlacesPage.tsx";
import { HelpPage } from "../../../client/pages/SurveyPages.tsx";
import { type HelpTopic, isHelpTopic } from "../../../client/text/edges.ts";
import type { Texts } from "../../../client/text/en.ts";
import type { PlaceDirectory } from "../../../core/place/directory.ts";
import type { Place } from "../../../core/place/types.ts";
import type { Services } from "../../services/types.ts";
import type { Wave } from "../../storage/waves.ts";
import { notFoundPage } from "./errors.tsx";
import { frameOf, page, surveyPage } from "./frame.ts";
import { surveyFrame } from "./survey-state.ts";

/** Topics that hang on no survey: the postcode box of the first page leads to them. */
const WITHOUT_SURVEY: readonly HelpTopic[] = ["northern-ireland", "new-postcode"];

/** What a help page of a survey is about. */
export interface HelpAsked {
  readonly wave: Wave;
  readonly age: number;
  readonly directory: PlaceDirectory;
  /** The place whose survey led here; null from the page of all places. */
  readonly place: Place | null;
}

interface Link {
  readonly text: string;
  readonly href: string;
}

/** A help page of a survey. */
export function surveyHelp(c: Context, services: Services, asked: HelpAsked): Response {
  const topic = c.req.param("topic") ?? "";
  if (!isHelpTopic(topic)) return notFoundPage(c, services);
  const { wave, age, directory, place } = asked;
  const frame = frameOf(c, services, surveyFrame(wave));
  const { texts } = frame;
  const asksThere = wave.places.some((one) => directory.by_code.get(one.place)?.kind === "ni");
  const name = place === null ? null : placeName(texts, place);
  const words = texts.edges.help[topic]({ age, place: name, asksThere });
  return surveyPage(c, <HelpPage frame={frame} {...words} links={linksOf(texts, topic, asked, asksThere)} />);
}

/** A help page that hangs on no survey. */
export function siteHelp(c: Context, services: Services): Response {
  const topic = c.req.param("topic") ?? "";
  if (!isHelpTopic(topic) || !WITHOUT_SURVEY.includes(topic)) return notFoundPage(c, services);
  const frame = frameOf(c, services);
  const { texts } = frame;
  const words = texts.edges.help[topic]({ age: 0, place: null, asksThere: null });
  const links = [{ text: texts.home.listLink, href: localPath(texts, "/places") }];
  return page(c, <HelpPage frame={frame} {...words} links={links} />);
}

function linksOf(texts: Texts, topic: HelpTopic, { wave, place }: HelpAsked, asksThere: boolean): readonly Link[] {
  const { edges } = texts;
  const choice = { text: edges.toChoice, href: localPath(texts, `/survey/${wave.id}/find`) };
  const start =
    place === null ? [] : [{ text: edges.toSurvey, href: localPath(texts, `/survey/${wave.id}/${place.code}`) }];
  const results =
    place === null
      ? { text: edges.allPlaces, href: localPath(texts, "/places") }
      : { text: edges.readResults(placeName(texts, place)), href: localPath(texts, `/places/${place.slug}`) };
  if (topic === "too-young") return [results];
  if (topic === "northern-ireland") return asksThere ? [choice] : [results];
  if (topic === "helping" && place !== null) return start;
  return [...start, choice];
}
