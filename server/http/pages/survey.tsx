/** The survey: a start page, a form that goes from page to page without JavaScript, and a thank-you. */
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { localPath } from "../../../client/components/Layout.tsx";
import { placeName } from "../../../client/pages/PlacesPage.tsx";
import { ChoosePlacePage, ThankYouPage } from "../../../client/pages/SurveyPages.tsx";
import type { Place } from "../../../core/place/types.ts";
import type { Services } from "../../services/types.ts";
import type { Wave } from "../../storage/waves.ts";
import { BODY_BYTES_MAX } from "../api/waves.ts";
import { frameOf, surveyPage, textsOf } from "./frame.ts";
import { closedPage, unknownSurveyPage, unreadablePage } from "./survey-edges.tsx";
import { takeForm } from "./survey-form.tsx";
import { surveyHelp } from "./survey-help.tsx";
import { surveyAccessibility, surveyPrivacy, wearLook } from "./survey-notices.tsx";
import { surveyPaper } from "./survey-paper.tsx";
import { startPage } from "./survey-start.tsx";
import { type Asked, surveyFrame, takesStarts } from "./survey-state.ts";

/** The survey's pages. Mounted twice: at `/survey` and at `/cy/survey`. */
export function survey(services: Services): Hono {
  return (
    new Hono()
      .get("/:wave", (c) => choosePlace(c, services, "go on where there is one"))
      // No place is called so: the codes of places have capital letters.
      .get("/:wave/find", (c) => choosePlace(c, services, "show all"))
      .get("/:wave/help/:topic", (c) => helpOfWave(c, services))
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
      .get("/:wave/:place/help/:topic", (c) =>
        withSurvey(c, services, ({ questionnaire, ...asked }) =>
          surveyHelp(c, services, { ...asked, age: questionnaire.age_floor_years }),
        ),
      )
      .get("/:wave/:place/paper", (c) => withSurvey(c, services, (asked) => surveyPaper(c, services, asked)))
      .get("/:wave/:place/thank-you", (c) => withSurvey(c, services, (asked) => thankYou(c, services, asked)))
  );
}

/** Finds wave and place, and sends an unoffered language to English; what is not there is a 404 that says no more. */
async function withSurvey(
  c: Context,
  services: Services,
  answer: (asked: Asked) => Response | Promise<Response>,
): Promise<Response> {
  const { catalogue } = services;
  const wave = await catalogue.wave(c.req.param("wave") ?? "");
  if (wave === null || wave.state === "draft") return unknownSurveyPage(c, services);
  const directory = await catalogue.directory();
  const code = c.req.param("place") ?? "";
  const place = directory.by_code.get(code);
  if (place === undefined || !wave.places.some((one) => one.place === code)) {
    return choosePlace(c, services, "refuse", place);
  }
  const { language } = textsOf(c);
  if (!wave.languages.includes(language)) return c.redirect(c.req.path.replace(/^\/cy/, ""), 302);
  const [questionnaire] = await Promise.all([
    catalogue.questionnaire(wave.questionnaire, wave.questionnaireVersion),
    wearLook(c, services, wave.id, code),
  ]);
  if (questionnaire === null) throw new Error("a wave without its questionnaire");
  return answer({ wave, place, questionnaire, directory });
}

/** `refuse`: a place was asked for that is none of the wave's; `known` where there is such a place. */
async function choosePlace(
  c: Context,
  services: Services,
  how: "go on where there is one" | "show all" | "refuse",
  known?: Place,
): Promise<Response> {
  const wave = await services.catalogue.wave(c.req.param("wave") ?? "");
  if (wave === null || wave.state === "draft") return unknownSurveyPage(c, services);
  const directory = await services.catalogue.directory();
  const goesOn = how === "go on where there is one" && wave.places.length === 1;
  if (!takesStarts(services, wave) && !goesOn) return closedPage(c, services, wave, null);
  const frame = frameOf(c, services, surveyFrame(wave));
  const nameOf = (place: Place): string => placeName(frame.texts, place);
  const places = wave.places
    .flatMap(({ place }) => directory.by_code.get(place) ?? [])
    .map((place) => ({ code: place.code, name: nameOf(place) }))
    .sort((first, second) => (first.name < second.name ? -1 : 1));
  const [only] = places;
  if (goesOn && only !== undefined) {
    return c.redirect(localPath(frame.texts, `/survey/${wave.id}/${only.code}`), 302);
  }
  const refused =
    how !== "refuse" ? null : { known: known === undefined ? null : { name: nameOf(known), slug: known.slug } };
  const age = await ageOf(services, wave);
  const props = { frame, script: services.assets.finder, wave: wave.id, age, places, refused };
  return surveyPage(c, <ChoosePlacePage {...props} />, refused === null ? 200 : 404);
}

async function helpOfWave(c: Context, services: Services): Promise<Response> {
  const wave = await services.catalogue.wave(c.req.param("wave") ?? "");
  if (wave === null || wave.state === "draft") return unknownSurveyPage(c, services);
  if (!wave.languages.includes(textsOf(c).language)) return c.redirect(c.req.path.replace(/^\/cy/, ""), 302);
  const [directory, age] = await Promise.all([services.catalogue.directory(), ageOf(services, wave)]);
  return surveyHelp(c, services, { wave, directory, age, place: null });
}

/** The youngest age that a wave asks. */
async function ageOf({ catalogue }: Services, wave: Wave): Promise<number> {
  const questionnaire = await catalogue.questionnaire(wave.questionnaire, wave.questionnaireVersion);
  if (questionnaire === null) throw new Error("a wave without its questionnaire");
  return questionnaire.age_floor_years;
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
