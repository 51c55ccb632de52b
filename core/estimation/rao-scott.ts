/**
 * Is the answer related to the group? Tests of a two-way table of weighted respondents.
 * Rao and Scott (1984), Annals of Statistics 12, 46-60, with Thomas and Rao's second-order F, as R's `svychisq`.
 */
import { chiSquaredUpperP, fUpperP } from "./distributions.ts";
import { at, cholesky, dot, isSingular, solve, type Matrix } from "./matrix.ts";
import { sumOf } from "../weighting/prepare.ts";

/** Respondents with a valid answer who share a row, a column and a weight. */
export interface TableGroup {
  readonly row: string | number;
  readonly column: string | number;
  /** Of each of them; above 0, on any scale. */
  readonly weight: number;
  /** How many they are: a whole number. A group of none is left out. */
  readonly count: number;
}

/** A statistic and the chance of one at least as large where rows and columns are unrelated. */
export interface ChiSquaredTest {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
}

/** Why a table has no test. */
export interface TableRefusal {
  readonly ok: false;
  readonly code:
    | "weight_not_usable"
    | "count_not_usable"
    | "design_base_not_usable"
    | "too_few_respondents"
    | "too_few_rows"
    | "too_few_columns"
    | "too_sparse";
  readonly message: string;
}

/** The tests of a weighted table. The one to report is `f`. */
export interface RaoScott {
  readonly ok: true;
  /** Respondents. */
  readonly base: number;
  /** Pearson's statistic of the weighted shares on the number of respondents; it has no p-value of its own. */
  readonly pearson: number;
  /** Second order. */
  readonly f: {
    readonly statistic: number;
    readonly numeratorDegrees: number;
    readonly denominatorDegrees: number;
    readonly p: number;
  };
  /** First order, for comparison. */
  readonly chiSquared: ChiSquaredTest;
}

/** What the groups add up to; the cells stand row by row in a full grid, in which some may be empty. */
interface Table {
  readonly ok: true;
  readonly base: number;
  readonly rows: number;
  readonly columns: number;
  /** Shares of all weights by cell; sums of the squares of each respondent's share; people. */
  readonly shares: readonly number[];
  readonly squares: readonly number[];
  readonly people: readonly number[];
}

function refusal(code: TableRefusal["code"], message: string): TableRefusal {
  return { ok: false, code, message };
}

function tabulate(groups: readonly TableGroup[]): Table | TableRefusal {
  if (!groups.every(({ count }) => Number.isSafeInteger(count) && count >= 0)) {
    return refusal("count_not_usable", "A number of respondents is not a whole number.");
  }
  const present = groups.filter(({ count }) => count > 0);
  if (!present.every(({ weight }) => weight > 0 && weight < Infinity)) {
    return refusal("weight_not_usable", "A weight is not a number above 0.");
  }
  const base = sumOf(present.map(({ count }) => count));
  if (base < 2) return refusal("too_few_respondents", "A test needs at least two respondents.");
  const rows = [...new Set(present.map(({ row }) => row))];
  const columns = [...new Set(present.map(({ column }) => column))];
  if (rows.length < 2) return refusal("too_few_rows", "All respondents are in one row.");
  if (columns.length < 2) return refusal("too_few_columns", "All respondents are in one column.");
  const total = sumOf(present.map(({ weight, count }) => weight * count));
  const byCell = (value: (group: TableGroup) => number): number[] => {
    const cells = Array.from({ length: rows.length * columns.length }, () => 0);
    for (const group of present) {
      const cell = rows.indexOf(group.row) * columns.length + columns.indexOf(group.column);
      cells[cell] = at(cells, cell) + value(group) * group.count;
    }
    return cells;
  };
  return {
    ok: true,
    base,
    rows: rows.length,
    columns: columns.length,
    shares: byCell(({ weight }) => weight / total),
    squares: byCell(({ weight }) => (weight / total) ** 2),
    people: byCell(() => 1),
  };
}

/** Pearson's statistic, per respondent, of cells in rows of this many columns, none of them empty throughout. */
function pearsonStatistic(cells: readonly number[], columns: number): number {
  const total = sumOf(cells);
  const rowOf = (cell: number): number => Math.floor(cell / columns);
  const terms = cells.map((value, cell) => {
    const row = sumOf(cells.filter((_, other) => rowOf(other) === rowOf(cell))) / total;
    const column = sumOf(cells.filter((_, other) => other % columns === cell % columns)) / total;
    return (value / total - row * column) ** 2 / (row * column);
  });
  return sumOf(terms);
}

/** Contrasts of the interaction: a row against the last, in a column against the last; each over the cells in order. */
function interactionContrasts(rows: number, columns: number): number[][] {
  const contrasts: number[][] = [];
  for (let row = 0; row < rows - 1; row++) {
    for (let column = 0; column < columns - 1; column++) {
      const contrast = Array.from({ length: rows * columns }, () => 0);
      contrast[row * columns + column] = 1;
      contrast[row * columns + columns - 1] = -1;
      contrast[(rows - 1) * columns + column] = -1;
      contrast[rows * columns - 1] = 1;
      contrasts.push(contrast);
    }
  }
  return contrasts;
}

/** The design effects of the contrasts as a matrix; null where empty cells leave a contrast without estimate. */
function designEffects({ base, rows, columns, shares, squares }: Table, designBase: number): Matrix | null {
  const inverse = shares.map((share) => (share === 0 ? 0 : 1 / share));
  const contrasts = interactionContrasts(rows, columns);
  const scaled = contrasts.map((contrast) => contrast.map((value, cell) => value * at(inverse, cell)));
  const factor = cholesky(scaled.map((first) => contrasts.map((second) => dot(first, second) / base)));
  if (isSingular(factor)) return null;
  // V = n/(n-1) (diag(s) - p s' - s p' + p p' sumOf(s)) of the cells' shares p and squares s.
  const allSquares = sumOf(squares);
  const means = scaled.map((contrast) => dot(contrast, shares));
  const moments = scaled.map((contrast) => dot(contrast, squares));
  const covariance = scaled.map((first, i) =>
    scaled.map((second, j) => {
      const own = sumOf(first.map((value, cell) => value * at(second, cell) * at(squares, cell)));
      const crossed = at(means, i) * at(moments, j) + at(moments, i) * at(means, j);
      return (designBase / (designBase - 1)) * (own - crossed + at(means, i) * at(means, j) * allSquares);
    }),
  );
  return covariance.map((column) => solve(factor, column));
}

/**
 * Tests whether rows and columns are related among weighted respondents, with weights taken as fixed. Rows and columns
 * in which nobody stands are not there; empty cells inside are fine. `designBase` counts all who were weighted together,
 * with an answer or without: the groups are a domain of them, as in R. Refuses, with a code and never a number, where
 * weights or counts cannot be used, fewer than two rows, columns or respondents are left, or too many cells are empty.
 * O(groups + cells^3).
 * @example raoScott([{ row: "a", column: 1, weight: 1, count: 40 }], 40).code // => "too_few_rows"
 */
export function raoScott(groups: readonly TableGroup[], designBase: number): RaoScott | TableRefusal {
  const table = tabulate(groups);
  if (!table.ok) return table;
  if (!(Number.isSafeInteger(designBase) && designBase >= table.base)) {
    return refusal("design_base_not_usable", "The respondents in the table are more than all who were weighted.");
  }
  const sparse = refusal("too_sparse", "Too many cells are empty for a test of this table.");
  const effects = designEffects(table, designBase);
  if (effects === null) return sparse;
  const contrasts = effects.length;
  const trace = sumOf(effects.map((row, index) => at(row, index)));
  if (!(trace > 1e-9)) return sparse;
  const squaredTrace = sumOf(effects.flatMap((row, i) => row.map((value, j) => value * at(at(effects, j), i))));
  const pearson = table.base * pearsonStatistic(table.shares, table.columns);
  const numeratorDegrees = trace ** 2 / squaredTrace;
  const denominatorDegrees = numeratorDegrees * (table.base - 1);
  const statistic = pearson / trace;
  const firstOrder = statistic * contrasts;
  return {
    ok: true,
    base: table.base,
    pearson,
    f: { statistic, numeratorDegrees, denominatorDegrees, p: fUpperP(statistic, numeratorDegrees, denominatorDegrees) },
    chiSquared: { statistic: firstOrder, degreesOfFreedom: contrasts, p: chiSquaredUpperP(firstOrder, contrasts) },
  };
}

/**
 * Pearson's test of the same table as if every respondent counted the same: the weights are only checked. Without
 * continuity correction. Refuses as `raoScott` does, but for empty cells. Pearson (1900), Philosophical Magazine 50.
 * @example pearsonTest([]).code // => "too_few_respondents"
 */
export function pearsonTest(groups: readonly TableGroup[]): ({ readonly ok: true } & ChiSquaredTest) | TableRefusal {
  const table = tabulate(groups);
  if (!table.ok) return table;
  const statistic = table.base * pearsonStatistic(table.people, table.columns);
  const degreesOfFreedom = (table.rows - 1) * (table.columns - 1);
  return { ok: true, statistic, degreesOfFreedom, p: chiSquaredUpperP(statistic, degreesOfFreedom) };
}
