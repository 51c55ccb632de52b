/**
 * The stored form of one resident's answers: a fixed number of characters for each question, in questionnaire order, so
 * that every response to a questionnaire is equally long and nothing can be read from its size.
 */
import { type JourneyContext, questionsAsked } from "./journey.ts";
import { type AnswerState, NOT_ASKED } from "./kinds/kind.ts";
import { packAnswer, packedLength, unpackAnswer } from "./kinds/kinds.ts";
import type { Answers, Questionnaire } from "./types.ts";

/**
 * The answers as text: `-` for a question not asked, `.` for one asked and left, else what its type makes of the answer
 * (`kinds/`). Takes answers that `checkAnswers` let through; an option that the question does not have is a bug of the
 * caller and throws.
 * @example packAnswers(questionnaire, { scenario: "B2" }, { satisfied: "very" }) // => "0.-"
 */
export function packAnswers(questionnaire: Questionnaire, context: JourneyContext, answers: Answers): string {
  const asked = new Set(questionsAsked(questionnaire, context, answers).map(({ id }) => id));
  return questionnaire.questions
    .map((question) =>
      asked.has(question.id)
        ? packAnswer(question, Object.hasOwn(answers, question.id) ? answers[question.id] : undefined)
        : NOT_ASKED.repeat(packedLength(question)),
    )
    .join("");
}

/**
 * What was packed: the state of every question of the questionnaire that is stored, by its id, in questionnaire order.
 * Throws on text that `packAnswers` cannot have made for this questionnaire, without repeating it.
 * @example unpackAnswers(questionnaire, "0.-").get("satisfied") // => { state: "answered", answer: "very" }
 */
export function unpackAnswers(questionnaire: Questionnaire, packed: string): ReadonlyMap<string, AnswerState> {
  if (packed.length !== packedAnswersLength(questionnaire)) {
    throw new RangeError("Stored answers do not have the length of their questionnaire.");
  }
  const states = new Map<string, AnswerState>();
  let at = 0;
  for (const question of questionnaire.questions) {
    const length = packedLength(question);
    const state = unpackAnswer(question, packed.slice(at, at + length));
    if (state === undefined) throw new RangeError(`A stored answer to ${question.id} is none of its options.`);
    if (length > 0) states.set(question.id, state);
    at += length;
  }
  return states;
}

/** How many characters the packed answers to a questionnaire have. */
export function packedAnswersLength({ questions }: Questionnaire): number {
  return questions.reduce((length, question) => length + packedLength(question), 0);
}

/** Where each question begins in the packed answers, by its id. */
export function packedPositions({ questions }: Questionnaire): ReadonlyMap<string, number> {
  let at = 0;
  return new Map(
    questions.map((question) => {
      const position = at;
      at += packedLength(question);
      return [question.id, position];
    }),
  );
}
