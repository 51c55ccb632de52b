/**
 * From tables of counts to the rows of a release: every whitelisted row (R4), in code-list order (R21), each with its
 * status (R20). Pure: the same tables give the same rows.
 */
import { groupStatus, placeIsShown, publishedBase, publishedShare } from "../disclosure/interim.ts";
import { wilson, Z_95 } from "../estimation/wilson.ts";
import { derivedAnswers, inBase } from "../questionnaire/codebook.ts";
import type { Question, Scenario } from "../questionnaire/types.ts";
import { addTables, optionCounts, type Table, type TableLayout } from "../tabulation/table.ts";
import type { CompactRow, Composition, Status, Stream, WaveStream } from "./types.ts";

/** A district of the wave, with its table for each stream that brought responses. */
export interface BuildDistrict {
  readonly code: string;
  readonly scenario: Scenario;
  readonly residents: number | null;
  readonly tables: Readonly<Partial<Record<Stream, Table>>>;
}

/** A place made of districts: a county, a region, a partnership, a class. */
export interface BuildGroup {
  readonly code: string;
  /** All its districts, in the wave or not, with their residents. */
  readonly members: readonly { readonly code: string; readonly residents: number | null }[];
}

/** The rows of a place, and what those of each stream are made of. */
export interface BuiltPlace {
  readonly code: string;
  readonly compositions: readonly Composition[];
  readonly rows: readonly CompactRow[];
}

const GROUP_DISTRICTS_MIN = 2;

/**
 * The rows of every district and group of a wave. A group is made only of districts that are shown themselves, at least
 * two of them, so that nothing withheld can be had by subtraction; it is left out where it would be a single district.
 */
export function buildRows(
  layout: TableLayout,
  streams: readonly WaveStream[],
  districts: readonly BuildDistrict[],
  groups: readonly BuildGroup[],
): readonly BuiltPlace[] {
  const built = districts.map((district) => builtDistrict(layout, streams, district));
  const byCode = new Map(districts.map((district) => [district.code, district]));
  for (const group of groups) {
    const inWave = group.members.flatMap(({ code }) => byCode.get(code) ?? []);
    if (inWave.length >= GROUP_DISTRICTS_MIN) built.push(builtGroup(layout, streams, group, inWave));
  }
  return built;
}

function builtDistrict(layout: TableLayout, streams: readonly WaveStream[], district: BuildDistrict): BuiltPlace {
  const rows = streams.flatMap(({ stream }) => {
    const table = district.tables[stream];
    const shown = table !== undefined && placeIsShown(table.responses) ? table : null;
    return placeRows(layout, district.code, stream, askedIn(layout, [district.scenario]), shown);
  });
  const whole = { members_included: 1, members: 1, population_covered: 100 };
  return { code: district.code, compositions: streams.map(({ stream }) => ({ stream, ...whole })), rows };
}

function builtGroup(
  layout: TableLayout,
  streams: readonly WaveStream[],
  group: BuildGroup,
  inWave: readonly BuildDistrict[],
): BuiltPlace {
  const asked = askedIn(layout, [...new Set(inWave.map(({ scenario }) => scenario))]);
  const compositions: Composition[] = [];
  const rows = streams.flatMap(({ stream }) => {
    const shown = inWave.filter(({ tables }) => placeIsShown(tables[stream]?.responses ?? 0));
    const included = shown.length >= GROUP_DISTRICTS_MIN ? shown : [];
    compositions.push(composition(stream, group, included));
    const tables = included.flatMap(({ tables: all }) => all[stream] ?? []);
    return placeRows(layout, group.code, stream, asked, included.length === 0 ? null : addTables(layout, tables));
  });
  return { code: group.code, compositions, rows };
}

function composition(stream: Stream, group: BuildGroup, included: readonly BuildDistrict[]): Composition {
  const residents = total(group.members.map((member) => member.residents));
  const covered = total(included.map((district) => district.residents));
  return {
    stream,
    members_included: included.length,
    members: group.members.length,
    population_covered: residents === null || covered === null ? null : Math.floor((covered / residents) * 100),
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

function askedIn(layout: TableLayout, scenarios: readonly Scenario[]): readonly Question[] {
  return layout.questions
    .map(({ question }) => question)
    .filter((question) => question.asked_in.some((scenario) => scenarios.includes(scenario)));
}

/** All rows of a place and stream; every one withheld where the place is not shown. */
function placeRows(
  layout: TableLayout,
  place: string,
  stream: Stream,
  questions: readonly Question[],
  table: Table | null,
): readonly CompactRow[] {
  return questions.flatMap((question) =>
    layout.domains.flatMap(({ by, group }, domain) => {
      const counts = table === null ? null : optionCounts(layout, table, domain, question.id);
      return figures(question, counts, stream).map(({ answer, share, low, high, base, status }): CompactRow => [
        place,
        stream,
        question.id,
        answer,
        by,
        group,
        share,
        null,
        low,
        high,
        base,
        base === null ? null : 1,
        status,
      ]);
    }),
  );
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
function figures(question: Question, counts: readonly number[] | null, stream: Stream): readonly Figure[] {
  const options = question.options.map((option, index) => ({ option, count: counts?.[index] ?? 0 }));
  const counted = options.filter(({ option }) => inBase(question, option));
  const people = counted.reduce((sum, { count }) => sum + count, 0);
  const status = counts === null ? "c" : groupStatus(people);
  const answers = [
    ...counted.map(({ option }) => option.id),
    ...derivedAnswers(question).filter((one) => one !== "mean"),
  ];
  if (status === "c") {
    return answers.map((answer) => ({ answer, share: null, low: null, high: null, base: null, status }));
  }
  const base = publishedBase(people);
  const share = (chosen: (entry: (typeof counted)[number]) => boolean): number =>
    counted.filter(chosen).reduce((sum, { count }) => sum + count, 0) / people;
  const top = share(({ option }) => option.side === "top");
  const bottom = share(({ option }) => option.side === "bottom");
  return answers.map((answer) => {
    if (answer === "net") return { answer, ...netFigure(top, bottom, base, stream), base, status };
    const exact =
      answer === "top_two" ? top : answer === "bottom_two" ? bottom : share(({ option }) => option.id === answer);
    return { answer, ...shareFigure(exact, base, stream), base, status };
  });
}

/** The share, and its interval as a function of public values alone (R18); an open stream has none. */
function shareFigure(exact: number, base: number, stream: Stream): Pick<Figure, "share" | "low" | "high"> {
  const share = publishedShare(exact);
  if (stream === "open") return { share, low: null, high: null };
  const { low, high } = wilson(share / 100, base);
  return { share, low: Math.floor(low * 100), high: Math.ceil(high * 100) };
}

/** Top minus bottom in points, from unrounded parts, rounded once (R19). */
function netFigure(top: number, bottom: number, base: number, stream: Stream): Pick<Figure, "share" | "low" | "high"> {
  const share = Math.round((top - bottom) * 100);
  if (stream === "open") return { share, low: null, high: null };
  const [p, q] = [publishedShare(top) / 100, publishedShare(bottom) / 100];
  const spread = Z_95 * Math.sqrt(Math.max(0, p + q - (p - q) ** 2) / base) * 100;
  return { share, low: Math.max(-100, Math.floor(share - spread)), high: Math.min(100, Math.ceil(share + spread)) };
}
