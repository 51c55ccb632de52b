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
import { type Json, type JsonRecord, level, list, mapRecord, number, numbers, record } from "../json.ts";
import {
  chosen,
  kishJson,
  marginsOf,
  observationsOf,
  respondentsOf,
  type Row,
  rowsOf,
  scored,
  totalOf,
  weighted,
  weightsOf,
} from "../sample.ts";
import { rakedVariance } from "./raking.ts";

const DONT_KNOW_AND_REFUSED = [8, 9];
const SATISFIED = chosen("q_sat", [4, 5], DONT_KNOW_AND_REFUSED);
const NET_SCORES = { 1: -1, 2: -1, 3: 0, 4: 1, 5: 1 };

/** 07: wards against each other, the rest and the whole; tables. */
export function domainsAndTests(input: JsonRecord, expected: JsonRecord): JsonRecord {
  const respondents = respondentsOf(input);
  const weights = weightsOf(respondents);
  const { rows } = respondents;
  const in_ = (ward: Json | undefined, inside: boolean): Observations =>
    observationsOf(rows, weights, (row) =>
      (level(row.get("ward")) === level(ward)) === inside ? SATISFIED(row) : null,
    );
  const proportionOf = (ward: Json | undefined, inside = true): Proportion =>
    estimateProportion(in_(ward, inside), rows.length);
  const pairs = list(expected["pairs"]).map((one) => {
    const { a, b } = record(one);
    const comparison = compareProportions(proportionOf(a), proportionOf(b));
    return { a: a as Json, b: b as Json, ...comparisonJson(comparison) };
  });
  const raw = pairs.map((pair) => number(record(record(pair)["newcombe_nstar"])["p_by_inversion"]));
  const whole = observationsOf(rows, weights, SATISFIED);
  const raked = rakedInformation(respondents, weights);
  return {
    weights,
    kish_all: kishJson(weights),
    whole: { ...proportionJson(whole, rows.length), raked_variance: raked(SATISFIED) },
    wards: mapRecord(record(expected["wards"]), (_, ward) => ({
      ...proportionJson(in_(ward, true), rows.length),
      raked_variance: raked((row) => (level(row.get("ward")) === ward ? SATISFIED(row) : null)),
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
    p_adjust: { raw, holm: holm(raw), BH: benjaminiHochberg(raw), bonferroni: bonferroni(raw) },
    rao_scott: mapRecord(record(expected["rao_scott"]), (_, name) => raoScottJson(rows, weights, name)),
    unweighted_pearson_sat3_by_sex: pearsonJson(rows, weights),
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

/** `sat3_by_ward`, `rare3_by_ward_zero_cells`: an answer by a column. */
function groupsOf(rows: readonly Row[], weights: readonly number[], name: string): readonly TableGroup[] {
  const [factor = "", rest = ""] = name.split("_by_");
  const columnName = rest.replace(/_zero_cells$/u, "");
  const answerOf =
    FACTORS[factor] ??
    ((row: Row): string | null => {
      const value = row.get(`q_${factor}`) ?? null;
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

function pearsonJson(rows: readonly Row[], weights: readonly number[]): JsonRecord {
  const test = pearsonTest(groupsOf(rows, weights, "sat3_by_sex"));
  if (!test.ok) return { status: test.code };
  return { statistic: test.statistic, df: test.degreesOfFreedom, p: test.p };
}

/** 08: waves weighted apart; change and trend. */
export function wavesAndTrends(input: JsonRecord, expected: JsonRecord): JsonRecord {
  const margins = marginsOf(input);
  const waves = list(input["waves"]).map((one) => rowsOf(record(one)));
  const weights = waves.map((rows) => weightsOf({ rows, margins }));
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
    ),
    trend_linear_variance_nstar: trendJson(
      proportions.map(({ estimate, effectiveBase }, wave) => ({
        ...{ time: time[wave] as number, share: estimate as number },
        effectiveBase: effectiveBase as number,
      })),
    ),
  };
}

function trendJson(points: readonly WavePoint[]): JsonRecord {
  const line = trend(points);
  if (!line.ok) return { status: line.code };
  const heterogeneity = (one: Heterogeneity | null): Json =>
    one === null ? null : { statistic: one.statistic, df: one.degreesOfFreedom, p: one.p };
  return {
    ...{ intercept: line.intercept, slope_per_unit_time: line.slope, se: line.standardError, z: line.z, p: line.p },
    Q_any_change: heterogeneity(line.anyChange),
    Q_departure_from_line: heterogeneity(line.departureFromLine),
  };
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
  const answered = (row: Row): boolean => options.some((option) => row.get(option) === 1);
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
    const grid = record(given);
    const [parameters, valueOf] = functions[name] ?? [[], () => Number.NaN];
    const columns = parameters.map((parameter) => numbers(grid[parameter]));
    const value = numbers(grid["value"]).map((_value, index) =>
      valueOf(...columns.map((column) => column[index] as number)),
    );
    return { ...grid, value };
  });
}

const COUNT_PREFIX = "q";

/** 12: counts of answers for each cell, in two parts. */
export function cellCounts(input: JsonRecord, expected: JsonRecord): JsonRecord {
  const margins = marginsOf(input);
  const variables = margins.flatMap((margin) => margin.variables);
  const columns = list(input["columns"]).map(String);
  const codes = columns.filter((column) => !variables.includes(column));
  const cells = mergeParts(
    [input["part_1"], input["part_2"]].map((part) => list(part)),
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
  const ward = variables.indexOf("ward");
  const byCell = new Map(cells.map(({ levels }, cell) => [JSON.stringify(levels), cell]));
  return {
    cells: list(expected["cells"]).map((wanted) => {
      const levels = list(wanted).slice(0, variables.length);
      const cell = byCell.get(JSON.stringify(levels.map((one) => level(one))));
      return [
        ...levels,
        cell === undefined ? null : (people[cell] ?? null),
        cell === undefined ? null : (weights[cell] ?? null),
      ];
    }),
    kish_all: kishJson(weights, people),
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
    const counts = codes.map((code) => number(row[columns.indexOf(code)]));
    const known = cells.get(JSON.stringify(levels));
    if (known === undefined) cells.set(JSON.stringify(levels), { levels, counts });
    else known.counts = known.counts.map((count, code) => count + (counts[code] as number));
  }
  return [...cells.values()];
}
