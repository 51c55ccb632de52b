/** How often published ranges hold the true share of the adults, by simulation of whole releases. */
import { choiceQuestions, inBase } from "../../core/questionnaire/codebook.ts";
import type { BuildDistrict } from "../../core/release/build.ts";
import { tabulate } from "../../core/tabulation/cube.ts";
import { built, groupOf, noiseOf, PLAN } from "./districts.ts";
import { createChance, simulatedPlace, simulatedResponses, trueShare } from "./profile.ts";

/** Ranges published, and how many held the truth. */
export interface Coverage {
  readonly ranges: number;
  readonly held: number;
}

/** Of places, of groups, and of a question that most people leave out. */
export interface SimulatedCoverage {
  readonly places: Coverage;
  readonly groups: Coverage;
  readonly routed: Coverage;
}

const ROUTED = "informed";
const LEFT_OUT = 0.6;
const PLACES = 4;

/** Simulates so many waves of four places and their county, of 120 to 900 responses each. */
export function simulateCoverage(waves: number, seed: number): SimulatedCoverage {
  const chance = createChance(seed);
  const found = { places: [0, 0], groups: [0, 0], routed: [0, 0] } as Record<keyof SimulatedCoverage, [number, number]>;
  for (let wave = 0; wave < waves; wave += 1) {
    const places = Array.from({ length: PLACES }, (_, at) => simulatedPlace(`P${at}`, chance));
    const districts = places.map((place): BuildDistrict => {
      const count = Math.round(120 + 780 * chance() ** 2);
      const responses = simulatedResponses(place, count, chance, { [ROUTED]: LEFT_OUT });
      const { code, scenario, adults } = place;
      return {
        code,
        scenario,
        adults,
        joinedBy: [null, null, null],
        cubes: { code: tabulate(PLAN.layout, responses) },
      };
    });
    const groups = [groupOf("G", districts)];
    const shown = new Set<string>();
    for (const { code, rows } of built(districts, groups, { noise: noiseOf(`${seed} ${wave}`) })) {
      // The districts come first. A group's figures are about those of its districts that show the question.
      for (const row of rows) if (row[4] === "all" && row[12] !== "c") shown.add(`${code} ${row[2]}`);
      for (const [, , question, answer, by, , , , low, high] of rows) {
        if (by !== "all" || low === null || high === null) continue;
        const option = optionOf(question, answer);
        if (option < 0) continue;
        const inside = places.filter((place) =>
          code === "G" ? shown.has(`${place.code} ${question}`) : place.code === code,
        );
        const kind = question === ROUTED ? "routed" : code === "G" ? "groups" : "places";
        const truth = trueShare(inside, question, option) * 100;
        found[kind][0] += 1;
        if (low <= truth && truth <= high) found[kind][1] += 1;
      }
    }
  }
  const coverage = ([ranges, held]: readonly [number, number]): Coverage => ({ ranges, held });
  return { places: coverage(found.places), groups: coverage(found.groups), routed: coverage(found.routed) };
}

function optionOf(question: string, answer: string): number {
  const asked = choiceQuestions(PLAN.questionnaire).find(({ id }) => id === question);
  return asked?.options.findIndex((option) => option.id === answer && inBase(asked, option)) ?? -1;
}
