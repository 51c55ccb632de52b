import type { JSX } from "preact";
import { questionHint, questionText } from "../../../core/questionnaire/wording.ts";
import { fill } from "../../text/en-journey.ts";
import { Choices } from "./Choices.tsx";
import { problemText } from "./problem-text.ts";
import { questionId, type QuestionProps } from "./question-props.ts";
import { TextBox } from "./TextBox.tsx";

/** One question of any type: what is asked, the hint, what is wrong, and the fields of its type. */
export function QuestionGroup(props: QuestionProps): JSX.Element {
  const { question, texts, context, earlier, asHeading, inGrid, problem } = props;
  const text = questionText(question, context, texts.language, earlier);
  const id = questionId(question.id);
  const hints = [questionHint(question, context, texts.language, earlier) ?? "", typeHint(props)].filter(Boolean);
  const error = problem === undefined ? undefined : problemText(texts, question, problem);
  const described = [...(hints.length > 0 ? [`${id}-hint`] : []), ...(error === undefined ? [] : [`${id}-error`])];
  const describedBy = described.length === 0 ? {} : { "aria-describedby": described.join(" ") };
  const heading = asHeading ? (
    <h1 class="govuk-fieldset__heading" tabIndex={-1}>
      {text}
    </h1>
  ) : (
    text
  );
  const between = (
    <>
      {hints.length > 0 && (
        <div id={`${id}-hint`} class="govuk-hint">
          {hints.join(" ")}
        </div>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} class="govuk-error-message">
          <span class="govuk-visually-hidden">{texts.errorPrefix}</span>
          {error}
        </p>
      )}
    </>
  );
  const size = asHeading ? "l" : inGrid ? "s" : "m";
  const group = `govuk-form-group${error === undefined ? "" : " govuk-form-group--error"}${inGrid ? " s-grid" : ""}`;
  if (question.type === "text") {
    return (
      <div class={group}>
        {asHeading ? (
          <h1 class="govuk-label-wrapper" tabIndex={-1}>
            <label class={`govuk-label govuk-label--${size}`} for={id}>
              {text}
            </label>
          </h1>
        ) : (
          <label class={`govuk-label govuk-label--${size}`} for={id}>
            {text}
          </label>
        )}
        {between}
        <TextBox {...props} question={question} describedBy={describedBy} />
      </div>
    );
  }
  return (
    <div class={group}>
      <fieldset class="govuk-fieldset" {...describedBy}>
        <legend class={`govuk-fieldset__legend govuk-fieldset__legend--${size}`}>{heading}</legend>
        {between}
        <Choices {...props} question={question} />
      </fieldset>
    </div>
  );
}

/** What the type of a question has to be told of. */
function typeHint({ question, texts }: QuestionProps): string {
  if (question.type === "multiple") return texts.chooseAll;
  return question.type === "text" ? fill(texts.textHint, { most: question.length_max }) : "";
}
