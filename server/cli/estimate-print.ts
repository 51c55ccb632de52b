/** Estimates as a table to read, as CSV and as JSON. Decimals do no harm: the data are the caller's, and no release. Pure. */
import { aligned } from "./aligned.ts";
import type { Interval } from "../../core/estimation/observations.ts";
import { csvCell } from "../../core/release/csv.ts";
import { marginName } from "../../core/weighting/prepare.ts";
import type { Figure, FigureKind, OtherIntervals, Weighted } from "./estimate-figures.ts";
import type { QuestionPlan } from "./estimate-plan.ts";

/** What was estimated. */
export interface Estimates {
  readonly respondents: number;
  readonly weighted: Weighted;
  readonly figures: readonly Figure[];
  /** The column that groups are made by. */
  readonly by: string | null;
  readonly questions: ReadonlyMap<string, QuestionPlan> | null;
  /** Whether the intervals of other tools go with them. */
  readonly others: boolean;
}

/** The names of the intervals of other tools, in CSV and JSON. */
const OTHER_NAMES: readonly (readonly [keyof OtherIntervals, string])[] = [
  ["waldT", "wald_t"],
  ["logit", "logit"],
  ["beta", "beta"],
  ["likelihood", "likelihood"],
  ["wilsonTLinearised", "wilson_t_linearised"],
  ["wilsonZLinearised", "wilson_z_linearised"],
  ["wilsonZKish", "wilson_z_kish"],
  ["clopperPearsonKish", "clopper_pearson_kish"],
];

/** A few lines about the weighting, then a table. */
export function estimatesAsTable(estimates: Estimates): string {
  const { by, questions, figures } = estimates;
  const header = [
    "question",
    by ?? [],
    "answer",
    "base",
    "share %",
    "low",
    "high",
    "effective base",
    "design effect",
  ].flat();
  const rows = figures.map((figure) => {
    const { question, group, base, estimate, interval, effectiveBase, designEffect } = figure;
    const shown = (value: number | null | undefined): string => showEstimate(figure.kind, value ?? null);
    const groups = by === null ? [] : [group ?? "(everybody)"];
    const limits = [shown(estimate), shown(interval?.low), shown(interval?.high)];
    const answer = answerName(figure, questions?.get(question));
    return [question, ...groups, answer, String(base), ...limits, fixed(effectiveBase, 1), fixed(designEffect, 2)];
  });
  const texts = by === null ? 2 : 3;
  return [...summaryLines(estimates), "", ...aligned([header, ...rows], texts)].join("\n");
}

function summaryLines({ respondents, weighted }: Estimates): readonly string[] {
  const { margins, total, weighting } = weighted;
  const { cycles, error, largestRatio, smallestRatio, designEffect, effectiveBase } = weighting.diagnostics;
  const names = margins.map(
    ({ variables, unknownShare }) => `${marginName(variables)} (not known: ${(unknownShare * 100).toFixed(1)}%)`,
  );
  return [
    `Respondents: ${respondents}; their weights add up to ${total}`,
    `Margins: ${names.join(", ")}`,
    `Cycles of raking: ${cycles}; largest share error ${error.toExponential(1)}`,
    `Weights over their mean: smallest ${smallestRatio.toFixed(2)}, largest ${largestRatio.toFixed(2)}`,
    `Design effect ${designEffect.toFixed(2)}, effective base ${effectiveBase.toFixed(1)}`,
    "Low and high: 95 per cent, chance alone at work, on the smaller of Kish's and the linearised effective base",
    "Shares in per cent, nets in points, means in scores",
  ];
}

function answerName({ kind, answer }: Figure, plan: QuestionPlan | undefined): string {
  if (kind === "top" || kind === "bottom") return `${kind} (${(plan?.[kind] ?? []).join(", ")})`;
  return answer ?? (kind === "net" ? "net (top less bottom)" : "mean score");
}

function showEstimate(kind: FigureKind, value: number | null): string {
  return kind === "mean" ? fixed(value, 2) : fixed(value === null ? null : value * 100, 1);
}

function fixed(value: number | null, digits: number): string {
  return value === null ? "–" : value.toFixed(digits);
}

/** A header and a row for each figure, at full precision: shares and nets as parts of 1. */
export function estimatesAsCsv({ figures, others }: Estimates): string {
  const names = others ? OTHER_NAMES.flatMap(([, name]) => [`${name}_low`, `${name}_high`]) : [];
  const rows = figures.map((figure) => {
    const ends: readonly (number | null)[] = others
      ? OTHER_NAMES.flatMap(([key]): readonly (number | null)[] => endsOf(figure.others?.[key]) ?? NO_ENDS)
      : [];
    return [...FIGURE_MEMBERS.map(([, valueOf]) => valueOf(figure)), ...ends].map(csvCell).join(",");
  });
  return [[...FIGURE_MEMBERS.map(([name]) => name), ...names].join(","), ...rows].join("\r\n");
}

/** The weighting and every figure, at full precision: shares and nets as parts of 1. */
export function estimatesAsJson({ respondents, weighted, figures, by, others }: Estimates): string {
  const { margins, total, weighting } = weighted;
  const { diagnostics, warnings } = weighting;
  const value = {
    weighting: {
      respondents,
      total,
      margins: margins.map(({ variables, unknownShare }) => ({ variables, unknown_share: unknownShare })),
      cycles: diagnostics.cycles,
      largest_share_error: diagnostics.error,
      largest_weight_over_mean: diagnostics.largestRatio,
      smallest_weight_over_mean: diagnostics.smallestRatio,
      design_effect: diagnostics.designEffect,
      effective_base: diagnostics.effectiveBase,
    },
    warnings: warnings.map(({ code, message }) => ({ code, message })),
    by,
    estimates: figures.map((figure) => ({
      ...Object.fromEntries(FIGURE_MEMBERS.map(([name, valueOf]) => [name, valueOf(figure)])),
      ...(others ? { intervals: intervalsOf(figure) } : {}),
    })),
  };
  return JSON.stringify(value, null, 2);
}

const FIGURE_MEMBERS: readonly (readonly [string, (figure: Figure) => string | number | null])[] = [
  ["question", ({ question }) => question],
  ["group", ({ group }) => group],
  ["kind", ({ kind }) => kind],
  ["answer", ({ answer }) => answer],
  ["base", ({ base }) => base],
  ["weighted_base", ({ weightedBase }) => weightedBase],
  ["estimate", ({ estimate }) => estimate],
  ["low", ({ interval }) => interval?.low ?? null],
  ["high", ({ interval }) => interval?.high ?? null],
  ["effective_base", ({ effectiveBase }) => effectiveBase],
  ["design_effect", ({ designEffect }) => designEffect],
];

function intervalsOf({ others }: Figure): Readonly<Record<string, readonly number[] | null>> | null {
  return others === null ? null : Object.fromEntries(OTHER_NAMES.map(([key, name]) => [name, endsOf(others[key])]));
}

const NO_ENDS: readonly (number | null)[] = [null, null];

function endsOf(interval: Interval | null | undefined): readonly number[] | null {
  return interval === null || interval === undefined ? null : [interval.low, interval.high];
}
