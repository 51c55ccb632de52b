/** The survey: a start page, a form that goes from page to page without JavaScript, and a thank-you. */
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { PageFrame } from "../../../client/components/Layout.tsx";
import { localPath } from "../../../client/components/Layout.tsx";
import { placeName } from "../../../client/pages/PlacesPage.tsx";
import { ChoosePlacePage, MessagePage, StartPage, StepPage, ThankYouPage } from "../../../client/pages/SurveyPages.tsx";
import { dayInWords } from "../../../client/text/dates.ts";
import type { PlaceDirectory } from "../../../core/place/directory.ts";
import type { Place } from "../../../core/place/types.ts";
import { expectedMinutes, itemCount, screenCount } from "../../../core/questionnaire/minutes.ts";
import { CHECK, type Progress, START, standing, takeStep } from "../../../core/questionnaire/steps.ts";
import type { Answers, Questionnaire, SurveyContext } from "../../../core/questionnaire/types.ts";
import { questionText, screenTitle } from "../../../core/questionnaire/wording.ts";
import { ukDay } from "../../../core/release/days.ts";
import {
  createSubmissionId,
  type IntakeProblem,
  isSubmissionId,
  randomArm,
  startBinding,
  surveyContext,
  takesNewStarts,
} from "../../services/intake.ts";
import type { Services } from "../../services/types.ts";
import type { Wave } from "../../storage/waves.ts";
import { BODY_BYTES_MAX } from "../api/waves.ts";
import { isBusy, RETRY_SECONDS } from "../busy.ts";
import { notFoundPage } from "./errors.tsx";
import { frameOf, surveyPage, textsOf } from "./frame.ts";
import { surveyAccessibility, surveyPrivacy, wearLook } from "./survey-notices.tsx";

const CODE_LENGTH_MAX = 64;

/** What travels sealed in a form without JavaScript: everything that is known, and nothing else anywhere. */
interface FormState {
  readonly id: string;
  readonly arm: number;
  readonly started: string;
  readonly code: string;
  readonly progress: Progress;
}

/** A wave in one of its places, ready to be asked. */
interface Asked {
  readonly wave: Wave;
  readonly place: Place;
  readonly questionnaire: Questionnaire;
  readonly directory: PlaceDirectory;
}

/** The survey's pages. Mounted twice: at `/survey` and at `/cy/survey`. */
export function survey(services: Services): Hono {
  return new Hono()
    .get("/:wave", (c) => choosePlace(c, services, false))
    .get("/:wave/:place", (c) => withSurvey(c, services, (asked) => startPage(c, services, asked, false)))
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

function surveyFrame(wave: Wave): { demonstration: boolean; bilingual: boolean; plain: boolean } {
  return { demonstration: wave.demonstration, bilingual: wave.languages.includes("cy"), plain: true };
}

async function startPage(c: Context, services: Services, asked: Asked, codeRequired: boolean): Promise<Response> {
  const { wave, place, questionnaire } = asked;
  const frame = frameOf(c, services, surveyFrame(wave));
  if (!takesStarts(services, wave)) return closedPage(c, services, wave, place);
  const arm = randomArm(services.random, questionnaire.arms);
  const context = contextOf(asked, arm, frame);
  const started = ukDay(services.now());
  const id = createSubmissionId(services.random);
  const binding = startBinding(wave.id, place.code);
  const form = await services.forms.seal(binding, { id, arm, started });
  const state = await sealState(services, asked, {
    ...{ id, arm, started, code: "" },
    progress: { answers: {}, screen: START, changing: false },
  });
  const { scenario } = context;
  return surveyPage(
    c,
    <StartPage
      frame={frame}
      script={services.assets.survey}
      data={{
        wave: wave.id,
        place: place.code,
        questionnaire: forBrowser(questionnaire, context, frame.texts.language),
        context,
        form,
        thanks: `${localPath(frame.texts, frame.path)}/thank-you`,
      }}
      placeName={placeName(frame.texts, place)}
      questions={itemCount(questionnaire, scenario)}
      screens={screenCount(questionnaire, scenario)}
      minutes={Math.ceil(expectedMinutes(questionnaire, scenario))}
      hidden={{ state }}
      asksCode={
        needsCode(wave) ? "always" : wave.streams.some(({ stream }) => stream === "code") ? "optional" : "never"
      }
      codeRequired={codeRequired}
    />,
    codeRequired ? 422 : 200,
  );
}

/** The part of a questionnaire that this resident's browser needs: what is asked, in one language, without sources. */
function forBrowser(questionnaire: Questionnaire, context: SurveyContext, language: "en" | "cy"): Questionnaire {
  const asked = questionnaire.questions.filter(({ asked_in }) => asked_in.includes(context.scenario));
  const document = {
    ...questionnaire,
    screens: questionnaire.screens.filter(({ id }) => asked.some(({ screen }) => screen === id)),
    questions: asked.map(({ provenance: _source, bands: _bands, merges: _merges, ...question }) => question),
  };
  const other = language === "en" ? "cy" : "en";
  const text = JSON.stringify(document, (key, value: unknown) => (key === other ? undefined : value));
  return JSON.parse(text) as Questionnaire;
}

async function takeForm(c: Context, services: Services, asked: Asked): Promise<Response> {
  const { wave, questionnaire } = asked;
  const frame = frameOf(c, services, surveyFrame(wave));
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i.test(c.req.header("Content-Type") ?? "")) {
    return unreadablePage(c, services, 415);
  }
  const fields = await readFields(c);
  if (fields === null) return unreadablePage(c, services, 400);
  // Only a form that was begun while the wave was open is taken after it has closed.
  if (fields["state"] === undefined && !takesStarts(services, wave)) return closedPage(c, services, wave, asked.place);
  const state = await openState(services, asked, fields["state"]);
  if (state === null) return stalePage(c, frame);
  const context = contextOf(asked, state.arm, frame);
  const { given, wrong, unknown } = readAnswers(questionnaire, fields);
  const { code: typed = state.code, go = "submit" } = fields;
  if (unknown || typeof typed !== "string" || typeof go !== "string") return unreadablePage(c, services, 422);
  const before: FormState = { ...state, code: typed.slice(0, CODE_LENGTH_MAX) };
  if (wrong.length > 0) {
    const progress = progressAtWrong(questionnaire, state.progress, given, wrong);
    return stepPage(c, services, asked, { ...before, progress }, context, { wrong, status: 422 });
  }
  if (go === "submit") return submitForm(c, services, asked, before, context, given);
  if (before.code === "" && needsCode(wave) && state.progress.screen === START) {
    return startPage(c, services, asked, true);
  }
  const progress = takeStep(questionnaire, context, state.progress, given, go);
  if (progress.screen === START) return startPage(c, services, asked, false);
  return stepPage(c, services, asked, { ...before, progress }, context, { wrong: [], status: 200 });
}

/** Where a wrong value is put right: on the page it came from; a form posted in one go is led to the first one's. */
function progressAtWrong(
  { questions }: Questionnaire,
  progress: Progress,
  given: Answers,
  wrong: readonly string[],
): Progress {
  const answers = { ...progress.answers, ...given };
  const first = questions.find(({ id }) => wrong.includes(id));
  if (progress.screen !== START || first === undefined) return { ...progress, answers };
  return { answers, screen: first.screen, changing: true };
}

/** The fields of a form, a list where one was sent more than once; null for a body that is no form, or an empty one. */
async function readFields(c: Context): Promise<Readonly<Record<string, unknown>> | null> {
  try {
    const fields = await c.req.parseBody({ all: true });
    return Object.keys(fields).length === 0 ? null : fields;
  } catch {
    return null;
  }
}

async function submitForm(
  c: Context,
  services: Services,
  asked: Asked,
  state: FormState,
  context: SurveyContext,
  given: Answers,
): Promise<Response> {
  const { wave, place } = asked;
  const frame = frameOf(c, services, surveyFrame(wave));
  const answers = { ...state.progress.answers, ...given };
  const { id, arm, started, code } = state;
  const form = await services.forms.seal(startBinding(wave.id, place.code), { id, arm, started });
  const submission = { wave: wave.id, id, place: place.code, answers, arm, form };
  const result = await services
    .submit(code === "" ? submission : { ...submission, code })
    .catch((error: unknown) => failure(c, services, error));
  if ("ok" in result && result.ok) return c.redirect(`${localPath(frame.texts, frame.path)}/thank-you`, 303);
  const checking = { ...state, progress: { answers, screen: CHECK, changing: false } };
  const shown = "ok" in result ? refusalShown(result.problem) : result;
  if (shown !== null) return stepPage(c, services, asked, checking, context, shown);
  const closed = "ok" in result && result.problem === "wave.closed";
  return closed ? closedPage(c, services, wave, place) : stalePage(c, frame);
}

/** What a page says besides its questions. */
interface Shown {
  readonly wrong: readonly string[];
  readonly status: 200 | 422 | 500 | 503;
  readonly message?: "busyBody" | "broken";
  readonly codeError?: "codeUnknown" | "codeRequired";
}

/** A sending that failed on our side: the answers stay on the page. The log gets the kind of what is no passing wait. */
function failure(c: Context, services: Services, error: unknown): Shown {
  if (isBusy(error)) {
    c.header("Retry-After", RETRY_SECONDS);
    return { wrong: [], status: 503, message: "busyBody" };
  }
  services.log({ event: "submission.failed", kind: error instanceof Error ? error.name : "unknown" });
  return { wrong: [], status: 500, message: "broken" };
}

/** Refusals that the resident can put right beside their answers; null for all others. */
function refusalShown(code: IntakeProblem): Shown | null {
  if (code === "code.unknown") return { wrong: [], status: 422, codeError: "codeUnknown" };
  if (code === "code.required") return { wrong: [], status: 422, codeError: "codeRequired" };
  return null;
}

/** Reads the fields `answer.QUESTION`. An empty field is no answer; a value that is no option is said to be wrong. */
function readAnswers(
  questionnaire: Questionnaire,
  fields: Readonly<Record<string, unknown>>,
): { given: Answers; wrong: readonly string[]; unknown: boolean } {
  const given: [string, string][] = [];
  const wrong: string[] = [];
  let unknown = false;
  for (const [name, value] of Object.entries(fields)) {
    if (!name.startsWith("answer.") || value === "") continue;
    const question = questionnaire.questions.find(({ id }) => `answer.${id}` === name);
    if (question === undefined) unknown = true;
    else if (typeof value === "string" && question.options.some(({ id }) => id === value)) {
      given.push([question.id, value]);
    } else wrong.push(question.id);
  }
  return { given: Object.fromEntries(given), wrong, unknown };
}

async function stepPage(
  c: Context,
  services: Services,
  asked: Asked,
  state: FormState,
  context: SurveyContext,
  shown: Shown,
): Promise<Response> {
  const { wave, questionnaire } = asked;
  const frame = frameOf(c, services, { ...surveyFrame(wave), bilingual: false });
  const { texts } = frame;
  const { progress } = state;
  const at = standing(questionnaire, context, progress);
  const [first] = at?.screen.questions ?? [];
  const title =
    at === null || first === undefined
      ? texts.survey.check
      : at.screen.questions.length === 1
        ? questionText(first, context, texts.language)
        : (screenTitle(at.screen.screen, context, texts.language) ?? texts.survey.progress(at.number, at.of));
  const view = {
    ...{ texts, questionnaire, context, progress, wrong: shown.wrong },
    message: shown.message === undefined ? undefined : texts.survey[shown.message],
    codeError: shown.codeError === undefined ? undefined : texts.survey[shown.codeError],
  };
  const form = {
    action: localPath(texts, frame.path),
    hidden: { state: await sealState(services, asked, state) },
  };
  return surveyPage(c, <StepPage frame={frame} view={view} form={form} title={title} />, shown.status);
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

/** The survey takes nobody new: since when, and what has come or will come of it. `place` where one was asked for. */
function closedPage(c: Context, services: Services, wave: Wave, place: Place | null): Response {
  const frame = frameOf(c, services, surveyFrame(wave));
  const { texts } = frame;
  const { closesOn, closedOn, resultsOn, state } = wave;
  // A demonstration is closed when it is loaded, and a wave may be closed late: it is over since the day it named.
  const since = wave.demonstration || closedOn === null || closedOn > closesOn ? closesOn : closedOn;
  const released = state === "released";
  const results = released
    ? texts.survey.resultsOut
    : resultsOn > ukDay(services.now())
      ? texts.survey.resultsOn(dayInWords(resultsOn, texts))
      : "";
  const body = `${texts.survey.closedOn(dayInWords(since, texts))} ${results}`.trim();
  const link =
    place === null
      ? { text: texts.places.title, href: localPath(texts, "/places") }
      : { text: texts.survey.seePlace(placeName(texts, place)), href: localPath(texts, `/places/${place.slug}`) };
  const page = (
    <MessagePage frame={frame} title={texts.survey.closedTitle} body={body} {...(released ? { link } : {})} />
  );
  return surveyPage(c, page, 409);
}

/** What was posted is no form of ours. A browser gets a page for it, as for everything else. */
function unreadablePage(c: Context, services: Services, status: 400 | 413 | 415 | 422): Response {
  const frame = frameOf(c, services, { bilingual: false, plain: true });
  const { unreadableTitle, unreadableBody, startAgain } = frame.texts.survey;
  // A body too large is refused before it is known whether the address is one of ours, so it is not repeated there.
  const link = status === 413 ? {} : { link: { text: startAgain, href: localPath(frame.texts, frame.path) } };
  return surveyPage(c, <MessagePage frame={frame} title={unreadableTitle} body={unreadableBody} {...link} />, status);
}

function stalePage(c: Context, frame: PageFrame): Response {
  const { staleTitle, staleBody, startAgain } = frame.texts.survey;
  const link = { text: startAgain, href: localPath(frame.texts, frame.path) };
  return surveyPage(c, <MessagePage frame={frame} title={staleTitle} body={staleBody} link={link} />, 422);
}

function contextOf({ directory, wave, place }: Asked, arm: number, frame: PageFrame): SurveyContext {
  const context = surveyContext(directory, wave, place.code, arm, frame.texts.language);
  if (context === null) throw new Error("a place of the wave has no councils");
  return context;
}

function takesStarts(services: Services, wave: Wave): boolean {
  return takesNewStarts(wave, ukDay(services.now()));
}

function needsCode(wave: Wave): boolean {
  return !wave.streams.some(({ stream }) => stream === "open");
}

function stateBinding({ wave, place }: Asked): string {
  return `state\n${wave.id}\n${place.code}`;
}

function sealState(services: Services, asked: Asked, state: FormState): Promise<string> {
  return services.forms.seal(stateBinding(asked), state);
}

/** The state in a form; a form posted without one (by curl, in one go) gets a fresh id; null for a bad one. */
async function openState(services: Services, asked: Asked, sealed: unknown): Promise<FormState | null> {
  if (sealed === undefined) {
    return {
      id: createSubmissionId(services.random),
      arm: randomArm(services.random, asked.questionnaire.arms),
      started: ukDay(services.now()),
      code: "",
      progress: { answers: {}, screen: START, changing: false },
    };
  }
  if (typeof sealed !== "string") return null;
  const state = (await services.forms.open(stateBinding(asked), sealed)) as FormState | null;
  return state !== null && isSubmissionId(state.id) ? state : null;
}
