/**
 * A page of the survey as the fields of a form: `answer.QUESTION` for options, `text.QUESTION` for own words. Server and
 * browser read them with this one function, so that a page says the same with JavaScript and without.
 */
import type { AnswerProblem } from "./kinds/kind.ts";
import { checkAnswer } from "./kinds/kinds.ts";
import { isTooLong, textLengthMax, tidyText } from "./texts.ts";
import type { Answer, Answers, Question, Texts } from "./types.ts";

/** What a page was filled in with. An empty list or text says that nothing is chosen or written there any more. */
export interface Given {
  readonly answers: Answers;
  readonly texts: Texts;
}

/** What is wrong with the fields of one question. */
export type FieldProblem = Exclude<AnswerProblem, "answers.shape"> | "text.too_long";

/** The fields of a form, read. */
export interface ReadFields {
  readonly given: Given;
  readonly wrong: Readonly<Record<string, FieldProblem>>;
  /** Whether a field names a question that there is none of: the form is not ours. */
  readonly unknown: boolean;
}

/** The name of the field of a question's options. */
export function answerField(question: string): string {
  return `answer.${question}`;
}

/** The name of the field of a question's own words. */
export function textField(question: string): string {
  return `text.${question}`;
}

/**
 * Reads the fields of a form. `shown` are the questions of the page that was filled in: of these a multiple choice
 * without a field has nothing chosen, since a box that is not ticked sends nothing. Empty fields are no answers; what is
 * no answer to its question is named in `wrong`, and kept where it may be shown again to be put right.
 */
export function readFields(
  questions: readonly Question[],
  shown: readonly Question[],
  fields: Iterable<readonly [string, unknown]>,
): ReadFields {
  const values = new Map<string, unknown[]>();
  for (const [name, value] of fields) {
    if (!name.startsWith("answer.") && !name.startsWith("text.")) continue;
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  const answers: [string, Answer][] = [];
  const texts: [string, string][] = [];
  const wrong: [string, FieldProblem][] = [];
  for (const question of questions) {
    const options = readOptions(question, take(values, answerField(question.id)), shown.includes(question));
    const words = readWords(question, take(values, textField(question.id)));
    if (options.value !== undefined) answers.push([question.id, options.value]);
    if (words.value !== undefined) texts.push([question.id, words.value]);
    const problem = options.problem ?? words.problem;
    if (problem !== undefined) wrong.push([question.id, problem]);
  }
  return {
    given: { answers: Object.fromEntries(answers), texts: Object.fromEntries(texts) },
    wrong: Object.fromEntries(wrong),
    unknown: values.size > 0,
  };
}

interface Read<Value> {
  readonly value?: Value;
  readonly problem?: FieldProblem;
}

function readOptions(question: Question, sent: readonly unknown[] | undefined, isShown: boolean): Read<Answer> {
  const chosen = sent?.filter((value) => value !== "") ?? [];
  if (question.type === "multiple" && chosen.length === 0) return isShown ? { value: [] } : {};
  if (chosen.length === 0) return {};
  const [first, ...more] = chosen;
  const value = question.type === "single" && more.length === 0 ? first : chosen;
  const checked = checkAnswer(question, value);
  if (checked.ok) return checked.answer === undefined ? {} : { value: checked.answer };
  if (checked.problem !== "answer.exclusive_option") return { problem: "answer.unknown_option" };
  return { value: chosen as readonly string[], problem: checked.problem };
}

function readWords(question: Question, sent: readonly unknown[] | undefined): Read<string> {
  if (sent === undefined) return {};
  const [text, ...more] = sent;
  const lengthMax = textLengthMax(question);
  if (lengthMax === undefined || typeof text !== "string" || more.length > 0)
    return { problem: "answer.unknown_option" };
  const value = tidyText(text);
  return isTooLong(value, lengthMax) ? { value, problem: "text.too_long" } : { value };
}

function take(values: Map<string, unknown[]>, name: string): unknown[] | undefined {
  const found = values.get(name);
  values.delete(name);
  return found;
}

/** What was known with what a page says now: an empty list or text takes away what was there. */
export function withGiven(before: Given, given: Given): Given {
  return {
    answers: merged(before.answers, given.answers, (answer) => answer.length === 0),
    texts: merged(before.texts, given.texts, (text) => text === ""),
  };
}

function merged<Value>(
  before: Readonly<Record<string, Value>>,
  given: Readonly<Record<string, Value>>,
  isNothing: (value: Value) => boolean,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries({ ...before, ...given }).filter(([, value]) => !isNothing(value)));
}

/**
 * What a page was filled in with, without what is wrong on it. Wrong values are kept only for as long as the page shows
 * them to be put right: whoever leaves it leaves them behind, and everything else can be sent.
 */
export function withoutWrong({ given, wrong }: Pick<ReadFields, "given" | "wrong">): Given {
  const answers = new Map(Object.entries(given.answers));
  const texts = new Map(Object.entries(given.texts));
  for (const [question, problem] of Object.entries(wrong)) {
    if (problem === "text.too_long") texts.set(question, "");
    if (problem === "answer.exclusive_option") answers.set(question, []);
  }
  return { answers: Object.fromEntries(answers), texts: Object.fromEntries(texts) };
}
