import { fc, test } from "@fast-check/vitest";
import { expect, it } from "vitest";
import {
  aboutIn,
  optionsShown,
  pipe,
  questionHint,
  questionText,
  screenIntro,
  screenTitle,
} from "../../../core/questionnaire/wording.ts";
import type { About, ChoiceQuestion, Screen, SurveyContext } from "../../../core/questionnaire/types.ts";
import { choiceQuestions } from "../../../core/questionnaire/codebook.ts";
import { residents } from "../../support/arbitraries.ts";
import { ONE_TIER, SMALL, TWO_TIER } from "../../support/questionnaire.ts";

function question(id: string): ChoiceQuestion {
  const found = SMALL.questions.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no question ${id}`);
  return found;
}

function screen(id: string): Screen {
  const found = SMALL.screens.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no screen ${id}`);
  return found;
}

it.each<[string, About, string]>([
  ["{council}", "district", "Mole Valley District Council"],
  ["{council}", "county", "Surrey County Council"],
  ["{council}", "none", "Mole Valley District Council"],
  [
    "{district}, {county}, {district}",
    "county",
    "Mole Valley District Council, Surrey County Council, Mole Valley District Council",
  ],
  ["no name", "district", "no name"],
  ["{other} {constructor}", "district", "{other} {constructor}"],
])("pipes %j about %s", (text, about, expected) => {
  expect(pipe(text, TWO_TIER, about)).toBe(expected);
});

it("names the only council where no county is known", () => {
  expect(pipe("{council} {county}", ONE_TIER, "county")).toBe("Leeds City Council Leeds City Council");
});

test.prop([fc.string(), fc.string()])("puts names in as they are, whatever they hold", (district_name, county_name) => {
  expect(pipe("<{district}|{county}>", { district_name, county_name }, "none")).toBe(
    `<${district_name}|${county_name}>`,
  );
});

it.each<[string, SurveyContext, "en" | "cy", string]>([
  ["happy", ONE_TIER, "en", "Are you happy with Leeds City Council?"],
  ["happy", { ...ONE_TIER, arm: 1 }, "en", "Unhappy or happy with Leeds City Council?"],
  ["happy", { ...ONE_TIER, arm: 1 }, "cy", "Anhapus neu hapus, Leeds City Council?"],
  ["happy", TWO_TIER, "en", "Are you happy with Mole Valley District Council?"],
  ["happy_county", TWO_TIER, "en", "Are you happy with Surrey County Council?"],
  ["roads", TWO_TIER, "en", "Are the roads of Surrey County Council good?"],
  ["roads", ONE_TIER, "en", "Are the roads of Leeds City Council good?"],
  ["roads", { ...ONE_TIER, arm: 1 }, "en", "Are the roads of Leeds City Council good?"],
])("words %s for its arm, its council and its language", (id, context, language, expected) => {
  expect(questionText(question(id), context, language)).toBe(expected);
});

it("says which council a question is about in each scenario", () => {
  expect(aboutIn(question("roads"), "A")).toBe("district");
  expect(aboutIn(question("roads"), "C")).toBe("county");
  expect(aboutIn(question("happy"), "C")).toBe("district");
});

it("shows a hint where there is one", () => {
  expect(questionHint(question("roads"), TWO_TIER, "en")).toBe("Those in Mole Valley District Council.");
  expect(questionHint(question("happy"), TWO_TIER, "en")).toBeNull();
});

it("introduces a screen for its scenario", () => {
  expect(screenIntro(screen("councils"), ONE_TIER, "en")).toBe("Leeds City Council is near.");
  expect(screenIntro(screen("councils"), TWO_TIER, "en")).toBe(
    "Mole Valley District Council and Surrey County Council.",
  );
  expect(screenIntro(screen("roads"), TWO_TIER, "en")).toBeNull();
  expect(screenTitle(screen("councils"), TWO_TIER, "cy")).toBe("Eich cynghorau");
  expect(screenTitle(screen("roads"), TWO_TIER, "cy")).toBeNull();
});

it("orders options by arm and leaves their codes alone", () => {
  expect(optionsShown(question("happy"), { arm: 1 }).map(({ id }) => id)).toEqual(["no", "yes", "dont_know"]);
  expect(optionsShown(question("happy"), { arm: 0 }).map(({ id }) => id)).toEqual(["yes", "no", "dont_know"]);
  expect(question("happy").options.map(({ id }) => id)).toEqual(["yes", "no", "dont_know"]);
});

test.prop([residents])("shows every option once in every arm", ({ questionnaire, context }) => {
  for (const each of choiceQuestions(questionnaire)) {
    expect(new Set(optionsShown(each, context))).toEqual(new Set(each.options));
    expect(optionsShown(each, context)).toHaveLength(each.options.length);
  }
});
