/**
 * The thresholds and roundings of disclosure control, second edition, and the few functions that are nothing but they.
 * R4, R7 and so on are the names of its rules, in the order in which the method page tells them.
 */
import type { Sensitivity } from "../questionnaire/types.ts";
import type { Status, Stream } from "../release/types.ts";

/** The rules in figures, by the names that a release's parameters give them. */
export const DISCLOSURE_RULES = {
  disclosure_rules_edition: 2,
  place_responses_min: 100,
  open_place_responses_min: 300,
  open_group_responses_min: 500,
  group_base_min: 30,
  sensitive_group_base_min: 50,
  effective_base_min: 39,
  base_reliable_min: 100,
  effective_base_reliable_min: 100,
  hidden_people_min: 10,
  joined_member_responses_percent_max: 80,
  routing_set_missing_percent_max: 10,
  near_unanimous_others_max: 2,
  mean_weight_people_min: 10,
  base_rounding: 10,
  base_rounding_from_1000: 50,
  share_rounding_percent: 1,
  design_effect_rounding_up: 0.1,
  group_name_coverage_percent_min: 80,
  noise_largest: 5,
  noise_variance: 3,
  noise_smallest_hidden: 2,
} as const;

const RULES = DISCLOSURE_RULES;

/**
 * A base as it is published: rounded to ten, to fifty from a thousand on (R15).
 * @example publishedBase(126) // => 130
 * @example publishedBase(1234) // => 1250
 */
export function publishedBase(people: number): number {
  const step = people < 1000 ? RULES.base_rounding : RULES.base_rounding_from_1000;
  return Math.round(people / step) * step;
}

/**
 * A share as it is published: a whole per cent.
 * @example publishedShare(0.7749) // => 77
 */
export function publishedShare(share: number): number {
  return Math.round(share * 100);
}

/**
 * A design effect as it is published: rounded up to a tenth, and never below 1 (R17).
 * @example publishedDesignEffect(1.4) // => 1.4
 * @example publishedDesignEffect(1.4000001) // => 1.5
 */
export function publishedDesignEffect(designEffect: number): number {
  // A tenth as a double, times ten, can lie a little above the whole number: that is no reason to go one higher.
  return Math.max(10, Math.ceil(designEffect * 10 - TENTHS_TOLERANCE)) / 10;
}

const TENTHS_TOLERANCE = 1e-9;

/** Whether a place with so many responses in a stream shows anything: an open link can be filled by anybody (R8). */
export function placeIsShown(stream: Stream, responses: number): boolean {
  return responses >= leastResponses(stream);
}

/** The fewest responses in a stream with which a place shows anything (R8). */
export function leastResponses(stream: Stream): number {
  return stream === "open" ? RULES.open_place_responses_min : RULES.place_responses_min;
}

/**
 * Whether districts must not be joined, since one of them has so many of all responses that the others hardly hide it
 * (R13).
 * @example isNearlyAllOf(81, 100) // => true
 */
export function isNearlyAllOf(largest: number, responses: number): boolean {
  return largest * 100 > responses * RULES.joined_member_responses_percent_max;
}

/** Whether a place or group with so many responses in a stream shows rows by demographic (R8). */
export function groupsAreShown(stream: Stream, responses: number): boolean {
  return stream !== "open" || responses >= RULES.open_group_responses_min;
}

/** The least base of a band of a variable; everybody together need no more than an ordinary one (R7). */
export function leastBase(sensitivity: Sensitivity): number {
  return sensitivity === "sensitive" ? RULES.sensitive_group_base_min : RULES.group_base_min;
}

/**
 * Withheld (`c`), of low reliability (`u`), or shown (empty): decided by the exact base of a domain and the published
 * design effect of its place (R7). Below 39 effective people a share of half has a range of more than 30 points.
 * @example domainStatus(54, 1.4, 30) // => "c"
 * @example domainStatus(55, 1.4, 30) // => "u"
 */
export function domainStatus(base: number, designEffect: number, least: number): Status {
  // In whole tenths, so that a base of exactly the threshold times the design effect meets it.
  const effectiveIs = (effective: number): boolean => base * 10 >= effective * Math.round(designEffect * 10);
  if (base < least || !effectiveIs(RULES.effective_base_min)) return "c";
  return base >= RULES.base_reliable_min && effectiveIs(RULES.effective_base_reliable_min) ? "" : "u";
}

/**
 * The bound in place of a share near 0 or 100, in per cent: shares up to it, and from 100 less it, are not told apart
 * (R9).
 * @example boundOf(120) // => 2
 */
export function boundOf(base: number): number {
  if (base < 40) return 10;
  if (base < 100) return 5;
  return base < 300 ? 2 : 1;
}

/**
 * A range as it is published: in whole per cents, rounded outwards (R18).
 * @example publishedRange({ low: 0.415, high: 0.585 }) // => { low: 41, high: 59 }
 */
export function publishedRange({ low, high }: { readonly low: number; readonly high: number }): {
  readonly low: number;
  readonly high: number;
} {
  return { low: Math.floor(low * 100), high: Math.ceil(high * 100) };
}

/**
 * Whether a group may bear its name: at 80 per cent of its adults (R13a).
 * @example bearsItsName(79) // => false
 */
export function bearsItsName(populationCovered: number | null): boolean {
  return populationCovered !== null && populationCovered >= RULES.group_name_coverage_percent_min;
}
