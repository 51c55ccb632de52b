/** Whether a question is the very one that published evidence answers. */
import { LGA_RESIDENT_SURVEY } from "./lga.ts";
import type { Question, Questionnaire } from "./types.ts";

/**
 * Whether a questionnaire asks this question in the words of the standard one, with the same answers in the same order: only
 * then may figures of others, which are known by its id, stand beside its own. An id alone may be borrowed.
 * @example asksInStandardWords({ questions: [] }, "decision_body") // => false
 */
export function asksInStandardWords({ questions }: Pick<Questionnaire, "questions">, id: string): boolean {
  const [own, standard] = [questions, LGA_RESIDENT_SURVEY.questions].map((all) => all.find((one) => one.id === id));
  return own !== undefined && standard !== undefined && wordsOf(own) === wordsOf(standard);
}

function wordsOf(question: Question): string {
  const options = question.type === "text" ? [] : question.options.map(({ id, label }) => [id, label.en]);
  return JSON.stringify([question.text.en, options]);
}
