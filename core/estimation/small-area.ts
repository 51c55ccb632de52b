/**
 * Modelled estimates for areas with few respondents, by the area-level model of Fay and Herriot (1979), Journal of the
 * American Statistical Association 74, 269-277. Nothing here is a measured figure, and every result says so.
 */
import { at, cholesky, dot, isSingular, type Matrix, solve } from "./matrix.ts";
import { sumOf } from "../weighting/prepare.ts";
import { Z_95 } from "./wilson.ts";

/** Fewer areas than these carry no model. */
export const SMALLEST_NUMBER_OF_AREAS = 15;

/** An area with a direct estimate: a share, its smoothed variance, and what is known of the area beside it. */
export interface SampledArea {
  readonly area: string;
  readonly estimate: number;
  /** Smoothed over the areas: see `smoothedVariance`. Taken as known. */
  readonly variance: number;
  /** As many for every area, in one order; the constant is added. */
  readonly covariates: readonly number[];
}

/** An area in which nobody answered. */
export interface UnsampledArea {
  readonly area: string;
  readonly covariates: readonly number[];
}

/** An estimate of an area that a model made, never to be mixed with direct ones. */
export interface ModelledArea {
  readonly label: "modelled";
  readonly area: string;
  /** As the model has it: a poor line may lead it out of 0 to 1. */
  readonly estimate: number;
  readonly meanSquaredError: number;
  /** The estimate and 1.96 root mean squared errors on either side, cut to 0 and 1. */
  readonly low: number;
  readonly high: number;
  /** How much of the area's own answers is in the estimate, from 0 (the line alone) to 1. */
  readonly ownShare: number;
}

/** The model and its estimates, in the order given. */
export interface SmallAreaModel {
  readonly ok: true;
  readonly label: "modelled";
  /** Variance between areas that the covariates leave, by restricted maximum likelihood. */
  readonly betweenVariance: number;
  /** Where no variance is left between areas every estimate is the line: say so, and draw no map of differences. */
  readonly lineOnly: boolean;
  /** Of the constant and then of each covariate. */
  readonly coefficients: readonly number[];
  readonly standardErrors: readonly number[];
  readonly areas: readonly ModelledArea[];
  readonly unsampled: readonly ModelledArea[];
}

/** Why there is no model, or no benchmark. */
export interface SmallAreaRefusal {
  readonly ok: false;
  readonly code:
    | "too_few_areas"
    | "estimate_not_usable"
    | "variance_not_usable"
    | "covariates_not_usable"
    | "too_many_covariates"
    | "singular_covariates"
    | "population_not_usable"
    | "published_not_usable";
  readonly message: string;
}

function refusal(code: SmallAreaRefusal["code"], message: string): SmallAreaRefusal {
  return { ok: false, code, message };
}

/**
 * The variance of an area's direct estimate, from the share of all areas (between 0 and 1), their mean design effect and
 * the area's own base, both above 0. The variance of a tiny sample by itself is of no use, and 0 where all agreed.
 * @example smoothedVariance(0.5, 1.5, 10) // => 0.0375
 */
export function smoothedVariance(meanShare: number, meanDesignEffect: number, base: number): number {
  return (meanShare * (1 - meanShare) * meanDesignEffect) / base;
}

function refusalOf(
  areas: readonly SampledArea[],
  unsampled: readonly UnsampledArea[],
  smallestNumber: number,
): SmallAreaRefusal | null {
  const finite = (values: readonly number[]): boolean => values.every((value) => Number.isFinite(value));
  if (areas.length < smallestNumber || areas.length === 0) {
    return refusal("too_few_areas", `A model needs at least ${smallestNumber} areas.`);
  }
  const number = at(areas, 0).covariates.length;
  if (!finite(areas.map(({ estimate }) => estimate))) {
    return refusal("estimate_not_usable", "A direct estimate is not a number.");
  }
  if (!areas.every(({ variance }) => variance > 0 && variance < Infinity)) {
    return refusal("variance_not_usable", "A variance is not a number above 0.");
  }
  if (![...areas, ...unsampled].every(({ covariates }) => covariates.length === number && finite(covariates))) {
    return refusal("covariates_not_usable", "An area lacks a covariate, or one is not a number.");
  }
  if (number + 1 >= areas.length) return refusal("too_many_covariates", "There are as many covariates as areas.");
  const rows = areas.map(withConstant);
  if (
    isSingular(
      cholesky(
        crossProducts(
          rows,
          rows.map(() => 1),
        ),
      ),
    )
  ) {
    return refusal("singular_covariates", "A covariate is the same everywhere, or made of the others.");
  }
  return null;
}

function withConstant({ covariates }: UnsampledArea): readonly number[] {
  return [1, ...covariates];
}

/** X'WX of the rows of X and the diagonal of W. */
function crossProducts(rows: Matrix, weights: readonly number[]): Matrix {
  return at(rows, 0).map((_, i) =>
    at(rows, 0).map((__, j) => sumOf(rows.map((row, area) => at(row, i) * at(row, j) * at(weights, area)))),
  );
}

/** The line at a given variance between areas. */
interface Line {
  readonly coefficients: readonly number[];
  /** x'Qx: the variance of the line at x. */
  readonly varianceAt: (x: readonly number[]) => number;
  /** 1 / (A + psi), by area. */
  readonly precisions: readonly number[];
  readonly residuals: readonly number[];
}

function lineAt(betweenVariance: number, areas: readonly SampledArea[]): Line {
  const rows = areas.map(withConstant);
  const precisions = areas.map(({ variance }) => 1 / (betweenVariance + variance));
  const factor = cholesky(crossProducts(rows, precisions));
  const moments = at(rows, 0).map((_, i) =>
    sumOf(rows.map((row, area) => at(row, i) * at(precisions, area) * at(areas, area).estimate)),
  );
  const coefficients = solve(factor, moments);
  return {
    coefficients,
    varianceAt: (x) => dot(x, solve(factor, x)),
    precisions,
    residuals: areas.map(({ estimate }, area) => estimate - dot(at(rows, area), coefficients)),
  };
}

/** The slope of the restricted likelihood, twice: y'PPy - tr P. */
function score(betweenVariance: number, areas: readonly SampledArea[]): number {
  const { precisions, residuals, varianceAt } = lineAt(betweenVariance, areas);
  const terms = areas.map((area, index) => {
    const precision = at(precisions, index);
    const own = at(residuals, index) * precision;
    return own * own - precision + precision * precision * varianceAt(withConstant(area));
  });
  return sumOf(terms);
}

/** The root of the score above 0, by bisection to the last digit; 0 where the likelihood falls from there. */
function restrictedMaximumLikelihood(areas: readonly SampledArea[]): number {
  if (score(0, areas) <= 0) return 0;
  let low = 0;
  let high = at(areas, 0).variance;
  while (score(high, areas) > 0) high *= 2;
  let middle = high / 2;
  while (middle > low && middle < high) {
    if (score(middle, areas) > 0) low = middle;
    else high = middle;
    middle = low + (high - low) / 2;
  }
  return middle;
}

function modelled(area: string, estimate: number, meanSquaredError: number, ownShare: number): ModelledArea {
  const spread = Z_95 * Math.sqrt(meanSquaredError);
  const cut = (value: number): number => Math.min(1, Math.max(0, value));
  return {
    label: "modelled",
    area,
    estimate,
    meanSquaredError,
    low: cut(estimate - spread),
    high: cut(estimate + spread),
    ownShare,
  };
}

/**
 * Fits the model and gives every area its empirical best linear unbiased prediction with the mean squared error of
 * Prasad and Rao (1990, Journal of the American Statistical Association 85, 163-171), and areas without a sample the
 * line. Refuses, with a code and never a number, fewer than 15 areas, numbers that cannot be used, and covariates that
 * determine each other. A smaller `smallestNumber` is for checking against other tools only. O(areas x covariates^2) for each of some sixty halvings.
 * @example fayHerriot([], []).code // => "too_few_areas"
 */
export function fayHerriot(
  areas: readonly SampledArea[],
  unsampled: readonly UnsampledArea[],
  smallestNumber: number = SMALLEST_NUMBER_OF_AREAS,
): SmallAreaModel | SmallAreaRefusal {
  const refused = refusalOf(areas, unsampled, smallestNumber);
  if (refused !== null) return refused;
  const betweenVariance = restrictedMaximumLikelihood(areas);
  const { coefficients, varianceAt, precisions, residuals } = lineAt(betweenVariance, areas);
  const information = sumOf(precisions.map((precision) => precision * precision));
  const units = coefficients.map((_, i) => coefficients.map((__, j) => (i === j ? 1 : 0)));
  return {
    ok: true,
    label: "modelled",
    betweenVariance,
    lineOnly: betweenVariance === 0,
    coefficients,
    standardErrors: units.map((unit) => Math.sqrt(varianceAt(unit))),
    areas: areas.map((area, index) => {
      const precision = at(precisions, index);
      const lineShare = area.variance * precision;
      const ownShare = betweenVariance * precision;
      const ofLine = lineShare * lineShare * varianceAt(withConstant(area));
      const ofVariance = (lineShare * lineShare * 2 * precision) / information;
      return modelled(
        area.area,
        area.estimate - lineShare * at(residuals, index),
        area.variance * ownShare + ofLine + 2 * ofVariance,
        ownShare,
      );
    }),
    unsampled: unsampled.map((area) => {
      const x = withConstant(area);
      return modelled(area.area, dot(x, coefficients), betweenVariance + varianceAt(x), 0);
    }),
  };
}

/** A modelled area and how many people live there. */
export interface PopulatedArea {
  readonly area: ModelledArea;
  readonly population: number;
}

/** Modelled areas that add up to a published figure, and what each was multiplied by. */
export interface BenchmarkedAreas {
  readonly ok: true;
  readonly label: "modelled";
  readonly factor: number;
  readonly areas: readonly ModelledArea[];
}

/**
 * Scales modelled areas so that their mean, weighted by population, is the published share (0 to 1) of the place that
 * they make up. The factor is taken as fixed. Refuses populations not above 0, and a published share or a mean of the
 * model that leaves nothing to scale.
 * @example benchmarkAreas([], 0.5).code // => "published_not_usable"
 */
export function benchmarkAreas(
  areas: readonly PopulatedArea[],
  published: number,
): BenchmarkedAreas | SmallAreaRefusal {
  if (!areas.every(({ population }) => population > 0 && population < Infinity)) {
    return refusal("population_not_usable", "A population is not a number above 0.");
  }
  const people = sumOf(areas.map(({ population }) => population));
  const mean = sumOf(areas.map(({ area, population }) => area.estimate * population)) / people;
  if (!(published >= 0 && published <= 1 && mean > 0)) {
    return refusal("published_not_usable", "The published share or the mean of the areas cannot be scaled to.");
  }
  const factor = published / mean;
  return {
    ok: true,
    label: "modelled",
    factor,
    areas: areas.map(({ area }) =>
      modelled(area.area, area.estimate * factor, area.meanSquaredError * factor ** 2, area.ownShare),
    ),
  };
}
