/** The survey: a start page, a form that goes from page to page without JavaScript, and a thank-you. */
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { localPath } from "../../../client/components/Layout.tsx";
import { placeName } from "../../../client/pages/PlacesPage.tsx";
import { ChoosePlacePage, ThankYouPage } from "../../../client/pages/SurveyPages.tsx";
import type { Services } from "../../services/types.ts";
import { BODY_BYTES_MAX } from "../api/waves.ts";
import { notFoundPage } from "./errors.tsx";
import { frameOf, surveyPage, textsOf } from "./frame.ts";
import { closedPage, unreadablePage } from "./survey-edges.tsx";
import { takeForm } from "./survey-form.tsx";
import { surveyAccessibility, surveyPrivacy, wearLook } from "./survey-notices.tsx";
import { startPage } from "./survey-start.tsx";
import { type Asked, surveyFrame, takesStarts } from "./survey-state.ts";

/** The survey's pages. Mounted twice: at `/survey` and at `/cy/survey`. */
export function survey(services: Services): Hono {
  return new Hono()
    .get("/:wave", (c) => choosePlace(c, services, false))
    .get("/:wave/:place", (c) => withSurvey(c, services, (asked) => startPage(c, services, asked, null)))
    .post(
      "/:wave/:place",
      bodyLimit({ maxSize: BODY_BYTES_MAX, onError: (c) => unreadablePage(c, services, 413) }),
      (c) => withSurvey(c, services, (asked) => takeForm(c, services, asked)),
    )
    .get("/:wave/:place/privacy", (c) =>
      withSurvey(c, services, ({ wave }) => surveyPrivacy(c, services, surveyFrame(wave))),
    )
    .get("/:wave/:place/accessibility", (c) =>
      withSurvey(c, services, ({ wave }) => surveyAccessibility(c, services, surveyFrame(wave))),
    )
    .get("/:wave/:place/thank-you", (c) => withSurvey(c, services, (asked) => thankYou(c, services, asked)));
}

/** Finds wave and place, and sends an unoffered language to English; what is not there is a 404 that says no more. */
async function withSurvey(
  c: Context,
  services: Services,
  answer: (asked: Asked) => Response | Promise<Response>,
): Promise<Response> {
  const { catalogue } = services;
  const wave = await catalogue.wave(c.req.param("wave") ?? "");
  if (wave === null || wave.state === "draft") return notFoundPage(c, services);
  const directory = await catalogue.directory();
  const code = c.req.param("place") ?? "";
  const place = directory.by_code.get(code);
  if (place === undefined || !wave.places.some((one) => one.place === code)) return choosePlace(c, services, true);
  const { language } = textsOf(c);
  if (!wave.languages.includes(language)) return c.redirect(c.req.path.replace(/^\/cy/, ""), 302);
  const [questionnaire] = await Promise.all([
    catalogue.questionnaire(wave.questionnaire, wave.questionnaireVersion),
    wearLook(c, services, wave.id, code),
  ]);
  if (questionnaire === null) throw new Error("a wave without its questionnaire");
  return answer({ wave, place, questionnaire, directory });
}

async function choosePlace(c: Context, services: Services, refused: boolean): Promise<Response> {
  const wave = await services.catalogue.wave(c.req.param("wave") ?? "");
  if (wave === null || wave.state === "draft") return notFoundPage(c, services);
  const directory = await services.catalogue.directory();
  const takesNobody = !takesStarts(services, wave);
  if (takesNobody && (refused || wave.places.length > 1)) return closedPage(c, services, wave, null);
  const frame = frameOf(c, services, surveyFrame(wave));
  const places = wave.places
    .flatMap(({ place }) => directory.by_code.get(place) ?? [])
    .map((place) => ({ code: place.code, name: placeName(frame.texts, place) }))
    .sort((first, second) => (first.name < second.name ? -1 : 1));
  const [only] = places;
  if (!refused && places.length === 1 && only !== undefined) {
    return c.redirect(localPath(frame.texts, `/survey/${wave.id}/${only.code}`), 302);
  }
  const props = { frame, script: services.assets.finder, wave: wave.id, places, refused };
  return surveyPage(c, <ChoosePlacePage {...props} />, refused ? 404 : 200);
}

function thankYou(c: Context, services: Services, { wave, place }: Asked): Response {
  const frame = frameOf(c, services, surveyFrame(wave));
  c.header("Clear-Site-Data", '"cache"');
  return surveyPage(
    c,
    <ThankYouPage
      frame={frame}
      placeName={placeName(frame.texts, place)}
      placeSlug={place.slug}
      resultsOn={wave.resultsOn}
      withCodes={wave.streams.some(({ stream }) => stream === "code")}
    />,
  );
}
