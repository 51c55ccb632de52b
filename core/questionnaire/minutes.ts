/** How long a questionnaire is, computed by the document itself and shown to whoever edits it. */
import type { Question, Questionnaire, Scenario } from "./types.ts";

/** What one item takes a resident, reading included. */
const SECONDS_PER_ITEM = 10;

/** Writing some sentences takes as long as so many items. */
const ITEMS_PER_LONG_TEXT = 3;

/** A resident meets at most this many screens. */
export const SCREENS_MAX = 24;

/** Answering takes at most this long. */
export const MINUTES_MAX = 5;

/** How many screens a resident of this scenario meets at most, whatever they answer. */
export function screenCount(questionnaire: Questionnaire, scenario: Scenario): number {
  return new Set(mayBeAsked(questionnaire, scenario).map((question) => question.screen)).size;
}

/** How many questions a resident of this scenario is asked at most, whatever they answer. */
export function itemCount(questionnaire: Questionnaire, scenario: Scenario): number {
  return mayBeAsked(questionnaire, scenario).length;
}

/**
 * The minutes that a resident of this scenario needs at most, at ten seconds an item and thirty for a text of several
 * lines; not rounded.
 * @example expectedMinutes(LGA_RESIDENT_SURVEY, "C") // => 5
 */
export function expectedMinutes(questionnaire: Questionnaire, scenario: Scenario): number {
  const items = mayBeAsked(questionnaire, scenario).reduce((sum, question) => sum + itemsOf(question), 0);
  return (items * SECONDS_PER_ITEM) / 60;
}

/** Whether rules leave questions out for some residents of this scenario: the numbers above are then the most. */
export function isRouted({ questions, sections = [] }: Questionnaire): boolean {
  return [...questions, ...sections].some(({ ask_when }) => ask_when !== undefined);
}

function itemsOf(question: Question): number {
  return question.type === "text" && question.lines === "several" ? ITEMS_PER_LONG_TEXT : 1;
}

function mayBeAsked({ questions }: Questionnaire, scenario: Scenario): readonly Question[] {
  return questions.filter(({ asked_in }) => asked_in.includes(scenario));
}
