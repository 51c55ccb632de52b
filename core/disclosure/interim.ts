/**
 * The rules of this first version, which stand in until disclosure control proper does: a place is withheld below 100
 * responses, a group of people below a base of 30, shares are whole numbers and bases are rounded to ten. They do not
 * withstand an attacker, so nothing made with them may be published but the demonstration.
 */

/** The thresholds and roundings, by the names that a release's parameters give them. */
export const INTERIM_RULES = {
  rules: "interim",
  place_responses_min: 100,
  group_base_min: 30,
  group_base_reliable_min: 100,
  base_rounding: 10,
  share_rounding_percent: 1,
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

/** Withheld (`c`), of low reliability (`u`), or shown (empty): decided by the exact base of the group. */
export function groupStatus(base: number): "" | "c" | "u" {
  if (base < INTERIM_RULES.group_base_min) return "c";
  return base < INTERIM_RULES.group_base_reliable_min ? "u" : "";
}
