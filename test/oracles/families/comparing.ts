/** Families 07 to 12: differences, tests of tables, trends, options, small areas, special functions, ready counts. */
import {
  compareAnswers,
  compareMeans,
  compareProportions,
  partAgainstWhole,
} from "../../../core/estimation/difference.ts";
import {
  betaCdf,
  betaQuantile,
  chiSquaredUpperP,
  fUpperP,
  normalQuantile,
  normalTwoSidedP,
  tQuantile,
  tTwoSidedP,
} from "../../../core/estimation/distributions.ts";
import { estimateMean, type Mean } from "../../../core/estimation/mean.ts";
import { benjaminiHochberg, bonferroni, holm } from "../../../core/estimation/multiple-comparisons.ts";
import type { Observations } from "../../../core/estimation/observations.ts";
import { estimateProportion, type Proportion } from "../../../core/estimation/proportion.ts";
import { pearsonTest, raoScott, type TableGroup } from "../../../core/estimation/rao-scott.ts";
import { type Heterogeneity, trend, type WavePoint } from "../../../core/estimation/trend.ts";
import { comparisonJson, meanJson, proportionJson } from "../estimates.ts";
import { isRecord, type Json, type JsonRecord, level, list, mapRecord, number, numbers, record } from "../json.ts";
import {
  chosen,
  columnOf,
  kishJson,
  marginsOf,
  observationsOf,
  respondentsOf,
  type Row,
  rowsOf,
  scored,
  totalOf,
  variablesOf,
  weighted,
  weightsOf,
} from "../sample.ts";
import { rakedVariance } from "./raking.ts";

const PEARSON_PREFIX = "unweighted_pearson_";
const DONT_KNOW_AND_REFUSED = [8, 9];
const SATISFIED = chosen("q_sat", [4, 5], DONT_KNOW_AND_REFUSED);
const NET_SCORES = { 1: -1, 2: -1, 3: 0, 4: 1, 5: 1 };

/** 07: wards against each other, the rest and the whole; tables. */
export function domainsAndTests(input: JsonRecord, expected: JsonRecord): JsonRecord {
  const respondents = respondentsOf(input);
  const weights = weightsOf(respondents);
  const { rows } = respondents;
  const column = columnOf(rows, "ward", Object.keys(record(expected["wards"])));
  const in_ = (ward: Json | undefined, inside: boolean): Observations =>
    observationsOf(rows, weights, (row) =>
      (level(row.get(column)) === level(ward)) === inside ? SATISFIED(row) : null,
    );
  const proportionOf = (ward: Json | undefined, inside = true): Proportion =>
    estimateProportion(in_(ward, inside), rows.length);
  const pairs = list(expected["pairs"]).map((one): JsonRecord => {
    const { a, b } = record(one);
    const comparison = compareProportions(proportionOf(a), proportionOf(b));
    return { a: a as Json, b: b as Json, ...comparisonJson(comparison) };
  });
  const raw = pairs.map(({ newcombe_nstar: test }) => (isRecord(test) ? number(test["p_by_inversion"]) : null));
  const tested = raw.filter((p) => p !== null);
  // As R does it: a pair without a test is no part of the family.
  const adjusted = (adjust: (pValues: readonly number[]) => readonly number[]): readonly Json[] => {
    const values = adjust(tested).values();
    return raw.map((p) => (p === null ? null : (values.next().value ?? null)));
  };
  const whole = observationsOf(rows, weights, SATISFIED);
  const raked = rakedInformation(respondents, weights);
  return {
    weights,
    kish_all: kishJson(weights),
    whole: { ...proportionJson(whole, rows.length), raked_variance: raked(SATISFIED) },
    wards: mapRecord(record(expected["wards"]), (_, ward) => ({
      ...proportionJson(in_(ward, true), rows.length),
      raked_variance: raked((row) => (level(row.get(column)) === ward ? SATISFIED(row) : null)),
    })),
    pairs,
    ward_against_rest: list(expected["ward_against_rest"]).map((one) => {
      const { ward } = record(one);
      const rest = proportionOf(ward, false);
      return {
        ward: ward as Json,
        rest: { n_base: rest.base, estimate: rest.estimate, n_star: rest.effectiveBase },
        ...comparisonJson(compareProportions(proportionOf(ward), rest)),
      };
    }),
    ward_against_whole: list(expected["ward_against_whole"]).map((one) => {
      const { ward } = record(one);
      const test = partAgainstWhole({ part: in_(ward, true), rest: in_(ward, false) }, rows.length);
      return {
        ...{ ward: ward as Json, difference_from_whole: test?.difference ?? null },
        ...{ se: test?.standardError ?? null, z: test?.z ?? null, p: test?.p ?? null },
      };
    }),
    p_adjust: {
      ...{ raw, holm: adjusted(holm) },
      ...{ BH: adjusted(benjaminiHochberg), bonferroni: adjusted(bonferroni) },
    },
    rao_scott: mapRecord(record(expected["rao_scott"]), (_, name) => raoScottJson(rows, weights, name)),
    ...Object.fromEntries(
      Object.keys(expected)
        .filter((key) => key.startsWith(PEARSON_PREFIX))
        .map((key) => [key, pearsonJson(rows, weights, key.slice(PEARSON_PREFIX.length))]),
    ),
  };
}

function rakedInformation(
  respondents: Parameters<typeof rakedVariance>[0],
  weights: readonly number[],
): (valueOf: (row: Row) => number | null) => JsonRecord {
  return (valueOf) => rakedVariance(respondents, weights, valueOf);
}

/** The answers that a test's name stands for, by row; null for no valid answer. */
const FACTORS: Readonly<Record<string, (row: Row) => string | null>> = {
  sat3: (row) => {
    const code = row.get("q_sat");
    if (typeof code !== "number" || DONT_KNOW_AND_REFUSED.includes(code)) return null;
    return code <= 2 ? "dissatisfied" : code === 3 ? "neither" : "satisfied";
  },
  top2: (row) => {
    const value = SATISFIED(row);
    return value === null ? null : String(value);
  },
};

/** `sat3_by_ward`, `rare3_by_ward_zero_cells`: an answer by a column, and what is special about it. */
function groupsOf(rows: readonly Row[], weights: readonly number[], name: string): readonly TableGroup[] {
  const columns = [...(rows[0]?.keys() ?? [])];
  const split = name.indexOf("_by_");
  const [factor, rest] = [name.slice(0, split), name.slice(split + "_by_".length)];
  const columnName = columns
    .filter((column) => rest === column || rest.startsWith(`${column}_`))
    .reduce((longest, column) => (column.length > longest.length ? column : longest), "");
  const question = columns.includes(`q_${factor}`) ? `q_${factor}` : factor;
  const answerOf =
    FACTORS[factor] ??
    ((row: Row): string | null => {
      const value = row.get(question) ?? null;
      return typeof value === "number" && DONT_KNOW_AND_REFUSED.includes(value) ? null : level(value);
    });
  return rows.flatMap((row, index) => {
    const [answer, column] = [answerOf(row), level(row.get(columnName))];
    return answer === null || column === null
      ? []
      : [{ row: answer, column, weight: weights[index] as number, count: 1 }];
  });
}

function raoScottJson(rows: readonly Row[], weights: readonly number[], name: string): JsonRecord {
  const test = raoScott(groupsOf(rows, weights, name), rows.length);
  if (!test.ok) return { status: test.code };
  const { f, chiSquared, pearson } = test;
  return {
    F: { statistic: f.statistic, parameter: [f.numeratorDegrees, f.denominatorDegrees], p: f.p },
    // R prints the statistic before the correction.
    Chisq: {
      statistic: pearson,
      parameter: [chiSquared.degreesOfFreedom],
      p: chiSquared.p,
    },
  };
}

function pearsonJson(rows: readonly Row[], weights: readonly number[], name: string): JsonRecord {
  const test = pearsonTest(groupsOf(rows, weights, name));
  if (!test.ok) return { status: test.code };
  return { statistic: test.statistic, df: test.degreesOfFreedom, p: test.p };
}

/** 08: waves weighted apart; change and trend. */
export function wavesAndTrends(input: JsonRecord, expected: JsonRecord): JsonRecord {
  const given = list(input["waves"]).map((one) => record(one));
  const waves = given.map(rowsOf);
  // Margins are those of all waves, or each wave has its own.
  const weights = given.map((wave, index) =>
    weightsOf({ rows: waves[index] as readonly Row[], margins: marginsOf("margins" in wave ? wave : input) }),
  );
  const satisfied = waves.map((rows, wave) => observationsOf(rows, weights[wave] as readonly number[], SATISFIED));
  const proportions = satisfied.map((one, wave) => estimateProportion(one, (waves[wave] as readonly Row[]).length));
  const nets = waves.map((rows, wave) =>
    estimateMean(observationsOf(rows, weights[wave] as readonly number[], scored("q_sat", NET_SCORES)), rows.length),
  );
  const time = numbers(input["time"]);
  return {
    weights,
    estimates: satisfied.map((one, wave) => proportionJson(one, (waves[wave] as readonly Row[]).length)),
    nets: nets.map(meanJson),
    wave_changes: list(expected["wave_changes"]).map((one) => {
      const { from, to } = record(one);
      const [first, second] = [at(proportions, from), at(proportions, to)];
      return { from: from as Json, to: to as Json, ...comparisonJson(compareProportions(second, first)) };
    }),
    wave_changes_net: list(expected["wave_changes_net"]).map((one) => {
      const { from, to } = record(one);
      const test = compareMeans(at<Mean>(nets, to), at<Mean>(nets, from));
      return {
        ...{ from: from as Json, to: to as Json, difference_net: test?.difference ?? null },
        ...{ se: test?.standardError ?? null, z: test?.z ?? null, p: test?.p ?? null },
      };
    }),
    trend_linear_variance_lin: trendJson(
      proportions.map(({ estimate, linearised }, wave) => ({
        ...{ time: time[wave] as number, estimate: estimate as number },
        variance: linearised?.variance as number,
      })),
      expected["trend_linear_variance_lin"],
    ),
    trend_linear_variance_nstar: trendJson(
      proportions.map(({ estimate, effectiveBase }, wave) => ({
        ...{ time: time[wave] as number, share: estimate as number },
        effectiveBase: effectiveBase as number,
      })),
      expected["trend_linear_variance_nstar"],
    ),
  };
}

const NO_LINE = { intercept: null, slope_per_unit_time: null, se: null, z: null, p: null };

function trendJson(points: readonly WavePoint[], wanted: Json | undefined): JsonRecord {
  const line = trend(points);
  if (!line.ok) return { status: line.code, ...NO_LINE, Q_any_change: null, Q_departure_from_line: null };
  const heterogeneity = (one: Heterogeneity | null): Json =>
    one === null ? null : { statistic: one.statistic, df: one.degreesOfFreedom, p: one.p };
  return {
    ...{ intercept: line.intercept, slope_per_unit_time: line.slope, se: line.standardError, z: line.z, p: line.p },
    Q_any_change: heterogeneity(line.anyChange),
    Q_departure_from_line:
      line.departureFromLine === null ? noDeparture(wanted) : heterogeneity(line.departureFromLine),
  };
}

/**
 * Two waves are a straight line. Where a case has a test all the same, it is on no degrees of freedom; R then has a p of 1
 * at exactly 0 and of 0 above, so that rounding decides which.
 */
function noDeparture(wanted: Json | undefined): Json {
  const departure = isRecord(wanted) ? wanted["Q_departure_from_line"] : null;
  if (!isRecord(departure)) return null;
  const rounded = typeof departure["statistic"] === "number" && departure["statistic"] > 0;
  return { statistic: 0, df: 0, p: departure["p"] === null ? null : rounded ? 0 : 1 };
}

/** Waves are numbered from 1. */
function at<Value>(values: readonly Value[], wave: Json | undefined): Value {
  return values[number(wave) - 1] as Value;
}

/** 09: options of a multiple choice, scores from 0 to 10. */
export function multiselectAndScores(input: JsonRecord, expected: JsonRecord): JsonRecord {
  const respondents = respondentsOf(input);
  const weights = weightsOf(respondents);
  const { rows } = respondents;
  const options = list(expected["options"]).map((one) => String(record(one)["option"]));
  // Options that no figure is wanted of, such as "none of these", are still an answer.
  const weighting = variablesOf(respondents.margins);
  const ticks = [...(rows[0]?.keys() ?? [])].filter(
    (column) => column !== "score" && !weighting.includes(column) && rows.every((row) => isTick(row.get(column))),
  );
  const answered = (row: Row): boolean => ticks.some((column) => row.get(column) === 1);
  const ticked = (option: string) => (row: Row) => (answered(row) ? Number(row.get(option) === 1) : null);
  const score = (scoreOf: (value: number) => number): Observations =>
    observationsOf(rows, weights, (row) => {
      const value = row.get("score");
      return typeof value === "number" && value !== 99 ? scoreOf(value) : null;
    });
  return {
    weights,
    options: options.map((option) => ({
      option,
      ...proportionJson(observationsOf(rows, weights, ticked(option)), rows.length),
    })),
    paired_differences: list(expected["paired_differences"]).map((one) => {
      const { a, b } = record(one);
      const [first, second] = [ticked(String(a)), ticked(String(b))];
      const differences = observationsOf(rows, weights, (row) => {
        const [own, other] = [first(row), second(row)];
        return own === null || other === null ? null : own - other;
      });
      const test = compareAnswers(differences, rows.length);
      return {
        ...{ a: a as Json, b: b as Json, difference: test?.difference ?? null },
        ...{ se: test?.standardError ?? null, z: test?.z ?? null, p: test?.p ?? null },
      };
    }),
    mean_score: meanJson(
      estimateMean(
        score((value) => value),
        rows.length,
      ),
    ),
    nps: meanJson(
      estimateMean(
        score((value) => (value >= 9 ? 1 : value <= 6 ? -1 : 0)),
        rows.length,
      ),
    ),
    low_0_4: proportionJson(
      score((value) => Number(value <= 4)),
      rows.length,
    ),
  };
}

function isTick(value: Json | undefined): boolean {
  return value === null || value === 0 || value === 1;
}

/** 11: quantiles and tails. */
export function specialFunctions(_: JsonRecord, expected: JsonRecord): JsonRecord {
  const functions: Readonly<Record<string, readonly [readonly string[], (...values: number[]) => number]>> = {
    qnorm: [["p"], normalQuantile],
    normal_two_sided_p: [["z"], normalTwoSidedP],
    qt: [["p", "df"], tQuantile],
    t_two_sided_p: [["t", "df"], tTwoSidedP],
    qbeta: [["p", "a", "b"], betaQuantile],
    pbeta: [["x", "a", "b"], betaCdf],
    chisq_upper_p: [["x", "df"], chiSquaredUpperP],
    f_upper_p: [["x", "df1", "df2"], fUpperP],
  };
  return mapRecord(expected, (given, name) => {
    if (!isRecord(given)) return given;
    const grid = given;
    const [parameters, valueOf] = functions[name] ?? [[], () => Number.NaN];
    const columns = parameters.map((parameter) => numbers(grid[parameter]));
    const value = numbers(grid["value"]).map((_value, index) =>
      valueOf(...columns.map((column) => column[index] as number)),
    );
    return { ...grid, value };
  });
}

const COUNT_PREFIX = "q";
const COUNT_COLUMN = /^q(?:\d+|null)$/u;
const PART = /^part_\d+$/u;

/** 12: counts of answers for each cell, in parts. */
export function cellCounts(input: JsonRecord, expected: JsonRecord): JsonRecord {
  const margins = marginsOf(input);
  const columns = list(input["columns"]).map(String);
  const weighting = variablesOf(margins);
  const codes = columns.filter((column) => COUNT_COLUMN.test(column) && !weighting.includes(column));
  const variables = columns.filter((column) => !codes.includes(column));
  const parts = Object.keys(input).filter((key) => PART.test(key));
  const cells = mergeParts(
    parts.map((part) => list(input[part])),
    columns,
    variables,
    codes,
  );
  const sample = {
    variables,
    cells: cells.map(({ levels, counts }) => ({
      levels,
      base_weight: 1,
      respondents: counts.reduce((sum, count) => sum + count, 0),
    })),
  };
  const weights = [...weighted(sample, margins, { total: totalOf(margins) }).weights];
  const people = sample.cells.map(({ respondents }) => respondents);
  const all = people.reduce((sum, count) => sum + count, 0);
  const observed = (
    scores: Readonly<Record<string, number>>,
    isIn: (levels: readonly string[]) => boolean = () => true,
  ): Observations => {
    const groups = cells.flatMap(({ levels, counts }, cell) =>
      counts.flatMap((count, code) => {
        const value = scores[(codes[code] as string).slice(COUNT_PREFIX.length)];
        return value === undefined || count === 0 || !isIn(levels)
          ? []
          : [{ weight: weights[cell] as number, count, value }];
      }),
    );
    return {
      weights: groups.map(({ weight }) => weight),
      counts: groups.map(({ count }) => count),
      values: groups.map(({ value }) => value),
    };
  };
  const top = { 1: 0, 2: 0, 3: 0, 4: 1, 5: 1 };
  const wardNames = Object.keys(record(expected["by_ward"]));
  const holdsWards = (place: number): boolean => {
    const held = new Set(cells.map(({ levels }) => levels[place]));
    return wardNames.every((name) => held.has(name));
  };
  const usual = variables.indexOf("ward");
  const ward = usual === -1 ? variables.findIndex((_, place) => holdsWards(place)) : usual;
  const filled = [...people.keys()].filter((cell) => (people[cell] as number) > 0);
  return {
    cells: countedCells(
      list(expected["cells"]),
      variables,
      weighting,
      cells.map(({ levels }, cell) => ({
        ...{ levels, people: people[cell] as number, weight: weights[cell] as number },
      })),
    ),
    kish_all: kishJson(
      filled.map((cell) => weights[cell] as number),
      filled.map((cell) => people[cell] as number),
    ),
    sat_top2_valid: proportionJson(observed(top), all),
    sat_top2_answered: proportionJson(observed({ ...top, 8: 0, 9: 0 }), all),
    by_ward: mapRecord(record(expected["by_ward"]), (_, own) =>
      proportionJson(
        observed(top, (levels) => levels[ward] === own),
        all,
      ),
    ),
    sat_mean: meanJson(estimateMean(observed({ 1: 1, 2: 2, 3: 3, 4: 4, 5: 5 }), all)),
    sat_net: meanJson(estimateMean(observed(NET_SCORES), all)),
  };
}

interface CountedCell {
  readonly levels: readonly string[];
  readonly people: number;
  readonly weight: number;
}

/** As the case lists them: levels in the order of the columns or of the margins, people, the weight of one of them. */
function countedCells(
  wanted: readonly Json[],
  columns: readonly string[],
  margins: readonly string[],
  cells: readonly CountedCell[],
): readonly Json[] {
  const listed = (variables: readonly string[]): readonly Json[] => {
    const places = variables.map((variable) => columns.indexOf(variable));
    const byCell = new Map(cells.map((cell) => [JSON.stringify(places.map((place) => cell.levels[place])), cell]));
    return wanted.map((given) => {
      const levels = list(given).slice(0, variables.length);
      const cell = byCell.get(JSON.stringify(levels.map((one) => level(one))));
      return [...levels, cell?.people ?? null, cell?.weight ?? null];
    });
  };
  const found = listed(columns);
  return found.some((cell) => list(cell).at(-1) === null) ? listed(margins) : found;
}

function mergeParts(
  parts: readonly (readonly Json[])[],
  columns: readonly string[],
  variables: readonly string[],
  codes: readonly string[],
): readonly { readonly levels: readonly string[]; readonly counts: readonly number[] }[] {
  const cells = new Map<string, { levels: string[]; counts: number[] }>();
  for (const given of parts.flat()) {
    const row = list(given);
    const levels = variables.map((variable) => level(row[columns.indexOf(variable)]) ?? "");
    const counts = codes.map((code) => number(row[columns.indexOf(code)] ?? 0));
    const known = cells.get(JSON.stringify(levels));
    if (known === undefined) cells.set(JSON.stringify(levels), { levels, counts });
    else known.counts = known.counts.map((count, code) => count + (counts[code] as number));
  }
  return [...cells.values()];
}
