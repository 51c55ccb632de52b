/** What is said of a field that cannot be taken: what is wrong, and what to do. */
import type { FieldProblem } from "../../../core/questionnaire/form-fields.ts";
import { textLengthMax } from "../../../core/questionnaire/texts.ts";
import type { Question } from "../../../core/questionnaire/types.ts";
import { fill, type JourneyTexts } from "../../text/en-journey.ts";

/** The sentence for a problem of a question. It repeats nothing that was typed. */
export function problemText(texts: JourneyTexts, question: Question, problem: FieldProblem): string {
  if (problem === "text.too_long") return fill(texts.textTooLong, { most: textLengthMax(question) ?? 0 });
  if (problem === "answer.unknown_option" || question.type === "text") return texts.chooseListed;
  const alone = question.options.find(({ exclusive }) => exclusive === true);
  return fill(texts.chooseAlone, { option: alone?.label[texts.language] ?? "" });
}
