/** What stands on paper: slips with codes for letters, and posters. In both languages, and in no page of the browser. */
import type { Language } from "../../core/questionnaire/types.ts";

/** The texts of slips and posters. */
export interface PrintTexts {
  readonly goTo: string;
  readonly enterCode: string;
  readonly scan: string;
  readonly scanPoster: string;
  readonly picture: string;
  readonly until: (day: string) => string;
}

/** The texts by language. */
export const PRINT_TEXTS: Readonly<Record<Language, PrintTexts>> = {
  en: {
    goTo: "Go to",
    enterCode: "and enter your code",
    scan: "Or scan this with your phone",
    scanPoster: "Scan this with your phone, or go to",
    picture: "QR code of the survey’s address",
    until: (day) => `You can answer until ${day}.`,
  },
  cy: {
    goTo: "Ewch i",
    enterCode: "a rhowch eich cod",
    scan: "Neu sganiwch hwn â'ch ffôn",
    scanPoster: "Sganiwch hwn â'ch ffôn, neu ewch i",
    picture: "Cod QR cyfeiriad yr arolwg",
    until: (day) => `Gallwch ateb tan ${day}.`,
  },
};
