import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { packAnswers, unpackAnswers } from "../../../core/questionnaire/answers.ts";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import { gridsOf, hasSameAnswers } from "../../../core/questionnaire/same-answers.ts";
import type { Answers, ChoiceQuestion, Option, Questionnaire } from "../../../core/questionnaire/types.ts";
import { residents } from "../../support/arbitraries.ts";
import { fixture } from "../../support/fixtures.ts";

function words(text: string) {
  return { en: text, cy: text };
}

const OPTIONS: readonly Option[] = [
  { id: "good", label: words("Good"), kind: "substantive" },
  { id: "fair", label: words("Fair"), kind: "substantive" },
  { id: "bad", label: words("Bad"), kind: "substantive" },
  { id: "dont_know", label: words("Don't know"), kind: "dont_know" },
  { id: "prefer_not_to_say", label: words("Prefer not to say"), kind: "prefer_not_to_say" },
];
const [GOOD, FAIR, BAD, DONT_KNOW, SILENT] = ["good", "fair", "bad", "dont_know", "prefer_not_to_say"];

function row(id: string, screen: string, more: Partial<ChoiceQuestion> = {}): ChoiceQuestion {
  return {
    ...{ id, screen, type: "single", role: "attitude", about: "none", asked_in: ["A", "C"], dont_know: "in_base" },
    ...{ title: words(id), text: words(id), sensitivity: "ordinary", options: OPTIONS },
    provenance: { source: "Made up", status: "seen" },
    ...more,
  };
}

/** Two grids of four rows and of three, a grid of two rows, and three questions of one screen that is no grid. */
const TWO_GRIDS: Questionnaire = {
  ...{ id: "two-grids", version: 1, title: words("Two grids"), source: "Made up", age_floor_years: 16, arms: 1 },
  screens: [
    { id: "first", grid: true, title: words("First") },
    { id: "second", grid: true, title: words("Second") },
    { id: "pair", grid: true, title: words("Pair") },
    { id: "plain", title: words("Plain") },
  ],
  questions: [
    ...[row("a1", "first"), row("a2", "first"), row("a3", "first")],
    row("a4", "first", { ask_when: { question: "a1", any_of: ["bad"] } }),
    ...[row("b1", "second"), row("b2", "second"), row("b3", "second", { asked_in: ["A"] })],
    ...[row("c1", "pair"), row("c2", "pair")],
    ...[row("d1", "plain"), row("d2", "plain"), row("d3", "plain")],
  ],
};

/** What the count at the seal sees: the answers as they were packed. */
function isSuspicious(questionnaire: Questionnaire, answers: Answers, scenario: "A" | "C" = "A"): boolean {
  const states = unpackAnswers(questionnaire, packAnswers(questionnaire, { scenario }, answers));
  return hasSameAnswers(gridsOf(questionnaire), states);
}

function answersOf(of: Readonly<Record<string, readonly (string | undefined)[]>>): Answers {
  const entries = Object.entries(of).flatMap(([name, given]) =>
    given.flatMap((answer, index) => (answer === undefined ? [] : [[`${name}${index + 1}`, answer] as const])),
  );
  return Object.fromEntries(entries);
}

describe("one answer down every grid", () => {
  test.each<[string, Parameters<typeof answersOf>[0], boolean]>([
    ["one grid with one answer", { a: [GOOD, GOOD, GOOD] }, true],
    ["nothing at all", {}, false],
    ["two rows of a grid", { a: [GOOD, GOOD] }, false],
    ["another answer in the first row", { a: [FAIR, GOOD, GOOD] }, false],
    ["another answer in the last row", { a: [BAD, BAD, BAD, GOOD] }, false],
    ["four rows, as the first answer brings the fourth", { a: [BAD, BAD, BAD, BAD] }, true],
    ["three rows of four, one of them left", { a: [BAD, undefined, BAD, BAD] }, true],
    ["two grids with the same answer", { a: [FAIR, FAIR, FAIR], b: [FAIR, FAIR, FAIR] }, true],
    ["two grids with an answer each", { a: [GOOD, GOOD, GOOD], b: [BAD, BAD, BAD] }, true],
    ["another answer in the second grid alone", { a: [GOOD, GOOD, GOOD], b: [GOOD, GOOD, BAD] }, false],
    ["another answer in the first grid alone", { a: [GOOD, BAD, GOOD], b: [BAD, BAD, BAD] }, false],
    ["a second grid with too few rows to count", { a: [GOOD, GOOD, GOOD], b: [GOOD, BAD] }, true],
    ["a first grid with too few rows to count", { a: [GOOD, BAD], b: [BAD, BAD, BAD] }, true],
    ["a grid that has two rows", { c: [GOOD, GOOD] }, false],
    ["a grid that has two rows, and another answer in it", { a: [FAIR, FAIR, FAIR], c: [GOOD, BAD] }, true],
    ["a screen that is no grid", { d: [GOOD, GOOD, GOOD] }, false],
    ["other answers on a screen that is no grid", { a: [GOOD, GOOD, GOOD], d: [GOOD, BAD, FAIR] }, true],
    ["don't know everywhere", { a: [DONT_KNOW, DONT_KNOW, DONT_KNOW] }, false],
    ["prefer not to say everywhere", { a: [SILENT, SILENT, SILENT], b: [SILENT, SILENT, SILENT] }, false],
    ["two opinions beside don't know", { a: [GOOD, DONT_KNOW, GOOD] }, false],
    ["three opinions beside don't know", { a: [BAD, BAD, DONT_KNOW, BAD] }, true],
    ["don't know in the second grid", { a: [GOOD, GOOD, GOOD], b: [DONT_KNOW, DONT_KNOW, SILENT] }, true],
  ])("%s", (_what, given, expected) => {
    expect(isSuspicious(TWO_GRIDS, answersOf(given))).toBe(expected);
  });

  test("is not changed by rows off the path, and those do not fill a grid", () => {
    // The fourth row is asked of those alone whose first answer is bad.
    expect(isSuspicious(TWO_GRIDS, answersOf({ a: [GOOD, GOOD, GOOD, BAD] }))).toBe(true);
    expect(isSuspicious(TWO_GRIDS, answersOf({ a: [GOOD, undefined, GOOD, GOOD] }))).toBe(false);
    // The third row of the second grid is not asked where there are two councils.
    expect(isSuspicious(TWO_GRIDS, answersOf({ b: [GOOD, GOOD, GOOD] }), "A")).toBe(true);
    expect(isSuspicious(TWO_GRIDS, answersOf({ b: [GOOD, GOOD, GOOD] }), "C")).toBe(false);
  });

  test("is looked for in grids of three rows or more, in the order of the questionnaire", () => {
    const ids = gridsOf(TWO_GRIDS).map((rows) => rows.map(({ id }) => id));
    expect(ids).toEqual([
      ["a1", "a2", "a3", "a4"],
      ["b1", "b2", "b3"],
    ]);
    expect(gridsOf(fixture("grid")).map((rows) => rows.length)).toEqual([3]);
  });

  test("is nowhere in the LGA's questionnaire, which has no grid", () => {
    expect(gridsOf(LGA_RESIDENT_SURVEY)).toEqual([]);
    const first = LGA_RESIDENT_SURVEY.questions.map(({ id, options }) => [id, options[0]?.id ?? ""]);
    expect(isSuspicious(LGA_RESIDENT_SURVEY, Object.fromEntries(first))).toBe(false);
  });
});

const anyAnswers = fc.dictionary(
  fc.constantFrom(...TWO_GRIDS.questions.map(({ id }) => id)),
  fc.constantFrom(...OPTIONS.map(({ id }) => id)),
);

property.prop([anyAnswers])("is where every grid with three opinions has one of them", (answers) => {
  const asked = (id: string): boolean => id !== "a4" || answers["a1"] === BAD;
  const opinions = ["a", "b"].map((grid) =>
    [1, 2, 3, 4]
      .map((number) => (asked(`${grid}${number}`) ? answers[`${grid}${number}`] : undefined))
      .filter((answer) => answer === GOOD || answer === FAIR || answer === BAD),
  );
  const counting = opinions.filter(({ length }) => length >= 3);
  const expected = counting.some(() => true) && counting.every((each) => each.every((answer) => answer === each[0]));
  expect(isSuspicious(TWO_GRIDS, answers)).toBe(expected);
});

property.prop([residents])("is seen in every response that can be stored", ({ questionnaire, context, answers }) => {
  const states = unpackAnswers(questionnaire, packAnswers(questionnaire, context, answers));
  const gridded = { ...questionnaire, screens: questionnaire.screens.map((screen) => ({ ...screen, grid: true })) };
  expect(typeof hasSameAnswers(gridsOf(gridded), states)).toBe("boolean");
  expect(hasSameAnswers([], states)).toBe(false);
});
