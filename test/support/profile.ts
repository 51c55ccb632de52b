/**
 * Invented residents of the standard questionnaire with a likely profile: older people answer more readily than younger
 * ones, opinions differ by age, and demographics go together. The truth is known, so that coverage can be measured.
 */
import { packAnswers } from "../../core/questionnaire/answers.ts";
import { LGA_RESIDENT_SURVEY } from "../../core/questionnaire/lga.ts";
import type { ChoiceQuestion, Scenario } from "../../core/questionnaire/types.ts";
import type { CountedResponse } from "../../core/tabulation/cube.ts";
import type { AgeSexCount } from "../../core/weighting/age-sex.ts";
import { CELLS } from "./districts.ts";

/** Numbers from 0 to 1 that repeat: Marsaglia's xorshift. */
export type Chance = () => number;

/** A chance of its own for each seed. */
export function createChance(seed: number): Chance {
  let state = (seed * 2_654_435_761) | 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let warm = 0; warm < 20; warm += 1) next();
  return next;
}

const survey = LGA_RESIDENT_SURVEY;

/** Adults by age band, from the youngest, of a place of the usual kind. */
const ADULTS_BY_AGE = [0.1, 0.17, 0.17, 0.17, 0.16, 0.12, 0.11];
/** How readily each age answers. The design effect of weighting comes to 1.4. */
const READINESS = [0.35, 0.45, 0.7, 1, 1.5, 2, 1.3];

/** What is typical of respondents besides their age and sex: shares of the options of each question. */
const DEMOGRAPHICS: Readonly<Record<string, (age: number) => readonly number[]>> = {
  disability: (age) => [0.72 - 0.04 * age, 0.1, 0.12 + 0.025 * age, 0.06 + 0.015 * age],
  tenure: (age) => [0.05 + 0.11 * age, 0.4 - 0.055 * age, 0.01, 0.18 - 0.01 * age, 0.33 - 0.045 * age, 0.03],
  ethnic_group: (age) => [0.8 + 0.025 * age, 0.03, 0.09 - 0.01 * age, 0.05 - 0.006 * age, 0.02],
  working_status: (age) =>
    age >= 5
      ? [0.05, 0.06, 0.04, 0, 0, 0.82, 0.01, 0.02, 0]
      : [0.48, 0.17, 0.1, 0.05, 0.04, 0.03 * age, 0.06, 0.06, 0.02],
};
const NOT_SAID = 0.03;
/** Opinions go by broad ages: weighting by these leaves no bias, so what ranges miss is chance and noise alone. */
const BROAD_AGES = [0, 0, 1, 1, 2, 3, 3];

/** A place: how large each opinion is in each age, and its adults. */
export interface SimulatedPlace {
  readonly code: string;
  readonly scenario: Scenario;
  readonly adults: readonly AgeSexCount[];
  /** For each attitude question the share of each option by age band. */
  readonly opinions: ReadonlyMap<string, readonly (readonly number[])[]>;
}

/** Makes a place of its own kind. */
export function simulatedPlace(code: string, chance: Chance, scenario: Scenario = "A"): SimulatedPlace {
  const total = Math.round(60_000 + 200_000 * chance());
  const adults = CELLS.map((cell, at) => ({
    ...cell,
    population: Math.round((total / 2) * (ADULTS_BY_AGE[Math.floor(at / 2)] ?? 0) * (0.85 + 0.3 * chance())),
  }));
  const opinions = new Map(
    attitudes(scenario).map(({ id, options }) => {
      const base = options.map(() => 0.05 + chance() ** 2);
      const slope = options.map(() => (chance() - 0.5) * 0.3);
      const byAge = BROAD_AGES.map((age) =>
        normalised(base.map((size, at) => Math.max(0.01, size + (slope[at] ?? 0) * (2 * age - 3) * size))),
      );
      return [id, byAge] as const;
    }),
  );
  return { code, scenario, adults, opinions };
}

function attitudes(scenario: Scenario): readonly ChoiceQuestion[] {
  return survey.questions.filter(({ role, asked_in }) => role === "attitude" && asked_in.includes(scenario));
}

function normalised(sizes: readonly number[]): readonly number[] {
  const sum = sizes.reduce((total, size) => total + size, 0);
  return sizes.map((size) => size / sum);
}

/**
 * Respondents of a place. `leaves` is the chance that a question is left out: a question that many leave out is a
 * routing set of its own.
 */
export function simulatedResponses(
  place: SimulatedPlace,
  count: number,
  chance: Chance,
  leaves: Readonly<Record<string, number>> = {},
): readonly CountedResponse[] {
  const cells = normalised(place.adults.map(({ population }, at) => population * (READINESS[Math.floor(at / 2)] ?? 1)));
  return Array.from({ length: count }, (_, person) => {
    const at = drawn(cells, chance);
    const age = Math.floor(at / 2);
    const answers: Record<string, string> = { age_band: CELLS[at]!.age, sex: CELLS[at]!.sex };
    for (const { id, options } of attitudes(place.scenario)) {
      if (chance() < (leaves[id] ?? NOT_SAID)) continue;
      answers[id] = options[drawn(place.opinions.get(id)?.[age] ?? [], chance)]!.id;
    }
    for (const [id, shares] of Object.entries(DEMOGRAPHICS)) {
      if (chance() < NOT_SAID) continue;
      const { options } = survey.questions.find((question) => question.id === id)!;
      answers[id] = options[drawn(normalised(shares(age).map((share) => Math.max(0, share))), chance)]!.id;
    }
    return {
      ...{ arm: person % survey.arms, baseWeightClass: 0, recordKey: keyOf(chance), member: keyOf(chance) },
      answers: packAnswers(survey, { scenario: place.scenario }, answers),
    };
  });
}

function keyOf(chance: Chance): number {
  return Math.floor(chance() * 2 ** 24) * 2 ** 24 + Math.floor(chance() * 2 ** 24);
}

function drawn(shares: readonly number[], chance: Chance): number {
  let left = chance();
  for (const [at, share] of shares.entries()) {
    left -= share;
    if (left < 0) return at;
  }
  return shares.length - 1;
}

/** The true share of an option among all adults of some places together. */
export function trueShare(places: readonly SimulatedPlace[], question: string, option: number): number {
  let [chosen, all] = [0, 0];
  for (const { adults, opinions } of places) {
    for (const [at, { population }] of adults.entries()) {
      chosen += population * (opinions.get(question)?.[Math.floor(at / 2)]?.[option] ?? 0);
      all += population;
    }
  }
  return chosen / all;
}
