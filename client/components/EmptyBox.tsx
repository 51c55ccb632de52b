import type { JSX } from "preact";
import type { ControlTexts } from "../text/en-controls.ts";

/** The name of the field that nobody fills in. No browser has anything to fill it with. */
export const EMPTY_BOX = "remark";

/**
 * A field that a resident never meets: not to be seen, not to be reached by Tab, not read out. Only where it was filled in
 * all the same it is shown, to be emptied. Its label tells whoever meets it, with style sheets off, to leave it.
 */
export function EmptyBox({ texts, filled }: { readonly texts: ControlTexts; readonly filled: boolean }): JSX.Element {
  return (
    <div
      {...(filled
        ? { class: "govuk-form-group govuk-form-group--error" }
        : { class: "govuk-visually-hidden", "aria-hidden": "true" })}
    >
      <label class="govuk-label" for={EMPTY_BOX}>
        {texts.boxLabel}
      </label>
      {filled && (
        <p class="govuk-error-message" id={`${EMPTY_BOX}-error`}>
          {texts.boxFilled}
        </p>
      )}
      <input
        class="govuk-input"
        id={EMPTY_BOX}
        name={EMPTY_BOX}
        type="text"
        autocomplete="off"
        {...(filled ? { "aria-describedby": `${EMPTY_BOX}-error` } : { tabIndex: -1 })}
      />
    </div>
  );
}
