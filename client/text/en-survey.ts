/** What the survey says in English. Apart from the rest, since the browser loads it with the survey. */

/** The survey's texts; `cy-survey.ts` has the same names. */
export const surveyEn = {
  language: "en" as "en" | "cy",
  survey: {
    title: (place: string) => `What do you think of living in ${place}?`,
    whoAsks: "We ask about your local area, your council and its services.",
    length: (questions: number, minutes: number) =>
      `There are ${questions} short pages. It takes about ${minutes} minutes.`,
    voluntary: "You can leave any question empty and go on.",
    anonymous: "We do not ask who you are. Once the survey is sealed, we cannot link your answers to you.",
    privacyLink: "How we treat your answers",
    aboutCouncils: (district: string, county: string) =>
      `Two councils work for you here: ${district} and ${county}. Each question says which one it means.`,
    wrongPlace: "Not your council? Find yours",
    codeLabel: "Code from your letter",
    codeHint: "Ten letters and numbers, for example 7KBT-4XQ-9MP",
    codeUnknown: "We do not recognise this code. Check it against your letter.",
    codeRequired: "Enter the code from your letter",
    start: "Start now",
    back: "Back",
    continue: "Continue",
    progress: (number: number, of: number) => `Question ${number} of ${of}`,
    check: "Check your answers",
    checkText: "Nothing has been sent yet. You can change any answer.",
    notAnswered: "Not answered",
    change: "Change",
    send: "Send my answers",
    sending: "Sending…",
    thanks: "Thank you",
    thanksBody: "We have your answers.",
    firstCount: "If we already had answers from this form, the first ones count.",
    codeOnce: "If this code had not been used before, your answers are counted.",
    resultsOn: (date: string) => `Results come out on ${date}.`,
    trial: "This was a trial in an invented place. Your answers will not be published.",
    seePlace: (place: string) => `What we know about ${place}`,
    closedTitle: "This survey is closed",
    closedBody: (closed: string, results: string) => `It closed on ${closed}. Results come out on ${results}.`,
    notHereTitle: "This survey does not ask in that place",
    notHereBody: "Choose your council from the list.",
    choosePlace: "Which council area do you live in?",
    problem: "There is a problem",
    chooseListed: "Choose one of the answers listed",
    staleTitle: "This page is too old",
    staleBody: "A form can be used for a day. Please start again: nothing was sent.",
    busyTitle: "We could not take your answers just now",
    busyBody: "Please send them again in a moment. They will be counted once, however often you send them.",
    failed: "Your answers were not sent. They are still on this page. Check your connection and send them again.",
    startAgain: "Start again",
  },
};

/** What every language has to say in the survey. */
export type SurveyTexts = typeof surveyEn;
