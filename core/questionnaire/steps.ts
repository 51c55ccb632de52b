/**
 * Going through a survey page by page: what the server does with a form and the browser with a click is this one
 * function. Where a resident stands is kept with their answers, in the sealed form or in the tab, and nowhere else.
 */
import { type Given, withGiven } from "./form-fields.ts";
import { type JourneyScreen, journey, nextScreen, previousScreen, screenAt } from "./journey.ts";
import type { Questionnaire, SurveyContext } from "./types.ts";

/** Where a resident stands: a screen of the path, `start` before it, or `check` after it. */
export interface Progress extends Given {
  readonly screen: string;
  /** True while one answer is changed from "check your answers": Continue leads back there. */
  readonly changing: boolean;
  /** Screens that a changed answer has put on the path: they are met before "check your answers" comes again. */
  readonly opened?: readonly string[];
}

/** The page before the first question. */
export const START = "start";

/** The page after the last question: check your answers. */
export const CHECK = "check";

/** What a button of a page asks for: `next`, `back`, or `change:SCREEN`. */
export type Go = string;

/** Before anything was answered. */
export const NOTHING_YET: Progress = { answers: {}, texts: {}, screen: START, changing: false };

/**
 * The next standing, given what the page was filled in with (already checked) and the button pressed. Nothing is
 * compulsory: a question left alone stays as it was. A button that does not exist leaves the resident where they are.
 */
export function takeStep(
  questionnaire: Questionnaire,
  context: SurveyContext,
  progress: Progress,
  given: Given,
  go: Go,
): Progress {
  const { answers, texts } = withGiven(progress, given);
  const path = journey(questionnaire, context, answers);
  const at = (screen: string, changing = false, opened: readonly string[] = []): Progress => ({
    ...{ answers, texts, screen, changing },
    ...(opened.length === 0 ? {} : { opened }),
  });
  if (go === "next") {
    if (progress.screen === START) return at(path[0]?.screen.id ?? CHECK);
    if (!progress.changing) return at(nextScreen(path, progress.screen)?.screen.id ?? CHECK);
    const [first, ...more] = openedNow(journey(questionnaire, context, progress.answers), path, progress);
    return first === undefined ? at(CHECK) : at(first, true, more);
  }
  if (go === "back") {
    if (progress.changing) return at(CHECK);
    if (screenAt(path, progress.screen) === null && progress.screen !== START)
      return at(path.at(-1)?.screen.id ?? START);
    return at(previousScreen(path, progress.screen)?.screen.id ?? START);
  }
  const wanted = go.startsWith("change:") ? screenAt(path, go.slice("change:".length)) : null;
  return wanted === null
    ? at(progress.screen, progress.changing, progress.opened)
    : at(wanted.screen.id, true, progress.opened);
}

/** The screens that are on the path now and were not before, with those that still waited to be met, in the path's order. */
function openedNow(
  before: readonly JourneyScreen[],
  path: readonly JourneyScreen[],
  { screen: current, opened = [] }: Progress,
): readonly string[] {
  const isNew = (id: string): boolean => opened.includes(id) || !before.some(({ screen }) => screen.id === id);
  return path.map(({ screen }) => screen.id).filter((id) => id !== current && isNew(id));
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
