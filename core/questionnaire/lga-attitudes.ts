/** The attitude questions of the LGA's "Are you being served?" set and of its polling, in the order they are asked. */
import { ANNEX_A, attitude, type AttitudeParts, POLLING, QUESTION_SET } from "./lga-parts.ts";
import { LGA_SERVICES } from "./lga-services.ts";
import { AGREEMENT, AMOUNT, DONT_KNOW, INFORMED, option, SAFETY, SATISFACTION, text } from "./scales.ts";
import type { ChoiceQuestion, Text } from "./types.ts";

/** The same question about each council that a resident may have; side by side, district first, where there are two. */
function ofEachCouncil(question: AttitudeParts & { readonly countyTitle: Text }): readonly ChoiceQuestion[] {
  const { countyTitle, ...shared } = question;
  const series = { screen: question.id, series: question.id };
  return [
    attitude({ ...shared, ...series, about: "district", asked_in: ["A", "B1", "C"] }),
    attitude({
      ...shared,
      ...series,
      id: `${question.id}_county`,
      title: countyTitle,
      about: "county",
      asked_in: ["B2", "C"],
    }),
  ];
}

const LOCAL_AREA = attitude({
  id: "local_area_satisfaction",
  screen: "local_area",
  series: "local_area_satisfaction",
  title: text("Local area as a place to live", "Yr ardal leol fel lle i fyw"),
  text: text(
    "Overall, how satisfied or dissatisfied are you with your local area as a place to live?",
    "Ar y cyfan, pa mor fodlon neu anfodlon ydych chi ar eich ardal leol fel lle i fyw?",
  ),
  options: SATISFACTION,
  provenance: {
    ...ANNEX_A,
    note: "The last word is lost at a line break in the copy seen; the Community Life Survey has the same sentence.",
  },
});

const COUNCIL_SATISFACTION = ofEachCouncil({
  id: "council_satisfaction",
  title: text("Way the council runs things", "Y ffordd y mae'r cyngor yn rhedeg pethau"),
  countyTitle: text("Way the county council runs things", "Y ffordd y mae'r cyngor sir yn rhedeg pethau"),
  text: text(
    "Overall, how satisfied or dissatisfied are you with the way {council} runs things?",
    "Ar y cyfan, pa mor fodlon neu anfodlon ydych chi ar y ffordd y mae {council} yn rhedeg pethau?",
  ),
  options: SATISFACTION,
  provenance: {
    ...ANNEX_A,
    note: "The introduction was seen for a single-tier council; its lists of services for other councils are to be confirmed.",
  },
});

const VALUE_FOR_MONEY = ofEachCouncil({
  id: "value_for_money",
  title: text("Value for money", "Gwerth am arian"),
  countyTitle: text("Value for money of the county council", "Gwerth am arian y cyngor sir"),
  text: text(
    "To what extent do you agree or disagree that {council} provides value for money?",
    "I ba raddau ydych chi'n cytuno neu'n anghytuno bod {council} yn rhoi gwerth am arian?",
  ),
  options: AGREEMENT,
  provenance: {
    ...QUESTION_SET,
    note: "The first half of the introduction was seen in Annex A; its second half, the question and the scale are to be confirmed.",
  },
});

const ACTS_ON_CONCERNS = ofEachCouncil({
  id: "acts_on_concerns",
  title: text("Acting on residents' concerns", "Gweithredu ar bryderon trigolion"),
  countyTitle: text("County council acting on residents' concerns", "Y cyngor sir yn gweithredu ar bryderon trigolion"),
  text: text(
    "To what extent do you think {council} acts on the concerns of local residents?",
    "Faint, yn eich barn chi, y mae {council} yn gweithredu ar bryderon trigolion lleol?",
  ),
  options: AMOUNT,
  provenance: {
    ...QUESTION_SET,
    status: "partly_seen",
    note: "The phrase and the two positive answers were seen in councils' own use of the question.",
  },
});

const KEEPS_INFORMED = ofEachCouncil({
  id: "informed",
  title: text("Keeping residents informed", "Rhoi gwybod i drigolion"),
  countyTitle: text("County council keeping residents informed", "Y cyngor sir yn rhoi gwybod i drigolion"),
  text: text(
    "Overall, how well informed do you think {council} keeps residents about the services and benefits it provides?",
    "Ar y cyfan, pa mor dda, yn eich barn chi, y mae {council} yn rhoi gwybod i drigolion am y gwasanaethau a'r manteision y mae'n eu darparu?",
  ),
  options: INFORMED,
  provenance: {
    ...QUESTION_SET,
    status: "partly_seen",
    note: "The phrase was seen in councils' own use of the question; the scale is to be confirmed.",
  },
});

const TRUST = ofEachCouncil({
  id: "trust_council",
  title: text("Trust in the council", "Ymddiriedaeth yn y cyngor"),
  countyTitle: text("Trust in the county council", "Ymddiriedaeth yn y cyngor sir"),
  text: text("How much do you trust {council}?", "Faint ydych chi'n ymddiried yn y cyngor hwn, {council}?"),
  options: AMOUNT,
  sensitivity: "opinion",
  provenance: { ...QUESTION_SET, note: "The topic is the LGA's; sentence and scale are to be confirmed." },
});

const DECISION_BODY = attitude({
  id: "decision_body",
  series: "decision_body",
  title: text(
    "Most trusted to make decisions: council or government",
    "Ymddiriedaeth i wneud penderfyniadau: y cyngor neu'r llywodraeth",
  ),
  text: text(
    "In your local area, who do you trust most to make decisions about how services are provided: your local council or the government?",
    "Yn eich ardal leol, ym mhwy ydych chi'n ymddiried fwyaf i wneud penderfyniadau am sut y caiff gwasanaethau eu darparu: eich cyngor lleol neu'r llywodraeth?",
  ),
  options: [
    option("council", "Your local council", "Eich cyngor lleol"),
    option("government", "The government", "Y llywodraeth"),
    option("neither", "Neither", "Y naill na'r llall"),
    DONT_KNOW,
  ],
  arms: [
    {
      arm: 1,
      text: text(
        "In your local area, who do you trust most to make decisions about how services are provided: the government or your local council?",
        "Yn eich ardal leol, ym mhwy ydych chi'n ymddiried fwyaf i wneud penderfyniadau am sut y caiff gwasanaethau eu darparu: y llywodraeth neu eich cyngor lleol?",
      ),
      option_order: ["government", "council", "neither", "dont_know"],
    },
  ],
  sensitivity: "opinion",
  provenance: {
    ...POLLING,
    note: "The answers were seen in reports of the polls; the printed order of the sentence varies.",
  },
});

const DECISION_INDIVIDUALS = attitude({
  id: "decision_individuals",
  series: "decision_individuals",
  title: text("Most trusted to make decisions: individuals", "Ymddiriedaeth i wneud penderfyniadau: unigolion"),
  text: text(
    "And which individuals do you trust most to make decisions about how services are provided in your local area?",
    "A pha unigolion ydych chi'n ymddiried fwyaf ynddynt i wneud penderfyniadau am sut y caiff gwasanaethau eu darparu yn eich ardal leol?",
  ),
  options: [
    option("councillors", "Your local councillors", "Eich cynghorwyr lleol"),
    option("mps", "Members of Parliament", "Aelodau Seneddol"),
    option("ministers", "Government ministers", "Gweinidogion y llywodraeth"),
    option("none", "None of these", "Dim un o'r rhain"),
    DONT_KNOW,
  ],
  sensitivity: "opinion",
  provenance: { ...POLLING, note: "The answers were seen in reports of the polls; the sentence is to be confirmed." },
});

const MEDIA = attitude({
  id: "media_councils",
  asked_in: ["A", "B1", "B2"],
  title: text("Media coverage of local councils", "Sylw'r cyfryngau i gynghorau lleol"),
  text: text(
    "In the last few months, do you think the media has viewed local councils in general positively or negatively?",
    "Yn ystod y misoedd diwethaf, ydych chi'n meddwl bod y cyfryngau wedi ystyried cynghorau lleol yn gyffredinol yn gadarnhaol neu'n negyddol?",
  ),
  options: [
    option("positively", "Positively", "Yn gadarnhaol", "top"),
    option("neither", "Neither positively nor negatively", "Ddim yn gadarnhaol nac yn negyddol", "middle"),
    option("negatively", "Negatively", "Yn negyddol", "bottom"),
    DONT_KNOW,
  ],
  sensitivity: "opinion",
  provenance: {
    ...POLLING,
    note: "The topic and the middle answer were seen in a council's report. Not asked in scenario C, which asks every council question twice and would take more than five minutes.",
  },
});

const SAFETY_SCREEN = "safety";

const AFTER_DARK = attitude({
  id: "safety_after_dark",
  screen: SAFETY_SCREEN,
  title: text("Safety after dark", "Diogelwch ar ôl iddi dywyllu"),
  text: text(
    "How safe or unsafe do you feel when outside in your local area after dark?",
    "Pa mor ddiogel neu anniogel ydych chi'n teimlo y tu allan yn eich ardal leol ar ôl iddi dywyllu?",
  ),
  options: SAFETY,
  provenance: QUESTION_SET,
});

const DAYTIME = attitude({
  id: "safety_daytime",
  screen: SAFETY_SCREEN,
  title: text("Safety during the day", "Diogelwch yn ystod y dydd"),
  text: text(
    "How safe or unsafe do you feel when outside in your local area during the day?",
    "Pa mor ddiogel neu anniogel ydych chi'n teimlo y tu allan yn eich ardal leol yn ystod y dydd?",
  ),
  options: SAFETY,
  provenance: QUESTION_SET,
});

/** All attitude questions, in the order they are asked: the six key indicators first, then polling, safety and services. */
export const LGA_ATTITUDES: readonly ChoiceQuestion[] = [
  LOCAL_AREA,
  ...COUNCIL_SATISFACTION,
  ...VALUE_FOR_MONEY,
  ...ACTS_ON_CONCERNS,
  ...KEEPS_INFORMED,
  ...TRUST,
  DECISION_BODY,
  DECISION_INDIVIDUALS,
  MEDIA,
  AFTER_DARK,
  DAYTIME,
  ...LGA_SERVICES,
];
