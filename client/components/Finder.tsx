import type { JSX } from "preact";
import type { Texts } from "../text/en.ts";

/** The postcode box. It shows itself only where its script runs, since nothing else may look a postcode up. */
export function Finder({ texts, target }: { readonly texts: Texts; readonly target: string }): JSX.Element {
  const { finder, home } = texts;
  const data = {
    yourCouncil: finder.yourCouncil("{name}"),
    yourCouncils: finder.yourCouncils("{name}", "{county}"),
    goOn: finder.goOn("{name}"),
    notUk: finder.notUk,
    notFound: finder.notFound,
    notPostcode: finder.notPostcode,
    failed: finder.failed,
    target,
  };
  return (
    <form data-finder={JSON.stringify(data)} hidden autocomplete="off" noValidate>
      <div class="govuk-form-group">
        <label class="govuk-label govuk-label--m" for="postcode">
          {home.postcodeLabel}
        </label>
        <div class="govuk-hint" id="postcode-hint">
          {home.postcodeHint}
        </div>
        <div class="s-inline-form">
          <input
            class="govuk-input govuk-input--width-10"
            id="postcode"
            type="text"
            aria-describedby="postcode-hint"
            autocomplete="postal-code"
            spellcheck={false}
          />
          <button class="govuk-button">{home.find}</button>
        </div>
        <div class="govuk-body" role="status" />
      </div>
    </form>
  );
}

/** Searching by name, on the server: works everywhere. */
export function NameSearch({
  texts,
  query = "",
  action,
}: {
  readonly texts: Texts;
  readonly query?: string;
  readonly action: string;
}): JSX.Element {
  return (
    <form method="get" action={action} role="search">
      <div class="govuk-form-group">
        <label class="govuk-label govuk-label--m" for="place-name">
          {texts.home.nameLabel}
        </label>
        <div class="s-inline-form">
          <input class="govuk-input govuk-input--width-20" id="place-name" name="q" type="search" value={query} />
          <button class="govuk-button govuk-button--secondary">{texts.home.search}</button>
        </div>
      </div>
    </form>
  );
}
