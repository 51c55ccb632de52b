/** How long a questionnaire is, computed by the document itself and shown to whoever edits it. */
import { questionsAsked } from "./journey.ts";
import type { Questionnaire, Scenario } from "./types.ts";

/** What one item takes a resident, reading included. */
const SECONDS_PER_ITEM = 10;

/** A resident meets at most this many screens. */
export const SCREENS_MAX = 24;

/** Answering takes at most this long. */
export const MINUTES_MAX = 5;

/** How many screens a resident of this scenario meets at most. */
export function screenCount(questionnaire: Questionnaire, scenario: Scenario): number {
  return new Set(questionsAsked(questionnaire, { scenario }).map((question) => question.screen)).size;
}

/** How many questions a resident of this scenario is asked at most. */
export function itemCount(questionnaire: Questionnaire, scenario: Scenario): number {
  return questionsAsked(questionnaire, { scenario }).length;
}

/**
 * The minutes that a resident of this scenario needs at most, at ten seconds an item; not rounded.
 * @example expectedMinutes(LGA_RESIDENT_SURVEY, "C") // => 5
 */
export function expectedMinutes(questionnaire: Questionnaire, scenario: Scenario): number {
  return (itemCount(questionnaire, scenario) * SECONDS_PER_ITEM) / 60;
}
