/**
 * Going through a survey page by page: what the server does with a form and the browser with a click is this one
 * function. Where a resident stands is kept with their answers, in the sealed form or in the tab, and nowhere else.
 */
import { type JourneyScreen, journey, nextScreen, previousScreen, screenAt } from "./journey.ts";
import type { Answers, Questionnaire, SurveyContext } from "./types.ts";

/** Where a resident stands: a screen of the path, `start` before it, or `check` after it. */
export interface Progress {
  readonly answers: Answers;
  readonly screen: string;
  /** True while one answer is changed from "check your answers": Continue leads back there. */
  readonly changing: boolean;
}

/** The page before the first question. */
export const START = "start";

/** The page after the last question: check your answers. */
export const CHECK = "check";

/** What a button of a page asks for: `next`, `back`, or `change:SCREEN`. */
export type Go = string;

/**
 * The next standing, given the answers on the page (already checked) and the button pressed. Nothing is compulsory:
 * a question left alone stays as it was. A button that does not exist leaves the resident where they are.
 */
export function takeStep(
  questionnaire: Questionnaire,
  context: SurveyContext,
  progress: Progress,
  given: Answers,
  go: Go,
): Progress {
  const answers = { ...progress.answers, ...given };
  const path = journey(questionnaire, context, answers);
  const at = (screen: string, changing = false): Progress => ({ answers, screen, changing });
  if (go === "next") {
    if (progress.screen === START) return at(path[0]?.screen.id ?? CHECK);
    if (progress.changing) return at(CHECK);
    return at(nextScreen(path, progress.screen)?.screen.id ?? CHECK);
  }
  if (go === "back") {
    if (progress.changing) return at(CHECK);
    if (progress.screen === CHECK) return at(path.at(-1)?.screen.id ?? START);
    return at(previousScreen(path, progress.screen)?.screen.id ?? START);
  }
  const wanted = go.startsWith("change:") ? screenAt(path, go.slice("change:".length)) : null;
  return wanted === null ? at(progress.screen, progress.changing) : at(wanted.screen.id, true);
}

/** The screen of the path where a resident stands, with its number from 1; null on the pages before and after it. */
export function standing(
  questionnaire: Questionnaire,
  context: SurveyContext,
  progress: Progress,
): { readonly screen: JourneyScreen; readonly number: number; readonly of: number } | null {
  const path = journey(questionnaire, context, progress.answers);
  const index = path.findIndex(({ screen }) => screen.id === progress.screen);
  const screen = path[index];
  return screen === undefined ? null : { screen, number: index + 1, of: path.length };
}
