/** What a questionnaire says on paper, in English. Only the server needs it. */

/** The texts; `cy-paper.ts` has the same names. */
export const paperEn = {
  paper: {
    link: "Print this as a paper form",
    large: "Large print",
    ordinary: "Ordinary print",
    howToPrint: "Print this page with your browser, on both sides of A4 paper if you can.",
    back: "Back to the survey",
    how: "How to fill it in",
    howText: [
      "Use a black or blue pen.",
      "A round box: tick one answer. Square boxes: tick all that apply.",
      "If you tick the wrong box, fill it in completely and tick the right one.",
      "You can leave any question empty.",
    ] as readonly string[],
    routed: "Some questions say who should answer them. Leave out those that are not for you.",
    tickOne: "Tick one box.",
    tickAll: "Tick all that apply.",
    tickOneEach: "Tick one box in each row.",
    alone: "tick this one alone",
    write: "Please do not write a name, an address or anything else that says who somebody is.",
    question: (number: number) => `Question ${number}`,
    questions: "Questions",
    yourCode: "Your code",
    codeText: "If your letter has a code, write it here.",
    codeNeeded: "Write the code from your letter here. Without it we cannot count your answers.",
    emptySide: "This side is empty on purpose.",
    codeApart: "Please do not write the code on the pages that follow.",
    codeSheet: "This sheet is taken off before anybody reads the answers.",
    returning: "Where to return it, and until when",
    returnTo: "Return by post to:",
    returnAsk: "Ask whoever gave you this form where to return it.",
    until: (day: string) => `It must arrive by ${day}.`,
    online: (day: string) => `You can also answer online until ${day}. Please answer only once.`,
    contact: "Questions about this form",
    privacy: "What happens to your answers",
    privacyText: [
      "You do not have to answer.",
      "We do not ask for your name or address. Please write neither on this form.",
      "Your answers are typed in without anything that says who you are, and counted with everybody else's. Only figures about groups of people are published, and never single answers.",
    ] as readonly string[],
    privacyMore: "The full privacy notice stands beside the online survey; ask for it on paper.",
    end: "Thank you. Please check that you have answered all that you want to.",
  },
};

/** What every language has to say on paper. */
export type PaperTexts = typeof paperEn;
