/** Districts of the standard questionnaire made of respondents, for tests of what a release shows. */
import type { WaveNoise } from "../../core/disclosure/protect.ts";
import { createWaveNoise } from "../../core/disclosure/protect.ts";
import { packAnswers } from "../../core/questionnaire/answers.ts";
import { LGA_RESIDENT_SURVEY } from "../../core/questionnaire/lga.ts";
import type { Answers, Scenario } from "../../core/questionnaire/types.ts";
import {
  type BuildDistrict,
  type BuildGroup,
  type BuildPlan,
  buildRows,
  type BuiltPlace,
  decideRelease,
  type ReleasePlan,
} from "../../core/release/build.ts";
import type { CompactRow, Stream, WaveStream } from "../../core/release/types.ts";
import { type CountedResponse, tabulate } from "../../core/tabulation/cube.ts";
import { createCubeLayout } from "../../core/tabulation/layout.ts";
import type { AgeSexCount } from "../../core/weighting/age-sex.ts";
import { adultsIn } from "../../core/weighting/weigh-cube.ts";
import { createHmac } from "node:crypto";

const survey = LGA_RESIDENT_SURVEY;

/** How rows of the standard questionnaire are built. */
export const PLAN: BuildPlan = {
  questionnaire: survey,
  weighting: survey.weighting!,
  layout: createCubeLayout(survey),
};

/** The streams of most tests. */
export const CODE: readonly WaveStream[] = [{ stream: "code", mode: "online", sample_type: "probability" }];

/** Every pair of age band and sex, the youngest women first. */
export const CELLS = PLAN.weighting.age.bands.flatMap(({ option }) =>
  [PLAN.weighting.sex.female, PLAN.weighting.sex.male].map((sex) => ({ age: option, sex })),
);

/** So many adults in each pair of age and sex. */
export function adultsOf(populationOf: (cell: (typeof CELLS)[number]) => number): readonly AgeSexCount[] {
  return CELLS.map((cell) => ({ ...cell, population: populationOf(cell) }));
}

/** A thousand adults in each pair of age and sex. */
export const EVEN = adultsOf(() => 1000);

let made = 0;

/**
 * Respondents spread evenly over ages and sexes, so that all count nearly alike, with what `answersOf` adds or changes.
 * Each has numbers of its own, unless `numbers` says which.
 */
export function respondents(
  count: number,
  answersOf: (person: number) => Answers,
  { scenario = "A", numbers }: { readonly scenario?: Scenario; readonly numbers?: (person: number) => number } = {},
): readonly CountedResponse[] {
  return Array.from({ length: count }, (_, person) => {
    const cell = CELLS[person % CELLS.length]!;
    const answers = packAnswers(survey, { scenario }, { age_band: cell.age, sex: cell.sex, ...answersOf(person) });
    const number = numbers?.(person) ?? (made += 1);
    // Two odd factors spread small numbers over 48 bits.
    const spread = (factor: bigint): number => Number((BigInt(number + 1) * factor) % 2n ** 48n);
    return {
      ...{ answers, arm: person % survey.arms, baseWeightClass: 0 },
      recordKey: spread(198_491_317_117_117n),
      member: spread(243_112_609_771_313n),
    };
  });
}

/** A district with its respondents of each stream. */
export function districtOf(
  code: string,
  streams: Readonly<Partial<Record<Stream, readonly CountedResponse[]>>>,
  more: Partial<Omit<BuildDistrict, "code" | "cubes">> = {},
): BuildDistrict {
  const cubes = Object.fromEntries(
    Object.entries(streams).map(([stream, responses]) => [stream, tabulate(PLAN.layout, responses)]),
  );
  return { code, scenario: "A", adults: EVEN, joinedBy: [null, "R", "N"], ...more, cubes };
}

/** A group of districts. */
export function groupOf(
  code: string,
  members: readonly (Pick<BuildDistrict, "code" | "adults"> | string)[],
  kind: BuildGroup["kind"] = "county",
): BuildGroup {
  const all = members.map((member) =>
    typeof member === "string"
      ? { code: member, adults: adultsIn(EVEN) }
      : { code: member.code, adults: member.adults === null ? null : adultsIn(member.adults) },
  );
  return { code, kind, members: all };
}

/** Real noise, by a key of the test's own. */
export function noiseOf(key = "test"): WaveNoise {
  return createWaveNoise("wave", (message) => createHmac("sha256", key).update(message).digest());
}

/** No noise at all, so that a test can say what the exact figures make. */
export const SILENT: WaveNoise = { ...noiseOf(), cellNoise: (_coordinate, count) => count };

/** What of some districts and groups is shown. */
export function decided(
  districts: readonly BuildDistrict[],
  groups: readonly BuildGroup[] = [],
  streams: readonly WaveStream[] = CODE,
): ReleasePlan {
  return decideRelease(PLAN, streams, districts, groups);
}

/** Their rows. */
export function built(
  districts: readonly BuildDistrict[],
  groups: readonly BuildGroup[] = [],
  { streams = CODE, noise = SILENT }: { readonly streams?: readonly WaveStream[]; readonly noise?: WaveNoise } = {},
): readonly BuiltPlace[] {
  return [...buildRows(decided(districts, groups, streams), noise)];
}

/** The rows of a place. */
export function rowsOf(places: readonly BuiltPlace[], place: string): readonly CompactRow[] {
  const found = places.find(({ code }) => code === place);
  if (found === undefined) throw new Error(`no rows of ${place}`);
  return found.rows;
}

/** One row: its figures from the share on. */
export function figuresOf(
  rows: readonly CompactRow[],
  question: string,
  answer: string,
  by = "all",
  group = "all",
): readonly unknown[] {
  const row = rows.find((one) => [question, answer, by, group].every((name, at) => one[at + 2] === name));
  if (row === undefined) throw new Error(`no row of ${question} ${answer} ${by} ${group}`);
  return row.slice(6);
}
