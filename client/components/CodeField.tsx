import type { JSX } from "preact";
import type { JourneyTexts } from "../text/en-journey.ts";

/** The box for the code from a letter; `error` says what was wrong with the last one, `optional` that it may stay empty. */
export function CodeField({
  texts,
  error,
  optional = false,
  value,
}: {
  readonly texts: JourneyTexts;
  readonly error: string | null;
  readonly optional?: boolean;
  /** What stands in the box already; only ever given in the browser that it was typed in. */
  readonly value?: string;
}): JSX.Element {
  return (
    <div class={error === null ? "govuk-form-group" : "govuk-form-group govuk-form-group--error"}>
      <label class="govuk-label govuk-label--m" for="code">
        {optional ? texts.codeOptional : texts.codeLabel}
      </label>
      <div class="govuk-hint" id="code-hint">
        {texts.codeHint}
      </div>
      {error !== null && (
        <p class="govuk-error-message" id="code-error">
          {error}
        </p>
      )}
      <input
        class="govuk-input govuk-input--width-20"
        id="code"
        name="code"
        type="text"
        spellcheck={false}
        value={value}
        aria-describedby={error === null ? "code-hint" : "code-hint code-error"}
      />
    </div>
  );
}
