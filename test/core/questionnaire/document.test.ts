import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { parseQuestionnaire } from "../../../core/questionnaire/document.ts";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import type { ChoiceQuestion, Question, Questionnaire } from "../../../core/questionnaire/types.ts";
import { questionnaires } from "../../support/arbitraries.ts";
import { fixture } from "../../support/fixtures.ts";
import { SMALL } from "../../support/questionnaire.ts";

/** The small questionnaire with one thing in it replaced, by its path. */
function broken(path: string, value: unknown): unknown {
  const document: unknown = structuredClone(SMALL);
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  let holder = document as Record<string, unknown>;
  for (const key of keys) holder = holder[key] as Record<string, unknown>;
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return document;
}

function problemsOf(document: unknown) {
  const parsed = parseQuestionnaire(document);
  return parsed.ok ? [] : parsed.problems;
}

/** A questionnaire of so many screens of one question each, asked in scenario A. */
function long(screens: number, questionsPerScreen: number): Questionnaire {
  const [first] = SMALL.questions;
  if (first === undefined) throw new Error("the small questionnaire has questions");
  const ids = Array.from({ length: screens }, (_, index) => `s${index}`);
  return {
    ...SMALL,
    screens: ids.map((id) => ({ id, title: SMALL.title })),
    questions: ids.flatMap((screen) =>
      Array.from({ length: questionsPerScreen }, (_, index): Question => ({
        ...first,
        id: `${screen}_${index}`,
        screen,
        asked_in: ["A"],
      })),
    ),
  };
}

it.each([
  ["the small questionnaire", SMALL],
  ["the LGA questionnaire", LGA_RESIDENT_SURVEY],
  ["24 screens", long(24, 1)],
  ["five minutes", long(10, 3)],
])("accepts %s, unchanged", (_name, questionnaire) => {
  expect(parseQuestionnaire(structuredClone(questionnaire))).toEqual({ ok: true, questionnaire });
});

test.prop([questionnaires])("accepts any questionnaire that follows the rules", (questionnaire) => {
  expect(parseQuestionnaire(questionnaire)).toEqual({ ok: true, questionnaire });
});

const FIRST_BAND = { option: "young", from_years: 16, to_years: 49 };
const LAST_BAND = { option: "old", from_years: 50, to_years: null };
const SEX = { question: "sex", female: "female", male: "male" };

/** The small questionnaire with a question of sex, weighted by its two demographics. */
const WEIGHTED: Questionnaire = {
  ...SMALL,
  screens: [...SMALL.screens, { id: "sex" }],
  questions: [
    ...SMALL.questions,
    ...SMALL.questions.slice(3).map(({ bands: _bands, merges: _merges, ...question }) => ({
      ...{ ...question, id: "sex", screen: "sex" },
      options: ["female", "male", "another"].map((id) => ({ id, label: SMALL.title, kind: "substantive" as const })),
    })),
  ],
  weighting: { age: { question: "age", bands: [FIRST_BAND, LAST_BAND] }, sex: SEX },
};

it.each<[string, unknown, string, RegExp]>([
  ["an age question that is not there", { age: { question: "secret" } }, "age.question", /no question of this id/],
  ["an age question of attitude", { age: { question: "happy" } }, "age.question", /demographic questions only/],
  ["a sex question that is not there", { sex: { question: "secret" } }, "sex.question", /no question of this id/],
  ["one question for both", { sex: { question: "age" } }, "sex.question", /two questions/],
  ["a sex that is no option", { sex: { female: "secret" } }, "sex.female", /no such option/],
  ["a sex that says nothing", { sex: { question: "age", male: "prefer_not_to_say" } }, "sex.male", /no such option/],
  ["one option for both sexes", { sex: { male: "female" } }, "sex.male", /two options/],
  ["an age without years", { age: { bands: [{ ...FIRST_BAND, to_years: null }] } }, "age.bands", /has a band of years/],
  [
    "an age that is no option",
    { age: { bands: [{ ...FIRST_BAND, option: "secret" }, LAST_BAND] } },
    "age.bands.0.option",
    /no such option/,
  ],
  [
    "an age in two bands",
    { age: { bands: [FIRST_BAND, { ...LAST_BAND, option: "young" }] } },
    "age.bands.1.option",
    /one band only/,
  ],
  [
    "years that begin after the youngest age",
    { age: { bands: [{ ...FIRST_BAND, from_years: 18 }, LAST_BAND] } },
    "age.bands.0.from_years",
    /youngest age asked/,
  ],
  [
    "years with a gap",
    { age: { bands: [FIRST_BAND, { ...LAST_BAND, from_years: 51 }] } },
    "age.bands.1.from_years",
    /year after the band before/,
  ],
  [
    "years that end before they begin",
    { age: { bands: [{ ...FIRST_BAND, to_years: 15 }, LAST_BAND] } },
    "age.bands.0.to_years",
    /ends after it begins/,
  ],
  [
    "two bands without an end",
    { age: { bands: [{ ...FIRST_BAND, to_years: null }, LAST_BAND] } },
    "age.bands.0.to_years",
    /Only the last/,
  ],
  [
    "a last band with an end",
    { age: { bands: [FIRST_BAND, { ...LAST_BAND, to_years: 89 }] } },
    "age.bands.1.to_years",
    /no upper end/,
  ],
  [
    "years beyond the tables",
    { age: { bands: [FIRST_BAND, { ...LAST_BAND, from_years: 91 }] } },
    "age.bands.1.from_years",
    /whole number from 0 to 90/,
  ],
])("refuses weighting by %s", (_name, change, where, message) => {
  expect(problemsOf(WEIGHTED)).toEqual([]);
  const { age, sex } = change as { age?: object; sex?: object };
  const weighting = {
    age: { ...WEIGHTED.weighting?.age, ...age },
    sex: { ...WEIGHTED.weighting?.sex, ...sex },
  };
  const problems = problemsOf({ ...WEIGHTED, weighting });
  expect(problems).toContainEqual({ path: `weighting.${where}`, message: expect.stringMatching(message) });
  expect(JSON.stringify(problems)).not.toMatch(/secret/i);
});

const swapped = [...SMALL.questions].reverse();
const band = { id: "both", label: SMALL.title, options: ["young"] };

it.each<[string, unknown, string, unknown?]>([
  ["a field that is missing", "source", "source", undefined],
  ["a field that is not known", "questions.0.secret", "questions.0", 1],
  ["a version that is no number", "version", "version", "secret"],
  ["a version that is not whole", "version", "version", 1.5],
  ["five arms", "arms", "arms", 5],
  ["an id with a capital", "questions.0.id", "questions.0.id", "Secret"],
  ["an id that is only a number", "questions.0.options.0.id", "questions.0.options.0.id", "12"],
  ["an id that every object has", "questions.0.id", "questions.0.id", "constructor"],
  ["a prototype as an id", "questions.0.id", "questions.0.id", "__proto__"],
  ["a text without Welsh", "questions.0.text.cy", "questions.0.text.cy", undefined],
  ["a text with empty Welsh", "questions.0.text.cy", "questions.0.text.cy", " "],
  ["an empty label", "questions.3.options.0.label.en", "questions.3.options.0.label.en", ""],
  ["a text without end", "title.en", "title.en", "secret ".repeat(400)],
  ["a scenario that is not known", "questions.0.asked_in", "questions.0.asked_in.0", ["secret"]],
  ["a question asked of nobody", "questions.0.asked_in", "questions.0.asked_in", []],
  ["a question of one option", "questions.3.options", "questions.3.options", SMALL.questions[3]?.options.slice(0, 1)],
  ["a link that is not safe", "questions.0.provenance.link", "questions.0.provenance.link", "javascript:secret"],
  ["no questions", "questions", "questions", []],
  ["a list that is an object", "screens", "screens", { secret: 1 }],
  ["a text that is a number", "source", "source", 12],
])("refuses %s and says where", (_name, path, where, value) => {
  const problems = problemsOf(broken(String(path), value));
  expect(problems.map((problem) => problem.path)).toContain(where);
  expect(JSON.stringify(problems)).not.toMatch(/secret/i);
});

it.each<[string, string, unknown, string, RegExp]>([
  ["two questions of one id", "questions.1.id", "happy", "questions.1.id", /Another question/],
  ["two screens of one id", "screens.1.id", "councils", "screens.1.id", /Another screen/],
  ["two options of one id", "questions.0.options.1.id", "yes", "questions.0.options.1.id", /Another option/],
  ["two bands of one id", "questions.3.bands.1.id", "young", "questions.3.bands.1.id", /Another band/],
  ["an unknown screen", "questions.2.screen", "secret", "questions.2.screen", /no screen/],
  ["a screen without questions", "questions.2.screen", "age", "screens.1", /No question stands/],
  ["a screen whose questions stand apart", "questions.0.screen", "roads", "questions.1.screen", /stand together/],
  ["questions in another order than screens", "questions", swapped, "questions.1.screen", /stand together/],
  ["an attitude after a demographic", "questions.0.role", "demographic", "questions.1.role", /before demographic/],
  ["a shared screen without a title", "screens.0.title", undefined, "screens.0.title", /has a title/],
  ["a side in part only", "questions.0.options.0.side", undefined, "questions.0.options.0.side", /have a side/],
  ["a side of don't know", "questions.0.options.2.side", "top", "questions.0.options.2", /Only options/],
  ["a score in part only", "questions.0.options.0.score", 1, "questions.0.options.1.score", /have a score/],
  [
    "a band of an unknown option",
    "questions.3.bands.0.options.0",
    "secret",
    "questions.3.bands.0.options.0",
    /no such option/,
  ],
  [
    "a band of those who say nothing",
    "questions.3.bands.0.options.0",
    "prefer_not_to_say",
    "questions.3.bands.0.options.0",
    /no such option/,
  ],
  [
    "a merge of an unknown option",
    "questions.3.merges.0.options.1",
    "secret",
    "questions.3.merges.0.options.1",
    /no such option/,
  ],
  ["bands that overlap", "questions.3.bands.1.options.0", "young", "questions.3.bands.1.options.0", /one band only/],
  ["bands of an attitude", "questions.0.bands", [band], "questions.0.bands", /Only demographic/],
  ["an arm that is not there", "questions.0.arms.0.arm", 2, "questions.0.arms.0.arm", /no such arm/],
  ["an arm given twice", "questions.0.arms.1", { arm: 1 }, "questions.0.arms.1.arm", /given twice/],
  [
    "an order that repeats",
    "questions.0.arms.0.option_order",
    ["no", "no", "yes"],
    "questions.0.arms.0.option_order",
    /every option once/,
  ],
  [
    "an order that leaves out",
    "questions.0.arms.0.option_order",
    ["no", "yes"],
    "questions.0.arms.0.option_order",
    /every option once/,
  ],
  ["a scenario named twice", "questions.0.asked_in.1", "A", "questions.0.asked_in", /named twice/],
  ["the county in scenario A", "questions.0.about", "county", "questions.0.about", /Scenario A/],
  ["the county in scenario A by exception", "questions.2.about_in.A", "county", "questions.2.about_in.A", /Scenario A/],
  ["the county in scenario B1", "questions.1.asked_in.1", "B1", "questions.1.about", /Scenario B1/],
  ["the district in scenario B2", "questions.1.about", "district", "questions.1.about", /Scenario B2/],
  ["a council for a scenario not asked", "questions.2.about_in.B1", "district", "questions.2.about_in.B1", /not asked/],
  ["an unknown placeholder", "questions.0.text.en", "{secret}", "questions.0.text.en", /placeholders here are/],
  ["a lone brace", "questions.0.text.cy", "{council", "questions.0.text.cy", /placeholders here are/],
  [
    "a placeholder within another",
    "questions.0.text.en",
    "{cou{district}ncil}",
    "questions.0.text.en",
    /placeholders here are/,
  ],
  ["a county named in scenario A", "questions.0.text.en", "{county}", "questions.0.text.en", /placeholders here are/],
  [
    "a council where none is asked about",
    "questions.3.text.en",
    "{council}",
    "questions.3.text.en",
    /placeholders here are/,
  ],
  [
    "an unknown placeholder in an arm",
    "questions.0.arms.0.text.en",
    "{x}",
    "questions.0.arms.0.text.en",
    /placeholders here are/,
  ],
  ["an unknown placeholder in a hint", "questions.2.hint.cy", "{x}", "questions.2.hint.cy", /placeholders here are/],
  ["a council named before two", "screens.0.title.en", "{council}", "screens.0.title.en", /placeholders here are/],
  [
    "a county in the introduction of scenario A",
    "screens.0.intro.en",
    "{county}",
    "screens.0.intro.en",
    /placeholders here are/,
  ],
  [
    "a council in the introduction of one scenario",
    "screens.0.intro_in.C.en",
    "{council}",
    "screens.0.intro_in.C.en",
    /placeholders here are/,
  ],
  ["a placeholder in a title", "questions.0.title.en", "{council}", "questions.0.title.en", /No placeholder/],
  [
    "a placeholder in a label",
    "questions.0.options.0.label.en",
    "{council}",
    "questions.0.options.0.label.en",
    /No placeholder/,
  ],
  [
    "a placeholder in a band",
    "questions.3.bands.0.label.en",
    "{council}",
    "questions.3.bands.0.label.en",
    /No placeholder/,
  ],
  ["a placeholder in its own title", "title.en", "{district}", "title.en", /No placeholder/],
])("refuses %s and says where", (_name, path, value, where, message) => {
  const problems = problemsOf(broken(path, value));
  expect(problems).toContainEqual({ path: where, message: expect.stringMatching(message) });
  expect(JSON.stringify(problems)).not.toContain("secret");
});

it.each<[string, Questionnaire, string, string]>([
  ["25 screens", long(25, 1), "screens", "Scenario A has more than 24 screens."],
  ["31 items", long(1, 31), "questions", "Scenario A takes more than 5 minutes."],
])("refuses %s", (_name, questionnaire, path, message) => {
  expect(problemsOf(questionnaire)).toEqual([{ path, message }]);
});

it("allows the county in an introduction that scenario A does not read", () => {
  const intro_in = { A: { en: "{district}", cy: "{district}" } };
  const [first, ...others] = SMALL.screens;
  const screens = [{ ...first, intro: { en: "{county}", cy: "{county}" }, intro_in }, ...others];
  expect(problemsOf({ ...SMALL, screens })).toEqual([]);
});

it("names at most a hundred problems", () => {
  const questions = Array.from({ length: 150 }, () => 1);
  expect(problemsOf({ ...SMALL, questions })).toHaveLength(100);
});

test.prop([fc.anything({ withNullPrototype: true })])("refuses anything else without throwing", (value) => {
  expect(parseQuestionnaire(value).ok).toBe(false);
});

test.prop([fc.constantFrom("questions", "screens", "title", "arms"), fc.anything()])(
  "refuses anything in the place of a field without throwing",
  (field, value) => {
    fc.pre(field !== "arms" || typeof value !== "number");
    expect(parseQuestionnaire({ ...SMALL, [field]: value }).ok).toBe(false);
  },
);

describe("types of question and rules", () => {
  const EVERYTHING = fixture("everything");
  const ROUTING = fixture("routing");
  const TEXTS = fixture("texts");

  /** A fixture with one question changed. */
  function changed(questionnaire: Questionnaire, id: string, change: object): unknown {
    const questions = questionnaire.questions.map((question) =>
      question.id === id ? { ...question, ...change } : question,
    );
    return { ...questionnaire, questions };
  }

  function at(questionnaire: Questionnaire, id: string): number {
    return questionnaire.questions.findIndex((question) => question.id === id);
  }

  const used = EVERYTHING.questions.find(({ id }) => id === "used") as ChoiceQuestion;
  const concern = EVERYTHING.questions.find(({ id }) => id === "main_concern") as ChoiceQuestion;
  const sided = used.options.map((option, index) => (index === 0 ? { ...option, side: "top" } : option));
  const together = used.options.map(({ exclusive: _exclusive, ...option }) => option);
  const own = { label: { en: "Which?", cy: "Pa un?" }, length_max: 10 };

  it.each<[string, Questionnaire, string, object, string, RegExp]>([
    ["a type that there is none of", EVERYTHING, "used", { type: "secret" }, ".type", /single, multiple or text/],
    ["a multiple choice of demographics", EVERYTHING, "used", { role: "demographic" }, ".role", /one choice/],
    ["a sensitive multiple choice", EVERYTHING, "used", { sensitivity: "sensitive" }, ".sensitivity", /one choice/],
    ["a side of a tick", EVERYTHING, "used", { options: sided }, ".options.0", /no side and no score/],
    [
      "a refusal that is ticked with others",
      EVERYTHING,
      "used",
      { options: together },
      ".options.4.exclusive",
      /alone/,
    ],
    [
      "merges of ticks",
      EVERYTHING,
      "used",
      { merges: [{ id: "m", label: used.title, options: ["parks"] }] },
      ".merges",
      /one choice has merges/,
    ],
    [
      "nothing that can be ticked together",
      EVERYTHING,
      "used",
      { options: used.options.map((option) => ({ ...option, exclusive: true })) },
      ".options",
      /chosen together/,
    ],
    [
      "an option of one choice that stands alone",
      EVERYTHING,
      "main_concern",
      { options: concern.options.map((option) => ({ ...option, exclusive: true })) },
      ".options.0.exclusive",
      /every option is alone/,
    ],
    [
      "own words twice",
      EVERYTHING,
      "main_concern",
      { options: concern.options.map((option) => ({ ...option, own_words: own })) },
      ".options.1.own_words",
      /One option/,
    ],
    [
      "own words of who says nothing",
      EVERYTHING,
      "age",
      {
        options: (EVERYTHING.questions.find(({ id }) => id === "age") as ChoiceQuestion).options.map((option) => ({
          ...option,
          own_words: own,
        })),
      },
      ".options.2.own_words",
      /says something/,
    ],
    ["a text without a length", TEXTS, "improve", { length_max: undefined }, ".length_max", /./],
    ["a text of a novel's length", TEXTS, "improve", { length_max: 5000 }, ".length_max", /1 to 2000/],
    ["options of a text", TEXTS, "improve", { options: used.options }, "", /not known/],
    ["a text of demographics", TEXTS, "improve", { role: "demographic" }, ".role", /has options/],
    [
      "an order of a text",
      TEXTS,
      "improve",
      { arms: [{ arm: 1, option_order: ["a", "b"] }] },
      ".arms.0.option_order",
      /every option once/,
    ],
    [
      "a rule about itself",
      ROUTING,
      "roads",
      { ask_when: { question: "roads", any_of: ["bad"] } },
      ".ask_when",
      /loop/,
    ],
    [
      "a rule that looks ahead",
      ROUTING,
      "how",
      { ask_when: { question: "last", any_of: ["yes"] } },
      ".ask_when",
      /loop/,
    ],
    [
      "a rule about no question",
      ROUTING,
      "how",
      { ask_when: { question: "secret", any_of: ["yes"] } },
      ".ask_when",
      /there is none of/,
    ],
    [
      "a rule about no option",
      ROUTING,
      "how",
      { ask_when: { question: "contacted", any_of: ["secret"] } },
      ".ask_when",
      /an option/,
    ],
    [
      "a rule about words",
      TEXTS,
      "plain",
      { ask_when: { question: "improve", chosen: { at_least: 1 } } },
      ".ask_when",
      /never at what somebody wrote/,
    ],
    [
      "a rule about scores of none",
      ROUTING,
      "how",
      { ask_when: { question: "contacted", score: { at_least: 1 } } },
      ".ask_when",
      /without scores/,
    ],
    [
      "all of one choice",
      ROUTING,
      "how",
      { ask_when: { question: "contacted", all_of: ["yes"] } },
      ".ask_when",
      /any_of/,
    ],
    [
      "a count without a number",
      ROUTING,
      "how",
      { ask_when: { question: "contacted", chosen: {} } },
      ".ask_when",
      /at_least/,
    ],
    ["a rule of another kind", ROUTING, "how", { ask_when: { secret: 1 } }, ".ask_when", /A rule is one of/],
    ["a rule that is no object", ROUTING, "how", { ask_when: "secret" }, ".ask_when", /A rule is one of/],
    [
      "rules too deep",
      ROUTING,
      "how",
      { ask_when: { not: { not: { not: { not: { not: { place: ["E1"] } } } } } } },
      ".ask_when.not.not.not.not.not",
      /at most 5 deep/,
    ],
    [
      "a question that contradicts itself",
      ROUTING,
      "how",
      {
        ask_when: {
          all: [
            { question: "contacted", any_of: ["yes"] },
            { question: "contacted", any_of: ["no"] },
          ],
        },
      },
      ".ask_when",
      /No resident is ever asked/,
    ],
    [
      "a score that nothing has",
      ROUTING,
      "complaint",
      { ask_when: { question: "outcome", score: { at_least: 11 } } },
      ".ask_when",
      /No resident is ever asked/,
    ],
    [
      "more ticks than can stand together",
      ROUTING,
      "several",
      { ask_when: { question: "how", chosen: { at_least: 4 } } },
      ".ask_when",
      /No resident is ever asked/,
    ],
    [
      "an earlier choice that not everybody made",
      TEXTS,
      "improve",
      { text: { en: "Of {answer:main_concern}", cy: "x" } },
      ".text.en",
      /placeholders here are/,
    ],
    [
      "words named in a text",
      TEXTS,
      "plain",
      { text: { en: "Of {answer:improve}", cy: "x" } },
      ".text.en",
      /placeholders here are/,
    ],
    [
      "a later choice named",
      TEXTS,
      "one_word",
      { text: { en: "Of {answer:plain}", cy: "x" } },
      ".text.en",
      /placeholders here are/,
    ],
  ])("refuses %s and says where", (_name, questionnaire, id, change, where, message) => {
    const problems = problemsOf(changed(questionnaire, id, change));
    const path = `questions.${at(questionnaire, id)}${where}`;
    expect(problems).toContainEqual({ path, message: expect.stringMatching(message) });
    expect(JSON.stringify(problems)).not.toContain("secret");
  });

  it("asks everybody what answers are weighted by", () => {
    const ask_when = { question: "heard_of", any_of: ["yes"] };
    expect(problemsOf(changed(EVERYTHING, "age", { ask_when }))).toEqual([
      { path: "weighting.age.question", message: "Everybody is asked what answers are weighted by." },
    ]);
  });

  it.each<[string, object, string, RegExp]>([
    [
      "a section that there is none of",
      { screens: [{ id: "contacted", section: "secret" }, ...ROUTING.screens.slice(1)] },
      "screens.0.section",
      /no section/,
    ],
    [
      "a section of no screen",
      { sections: [...(ROUTING.sections ?? []), { id: "empty", title: ROUTING.title }] },
      "sections.2",
      /No screen/,
    ],
    [
      "two sections of one id",
      { sections: [ROUTING.sections?.[0], ROUTING.sections?.[0], ROUTING.sections?.[1]] },
      "sections.1.id",
      /Another section/,
    ],
    [
      "a section torn apart",
      { screens: ROUTING.screens.map((screen) => (screen.id === "last" ? { ...screen, section: "contact" } : screen)) },
      "screens.8.section",
      /stand together/,
    ],
    [
      "a section that looks into itself",
      {
        sections: ROUTING.sections?.map((section) => ({
          ...section,
          ask_when: { question: "roads", any_of: ["bad"] },
        })),
      },
      "sections.1.ask_when",
      /loop/,
    ],
  ])("refuses %s", (_name, change, path, message) => {
    expect(problemsOf({ ...ROUTING, ...change })).toContainEqual({ path, message: expect.stringMatching(message) });
  });

  it("takes a rule of a whole section", () => {
    const sections = ROUTING.sections?.map((section) =>
      section.id === "services" ? { ...section, ask_when: { question: "contacted", any_of: ["no"] } } : section,
    );
    expect(problemsOf({ ...ROUTING, sections })).toEqual([]);
  });

  it("refuses a grid whose rows differ", () => {
    const grid = fixture("grid");
    const [first] = grid.questions as readonly ChoiceQuestion[];
    const problems = problemsOf(changed(grid, "row_waste", { options: first?.options.slice(0, 3) }));
    expect(problems).toContainEqual({ path: "screens.0.grid", message: expect.stringMatching(/same options/) });
  });

  it("says that rules are too many to be gone through", () => {
    const wide = {
      ...used,
      options: Array.from({ length: 20 }, (_, index) => ({ id: `o${index}`, label: used.title, kind: "substantive" })),
    };
    const ask_when = { question: "used", all_of: wide.options.map(({ id }) => id) };
    const document = {
      ...EVERYTHING,
      questions: EVERYTHING.questions.map((question) =>
        question.id === "used" ? wide : question.id === "trust_local" ? { ...question, ask_when } : question,
      ),
    };
    expect(problemsOf(document)).toContainEqual({
      path: `questions.${at(EVERYTHING, "trust_local")}.ask_when`,
      message: expect.stringMatching(/Too many answers/),
    });
  });
});
