/**
 * What the pages between start and thank-you say, in English: texts and no functions, since they travel with the page to
 * the browser. `{…}` is filled in by `fill`.
 */
export const journeyEn = {
  language: "en" as "en" | "cy",
  direction: "ltr" as "ltr" | "rtl",
  otherLanguage: "Cymraeg",
  codeLabel: "Code from your letter",
  codeOptional: "Code from your letter, if you have one",
  codeHint: "Ten letters and numbers, for example 7KBT-4XQ-9MP",
  codeUnknown: "We do not recognise this code. Check it against your letter.",
  codeRequired: "Enter the code from your letter",
  back: "Back",
  continue: "Continue",
  check: "Check your answers",
  checkText: "Nothing has been sent yet. You can change any answer.",
  notAnswered: "Not answered",
  change: "Change",
  send: "Send my answers",
  sending: "Sending…",
  closedMeanwhile: "This survey has closed. It cannot take your answers any more.",
  problem: "There is a problem",
  chooseListed: "Choose one of the answers listed",
  busyBody: "Please send them again in a moment. They will be counted once, however often you send them.",
  failed: "Your answers were not sent. They are still on this page. Check your connection and send them again.",
  broken: "Something went wrong on our side. Your answers are still on this page. Please send them again later.",
  refused: "We could not take these answers. The fault is ours, not your connection’s. You can start again.",
  progress: "Page {number} of {of}",
  page: "Page {number}",
  errorPrefix: "Error: ",
  chooseAll: "Choose all that apply.",
  chooseAlone: "Choose “{option}” alone, or the other answers without it",
  textTooLong: "Shorten this to {most} characters or fewer",
  textHint:
    "Up to {most} characters. Please do not write a name, an address or anything else that says who somebody is.",
  save: "Save my answers on this device",
  saveHint: "You can go on with them here for 24 hours. Do this only where the device is yours.",
  saveRefused: "This browser does not let us save anything. Your answers are on this page alone.",
  saved: "Your answers are saved on this device. You can go on with them for 24 hours.",
  removeSaved: "Remove my answers from this device",
  savedTitle: "There are answers saved on this device",
  savedText: "Somebody began this survey here in the last 24 hours and chose to save it.",
  resume: "Go on with these answers",
  waiting:
    "You are not connected. Your answers are waiting on this page: leave it open, and they go as soon as the connection is back.",
  held: "Your answers have to wait for a moment. Leave this page open: they are sent by themselves.",
};

/** What every language has to say between start and thank-you. */
export type JourneyTexts = typeof journeyEn;

/**
 * A text with its places filled in. What is put in is never searched for places itself.
 * @example fill("Page {number} of {of}", { number: 2, of: 18 }) // => "Page 2 of 18"
 */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
