/** The standard questionnaire: the LGA's resident satisfaction questions, with scenarios for one tier and for two. */
import { LGA_ATTITUDES } from "./lga-attitudes.ts";
import { LGA_DEMOGRAPHICS } from "./lga-demographics.ts";
import { text } from "./scales.ts";
import type { ChoiceQuestionnaire, Screen, WeightingDeclaration } from "./types.ts";

const LOCAL_AREA: Screen = {
  id: "local_area",
  intro: text(
    "Throughout this survey we ask you to think about your local area. When answering, please consider your local area to be the area within 15-20 minutes walking distance from your home.",
    "Drwy gydol yr arolwg hwn gofynnwn i chi feddwl am eich ardal leol. Wrth ateb, ystyriwch eich ardal leol fel yr ardal o fewn 15-20 munud ar droed o'ch cartref.",
  ),
};

const COUNCIL_SATISFACTION: Screen = {
  id: "council_satisfaction",
  title: text("How your councils run things", "Sut mae eich cynghorau yn rhedeg pethau"),
  intro: text(
    "Your local area receives services from {district}. {district} is responsible for a range of services such as refuse collection, street cleaning, planning, education, social care services and road maintenance.",
    "Mae eich ardal leol yn cael gwasanaethau sy'n cael eu darparu gan eich cyngor, {district}. Mae {district} yn gyfrifol am ystod o wasanaethau fel casglu sbwriel, glanhau strydoedd, cynllunio, addysg, gwasanaethau gofal cymdeithasol a chynnal a chadw ffyrdd.",
  ),
  intro_in: {
    B1: text(
      "Your local area receives services from {district}. {district} is responsible for a range of services such as refuse collection, street cleaning, planning, parks, and sport and leisure.",
      "Mae eich ardal leol yn cael gwasanaethau sy'n cael eu darparu gan eich cyngor, {district}. Mae {district} yn gyfrifol am ystod o wasanaethau fel casglu sbwriel, glanhau strydoedd, cynllunio, parciau, a chwaraeon a hamdden.",
    ),
    B2: text(
      "Your local area receives services from {county}. {county} is responsible for a range of services such as education, social care services, libraries and road maintenance.",
      "Mae eich ardal leol yn cael gwasanaethau sy'n cael eu darparu gan eich cyngor sir, {county}. Mae {county} yn gyfrifol am ystod o wasanaethau fel addysg, gwasanaethau gofal cymdeithasol, llyfrgelloedd a chynnal a chadw ffyrdd.",
    ),
    C: text(
      "Your local area receives services from two councils. {district} is responsible for a range of services such as refuse collection, street cleaning, planning, parks, and sport and leisure. {county} is responsible for a range of services such as education, social care services, libraries and road maintenance.",
      "Mae eich ardal leol yn cael gwasanaethau gan ddau gyngor. Mae {district} yn gyfrifol am ystod o wasanaethau fel casglu sbwriel, glanhau strydoedd, cynllunio, parciau, a chwaraeon a hamdden. Mae {county} yn gyfrifol am ystod o wasanaethau fel addysg, gwasanaethau gofal cymdeithasol, llyfrgelloedd a chynnal a chadw ffyrdd.",
    ),
  },
};

const VALUE_FOR_MONEY: Screen = {
  id: "value_for_money",
  title: text("Value for money of your councils", "Gwerth am arian eich cynghorau"),
  intro: text(
    "In considering the next question, please think about the range of services {district} provides to the community as a whole, as well as the services your household uses. It does not matter if you do not know all of the services {district} provides to the community. We would like your general opinion.",
    "Wrth ystyried y cwestiwn nesaf, meddyliwch am yr ystod o wasanaethau y mae {district} yn eu darparu i'r gymuned gyfan, yn ogystal â'r gwasanaethau y mae eich cartref yn eu defnyddio. Does dim ots os nad ydych chi'n gwybod am yr holl wasanaethau y mae {district} yn eu darparu i'r gymuned. Hoffem gael eich barn gyffredinol.",
  ),
  intro_in: {
    B2: text(
      "In considering the next question, please think about the range of services {county} provides to the community as a whole, as well as the services your household uses. It does not matter if you do not know all of the services {county} provides to the community. We would like your general opinion.",
      "Wrth ystyried y cwestiwn nesaf, meddyliwch am yr ystod o wasanaethau y mae {county} yn eu darparu i'r gymuned gyfan, yn ogystal â'r gwasanaethau y mae eich cartref yn eu defnyddio. Does dim ots os nad ydych chi'n gwybod am yr holl wasanaethau y mae {county} yn eu darparu i'r gymuned. Hoffem gael eich barn gyffredinol.",
    ),
    C: text(
      "In considering the next questions, please think about the range of services each council provides to the community as a whole, as well as the services your household uses. It does not matter if you do not know all of the services each council provides to the community. We would like your general opinion.",
      "Wrth ystyried y cwestiynau nesaf, meddyliwch am yr ystod o wasanaethau y mae pob cyngor yn eu darparu i'r gymuned gyfan, yn ogystal â'r gwasanaethau y mae eich cartref yn eu defnyddio. Does dim ots os nad ydych chi'n gwybod am yr holl wasanaethau y mae pob cyngor yn eu darparu i'r gymuned. Hoffem gael eich barn gyffredinol.",
    ),
  },
};

const SCREENS: readonly Screen[] = [
  LOCAL_AREA,
  COUNCIL_SATISFACTION,
  VALUE_FOR_MONEY,
  {
    id: "acts_on_concerns",
    title: text("Acting on residents' concerns", "Gweithredu ar bryderon trigolion"),
  },
  { id: "informed", title: text("Keeping residents informed", "Rhoi gwybod i drigolion") },
  { id: "trust_council", title: text("Trust in your councils", "Ymddiriedaeth yn eich cynghorau") },
  { id: "decision_body" },
  { id: "decision_individuals" },
  { id: "media_councils" },
  { id: "safety", title: text("Safety in your local area", "Diogelwch yn eich ardal leol") },
  {
    id: "services_street",
    title: text("Services for your street and neighbourhood", "Gwasanaethau ar gyfer eich stryd a'ch cymdogaeth"),
  },
  { id: "services_people", title: text("Services for people and leisure", "Gwasanaethau i bobl a hamdden") },
  {
    id: "age_band",
    intro: text(
      "The last questions are about you: they show us whether the answers come from all parts of the community and whether some people are served less well, and you can leave out any of them.",
      "Mae'r cwestiynau olaf amdanoch chi: maen nhw'n dangos i ni a yw'r atebion yn dod o bob rhan o'r gymuned ac a yw rhai pobl yn cael gwasanaeth llai da, a gallwch adael unrhyw un ohonyn nhw heb ei ateb.",
    ),
  },
  { id: "sex" },
  { id: "disability" },
  { id: "tenure" },
  { id: "ethnic_group" },
  { id: "working_status" },
];

const WEIGHTING: WeightingDeclaration = {
  age: {
    question: "age_band",
    bands: [
      { option: "18_to_24", from_years: 18, to_years: 24 },
      { option: "25_to_34", from_years: 25, to_years: 34 },
      { option: "35_to_44", from_years: 35, to_years: 44 },
      { option: "45_to_54", from_years: 45, to_years: 54 },
      { option: "55_to_64", from_years: 55, to_years: 64 },
      { option: "65_to_74", from_years: 65, to_years: 74 },
      { option: "75_and_over", from_years: 75, to_years: null },
    ],
  },
  sex: { question: "sex", female: "female", male: "male" },
};

/**
 * The LGA's resident satisfaction questions. Version 2 asks the same as version 1 and says how its answers are weighted;
 * version 1 may be in use in older data folders, so it stays as it was. Its Welsh has not been reviewed: no `LanguageReview` stands by
 * it, so no wave may offer it yet.
 */
export const LGA_RESIDENT_SURVEY: ChoiceQuestionnaire = {
  id: "lga-resident",
  version: 2,
  title: text("Your place, your council", "Eich lle, eich cyngor"),
  source: "LGA, Are you being served? and Polling on resident satisfaction with councils",
  age_floor_years: 18,
  arms: 2,
  screens: SCREENS,
  questions: [...LGA_ATTITUDES, ...LGA_DEMOGRAPHICS],
  weighting: WEIGHTING,
};
