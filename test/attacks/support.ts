/**
 * Made-up countries to attack, and their rows: as counted, or by the rules. The same seed makes the same country. Groups
 * of people are correlated (the old own homes, some districts are of one mind), samples lean towards the old so that
 * weights differ, and sizes run from a handful of respondents to two thousand.
 */
import { createHmac } from "node:crypto";
import { type AttackedRelease, createReleaseReader } from "../../core/attack/attacked-release.ts";
import { type AttackSchema, attackSchema } from "../../core/attack/schema.ts";
import type { Truth, TruthStream } from "../../core/attack/types.ts";
import { createWaveNoise, type WaveNoise } from "../../core/disclosure/protect.ts";
import { derivedAnswers, inBase } from "../../core/questionnaire/codebook.ts";
import type {
  Option,
  OptionGroup,
  ChoiceQuestion,
  ChoiceQuestionnaire,
  Sensitivity,
  Side,
} from "../../core/questionnaire/types.ts";
import {
  type BuildDistrict,
  type BuildGroup,
  type BuildPlan,
  type BuiltPlace,
  buildRows,
  decideRelease,
  type ReleasePlan,
} from "../../core/release/build.ts";
import type { CompactRow, Stream, WaveStream } from "../../core/release/types.ts";
import { type CountedResponse, type Cube, tabulate } from "../../core/tabulation/cube.ts";
import { createCubeLayout } from "../../core/tabulation/layout.ts";
import { addWeightedTables, questionSums, type WeightedTable } from "../../core/tabulation/weighted.ts";
import type { AgeSexCount } from "../../core/weighting/age-sex.ts";
import { kishEffect } from "../../core/weighting/kish.ts";
import { weighStream } from "../../core/weighting/weigh-cube.ts";
import { wilson } from "../../core/estimation/wilson.ts";

/** Uniform numbers from 0 to below 1 that are the same for the same seed (Marsaglia's xorshift, 32 bits, then mixed). */
export function createUniform(seed: number): () => number {
  let state = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The place of one of several probabilities, drawn by a uniform number. */
export function draw(probabilities: readonly number[], uniform: number): number {
  let left = uniform;
  for (const [at, probability] of probabilities.entries()) {
    left -= probability;
    if (left < 0) return at;
  }
  return probabilities.length - 1;
}

const both = (en: string): { en: string; cy: string } => ({ en, cy: en });
const PROVENANCE = { source: "made up", status: "to_be_confirmed" } as const;

function attitude(
  id: string,
  answers: readonly (readonly [string, Side?])[],
  sensitivity: Sensitivity = "ordinary",
  parts: Partial<ChoiceQuestion> = {},
): ChoiceQuestion {
  const substantive = answers.map(([answer, side]): Option => ({
    ...{ id: answer, label: both(answer), kind: "substantive" },
    ...(side === undefined ? {} : { side }),
  }));
  const options: readonly Option[] = [
    ...substantive,
    { id: "dont_know", label: both("Don't know"), kind: "dont_know" },
  ];
  return {
    ...{ id, type: "single", screen: id, role: "attitude", about: "none", asked_in: ["A", "B1", "B2", "C"] },
    ...{ title: both(id), text: both(id), options, dont_know: "in_base", sensitivity, provenance: PROVENANCE },
    ...parts,
  };
}

function demographic(id: string, answers: readonly string[], sensitivity: Sensitivity = "ordinary"): ChoiceQuestion {
  const substantive = answers.map((answer): Option => ({ id: answer, label: both(answer), kind: "substantive" }));
  const bands = substantive.map((option): OptionGroup => ({
    id: option.id,
    label: option.label,
    options: [option.id],
  }));
  return {
    ...{ id, type: "single", screen: id, role: "demographic", about: "none", asked_in: ["A", "B1", "B2", "C"] },
    ...{ title: both(id), text: both(id), dont_know: "out_of_base", sensitivity, bands, provenance: PROVENANCE },
    options: [...substantive, { id: "prefer_not_to_say", label: both("Prefer not to say"), kind: "prefer_not_to_say" }],
  };
}

const SATISFIED = [
  ["very_good", "top"],
  ["good", "top"],
  ["neither", "middle"],
  ["bad", "bottom"],
  ["very_bad", "bottom"],
] as const;
const AGES = ["18_to_34", "35_to_49", "50_to_64", "65_and_over"];

/** Eight attitude questions and six demographic ones. */
export const SURVEY: ChoiceQuestionnaire = {
  ...{ id: "attacked", version: 1, title: both("Attacked"), source: "made up", age_floor_years: 18, arms: 1 },
  screens: [],
  questions: [
    attitude("place", SATISFIED),
    attitude("council", SATISFIED),
    attitude("roads", SATISFIED),
    attitude("safe", SATISFIED),
    attitude("library", [["yes"], ["no"]]),
    attitude("trust", [["council"], ["government"], ["both"], ["neither"]], "opinion"),
    attitude("vote", [["yes"], ["no"]], "opinion"),
    attitude("county", SATISFIED, "ordinary", { asked_in: ["C", "B2"] }),
    demographic("age", AGES),
    demographic("sex", ["female", "male"]),
    demographic("tenure", ["owns", "buying", "council_tenant", "private_tenant"]),
    demographic("ethnic_group", ["white", "asian", "black", "mixed", "other"], "sensitive"),
    demographic("disability", ["yes", "no"], "sensitive"),
    demographic("work", ["working", "retired", "other"]),
  ],
  weighting: {
    age: {
      question: "age",
      bands: [
        { option: "18_to_34", from_years: 18, to_years: 34 },
        { option: "35_to_49", from_years: 35, to_years: 49 },
        { option: "50_to_64", from_years: 50, to_years: 64 },
        { option: "65_and_over", from_years: 65, to_years: null },
      ],
    },
    sex: { question: "sex", female: "female", male: "male" },
  },
};

export const LAYOUT = createCubeLayout(SURVEY);
export const SCHEMA: AttackSchema = attackSchema(SURVEY, LAYOUT);
export const PLAN: BuildPlan = { questionnaire: SURVEY, layout: LAYOUT, weighting: SURVEY.weighting! };

/** A district with its respondents. */
export interface WorldDistrict {
  readonly code: string;
  readonly county: string | null;
  readonly region: string;
  readonly scenario: "A" | "C";
  readonly responses: readonly CountedResponse[];
  readonly adults: readonly AgeSexCount[];
}

/** A made-up country. */
export interface World {
  readonly seed: number;
  readonly streams: readonly WaveStream[];
  readonly districts: readonly WorldDistrict[];
  readonly groups: readonly BuildGroup[];
}

/** What a country is like, where it is not as usual. */
export interface WorldShape {
  readonly regions?: number;
  readonly countiesOfRegion?: number;
  readonly districtsOfCounty?: number;
  /** Respondents of a district, by its place; drawn between 20 and 1,500 where absent. */
  readonly sizes?: (place: number, uniform: () => number) => number;
  readonly stream?: Stream;
  /** The population is as the respondents are, so that all weights of a district are alike. */
  readonly equalWeights?: boolean;
  /** Everybody answers everything. */
  readonly complete?: boolean;
}

/** Sizes from 20 to 1,500, on a logarithmic scale. */
function usualSize(_place: number, uniform: () => number): number {
  return Math.round(20 * Math.exp(uniform() * Math.log(75)));
}

/** Makes a country. */
export function createWorld(seed: number, shape: WorldShape = {}): World {
  const uniform = createUniform(seed);
  const { regions = 2, countiesOfRegion = 2, districtsOfCounty = 4, sizes = usualSize, stream = "code" } = shape;

  const districts: WorldDistrict[] = [];
  for (let region = 0; region < regions; region += 1) {
    for (let county = 0; county < countiesOfRegion; county += 1) {
      for (let district = 0; district < districtsOfCounty; district += 1) {
        // Every other county is none: its districts are single-tier.
        const twoTier = county % 2 === 0;
        districts.push(
          createDistrict(
            {
              code: `D${String(districts.length).padStart(3, "0")}`,
              county: twoTier ? `C${region}${county}` : null,
              region: `R${region}`,
              scenario: twoTier ? "C" : "A",
            },
            sizes(districts.length, uniform),
            uniform,
            shape,
          ),
        );
      }
    }
  }
  return {
    seed,
    streams: [{ stream, mode: "online", sample_type: stream === "open" ? "self-selected" : "probability" }],
    districts,
    groups: groupsOf(districts),
  };
}

function groupsOf(districts: readonly WorldDistrict[]): readonly BuildGroup[] {
  const made = new Map<string, { kind: BuildGroup["kind"]; members: WorldDistrict[] }>();
  const put = (code: string, kind: BuildGroup["kind"], member: WorldDistrict): void => {
    const known = made.get(code) ?? { kind, members: [] };
    known.members.push(member);
    made.set(code, known);
  };
  for (const [at, district] of districts.entries()) {
    put("K0", "country", district);
    put(district.region, "region", district);
    if (district.county !== null) put(district.county, "county", district);
    put(`L${district.scenario}`, "class", district);
    // Partnerships cut across counties.
    put(`P${at % 5}`, "partnership", district);
  }
  return [...made].map(([code, { kind, members }]) => ({
    ...{ code, kind },
    members: members.map((member) => ({
      code: member.code,
      adults: member.adults.reduce((sum, { population }) => sum + population, 0),
    })),
  }));
}

const POPULATION_OF_AGE = [0.28, 0.25, 0.24, 0.23];
const RESPONSE_OF_AGE = [0.55, 0.9, 1.25, 1.4];

function createDistrict(
  where: Pick<WorldDistrict, "code" | "county" | "region" | "scenario">,
  size: number,
  uniform: () => number,
  { equalWeights = false, complete = false }: WorldShape,
): WorldDistrict {
  const adults = Math.round(40_000 + uniform() * 160_000);
  const age = POPULATION_OF_AGE.map((share, at) => share * (RESPONSE_OF_AGE[at] ?? 1));
  const total = age.reduce((sum, share) => sum + share, 0);
  const character: Character = {
    age: age.map((share) => share / total),
    white: 0.6 + 0.38 * uniform(),
    missing: complete || uniform() < 0.3 ? 0 : 0.03 * uniform(),
    questions: SURVEY.questions.map((question) => {
      // One question in twelve is one on which the district is nearly of one mind.
      const sharpness = uniform() < 1 / 12 ? 4 : 1;
      return question.options.map(({ kind }) => (kind === "substantive" ? 1.1 * sharpness * gaussian(uniform) : -2.5));
    }),
  };
  const responses = Array.from({ length: size }, () => ({
    ...{
      arm: 0,
      baseWeightClass: 0,
      recordKey: Math.floor(uniform() * 2 ** 48),
      member: Math.floor(uniform() * 2 ** 48),
    },
    answers: answersOf(character, where.scenario, uniform),
  }));
  const counts = AGES.flatMap((band, at) =>
    ["female", "male"].map((name, sex) => ({
      age: band,
      sex: name,
      population: equalWeights
        ? 100 * responses.filter(({ answers }) => answers.startsWith(`${at}${sex}`, 8)).length
        : Math.round((adults * (POPULATION_OF_AGE[at] ?? 0)) / 2),
    })),
  );
  return { ...where, responses, adults: counts };
}

interface Character {
  readonly age: readonly number[];
  readonly white: number;
  readonly missing: number;
  readonly questions: readonly (readonly number[])[];
}

function gaussian(uniform: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** One respondent, packed. Who they are shifts what they think. */
function answersOf(
  { age: ages, white, missing, questions }: Character,
  scenario: "A" | "C",
  uniform: () => number,
): string {
  const age = draw(ages, uniform());
  const old = age / 3;
  const sex = uniform() < 0.51 ? 0 : 1;
  const tenure = draw([0.1 + 0.6 * old, 0.5 - 0.4 * old, 0.15, 0.25 - 0.2 * old], uniform());
  const ethnic = draw([white, ...[0.45, 0.3, 0.15, 0.1].map((part) => part * (1 - white))], uniform());
  const disability = uniform() < 0.1 + 0.3 * old ? 0 : 1;
  const work = age === 3 ? (uniform() < 0.9 ? 1 : 0) : draw([0.75, 0.05, 0.2], uniform());
  const own = [age, sex, tenure, ethnic, disability, work];
  const mood = gaussian(uniform) * 0.5 + (tenure === 2 ? 0.6 : 0) - 0.4 * old + (ethnic > 0 ? 0.3 : 0);
  return SURVEY.questions
    .map((question, at) => {
      if (!question.asked_in.includes(scenario)) return "-";
      if (uniform() < missing) return ".";
      if (question.role === "demographic") {
        const prefersNot = uniform() < missing;
        return `${prefersNot ? question.options.length - 1 : own[at - 8]}`;
      }
      const logits = questions[at] ?? [];
      const weights = logits.map((logit, option) => Math.exp(logit + mood * (option - 1.5)));
      const sum = weights.reduce((total, weight) => total + weight, 0);
      return `${draw(
        weights.map((weight) => weight / sum),
        uniform(),
      )}`;
    })
    .join("");
}

const cubes = new WeakMap<WorldDistrict, Cube>();

/** The cube of a district. */
export function cubeOf(district: WorldDistrict): Cube {
  const known = cubes.get(district) ?? tabulate(LAYOUT, district.responses);
  cubes.set(district, known);
  return known;
}

const tables = new WeakMap<WorldDistrict, WeightedTable>();

/** A district's weighted table; all weights alike where no step of the ladder fits. */
export function tableOf(district: WorldDistrict): WeightedTable {
  const known = tables.get(district);
  if (known !== undefined) return known;
  const cube = cubeOf(district);
  const weighted = weighStream(LAYOUT, PLAN.weighting, cube, district.adults)?.table;
  const made = weighted ?? unweighted(cube);
  tables.set(district, made);
  return made;
}

function unweighted(cube: Cube): WeightedTable {
  const people = new Int32Array(LAYOUT.domains.length * LAYOUT.width);
  const block = LAYOUT.cells * LAYOUT.width;
  for (let domain = 0; domain < LAYOUT.domains.length; domain += 1) {
    for (let at = 0; at < block; at += 1)
      people[domain * LAYOUT.width + (at % LAYOUT.width)]! += cube.counts[domain * block + at] ?? 0;
  }
  const { responses, keySums } = cube;
  return {
    respondents: responses,
    sumOfWeights: responses,
    sumOfSquaredWeights: responses,
    people,
    weights: Float64Array.from(people),
    keySums,
  };
}

/** How rows as counted are made. */
export interface NaiveRules {
  /** Digits of a share after the point; null for all. */
  readonly digits: number | null;
  /** Domains with fewer people than this are withheld. */
  readonly least: number;
  /** How a base is published. */
  readonly base: (people: number) => number;
}

/** Everything as counted: weighted shares in full, exact bases, nothing withheld but what nobody is in. */
export const AS_COUNTED: NaiveRules = { digits: null, least: 1, base: (people) => people };

/** Rows with no protection but withholding what is small: every place and group, everybody and every band. */
export function naiveRows(
  code: string,
  stream: Stream,
  table: WeightedTable,
  rules: NaiveRules,
): readonly CompactRow[] {
  const designEffect = kishEffect(table)?.designEffect ?? 1;
  return SURVEY.questions
    .filter(({ role }) => role === "attitude")
    .flatMap((question) =>
      LAYOUT.domains.flatMap(({ by, group }, domain) => {
        const { options, base } = questionSums(LAYOUT, table, domain, question.id);
        const counted = question.options
          .map((option, at) => ({ option, ...options[at]! }))
          .filter(({ option }) => inBase(question, option));
        const share = (chosen: (option: Option) => boolean): number =>
          (100 * counted.filter(({ option }) => chosen(option)).reduce((sum, { weight }) => sum + weight, 0)) /
          base.weight;
        const rounded = (value: number): number =>
          rules.digits === null ? value : Number(value.toFixed(rules.digits));
        const [top, bottom] = [share(({ side }) => side === "top"), share(({ side }) => side === "bottom")];
        const derived = derivedAnswers(question)
          .filter((answer) => answer !== "mean")
          .map((answer) => [answer, { top_two: top, bottom_two: bottom, net: top - bottom }[answer]] as const);
        const figures = [
          ...counted.map(({ option }) => [option.id, share(({ id }) => id === option.id)] as const),
          ...derived,
        ];
        return figures.map(([answer, value]): CompactRow => {
          const where = [code, stream, question.id, answer, by, group] as const;
          if (base.people < Math.max(1, rules.least)) return [...where, null, null, null, null, null, null, "c"];
          const { low, high } = wilson(Math.min(1, Math.max(0, value / 100)), base.people / designEffect);
          return [
            ...where,
            rounded(value),
            null,
            rounded(low * 100),
            rounded(high * 100),
            rules.base(base.people),
            designEffect,
            "",
          ];
        });
      }),
    );
}

function askedIn({ scenario }: WorldDistrict): ReadonlySet<string> {
  return new Set(SURVEY.questions.filter(({ asked_in }) => asked_in.includes(scenario)).map(({ id }) => id));
}

/** A release and what it was made of. */
export interface Attacked {
  readonly release: AttackedRelease;
  readonly truth: Truth;
}

/** The release of a country with no protection: every district is public, and every group is made of all its districts. */
export function naiveRelease(world: World, rules: NaiveRules = AS_COUNTED, districtLeast = 1): Attacked {
  const reader = createReleaseReader(SCHEMA);
  const { stream } = world.streams[0]!;
  for (const district of world.districts) {
    const small = district.responses.length < districtLeast;
    reader.addPlace(
      district.code,
      naiveRows(
        district.code,
        stream,
        tableOf(district),
        small ? { ...rules, least: Number.POSITIVE_INFINITY } : rules,
      ),
    );
  }
  const byCode = new Map(world.districts.map((district) => [district.code, district]));
  for (const group of world.groups) {
    const members = group.members.flatMap(({ code }) => byCode.get(code) ?? []);
    reader.addPlace(group.code, naiveRows(group.code, stream, addWeightedTables(LAYOUT, members.map(tableOf)), rules));
  }
  const blocks = world.districts.map((district) => ({
    code: district.code,
    members: [district.code],
    table: tableOf(district),
    asked: askedIn(district),
  }));
  return {
    release: reader.release(),
    truth: { streams: [{ stream, blocks, districts: districtTables(world) }], groups: truthGroups(world) },
  };
}

function districtTables(world: World): ReadonlyMap<string, WeightedTable> {
  return new Map(world.districts.map((district) => [district.code, tableOf(district)]));
}

function truthGroups(world: World): Truth["groups"] {
  return world.groups.map(({ code, members }) => ({ code, members: members.map((member) => member.code) }));
}

/** Noise by a key of the country's own. */
export function noiseOf(world: World): WaveNoise {
  return createWaveNoise(`wave-${world.seed}`, (message) =>
    createHmac("sha256", `noise ${world.seed}`).update(message, "utf8").digest(),
  );
}

/** What the rules decide for a country. */
export function decide(world: World): ReleasePlan {
  const districts = world.districts.map((district): BuildDistrict => {
    const { code, scenario, adults, county, region } = district;
    const cube = cubeOf(district);
    return { code, scenario, adults, joinedBy: [county, region, "K0"], cubes: { [world.streams[0]!.stream]: cube } };
  });
  return decideRelease(PLAN, world.streams, districts, world.groups);
}

/** The rows of a country by the rules. */
export function protectedPlaces(world: World, plan: ReleasePlan = decide(world)): readonly BuiltPlace[] {
  return [...buildRows(plan, noiseOf(world))];
}

/** The release of a country by the rules. */
export function protectedRelease(world: World): Attacked {
  const plan = decide(world);
  const reader = createReleaseReader(SCHEMA);
  for (const { code, rows } of buildRows(plan, noiseOf(world))) reader.addPlace(code, rows);
  const streams = plan.decisions.map(({ stream, blocks }): TruthStream => ({
    stream: stream.stream,
    blocks: blocks.map(({ code, members, table, sets }) => ({
      ...{ code, members, table },
      asked: new Set(sets.flatMap(({ questions }) => questions.map(({ id }) => id))),
    })),
    districts: districtTables(world),
  }));
  return { release: reader.release(), truth: { streams, groups: truthGroups(world) } };
}
