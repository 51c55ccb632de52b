/**
 * The stored form of one resident's answers: one character a question, in questionnaire order, so that every response
 * to a questionnaire is equally long and nothing can be read from its size.
 */
import { type JourneyContext, questionsAsked } from "./journey.ts";
import type { Answers, Question, Questionnaire } from "./types.ts";

const NOT_ASKED = "-";
const NOT_ANSWERED = ".";
const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

/** A question has at most as many options as there are digits to store them. */
export const OPTIONS_MAX = DIGITS.length;

/** What is known of one question in a response. The three states count in different bases. */
export type AnswerState =
  | { readonly state: "not_asked" }
  | { readonly state: "not_answered" }
  | { readonly state: "answered"; readonly option: string };

/**
 * The answers as text: `-` for a question not asked, `.` for one asked and left, else the base-36 digit of the option's
 * place in `options`. Takes answers that `checkAnswers` let through; an option that the question does not have is a bug
 * of the caller and throws.
 * @example packAnswers(questionnaire, { scenario: "B2" }, { satisfied: "very" }) // => "0.-"
 */
export function packAnswers(questionnaire: Questionnaire, context: JourneyContext, answers: Answers): string {
  const asked = new Set(questionsAsked(questionnaire, context, answers).map(({ id }) => id));
  return questionnaire.questions
    .map((question) => (asked.has(question.id) ? digitOf(question, answers) : NOT_ASKED))
    .join("");
}

/**
 * What was packed: the state of every question of the questionnaire, by its id, in questionnaire order.
 * Throws on text that `packAnswers` cannot have made for this questionnaire, without repeating it.
 * @example unpackAnswers(questionnaire, "0.-").get("satisfied") // => { state: "answered", option: "very" }
 */
export function unpackAnswers(questionnaire: Questionnaire, packed: string): ReadonlyMap<string, AnswerState> {
  if (packed.length !== questionnaire.questions.length) {
    throw new RangeError("Stored answers do not have the length of their questionnaire.");
  }
  return new Map(
    questionnaire.questions.map((question, index) => [question.id, stateOf(question, packed.charAt(index))]),
  );
}

function digitOf(question: Question, answers: Answers): string {
  const answer = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
  if (answer === undefined) return NOT_ANSWERED;
  const index = question.options.findIndex(({ id }) => id === answer);
  if (index < 0 || index >= OPTIONS_MAX) throw new RangeError(`An answer to ${question.id} is none of its options.`);
  return DIGITS.charAt(index);
}

function stateOf(question: Question, digit: string): AnswerState {
  if (digit === NOT_ASKED) return { state: "not_asked" };
  if (digit === NOT_ANSWERED) return { state: "not_answered" };
  const option = question.options[DIGITS.indexOf(digit)];
  if (option === undefined) throw new RangeError(`A stored answer to ${question.id} is none of its options.`);
  return { state: "answered", option: option.id };
}
