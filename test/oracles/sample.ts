/** From a case's rows and margins to samples, weights and observations. */
import type { Observations } from "../../core/estimation/observations.ts";
import { kishEffect, type KishEffect, weightSums } from "../../core/weighting/kish.ts";
import type { Margin, Sample, WeightingProblem } from "../../core/weighting/types.ts";
import { type Weighting, type WeightingOptions, weightSample } from "../../core/weighting/weight-sample.ts";
import { type Json, type JsonRecord, level, list, number, record } from "./json.ts";

/** A respondent: values by column. */
export type Row = ReadonlyMap<string, Json>;

/** Everything that rows and margins say. */
export interface Respondents {
  readonly rows: readonly Row[];
  readonly margins: readonly Margin[];
}

/** The rows of an input, column by name. */
export function rowsOf(input: JsonRecord): readonly Row[] {
  const columns = list(input["columns"], "columns").map(String);
  return list(input["rows"], "rows").map(
    (row) => new Map(columns.map((column, index) => [column, list(row)[index] ?? null])),
  );
}

/** The margins of an input. */
export function marginsOf(input: JsonRecord): readonly Margin[] {
  return list(input["margins"], "margins").map((given) => {
    const margin = record(given);
    const variables = list(margin["variables"], "variables").map(String);
    const categories = list(margin["cells"], "cells").map((given_) => {
      const cell = record(given_);
      const levels = variables.map((variable) => level(cell[variable]) ?? "");
      return { levels, population: number(cell["population"], "population") };
    });
    return { variables, categories };
  });
}

/** Every weighting variable once, in the order of the margins. */
export function variablesOf(margins: readonly Margin[]): readonly string[] {
  return [...new Set(margins.flatMap(({ variables }) => variables))];
}

/** The column that holds all these labels: the usual one, or else the first that does. */
export function columnOf(rows: readonly Row[], usual: string, labels: readonly string[]): string {
  const columns = [...(rows[0]?.keys() ?? [])];
  const holds = (column: string): boolean => {
    const held = new Set(rows.map((row) => level(row.get(column))));
    return labels.every((label) => held.has(label));
  };
  return columns.includes(usual) ? usual : (columns.find(holds) ?? usual);
}

/** Rows and margins of an input. */
export function respondentsOf(input: JsonRecord): Respondents {
  return { rows: rowsOf(input), margins: marginsOf(input) };
}

/** The sum of a margin. */
export function totalOf(margins: readonly Margin[]): number {
  return (margins[0]?.categories ?? []).reduce((sum, { population }) => sum + population, 0);
}

/** One cell for each row: raking adds up those that are alike. */
export function sampleOf({ rows, margins }: Respondents, baseWeight?: string): Sample {
  const variables = variablesOf(margins);
  const cells = rows.map((row) => ({
    levels: variables.map((variable) => level(row.get(variable))),
    base_weight: baseWeight === undefined ? 1 : number(row.get(baseWeight)),
    respondents: 1,
  }));
  return { variables, cells };
}

/** The weighting of a sample that must succeed. */
export function weighted(sample: Sample, margins: readonly Margin[], options: WeightingOptions = {}): Weighting {
  const result = weightSample(sample, margins, options);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(" "));
  return result.weighting;
}

/** The weight of each row, adding up to the population. */
export function weightsOf(respondents: Respondents, baseWeight?: string): readonly number[] {
  const total = totalOf(respondents.margins);
  return [...weighted(sampleOf(respondents, baseWeight), respondents.margins, { total }).weights];
}

/** Why a sample cannot be weighted; empty where it can. */
export function problemsOf(respondents: Respondents, options: WeightingOptions = {}): readonly WeightingProblem[] {
  const result = weightSample(sampleOf(respondents), respondents.margins, options);
  return result.ok ? result.weighting.warnings : result.problems;
}

/** The rows that have a value, each with its weight. */
export function observationsOf(
  rows: readonly Row[],
  weights: readonly number[],
  valueOf: (row: Row) => number | null,
): Observations {
  const inBase = rows.flatMap((row, index) => {
    const value = valueOf(row);
    return value === null ? [] : [{ value, weight: weights[index] as number }];
  });
  return {
    weights: inBase.map(({ weight }) => weight),
    counts: inBase.map(() => 1),
    values: inBase.map(({ value }) => value),
  };
}

/** 1 for the codes chosen, 0 for the rest of the base, null outside it. */
export function chosen(
  column: string,
  codes: readonly Json[],
  excludes: readonly Json[] = [],
): (row: Row) => number | null {
  return (row) => {
    const value = row.get(column) ?? null;
    if (value === null || excludes.includes(value)) return null;
    return codes.includes(value) ? 1 : 0;
  };
}

/** A score for each code; null for codes without one. */
export function scored(column: string, scores: JsonRecord): (row: Row) => number | null {
  return (row) => {
    const score = scores[level(row.get(column) ?? null) ?? ""];
    return typeof score === "number" ? score : null;
  };
}

/** Restricts a base to rows with these levels. */
export function within(domain: JsonRecord | null, valueOf: (row: Row) => number | null): (row: Row) => number | null {
  if (domain === null) return valueOf;
  return (row) =>
    Object.entries(domain).every(([column, wanted]) => level(row.get(column)) === level(wanted)) ? valueOf(row) : null;
}

/** The sums and ratios of weights as `kish_all` names them. */
export function kishJson(weights: readonly number[], counts?: readonly number[]): JsonRecord {
  const sums = weightSums(weights, counts ?? weights.map(() => 1));
  const kish = kishEffect(sums) as KishEffect;
  const mean = sums.sumOfWeights / sums.respondents;
  return {
    n: sums.respondents,
    sum_w: sums.sumOfWeights,
    sum_w2: sums.sumOfSquaredWeights,
    deff: kish.designEffect,
    n_eff: kish.effectiveBase,
    efficiency_percent: 100 / kish.designEffect,
    max_over_mean: Math.max(...weights) / mean,
    min_over_mean: Math.min(...weights) / mean,
  };
}
