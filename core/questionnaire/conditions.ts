/** Whether a rule of a questionnaire holds. Rules are data: they can be checked, shown and sent, and run nothing. */
import { optionsOf } from "./lookups.ts";
import type { Answer, Bounds, Condition, Question } from "./types.ts";

/** What rules look at. */
export interface Known {
  /** A question of the questionnaire, by its id. */
  readonly question: (id: string) => Question | undefined;
  /** The answer to a question that was asked; undefined where it was not asked or not answered. */
  readonly answer: (id: string) => Answer | undefined;
  readonly place?: string | undefined;
  readonly wave?: string | undefined;
}

/**
 * Whether a condition holds.
 * @example holds({ question: "roads", any_of: ["bad"] }, { question: () => undefined, answer: () => "bad" }) // => true
 */
export function holds(condition: Condition, known: Known): boolean {
  if ("all" in condition) return condition.all.every((one) => holds(one, known));
  if ("any" in condition) return condition.any.some((one) => holds(one, known));
  if ("not" in condition) return !holds(condition.not, known);
  if ("count_of" in condition) {
    return isWithin(condition.count_of.filter((one) => holds(one, known)).length, condition);
  }
  if ("place" in condition) return known.place !== undefined && condition.place.includes(known.place);
  if ("wave" in condition) return known.wave !== undefined && condition.wave.includes(known.wave);
  const chosen = chosenOptions(known.answer(condition.question));
  if ("any_of" in condition) return condition.any_of.some((option) => chosen.includes(option));
  if ("all_of" in condition) return condition.all_of.every((option) => chosen.includes(option));
  if ("chosen" in condition) return isWithin(chosen.length, condition.chosen);
  const options = optionsOf(known.question(condition.question));
  const score = options.find(({ id }) => chosen.includes(id))?.score;
  return score !== undefined && isWithin(score, condition.score);
}

/** The questions that a condition names, each once, in the order in which it names them. */
export function questionsNamed(condition: Condition): readonly string[] {
  return [...new Set(partsOf(condition).flatMap((part) => ("question" in part ? [part.question] : [])))];
}

/** A rule that looks at something, out of which conditions are put together. */
export type Part = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown } | { count_of: unknown }>;

/** The rules that look at something, out of which a condition is put together. */
export function partsOf(condition: Condition): readonly Part[] {
  return everyCondition(condition).filter(isPart);
}

/** A condition and all those out of which it is put together, each before those within it. */
export function everyCondition(condition: Condition): readonly Condition[] {
  return [condition, ...(conditionsWithin(condition) ?? []).flatMap(everyCondition)];
}

function isPart(condition: Condition): condition is Part {
  return conditionsWithin(condition) === null;
}

/** What a condition joins; null where it looks at something itself. */
function conditionsWithin(condition: Condition): readonly Condition[] | null {
  if ("all" in condition) return condition.all;
  if ("any" in condition) return condition.any;
  if ("not" in condition) return [condition.not];
  return "count_of" in condition ? condition.count_of : null;
}

/** The options of an answer, as a list. */
export function chosenOptions(answer: Answer | undefined): readonly string[] {
  return answer === undefined ? [] : typeof answer === "string" ? [answer] : answer;
}

function isWithin(value: number, { at_least = -Infinity, at_most = Infinity }: Bounds): boolean {
  return value >= at_least && value <= at_most;
}
