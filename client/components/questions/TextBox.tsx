import type { JSX } from "preact";
import { textField } from "../../../core/questionnaire/form-fields.ts";
import type { TextQuestion } from "../../../core/questionnaire/types.ts";
import { questionId, type QuestionProps } from "./question-props.ts";

/** A box for own words, of one line or of several. */
export function TextBox({
  question,
  text,
  problem,
  describedBy,
}: QuestionProps<TextQuestion> & { readonly describedBy: object }): JSX.Element {
  const isWrong = problem === "text.too_long";
  const field = { id: questionId(question.id), name: textField(question.id), ...describedBy };
  return question.lines === "one" ? (
    <input class={`govuk-input${isWrong ? " govuk-input--error" : ""}`} type="text" value={text} {...field} />
  ) : (
    <textarea class={`govuk-textarea${isWrong ? " govuk-textarea--error" : ""}`} rows={6} value={text} {...field} />
  );
}
