/** From respondents to weights, and from weights to the figures of every question, group by group. Pure. */
import { tQuantile } from "../../core/estimation/distributions.ts";
import { estimateMean, type Mean } from "../../core/estimation/mean.ts";
import type { Interval, Observations } from "../../core/estimation/observations.ts";
import { secondaryIntervals, type SecondaryIntervals, waldInterval } from "../../core/estimation/parity.ts";
import { estimateProportion, type Proportion } from "../../core/estimation/proportion.ts";
import { type PreparedSample, prepareSample } from "../../core/weighting/prepare.ts";
import type { Sample, WeightingProblem } from "../../core/weighting/types.ts";
import { type Weighting, weightPrepared } from "../../core/weighting/weight-sample.ts";
import { type Respondents, weightingVariables } from "./estimate-input.ts";
import type { EstimatePlan, QuestionPlan } from "./estimate-plan.ts";

/** What a figure is: the share of one answer, of several together, a net in -1 to 1, or a mean of scores. */
export type FigureKind = "share" | "top" | "bottom" | "net" | "mean";

/** An estimate with its interval; null where the base holds nobody. */
export interface Figure {
  readonly question: string;
  /** The level of the column that groups are made by; null is everybody. */
  readonly group: string | null;
  readonly kind: FigureKind;
  /** Null where the figure is about several answers. */
  readonly answer: string | null;
  /** People in the base, unweighted, and the sum of their weights. */
  readonly base: number;
  readonly weightedBase: number;
  readonly estimate: number | null;
  readonly interval: Interval | null;
  readonly effectiveBase: number | null;
  /** Kish's, on the figure's own base. */
  readonly designEffect: number | null;
  /** The intervals of other tools; null where they were not asked for, or nobody is in the base. */
  readonly others: OtherIntervals | null;
}

/** The intervals of other tools. Of a net and a mean there is only Wald's. */
export type OtherIntervals = Readonly<Record<keyof SecondaryIntervals, Interval | null>>;

/** Respondents with their weights. */
export interface Weighted {
  readonly weighting: Weighting;
  /** For each margin: its variables, categories, and the share of base weight of which they are not known. */
  readonly margins: readonly { readonly variables: readonly string[]; readonly unknownShare: number }[];
  /** What the weights add up to. */
  readonly total: number;
}

/** Weights, or every reason why there are none. */
export type WeightedResult =
  | { readonly ok: true; readonly weighted: Weighted }
  | { readonly ok: false; readonly problems: readonly WeightingProblem[] };

/** Weights respondents as a plan says. */
export function weightRespondents(respondents: Respondents, plan: EstimatePlan): WeightedResult {
  const prepared = prepareSample(sampleOf(respondents, plan), plan.margins, { differentTotals: plan.differentTotals });
  if (!prepared.ok) return prepared;
  const total = totalOf(respondents, plan);
  const bounds = plan.bounds === null ? {} : { bounds: plan.bounds };
  const result = weightPrepared(prepared.prepared, { total, ...bounds });
  if (!result.ok) return result;
  const { weighting } = result;
  return { ok: true, weighted: { weighting, total, margins: marginsOf(prepared.prepared, weighting) } };
}

function marginsOf({ margins }: PreparedSample, { diagnostics }: Weighting): Weighted["margins"] {
  return margins.map(({ variables }, index) => ({
    variables,
    unknownShare: diagnostics.unknownShares[index] as number,
  }));
}

/** One cell for each respondent, so that the weights come back in their order. */
function sampleOf({ count, columns, baseWeights }: Respondents, plan: EstimatePlan): Sample {
  const variables = weightingVariables(plan);
  const levels = variables.map((variable) => knownLevels(columns.get(variable) ?? [], plan));
  const cells = Array.from({ length: count }, (_, row) => ({
    levels: levels.map((column) => column[row] as string | null),
    base_weight: baseWeights[row] as number,
    respondents: 1,
  }));
  return { variables, cells };
}

function knownLevels(cells: readonly string[], { unknown }: EstimatePlan): readonly (string | null)[] {
  return cells.map((cell) => (cell === "" || unknown.includes(cell) ? null : cell));
}

function totalOf({ count }: Respondents, { total, margins }: EstimatePlan): number {
  if (typeof total === "number") return total;
  if (total === null) return count;
  return (margins[0]?.categories ?? []).reduce((sum, { population }) => sum + population, 0);
}

/** What to work out. */
export interface FiguresRequest {
  readonly plan: EstimatePlan;
  /** The column that groups are made by; null for everybody alone. */
  readonly by: string | null;
  /** Whether to give the intervals of other tools too. */
  readonly others: boolean;
}

/** All figures: by question, then by group, everybody first. */
export function figuresOf(respondents: Respondents, weights: Float64Array, request: FiguresRequest): readonly Figure[] {
  const groups = groupsOf(respondents, request);
  return respondents.questions.flatMap((question) => {
    const cells = respondents.columns.get(question) as readonly string[];
    const plan = request.plan.questions?.get(question) ?? NO_PLAN;
    const tallies = groups.map(({ rows }) => tally(cells, rows, weights));
    const answers = [...(tallies[0] as Tally).keys()].filter((one) => !plan.excludes.includes(one)).sort(inOrder);
    return groups.flatMap(({ group }, index) => {
      const own = tallies[index] as Tally;
      const base = { question, group, designBase: respondents.count, others: request.others };
      return questionFigures(base, own, answers, plan);
    });
  });
}

const NO_PLAN: QuestionPlan = { excludes: [], top: [], bottom: [], scores: {} };

interface Group {
  readonly group: string | null;
  readonly rows: readonly number[];
}

/** Everybody, then each level of the column that groups are made by. Whose level is not known is in no group. */
function groupsOf({ count, columns }: Respondents, { plan, by }: FiguresRequest): readonly Group[] {
  const everybody = { group: null, rows: Array.from({ length: count }, (_, row) => row) };
  if (by === null) return [everybody];
  const cells = columns.get(by) ?? [];
  const levels = weightingVariables(plan).includes(by) ? knownLevels(cells, plan) : cells;
  const rowsOf = new Map<string, number[]>();
  for (const [row, level] of levels.entries()) {
    if (level === null || level === "") continue;
    const rows = rowsOf.get(level);
    if (rows === undefined) rowsOf.set(level, [row]);
    else rows.push(row);
  }
  const groups = [...rowsOf].sort(([first], [second]) => inOrder(first, second));
  return [everybody, ...groups.map(([group, rows]) => ({ group, rows }))];
}

const COLLATOR = new Intl.Collator("en-GB", { numeric: true });

/** Numbers by size, words by the alphabet. */
function inOrder(first: string, second: string): number {
  return COLLATOR.compare(first, second) || (first < second ? -1 : 1);
}

/** For each answer, how many people of each weight gave it. */
type Tally = ReadonlyMap<string, ReadonlyMap<number, number>>;

function tally(cells: readonly string[], rows: readonly number[], weights: Float64Array): Tally {
  const counts = new Map<string, Map<number, number>>();
  for (const row of rows) {
    const [answer, weight] = [cells[row] as string, weights[row] as number];
    if (answer === "") continue;
    const own = counts.get(answer) ?? new Map<number, number>();
    own.set(weight, (own.get(weight) ?? 0) + 1);
    counts.set(answer, own);
  }
  return counts;
}

interface FigureBase {
  readonly question: string;
  readonly group: string | null;
  readonly designBase: number;
  readonly others: boolean;
}

function questionFigures(
  base: FigureBase,
  counts: Tally,
  answers: readonly string[],
  { top, bottom, scores }: QuestionPlan,
): readonly Figure[] {
  const share = (kind: FigureKind, answer: string | null, codes: readonly string[]): Figure =>
    shareFigure(
      base,
      kind,
      answer,
      observationsOf(counts, answers, (one) => (codes.includes(one) ? 1 : 0)),
    );
  const mean = (kind: FigureKind, valueOf: (answer: string) => number | null): Figure =>
    meanFigure(base, kind, observationsOf(counts, answers, valueOf));
  const net = (answer: string): number => (top.includes(answer) ? 1 : bottom.includes(answer) ? -1 : 0);
  return [
    ...answers.map((answer) => share("share", answer, [answer])),
    ...(top.length > 0 ? [share("top", null, top)] : []),
    ...(bottom.length > 0 ? [share("bottom", null, bottom)] : []),
    ...(top.length > 0 && bottom.length > 0 ? [mean("net", net)] : []),
    ...(Object.keys(scores).length > 0
      ? [mean("mean", (answer) => (Object.hasOwn(scores, answer) ? (scores[answer] as number) : null))]
      : []),
  ];
}

/** In one order, so that the order of rows changes no digit. Answers without a value are outside the base. */
function observationsOf(
  counts: Tally,
  answers: readonly string[],
  valueOf: (answer: string) => number | null,
): Observations {
  const groups = answers.flatMap((answer) => {
    const value = valueOf(answer);
    if (value === null) return [];
    const byWeight = [...(counts.get(answer) ?? [])].sort(([first], [second]) => first - second);
    return byWeight.map(([weight, count]) => ({ weight, count, value }));
  });
  return {
    weights: groups.map(({ weight }) => weight),
    counts: groups.map(({ count }) => count),
    values: groups.map(({ value }) => value),
  };
}

function shareFigure(
  { designBase, others, ...about }: FigureBase,
  kind: FigureKind,
  answer: string | null,
  observations: Observations,
): Figure {
  const proportion = estimateProportion(observations, designBase);
  const intervals = others ? secondaryIntervals(observations, designBase) : null;
  return { ...about, kind, answer, ...numbersOf(proportion), others: intervals };
}

function meanFigure(
  { designBase, others, ...about }: FigureBase,
  kind: FigureKind,
  observations: Observations,
): Figure {
  const mean = estimateMean(observations, designBase);
  const intervals = others && mean.estimate !== null ? { ...NO_OTHERS, waldT: waldT(mean) } : null;
  const numbers = numbersOf(mean);
  // 1.96 errors to either side may lead out of what a net can be.
  const interval = kind === "net" && numbers.interval !== null ? withinNets(numbers.interval) : numbers.interval;
  return { ...about, kind, answer: null, ...numbers, interval, others: intervals };
}

function withinNets({ low, high }: Interval): Interval {
  return { low: Math.max(-1, low), high: Math.min(1, high) };
}

function numbersOf(
  estimated: Proportion | Mean,
): Omit<Figure, keyof Omit<FigureBase, "designBase"> | "kind" | "answer"> {
  const { base, weightedBase, estimate, interval, effectiveBase, kish } = estimated;
  return { base, weightedBase, estimate, interval, effectiveBase, designEffect: kish?.designEffect ?? null };
}

const NO_OTHERS: OtherIntervals = {
  ...{ waldT: null, logit: null, beta: null, likelihood: null },
  ...{ wilsonTLinearised: null, wilsonZLinearised: null, wilsonZKish: null, clopperPearsonKish: null },
};

function waldT({ estimate, linearised }: Mean): Interval | null {
  if (estimate === null || linearised === null) return null;
  return waldInterval(estimate, linearised.standardError, tQuantile(0.975, linearised.degreesOfFreedom));
}
