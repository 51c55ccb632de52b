/**
 * What the demonstration's answers are drawn from. The attitudes follow the latest rounds that the LGA has published:
 * 2022 for the local area, the council, value for money and trust; 2020 and 2021 for the rest; the services October
 * 2018. What was not published (how the rest spreads over a scale, parks, safety, the media, county councils) is made up.
 * Residents' moods pull every share a little towards the middle; the two decision questions make up for it.
 */
import type { Setting } from "./geography-table.ts";

/** Per cent of each option, in the order of the question's options, and how far the second wave leans to the first. */
export interface AttitudeFigures {
  readonly shares: readonly number[];
  /** Towards the top of the scale where positive; 0.1 is between two and three percentage points. */
  readonly trend: number;
}

function attitude(trend: number, ...shares: readonly number[]): AttitudeFigures {
  return { shares, trend };
}

/** The figures of every attitude question. */
export const ATTITUDES: Readonly<Record<string, AttitudeFigures>> = {
  local_area_satisfaction: attitude(-0.03, 33, 48, 9, 6.5, 3, 0.5),
  council_satisfaction: attitude(-0.1, 14, 49, 15, 12, 8, 2),
  council_satisfaction_county: attitude(-0.12, 11, 46, 19, 13, 8, 3),
  value_for_money: attitude(-0.11, 9, 36, 24, 17, 11, 3),
  value_for_money_county: attitude(-0.12, 7, 34, 26, 18, 11, 4),
  acts_on_concerns: attitude(-0.1, 9, 48, 28, 11, 4),
  acts_on_concerns_county: attitude(-0.12, 7, 44, 31, 12, 6),
  informed: attitude(0.08, 16, 44, 26, 12, 2),
  informed_county: attitude(0.02, 12, 43, 29, 13, 3),
  trust_council: attitude(-0.12, 10, 48, 27, 11, 4),
  trust_council_county: attitude(-0.12, 9, 46, 29, 11, 5),
  decision_body: attitude(-0.06, 75, 16, 5, 4),
  decision_individuals: attitude(-0.05, 72, 11, 6, 7, 4),
  media_councils: attitude(-0.05, 17, 37, 34, 12),
  safety_after_dark: attitude(-0.06, 35, 38, 12, 9, 5, 1),
  safety_daytime: attitude(-0.02, 63, 30, 4, 2, 0.8, 0.2),
  service_waste_collection: attitude(0.06, 36, 40, 8, 9, 6, 1),
  service_street_cleaning: attitude(-0.05, 22, 43, 13, 13, 8, 1),
  service_road_maintenance: attitude(-0.14, 8, 27, 14, 24, 26, 1),
  service_pavement_maintenance: attitude(-0.1, 13, 38, 17, 18, 13, 1),
  service_parks: attitude(0.04, 31, 45, 11, 7, 4, 2),
  service_libraries: attitude(-0.08, 24, 36, 19, 6, 4, 11),
  service_sport_leisure: attitude(0.1, 19, 40, 19, 8, 4, 10),
  service_older_people: attitude(-0.06, 11, 30, 23, 12, 8, 16),
  service_children_young_people: attitude(-0.04, 11, 32, 23, 11, 8, 15),
};

/**
 * Per cent of those who answer by age band, youngest first. As in real surveys the young answer less often: of the
 * adults in `population.ts` the youngest are more than twice as many, those of 65 to 74 little more than half.
 */
export const AGES: Readonly<Record<Setting, readonly number[]>> = {
  urban: [5, 12, 15, 16, 20, 19, 13],
  rural: [3.5, 8.5, 12, 15, 22, 23, 16],
};

/** Per cent of women and men of those who answer. */
export const SEXES: readonly number[] = [54, 46];

/** Per cent by ethnic group: white, mixed, Asian, Black, other. */
export const ETHNIC_GROUPS: Readonly<Record<Setting, readonly number[]>> = {
  urban: [80.5, 2.6, 10, 4.9, 2],
  rural: [95.5, 1.2, 1.9, 0.8, 0.6],
};

/** Per cent by disability at each age band: no condition, not reduced, reduced a little, reduced a lot. */
export const DISABILITIES: readonly (readonly number[])[] = [
  [80, 8, 8, 4],
  [79, 8, 8, 5],
  [76, 9, 9, 6],
  [70, 10, 11, 9],
  [62, 12, 14, 12],
  [55, 15, 18, 12],
  [39, 16, 25, 20],
];

/** Per cent by tenure at each age band: outright, mortgage, shared ownership, social rent, private rent, other. */
export const TENURES: readonly (readonly number[])[] = [
  [14, 22, 1.5, 18, 40, 4.5],
  [7, 36, 2.5, 17, 35, 2.5],
  [12, 46, 2, 18, 20.5, 1.5],
  [25, 43, 1, 17, 13, 1],
  [50, 23, 0.7, 16, 9.3, 1],
  [71, 7, 0.5, 15, 5.5, 1],
  [76, 2.5, 0.5, 15, 4.5, 1.5],
];

/**
 * Per cent by working status at each age band: full time, part time, self-employed, unemployed, student, retired, home
 * or family, long-term sick, other.
 */
export const WORKING_STATUSES: readonly (readonly number[])[] = [
  [36, 16, 3, 8, 31, 0, 3, 2, 1],
  [63, 11, 8, 4, 4, 0, 6, 3, 1],
  [59, 13, 12, 3, 1, 0.3, 7, 4, 0.7],
  [58, 13, 13, 3, 0.5, 1.5, 4, 6, 1],
  [42, 14, 11, 2.5, 0.2, 18, 3, 8, 1.3],
  [7, 9, 6, 0.5, 0.1, 74, 1, 1.6, 0.8],
  [1, 2, 1.5, 0.1, 0.1, 94, 0.3, 0.5, 0.5],
];

/** Per cent who would rather not say, of those who answer. */
export const REFUSALS: Readonly<Record<string, number>> = {
  age_band: 2.4,
  sex: 2.1,
  disability: 4.8,
  tenure: 4.2,
  ethnic_group: 3.9,
  working_status: 3.1,
};

/**
 * How opinions lean with age, tenure and the rest, on the same scale as `trend`. Mild, as in real surveys: the oldest
 * and those who own their home are a little more satisfied, those limited by a condition less.
 */
export const LEANINGS = {
  age: [-0.02, -0.1, -0.14, -0.12, -0.02, 0.16, 0.3],
  sex: [0.04, -0.04],
  disability: [0.06, 0, -0.08, -0.24],
  tenure: [0.1, 0, -0.04, -0.1, -0.06, -0.02],
  ethnic_group: [0, -0.08, 0.06, 0.02, -0.02],
} as const satisfies Readonly<Record<string, readonly number[]>>;

/** Responses in the first and the second wave where few came: below 100 a place is withheld. */
export const SMALL_SAMPLES: Readonly<Record<string, readonly [number, number]>> = {
  "D-U02": [64, 71],
  "D-D05": [83, 118],
  "D-D16": [47, 55],
  "D-D17": [92, 88],
  "D-D15": [132, 126],
  "D-D10": [148, 161],
  "D-U16": [168, 154],
  "D-U11": [197, 189],
  "D-D13": [206, 214],
  "D-D04": [236, 221],
};
