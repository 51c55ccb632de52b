/** What weighting takes, and the reasons for which it refuses. */

/** A category of a margin: one level for each variable of the margin, and how many of the population are in it. */
export interface MarginCategory {
  readonly levels: readonly string[];
  /** A count, a percentage or a share: margins are used as shares of their own total. */
  readonly population: number;
}

/** The population by one variable, or by several together (a joint margin, e.g. age by sex). */
export interface Margin {
  readonly variables: readonly string[];
  readonly categories: readonly MarginCategory[];
}

/** Respondents who are alike in all weighting variables and in their base weight. */
export interface SampleCell {
  /** One level for each variable of the sample; null where it is not known. */
  readonly levels: readonly (string | null)[];
  /** The weight of one respondent before raking, e.g. how many adults live at the address; 1 where all are alike. */
  readonly base_weight: number;
  readonly respondents: number;
}

/** Who answered, as cells. Several cells may be alike: they are added up. */
export interface Sample {
  readonly variables: readonly string[];
  readonly cells: readonly SampleCell[];
}

/** Why a sample cannot be weighted as asked. Each situation has its own code. */
export type WeightingCode =
  | "no_respondents"
  | "one_respondent"
  | "respondents_not_usable"
  | "base_weight_not_usable"
  | "no_margins"
  | "margin_empty"
  | "population_not_usable"
  | "category_repeated"
  | "variable_not_in_sample"
  | "margin_totals_differ"
  | "level_not_in_margin"
  | "category_without_respondents"
  | "respondents_in_zero_population_category"
  | "unknown_above_15_percent"
  | "not_converged"
  | "not_feasible";

/** A refusal, or a warning: the code for programs, the message for whoever has to put it right. */
export interface WeightingProblem {
  readonly code: WeightingCode;
  readonly message: string;
  /** The variables of the margin that it is about. */
  readonly margin?: readonly string[];
  /** The levels of the category that it is about. */
  readonly category?: readonly string[];
}

/** From the most detailed to the least; the name of a place's step is public. */
export const LADDER_STEPS = ["age7_by_sex", "age7_and_sex", "age4_and_sex", "age4"] as const;

/** A step of the ladder. */
export type LadderStep = (typeof LADDER_STEPS)[number];
