import { describe, expect, it } from "vitest";
import { choiceQuestions, derivedAnswers } from "../../../core/questionnaire/codebook.ts";
import { journey, questionsAsked } from "../../../core/questionnaire/journey.ts";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import { expectedMinutes, itemCount, screenCount } from "../../../core/questionnaire/minutes.ts";
import type { ChoiceQuestion, Scenario, SurveyContext } from "../../../core/questionnaire/types.ts";
import { optionsShown, questionText, screenIntro } from "../../../core/questionnaire/wording.ts";
import { SCENARIOS } from "../../support/arbitraries.ts";
import { ONE_TIER, TWO_TIER } from "../../support/questionnaire.ts";

const { questions } = LGA_RESIDENT_SURVEY;

/** Welsh texts that rightly equal the English. None does. */
const SAME_IN_WELSH: readonly string[] = [];

function question(id: string): ChoiceQuestion {
  const found = questions.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no question ${id}`);
  return found;
}

function contextOf(scenario: Scenario): SurveyContext {
  return scenario === "A" ? ONE_TIER : { ...TWO_TIER, scenario };
}

/** Every text in the document, wherever it stands. */
function textsIn(value: unknown): { en: string; cy: string }[] {
  if (typeof value !== "object" || value === null) return [];
  if ("en" in value && "cy" in value) return [{ en: String(value.en), cy: String(value.cy) }];
  return Object.values(value).flatMap(textsIn);
}

it.each<[Scenario, number, number, number]>([
  ["A", 18, 26, 260 / 60],
  ["B1", 18, 21, 210 / 60],
  ["B2", 18, 22, 220 / 60],
  ["C", 17, 30, 5],
])("asks scenario %s %i screens and %i items in %d minutes", (scenario, screens, items, minutes) => {
  expect(screenCount(LGA_RESIDENT_SURVEY, scenario)).toBe(screens);
  expect(journey(LGA_RESIDENT_SURVEY, { scenario })).toHaveLength(screens);
  expect(itemCount(LGA_RESIDENT_SURVEY, scenario)).toBe(items);
  expect(expectedMinutes(LGA_RESIDENT_SURVEY, scenario)).toBe(minutes);
});

const FIRST = ["local_area_satisfaction"];
const KEY = ["council_satisfaction", "value_for_money", "acts_on_concerns", "informed", "trust_council"];
const POLLS = ["decision_body", "decision_individuals", "media_councils"];
const SAFETY = ["safety_after_dark", "safety_daytime"];
const LAST = ["age_band", "sex", "disability", "tenure", "ethnic_group", "working_status"];

it("asks the LGA's questions first, then polling, safety, services and demographics", () => {
  const street = ["waste_collection", "street_cleaning", "road_maintenance", "pavement_maintenance", "parks"];
  const people = ["libraries", "sport_leisure", "older_people", "children_young_people"];
  const services = [...street, ...people].map((service) => `service_${service}`);
  expect(questionsAsked(LGA_RESIDENT_SURVEY, { scenario: "A" }).map(({ id }) => id)).toEqual([
    ...FIRST,
    ...KEY,
    ...POLLS,
    ...SAFETY,
    ...services,
    ...LAST,
  ]);
});

it("asks of one tier only what it runs", () => {
  const services = (scenario: Scenario) =>
    questionsAsked(LGA_RESIDENT_SURVEY, { scenario })
      .map(({ id }) => id)
      .filter((id) => id.startsWith("service_"));
  const district = ["service_waste_collection", "service_street_cleaning", "service_parks", "service_sport_leisure"];
  expect(services("B1")).toEqual(district);
  expect(services("B2")).toEqual(services("A").filter((id) => !district.includes(id)));
  expect(services("C")).toEqual(services("A"));
});

it("puts the two councils next to each other, district first, and in one series", () => {
  const asked = choiceQuestions({ questions: questionsAsked(LGA_RESIDENT_SURVEY, { scenario: "C" }) });
  for (const id of KEY) {
    const position = asked.findIndex((each) => each.id === id);
    expect(asked[position + 1]?.id).toBe(`${id}_county`);
    expect(asked[position + 1]?.screen).toBe(asked[position]?.screen);
    expect(asked[position + 1]?.series).toBe(id);
    expect(asked[position + 1]?.options).toBe(asked[position]?.options);
  }
});

it.each(SCENARIOS)("leaves no brace in any text of scenario %s, in any arm or language", (scenario) => {
  for (const arm of [0, 1]) {
    for (const language of ["en", "cy"] as const) {
      const context = { ...contextOf(scenario), arm };
      for (const { screen, questions } of journey(LGA_RESIDENT_SURVEY, context)) {
        expect(screenIntro(screen, context, language) ?? "").not.toMatch(/[{}]/);
        for (const each of questions) expect(questionText(each, context, language)).not.toMatch(/[{}]/);
      }
    }
  }
});

it("names the tier that runs a service", () => {
  const roads = question("service_road_maintenance");
  expect(questionText(roads, ONE_TIER, "en")).toContain("Leeds City Council");
  expect(questionText(roads, TWO_TIER, "en")).toContain("Surrey County Council");
  expect(questionText(question("service_parks"), TWO_TIER, "en")).toContain("Mole Valley District Council");
});

it("shows the two bodies in either order, and the rest last", () => {
  const body = question("decision_body");
  const shown = (arm: number) => optionsShown(body, { arm }).map(({ id }) => id);
  expect(shown(0)).toEqual(["council", "government", "neither", "dont_know"]);
  expect(shown(1)).toEqual(["government", "council", "neither", "dont_know"]);
  expect(questionText(body, ONE_TIER, "en")).toMatch(/your local council or the government\?$/);
  expect(questionText(body, { ...ONE_TIER, arm: 1 }, "en")).toMatch(/the government or your local council\?$/);
});

it("introduces what it asks about", () => {
  const intro = (id: string, context: SurveyContext) => {
    const screen = LGA_RESIDENT_SURVEY.screens.find((candidate) => candidate.id === id);
    return screen === undefined ? null : screenIntro(screen, context, "en");
  };
  expect(intro("local_area", ONE_TIER)).toContain("15-20 minutes walking distance");
  expect(intro("council_satisfaction", ONE_TIER)).toContain("Leeds City Council is responsible for");
  expect(intro("council_satisfaction", { ...TWO_TIER, scenario: "B2" })).not.toContain("Mole Valley");
  expect(intro("value_for_money", { ...TWO_TIER, scenario: "B1" })).not.toContain("Surrey");
  expect(intro("age_band", ONE_TIER)).toContain("you can leave out any of them");
});

it("yields the figures of published series: top two for every scale", () => {
  for (const { id, options, series } of questions) {
    const figures = derivedAnswers({ options });
    if (series !== undefined && !id.startsWith("decision_")) expect(figures).toEqual(["top_two", "bottom_two", "net"]);
  }
  expect(derivedAnswers(question("decision_body"))).toEqual([]);
});

describe("protection", () => {
  it("marks ethnic group and disability as sensitive, with merges, and trust and polling as opinion", () => {
    const marked = (sensitivity: string) =>
      questions.filter((each) => each.sensitivity === sensitivity).map(({ id }) => id);
    expect(marked("sensitive")).toEqual(["disability", "ethnic_group"]);
    expect(marked("opinion")).toEqual(["trust_council", "trust_council_county", ...POLLS]);
    expect(question("disability").merges).toHaveLength(2);
    expect(question("ethnic_group").merges).toHaveLength(1);
  });

  it("lets everybody leave out every demographic, and gives each its bands", () => {
    for (const { options, bands = [] } of questions.filter(({ role }) => role === "demographic")) {
      const banded = bands.flatMap((band) => band.options);
      expect(options.at(-1)?.id).toBe("prefer_not_to_say");
      expect(banded.toSorted()).toEqual(
        options
          .slice(0, -1)
          .map(({ id }) => id)
          .toSorted(),
      );
    }
  });

  it("keeps don't know in the base of every attitude question", () => {
    for (const { options, dont_know } of questions.filter(({ role }) => role === "attitude")) {
      expect(dont_know).toBe("in_base");
      expect(options.at(-1)?.id).toBe("dont_know");
    }
  });
});

it("has every text in Welsh, and not the English again", () => {
  const texts = textsIn(LGA_RESIDENT_SURVEY);
  expect(texts.length).toBeGreaterThan(200);
  for (const { en, cy } of texts) {
    expect(cy.trim()).not.toBe("");
    if (!SAME_IN_WELSH.includes(en)) expect(cy).not.toBe(en);
  }
});
