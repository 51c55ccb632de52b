/** Takes over the survey in the browser, from the start page on: instant pages and no request until the last button. */
import { effect } from "@preact/signals";
import { render } from "preact";
import { readFields } from "../core/questionnaire/form-fields.ts";
import { START, standing } from "../core/questionnaire/steps.ts";
import { createApi } from "./api.ts";
import { acceptsCode, takeCodes } from "./code-box.tsx";
import { SavedAnswers } from "./components/DraftNotices.tsx";
import { SurveyScreen, surveyTitle } from "./components/SurveyScreens.tsx";
import { createDrafts, type Drafts } from "./models/drafts.ts";
import { said } from "./models/refusal-texts.ts";
import { createSurveyModel, type SurveyData, type SurveyModel } from "./models/survey-model.ts";
import { followPageLinks } from "./page-links.ts";
import { fetchWithProof } from "./proof-loader.ts";

/** While the connection is lost, the answers are sent again so often: not every browser says when it is back. */
const TRY_AGAIN_MS = 15_000;

const data = document.getElementById("survey-data");
const main = document.getElementById("main");
if (main !== null) takeCodes(main);
if (data !== null && main !== null) begin(JSON.parse(data.textContent ?? "{}") as SurveyData, main);

/** What the page keeps besides the survey itself. */
interface Tab {
  readonly model: SurveyModel;
  readonly drafts: Drafts;
  readonly root: HTMLElement;
  /** Whether the answers are kept on the device. */
  saved: boolean;
  /** Whether the browser has refused to keep them. */
  failed: boolean;
  /**
   * Where each entry of the browser's history stands. The history itself holds nothing but numbers: the pages that
   * somebody met can say what they answered.
   */
  readonly visited: { readonly screen: string; readonly changing: boolean }[];
}

function begin(survey: SurveyData, root: HTMLElement): void {
  // A page out of the browser's history has the id of answers that may have been sent: this one would be taken for those.
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (navigation?.type === "back_forward") return location.reload();
  const fetcher = survey.proof === undefined ? fetch.bind(window) : fetchWithProof(survey.proof);
  const model = createSurveyModel(createApi(fetcher), survey, (work, wait) => setTimeout(work, wait));
  const { id, version } = survey.questionnaire;
  const drafts = createDrafts(
    () => localStorage,
    `${survey.wave} ${survey.place}`,
    `${id} ${version}`,
    () => Date.now(),
  );
  const tab: Tab = { model, drafts, root, saved: false, failed: false, visited: [{ screen: START, changing: false }] };
  const startPage = [...root.childNodes];
  askAboutDraft(tab);
  followPageLinks();
  listen(tab);
  effect(createDrawing(tab, startPage));
}

/** What the browser and the resident do, as far as it concerns the survey. */
function listen(tab: Tab): void {
  const { model, root } = tab;
  root.addEventListener("submit", (event) => {
    event.preventDefault();
    onSubmit(tab, event);
  });
  addEventListener("popstate", (event) => {
    const { screen, changing } = tab.visited[Number(event.state ?? 0)] ?? { screen: START, changing: false };
    model.show(screen, changing);
  });
  // A page that the browser kept after its answers were sent would send the next resident's under the same id.
  addEventListener("pageshow", (event) => {
    if (event.persisted && model.sending.value.state === "sent") location.reload();
  });
  // Sent or removed in another tab: it is not to be written again by this one.
  addEventListener("storage", (event) => {
    if (event.newValue === null) tab.saved = false;
  });
  addEventListener("online", () => void sendAgain(model));
  setInterval(() => void sendAgain(model), TRY_AGAIN_MS);
  addEventListener("beforeunload", (event) => {
    const { answers, texts } = model.progress.value;
    const isSent = model.sending.value.state === "sent";
    if (!isSent && !tab.saved && Object.keys({ ...answers, ...texts }).length > 0) event.preventDefault();
  });
}

/** Shows what the model says, whenever it says something else: the start page as it was, a page of the survey, or the way out. */
function createDrawing(tab: Tab, startPage: readonly ChildNode[]): () => void {
  const { model, drafts, root } = tab;
  const first = model.data.language;
  let leaving = false;
  let shown = START;
  let language = first;
  return () => {
    const { screen } = model.progress.value;
    const { state } = model.sending.value;
    const isWrong = Object.keys(model.wrong.value).length > 0;
    if (model.language.value !== language) {
      language = model.language.value;
      showFrameIn(model);
    }
    if (state === "sent") {
      // What follows of the sending changes signals too: one way out is enough.
      if (leaving) return;
      leaving = true;
      drafts.remove(model.draft().id);
      render(null, root);
      location.replace(`${model.shownIn().path}/thank-you`);
      return;
    }
    if (screen === START) {
      // The start page stands there in the language that it was asked for.
      if (language !== first) model.changeLanguage();
      if (shown !== START) {
        render(null, root);
        root.replaceChildren(...startPage);
      }
    } else {
      if (shown === START) root.replaceChildren();
      draw(tab);
    }
    // The link would ask the server for a page and lose what was answered: on other pages the language is a button.
    const link = document.getElementById("language");
    if (link !== null) link.hidden = screen !== START;
    if (screen !== shown || state === "refused" || isWrong) focusOn(root);
    shown = screen;
  };
}

function draw({ model, root, saved, failed }: Tab): void {
  const { texts, context } = model.shownIn();
  const sending = model.sending.value;
  const view = {
    ...{ texts, context, questionnaire: model.data.questionnaire, progress: model.progress.value },
    wrong: model.wrong.value,
    ...(sending.state === "refused" ? said(texts, sending.refusal) : {}),
    kept: saved ? ("kept" as const) : failed ? ("refused" as const) : ("offered" as const),
    waiting: sending.state === "waiting" ? texts.waiting : sending.state === "held" ? texts.held : undefined,
  };
  const otherAction = Object.keys(model.data.languages).length > 1 ? "" : null;
  render(<SurveyScreen view={view} form={{ action: location.pathname, hidden: {}, otherAction }} />, root);
  const send = document.getElementById("send");
  if (send !== null) send.textContent = sending.state === "sending" ? texts.sending : texts.send;
  const isWrong = root.querySelector("#error-summary") !== null;
  document.title = document.title.replace(/^.*(?= – )/, (isWrong ? texts.errorPrefix : "") + surveyTitle(view));
}

function onSubmit(tab: Tab, event: SubmitEvent): void {
  const { model, drafts, root } = tab;
  const { questionnaire } = model.data;
  const fields = new FormData(event.target as HTMLFormElement, event.submitter);
  const code = fields.get("code");
  const begins = model.progress.value.screen === START && fields.get("go") === "next";
  if (begins && !acceptsCode(root, model.data.needsCode, model.shownIn().texts)) return focusOn(root);
  if (code !== null) model.useCode(String(code));
  const go = String(fields.get("go") ?? "next");
  const shown = standing(questionnaire, model.shownIn().context, model.progress.value)?.screen.questions ?? [];
  const read = readFields(questionnaire.questions, shown, fields);
  if (go === "remove") {
    drafts.remove(model.progress.value.screen === START ? undefined : model.draft().id);
    tab.saved = false;
    document.getElementById("saved-answers")?.replaceChildren();
    if (model.progress.value.screen === START) return;
  }
  const draft = go === "resume" ? drafts.read() : null;
  if (draft !== null) {
    const box = root.querySelector<HTMLInputElement>("#code");
    if (!acceptsCode(root, model.data.needsCode || draft.coded, model.shownIn().texts)) return focusOn(root);
    if (box !== null) model.useCode(box.value);
    tab.saved = true;
    model.resume(draft);
  } else if (go === "submit") {
    void model.send();
    return;
  } else {
    if (go === "language") model.changeLanguage();
    if (go === "save") tab.saved = true;
    model.go(read, go);
  }
  const isKept = !tab.saved || drafts.save(model.draft());
  tab.failed = !isKept;
  tab.saved &&= isKept;
  draw(tab);
  remember(tab);
}

/** Each page is an entry of the browser's history, so that its Back button does what the page's does. */
function remember({ model, visited }: Tab): void {
  const { screen, changing } = model.progress.value;
  const at = Number(history.state ?? 0);
  if (visited[at]?.screen === screen && visited[at]?.changing === changing) return;
  visited.length = at + 1;
  visited.push({ screen, changing });
  history.pushState(at + 1, "");
}

async function sendAgain(model: SurveyModel): Promise<void> {
  if (model.sending.value.state === "waiting") await model.send();
}

/** Whoever finds answers on the device is asked before any of them is shown. */
function askAboutDraft({ model, drafts }: Tab): void {
  if (drafts.read() === null) return;
  const place = document.getElementById("saved-answers");
  if (place !== null) render(<SavedAnswers texts={model.shownIn().texts} />, place);
}

/** Header and footer come in both languages with the page: those of the other wait in a template. */
function showFrameIn(model: SurveyModel): void {
  const template = document.querySelector<HTMLTemplateElement>("#other-language");
  const other = template?.content;
  if (template !== null && other !== undefined) {
    for (const selector of [".govuk-skip-link", "header", "footer"]) {
      const [here, there] = [document.body.querySelector(selector), other.querySelector(selector)];
      if (here === null || there === null) continue;
      const place = document.createComment("");
      here.replaceWith(place);
      there.replaceWith(here);
      place.replaceWith(there);
    }
  }
  document.documentElement.lang = model.language.value;
  history.replaceState(history.state, "", model.shownIn().path);
}

function focusOn(root: HTMLElement): void {
  scrollTo(0, 0);
  root.querySelector<HTMLElement>("#error-summary, h1")?.focus({ preventScroll: true });
}
