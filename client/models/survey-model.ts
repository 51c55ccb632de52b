/** The survey in a tab: answers in memory and nowhere else, the same steps as the server takes, one request at the end. */
import { type ReadonlySignal, signal } from "@preact/signals";
import { type Progress, START, takeStep } from "../../core/questionnaire/steps.ts";
import type { Answers, Questionnaire, SurveyContext } from "../../core/questionnaire/types.ts";
import type { Api, Refusal } from "../api.ts";
import { codeProblem } from "./code-entry.ts";

/** What the start page gives the tab. */
export interface SurveyData {
  readonly wave: string;
  readonly place: string;
  readonly questionnaire: Questionnaire;
  readonly context: SurveyContext;
  /** The sealed form that says when the survey began. */
  readonly form: string;
  readonly thanks: string;
  /** Whether nobody may begin without a code. */
  readonly needsCode: boolean;
}

/** How the sending goes: not begun, under way, done, or why it was not done. */
export type Sending =
  | { readonly state: "no" | "sending" | "sent" }
  | { readonly state: "refused"; readonly refusal: Refusal };

/** The survey of one tab. */
export interface SurveyModel {
  readonly data: SurveyData;
  readonly progress: ReadonlySignal<Progress>;
  readonly sending: ReadonlySignal<Sending>;
  /** Takes a step; the answers of the page go with it. */
  go(given: Answers, button: string): void;
  /** Goes to a standing of before, e.g. when the browser's Back is pressed; answers stay. */
  show(screen: string, changing: boolean): void;
  useCode(code: string): void;
  send(): Promise<void>;
}

/** A survey that has not begun. `createId` makes the submission id; it is kept until the response is acknowledged. */
export function createSurveyModel(api: Api, data: SurveyData, createId: () => string): SurveyModel {
  const progress = signal<Progress>({ answers: {}, screen: START, changing: false });
  const sending = signal<Sending>({ state: "no" });
  let id: string | null = null;
  let code = "";

  return {
    data,
    progress,
    sending,
    go(given, button) {
      sending.value = { state: "no" };
      progress.value = takeStep(data.questionnaire, data.context, progress.value, given, button);
    },
    show(screen, changing) {
      progress.value = { ...progress.value, screen, changing };
    },
    useCode(typed) {
      code = typed;
    },
    async send() {
      if (sending.value.state === "sending") return;
      if (codeProblem(code, data.needsCode) === "codeUnknown") {
        sending.value = { state: "refused", refusal: "code.unknown" };
        return;
      }
      sending.value = { state: "sending" };
      id ??= createId();
      const { wave, place, context, form } = data;
      const answers = { ...progress.value.answers };
      const answer = await api.sendResponse(wave, {
        ...{ id, place, arm: context.arm, answers, form },
        ...(code === "" ? {} : { code }),
      });
      if (answer.ok) {
        id = null;
        sending.value = { state: "sent" };
        progress.value = { answers: {}, screen: START, changing: false };
      } else {
        sending.value = { state: "refused", refusal: answer.code };
      }
    },
  };
}
