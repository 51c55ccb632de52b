/** What charts, their files and the pages of questions say, in English. */

import { numberInWords } from "./numbers.ts";

/** A heading as it stands within a sentence. */
export function lowered(heading: string): string {
  return heading.charAt(0).toLowerCase() + heading.slice(1);
}

/** How many places lie within and outside the curves of a funnel. */
export interface FunnelCounts {
  readonly within: number;
  readonly beyond95: number;
  readonly beyond998: number;
}

/** The texts; `cy-charts.ts` has the same names. */
export const chartsEn = {
  charts: {
    licence: "Soundings. Open Government Licence v3.0.",
    withheld: "Withheld",
    notAsked: "Not asked",
    answersTitle: (place: string, question: string) => `${place}: ${question}`,
    grouped: (title: string, by: string) => `${title}, by ${lowered(by)}`,
    axisShare: "Share",
    axisEffectiveBase: "Effective base: people, after weighting",
    funnelTitle: (question: string, answer: string) => `${question}, “${answer}”: places by how many people answered`,
    funnelDescription: (whole: string, share: string, counts: FunnelCounts) =>
      `The line is ${whole}, ${share}. Places within the curves: ${counts.within}. Outside the inner curves: ${counts.beyond95}. Outside the outer curves: ${counts.beyond998}. The table of places has every figure.`,
    funnelLegend: {
      within: "Within what chance alone explains",
      beyond95: "Outside the inner curves: chance alone would put 1 place in 20 there",
      beyond998: "Outside the outer curves: chance alone would put 1 place in 500 there",
    },
    tilesTitle: (question: string, answer: string) => `${question}, “${answer}”: one tile for each district`,
    tilesDescription: (shown: number, withheld: number, notAsked: number) =>
      `Districts shown: ${shown}. Withheld: ${withheld}. Not asked: ${notAsked}. The table of places has every figure.`,
    tileClass: (from: number, to: number, net: boolean) => {
      const unit = net ? "" : "%";
      return from === to ? `${from}${unit}` : `${from}${unit} to ${to}${unit}`;
    },
    files: {
      title: "Download or share this chart",
      svg: "Image (SVG)",
      png: "Image (PNG)",
      csv: "Figures (CSV)",
      embed: "Page to embed",
      embedLabel: "To show this chart on another site, copy this line:",
    },
    previewCouncil: "trust their council most to decide how local services are provided",
    working: "See how this figure was made",
  },
  questions: {
    navigation: "Questions",
    title: "Questions",
    lead: "Each question with its answers in every place that was asked.",
    none: "Nothing has been released yet.",
    from: (release: string) => `From the survey: ${release}`,
    wholeTitle: (place: string) => `All answers: ${place}`,
    chooseAnswer: "Show the places by the answer",
    chooseStream: "How people came to answer",
    placesTitle: "Every place",
    groupsTitle: "Groups of places",
    groupsIntro:
      "A group is made of its councils whose figures can be shown. It bears its own name only where these are home to at least 80% of its adults.",
    place: "Place",
    sortBy: "Sort by",
    sorts: { name: "Place", share: "Share", base: "People" },
    listed: "Places are listed by name.",
    unranked: "No place is ranked.",
    noRanking:
      "Sorting by share makes no league table: most differences between neighbours in the list are no larger than chance.",
    covers: "Made of",
    coverage: (included: number, members: number, covered: number | null) =>
      `${included} of ${members} councils${covered === null ? "" : `, ${covered}% of adults`}`,
    funnelTitle: "Which places differ",
    funnelIntro: (whole: string) =>
      `Where few people answered, a figure moves further by chance. Between the curves a place does not differ from ${whole} by more than chance explains. No place is ranked.`,
    noFunnel: "People chose themselves whether to answer, so no differences between places are tested.",
    mapTitle: "Map",
    mapIntro: (missing: number) =>
      `Every district is one tile of the same size, near where it lies. The table has the same figures${missing === 0 ? "" : `, and those of the ${missing} districts that the map has no tile for`}.`,
    evidenceTitle: "The same question, asked by others",
    data: "Take the figures away",
    allRows: "Every place as CSV",
    allRowsJson: "Every place as JSON",
    otherReleases: "The same question in other surveys",
    base: (base: number) => numberInWords(base),
  },
};

/** What every language has to say of charts and questions. */
export type ChartTexts = typeof chartsEn;
