import { describe, expect, test } from "vitest";
import { createDirectory, scenarioOf } from "../../../core/place/directory.ts";
import { checkAnswers } from "../../../core/questionnaire/check.ts";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import { ATTITUDES } from "../../../server/demonstration/figures.ts";
import {
  DEMONSTRATION_SEED,
  demonstrationResponses,
  type DemonstrationResponse,
  type WaveIndex,
} from "../../../server/demonstration/generate.ts";
import { DEMONSTRATION_MEMBERSHIPS, DEMONSTRATION_PLACES } from "../../../server/demonstration/geography.ts";

const directory = createDirectory(DEMONSTRATION_PLACES, DEMONSTRATION_MEMBERSHIPS);
const make = (wave: WaveIndex, seed = DEMONSTRATION_SEED): readonly DemonstrationResponse[] => [
  ...demonstrationResponses(seed, wave, directory, LGA_RESIDENT_SURVEY),
];
const waves = [make(0), make(1)] as const;

/** Per cent of the answers given to a question that are one of the options. */
function share(responses: readonly DemonstrationResponse[], question: string, options: readonly string[]): number {
  const given = responses.flatMap(({ answers }) => answers[question] ?? []);
  return (100 * given.filter((answer) => options.includes(answer)).length) / given.length;
}

function counts(responses: readonly DemonstrationResponse[]): readonly number[] {
  const places = new Map<string, number>();
  for (const { place } of responses) places.set(place, (places.get(place) ?? 0) + 1);
  return [...places.values()];
}

describe("the generator", () => {
  test("gives the same responses for the same seed, and others for another", () => {
    expect(JSON.stringify(make(0))).toBe(JSON.stringify(waves[0]));
    expect(JSON.stringify(make(0, "another"))).not.toBe(JSON.stringify(waves[0]));
    expect(JSON.stringify(waves[1])).not.toBe(JSON.stringify(waves[0]));
  });

  test("gives some 40,000 responses, with places large, small and too small to be shown", () => {
    expect(waves[0].length + waves[1].length).toBeGreaterThan(38_000);
    expect(waves[0].length + waves[1].length).toBeLessThan(44_000);
    for (const wave of waves) {
      const sizes = counts(wave);
      expect(sizes).toHaveLength(40);
      expect(sizes.filter((size) => size < 100).length).toBeGreaterThanOrEqual(3);
      expect(sizes.filter((size) => size < 100).length).toBeLessThanOrEqual(4);
      expect(sizes.filter((size) => size >= 100 && size <= 250).length).toBeGreaterThanOrEqual(5);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(1200);
    }
  });

  test("gives only answers that the gate takes, all on the path of the place", () => {
    for (const { place, arm, answers } of waves.flat()) {
      const checked = checkAnswers(LGA_RESIDENT_SURVEY, { scenario: scenarioOf(directory, place) ?? "A" }, answers);
      if (!checked.ok || Object.keys(checked.answers).length !== Object.keys(answers).length) {
        expect.fail(`an answer in ${place} does not pass`);
      }
      if (arm !== 0 && arm !== 1) expect.fail(`${place} has the arm ${arm}`);
    }
  });

  test("stays near the published figures in the first wave and moves a little in the second", () => {
    expect(share(waves.flat(), "decision_body", ["council"])).toBeGreaterThan(70);
    expect(share(waves.flat(), "decision_body", ["council"])).toBeLessThan(77);
    for (const question of LGA_RESIDENT_SURVEY.questions.filter(({ role }) => role === "attitude")) {
      const top = question.options.filter(({ side }) => side === "top").map(({ id }) => id);
      const leading = top.length > 0 ? top : question.options.slice(0, 1).map(({ id }) => id);
      const wanted = (ATTITUDES[question.id]?.shares ?? [])
        .filter((_share, index) => leading.includes(question.options[index]?.id ?? ""))
        .reduce((total, one) => total + one, 0);
      const [first, second] = waves.map((wave) => share(wave, question.id, leading));
      expect(Math.abs((first ?? 0) - wanted), question.id).toBeLessThan(5);
      expect(Math.abs((first ?? 0) - (second ?? 0)), question.id).toBeLessThan(5);
    }
  });

  test("leaves 1 to 4 per cent of a question unanswered, and 2 to 6 per cent of the demographics unsaid", () => {
    for (const question of LGA_RESIDENT_SURVEY.questions) {
      const asked = waves.flat().filter(({ place }) => question.asked_in.includes(scenarioOf(directory, place) ?? "A"));
      const missing = asked.filter(({ answers }) => answers[question.id] === undefined).length / asked.length;
      expect(missing, question.id).toBeGreaterThan(0.007);
      expect(missing, question.id).toBeLessThan(0.043);
      if (question.role !== "demographic") continue;
      const unsaid = share(asked, question.id, ["prefer_not_to_say"]);
      expect(unsaid, question.id).toBeGreaterThan(1.7);
      expect(unsaid, question.id).toBeLessThan(6);
    }
  });

  test("lets opinions lean with age and differ between places", () => {
    const satisfied = ["very_satisfied", "fairly_satisfied"];
    const aged = (band: string): number =>
      share(
        waves[0].filter(({ answers }) => answers["age_band"] === band),
        "council_satisfaction",
        satisfied,
      );
    expect(aged("75_and_over")).toBeGreaterThan(aged("35_to_44") + 3);
    const places = ["D-B01", "D-B02", "D-B03", "D-U04", "D-U05", "D-U07"].map((code) =>
      share(
        waves[0].filter(({ place }) => place === code),
        "council_satisfaction",
        satisfied,
      ),
    );
    expect(Math.max(...places) - Math.min(...places)).toBeGreaterThan(4);
  });
});
