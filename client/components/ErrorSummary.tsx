import type { JSX } from "preact";

/** The GOV.UK error summary: what is wrong, with a link to where it is put right. Takes the focus when it appears. */
export function ErrorSummary({
  title,
  errors,
}: {
  readonly title: string;
  readonly errors: readonly { readonly text: string; readonly href: string }[];
}): JSX.Element | null {
  if (errors.length === 0) return null;
  return (
    <div class="govuk-error-summary" tabIndex={-1} id="error-summary" autofocus>
      <div role="alert">
        <h2 class="govuk-error-summary__title">{title}</h2>
        <div class="govuk-error-summary__body">
          <ul class="govuk-list govuk-error-summary__list">
            {errors.map(({ text, href }) => (
              <li key={href}>
                <a href={href}>{text}</a>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}
