/** What the pages of results say, in English. Only the server needs it. */
import { numberInWords } from "./numbers.ts";

/** The texts; `cy-results.ts` has the same names. */
export const resultsEn = {
  results: {
    glance: "At a glance",
    councils: { only: "their council", district: "their district council", county: "their county council" },
    /** Each takes a share in words and what the council is called. */
    sentences: {
      local_area_satisfaction: (share: string, _council: string) =>
        `${share} are satisfied with their local area as a place to live`,
      council_satisfaction: (share: string, council: string) =>
        `${share} are satisfied with the way ${council} runs things`,
      value_for_money: (share: string, council: string) => `${share} agree that ${council} gives value for money`,
      trust_council: (share: string, council: string) => `${share} trust ${council} a great deal or a fair amount`,
    },
    about: (base: number) => `about ${numberInWords(base)} people`,
    /** What stands beside a figure in a sentence: with how many people it was come by, its range is worth little. */
    careful: "few people: treat with care",
    change: {
      up: (points: number, since: string) =>
        `Up ${points} ${points === 1 ? "point" : "points"} since ${since}: more than chance would explain.`,
      down: (points: number, since: string) =>
        `Down ${points} ${points === 1 ? "point" : "points"} since ${since}: more than chance would explain.`,
      unclear: (since: string) => `No clear change since ${since}.`,
      untested: (since: string) => `Not tested against ${since}: people chose themselves whether to answer.`,
      broken: (since: string, reasons: string) => `Not compared with ${since}. ${reasons}`,
      coverage: "The figures stand for different parts of the place.",
    },
    services: {
      title: "Services",
      strongest: "Most are satisfied with",
      weakest: "Fewest are satisfied with",
      chance: "Services whose ranges overlap may have changed places by chance.",
    },
    marks: "What the marks mean",
    allWithheld: "All figures of this survey are withheld for this place.",
    groupsInstead: "Larger places may have figures. It is",
    side: "People came to this survey in different ways. Their answers stand side by side and are never added together.",
    more: "Trend, comparison and how it was made",
    print: "Print this page for a report that can be handed out: everything on it is printed, tables included.",
    sheets: { ods: "All figures as ODS", xlsx: "All figures as XLSX", jsonstat: "All figures as JSON-stat" },
    compareLink: "Compare with other places",
    questionLink: "This question in all places",
    question: {
      back: (place: string) => `All results of ${place}`,
      wording: "What was asked",
      answers: "What was answered",
      trend: "Over time",
      trendOne: "There is one survey so far, so there is nothing to draw a line between.",
      trendAbout: (answer: string) => `Answer: ${answer}. Only surveys that can be compared share a line.`,
      trendEvidence:
        "The open marks are figures published by others. They were collected in other ways and belong to no line.",
      trendTable: {
        when: "When",
        figure: "Figure",
        range: "Range",
        people: "People",
        ours: "Soundings",
        who: "Whose figure",
        change: "Change",
      },
      breaks: "Where the line breaks",
      compare: "Beside other places",
      otherAnswer: "Show another answer",
    },
    compare: {
      title: (place: string) => `${place} beside other places`,
      lead: "The same question, asked in the same survey and in the same way.",
      with: "Compare with",
      question: "Question",
      answer: "Answer",
      show: "Show",
      neighbours: "Councils most like it",
      neighboursAbout:
        "The councils most like it in who lives there and how densely. The list is our own, made from public statistics: a place to start, not an official one.",
      neighboursInvented:
        "The councils most like it in size, and in being a town or the country. The list is made for this demonstration.",
      members: (group: string) => `Councils in ${group}`,
      peers: "Places of the same kind",
      place: "Place",
      difference: "Difference",
      here: "this place",
      cautious: "Where a place is part of a group, the test is cautious: it takes the two as different people.",
      above: (points: number) =>
        `${points} ${points === 1 ? "point" : "points"} higher: more than chance would explain`,
      below: (points: number) => `${points} ${points === 1 ? "point" : "points"} lower: more than chance would explain`,
      unclear: (points: number) =>
        points === 0 ? "the same" : `${Math.abs(points)} ${points > 0 ? "higher" : "lower"}: no clear difference`,
      none: "not compared",
      untested: "People chose themselves whether to answer, so differences are not tested.",
      family: (count: number) =>
        `${count} differences were looked at together, and each was held to a stricter test for that (Benjamini and Hochberg).`,
      familyFew: (count: number) =>
        `${count} differences were looked at together, and each was held to a stricter test for that (Holm).`,
      evidence: "Figures published by others, asked in the same way",
      evidenceNone: "No figure that others published was asked in the same way.",
      evidenceAssumed:
        "Where a publisher gives no effective base, we take its base divided by 1.5. Without a base nothing is compared.",
      notItsName: "Groups that stand for less than 80% of their adults are left out.",
      order:
        "In order of their names. There is no ranking: most differences between neighbours in a ranking are chance.",
      nothing: "Nothing can be shown beside it: the figure of this place is withheld.",
    },
    working: {
      title: "Show the working",
      lead: "Where each figure comes from, and how to fetch it yourself.",
      facts: {
        question: "Question asked",
        answers: "Answers offered",
        who: "Who was asked",
        when: "When",
        mode: "How",
        sample: "Sample",
        base: "Base",
        effective: "Design effect",
        weighting: "Weighting",
        protection: "Protection",
        release: "Release",
        status: "Reliability",
      },
      adults: (age: number, place: string) => `People aged ${age} or over who live in ${place}`,
      baseText: (base: number) =>
        `About ${numberInWords(base)} people answered; the number is rounded. “Prefer not to say” and questions left empty do not count.`,
      baseDontKnow: "Nor does “don't know”.",
      baseWithheld: "Withheld.",
      effectiveText: (effect: string, worth: string) =>
        `${effect}. After weighting, the answers are worth those of about ${worth} people drawn at random.`,
      effectiveOpen: (effect: string) =>
        `${effect}. It says how unequal the weights are, and nothing of how those who answered differ from others.`,
      protectionText:
        "Each count was changed a little at random before anything was computed from it; shares are whole per cents; shares near 0 and 100 are bounds; figures of too few people are withheld.",
      protectionLink: "How it works",
      table: "Each figure and its place in the files",
      line: "Line of the file",
      file: (name: string) => `Lines count from 1, the heading, in ${name}.`,
      fetch: "Fetch these figures",
      call: "The call of the API",
      inR: "In R",
      inPython: "In Python",
    },
    quality: {
      title: "Quality report",
      lead: "What the figures of this release are made of, and how far they can be trusted.",
      stream: "How people came to answer",
      districts: "Councils in the figures",
      districtsOf: (included: number, asked: number) => `${included} of ${asked}`,
      codes: "Letters with a code",
      response: "Response rate",
      responseText: (percent: number) => `about ${percent}%`,
      responseNone: "No codes were issued, so nobody knows how many could have answered.",
      base: "People",
      designEffects: "Design effects of councils",
      designEffectsText: (low: string, middle: string, high: string) =>
        `${low} to ${high}; half of them at most ${middle}`,
      steps: "Weighting, by how many councils",
      withheld: "Rows withheld",
      withheldText: (withheld: string, rows: string) => `${withheld} of ${rows}`,
      noise: "What protection costs",
      noiseText: (base: number, percent: string) =>
        `Noise widens the range of a share among ${base} people by ${percent}% of its width.`,
      corrections: "Corrections",
      noCorrections: "None.",
      frame: "Frame and coverage",
      frameText: {
        code: "Letters went to addresses drawn in these councils. Whoever opened the letter decided who answers.",
        open: "Anybody with the link could answer. There is no list of who could have.",
        interviewer: "Interviewers asked people in these councils.",
        invented: "Nobody was asked: a program made the answers up.",
      },
      coverage: (percent: number, group: string) =>
        `Of all adults of ${group}, ${percent}% live in the councils whose answers are in its figures.`,
      older: "This release is of the time before quality reports.",
      link: "Quality report",
    },
  },
};
