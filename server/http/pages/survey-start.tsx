/** The page before the first question. */
import type { Context } from "hono";
import { localPath } from "../../../client/components/Layout.tsx";
import type { SurveyData, SurveyLanguage } from "../../../client/models/survey-model.ts";
import { placeName } from "../../../client/pages/PlacesPage.tsx";
import { StartPage, type StartPageProps } from "../../../client/pages/SurveyPages.tsx";
import { cy } from "../../../client/text/cy.ts";
import { en } from "../../../client/text/en.ts";
import { expectedMinutes, itemCount, screenCount } from "../../../core/questionnaire/minutes.ts";
import type { Language, Questionnaire, SurveyContext } from "../../../core/questionnaire/types.ts";
import type { Services } from "../../services/types.ts";
import type { Texts } from "../../../client/text/en.ts";
import { controlTexts } from "./control-texts.ts";
import type { Wave } from "../../storage/waves.ts";
import { frameOf, surveyPage } from "./frame.ts";
import { closedPage } from "./survey-edges.tsx";
import {
  type Asked,
  type FormState,
  contextOf,
  needsCode,
  newState,
  sealStart,
  sealState,
  surveyFrame,
  takesStarts,
} from "./survey-state.ts";

/** What keeps the survey from beginning: a code is missing, the box was not left empty, or there is so long to wait. */
export type StartProblem = "code" | "box" | { readonly wait: number };

/** Who asks and how long it takes, and for browsers with JavaScript the whole survey as data. */
export async function startPage(
  c: Context,
  services: Services,
  asked: Asked,
  wrong: StartProblem | null,
  before: FormState | null = null,
): Promise<Response> {
  const { wave, place, questionnaire } = asked;
  const frame = frameOf(c, services, surveyFrame(wave));
  if (!takesStarts(services, wave)) return closedPage(c, services, wave, place);
  const state = before ?? newState(services, asked);
  const { language } = frame.texts;
  const context = contextOf(asked, state.arm, language);
  const inLanguage = (texts: typeof en): SurveyLanguage => ({
    context: contextOf(asked, state.arm, texts.language),
    texts: texts.journey,
    path: localPath(texts, frame.path),
  });
  const data: SurveyData = {
    ...{ wave: wave.id, place: place.code, language },
    questionnaire: forBrowser(questionnaire, context, wave.languages),
    languages: { en: inLanguage(en), ...(wave.languages.includes("cy") ? { cy: inLanguage(cy) } : {}) },
    id: state.id,
    form: await sealStart(services, asked, state),
    ...(wave.proof
      ? { proof: { script: services.assets.proof, challenge: await services.challenge(wave.id, place.code) } }
      : {}),
    needsCode: needsCode(wave),
  };
  const { scenario } = context;
  const other = language === "en" ? cy : en;
  return surveyPage(
    c,
    <StartPage
      {...{ frame, data, context }}
      problem={wrong === null ? null : problemOf(wrong, frame.texts)}
      controls={controlTexts(language)}
      script={services.assets.survey}
      otherFrame={frame.bilingual ? { ...frame, texts: other } : undefined}
      placeName={placeName(frame.texts, place)}
      questions={itemCount(questionnaire, scenario)}
      screens={screenCount(questionnaire, scenario)}
      minutes={Math.ceil(expectedMinutes(questionnaire, scenario))}
      hidden={{ state: await sealState(services, asked, state) }}
      asksCode={asksCode(wave, state)}
    />,
    wrong === null ? 200 : typeof wrong === "object" ? 429 : 422,
  );
}

/** A code that was typed once travels sealed, and is not shown again. */
function asksCode(wave: Wave, state: FormState): StartPageProps["asksCode"] {
  if (state.code !== "") return "never";
  if (needsCode(wave)) return "always";
  return wave.streams.some(({ stream }) => stream === "code") ? "optional" : "never";
}

function problemOf(wrong: StartProblem, texts: Texts): StartPageProps["problem"] {
  const { boxFilled, tooManyStarts } = controlTexts(texts.language);
  if (wrong === "code") return { text: texts.journey.codeRequired, href: "#code" };
  return wrong === "box" ? { text: boxFilled, href: "#remark" } : { text: tooManyStarts(wrong.wait), href: "#start" };
}

/** What tables and weighting need of a questionnaire, and no browser. */
const NOT_FOR_BROWSERS: ReadonlySet<string> = new Set([
  ...["weighting", "source", "provenance", "bands", "merges"],
  ...["role", "series", "sensitivity", "dont_know", "kind", "side"],
]);

/**
 * The part of a questionnaire that this resident's browser needs: what may be asked here, in the languages that the wave
 * offers, without what stands in it for tables.
 */
function forBrowser(
  questionnaire: Questionnaire,
  { scenario }: SurveyContext,
  languages: readonly Language[],
): Questionnaire {
  const asked = questionnaire.questions.filter(({ asked_in }) => asked_in.includes(scenario));
  const needed = {
    ...questionnaire,
    screens: questionnaire.screens.filter(({ id }) => asked.some(({ screen }) => screen === id)),
    questions: asked.map((question) => ({ ...question, asked_in: [scenario] })),
  };
  const left = (["en", "cy"] as const).filter((language) => !languages.includes(language));
  const isLeftOut = (key: string): boolean => NOT_FOR_BROWSERS.has(key) || (left as readonly string[]).includes(key);
  return JSON.parse(
    JSON.stringify(needed, (key, value: unknown) => (isLeftOut(key) ? undefined : value)),
  ) as Questionnaire;
}
