/**
 * The rules of this first version, which stand in until disclosure control proper does: a place is withheld below 100
 * responses, a group of people below a base or an effective base of 30, shares are whole numbers, bases are rounded to ten
 * and design effects up to a tenth. They do not withstand an attacker, so nothing made with them may be published but the
 * demonstration.
 */

/** The thresholds and roundings, by the names that a release's parameters give them. */
export const INTERIM_RULES = {
  rules: "interim",
  place_responses_min: 100,
  group_base_min: 30,
  group_base_reliable_min: 100,
  group_effective_base_min: 30,
  group_effective_base_reliable_min: 100,
  base_rounding: 10,
  share_rounding_percent: 1,
  design_effect_rounding_up: 0.1,
} as const;

/**
 * A base as it is published: rounded to ten.
 * @example publishedBase(1234) // => 1230
 */
export function publishedBase(people: number): number {
  return Math.round(people / INTERIM_RULES.base_rounding) * INTERIM_RULES.base_rounding;
}

/**
 * A share as it is published: a whole per cent.
 * @example publishedShare(0.7749) // => 77
 */
export function publishedShare(share: number): number {
  return Math.round(share * 100);
}

/** Whether a place with so many responses in a stream shows anything. */
export function placeIsShown(responses: number): boolean {
  return responses >= INTERIM_RULES.place_responses_min;
}

/**
 * A design effect as it is published: rounded up to a tenth, and never below 1.
 * @example publishedDesignEffect(1.4) // => 1.4
 * @example publishedDesignEffect(1.4000001) // => 1.5
 */
export function publishedDesignEffect(designEffect: number): number {
  // A tenth as a double, times ten, can lie a little above the whole number: that is no reason to go one higher.
  return Math.max(10, Math.ceil(designEffect * 10 - TENTHS_TOLERANCE)) / 10;
}

const TENTHS_TOLERANCE = 1e-9;

/**
 * Withheld (`c`), of low reliability (`u`), or shown (empty): decided by the exact base of the group and the published
 * design effect of its place.
 */
export function groupStatus(base: number, designEffect: number): "" | "c" | "u" {
  const rules = INTERIM_RULES;
  // In whole tenths, so that a base of exactly the threshold times the design effect meets it.
  const effectiveIs = (least: number): boolean => base * 10 >= least * Math.round(designEffect * 10);
  if (base < rules.group_base_min || !effectiveIs(rules.group_effective_base_min)) return "c";
  const reliable = base >= rules.group_base_reliable_min && effectiveIs(rules.group_effective_base_reliable_min);
  return reliable ? "" : "u";
}
