import type { JSX } from "preact";
import type { Answers, Language, Question, SurveyContext } from "../../core/questionnaire/types.ts";
import { optionsShown, questionHint, questionText } from "../../core/questionnaire/wording.ts";

/** The name of a question's field in a form. */
export function fieldName(question: string): string {
  return `answer.${question}`;
}

/** One question as a group of radio buttons. `asHeading`: it is the only question of its page, and its title. */
export function QuestionFields({
  question,
  context,
  language,
  answers,
  asHeading,
  error,
}: {
  readonly question: Question;
  readonly context: SurveyContext;
  readonly language: Language;
  readonly answers: Answers;
  readonly asHeading: boolean;
  readonly error?: string | undefined;
}): JSX.Element {
  const text = questionText(question, context, language);
  const hint = questionHint(question, context, language);
  const id = `q-${question.id}`;
  const describedBy = [hint === null ? "" : `${id}-hint`, error === undefined ? "" : `${id}-error`]
    .filter((part) => part !== "")
    .join(" ");
  return (
    <div class={error === undefined ? "govuk-form-group" : "govuk-form-group govuk-form-group--error"}>
      <fieldset class="govuk-fieldset" {...(describedBy === "" ? {} : { "aria-describedby": describedBy })}>
        <legend class={`govuk-fieldset__legend govuk-fieldset__legend--${asHeading ? "l" : "m"}`}>
          {asHeading ? (
            <h1 class="govuk-fieldset__heading" tabIndex={-1}>
              {text}
            </h1>
          ) : (
            text
          )}
        </legend>
        {hint !== null && (
          <div id={`${id}-hint`} class="govuk-hint">
            {hint}
          </div>
        )}
        {error !== undefined && (
          <p id={`${id}-error`} class="govuk-error-message">
            {error}
          </p>
        )}
        <div class="govuk-radios">
          {optionsShown(question, context).map((option, index) => (
            <Radio
              key={option.id}
              id={index === 0 ? id : `${id}-${index}`}
              name={fieldName(question.id)}
              value={option.id}
              label={option.label[language]}
              checked={answers[question.id] === option.id}
            />
          ))}
        </div>
      </fieldset>
    </div>
  );
}

function Radio({
  id,
  name,
  value,
  label,
  checked,
}: {
  id: string;
  name: string;
  value: string;
  label: string;
  checked: boolean;
}): JSX.Element {
  return (
    <div class="govuk-radios__item">
      <input class="govuk-radios__input" id={id} name={name} type="radio" value={value} checked={checked} />
      <label class="govuk-label govuk-radios__label" for={id}>
        {label}
      </label>
    </div>
  );
}
