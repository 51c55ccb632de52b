/**
 * What residents write in their own words: to a text question, or beside an option ("Other, please say"). It goes a way
 * of its own from the browser on and never stands among the answers (R28).
 */
import { isRecord } from "./check.ts";
import { chosenOptions } from "./conditions.ts";
import { type JourneyContext, questionsAsked } from "./journey.ts";
import type { Answer, Answers, OwnWords, Question, Questionnaire, Texts } from "./types.ts";

/** Texts fit to be stored, or the first thing wrong with them. */
export type CheckedTexts =
  | { readonly ok: true; readonly texts: Texts }
  | {
      readonly ok: false;
      readonly problem: "texts.shape" | "text.unknown_question" | "text.too_long";
      /** Only ever an id of the questionnaire. */
      readonly question?: string;
    };

/** Whether anybody can write anything in a questionnaire. */
export function takesTexts({ questions }: Questionnaire): boolean {
  return questions.some((question) => textLengthMax(question) !== undefined);
}

/** The option of a question that takes own words, or undefined. */
export function ownWordsOf(question: Question): { readonly option: string; readonly words: OwnWords } | undefined {
  if (question.type === "text") return undefined;
  const option = question.options.find(({ own_words }) => own_words !== undefined);
  return option?.own_words === undefined ? undefined : { option: option.id, words: option.own_words };
}

/** The most characters that can be written to a question; undefined where nothing can be. */
export function textLengthMax(question: Question): number | undefined {
  return question.type === "text" ? question.length_max : ownWordsOf(question)?.words.length_max;
}

/**
 * The texts in questionnaire order, tidied, without empty ones and without those that have no place: to a question that
 * this resident is not asked, or beside an option that was not chosen. Refused are anything but an object of texts,
 * keys that are no question where something can be written, and texts that are too long. `answers` are those that
 * `checkAnswers` let through.
 * @example checkTexts(questionnaire, { scenario: "A" }, {}, { sex: "x" }) // => { ok: false, problem: "text.unknown_question" }
 */
export function checkTexts(
  questionnaire: Questionnaire,
  context: JourneyContext,
  answers: Answers,
  input: unknown,
): CheckedTexts {
  if (!isRecord(input)) return { ok: false, problem: "texts.shape" };
  const keys = Object.keys(input);
  if (keys.length > questionnaire.questions.length) return { ok: false, problem: "texts.shape" };
  const questions = new Map(questionnaire.questions.map((question) => [question.id, question]));
  const given = new Map<string, string>();
  for (const key of keys) {
    const question = questions.get(key);
    const lengthMax = question === undefined ? undefined : textLengthMax(question);
    if (lengthMax === undefined) return { ok: false, problem: "text.unknown_question" };
    const value = input[key];
    if (typeof value !== "string") return { ok: false, problem: "texts.shape", question: key };
    const text = tidyText(value);
    if (isTooLong(text, lengthMax)) return { ok: false, problem: "text.too_long", question: key };
    if (text !== "") given.set(key, text);
  }
  const kept = questionsAsked(questionnaire, context, answers).flatMap((question) => {
    const text = given.get(question.id);
    return text === undefined || !asksForWords(question, answerIn(answers, question))
      ? []
      : [[question.id, text] as const];
  });
  return { ok: true, texts: Object.fromEntries(kept) };
}

function answerIn(answers: Answers, question: Question): Answer | undefined {
  return Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
}

/** Whether words belong to a question as it is answered: to a text question always, to others beside one option. */
export function asksForWords(question: Question, answer: Answer | undefined): boolean {
  const own = ownWordsOf(question);
  return question.type === "text" || (own !== undefined && chosenOptions(answer).includes(own.option));
}

/**
 * A text as it is stored: well-formed, with plain line ends, without control characters and without space around it.
 * @example tidyText(" a\r\nb\u0000 ") // => "a\nb"
 */
export function tidyText(text: string): string {
  return (
    text
      .replaceAll(/\r\n?/g, "\n")
      // A lone surrogate is no character: it cannot be stored as UTF-8.
      .replaceAll(/\p{Surrogate}/gu, "\u{fffd}")
      .replaceAll(/\p{Cc}/gu, (control) => (control === "\n" || control === "\t" ? control : ""))
      .trim()
  );
}

/** Whether a text has more characters than it may have, as people count them and not as they are stored. */
export function isTooLong(text: string, lengthMax: number): boolean {
  return text.length > lengthMax && [...text].length > lengthMax;
}
