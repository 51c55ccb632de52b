/** What the survey says in English. Apart from the rest, since the browser loads it with the survey. */

/** The survey's texts; `cy-survey.ts` has the same names. */
export const surveyEn = {
  survey: {
    title: (place: string) => `What do you think of living in ${place}?`,
    whoAsks: "We ask about your local area, your council and its services.",
    voluntary: "You can leave any question empty and go on.",
    anonymous: "We do not ask who you are. Once the survey is sealed, we cannot link your answers to you.",
    privacyLink: "How we treat your answers",
    aboutCouncils: (district: string, county: string) =>
      `Two councils work for you here: ${district} and ${county}. Each question says which one it means.`,
    wrongPlace: "Not your council? Find yours",
    start: "Start now",
    thanks: "Thank you",
    thanksBody: "We have your answers.",
    firstCount: "If we already had answers from this form, the first ones count.",
    codeOnce: "If this code had not been used before, your answers are counted.",
    closeWindow:
      "Your browser keeps the pages that you filled in for as long as this window is open. If other people use this device, please close this window now.",
    resultsOn: (date: string) => `Results come out on ${date}.`,
    trial: "This was a trial in an invented place. Your answers will not be published.",
    seePlace: (place: string) => `What we know about ${place}`,
    closedTitle: "This survey is closed",
    notHereTitle: "This survey does not ask in that place",
    choosePlace: "Which council area do you live in?",
    staleTitle: "This page is too old",
    staleBody:
      "A page of the survey can be used for a day, and only in the survey that it belongs to. Nothing was sent. Please start again.",
    unreadableTitle: "We could not read this form",
    unreadableBody:
      "It did not arrive whole, or it is not from our pages. Nothing was taken. Go back and send it again, or start again.",
    startAgain: "Start again",
  },
};

/** What every language has to say in the survey. */
export type SurveyTexts = typeof surveyEn;
