/** The survey by forms alone: each page is posted, and what was answered before travels sealed in it. */
import type { Context } from "hono";
import { localPath } from "../../../client/components/Layout.tsx";
import { EMPTY_BOX, EmptyBox } from "../../../client/components/EmptyBox.tsx";
import { StepPage } from "../../../client/pages/SurveyPages.tsx";
import type { JourneyTexts } from "../../../client/text/en-journey.ts";
import { type FieldProblem, readFields, withGiven, withoutWrong } from "../../../core/questionnaire/form-fields.ts";
import { CHECK, type Progress, START, standing, takeStep } from "../../../core/questionnaire/steps.ts";
import type { Questionnaire, SurveyContext } from "../../../core/questionnaire/types.ts";
import type { IntakeResult } from "../../services/intake.ts";
import type { Services } from "../../services/types.ts";
import type { Sender } from "../../services/limits.ts";
import { senderOf } from "../sender.ts";
import { controlTexts } from "./control-texts.ts";
import { isBusy, RETRY_SECONDS } from "../busy.ts";
import { frameOf, surveyPage, textsOf } from "./frame.ts";
import { closedPage, stalePage, unreadablePage } from "./survey-edges.tsx";
import { startPage, type StartProblem } from "./survey-start.tsx";
import {
  type Asked,
  contextOf,
  type FormState,
  needsCode,
  newState,
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
  readonly status: 200 | 422 | 429 | 500 | 503;
  /** What a control says, and where it is put right. */
  readonly control?: { readonly text: string; readonly href: "#remark" | "#send" | "#send-page" };
  /** The same for the start page. */
  readonly start?: StartProblem;
  readonly message?: keyof JourneyTexts & ("busyBody" | "broken" | "refused");
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
  const opened = await openState(services, asked, fields["state"]);
  if (opened === null) return stalePage(c, frame);
  const sender = senderOf(c, services, "page");
  const wait = await services.takeStep(sender);
  const isKnown =
    wait === 0 && fields["state"] !== undefined && (await services.acknowledged(wave.id, opened.id)) !== null;
  const isStart = opened.progress.screen === START && fields["go"] === "next";
  // A page that the browser kept may be sent again after the answers were: it leads to the thank-you, and shows nothing.
  if (isKnown && !isStart) return thanks(c, services, asked);
  // But a start page that the browser kept may be the next resident's, who begins anew.
  const state = isKnown ? newState(services, asked) : opened;
  const context = contextOf(asked, state.arm, frame.texts.language);
  const shown = standing(questionnaire, context, state.progress)?.screen.questions ?? [];
  const { given, wrong, unknown } = readFields(questionnaire.questions, shown, entriesOf(fields));
  const { code: typed = state.code, go = "submit" } = fields;
  if (unknown || typeof typed !== "string" || typeof go !== "string") return unreadablePage(c, services, 422);
  const progress = { ...state.progress, ...withGiven(state.progress, given) };
  const before: FormState = { ...state, code: typed.slice(0, CODE_LENGTH_MAX), progress };
  const page: TakenPage = { asked, context, before, go, wrong };
  const stopped = stoppedBy(c, page, wait, fields[EMPTY_BOX]);
  if (stopped !== null) return stayOn(c, services, page, stopped);
  if (Object.keys(wrong).length > 0 && go !== "back") return stayOn(c, services, page, { wrong, status: 422 });
  // Posted without a form of ours it is asked for once more, on one: every response passes through a sealed form.
  if (go === "submit" && fields["state"] === undefined) return stayOn(c, services, page, AS_IT_IS);
  if (go === "submit") return submitForm(c, services, asked, before, context, sender);
  if (before.code === "" && needsCode(wave) && progress.screen === START) return startPage(c, services, asked, "code");
  const next = takeStep(questionnaire, context, progress, withoutWrong({ given, wrong }), go);
  if (next.screen === START) return startPage(c, services, asked, null);
  return stepPage(c, services, asked, { ...before, progress: next }, context, AS_IT_IS);
}

/** A page that was read: with what it was filled in with, and the button that was pressed. */
interface TakenPage {
  readonly asked: Asked;
  readonly context: SurveyContext;
  readonly before: FormState;
  readonly go: string;
  readonly wrong: Readonly<Record<string, FieldProblem>>;
}

/** The page that was posted once more, with everything that it was filled in with. */
function stayOn(c: Context, services: Services, page: TakenPage, shown: Shown): Promise<Response> {
  const { asked, context, before, go, wrong } = page;
  const isStart = before.progress.screen === START;
  if (isStart && go !== "submit" && shown.start !== undefined) {
    return startPage(c, services, asked, shown.start, before);
  }
  const here = isStart ? { ...before.progress, screen: CHECK, changing: false } : before.progress;
  const names = Object.keys(wrong);
  const progress = names.length === 0 ? here : progressAtWrong(asked.questionnaire, before.progress, names);
  return stepPage(c, services, asked, { ...before, progress }, context, shown);
}

/** What stops a page before anything is done with it: the limit of its network, or a box that was not left empty. */
function stoppedBy(
  c: Context,
  { context, before, go, wrong, asked }: TakenPage,
  wait: number,
  box: unknown,
): Shown | null {
  const { tooMany, boxFilled } = controlTexts(textsOf(c).language);
  if (wait > 0) {
    c.header("Retry-After", String(wait));
    const isCheck = go === "submit" || standing(asked.questionnaire, context, before.progress) === null;
    const control = { text: tooMany(wait), href: isCheck ? "#send" : "#send-page" } as const;
    return { wrong, status: 429, control, start: { wait } };
  }
  if (box === undefined || box === "") return null;
  return { wrong, status: 422, control: { text: boxFilled, href: `#${EMPTY_BOX}` }, start: "box" };
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
  sender: Sender,
): Promise<Response> {
  const { wave, place } = asked;
  const { answers, texts } = state.progress;
  const { id, arm, code } = state;
  const form = await sealStart(services, asked, state);
  const submission = { wave: wave.id, id, place: place.code, answers, texts, arm, form };
  const result = await services
    .submit(code === "" ? submission : { ...submission, code }, sender)
    .catch((error: unknown) => failure(c, services, error));
  if ("ok" in result && result.ok) return thanks(c, services, asked);
  const progress = { answers, texts, screen: CHECK, changing: false };
  const shown = "ok" in result ? refusalShown(c, result) : result;
  if (shown !== null) return stepPage(c, services, asked, { ...state, progress }, context, shown);
  return closedPage(c, services, wave, place);
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
function refusalShown(c: Context, refusal: Extract<IntakeResult, { ok: false }>): Shown | null {
  const { problem, wait = 0 } = refusal;
  const { tooMany, tooQuick } = controlTexts(textsOf(c).language);
  if (wait > 0) c.header("Retry-After", String(wait));
  switch (problem) {
    case "code.unknown":
      return { wrong: {}, status: 422, codeError: "codeUnknown" };
    case "code.required":
      return { wrong: {}, status: 422, codeError: "codeRequired" };
    case "form.too_young":
      return { wrong: {}, status: 422, control: { text: tooQuick, href: "#send" } };
    case "request.too_many":
      return { wrong: {}, status: 429, control: { text: tooMany(wait), href: "#send" } };
    case "wave.closed":
      return null;
    // Whatever else it is, the answers stay with whoever gave them.
    default:
      return { wrong: {}, status: 422, message: "refused" };
  }
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
    alsoWrong: shown.control === undefined ? undefined : [shown.control],
  };
  const isFilled = shown.control?.href === `#${EMPTY_BOX}`;
  const form = {
    action: localPath(frame.texts, frame.path),
    otherAction: bilingual ? (texts.language === "en" ? `/cy${frame.path}` : frame.path) : null,
    hidden: { state: await sealState(services, asked, state) },
    more: <EmptyBox texts={controlTexts(texts.language)} filled={isFilled} />,
  };
  return surveyPage(c, <StepPage frame={frame} view={view} form={form} />, shown.status);
}
