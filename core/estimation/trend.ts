/** Whether figures of several waves rise or fall, and which waves may be compared at all. */
import type { Text } from "../questionnaire/types.ts";
import type { Mode, Stream } from "../release/types.ts";
import { chiSquaredUpperP, normalTwoSidedP } from "./distributions.ts";
import { Z_95 } from "./wilson.ts";

/** A wave's figure: a share from 0 to 1 on an effective base, or any estimate with its variance. Time in any unit. */
export type WavePoint =
  | { readonly time: number; readonly share: number; readonly effectiveBase: number }
  | { readonly time: number; readonly estimate: number; readonly variance: number };

/** A statistic of heterogeneity and the chance of one at least as large. */
export interface Heterogeneity {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
}

/** A straight line through the waves, and how well it holds. Waves are taken as independent samples. */
export interface Trend {
  readonly ok: true;
  readonly waves: number;
  /** The line at time 0, which is far outside where time is a year. */
  readonly intercept: number;
  /** Change per unit of time. */
  readonly slope: number;
  readonly standardError: number;
  readonly z: number;
  readonly p: number;
  /** Did anything change between any of the waves? */
  readonly anyChange: Heterogeneity;
  /** Is it something other than a straight line? Two waves always are one. */
  readonly departureFromLine: Heterogeneity | null;
  /** From four waves on. With fewer the slope is not shown. */
  readonly showSlope: boolean;
  /** Of the line, at 95 per cent. No clear change is not the same as no change. */
  readonly verdict: "clear_rise" | "clear_fall" | "no_clear_change";
}

/** Why there is no trend. */
export interface TrendRefusal {
  readonly ok: false;
  readonly code: "too_few_waves" | "times_equal" | "value_not_usable";
  readonly message: string;
}

/**
 * The variance of a share (0 to 1) on an effective base above 0, for weighting waves: p(1-p)/n, but never below what one
 * more answer on either side would give ((n p + 1)/(n + 2) at 0 and 1), so that no wave has endless weight.
 * @example shareVariance(0.5, 100) // => 0.0025
 */
export function shareVariance(share: number, effectiveBase: number): number {
  const floor = 1 / (effectiveBase + 2);
  return Math.max(share * (1 - share), floor * (1 - floor)) / effectiveBase;
}

interface Observed {
  readonly time: number;
  readonly estimate: number;
  readonly weight: number;
}

function observed(point: WavePoint): Observed {
  if ("variance" in point) return { time: point.time, estimate: point.estimate, weight: 1 / point.variance };
  const { time, share, effectiveBase } = point;
  return { time, estimate: share, weight: 1 / shareVariance(share, effectiveBase) };
}

function isUsable(point: WavePoint): boolean {
  const scale = "variance" in point ? point.variance : point.effectiveBase;
  const inRange = "variance" in point ? Number.isFinite(point.estimate) : point.share >= 0 && point.share <= 1;
  return inRange && Number.isFinite(point.time) && scale > 0 && scale < Infinity;
}

function refusalOf(points: readonly WavePoint[]): TrendRefusal | null {
  if (!points.every(isUsable)) {
    return {
      ok: false,
      code: "value_not_usable",
      message: "A time, a figure or its precision is not a usable number.",
    };
  }
  if (points.length < 2) return { ok: false, code: "too_few_waves", message: "A trend needs at least two waves." };
  if (new Set(points.map(({ time }) => time)).size < points.length) {
    return { ok: false, code: "times_equal", message: "Two waves have the same time." };
  }
  return null;
}

function heterogeneity(statistic: number, degreesOfFreedom: number): Heterogeneity {
  return { statistic, degreesOfFreedom, p: chiSquaredUpperP(statistic, degreesOfFreedom) };
}

function verdictOf(z: number): Trend["verdict"] {
  if (z > Z_95) return "clear_rise";
  return z < -Z_95 ? "clear_fall" : "no_clear_change";
}

/**
 * A straight line through waves in any order, by least squares weighted with one over their variances. The variances
 * are taken as known, so the standard error is not scaled by the residuals (fixed-effect meta-regression). For what two
 * waves differ by, use Newcombe's interval. Refuses fewer than two waves, two at one time and what is no number.
 * @example trend([{ time: 2026, share: 0.5, effectiveBase: 400 }]).code // => "too_few_waves"
 */
export function trend(points: readonly WavePoint[]): Trend | TrendRefusal {
  const refusal = refusalOf(points);
  if (refusal !== null) return refusal;
  const waves = points.map(observed);
  const weighted = (value: (wave: Observed) => number): number =>
    waves.reduce((sum, wave) => sum + wave.weight * value(wave), 0);
  const total = weighted(() => 1);
  const middle = weighted(({ time }) => time) / total;
  const mean = weighted(({ estimate }) => estimate) / total;
  const spread = weighted(({ time }) => (time - middle) ** 2);
  const slope = weighted(({ time, estimate }) => (time - middle) * (estimate - mean)) / spread;
  const standardError = 1 / Math.sqrt(spread);
  const z = slope / standardError;
  const change = weighted(({ estimate }) => (estimate - mean) ** 2);
  const departure = weighted(({ time, estimate }) => (estimate - mean - slope * (time - middle)) ** 2);
  return {
    ok: true,
    waves: waves.length,
    intercept: mean - slope * middle,
    slope,
    standardError,
    z,
    p: normalTwoSidedP(z),
    anyChange: heterogeneity(change, waves.length - 1),
    departureFromLine: waves.length > 2 ? heterogeneity(departure, waves.length - 2) : null,
    showSlope: waves.length >= 4,
    verdict: verdictOf(z),
  };
}

/** What must be the same in two waves for a test across them. */
export interface SeriesKey {
  readonly stream: Stream;
  readonly mode: Mode;
  /** The question as asked, or its fingerprint. */
  readonly wording: string;
  /** The order of questions and options, or its fingerprint. */
  readonly order: string;
  /** The margins weighted to, each with its categories, in any order. New population figures are no change of these. */
  readonly margins: readonly string[];
  /** The step of the ladder of margins that the place stands on. */
  readonly ladderStep: string;
  /** The place's boundary, or its fingerprint. */
  readonly boundary: string;
  /** The panel that respondents were drawn from; null where each wave asks a fresh sample. */
  readonly panel: string | null;
}

/** Why a series breaks between two waves, in words for a page. */
export const BREAK_REASONS = {
  stream: {
    en: "People came to the survey in different ways.",
    cy: "Daeth pobl at yr arolwg mewn ffyrdd gwahanol.",
  },
  mode: { en: "People were asked in a different way.", cy: "Gofynnwyd i bobl mewn ffordd wahanol." },
  wording: { en: "The wording of the question changed.", cy: "Newidiodd geiriad y cwestiwn." },
  order: { en: "The order of the questions or answers changed.", cy: "Newidiodd trefn y cwestiynau neu'r atebion." },
  margins: { en: "The weighting changed.", cy: "Newidiodd y pwysoli." },
  ladderStep: {
    en: "The weighting was coarser in one wave than in the other.",
    cy: "Roedd y pwysoli'n llai manwl mewn un don nag yn y llall.",
  },
  boundary: { en: "The boundary of the place changed.", cy: "Newidiodd ffin y lle." },
  panel: {
    en: "The same people may have answered both times.",
    cy: "Gall yr un bobl fod wedi ateb y ddau dro.",
  },
} as const satisfies Readonly<Record<keyof SeriesKey, Text>>;

/** The code of a reason for a break. */
export type BreakReason = keyof typeof BREAK_REASONS;

/** Whether a test across two waves is allowed, and if not, every reason. */
export type Comparability =
  | { readonly comparable: true }
  | { readonly comparable: false; readonly reasons: readonly BreakReason[] };

/**
 * Whether two waves may be tested against each other. They may not where anything that moves answers by itself changed,
 * nor where both drew on one panel: the tests take respondents as independent. `BREAK_REASONS` has the words.
 */
export function comparable(first: SeriesKey, second: SeriesKey): Comparability {
  const sorted = ({ margins }: SeriesKey): string => JSON.stringify([...margins].sort());
  const broken: Readonly<Record<BreakReason, boolean>> = {
    stream: first.stream !== second.stream,
    mode: first.mode !== second.mode,
    wording: first.wording !== second.wording,
    order: first.order !== second.order,
    margins: sorted(first) !== sorted(second),
    ladderStep: first.ladderStep !== second.ladderStep,
    boundary: first.boundary !== second.boundary,
    panel: first.panel !== null && first.panel === second.panel,
  };
  const reasons = (Object.keys(broken) as BreakReason[]).filter((reason) => broken[reason]);
  return reasons.length === 0 ? { comparable: true } : { comparable: false, reasons };
}
