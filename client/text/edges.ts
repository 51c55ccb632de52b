/** What both languages of the help pages share. */

/** Why somebody cannot simply answer, or has a question first: each has a page. */
export const HELP_TOPICS = ["too-young", "no-fixed-address", "helping", "northern-ireland", "new-postcode"] as const;

/** One of them. */
export type HelpTopic = (typeof HELP_TOPICS)[number];

/** What a help page knows of the survey that it was opened from. */
export interface HelpContext {
  readonly age: number;
  /** The name of the place, where it is known. */
  readonly place: string | null;
  /** Whether the survey asks in Northern Ireland; null where no survey is known. */
  readonly asksThere: boolean | null;
}

/** A help page in words. */
export type HelpText = (context: HelpContext) => { readonly title: string; readonly body: readonly string[] };

/** Whether there is a help page of that name. */
export function isHelpTopic(name: string): name is HelpTopic {
  return (HELP_TOPICS as readonly string[]).includes(name);
}
