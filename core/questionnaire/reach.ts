/**
 * What rules make of a questionnaire: whether a question can be asked at all, and what is known wherever it is asked.
 * Every combination of answers that could make a difference is gone through: the options that rules name, one that none
 * names, several ticks, and no answer.
 */
import { partsOf, questionsNamed } from "./conditions.ts";
import { questionsAsked } from "./journey.ts";
import { conditionsOf } from "./lookups.ts";
import type { Answer, Answers, ChoiceQuestion, Condition, Question, Questionnaire } from "./types.ts";

/** A question whose rules depend on more combinations of answers than these is not looked through. */
export const COMBINATIONS_MAX = 20_000;

/** What can become of a question. */
export interface Reach {
  /** Whether any resident is asked it; null where the combinations are too many to look through. */
  readonly reachable: boolean | null;
  /** The earlier questions that are answered wherever it is asked, among those its rules depend on. */
  readonly answered: ReadonlySet<string>;
}

/** All questions of a document together are looked through in at most so many combinations. */
const DOCUMENT_COMBINATIONS_MAX = 100_000;

/** What was found of a document, and how many combinations that took. Documents are never changed. */
const found = new WeakMap<Questionnaire, { spent: number; readonly reaches: Map<Question, Reach> }>();

/** Goes through everything that could decide whether a question is asked. The rules look back only. */
export function reachOf(questionnaire: Questionnaire, question: Question): Reach {
  const known = found.get(questionnaire) ?? { spent: 0, reaches: new Map<Question, Reach>() };
  found.set(questionnaire, known);
  const reach = known.reaches.get(question) ?? lookThrough(questionnaire, question, known);
  known.reaches.set(question, reach);
  return reach;
}

function lookThrough(questionnaire: Questionnaire, question: Question, known: { spent: number }): Reach {
  const rules = rulesOf(questionnaire, question);
  const named = [...rules.questions];
  const places = [undefined, ...namedIn(rules.conditions, "place")];
  const waves = [undefined, ...namedIn(rules.conditions, "wave")];
  const values = named.map((id) => valuesOf(questionnaire, rules.conditions, id));
  const combinations = values.reduce((product, { length }) => product * length, places.length * waves.length);
  known.spent += combinations;
  if (combinations > COMBINATIONS_MAX || known.spent > DOCUMENT_COMBINATIONS_MAX) {
    return { reachable: null, answered: new Set() };
  }
  let reachable = false;
  const answered = new Set(named);
  for (const scenario of question.asked_in) {
    for (const [place, wave] of pairs(places, waves)) {
      for (const answers of products(named, values)) {
        const context = { scenario, ...(place && { place }), ...(wave && { wave }) };
        const asked = questionsAsked(questionnaire, context, answers).map(({ id }) => id);
        if (!asked.includes(question.id)) continue;
        reachable = true;
        for (const id of named) if (!asked.includes(id) || answers[id] === undefined) answered.delete(id);
      }
    }
  }
  return { reachable, answered: reachable ? answered : new Set() };
}

/** The rules that a question depends on, directly or through the questions that they name. */
function rulesOf(
  questionnaire: Questionnaire,
  question: Question,
): { readonly conditions: readonly Condition[]; readonly questions: ReadonlySet<string> } {
  const conditions: Condition[] = [];
  const questions = new Set<string>();
  const open = [question];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const condition of conditionsOf(questionnaire, next)) {
      conditions.push(condition);
      for (const id of questionsNamed(condition)) {
        const one = questionnaire.questions.find((each) => each.id === id);
        if (one === undefined || questions.has(id)) continue;
        questions.add(id);
        open.push(one);
      }
    }
  }
  return { conditions, questions };
}

function namedIn(conditions: readonly Condition[], what: "place" | "wave"): readonly string[] {
  const named = conditions.flatMap(partsOf).flatMap((part) => {
    if (what === "place") return "place" in part ? part.place : [];
    return "wave" in part ? part.wave : [];
  });
  return [...new Set(named)];
}

/** The answers to a question that rules can tell apart, no answer among them. */
function valuesOf(
  { questions }: Questionnaire,
  conditions: readonly Condition[],
  id: string,
): readonly (Answer | undefined)[] {
  const question = questions.find((one) => one.id === id);
  if (question === undefined || question.type === "text") return [undefined];
  const parts = conditions.flatMap(partsOf).filter((part) => "question" in part && part.question === id);
  const named = new Set(
    parts.flatMap((part) => ("any_of" in part ? part.any_of : "all_of" in part ? part.all_of : [])),
  );
  const byScore = parts.some((part) => "score" in part);
  const options = question.options.filter((option) => named.has(option.id) || (byScore && option.score !== undefined));
  const others = question.options.filter((option) => !options.includes(option));
  if (question.type === "single") return [undefined, ...[...options, ...others.slice(0, 1)].map((option) => option.id)];
  return [undefined, ...ticks(question, options, others)];
}

function ticks(
  question: ChoiceQuestion,
  named: ChoiceQuestion["options"],
  others: ChoiceQuestion["options"],
): readonly (readonly string[])[] {
  const isAlone = ({ exclusive }: ChoiceQuestion["options"][number]): boolean => exclusive === true;
  const alone = question.options.filter(isAlone).map(({ id }) => [id]);
  const together = named.filter((option) => !isAlone(option)).map(({ id }) => id);
  const more = others.filter((option) => !isAlone(option)).map(({ id }) => id);
  if (together.length > Math.log2(COMBINATIONS_MAX)) return Array.from({ length: COMBINATIONS_MAX + 1 }, () => []);
  const sets = together.reduce<readonly (readonly string[])[]>(
    (made, id) => made.flatMap((set) => [set, [...set, id]]),
    [[]],
  );
  const counts = Array.from({ length: more.length + 1 }, (_, count) => more.slice(0, count));
  return [...alone, ...sets.flatMap((set) => counts.map((extra) => [...set, ...extra]))].filter(
    ({ length }) => length > 0,
  );
}

function pairs<First, Second>(
  firsts: readonly First[],
  seconds: readonly Second[],
): readonly (readonly [First, Second])[] {
  return firsts.flatMap((first) => seconds.map((second) => [first, second] as const));
}

/** One combination after the other, each made when it is asked for. */
function* products(ids: readonly string[], values: readonly (readonly (Answer | undefined)[])[]): Generator<Answers> {
  const total = values.reduce((product, { length }) => product * length, 1);
  for (let number = 0; number < total; number += 1) {
    let rest = number;
    const answers: [string, Answer][] = [];
    for (const [index, id] of ids.entries()) {
      const choices = values[index] ?? [];
      const value = choices[rest % choices.length];
      rest = Math.floor(rest / choices.length);
      if (value !== undefined) answers.push([id, value]);
    }
    yield Object.fromEntries(answers);
  }
}
