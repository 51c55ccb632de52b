/** What the page tells the postcode box, as data on its form. `{…}` are filled in by the box. */

/** A link, whose address may name a place that is filled in. */
export interface FinderLink {
  readonly text: string;
  readonly href: string;
}

/** What the box says, in the language of its page. */
export interface FinderTexts {
  readonly language: "en" | "cy";
  readonly yourCouncil: string;
  readonly yourCouncils: string;
  readonly goOn: string;
  readonly notRight: FinderLink;
  readonly notUk: string;
  readonly notUkHelp: FinderLink;
  readonly crown: string;
  readonly notFound: string;
  readonly notFoundHelp: FinderLink;
  readonly notPostcode: string;
  readonly failed: string;
  /** Where a council leads: `{slug}` or `{code}` in it is filled in. */
  readonly target: string;
  /** In a survey: where it asks, and what is said to whoever lives elsewhere. */
  readonly elsewhere?: {
    readonly places: readonly string[];
    readonly says: string;
    readonly county: string;
    readonly see: FinderLink;
    readonly other: FinderLink;
  };
}
