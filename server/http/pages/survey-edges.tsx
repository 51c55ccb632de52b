/** What the survey says where it cannot go on. */
import type { Context } from "hono";
import { localPath, type PageFrame } from "../../../client/components/Layout.tsx";
import { placeName } from "../../../client/pages/PlacesPage.tsx";
import { MessagePage } from "../../../client/pages/SurveyPages.tsx";
import { dayInWords, dayInWordsAfter } from "../../../client/text/dates.ts";
import type { Place } from "../../../core/place/types.ts";
import { ukDay } from "../../../core/release/days.ts";
import type { Services } from "../../services/types.ts";
import type { Wave } from "../../storage/waves.ts";
import { frameOf, surveyPage } from "./frame.ts";
import { surveyFrame } from "./survey-state.ts";

/** The survey takes nobody new: since when, and what has come or will come of it. `place` where one was asked for. */
export function closedPage(c: Context, services: Services, wave: Wave, place: Place | null): Response {
  const frame = frameOf(c, services, surveyFrame(wave));
  const { texts } = frame;
  const { closesOn, closedOn, resultsOn, state } = wave;
  // A demonstration is closed when it is loaded, and a wave may be closed late: it is over since the day it named.
  const since = wave.demonstration || closedOn === null || closedOn > closesOn ? closesOn : closedOn;
  const released = state === "released";
  const results = released
    ? texts.edges.resultsOut
    : resultsOn > ukDay(services.now())
      ? texts.edges.resultsOn(dayInWordsAfter(resultsOn, since, texts))
      : "";
  const body = `${texts.edges.closedOn(dayInWords(since, texts))} ${results}`.trim();
  const link =
    place === null
      ? { text: texts.places.title, href: localPath(texts, "/places") }
      : { text: texts.survey.seePlace(placeName(texts, place)), href: localPath(texts, `/places/${place.slug}`) };
  const page = (
    <MessagePage
      frame={frame}
      title={texts.survey.closedTitle}
      body={body}
      // It removes what was saved on the device and is too old to be sent.
      script={services.assets.finder}
      {...(released ? { link } : {})}
    />
  );
  return surveyPage(c, page, 409);
}

/** There is no such survey, or not yet. The address is not repeated. */
export function unknownSurveyPage(c: Context, services: Services): Response {
  const frame = frameOf(c, services, { bilingual: false });
  const { unknownTitle, unknownBody, findCouncil } = frame.texts.edges;
  const link = { text: findCouncil, href: localPath(frame.texts, "/") };
  return surveyPage(c, <MessagePage frame={frame} title={unknownTitle} body={unknownBody} link={link} />, 404);
}

/** What was posted is no form of ours. A browser gets a page for it, as for everything else. */
export function unreadablePage(c: Context, services: Services, status: 400 | 413 | 415 | 422): Response {
  const frame = frameOf(c, services, { bilingual: false, plain: true });
  const { unreadableTitle, unreadableBody, startAgain } = frame.texts.survey;
  // A body too large is refused before it is known whether the address is one of ours, so it is not repeated there.
  const link = status === 413 ? {} : { link: { text: startAgain, href: localPath(frame.texts, frame.path) } };
  return surveyPage(c, <MessagePage frame={frame} title={unreadableTitle} body={unreadableBody} {...link} />, status);
}

/** The form is older than a day, or not ours. */
export function stalePage(c: Context, frame: PageFrame): Response {
  const { staleTitle, staleBody, startAgain } = frame.texts.survey;
  const link = { text: startAgain, href: localPath(frame.texts, frame.path) };
  return surveyPage(c, <MessagePage frame={frame} title={staleTitle} body={staleBody} link={link} />, 422);
}
