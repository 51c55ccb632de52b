/** The survey by forms alone: each page is posted, and what was answered before travels sealed in it. */
import type { Context } from "hono";
import { localPath } from "../../../client/components/Layout.tsx";
import { StepPage } from "../../../client/pages/SurveyPages.tsx";
import type { JourneyTexts } from "../../../client/text/en-journey.ts";
import { type FieldProblem, readFields, withGiven } from "../../../core/questionnaire/form-fields.ts";
import { CHECK, type Progress, START, standing, takeStep } from "../../../core/questionnaire/steps.ts";
import type { Questionnaire, SurveyContext } from "../../../core/questionnaire/types.ts";
import type { IntakeProblem } from "../../services/intake.ts";
import type { Services } from "../../services/types.ts";
import { isBusy, RETRY_SECONDS } from "../busy.ts";
import { frameOf, surveyPage } from "./frame.ts";
import { closedPage, stalePage, unreadablePage } from "./survey-edges.tsx";
import { startPage } from "./survey-start.tsx";
import {
  type Asked,
  contextOf,
  type FormState,
  needsCode,
  openState,
  sealStart,
  sealState,
  surveyFrame,
  takesStarts,
} from "./survey-state.ts";

const CODE_LENGTH_MAX = 64;
const FORM_TYPES = /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i;

/** What a page says besides its questions. */
interface Shown {
  readonly wrong: Readonly<Record<string, FieldProblem>>;
  readonly status: 200 | 422 | 500 | 503;
  readonly message?: keyof JourneyTexts & ("busyBody" | "broken");
  readonly codeError?: keyof JourneyTexts & ("codeUnknown" | "codeRequired");
}

const AS_IT_IS: Shown = { wrong: {}, status: 200 };

/** Takes a page that was filled in: the next page, the same one with what is wrong, or the thank-you. */
export async function takeForm(c: Context, services: Services, asked: Asked): Promise<Response> {
  const { wave, place, questionnaire } = asked;
  const frame = frameOf(c, services, surveyFrame(wave));
  if (!FORM_TYPES.test(c.req.header("Content-Type") ?? "")) return unreadablePage(c, services, 415);
  const fields = await formFields(c);
  if (fields === null) return unreadablePage(c, services, 400);
  // Only a form that was begun while the wave was open is taken after it has closed.
  if (fields["state"] === undefined && !takesStarts(services, wave)) return closedPage(c, services, wave, place);
  const state = await openState(services, asked, fields["state"]);
  if (state === null) return stalePage(c, frame);
  // A page that the browser kept may be sent again after the answers were: it leads to the thank-you, and shows nothing.
  if (fields["state"] !== undefined && (await services.acknowledged(wave.id, state.id)) !== null) {
    return thanks(c, services, asked);
  }
  const context = contextOf(asked, state.arm, frame.texts.language);
  const shown = standing(questionnaire, context, state.progress)?.screen.questions ?? [];
  const { given, wrong, unknown } = readFields(questionnaire.questions, shown, entriesOf(fields));
  const { code: typed = state.code, go = "submit" } = fields;
  if (unknown || typeof typed !== "string" || typeof go !== "string") return unreadablePage(c, services, 422);
  const before: FormState = { ...state, code: typed.slice(0, CODE_LENGTH_MAX) };
  const after: Progress = { ...before.progress, ...withGiven(before.progress, given) };
  if (Object.keys(wrong).length > 0 && go !== "back") {
    const progress = progressAtWrong(questionnaire, after, Object.keys(wrong));
    return stepPage(c, services, asked, { ...before, progress }, context, { wrong, status: 422 });
  }
  if (go === "submit") return submitForm(c, services, asked, { ...before, progress: after }, context);
  if (before.code === "" && needsCode(wave) && state.progress.screen === START) {
    return startPage(c, services, asked, true);
  }
  const progress = takeStep(questionnaire, context, state.progress, given, go);
  if (progress.screen === START) return startPage(c, services, asked, false);
  return stepPage(c, services, asked, { ...before, progress }, context, AS_IT_IS);
}

/** Where a wrong value is put right: on the page it came from; a form posted in one go is led to the first one's. */
function progressAtWrong({ questions }: Questionnaire, progress: Progress, wrong: readonly string[]): Progress {
  const first = questions.find(({ id }) => wrong.includes(id));
  if (progress.screen !== START || first === undefined) return progress;
  return { ...progress, screen: first.screen, changing: true };
}

/** The fields of a form, a list where one was sent more than once; null for a body that is no form, or an empty one. */
async function formFields(c: Context): Promise<Readonly<Record<string, unknown>> | null> {
  try {
    const fields = await c.req.parseBody({ all: true });
    return Object.keys(fields).length === 0 ? null : fields;
  } catch {
    return null;
  }
}

function entriesOf(fields: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    Array.isArray(value) ? value.map((one: unknown) => [name, one] as const) : [[name, value] as const],
  );
}

async function submitForm(
  c: Context,
  services: Services,
  asked: Asked,
  state: FormState,
  context: SurveyContext,
): Promise<Response> {
  const { wave, place } = asked;
  const { answers, texts } = state.progress;
  const { id, arm, code } = state;
  const form = await sealStart(services, asked, state);
  const submission = { wave: wave.id, id, place: place.code, answers, texts, arm, form };
  const result = await services
    .submit(code === "" ? submission : { ...submission, code })
    .catch((error: unknown) => failure(c, services, error));
  if ("ok" in result && result.ok) return thanks(c, services, asked);
  const progress = { answers, texts, screen: CHECK, changing: false };
  const shown = "ok" in result ? refusalShown(result.problem) : result;
  if (shown !== null) return stepPage(c, services, asked, { ...state, progress }, context, shown);
  const closed = "ok" in result && result.problem === "wave.closed";
  return closed ? closedPage(c, services, wave, place) : stalePage(c, frameOf(c, services, surveyFrame(wave)));
}

function thanks(c: Context, services: Services, { wave }: Asked): Response {
  const { texts, path } = frameOf(c, services, surveyFrame(wave));
  return c.redirect(`${localPath(texts, path)}/thank-you`, 303);
}

/** A sending that failed on our side: the answers stay on the page. The log gets the kind of what is no passing wait. */
function failure(c: Context, services: Services, error: unknown): Shown {
  if (isBusy(error)) {
    c.header("Retry-After", RETRY_SECONDS);
    return { wrong: {}, status: 503, message: "busyBody" };
  }
  services.log({ event: "submission.failed", kind: error instanceof Error ? error.name : "unknown" });
  return { wrong: {}, status: 500, message: "broken" };
}

/** Refusals that the resident can put right beside their answers; null for all others. */
function refusalShown(code: IntakeProblem): Shown | null {
  if (code === "code.unknown") return { wrong: {}, status: 422, codeError: "codeUnknown" };
  if (code === "code.required") return { wrong: {}, status: 422, codeError: "codeRequired" };
  return null;
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
  // The language is a button of the form on these pages: a link would lose what was answered.
  const { bilingual, ...frameOptions } = surveyFrame(wave);
  const frame = frameOf(c, services, { ...frameOptions, bilingual: false });
  const texts = frame.texts.journey;
  const view = {
    ...{ texts, questionnaire, context, progress: state.progress, wrong: shown.wrong },
    message: shown.message === undefined ? undefined : texts[shown.message],
    codeError: shown.codeError === undefined ? undefined : texts[shown.codeError],
  };
  const form = {
    action: localPath(frame.texts, frame.path),
    otherAction: bilingual ? (texts.language === "en" ? `/cy${frame.path}` : frame.path) : null,
    hidden: { state: await sealState(services, asked, state) },
  };
  return surveyPage(c, <StepPage frame={frame} view={view} form={form} />, shown.status);
}
