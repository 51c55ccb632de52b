import type { JSX } from "preact";
import { chosenOptions } from "../../../core/questionnaire/conditions.ts";
import { answerField, textField } from "../../../core/questionnaire/form-fields.ts";
import type { ChoiceQuestion, Option } from "../../../core/questionnaire/types.ts";
import { optionsShown } from "../../../core/questionnaire/wording.ts";
import { fill } from "../../text/en-journey.ts";
import { questionId, type QuestionProps } from "./question-props.ts";

/** The options of a question: radio buttons for one choice, boxes to tick for several. */
export function Choices(props: QuestionProps<ChoiceQuestion>): JSX.Element {
  const { question, context, answer, texts, inGrid } = props;
  const chosen = chosenOptions(answer);
  const [block, type] =
    question.type === "single" ? (["govuk-radios", "radio"] as const) : (["govuk-checkboxes", "checkbox"] as const);
  const id = questionId(question.id);
  return (
    <div class={`${block}${inGrid ? " govuk-radios--inline govuk-radios--small" : ""}`}>
      {optionsShown(question, context).map((option, index) => (
        <div key={option.id} class={`${block}__item`}>
          <input
            class={`${block}__input`}
            id={index === 0 ? id : `${id}-${index}`}
            name={answerField(question.id)}
            type={type}
            value={option.id}
            checked={chosen.includes(option.id)}
          />
          <label class={`govuk-label ${block}__label`} for={index === 0 ? id : `${id}-${index}`}>
            {option.label[texts.language]}
          </label>
          <OwnWords {...props} option={option} />
        </div>
      ))}
    </div>
  );
}

/** The box beside "Other". It shows itself with its option, by style alone, and always where there is no style. */
function OwnWords({
  option: { own_words },
  question,
  texts,
  text,
  problem,
}: QuestionProps<ChoiceQuestion> & { readonly option: Option }): JSX.Element | null {
  if (own_words === undefined) return null;
  const id = `${questionId(question.id)}-text`;
  return (
    <div class="s-own-words">
      <label class="govuk-label" for={id}>
        {own_words.label[texts.language]}
      </label>
      <div class="govuk-hint" id={`${id}-hint`}>
        {fill(texts.textHint, { most: own_words.length_max })}
      </div>
      <input
        class={`govuk-input${problem === "text.too_long" ? " govuk-input--error" : ""}`}
        id={id}
        name={textField(question.id)}
        type="text"
        value={text}
        aria-describedby={`${id}-hint${problem === "text.too_long" ? ` ${questionId(question.id)}-error` : ""}`}
      />
    </div>
  );
}
