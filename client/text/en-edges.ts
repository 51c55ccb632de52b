/** What the survey says at its edges, in English: who cannot go on here, why, and where they can. Only the server needs it. */
import type { HelpText, HelpTopic } from "./edges.ts";

/** The texts; `cy-edges.ts` has the same names. */
export const edgesEn = {
  edges: {
    who: (age: number, place: string) => `This survey is for people aged ${age} or over who live in ${place}.`,
    tooYoungLink: (age: number) => `I am under ${age}`,
    livesIn: (names: string) => `This survey is for people who live in ${names}.`,
    oneOfAreas: (count: number) => `one of ${count} council areas`,
    elsewhere: (council: string) => `From your postcode, your council is ${council}.`,
    elsewhereCounty: (county: string) => `Your county council is ${county}.`,
    seeResidents: "See what residents there say",
    otherCouncil: "Choose a different council",
    confirmed: (council: string) => `Answer the survey in ${council}`,
    notRight: "If that is not right, choose from the list.",
    listTitle: "Choose from the list",
    helpTitle: "Help with taking part",
    toSurvey: "Go to the survey",
    toChoice: "Choose your council area",
    allPlaces: "See what residents say in any place",
    readResults: (place: string) => `See what residents of ${place} say`,
    findCouncil: "Find your council",
    closedOn: (closed: string) => `This survey closed on ${closed}.`,
    resultsOn: (day: string) => `Results come out on ${day}.`,
    resultsOut: "Its results are out.",
    notAskedIn: (place: string) => `It does not ask in ${place}.`,
    unknownTitle: "We do not know this survey",
    unknownBody:
      "There is no survey at this address, or it has not begun yet. Check the address against your letter or poster. If it is right, try again on the day the survey begins.",
    noSurvey: (place: string) => `No survey is open in ${place} now.`,
    noSurveyBody:
      "What residents said before, and figures that others have published, are on this page. A council that wants to ask its residents can run a survey at any time.",
    noSurveyLink: "Find another council",
    crown: "Jersey, Guernsey and the Isle of Man have no councils here, so no survey asks there.",
    topicNames: {
      "too-young": (age: number) => `I am under ${age}`,
      "no-fixed-address": () => "I have no fixed address",
      helping: () => "I am helping somebody else to answer",
      "northern-ireland": () => "I live in Northern Ireland",
      "new-postcode": () => "My postcode is not found",
    } as Readonly<Record<HelpTopic, (age: number) => string>>,
    help: {
      "too-young": ({ age }) => ({
        title: `This survey is for people aged ${age} or over`,
        body: [
          `We only ask people aged ${age} or over. You have not been counted and nothing was kept.`,
          "What you think matters too. You can see what residents say about your area, and tell your council what you think in any other way that it offers.",
        ],
      }),
      "no-fixed-address": ({ place }) => ({
        title: "If you have no fixed address",
        body: [
          "You can take part. You do not need an address or a postcode.",
          "Choose the council area where you spend most of your time. If you spend your time in several, choose the one where you have a local connection: where you used to live, or where your family, your work or the people who support you are.",
          ...(place === null ? [] : [`If that is ${place}, go to the survey. If not, choose another area.`]),
        ],
      }),
      helping: () => ({
        title: "If you are helping somebody else to answer",
        body: [
          "You can read the questions aloud, explain how the page works, and press the buttons. The answers are those of the person whom you help.",
          "Choose what they say, even where you think otherwise. If they do not want to answer a question, leave it empty.",
          "Do not answer for somebody who has not agreed, or who cannot tell you what they think.",
          "Each person answers once. If you want to answer too, do it by yourself: open the survey again, with your own code where you have one.",
        ],
      }),
      "northern-ireland": ({ asksThere }) => ({
        title: "Northern Ireland",
        body: [
          "Our list of postcodes has none that begin with BT, so we cannot find your council by your postcode.",
          asksThere === null
            ? "The councils of Northern Ireland are in the list of all places."
            : asksThere
              ? "This survey asks in Northern Ireland. Choose your council from the list."
              : "This survey does not ask in Northern Ireland. You can see what residents say in other places.",
        ],
      }),
      "new-postcode": () => ({
        title: "If your postcode is not found",
        body: [
          "A postcode that is only a few months old may not be in our list yet. Check first that you typed it right.",
          "If it is right, choose your council from the list. Its name is on your council tax bill and on letters about your rubbish collection. You can also use the postcode of a neighbour whose home is older.",
          "What you type is looked up on your device and never sent.",
        ],
      }),
    } as Readonly<Record<HelpTopic, HelpText>>,
  },
};

/** What every language has to say at the edges. */
export type EdgeTexts = typeof edgesEn;
