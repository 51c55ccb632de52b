/**
 * The checks before raking, each with its own code, and the compact form that raking works on. Everything is put in one
 * order here, so that no result depends on the order of rows, categories or margins, to the last bit.
 */
import type { Margin, MarginCategory, Sample, SampleCell, WeightingCode, WeightingProblem } from "./types.ts";

/** One margin, ready: where each cell stands in it, and what share of the whole each category has to have. */
export interface PreparedMargin {
  readonly variables: readonly string[];
  /** The categories in order; null is "not known", last, where there is anybody of whom it is not known. */
  readonly categories: readonly (readonly string[] | null)[];
  readonly categoryOf: Int32Array;
  readonly targets: Float64Array;
}

/** A sample and its margins, ready for raking. */
export interface PreparedSample {
  /** Respondents of each cell. */
  readonly respondents: Float64Array;
  /** Share of all base weight in each cell; they add up to 1. */
  readonly baseShares: Float64Array;
  readonly margins: readonly PreparedMargin[];
  /** For each cell of the sample as it was given: its place here, -1 where it has no respondents. */
  readonly placeOf: Int32Array;
  readonly warnings: readonly WeightingProblem[];
}

/** How totals of margins may differ, and whether somebody has declared that they do. */
export interface PrepareOptions {
  /** Set where margins are known to count different populations and only their shares are meant. */
  readonly differentTotals?: boolean;
}

/** Either a value or every reason why there is none. */
export type Prepared =
  | { readonly ok: true; readonly prepared: PreparedSample }
  | { readonly ok: false; readonly problems: readonly WeightingProblem[] };

const TOTALS_DIFFER_WARN = 0.005;
const TOTALS_DIFFER_REFUSE = 0.05;
const UNKNOWN_WARN = 0.15;
const SHARE_TOTALS = [1, 100];

/**
 * Checks a sample against its margins and prepares it. Respondents whose level is not known form a category of their
 * own in that margin, with its own share of the base weight as target, and the known ones share the rest in the
 * population's proportions: the answer is unique, does not depend on any order, and is plain raking.
 */
export function prepareSample(sample: Sample, margins: readonly Margin[], options: PrepareOptions = {}): Prepared {
  const problems = [...sampleProblems(sample), ...marginProblems(sample, margins)];
  if (problems.length > 0) return { ok: false, problems };
  const warnings = totalsDiffer(margins, options);
  if (warnings.refused) return { ok: false, problems: warnings.problems };

  const { cells, placeOf } = mergedCells(sample);
  const respondents = Float64Array.from(cells, (cell) => cell.respondents);
  const base = Float64Array.from(cells, (cell) => cell.base_weight * cell.respondents);
  const total = sumOf(base);
  const baseShares = base.map((weight) => weight / total);
  const refusals: WeightingProblem[] = [];
  const prepared = [...margins].sort(byKey((margin) => margin.variables)).map((margin) => {
    const positions = margin.variables.map((variable) => sample.variables.indexOf(variable));
    return prepareMargin(margin, cells, positions, baseShares, refusals);
  });
  if (refusals.length > 0) return { ok: false, problems: refusals };
  return {
    ok: true,
    prepared: {
      ...{ respondents, baseShares, margins: prepared, placeOf },
      warnings: [...warnings.problems, ...prepared.flatMap(unknownWarning)],
    },
  };
}

/** The sum of numbers, in their order. */
export function sumOf(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

function sampleProblems({ cells }: Sample): readonly WeightingProblem[] {
  const problems: WeightingProblem[] = [];
  if (cells.some(({ respondents }) => !(Number.isInteger(respondents) && respondents >= 0))) {
    problems.push({ code: "respondents_not_usable", message: "A number of respondents is not a whole number." });
  }
  if (cells.some(({ base_weight: weight }) => !(Number.isFinite(weight) && weight > 0))) {
    problems.push({ code: "base_weight_not_usable", message: "A base weight is not a number above 0." });
  }
  if (problems.length > 0) return problems;
  if (!Number.isFinite(sumOf(cells.map((cell) => cell.base_weight * cell.respondents)))) {
    return [{ code: "base_weight_not_usable", message: "The base weights add up to more than can be counted." }];
  }
  const people = sumOf(cells.map(({ respondents }) => respondents));
  if (people === 0) problems.push({ code: "no_respondents", message: "There are no respondents to weight." });
  if (people === 1) {
    problems.push({ code: "one_respondent", message: "One respondent cannot stand for a population." });
  }
  return problems;
}

function marginProblems(sample: Sample, margins: readonly Margin[]): readonly WeightingProblem[] {
  if (margins.length === 0) return [{ code: "no_margins", message: "There is no margin to weight to." }];
  return margins.flatMap((margin) => {
    const problem = (code: WeightingCode, message: string, category?: readonly string[]): WeightingProblem => ({
      code,
      message,
      margin: margin.variables,
      ...(category === undefined ? {} : { category }),
    });
    const name = marginName(margin.variables);
    const unknown = margin.variables.filter((variable) => !sample.variables.includes(variable));
    if (margin.variables.length === 0) return [problem("margin_empty", "A margin names no variable.")];
    if (unknown.length > 0) {
      return [problem("variable_not_in_sample", `The respondents have no ${quoted(unknown)}, which a margin names.`)];
    }
    const unusable = margin.categories.filter(
      ({ levels, population }) =>
        levels.length !== margin.variables.length || !(Number.isFinite(population) && population >= 0),
    );
    if (unusable.length > 0) {
      return unusable.map(({ levels }) =>
        problem(
          "population_not_usable",
          `The population of ${quoted(levels)} in the margin ${name} is not a number of 0 or more.`,
          levels,
        ),
      );
    }
    const keys = margin.categories.map(({ levels }) => JSON.stringify(levels));
    const repeated = margin.categories.filter((_, index) => keys.indexOf(keys[index] as string) !== index);
    if (repeated.length > 0) {
      return repeated.map(({ levels }) =>
        problem("category_repeated", `The margin ${name} lists ${quoted(levels)} more than once.`, levels),
      );
    }
    if (!Number.isFinite(totalOf(margin))) {
      return [
        problem("population_not_usable", `The populations of the margin ${name} add up to more than can be counted.`),
      ];
    }
    return totalOf(margin) === 0 ? [problem("margin_empty", `The margin ${name} counts nobody.`)] : [];
  });
}

/** The share of base weight of those of whom a margin's variables are not all known. */
export function unknownShareOf({ categories, targets }: PreparedMargin): number {
  return categories.at(-1) === null ? (targets.at(-1) as number) : 0;
}

/** A large share of whom nothing is known keeps its own weight, which the reader should know. */
function unknownWarning(margin: PreparedMargin): readonly WeightingProblem[] {
  const { variables } = margin;
  const share = unknownShareOf(margin);
  if (share <= UNKNOWN_WARN) return [];
  const message = `Of ${(share * 100).toFixed(0)} per cent of those who answered, ${marginName(variables)} is not known.`;
  return [{ code: "unknown_above_15_percent", message, margin: variables }];
}

/** Totals of counts should agree. A margin that adds up to 1 or to 100 is one of shares, and is left out of this. */
function totalsDiffer(
  margins: readonly Margin[],
  options: PrepareOptions,
): { readonly refused: boolean; readonly problems: readonly WeightingProblem[] } {
  const counts = margins.filter((margin) => !SHARE_TOTALS.some((total) => near(totalOf(margin), total)));
  const totals = counts.map(totalOf);
  const [least, most] = [Math.min(...totals), Math.max(...totals)];
  const difference = counts.length === 0 ? 0 : (most - least) / least;
  if (difference <= TOTALS_DIFFER_WARN) return { refused: false, problems: [] };
  const named = counts.map((margin) => `${marginName(margin.variables)} ${totalOf(margin)}`).join(", ");
  const message = `The totals of the margins differ by ${(difference * 100).toFixed(1)} per cent: ${named}.`;
  const refused = difference > TOTALS_DIFFER_REFUSE && options.differentTotals !== true;
  return { refused, problems: [{ code: "margin_totals_differ", message }] };
}

function near(value: number, wanted: number): boolean {
  return Math.abs(value / wanted - 1) <= TOTALS_DIFFER_WARN;
}

function totalOf(margin: Margin): number {
  return sumOf(margin.categories.map(({ population }) => population));
}

/** Cells that are alike added up, in the order of their keys, without those that hold nobody. */
function mergedCells(sample: Sample): { readonly cells: readonly SampleCell[]; readonly placeOf: Int32Array } {
  const byCell = new Map<string, { cell: SampleCell; given: number[] }>();
  const inOrder = [...sample.variables.entries()].sort(byKey(([, variable]) => [variable])).map(([index]) => index);
  for (const [index, cell] of sample.cells.entries()) {
    if (cell.respondents === 0) continue;
    const key = JSON.stringify([...inOrder.map((variable) => cell.levels[variable]), cell.base_weight]);
    const known = byCell.get(key);
    if (known === undefined) byCell.set(key, { cell, given: [index] });
    else {
      known.cell = { ...known.cell, respondents: known.cell.respondents + cell.respondents };
      known.given.push(index);
    }
  }
  const sorted = [...byCell].sort(([first], [second]) => (first < second ? -1 : 1)).map(([, entry]) => entry);
  const placeOf = new Int32Array(sample.cells.length).fill(-1);
  for (const [place, { given }] of sorted.entries()) for (const index of given) placeOf[index] = place;
  return { cells: sorted.map(({ cell }) => cell), placeOf };
}

function prepareMargin(
  margin: Margin,
  cells: readonly SampleCell[],
  positions: readonly number[],
  baseShares: Float64Array,
  refusals: WeightingProblem[],
): PreparedMargin {
  const categories = [...margin.categories].sort(byKey((category) => category.levels));
  const indexOf = new Map(categories.map(({ levels }, index) => [JSON.stringify(levels), index]));
  const unknown = categories.length;
  const categoryOf = Int32Array.from(cells, ({ levels: all }) => {
    const levels = positions.map((position) => all[position] as string | null);
    return levels.includes(null) ? unknown : (indexOf.get(JSON.stringify(levels)) ?? -1);
  });
  const shares = new Float64Array(categories.length + 1);
  for (const [cell, category] of categoryOf.entries()) {
    if (category >= 0) shares[category] = (shares[category] as number) + (baseShares[cell] as number);
  }
  refusals.push(...categoryProblems(margin, categories, shares));
  refusals.push(...unlistedProblems(margin, cells, positions, categoryOf));
  const total = sumOf(categories.map(({ population }) => population));
  const unknownShare = shares[unknown] as number;
  const known = categories.map(({ population }) => (1 - unknownShare) * (population / total));
  const anyUnknown = unknownShare > 0;
  return {
    variables: margin.variables,
    categories: [...categories.map(({ levels }) => levels), ...(anyUnknown ? [null] : [])],
    categoryOf,
    targets: Float64Array.from(anyUnknown ? [...known, unknownShare] : known),
  };
}

function categoryProblems(
  margin: Margin,
  categories: readonly MarginCategory[],
  shares: Float64Array,
): readonly WeightingProblem[] {
  const name = marginName(margin.variables);
  return categories.flatMap(({ levels, population }, index): readonly WeightingProblem[] => {
    const anybody = (shares[index] as number) > 0;
    const where = { margin: margin.variables, category: levels };
    if (population > 0 && !anybody) {
      const message = `Nobody who answered is in ${quoted(levels)} of the margin ${name}, which counts ${population} there. Join it to a neighbour, or ask more people.`;
      return [{ code: "category_without_respondents", message, ...where }];
    }
    if (population === 0 && anybody) {
      const message = `Some who answered are in ${quoted(levels)} of the margin ${name}, which counts nobody there.`;
      return [{ code: "respondents_in_zero_population_category", message, ...where }];
    }
    return [];
  });
}

function unlistedProblems(
  margin: Margin,
  cells: readonly SampleCell[],
  positions: readonly number[],
  categoryOf: Int32Array,
): readonly WeightingProblem[] {
  const unlisted = new Map<string, readonly string[]>();
  for (const [index, { levels: all }] of cells.entries()) {
    const levels = positions.map((position) => all[position] as string);
    if (categoryOf[index] === -1) unlisted.set(JSON.stringify(levels), levels);
  }
  return [...unlisted.values()].map((levels) => ({
    code: "level_not_in_margin",
    message: `Some who answered are in ${quoted(levels)}, which the margin ${marginName(margin.variables)} does not list. List it, or declare it not known.`,
    margin: margin.variables,
    category: levels,
  }));
}

/** e.g. `“age” by “sex”`. */
export function marginName(variables: readonly string[]): string {
  return variables.map((variable) => `“${variable}”`).join(" by ");
}

/** e.g. `“own”, “Benyw”`. */
export function quoted(levels: readonly string[]): string {
  return levels.map((level) => `“${level}”`).join(", ");
}

function byKey<Value>(keyOf: (value: Value) => readonly string[]): (first: Value, second: Value) => number {
  return (first, second) => (JSON.stringify(keyOf(first)) < JSON.stringify(keyOf(second)) ? -1 : 1);
}
