/** What both languages of the notices share: their edition, and how they are put together. */

/** The edition of the privacy notice. A change of its words is a new version with a new date; a test holds to it. */
export const NOTICE_VERSION = { number: "2", date: "2026-11-22" } as const;

/** When the accessibility statement was prepared and last looked at, and when the pages were last tested by us. */
export const STATEMENT_DATES = { prepared: "2026-11-22", reviewed: "2026-11-22", tested: "2026-11-22" } as const;

/** A paragraph, or a link that stands as one. */
export type NoticeParagraph = string | { readonly text: string; readonly href: string };

/** A part of a notice under a heading. */
export interface NoticeSection {
  readonly title: string;
  readonly body: readonly NoticeParagraph[];
}
