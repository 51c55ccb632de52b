/** Families 01 to 06 and 13: weights, limits, refusals, proportions and means. */
import {
  type ClusteredMean,
  clusteredProportionIntervals,
  estimateClusteredMean,
} from "../../../core/estimation/clusters.ts";
import { tQuantile } from "../../../core/estimation/distributions.ts";
import { estimateMean } from "../../../core/estimation/mean.ts";
import { type Observations, weightedMean } from "../../../core/estimation/observations.ts";
import { waldInterval } from "../../../core/estimation/parity.ts";
import { estimateProportion, proportionCovariance } from "../../../core/estimation/proportion.ts";
import { residualStandardError } from "../../../core/estimation/residual-variance.ts";
import { collapseLevels } from "../../../core/weighting/collapse.ts";
import { explainFailure } from "../../../core/weighting/feasibility.ts";
import { type PreparedSample, prepareSample } from "../../../core/weighting/prepare.ts";
import { rake } from "../../../core/weighting/rake.ts";
import { trimWeights } from "../../../core/weighting/trim.ts";
import type { Margin, Sample } from "../../../core/weighting/types.ts";
import { weightSample } from "../../../core/weighting/weight-sample.ts";
import { ends, meanJson, proportionJson } from "../estimates.ts";
import { isRecord, type Json, type JsonRecord, level, list, mapRecord, number, numbers, record } from "../json.ts";
import {
  chosen,
  kishJson,
  marginsOf,
  observationsOf,
  problemsOf,
  type Respondents,
  respondentsOf,
  type Row,
  rowsOf,
  sampleOf,
  scored,
  totalOf,
  variablesOf,
  weighted,
  weightsOf,
  within,
} from "../sample.ts";

const DONT_KNOW_AND_REFUSED = [8, 9];
const SATISFIED = chosen("q_sat", [4, 5], DONT_KNOW_AND_REFUSED);

/** 01: three margins, every estimate of a question. */
export function raking(input: JsonRecord, expected: JsonRecord): JsonRecord {
  const respondents = respondentsOf(input);
  const weights = weightsOf(respondents);
  const { rows } = respondents;
  const estimateOf = (wanted: JsonRecord): { valueOf: (row: Row) => number | null } => {
    const column = String(wanted["question"]);
    const domain = isRecord(wanted["domain"]) ? wanted["domain"] : null;
    const valueOf =
      wanted["kind"] === "mean"
        ? scored(column, record(wanted["scores"]))
        : chosen(column, list(wanted["numerator"]), list(wanted["base_excludes"]));
    return { valueOf: within(domain, valueOf) };
  };
  const estimates = list(expected["estimates"]).map((one) => {
    const { valueOf } = estimateOf(record(one));
    const proportion = proportionJson(observationsOf(rows, weights, valueOf), rows.length);
    return { ...proportion, raked_variance: rakedVariance(respondents, weights, valueOf) };
  });
  const means = list(expected["means"]).map((one) => {
    const { valueOf } = estimateOf(record(one));
    const mean = estimateMean(observationsOf(rows, weights, valueOf), rows.length);
    return { ...meanJson(mean), raked_variance: rakedVariance(respondents, weights, valueOf) };
  });
  // A case may ask for no covariance at all.
  const levels = isRecord(expected["covariance_sat_valid"]) ? list(expected["covariance_sat_valid"]["levels"]) : [];
  const perLevel = levels.map((code) => observationsOf(rows, weights, chosen("q_sat", [code], DONT_KNOW_AND_REFUSED)));
  return {
    weights,
    cells: cellsJson(respondents, weights, expected["cells"] ?? null),
    margin_error_share_at_most: marginErrorWithin(respondents, number(expected["margin_error_share_at_most"])),
    kish_all: kishJson(weights),
    estimates,
    means,
    covariance_sat_valid: {
      estimate: perLevel.map((one) => estimateProportion(one, rows.length).estimate),
      covariance: proportionCovariance(perLevel, rows.length),
    },
  };
}

/** The bound itself where every margin keeps it; that is what a case states. */
function marginErrorWithin({ rows, margins }: Respondents, bound: number): number {
  const { error } = weighted(sampleOf({ rows, margins }), margins).diagnostics;
  return error <= bound ? bound : error;
}

/** Levels, respondents and weight of each cell, in the order in which the case lists them. */
function cellsJson({ rows, margins }: Respondents, weights: readonly number[], wanted: Json): Json {
  const given = variablesOf(margins);
  const inColumns = [...(rows[0]?.keys() ?? [])].filter((column) => given.includes(column));
  const cellsBy = (variables: readonly string[]): readonly Json[] => {
    const byCell = new Map<string, { count: number; weight: number }>();
    for (const [index, row] of rows.entries()) {
      const key = JSON.stringify(variables.map((variable) => level(row.get(variable))));
      byCell.set(key, { count: (byCell.get(key)?.count ?? 0) + 1, weight: weights[index] as number });
    }
    return list(wanted).map((cell) => {
      const levels = list(cell).slice(0, variables.length);
      const found = byCell.get(JSON.stringify(levels.map((one) => level(one))));
      return [...levels, found?.count ?? null, found?.weight ?? null];
    });
  };
  // A case does not say what its cells are made of: the variables stand as in the margins or as in the columns.
  const cells = cellsBy(given);
  return cells.some((cell) => list(cell).at(-1) === null) ? cellsBy(inColumns) : cells;
}

/** The standard errors of R's rake() and calibrate() designs. */
export function rakedVariance(
  { rows, margins }: Respondents,
  weights: readonly number[],
  valueOf: (row: Row) => number | null,
  baseWeight?: string,
): JsonRecord {
  const { said, weightedBase } = weightedMean(observationsOf(rows, weights, valueOf), rows.length);
  if (said === null) return { se_rake_10_sweeps: null, se_calibrate: null };
  const categories = margins.map(
    ({ categories: all }) => new Map(all.map(({ levels }, index) => [JSON.stringify(levels), index])),
  );
  const observations = rows.map((row, index) => {
    const value = valueOf(row);
    return {
      weight: weights[index] as number,
      baseWeight: baseWeight === undefined ? 1 : number(row.get(baseWeight)),
      deviation: value === null ? 0 : value - said.estimate,
    };
  });
  const categoriesOf = margins.map(({ variables }, margin) =>
    rows.map((row) => {
      const key = JSON.stringify(variables.map((variable) => level(row.get(variable))));
      return (categories[margin] as Map<string, number>).get(key) as number;
    }),
  );
  return {
    se_rake_10_sweeps: residualStandardError(observations, categoriesOf, weightedBase, "rake_10_sweeps"),
    se_calibrate: residualStandardError(observations, categoriesOf, weightedBase, "calibrate"),
  };
}

/** 02: public data with unequal base weights, independent and in clusters. */
export function publicData(input: JsonRecord, expected: JsonRecord): JsonRecord {
  return { independent: independent(input, expected), clustered: clustered(input, expected) };
}

const BASE_WEIGHT = "pw";
const CLUSTER = "dnum";
const MEAN_PREFIX = "mean_";

function independent(input: JsonRecord, expected: JsonRecord): JsonRecord {
  const respondents = respondentsOf(record(input["independent"]));
  const weights = weightsOf(respondents, BASE_WEIGHT);
  const { rows } = respondents;
  const wanted = record(expected["independent"]);
  return {
    weights,
    kish_all: kishJson(weights),
    estimates: list(wanted["estimates"]).map((one) => {
      const valueOf = levelOf(record(one));
      const proportion = proportionJson(observationsOf(rows, weights, valueOf), rows.length);
      return { ...proportion, raked_variance: rakedVariance(respondents, weights, valueOf, BASE_WEIGHT) };
    }),
    ...meansOf(wanted, (column) => {
      const mean = estimateMean(observationsOf(rows, weights, numeric(column)), rows.length);
      const [estimate, se] = [mean.estimate as number, mean.linearised?.standardError as number];
      const t = tQuantile(0.975, mean.linearised?.degreesOfFreedom as number);
      return { estimate, se, ci95_t: ends(waldInterval(estimate, se, t)) };
    }),
  };
}

function clustered(input: JsonRecord, expected: JsonRecord): JsonRecord {
  const respondents = respondentsOf(record(input["clustered"]));
  const weights = weightsOf(respondents, BASE_WEIGHT);
  const wanted = record(expected["clustered"]);
  const of = (valueOf: (row: Row) => number | null): ReturnType<typeof clusteredOf> =>
    clusteredOf(respondents.rows, weights, valueOf, CLUSTER);
  return {
    weights,
    kish_all: kishJson(weights),
    estimates: list(wanted["estimates"]).map((one) => {
      const { mean, respondents: people } = of(levelOf(record(one)));
      const intervals = clusteredProportionIntervals(mean, people);
      return {
        estimate: mean.estimate,
        cluster_se: mean.standardError,
        degf: mean.degreesOfFreedom,
        ci95_beta: ends(intervals?.beta ?? null),
        ci95_xlogit: ends(intervals?.logit ?? null),
      };
    }),
    ...meansOf(wanted, (column) => {
      const { mean } = of(numeric(column));
      return { estimate: mean.estimate, se: mean.standardError, ci95_t: ends(mean.waldT) };
    }),
  };
}

function clusteredOf(
  rows: readonly Row[],
  weights: readonly number[],
  valueOf: (row: Row) => number | null,
  cluster: string,
): { readonly mean: ClusteredMean; readonly respondents: number } {
  const observations = rows.flatMap((row, index) => {
    const value = valueOf(row);
    return value === null ? [] : [{ cluster: String(row.get(cluster)), weight: weights[index] as number, value }];
  });
  const clusters = new Set(rows.map((row) => String(row.get(cluster)))).size;
  const mean = estimateClusteredMean(observations, clusters);
  if (mean === null) throw new Error("The case has fewer than two clusters.");
  return { mean, respondents: observations.length };
}

/** The level that an estimate's id names after its question. */
function levelOf(wanted: JsonRecord): (row: Row) => number | null {
  const question = String(wanted["question"]);
  const id = String(wanted["id"]);
  const wantedLevel = id.startsWith(`${question}_`) ? id.slice(question.length + 1) : id;
  return (row) => {
    const value = level(row.get(question));
    return value === null ? null : Number(value === wantedLevel);
  };
}

function numeric(column: string): (row: Row) => number | null {
  return (row) => {
    const value = row.get(column);
    return typeof value === "number" ? value : null;
  };
}

function meansOf(wanted: JsonRecord, meanOf: (column: string) => JsonRecord): JsonRecord {
  const keys = Object.keys(wanted).filter((key) => key.startsWith(MEAN_PREFIX));
  return Object.fromEntries(keys.map((key) => [key, meanOf(key.slice(MEAN_PREFIX.length))]));
}

/** 03: trimming and bounded raking. */
export function trimming(input: JsonRecord, expected: JsonRecord): JsonRecord {
  const { rows, margins } = respondentsOf(input);
  const sample = sampleOf({ rows, margins });
  const untrimmed = weighted(sample, margins).weights;
  const [lower, upper] = [number(input["lower"]), number(input["upper"])];
  const bounds = { lower: number(input["bounded_lower"]), upper: number(input["bounded_upper"]) };
  const tooNarrow = { lower: number(input["infeasible_lower"]), upper: number(input["infeasible_upper"]) };
  const [infeasible] = problemsOf({ rows, margins }, { bounds: tooNarrow });
  const wantedShares = record(record(expected["untrimmed"])["achieved_shares"]);
  const of = (weights: Float64Array): JsonRecord => ({
    weights: [...weights],
    kish: kishJson([...weights]),
    achieved_shares: achievedJson(rows, [...weights], wantedShares),
    sat_top2_valid: proportionJson(observationsOf(rows, [...weights], SATISFIED), rows.length),
  });
  return {
    untrimmed: of(untrimmed),
    trim_single: of(trimWeights(untrimmed, { upper })),
    trim_strict: of(trimWeights(untrimmed, { upper, strict: true })),
    trim_both: of(trimWeights(untrimmed, { upper, lower })),
    bounded: of(weighted(sample, margins, { bounds }).weights),
    bounded_infeasible: { status: infeasible?.code ?? "feasible" },
  };
}

function achievedJson(rows: readonly Row[], weights: readonly number[], wanted: JsonRecord): JsonRecord {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const weightOf = (variable: string, own: string): number =>
    rows.reduce((sum, row, index) => sum + (level(row.get(variable)) === own ? (weights[index] as number) : 0), 0);
  return mapRecord(wanted, (levels, variable) =>
    mapRecord(record(levels), (_, own) => weightOf(variable, own) / total),
  );
}

/** 04: respondents of whom something is not known, by three policies. */
export function missingDemographics(input: JsonRecord, expected: JsonRecord): JsonRecord {
  const margins = marginsOf(input);
  const listed = new Map<string, Set<string>>();
  for (const { variables, categories } of margins) {
    for (const [place, variable] of variables.entries()) {
      const levels = categories.map((category) => category.levels[place] as string);
      listed.set(variable, new Set([...(listed.get(variable) ?? []), ...levels]));
    }
  }
  // A level without a population count is declared not known.
  const rows = rowsOf(input).map(
    (row) =>
      new Map(
        [...row].map(([key, one]) => [key, listed.get(key)?.has(level(one) ?? "") === false ? null : one] as const),
      ),
  );
  const complete = rows.filter((row) => [...listed.keys()].every((variable) => (row.get(variable) ?? null) !== null));
  const satisfied = (used: readonly Row[], weights: readonly number[]): JsonRecord =>
    proportionJson(observationsOf(used, weights, SATISFIED), used.length);
  const all = weighted(sampleOf({ rows, margins }), margins).weights;
  const own = [...weighted(sampleOf({ rows: complete, margins }), margins).weights];
  const byRow = new Map(complete.map((row, index) => [row, own[index] as number]));
  const neutral = rows.map((row) => byRow.get(row) ?? 1);
  return {
    unknown_share: {
      targets: targetsJson(sampleOf({ rows, margins }), margins, record(record(expected["unknown_share"])["targets"])),
      weights: [...all],
      kish_all: kishJson([...all]),
      sat_top2_valid: satisfied(rows, [...all]),
    },
    neutral: { weights: neutral, kish_all: kishJson(neutral), sat_top2_valid: satisfied(rows, neutral) },
    listwise: { n_used: complete.length, weights_of_complete: own, sat_top2_valid: satisfied(complete, own) },
  };
}

function prepared(sample: Sample, margins: readonly Margin[]): PreparedSample {
  const result = prepareSample(sample, margins);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(" "));
  return result.prepared;
}

function targetsJson(sample: Sample, margins: readonly Margin[], wanted: JsonRecord): JsonRecord {
  const ready = prepared(sample, margins).margins;
  return mapRecord(wanted, (shares, variable) => {
    const margin = ready.find(({ variables: [own] }) => own === variable);
    if (margin === undefined) return null;
    return mapRecord(record(shares), (_, name) => {
      const listed = margin.categories.findIndex((levels) => levels?.[0] === name);
      const unknown = margin.categories.findIndex((levels) => levels === null);
      return margin.targets[listed === -1 ? unknown : listed] ?? 0;
    });
  });
}

/** 05: margins that disagree, are empty, or cannot be met. */
export function awkwardMargins(input: JsonRecord, expected: JsonRecord): JsonRecord {
  const cases = Object.entries(expected).flatMap(([name, wanted]) =>
    isRecord(wanted) ? [[name, wanted] as const] : [],
  );
  return Object.fromEntries(
    cases.map(([name, wanted]) => [name, awkwardCase(respondentsOf(record(input[name], name)), wanted)]),
  );
}

function awkwardCase(respondents: Respondents, wanted: JsonRecord): JsonRecord {
  const { rows, margins } = respondents;
  const sample = sampleOf(respondents);
  const problems = problemsOf(respondents);
  const code = problems[0]?.code;
  const total = totalOf(margins);
  const weights = (options = {}): readonly number[] => [...weighted(sample, margins, options).weights];
  const answers: Readonly<Record<string, () => Json>> = {
    status: () => {
      const { ok } = weightSample(sample, margins);
      if (wanted["status"] === "error_or_warning" && code !== undefined) return "error_or_warning";
      // Totals that differ by a little are weighted with a warning.
      return ok ? "ok" : "error";
    },
    code: () => code ?? null,
    weights_mean1: () => weights(),
    weights: () => weights({ total }),
    weights_mean1_if_normalised: () => weights({ differentTotals: true }),
    kish_all: () => kishJson(weights()),
    raw_sum_last_margin_wins: () =>
      mapRecord(record(wanted["raw_sum_last_margin_wins"]), (_, order) => {
        const last = margins.find(({ variables }) => order.endsWith(`_then_${variables.join("_")}`));
        return last === undefined ? null : totalOf([last]);
      }),
    categories: () =>
      problems.map(({ margin: [variable = ""] = [], category: [own = ""] = [] }) => ({
        variable,
        level: own,
        population:
          margins.find(({ variables }) => variables[0] === variable)?.categories.find(({ levels }) => levels[0] === own)
            ?.population ?? null,
      })),
    after_collapse: () => {
      const collapse = record(record(wanted["after_collapse"])["collapse"]);
      const [variable, into] = [String(collapse["variable"]), String(collapse["into"])];
      const joined = collapseLevels(sample, margins, { variable, into, merge: list(collapse["merge"]).map(String) });
      return { weights_mean1: [...weighted(joined.sample, joined.margins).weights] };
    },
    least_possible_max_share_error: () => explainFailure(prepared(sample, margins)).leastError,
    limit_cell_shares: () => limitShares(rows, margins, record(wanted["limit_cell_shares"])),
  };
  const asked = Object.keys(wanted).filter((key) => Object.hasOwn(answers, key));
  return Object.fromEntries(asked.map((key) => [key, answers[key]?.() ?? null]));
}

/** Where raking creeps to: cells that no solution gives any weight, left out; the rest raked. */
function limitShares(rows: readonly Row[], margins: readonly Margin[], wanted: JsonRecord): JsonRecord {
  const sample = sampleOf({ rows, margins });
  const all = prepared(sample, margins);
  const empty = new Set(explainFailure(all).cellsWithoutWeight);
  const kept = sample.cells.filter((_, index) => !empty.has(all.placeOf[index] as number));
  const ready = prepared({ ...sample, cells: kept }, margins);
  const { shares } = rake(ready);
  const inColumns = [...(rows[0]?.keys() ?? [])].flatMap((column) => {
    const place = sample.variables.indexOf(column);
    return place === -1 ? [] : [place];
  });
  // A case names a cell by its levels, in the order of the margins or in that of the columns.
  const namesOf = ({ levels }: Sample["cells"][number]): readonly string[] => [
    levels.join(""),
    inColumns.map((place) => levels[place]).join(""),
  ];
  const byName = new Map(sample.cells.flatMap(namesOf).map((name) => [name, 0]));
  for (const [index, cell] of kept.entries()) {
    for (const name of namesOf(cell)) byName.set(name, shares[ready.placeOf[index] as number] as number);
  }
  return mapRecord(wanted, (_, name) => byName.get(name) ?? null);
}

/** 06: 0 and 100 per cent, one respondent, nobody. */
export function extremes(input: JsonRecord, expected: JsonRecord): JsonRecord {
  const weights = numbers(input["weights"]);
  return {
    estimates: list(expected["estimates"]).map((one) => {
      const values = list(record(one)["y"]);
      const inBase = values.flatMap((value, index) =>
        typeof value === "number" ? [{ value, weight: weights[index] as number }] : [],
      );
      const observations: Observations = {
        weights: inBase.map(({ weight }) => weight),
        counts: inBase.map(() => 1),
        values: inBase.map(({ value }) => value),
      };
      return proportionJson(observations, values.length);
    }),
  };
}

/** 13: base weights and clusters of households. */
export function households(input: JsonRecord): JsonRecord {
  const respondents = respondentsOf(input);
  const { rows } = respondents;
  const weights = weightsOf(respondents, "bw");
  const valueOf = numeric("y");
  const { mean, respondents: people } = clusteredOf(rows, weights, valueOf, "hh");
  const intervals = clusteredProportionIntervals(mean, people);
  return {
    weights,
    kish_all: kishJson(weights),
    independent: {
      ...proportionJson(observationsOf(rows, weights, valueOf), rows.length),
      raked_variance: rakedVariance(respondents, weights, valueOf, "bw"),
    },
    clustered: {
      households: mean.clusters,
      se: mean.standardError,
      df: mean.degreesOfFreedom,
      ci95_wald_t: ends(mean.waldT),
      ci95_xlogit: ends(intervals?.logit ?? null),
      ci95_beta: ends(intervals?.beta ?? null),
    },
  };
}
