/** The demonstration's responses: drawn, not collected. Pure, so that a seed always gives the same ones. */
import { choiceQuestions } from "../../core/questionnaire/codebook.ts";
import { isDistrict, type PlaceDirectory, scenarioOf } from "../../core/place/directory.ts";
import type { Place } from "../../core/place/types.ts";
import { questionsAsked } from "../../core/questionnaire/journey.ts";
import type { Answers, ChoiceQuestion, Questionnaire, Scenario } from "../../core/questionnaire/types.ts";
import {
  AGES,
  ATTITUDES,
  DISABILITIES,
  ETHNIC_GROUPS,
  LEANINGS,
  REFUSALS,
  SEXES,
  SMALL_SAMPLES,
  TENURES,
  WORKING_STATUSES,
} from "./figures.ts";
import { DEMONSTRATION_SETTINGS } from "./geography.ts";
import { bell, type Chance, createChance, pick } from "./random.ts";

/** The seed of the demonstration that everybody sees. */
export const DEMONSTRATION_SEED = "soundings-1";

/** The first and the second wave. */
export type WaveIndex = 0 | 1;

/** One invented resident's answers. */
export interface DemonstrationResponse {
  readonly place: string;
  /** Its number within its wave and place, from 0: it makes a response the same one on every start. */
  readonly number: number;
  readonly arm: number;
  readonly answers: Answers;
}

/** How far places, questions in a place, and residents differ, on the scale of `AttitudeFigures.trend`. */
const SPREAD = { place: 0.22, question: 0.12, wave: 0.06, resident: 0.6 } as const;
const SAMPLE_PER_ROOT_RESIDENT = 1.46;
const SAMPLE_MIN = 300;
const SAMPLE_MAX = 1200;
const SKIP_PERCENT_MIN = 1;
const SKIP_PERCENT_SPAN = 3;

/** A question as it is asked in one place: shares already leaning as the place does. */
interface LocalQuestion {
  readonly question: ChoiceQuestion;
  readonly shares: readonly number[];
  /** From 1 (first end of the scale) to -1; null for "don't know", which leans nowhere. */
  readonly ends: readonly (number | null)[];
  readonly skipped: number;
}

/** Who an invented resident is, as positions in the options of each demographic question. */
type Person = Readonly<
  Record<"age_band" | "sex" | "disability" | "tenure" | "ethnic_group" | "working_status", number>
>;

/** The invented councils with residents of their own, in the order of their codes. */
export function demonstrationDistricts(directory: PlaceDirectory): readonly Place[] {
  return [...directory.by_code.values()]
    .filter((place) => place.invented === true && isDistrict(place.kind))
    .sort((first, second) => (first.code < second.code ? -1 : 1));
}

/** How many responses a place brings in a wave: a few places are small enough to be withheld. */
export function sampleSize(seed: string, wave: WaveIndex, place: Place): number {
  const small = SMALL_SAMPLES[place.code];
  if (small !== undefined) return small[wave];
  const luck = 0.92 + 0.16 * createChance(`${seed} size ${wave} ${place.code}`)();
  const size = Math.round(SAMPLE_PER_ROOT_RESIDENT * Math.sqrt(place.population ?? 0) * luck);
  return Math.max(SAMPLE_MIN, Math.min(SAMPLE_MAX, size));
}

/**
 * Every response of a wave, place by place. Throws a RangeError for a question that `figures.ts` has no figures for.
 * @example [...demonstrationResponses(DEMONSTRATION_SEED, 0, directory, LGA_RESIDENT_SURVEY)].length // => some 20,000
 */
export function* demonstrationResponses(
  seed: string,
  wave: WaveIndex,
  directory: PlaceDirectory,
  questionnaire: Questionnaire,
): Generator<DemonstrationResponse> {
  for (const place of demonstrationDistricts(directory)) {
    const scenario = scenarioOf(directory, place.code) ?? "A";
    yield* inventedResponses(seed, wave, place, scenario, questionnaire, sampleSize(seed, wave, place));
  }
}

/** So many responses of a place. */
export function* inventedResponses(
  seed: string,
  wave: WaveIndex,
  place: Place,
  scenario: Scenario,
  questionnaire: Questionnaire,
  size: number,
): Generator<DemonstrationResponse> {
  const chance = createChance(`${seed} responses ${wave} ${place.code}`);
  const asked = choiceQuestions({ questions: questionsAsked(questionnaire, { scenario }) }).map((question) =>
    localQuestion(seed, wave, place, question),
  );
  for (let number = 0; number < size; number += 1) {
    const person = drawPerson(chance, place);
    const mood = SPREAD.resident * bell(chance) + leaningOf(person);
    const answers: Record<string, string> = {};
    for (const local of asked) {
      const option = chance() < local.skipped ? undefined : drawAnswer(chance, local, person, mood);
      if (option !== undefined) answers[local.question.id] = option;
    }
    yield { place: place.code, number, arm: Math.floor(chance() * questionnaire.arms), answers };
  }
}

function localQuestion(seed: string, wave: WaveIndex, place: Place, question: ChoiceQuestion): LocalQuestion {
  const skipped = createChance(`${seed} skipped ${question.id}`)() * SKIP_PERCENT_SPAN + SKIP_PERCENT_MIN;
  const shared = { question, skipped: skipped / 100 };
  if (question.role === "demographic") return { ...shared, shares: [], ends: [] };
  const figures = ATTITUDES[question.id];
  if (figures?.shares.length !== question.options.length) {
    throw new RangeError(`The demonstration has no figures for the options of ${question.id}.`);
  }
  const own = (what: string, spread: number): number => spread * bell(createChance(`${seed} ${what} ${place.code}`));
  // A county council is one council: its districts share what is thought of it.
  const council = question.about === "county" && place.county_code !== undefined ? place.county_code : place.code;
  const lean =
    SPREAD.place * bell(createChance(`${seed} council ${council}`)) +
    own(`question ${question.id}`, SPREAD.question) +
    (wave === 0 ? 0 : figures.trend + own(`wave ${question.id}`, SPREAD.wave));
  const ends = endsOf(question);
  return { ...shared, ends, shares: leaning(figures.shares, ends, lean) };
}

/** Where each option stands between the ends of its scale. */
function endsOf(question: ChoiceQuestion): readonly (number | null)[] {
  const steps = question.options.filter(({ kind }) => kind === "substantive").length;
  return question.options.map(({ kind }, index) => (kind === "substantive" ? 1 - (2 * index) / (steps - 1) : null));
}

function leaning(shares: readonly number[], ends: readonly (number | null)[], lean: number): readonly number[] {
  return shares.map((share, index) => share * Math.exp(lean * (ends[index] ?? 0)));
}

function drawAnswer(chance: Chance, local: LocalQuestion, person: Person, mood: number): string | undefined {
  const { question, shares, ends } = local;
  if (question.role === "attitude") return question.options[pick(chance, leaning(shares, ends, mood))]?.id;
  const refused = chance() * 100 < (REFUSALS[question.id] ?? 0);
  if (refused) return question.options.find(({ kind }) => kind === "prefer_not_to_say")?.id;
  return isKnown(question.id, person) ? question.options[person[question.id]]?.id : undefined;
}

function isKnown(question: string, person: Person): question is keyof Person {
  return Object.hasOwn(person, question);
}

function drawPerson(chance: Chance, place: Place): Person {
  const setting = DEMONSTRATION_SETTINGS.get(place.code) ?? "urban";
  const age_band = pick(chance, AGES[setting]);
  return {
    age_band,
    sex: pick(chance, SEXES),
    disability: pick(chance, DISABILITIES[age_band] ?? []),
    tenure: pick(chance, TENURES[age_band] ?? []),
    ethnic_group: pick(chance, ETHNIC_GROUPS[setting]),
    working_status: pick(chance, WORKING_STATUSES[age_band] ?? []),
  };
}

function leaningOf(person: Person): number {
  return (
    (LEANINGS.age[person.age_band] ?? 0) +
    (LEANINGS.sex[person.sex] ?? 0) +
    (LEANINGS.disability[person.disability] ?? 0) +
    (LEANINGS.tenure[person.tenure] ?? 0) +
    (LEANINGS.ethnic_group[person.ethnic_group] ?? 0)
  );
}
