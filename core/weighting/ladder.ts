/**
 * The ladder of margins of a place: the most detailed weighting by age and sex that its respondents bear. With 14
 * categories of age by sex one is below 10 in nearly every sample of up to 300, so most places stand on a lower step.
 */
import type { WeightingCell } from "../tabulation/weighted.ts";
import type { AgeSexCount, BroadAge } from "./age-sex.ts";
import { achievedShares } from "./rake.ts";
import { marginName, type PreparedSample, prepareSample, quoted, sumOf } from "./prepare.ts";
import {
  LADDER_STEPS,
  type LadderStep,
  type Margin,
  type MarginCategory,
  type Sample,
  type WeightingCode,
} from "./types.ts";
import { type Weighting, weightPrepared } from "./weight-sample.ts";

/** Respondents of a place who are alike in age band, sex and base weight. */
export type PlaceCell = WeightingCell;

/** Why a step does not bear. Never public (R20), and told to nobody yet: a release says only that a place is withheld. */
export interface LadderRefusal {
  readonly step: LadderStep;
  readonly code: WeightingCode | "category_below_10" | "share_ratio_above_5" | "unknown_above_30_percent";
  readonly message: string;
}

/** The weights of a place, or why no step gives any: then the place is withheld. */
export type PlaceWeighting =
  | {
      readonly ok: true;
      readonly step: LadderStep;
      /** The weight of one respondent of each cell, in the order given; over respondents they add up to the population. */
      readonly weights: readonly number[];
      readonly designEffect: number;
      readonly effectiveBase: number;
      readonly largestRatio: number;
      /** Whether weights had to be kept within 0.2 and 5 times their mean. */
      readonly bounded: boolean;
    }
  | { readonly ok: false; readonly refusals: readonly LadderRefusal[] };

/** The thresholds of the ladder, by the names that a release's parameters give them. */
export const LADDER_RULES = {
  weighting_category_respondents_min: 10,
  weighting_share_ratio_max: 5,
  weighting_unknown_percent_max: 15,
  weighting_unknown_percent_withheld: 30,
  weighting_ratio_to_mean_min: 0.2,
  weighting_ratio_to_mean_max: 5,
} as const;

const RESPONDENTS_MIN = LADDER_RULES.weighting_category_respondents_min;
const SHARE_RATIO_MAX = LADDER_RULES.weighting_share_ratio_max;
const UNKNOWN_MAX = LADDER_RULES.weighting_unknown_percent_max / 100;
const UNKNOWN_WITHHELD = LADDER_RULES.weighting_unknown_percent_withheld / 100;
const BOUNDS = { lower: LADDER_RULES.weighting_ratio_to_mean_min, upper: LADDER_RULES.weighting_ratio_to_mean_max };

/**
 * Takes the first step on which every category of the population has at least 10 respondents, none is below a fifth of
 * its share, at most 15 per cent are not known, and weights within 0.2 and 5 times their mean meet the margins. A place
 * in which more than 30 per cent are not known on a step reached is withheld.
 */
export function weightPlace(
  cells: readonly PlaceCell[],
  population: readonly AgeSexCount[],
  broad: readonly BroadAge[],
): PlaceWeighting {
  const refusals: LadderRefusal[] = [];
  const total = sumOf(population.map(({ population: count }) => count));
  for (const step of LADDER_STEPS) {
    const result = weightOnStep(step, cells, population, broad, total);
    if ("weighting" in result) {
      const { weights, diagnostics } = result.weighting;
      const { designEffect, effectiveBase, largestRatio } = diagnostics;
      return {
        ...{ ok: true, step, weights: [...weights], designEffect, effectiveBase, largestRatio },
        bounded: result.bounded,
      };
    }
    refusals.push(...result.refusals);
    if (result.refusals.some(({ code }) => code === "unknown_above_30_percent")) break;
  }
  return { ok: false, refusals };
}

type StepResult =
  | { readonly weighting: Weighting; readonly bounded: boolean }
  | { readonly refusals: readonly LadderRefusal[] };

function weightOnStep(
  step: LadderStep,
  cells: readonly PlaceCell[],
  population: readonly AgeSexCount[],
  broad: readonly BroadAge[],
  total: number,
): StepResult {
  const ageOf = step.startsWith("age4") ? broadAgeOf(broad) : <Age>(age: Age): Age => age;
  const sample: Sample = {
    variables: ["age", "sex"],
    cells: cells.map(({ age, sex, base_weight, respondents }) => ({
      levels: [ageOf(age), sex],
      base_weight,
      respondents,
    })),
  };
  const counts = population.map((count): AgeSexCount => ({ ...count, age: ageOf(count.age) }));
  const margins = marginsOf(step, counts);
  const result = prepareSample(sample, margins);
  const weak = result.ok
    ? weakCategories(step, result.prepared)
    : result.problems.map(({ code, message }) => ({ step, code, message }));
  const refusals = [...weak, ...margins.flatMap((one) => unknownRefusal(step, sample, one.variables))];
  if (!result.ok || refusals.length > 0) return { refusals };
  const free = weightPrepared(result.prepared, { total });
  if (free.ok && free.weighting.diagnostics.largestRatio <= BOUNDS.upper) {
    return { weighting: free.weighting, bounded: false };
  }
  const bounded = weightPrepared(result.prepared, { total, bounds: BOUNDS });
  if (bounded.ok) return { weighting: bounded.weighting, bounded: true };
  return { refusals: bounded.problems.map(({ code, message }) => ({ step, code, message })) };
}

function broadAgeOf(broad: readonly BroadAge[]): <Age extends string | null>(age: Age) => Age | string {
  const byAge = new Map<string | null, string>(broad.flatMap(({ id, members }) => members.map((age) => [age, id])));
  return (age) => byAge.get(age) ?? age;
}

function marginsOf(step: LadderStep, counts: readonly AgeSexCount[]): readonly Margin[] {
  const age = margin(["age"], counts, (count) => [count.age]);
  const sex = margin(["sex"], counts, (count) => [count.sex]);
  if (step === "age7_by_sex") return [margin(["age", "sex"], counts, (count) => [count.age, count.sex])];
  return step === "age4" ? [age] : [age, sex];
}

function margin(
  variables: readonly string[],
  counts: readonly AgeSexCount[],
  levelsOf: (count: AgeSexCount) => readonly string[],
): Margin {
  const categories = new Map<string, MarginCategory>();
  for (const count of counts) {
    const levels = levelsOf(count);
    const key = JSON.stringify(levels);
    categories.set(key, { levels, population: count.population + (categories.get(key)?.population ?? 0) });
  }
  return { variables, categories: [...categories.values()] };
}

/** What the ladder asks beyond what raking needs. */
function weakCategories(step: LadderStep, { margins, respondents, baseShares }: PreparedSample): LadderRefusal[] {
  return margins.flatMap((prepared): LadderRefusal[] => {
    const people = achievedShares(prepared, respondents);
    const shares = achievedShares(prepared, baseShares);
    const of = marginName(prepared.variables);
    return prepared.categories.flatMap((levels, category): LadderRefusal[] => {
      if (levels === null) return [];
      const share = shares[category] as number;
      const target = prepared.targets[category] as number;
      const name = quoted(levels);
      const count = people[category] as number;
      if (target > 0 && count < RESPONDENTS_MIN) {
        const message = `Only ${count} who answered are in ${name} of ${of}; ${RESPONDENTS_MIN} are needed.`;
        return [{ step, code: "category_below_10", message }];
      }
      if (target > share * SHARE_RATIO_MAX) {
        const message = `The population's share in ${name} of ${of} is more than ${SHARE_RATIO_MAX} times that of those who answered.`;
        return [{ step, code: "share_ratio_above_5", message }];
      }
      return [];
    });
  });
}

/** Those of whom a margin's variables are not all known: counted here, since a margin may fail for other reasons too. */
function unknownRefusal(
  step: LadderStep,
  { variables: all, cells }: Sample,
  variables: readonly string[],
): readonly LadderRefusal[] {
  const positions = variables.map((variable) => all.indexOf(variable));
  const base = (some: Sample["cells"]): number =>
    sumOf(some.map(({ base_weight: weight, respondents }) => weight * respondents));
  const unknown = cells.filter(({ levels }) => positions.some((position) => levels[position] === null));
  const share = base(unknown) / base(cells);
  if (!(share > UNKNOWN_MAX)) return [];
  const [code, limit] =
    share > UNKNOWN_WITHHELD
      ? (["unknown_above_30_percent", UNKNOWN_WITHHELD] as const)
      : (["unknown_above_15_percent", UNKNOWN_MAX] as const);
  const message = `More than ${limit * 100} per cent of those who answered gave no ${marginName(variables)}.`;
  return [{ step, code, message }];
}
