/** Takes over the survey in the browser, from the start page on: instant pages and no request until the last button. */
import { effect } from "@preact/signals";
import { render } from "preact";
import { START } from "../core/questionnaire/steps.ts";
import type { Answers } from "../core/questionnaire/types.ts";
import { createApi } from "./api.ts";
import { acceptsCode, takeCodes } from "./code-box.tsx";
import { SurveyScreen } from "./components/SurveyScreens.tsx";
import { said } from "./models/refusal-texts.ts";
import { createSurveyModel, type SurveyData, type SurveyModel } from "./models/survey-model.ts";
import { followPageLinks } from "./page-links.ts";
import { surveyCy } from "./text/cy-survey.ts";
import { surveyEn } from "./text/en-survey.ts";

const data = document.getElementById("survey-data");
const main = document.getElementById("main");
if (main !== null) takeCodes(main);
if (data !== null && main !== null) begin(JSON.parse(data.textContent ?? "{}") as SurveyData, main);

function begin(survey: SurveyData, root: HTMLElement): void {
  const model = createSurveyModel(createApi(fetch.bind(window)), survey, randomId);
  const startPage = [...root.childNodes];
  followPageLinks();
  root.addEventListener("submit", (event) => {
    event.preventDefault();
    void onSubmit(model, event, root);
  });
  addEventListener("popstate", (event) => {
    const state = event.state as { screen: string; changing: boolean } | null;
    model.show(state?.screen ?? START, state?.changing ?? false);
  });
  let shown = START;
  let leaving = false;
  effect(() => {
    const { screen } = model.progress.value;
    const sending = model.sending.value.state;
    if (sending === "sent") {
      if (!leaving) location.replace(survey.thanks);
      leaving = true;
      return;
    }
    if (screen === START) {
      if (shown !== START) {
        render(null, root);
        root.replaceChildren(...startPage);
      }
    } else {
      // Changing the language would ask the server for a page and lose what was answered.
      document.getElementById("language")?.remove();
      if (shown === START) root.replaceChildren();
      draw(model, root);
    }
    if (screen !== shown || sending === "refused") focusOn(root);
    shown = screen;
  });
}

function draw(model: SurveyModel, root: HTMLElement): void {
  const { questionnaire, context } = model.data;
  const texts = document.documentElement.lang === "cy" ? surveyCy : surveyEn;
  const sending = model.sending.value;
  const view = {
    ...{ texts, questionnaire, context, wrong: [] },
    progress: model.progress.value,
    ...(sending.state === "refused" ? said(texts, sending.refusal) : {}),
  };
  render(<SurveyScreen view={view} form={{ action: location.pathname, hidden: {} }} />, root);
  const send = document.getElementById("send");
  if (send !== null) send.textContent = sending.state === "sending" ? texts.survey.sending : texts.survey.send;
}

async function onSubmit(model: SurveyModel, event: SubmitEvent, root: HTMLElement): Promise<void> {
  const form = event.target as HTMLFormElement;
  const fields = new FormData(form, event.submitter);
  const answers: Record<string, string> = {};
  for (const [name, value] of fields) {
    if (name.startsWith("answer.")) answers[name.slice("answer.".length)] = String(value);
  }
  const code = fields.get("code");
  if (model.progress.value.screen === START && !acceptsCode(root, model.data.needsCode)) return focusOn(root);
  if (code !== null) model.useCode(String(code));
  const go = String(fields.get("go") ?? "next");
  if (go === "submit") return model.send();
  step(model, answers, go);
}

/** Each page is an entry of the browser's history, so that its Back button does what the page's does. */
function step(model: SurveyModel, answers: Answers, go: string): void {
  model.go(answers, go);
  const { screen, changing } = model.progress.value;
  history.pushState({ screen, changing }, "");
}

function focusOn(root: HTMLElement): void {
  const summary = root.querySelector<HTMLElement>("#error-summary");
  const heading = root.querySelector<HTMLElement>("h1");
  scrollTo(0, 0);
  (summary ?? heading)?.focus({ preventScroll: true });
  if (heading !== null) document.title = document.title.replace(/^.*(?= – )/, heading.textContent ?? "");
}

function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
