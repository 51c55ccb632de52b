import type { JSX } from "preact";
import type { FinderTexts } from "../finder-texts.ts";
import type { Texts } from "../text/en.ts";
import { localPath } from "./Layout.tsx";

/** Where the box stands, and where it leads. */
export interface FinderProps {
  readonly texts: Texts;
  /** Where a council leads: `{slug}` or `{code}` in it is filled in. */
  readonly target: string;
  /** Where the list is, for whoever's postcode leads elsewhere. */
  readonly list: string;
  /** The path below which the help pages stand. */
  readonly help: string;
  /** In a survey: the codes of the places where it asks, and these in words. */
  readonly asks?: { readonly places: readonly string[]; readonly areas: string };
}

/** The postcode box. It shows itself only where its script runs, since nothing else may look a postcode up. */
export function Finder({ texts, target, list, help, asks }: FinderProps): JSX.Element {
  const { finder, home, edges } = texts;
  const topic = (name: "northern-ireland" | "new-postcode"): FinderTexts["notUkHelp"] => ({
    text: edges.topicNames[name](0),
    href: localPath(texts, `${help}/help/${name}`),
  });
  const data: FinderTexts = {
    language: texts.language,
    yourCouncil: finder.yourCouncil("{name}"),
    yourCouncils: finder.yourCouncils("{name}", "{county}"),
    goOn: asks === undefined ? finder.goOn("{name}") : edges.confirmed("{name}"),
    notRight: { text: edges.notRight, href: list },
    notUk: finder.notUk,
    notUkHelp: topic("northern-ireland"),
    crown: edges.crown,
    notFound: finder.notFound,
    notFoundHelp: topic("new-postcode"),
    notPostcode: finder.notPostcode,
    failed: finder.failed,
    target,
    ...(asks === undefined
      ? {}
      : {
          elsewhere: {
            places: asks.places,
            says: `${edges.livesIn(asks.areas)} ${edges.elsewhere("{name}")}`,
            county: edges.elsewhereCounty("{county}"),
            see: { text: edges.seeResidents, href: localPath(texts, "/places/{slug}") },
            other: { text: edges.otherCouncil, href: list },
          },
        }),
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
