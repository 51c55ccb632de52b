/** A questionnaire small enough to be read at a glance, for tables of cases. */
import type { Option, ChoiceQuestion, ChoiceQuestionnaire, SurveyContext } from "../../core/questionnaire/types.ts";

const says = { kind: "substantive" } as const;

const YES_NO: readonly Option[] = [
  { id: "yes", label: { en: "Yes", cy: "Ydw" }, side: "top", ...says },
  { id: "no", label: { en: "No", cy: "Nac ydw" }, side: "bottom", ...says },
  { id: "dont_know", label: { en: "Don't know", cy: "Ddim yn gwybod" }, kind: "dont_know" },
];

const shared = {
  type: "single",
  title: { en: "Title", cy: "Teitl" },
  dont_know: "in_base",
  sensitivity: "ordinary",
  provenance: { source: "Made up", status: "seen" },
} as const;

const HAPPY: ChoiceQuestion = {
  ...shared,
  id: "happy",
  screen: "councils",
  role: "attitude",
  about: "district",
  asked_in: ["A", "B1", "C"],
  text: { en: "Are you happy with {council}?", cy: "Ydych chi'n hapus, {council}?" },
  options: YES_NO,
  arms: [
    {
      arm: 1,
      text: { en: "Unhappy or happy with {council}?", cy: "Anhapus neu hapus, {council}?" },
      option_order: ["no", "yes", "dont_know"],
    },
  ],
};

const HAPPY_COUNTY: ChoiceQuestion = {
  ...HAPPY,
  id: "happy_county",
  series: "happy",
  about: "county",
  asked_in: ["B2", "C"],
};

const ROADS: ChoiceQuestion = {
  ...shared,
  id: "roads",
  screen: "roads",
  role: "attitude",
  about: "county",
  about_in: { A: "district" },
  asked_in: ["A", "B2", "C"],
  text: { en: "Are the roads of {council} good?", cy: "Ydy ffyrdd {council} yn dda?" },
  hint: { en: "Those in {district}.", cy: "Y rhai yn ardal {district}." },
  options: YES_NO,
};

const AGE: ChoiceQuestion = {
  ...shared,
  id: "age",
  screen: "age",
  role: "demographic",
  about: "none",
  asked_in: ["A", "B1", "B2", "C"],
  text: { en: "How old are you?", cy: "Faint yw eich oed?" },
  dont_know: "out_of_base",
  options: [
    { id: "young", label: { en: "Young", cy: "Ifanc" }, ...says },
    { id: "old", label: { en: "Old", cy: "Hen" }, ...says },
    { id: "prefer_not_to_say", label: { en: "Prefer not to say", cy: "Gwell peidio" }, kind: "prefer_not_to_say" },
  ],
  bands: [
    { id: "young", label: { en: "Young", cy: "Ifanc" }, options: ["young"] },
    { id: "old", label: { en: "Old", cy: "Hen" }, options: ["old"] },
  ],
  merges: [{ id: "any", label: { en: "Any", cy: "Unrhyw" }, options: ["young", "old"] }],
};

/** Three screens, four questions: one about each council, one of a service, and an age. */
export const SMALL: ChoiceQuestionnaire = {
  id: "small",
  version: 1,
  title: { en: "Small", cy: "Bach" },
  source: "Made up",
  age_floor_years: 16,
  arms: 2,
  screens: [
    {
      id: "councils",
      title: { en: "Your councils", cy: "Eich cynghorau" },
      intro: { en: "{district} is near.", cy: "Mae {district} yn agos." },
      intro_in: { C: { en: "{district} and {county}.", cy: "{district}, {county}." } },
    },
    { id: "roads" },
    { id: "age" },
  ],
  questions: [HAPPY, HAPPY_COUNTY, ROADS, AGE],
};

/** A resident of two councils, in the first arm. */
export const TWO_TIER: SurveyContext = {
  scenario: "C",
  arm: 0,
  district_name: "Mole Valley District Council",
  county_name: "Surrey County Council",
};

/** A resident of one council, in the first arm. */
export const ONE_TIER: SurveyContext = { scenario: "A", arm: 0, district_name: "Leeds City Council" };
