/** A place's figure beside one from elsewhere, such as a national poll: only like with like. */
import type { Mode, WaveStream } from "../release/types.ts";
import { newcombe } from "./difference.ts";
import { sampleRule } from "./sample-type.ts";

/** What a base from elsewhere is divided by where nothing is said of its design effect. */
export const ASSUMED_DESIGN_EFFECT = 1.5;

/** Our own figure: a share from 0 to 1 on its effective base, with what was asked and how. */
export interface OwnFigure {
  readonly question: string;
  readonly stream: WaveStream;
  readonly estimate: number;
  readonly effectiveBase: number;
}

/** A figure from elsewhere, of other people. `question` is that of ours which has its wording and its answers. */
export interface EvidenceFigure {
  readonly question: string;
  readonly mode: Mode;
  /** From 0 to 1. */
  readonly share: number;
  /** As its source states it; null where it does not. */
  readonly effectiveBase: number | null;
  /** The people asked; null where the source does not say. */
  readonly base: number | null;
}

/** How far our figure is above the other (below 0: below it), with a 95 per cent interval, as shares. */
export interface BenchmarkComparison {
  readonly ok: true;
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly p: number;
  /** Of the evidence, as used. */
  readonly effectiveBase: number;
  /** Whether the source stated it, or it was assumed to be its base over 1.5, which must then be said. */
  readonly effectiveBaseFrom: "stated" | "assumed";
}

/** Why two figures are not compared. */
export interface BenchmarkRefusal {
  readonly ok: false;
  readonly code: "not_tested" | "unlike_question" | "unlike_mode" | "no_base" | "value_not_usable";
  readonly message: string;
}

function isUsable(share: number, base: number): boolean {
  return share >= 0 && share <= 1 && base > 0 && base < Infinity;
}

/**
 * Compares our figure with an independent one by Newcombe's interval. Refuses a stream whose differences are not tested,
 * another question or another mode, since both move answers by themselves, a figure without a base, and numbers that
 * cannot be used.
 */
export function benchmark(own: OwnFigure, evidence: EvidenceFigure): BenchmarkComparison | BenchmarkRefusal {
  if (!sampleRule(own.stream).differencesTested) {
    return { ok: false, code: "not_tested", message: "People chose themselves whether to answer." };
  }
  if (own.question !== evidence.question) {
    return { ok: false, code: "unlike_question", message: "The two figures answer different questions." };
  }
  if (own.stream.mode !== evidence.mode) {
    return { ok: false, code: "unlike_mode", message: "People were asked in different ways." };
  }
  const stated = evidence.effectiveBase !== null;
  const base = evidence.effectiveBase ?? evidence.base;
  if (base === null) return { ok: false, code: "no_base", message: "The other figure comes without a base." };
  const effectiveBase = stated ? base : base / ASSUMED_DESIGN_EFFECT;
  if (!isUsable(own.estimate, own.effectiveBase) || !isUsable(evidence.share, effectiveBase)) {
    return { ok: false, code: "value_not_usable", message: "A share or a base is not a usable number." };
  }
  const compared = newcombe(own, { estimate: evidence.share, effectiveBase });
  return { ok: true, ...compared, effectiveBase, effectiveBaseFrom: stated ? "stated" : "assumed" };
}
