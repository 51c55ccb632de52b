import { expect, it } from "vitest";
import { journey, nextScreen, previousScreen, questionsAsked, screenAt } from "../../../core/questionnaire/journey.ts";
import type { Scenario } from "../../../core/questionnaire/types.ts";
import { SMALL } from "../../support/questionnaire.ts";

it.each<[Scenario, string[][]]>([
  ["A", [["happy"], ["roads"], ["age"]]],
  ["B1", [["happy"], ["age"]]],
  ["B2", [["happy_county"], ["roads"], ["age"]]],
  ["C", [["happy", "happy_county"], ["roads"], ["age"]]],
])("asks a resident of scenario %s the questions of that scenario, screen by screen", (scenario, expected) => {
  const path = journey(SMALL, { scenario }, {});
  expect(path.map(({ questions }) => questions.map(({ id }) => id))).toEqual(expected);
  expect(questionsAsked(SMALL, { scenario }, {}).map(({ id }) => id)).toEqual(expected.flat());
});

it("finds the neighbours of a screen on the path, and none for a screen off it", () => {
  const path = journey(SMALL, { scenario: "B1" });
  expect(screenAt(path, "councils")?.screen.id).toBe("councils");
  expect(nextScreen(path, "councils")?.screen.id).toBe("age");
  expect(previousScreen(path, "age")?.screen.id).toBe("councils");
  expect(previousScreen(path, "councils")).toBeNull();
  expect(nextScreen(path, "age")).toBeNull();
  expect(screenAt(path, "roads")).toBeNull();
  expect(nextScreen(path, "roads")).toBeNull();
  expect(previousScreen(path, "roads")).toBeNull();
});
