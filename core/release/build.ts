/**
 * From weighted tables to the rows of a release: every whitelisted row (R4), in code-list order (R21), each with its
 * status (R20). Pure: the same tables give the same rows.
 */
import { groupStatus, publishedBase, publishedDesignEffect, publishedShare } from "../disclosure/interim.ts";
import { sampleRule } from "../estimation/sample-type.ts";
import { wilson, Z_95 } from "../estimation/wilson.ts";
import { derivedAnswers, inBase } from "../questionnaire/codebook.ts";
import type { Question, Questionnaire, Scenario } from "../questionnaire/types.ts";
import type { CubeLayout } from "../tabulation/layout.ts";
import { addWeightedTables, questionSums, type QuestionSums, type WeightedTable } from "../tabulation/weighted.ts";
import { kishEffect } from "../weighting/kish.ts";
import { LADDER_STEPS } from "../weighting/types.ts";
import type { CompactRow, Composition, Status, Stream, WaveStream } from "./types.ts";
import type { WeightedStream } from "./weigh.ts";

/** What the rows of a wave are counted by: the layout of its cubes, and the questionnaire that they were laid out for. */
export interface BuildPlan {
  readonly questionnaire: Questionnaire;
  readonly layout: CubeLayout;
}

/** A district of the wave. A stream that has nothing here is withheld. */
export interface BuildDistrict {
  readonly code: string;
  readonly scenario: Scenario;
  readonly adults: number | null;
  readonly streams: Readonly<Partial<Record<Stream, WeightedStream>>>;
}

/** A place made of districts: a county, a region, a partnership, a class. */
export interface BuildGroup {
  readonly code: string;
  /** All its districts, in the wave or not, with their adults. */
  readonly members: readonly { readonly code: string; readonly adults: number | null }[];
}

/** The rows of a place, and what those of each stream are made of. */
export interface BuiltPlace {
  readonly code: string;
  readonly compositions: readonly Composition[];
  readonly rows: readonly CompactRow[];
}

const GROUP_DISTRICTS_MIN = 2;

/**
 * The rows of every district and then of every group of a wave, one place at a time: those of a whole country would fill
 * the memory. A group is made only of districts that are shown themselves, at least two of them, so that nothing withheld
 * can be had by subtraction; it is left out where it would be a single district.
 */
export function* buildRows(
  plan: BuildPlan,
  streams: readonly WaveStream[],
  districts: readonly BuildDistrict[],
  groups: readonly BuildGroup[],
): Generator<BuiltPlace, void, undefined> {
  for (const district of districts) yield builtDistrict(plan, streams, district);
  const byCode = new Map(districts.map((district) => [district.code, district]));
  for (const group of groups) {
    const inWave = group.members.flatMap(({ code }) => byCode.get(code) ?? []);
    if (inWave.length >= GROUP_DISTRICTS_MIN) yield builtGroup(plan, streams, group, inWave);
  }
}

/**
 * Whether shares of a stream have a range: nobody knows how those who chose themselves differ from the others (R18).
 */
function hasInterval(stream: WaveStream): boolean {
  return sampleRule(stream).range !== "none";
}

function builtDistrict(plan: BuildPlan, streams: readonly WaveStream[], district: BuildDistrict): BuiltPlace {
  const asked = askedIn(plan, [district.scenario]);
  const rows = streams.flatMap((stream) =>
    placeRows(plan, district.code, stream, asked, district.streams[stream.stream]?.table ?? null),
  );
  const compositions = streams.map(({ stream }): Composition => {
    const weighted = district.streams[stream];
    const weighting = weighted === undefined ? [] : [weighted.step];
    return { stream, members_included: 1, members: 1, population_covered: 100, weighting };
  });
  return { code: district.code, compositions, rows };
}

function builtGroup(
  plan: BuildPlan,
  streams: readonly WaveStream[],
  group: BuildGroup,
  inWave: readonly BuildDistrict[],
): BuiltPlace {
  const asked = askedIn(plan, [...new Set(inWave.map(({ scenario }) => scenario))]);
  const compositions: Composition[] = [];
  const rows = streams.flatMap((stream) => {
    const shown = inWave.filter((district) => district.streams[stream.stream] !== undefined);
    const included = shown.length >= GROUP_DISTRICTS_MIN ? shown : [];
    compositions.push(composition(stream.stream, group, included));
    const tables = included.flatMap((district) => district.streams[stream.stream]?.table ?? []);
    const table = tables.length === 0 ? null : addWeightedTables(plan.layout, tables);
    // A question that only one of the districts was asked would be that district, under the name of the group.
    const isOne = ({ asked_in }: Question): boolean =>
      included.filter(({ scenario }) => asked_in.includes(scenario)).length < GROUP_DISTRICTS_MIN;
    return asked.flatMap((question) => placeRows(plan, group.code, stream, [question], isOne(question) ? null : table));
  });
  return { code: group.code, compositions, rows };
}

function composition(stream: Stream, group: BuildGroup, included: readonly BuildDistrict[]): Composition {
  const adults = total(group.members.map((member) => member.adults));
  const covered = total(included.map((district) => district.adults));
  const steps = new Set(included.map((district) => district.streams[stream]?.step));
  return {
    stream,
    members_included: included.length,
    members: group.members.length,
    population_covered: adults === null || covered === null ? null : Math.floor((covered * 100) / adults),
    weighting: LADDER_STEPS.filter((step) => steps.has(step)),
  };
}

function total(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return sum === 0 ? null : sum;
}

function askedIn({ questionnaire }: BuildPlan, scenarios: readonly Scenario[]): readonly Question[] {
  return questionnaire.questions.filter(
    ({ role, asked_in }) => role === "attitude" && asked_in.some((scenario) => scenarios.includes(scenario)),
  );
}

/** All rows of a place and stream; every one withheld where the place is not shown. */
function placeRows(
  { layout }: BuildPlan,
  place: string,
  stream: WaveStream,
  questions: readonly Question[],
  table: WeightedTable | null,
): readonly CompactRow[] {
  const designEffect = publishedDesignEffect((table && kishEffect(table)?.designEffect) ?? 1);
  const quality = { designEffect, interval: hasInterval(stream) };
  return questions.flatMap((question) =>
    layout.domains.flatMap(({ by, group, published }, domain) => {
      if (!published) return [];
      const sums = table === null ? null : questionSums(layout, table, domain, question.id);
      return figures(question, sums, quality).map(({ answer, share, low, high, base, status }): CompactRow => [
        place,
        stream.stream,
        question.id,
        answer,
        by,
        group,
        share,
        null,
        low,
        high,
        base,
        base === null ? null : designEffect,
        status,
      ]);
    }),
  );
}

/** What a place and stream say of all their figures. */
interface Quality {
  readonly designEffect: number;
  readonly interval: boolean;
}

interface Figure {
  readonly answer: string;
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly base: number | null;
  readonly status: Status;
}

/** One figure for each option in the base, then the derived ones. A base below the threshold withholds all of them. */
function figures(question: Question, sums: QuestionSums | null, quality: Quality): readonly Figure[] {
  const counted = question.options
    .map((option, index) => ({ option, people: 0, weight: 0, ...sums?.options[index] }))
    .filter(({ option }) => inBase(question, option));
  const answers = [
    ...counted.map(({ option }) => option.id),
    ...derivedAnswers(question).filter((one) => one !== "mean"),
  ];
  const { people, weight } = sums?.base ?? { people: 0, weight: 0 };
  const status = sums === null ? "c" : groupStatus(people, quality.designEffect);
  if (status === "c") {
    return answers.map((answer) => ({ answer, share: null, low: null, high: null, base: null, status }));
  }
  const base = publishedBase(people);
  const range: Range = { effectiveBase: base / quality.designEffect, interval: quality.interval };
  const share = (chosen: (entry: (typeof counted)[number]) => boolean): number => {
    const entries = counted.filter(chosen);
    const choosing = entries.reduce((sum, entry) => sum + entry.people, 0);
    // Nobody and everybody are decided by people: sums of weights need not come out even.
    if (choosing === 0 || choosing === people) return choosing === 0 ? 0 : 1;
    return entries.reduce((sum, entry) => sum + entry.weight, 0) / weight;
  };
  const top = share(({ option }) => option.side === "top");
  const bottom = share(({ option }) => option.side === "bottom");
  return answers.map((answer) => {
    if (answer === "net") return { answer, ...netFigure(top, bottom, range), base, status };
    const exact =
      answer === "top_two" ? top : answer === "bottom_two" ? bottom : share(({ option }) => option.id === answer);
    return { answer, ...shareFigure(exact, range), base, status };
  });
}

/** What a range is computed from: published values alone (R18). */
interface Range {
  readonly effectiveBase: number;
  readonly interval: boolean;
}

/** The share and its interval. */
function shareFigure(exact: number, { effectiveBase, interval }: Range): Pick<Figure, "share" | "low" | "high"> {
  const share = publishedShare(exact);
  if (!interval) return { share, low: null, high: null };
  const { low, high } = wilson(share / 100, effectiveBase);
  return { share, low: Math.floor(low * 100), high: Math.ceil(high * 100) };
}

/** Top minus bottom in points, from unrounded parts, rounded once (R19). */
function netFigure(
  top: number,
  bottom: number,
  { effectiveBase, interval }: Range,
): Pick<Figure, "share" | "low" | "high"> {
  const share = Math.round((top - bottom) * 100);
  if (!interval) return { share, low: null, high: null };
  const [p, q] = [publishedShare(top) / 100, publishedShare(bottom) / 100];
  const spread = Z_95 * Math.sqrt(Math.max(0, p + q - (p - q) ** 2) / effectiveBase) * 100;
  return { share, low: Math.max(-100, Math.floor(share - spread)), high: Math.min(100, Math.ceil(share + spread)) };
}
