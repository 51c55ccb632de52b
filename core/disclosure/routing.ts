/**
 * Routing sets: questions that were asked of the same people share one base and are shown or withheld together (R7, R15).
 * A question that many left out, or that a rule did not ask of many, is a set of its own: with the others' base its
 * interval would be too narrow.
 */
import type { Question } from "../questionnaire/types.ts";
import { type CubeLayout, type LaidOutQuestion, EVERYBODY } from "../tabulation/layout.ts";
import type { WeightedTable } from "../tabulation/weighted.ts";
import { DISCLOSURE_RULES } from "./rules.ts";

/** The set of the questions that nearly everybody answered. */
export const MAIN_SET = "";

/** Questions with one base. */
export interface RoutingSet {
  /** `MAIN_SET`, or the question that is a set of its own. */
  readonly id: string;
  readonly questions: readonly LaidOutQuestion[];
}

/** Sorts the questions that a place was asked into sets, by how many of everybody are not in the base of each. */
export function routingSets(
  layout: CubeLayout,
  table: WeightedTable,
  asked: readonly Question[],
): readonly RoutingSet[] {
  const ids = new Set(asked.map(({ id }) => id));
  const main: LaidOutQuestion[] = [];
  const own: RoutingSet[] = [];
  for (const question of layout.questions) {
    if (!ids.has(question.id)) continue;
    const valid = basePeople(layout, table, EVERYBODY, question);
    const missing = table.respondents - valid;
    if (missing * 100 > table.respondents * DISCLOSURE_RULES.routing_set_missing_percent_max) {
      own.push({ id: question.id, questions: [question] });
    } else main.push(question);
  }
  return main.length === 0 ? own : [{ id: MAIN_SET, questions: main }, ...own];
}

/** The people of a domain in the base of a question. */
export function basePeople(
  { width }: CubeLayout,
  { people }: Pick<WeightedTable, "people">,
  domain: number,
  { type, options, offset }: LaidOutQuestion,
): number {
  const start = domain * width + offset;
  if (type === "multiple") return people[start + options.length + 1] ?? 0;
  let sum = 0;
  for (const [index, option] of options.entries()) if (option.inBase) sum += people[start + index] ?? 0;
  return sum;
}

/** The exact valid base of a domain and routing set: the smallest among its questions (R15). */
export function validBase(
  layout: CubeLayout,
  table: Pick<WeightedTable, "people">,
  domain: number,
  questions: readonly LaidOutQuestion[],
): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (const question of questions) smallest = Math.min(smallest, basePeople(layout, table, domain, question));
  return smallest;
}

/** The question of a set whose base is the smallest, first of equals: the one whose people stand for the set. */
export function smallestQuestion(
  layout: CubeLayout,
  table: Pick<WeightedTable, "people">,
  domain: number,
  questions: readonly LaidOutQuestion[],
): LaidOutQuestion {
  const [first] = questions;
  if (first === undefined) throw new RangeError("A routing set has questions.");
  return questions.reduce(
    (smallest, question) =>
      basePeople(layout, table, domain, question) < basePeople(layout, table, domain, smallest) ? question : smallest,
    first,
  );
}
