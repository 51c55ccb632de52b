/** The survey in a tab: answers in memory and nowhere else, the same steps as the server takes, one request at the end. */
import { batch, type ReadonlySignal, signal } from "@preact/signals";
import { type FieldProblem, type ReadFields, withGiven, withoutWrong } from "../../core/questionnaire/form-fields.ts";
import { NOTHING_YET, type Progress, takeStep } from "../../core/questionnaire/steps.ts";
import type { Language, Questionnaire, SurveyContext } from "../../core/questionnaire/types.ts";
import type { ProofChallenge } from "../../server/contract/wire.ts";
import type { Api, ApiAnswer, Refusal } from "../api.ts";
import type { JourneyTexts } from "../text/en-journey.ts";
import { codeProblem } from "./code-entry.ts";

/** The survey in one of its languages. */
export interface SurveyLanguage {
  readonly context: SurveyContext;
  readonly texts: JourneyTexts;
  /** The address of the survey in this language. */
  readonly path: string;
}

/** What a wave that asks for a proof of work gives with the page: what computes it, and what is to be solved. */
export interface ProofAsked {
  readonly script: string;
  readonly challenge: ProofChallenge;
}

/** What the start page gives the tab. */
export interface SurveyData {
  readonly wave: string;
  readonly place: string;
  readonly questionnaire: Questionnaire;
  readonly language: Language;
  /** The languages that the wave offers. */
  readonly languages: Readonly<Partial<Record<Language, SurveyLanguage>>>;
  /** The submission id: the form is for this one alone, so that one page that was asked for is one response. */
  readonly id: string;
  /** The sealed form that says when the survey began. */
  readonly form: string;
  readonly proof?: ProofAsked;
  /** Whether nobody may begin without a code. */
  readonly needsCode: boolean;
}

/**
 * How the sending goes: not begun, under way, done, why it was not done, waiting for a lost connection to come back, or
 * held until the service lets it in.
 */
export type Sending =
  | { readonly state: "no" | "sending" | "waiting" | "held" | "sent" }
  | { readonly state: "refused"; readonly refusal: Exclude<Refusal, "network"> };

/** What is kept of a survey that goes on later: where it stood, and what it began with. */
export interface Draft {
  readonly progress: Progress;
  readonly arm: number;
  readonly id: string;
  readonly form: string;
  /** Whether a code of a letter was used. The code itself is never kept: it is asked for again. */
  readonly coded: boolean;
}

/** The survey of one tab. */
export interface SurveyModel {
  readonly data: SurveyData;
  readonly progress: ReadonlySignal<Progress>;
  readonly wrong: ReadonlySignal<Readonly<Record<string, FieldProblem>>>;
  readonly sending: ReadonlySignal<Sending>;
  readonly language: ReadonlySignal<Language>;
  /** The survey in the language shown. */
  shownIn(): SurveyLanguage;
  /** Takes a step, unless something on the page is wrong; what the page was filled in with goes along. */
  go(read: ReadFields, button: string): void;
  /** Goes to a standing of before, e.g. when the browser's Back is pressed; answers stay. */
  show(screen: string, changing: boolean): void;
  changeLanguage(): void;
  useCode(code: string): void;
  /** What would have to be kept to go on later. */
  draft(): Draft;
  /** Goes on where a draft stood. */
  resume(draft: Draft): void;
  send(): Promise<void>;
}

/** A survey that has not begun. `later` does something after some milliseconds. */
export function createSurveyModel(
  api: Api,
  data: SurveyData,
  later: (work: () => void, milliseconds: number) => unknown,
): SurveyModel {
  const progress = signal<Progress>(NOTHING_YET);
  const wrong = signal<Readonly<Record<string, FieldProblem>>>({});
  const sending = signal<Sending>({ state: "no" });
  const language = signal<Language>(data.language);
  let { id, form } = data;
  let arm = languageOf(data, data.language).context.arm;
  let code = "";

  function shownIn(): SurveyLanguage {
    const shown = languageOf(data, language.value);
    return { ...shown, context: { ...shown.context, arm } };
  }

  /** Unless the resident has gone back to a question meanwhile. */
  function sendHeld(): void {
    if (sending.value.state === "held") void model.send();
  }

  const model: SurveyModel = {
    ...{ data, progress, wrong, sending, language, shownIn },
    go(read, button) {
      const next = stepFrom(data.questionnaire, shownIn().context, progress.value, read, button);
      batch(() => {
        // Answers that wait on this page go on waiting while the resident saves them or changes the language.
        if (next.progress.screen !== progress.value.screen) sending.value = { state: "no" };
        wrong.value = next.wrong;
        progress.value = next.progress;
      });
    },
    show(screen, changing) {
      const left = withoutWrong({ given: NOTHING_YET, wrong: wrong.value });
      batch(() => {
        sending.value = { state: "no" };
        wrong.value = {};
        progress.value = { ...progress.value, ...withGiven(progress.value, left), screen, changing };
      });
    },
    changeLanguage() {
      const other = language.value === "en" ? "cy" : "en";
      if (data.languages[other] !== undefined) language.value = other;
    },
    useCode(typed) {
      code = typed;
    },
    draft: () => ({ progress: progress.value, arm, id, form, coded: code !== "" }),
    resume(draft) {
      ({ arm, id, form } = draft);
      progress.value = draft.progress;
    },
    async send() {
      if (sending.value.state === "sending") return;
      if (codeProblem(code, data.needsCode) === "codeUnknown") {
        return void (sending.value = { state: "refused", refusal: "code.unknown" });
      }
      sending.value = { state: "sending" };
      const { answers, texts } = progress.value;
      const answer = await api.sendResponse(data.wave, {
        ...{ id, place: data.place, arm, answers: { ...answers }, texts: { ...texts }, form },
        ...(code === "" ? {} : { code }),
      });
      if (answer.ok) code = "";
      else if (answer.wait > 0) later(sendHeld, answer.wait * 1000);
      batch(() => {
        if (answer.ok) progress.value = NOTHING_YET;
        sending.value = sendingAfter(answer);
      });
    },
  };
  return model;
}

function sendingAfter(answer: ApiAnswer<unknown>): Sending {
  if (answer.ok) return { state: "sent" };
  if (answer.wait > 0) return { state: "held" };
  return answer.code === "network" ? { state: "waiting" } : { state: "refused", refusal: answer.code };
}

/** A step from a page with something wrong leads nowhere; but going back is never held up: what is wrong is left behind. */
function stepFrom(
  questionnaire: Questionnaire,
  context: SurveyContext,
  progress: Progress,
  read: ReadFields,
  button: string,
): { readonly progress: Progress; readonly wrong: ReadFields["wrong"] } {
  if (Object.keys(read.wrong).length === 0 || button === "back") {
    return { progress: takeStep(questionnaire, context, progress, withoutWrong(read), button), wrong: {} };
  }
  return { progress: takeStep(questionnaire, context, progress, read.given, "stay"), wrong: read.wrong };
}

function languageOf(data: SurveyData, language: Language): SurveyLanguage {
  const shown = data.languages[language];
  if (shown === undefined) throw new Error("the survey is not offered in this language");
  return shown;
}
