/** From a sample and its margins to weights, with what they cost, or to the reasons why there are none. */
import { type Bounds, rakeBounded } from "./bounded.ts";
import { explainFailure } from "./feasibility.ts";
import { kishEffect, type KishEffect, weightSums } from "./kish.ts";
import {
  marginName,
  type PrepareOptions,
  type PreparedSample,
  prepareSample,
  quoted,
  sumOf,
  unknownShareOf,
} from "./prepare.ts";
import { rake, type RakingOutcome } from "./rake.ts";
import type { Margin, Sample, WeightingProblem } from "./types.ts";

/** How to weight. */
export interface WeightingOptions extends PrepareOptions {
  /** What all weights add up to, e.g. the population; the number of respondents where it is left out. */
  readonly total?: number;
  /** Keeps every weight between these multiples of the mean weight, the margins still being met. */
  readonly bounds?: Bounds;
  /** Multipliers of an earlier run, to start from. */
  readonly start?: readonly Float64Array[];
}

/** What weighting did to a sample. */
export interface WeightingDiagnostics extends KishEffect {
  /** 100 over the design effect: how much of the sample's size is left. */
  readonly efficiencyPercent: number;
  /** The largest and the smallest weight, over the mean weight. */
  readonly largestRatio: number;
  readonly smallestRatio: number;
  readonly cycles: number;
  /** The largest share error that is left. */
  readonly error: number;
  /** For each margin, in the order of the multipliers, the share of base weight whose category is not known. */
  readonly unknownShares: readonly number[];
}

/** The weights of a sample. */
export interface Weighting {
  /** For each cell of the sample, as given: the weight of one respondent; 0 for a cell without any. */
  readonly weights: Float64Array;
  /** What to start from next time; empty after bounded raking. */
  readonly multipliers: readonly Float64Array[];
  readonly diagnostics: WeightingDiagnostics;
  readonly warnings: readonly WeightingProblem[];
}

/** Weights, or every reason why there are none. */
export type WeightingResult =
  | { readonly ok: true; readonly weighting: Weighting }
  | { readonly ok: false; readonly problems: readonly WeightingProblem[] };

/**
 * Rakes a sample to its margins. Weights are never given unless every margin is met: to 1e-12 of the whole.
 * @example weightSample({ variables: ["sex"], cells: [{ levels: ["f"], base_weight: 1, respondents: 3 }, { levels: ["m"], base_weight: 1, respondents: 1 }] }, [{ variables: ["sex"], categories: [{ levels: ["f"], population: 60 }, { levels: ["m"], population: 60 }] }], { total: 120 }).weighting.weights // => Float64Array.of(20, 60)
 */
export function weightSample(
  sample: Sample,
  margins: readonly Margin[],
  options: WeightingOptions = {},
): WeightingResult {
  const result = prepareSample(sample, margins, options);
  if (!result.ok) return result;
  return weightPrepared(result.prepared, options);
}

/** As `weightSample`, for a sample that is prepared already. */
export function weightPrepared(prepared: PreparedSample, options: WeightingOptions): WeightingResult {
  const { bounds, start } = options;
  if (bounds !== undefined) {
    const outcome = rakeBounded(prepared, bounds);
    if (!outcome.converged) return { ok: false, problems: [notFeasible(bounds)] };
    return { ok: true, weighting: weightingOf(prepared, { ...outcome, multipliers: [] }, options.total) };
  }
  const outcome = rake(prepared, start);
  if (!outcome.converged) return { ok: false, problems: [notConverged(prepared, outcome)] };
  return { ok: true, weighting: weightingOf(prepared, outcome, options.total) };
}

function weightingOf(prepared: PreparedSample, outcome: RakingOutcome, total: number | undefined): Weighting {
  const { respondents, margins, placeOf } = prepared;
  const people = sumOf(respondents);
  const ratios = outcome.shares.map((share, cell) => (share * people) / (respondents[cell] as number));
  const mean = (total ?? people) / people;
  const sums = weightSums(ratios, respondents);
  const kish = kishEffect(sums) as KishEffect;
  return {
    weights: Float64Array.from(placeOf, (place) => (place === -1 ? 0 : (ratios[place] as number) * mean)),
    multipliers: outcome.multipliers,
    diagnostics: {
      ...kish,
      efficiencyPercent: 100 / kish.designEffect,
      largestRatio: ratios.reduce((most, one) => Math.max(most, one)),
      smallestRatio: ratios.reduce((least, one) => Math.min(least, one)),
      cycles: outcome.cycles,
      error: outcome.error,
      unknownShares: margins.map(unknownShareOf),
    },
    warnings: prepared.warnings,
  };
}

function notFeasible({ lower, upper }: Bounds): WeightingProblem {
  const message = `No weights between ${lower} and ${upper} times their mean meet the margins.`;
  return { code: "not_feasible", message };
}

function notConverged(prepared: PreparedSample, outcome: RakingOutcome): WeightingProblem {
  const { leastError, cellsWithoutWeight } = explainFailure(prepared);
  const margin = prepared.margins[outcome.worst.margin] as PreparedSample["margins"][number];
  const category = margin.categories[outcome.worst.category] as readonly string[] | null;
  const people = cellsWithoutWeight.reduce((sum, cell) => sum + (prepared.respondents[cell] as number), 0);
  const worst = `The worst category, ${category === null ? "not known" : quoted(category)} of ${marginName(margin.variables)}, is ${(outcome.error * 100).toPrecision(2)} points off after ${outcome.cycles} cycles.`;
  const reason =
    leastError > 0
      ? `No weights can meet these margins: the nearest are ${(leastError * 100).toPrecision(3)} points off.`
      : people > 0
        ? `These margins can be met only by giving ${people} respondents no weight at all.`
        : "These margins can be met, but raking comes near too slowly.";
  return {
    code: "not_converged",
    message: `${reason} ${worst}`,
    margin: margin.variables,
    ...(category === null ? {} : { category }),
  };
}
