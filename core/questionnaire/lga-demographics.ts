/** The demographic questions: what makes answers comparable with the population, and shows whom a place serves less well. */
import { group, option, PREFER_NOT_TO_SAY, text } from "./scales.ts";
import type { ChoiceQuestion, OptionGroup, Provenance } from "./types.ts";

type DemographicParts = Pick<
  ChoiceQuestion,
  "id" | "title" | "text" | "options" | "bands" | "merges" | "sensitivity" | "provenance"
>;

/** A demographic question: a screen of its own, asked of everybody, and never compulsory. */
function demographic(question: DemographicParts): ChoiceQuestion {
  return {
    type: "single",
    screen: question.id,
    role: "demographic",
    about: "none",
    asked_in: ["A", "B1", "B2", "C"],
    dont_know: "out_of_base",
    ...question,
    options: [...question.options, PREFER_NOT_TO_SAY],
  };
}

/** A band for every option: the demographics whose answers are already as broad as their results. */
function bandEach(options: ChoiceQuestion["options"]): readonly OptionGroup[] {
  return options.map(({ id, label }) => ({ id, label, options: [id] }));
}

const GENERAL_PRACTICE: Provenance = {
  source: "The demographics that councils usually ask",
  status: "to_be_confirmed",
};

const AGES = [
  option("18_to_24", "18 to 24", "18 i 24"),
  option("25_to_34", "25 to 34", "25 i 34"),
  option("35_to_44", "35 to 44", "35 i 44"),
  option("45_to_54", "45 to 54", "45 i 54"),
  option("55_to_64", "55 to 64", "55 i 64"),
  option("65_to_74", "65 to 74", "65 i 74"),
  option("75_and_over", "75 and over", "75 a hŷn"),
];

const AGE_BAND = demographic({
  id: "age_band",
  title: text("Age", "Oedran"),
  text: text("Which age group are you in?", "Ym mha grŵp oedran ydych chi?"),
  options: AGES,
  bands: bandEach(AGES),
  sensitivity: "ordinary",
  provenance: {
    source: "Ten-year age bands as in the ONS mid-year population estimates, from 18 as in the LGA's polling",
    status: "to_be_confirmed",
    note: "The harmonised standard asks for age last birthday; a band is asked instead, so that less is collected.",
  },
});

const SEXES = [option("female", "Female", "Benyw"), option("male", "Male", "Gwryw")];

const SEX = demographic({
  id: "sex",
  title: text("Sex", "Rhyw"),
  text: text("What is your sex?", "Beth yw eich rhyw?"),
  options: SEXES,
  bands: bandEach(SEXES),
  sensitivity: "ordinary",
  provenance: {
    source: "Census 2021",
    status: "partly_seen",
    note: "The wording was seen in other public bodies' forms.",
  },
});

const DISABLED = group("disabled", "Disabled", "Anabl", ["reduced_a_little", "reduced_a_lot"]);
const NOT_DISABLED = group("not_disabled", "Not disabled", "Ddim yn anabl", ["no_condition", "not_reduced"]);

const DISABILITY = demographic({
  id: "disability",
  title: text("Disability", "Anabledd"),
  text: text(
    "Do you have any physical or mental health conditions or illnesses lasting or expected to last for 12 months or more, and do they reduce your ability to carry out day-to-day activities?",
    "Oes gennych chi unrhyw gyflyrau neu salwch corfforol neu feddyliol sydd wedi para, neu y disgwylir iddynt bara, am 12 mis neu fwy, ac ydyn nhw'n lleihau eich gallu i wneud gweithgareddau o ddydd i ddydd?",
  ),
  options: [
    option("no_condition", "No, I have no such condition", "Nac oes, does gen i ddim cyflwr o'r fath"),
    option(
      "not_reduced",
      "Yes, but my activities are not reduced",
      "Oes, ond nid yw fy ngweithgareddau wedi'u lleihau",
    ),
    option(
      "reduced_a_little",
      "Yes, and my activities are reduced a little",
      "Oes, ac mae fy ngweithgareddau wedi'u lleihau ychydig",
    ),
    option(
      "reduced_a_lot",
      "Yes, and my activities are reduced a lot",
      "Oes, ac mae fy ngweithgareddau wedi'u lleihau'n fawr",
    ),
  ],
  bands: [DISABLED, NOT_DISABLED],
  merges: [DISABLED, NOT_DISABLED],
  sensitivity: "sensitive",
  provenance: {
    source: "GSS harmonised standard, long-lasting health conditions and illness",
    link: "https://gss.civilservice.gov.uk/policy-store/long-lasting-health-conditions-and-illness",
    status: "partly_seen",
    note: "Adapted: the standard asks in two parts, condition and then effect; here both are one item, to keep the survey short. The bands are those of the Equality Act 2010.",
  },
});

const TENURE = demographic({
  id: "tenure",
  title: text("Housing tenure", "Deiliadaeth tai"),
  text: text(
    "Do you (or your household) own or rent your accommodation?",
    "Ydych chi (neu eich cartref) yn berchen ar eich llety neu'n ei rentu?",
  ),
  options: [
    option("own_outright", "Own it outright", "Yn berchen arno'n llwyr"),
    option("mortgage", "Buying it with a mortgage or loan", "Yn ei brynu gyda morgais neu fenthyciad"),
    option(
      "shared_ownership",
      "Part own and part rent (shared ownership)",
      "Yn berchen ar ran ac yn rhentu rhan (rhanberchnogaeth)",
    ),
    option("rent_social", "Rent it from a council or housing association", "Yn ei rentu gan gyngor neu gymdeithas dai"),
    option("rent_private", "Rent it from a private landlord", "Yn ei rentu gan landlord preifat"),
    option("rent_free_or_other", "Live there rent free, or other", "Yn byw yno'n ddi-rent, neu arall"),
  ],
  bands: [
    group("owns", "Owns outright", "Yn berchen yn llwyr", ["own_outright"]),
    group("mortgage_or_shared", "Mortgage or shared ownership", "Morgais neu ranberchnogaeth", [
      "mortgage",
      "shared_ownership",
    ]),
    group("social_rent", "Rents from a council or housing association", "Yn rhentu gan gyngor neu gymdeithas dai", [
      "rent_social",
    ]),
    group("private_rent", "Rents privately or lives rent free", "Yn rhentu'n breifat neu'n byw'n ddi-rent", [
      "rent_private",
      "rent_free_or_other",
    ]),
  ],
  sensitivity: "ordinary",
  provenance: {
    source: "GSS harmonised standard, tenure",
    link: "https://gss.civilservice.gov.uk/policy-store/tenure/",
    status: "partly_seen",
    note: "Adapted: tenure and type of landlord are one item; the types of landlord are to be confirmed.",
  },
});

const ETHNIC_GROUPS = [
  option("white", "White", "Gwyn"),
  option("mixed", "Mixed or multiple ethnic groups", "Grwpiau cymysg neu amlethnig"),
  option("asian", "Asian or Asian British", "Asiaidd neu Asiaidd Prydeinig"),
  option("black", "Black, African, Caribbean or Black British", "Du, Affricanaidd, Caribïaidd neu Ddu Prydeinig"),
  option("other", "Other ethnic group", "Grŵp ethnig arall"),
];

const ETHNIC_GROUP = demographic({
  id: "ethnic_group",
  title: text("Ethnic group", "Grŵp ethnig"),
  text: text("What is your ethnic group?", "Beth yw eich grŵp ethnig?"),
  options: ETHNIC_GROUPS,
  bands: bandEach(ETHNIC_GROUPS),
  merges: [
    group("all_other_groups", "All other ethnic groups", "Pob grŵp ethnig arall", ["mixed", "asian", "black", "other"]),
  ],
  sensitivity: "sensitive",
  provenance: {
    source: "GSS harmonised standard, ethnicity",
    link: "https://analysisfunction.civilservice.gov.uk/policy-store/ethnicity-harmonised-standard",
    status: "seen",
    note: "Adapted: the five groups of the standard's output are offered, not the detailed list. The standard is under review.",
  },
});

const WORKING_STATUS = demographic({
  id: "working_status",
  title: text("Working status", "Statws gwaith"),
  text: text(
    "Which of these best describes what you do?",
    "Pa un o'r rhain sy'n disgrifio orau yr hyn rydych chi'n ei wneud?",
  ),
  options: [
    option(
      "full_time",
      "Working full time (30 hours a week or more)",
      "Gweithio'n llawn amser (30 awr yr wythnos neu fwy)",
    ),
    option("part_time", "Working part time", "Gweithio'n rhan-amser"),
    option("self_employed", "Self-employed", "Hunangyflogedig"),
    option("unemployed", "Unemployed", "Di-waith"),
    option("student", "Student", "Myfyriwr"),
    option("retired", "Retired", "Wedi ymddeol"),
    option("home_or_family", "Looking after home or family", "Gofalu am y cartref neu'r teulu"),
    option("long_term_sick", "Long-term sick or disabled", "Yn sâl ers amser maith neu'n anabl"),
    option("other", "Something else", "Rhywbeth arall"),
  ],
  bands: [
    group("in_work", "In work", "Mewn gwaith", ["full_time", "part_time", "self_employed"]),
    group("retired", "Retired", "Wedi ymddeol", ["retired"]),
    group("neither", "Neither in work nor retired", "Ddim mewn gwaith nac wedi ymddeol", [
      "unemployed",
      "student",
      "home_or_family",
      "long_term_sick",
      "other",
    ]),
  ],
  sensitivity: "ordinary",
  provenance: GENERAL_PRACTICE,
});

/** All demographic questions, in the order they are asked. */
export const LGA_DEMOGRAPHICS: readonly ChoiceQuestion[] = [
  AGE_BAND,
  SEX,
  DISABILITY,
  TENURE,
  ETHNIC_GROUP,
  WORKING_STATUS,
];
