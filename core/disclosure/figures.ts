/**
 * From protected cells to the figures of a question in a domain: bounds in place of 0 and 100 (R9), merged parts of a
 * sensitive question (R10), derived figures (R19), whole numbers, and ranges computed from nothing but these (R18).
 */
import { wilson, Z_95 } from "../estimation/wilson.ts";
import { derivedAnswers, inBase } from "../questionnaire/codebook.ts";
import type { ChoiceQuestion } from "../questionnaire/types.ts";
import type { Status } from "../release/types.ts";
import type { ProtectedCells } from "./protect.ts";
import { boundOf, DISCLOSURE_RULES, publishedRange, publishedShare } from "./rules.ts";

/** One figure of a row. A bound stands in `share`: `le 2` is a share of at most 2 per cent. */
export interface Figure {
  readonly answer: string;
  readonly share: number | null;
  readonly bound: "le" | "ge" | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly status: Status;
}

/** What the figures of a question in a domain have in common. */
export interface FigureQuality {
  /** As published. */
  readonly base: number;
  /** As published. */
  readonly designEffect: number;
  /** False where nobody can say how far off a share may be: people chose themselves. */
  readonly interval: boolean;
  readonly status: Exclude<Status, "c">;
}

/** The answers of a question's rows, in their order: options in the base, merged options, derived figures. */
export function figureAnswers(question: ChoiceQuestion): readonly string[] {
  const options = question.options.filter((option) => inBase(question, option)).map(({ id }) => id);
  return [...options, ...mergesOf(question).map(({ id }) => id), ...derivedOf(question)];
}

function mergesOf({ sensitivity, merges = [] }: ChoiceQuestion): NonNullable<ChoiceQuestion["merges"]> {
  return sensitivity === "sensitive" ? merges : [];
}

function derivedOf(question: ChoiceQuestion): readonly ("top_two" | "bottom_two" | "net")[] {
  return derivedAnswers(question).flatMap((answer) => (answer === "mean" ? [] : [answer]));
}

/** Every figure of a question withheld. */
export function withheldFigures(question: ChoiceQuestion): readonly Figure[] {
  return figureAnswers(question).map(withheld);
}

function withheld(answer: string): Figure {
  return { answer, share: null, bound: null, low: null, high: null, status: "c" };
}

/** The figures of a question in a domain that is shown. */
export function shownFigures(
  question: ChoiceQuestion,
  cells: ProtectedCells,
  quality: FigureQuality,
): readonly Figure[] {
  const parts = shownParts(question, cells);
  if (parts === null || !(cells.total > 0)) return withheldFigures(question);
  const figures = parts.map((part) => (part.shown ? shareFigure(part, cells, quality) : withheld(part.answer)));
  const own = figures.map((figure) => (isBetrayed(question, figure, figures) ? withheld(figure.answer) : figure));
  return [...own, ...derivedFigures(question, own, cells, quality)];
}

/**
 * Whether a figure stands beside one that nearly everybody chose, so that it counts those who are left (R9). In one choice
 * that is every other answer. Of several, what else was ticked says nothing of them: only what stands alone does, and all
 * others beside an answer that stands alone.
 */
function isBetrayed({ type, options }: ChoiceQuestion, { answer }: Figure, figures: readonly Figure[]): boolean {
  const standsAlone = (id: string): boolean => options.some((one) => one.id === id && one.exclusive === true);
  const nearlyAll = figures.filter(({ bound }) => bound === "ge").map((figure) => figure.answer);
  if (nearlyAll.includes(answer)) return false;
  return type === "single" ? nearlyAll.length > 0 : nearlyAll.some((one) => standsAlone(one) || standsAlone(answer));
}

/** Some people of a domain: an option, a merged one, or one end of a scale. */
interface Part {
  readonly answer: string;
  readonly people: number;
  readonly weight: number;
  readonly shown: boolean;
}

/**
 * The parts of a question, or null where it is withheld: a sensitive one in which a part is below ten people and no list
 * of its own merges it away (R10).
 */
function shownParts(question: ChoiceQuestion, { people, weights, merged }: ProtectedCells): readonly Part[] | null {
  const options = question.options.flatMap((option, at) =>
    inBase(question, option)
      ? [{ answer: option.id, people: people[at] ?? 0, weight: weights[at] ?? 0, shown: true }]
      : [],
  );
  if (question.sensitivity !== "sensitive") return options;
  const isLarge = (part: { readonly people: number }): boolean => part.people >= DISCLOSURE_RULES.hidden_people_min;
  const lists = mergesOf(question).map(({ id, options: members }, at) => ({
    ...{ answer: id, people: merged[at]?.people ?? 0, weight: merged[at]?.weight ?? 0 },
    members,
  }));
  const hidden = lists.map((list) => ({ ...list, shown: false }));
  if (options.every(isLarge)) return [...options, ...hidden];
  const chosen = lists.find(
    (list) => isLarge(list) && options.every((part) => isLarge(part) || list.members.includes(part.answer)),
  );
  if (chosen === undefined) return null;
  return [
    ...options.map((part) => ({ ...part, shown: !chosen.members.includes(part.answer) })),
    ...hidden.map((list) => ({ ...list, shown: list.answer === chosen.answer })),
  ];
}

function shareFigure({ answer, people, weight }: Part, cells: ProtectedCells, quality: FigureQuality): Figure {
  const { base, designEffect, interval, status } = quality;
  const bound = boundOf(base);
  const percent = publishedShare(weight / cells.total);
  const others = cells.basePeople - people;
  const nearlyAll = percent >= 100 - bound || others <= DISCLOSURE_RULES.near_unanimous_others_max;
  const kind = nearlyAll ? "ge" : percent <= bound ? "le" : null;
  const share = kind === "ge" ? 100 - bound : kind === "le" ? bound : percent;
  const { low, high } = publishedRange(wilson(share / 100, base / designEffect));
  return {
    ...{ answer, share, bound: kind },
    low: interval ? (kind === "le" ? 0 : low) : null,
    high: interval ? (kind === "ge" ? 100 : high) : null,
    status,
  };
}

/** Both ends of a scale and their net, from unrounded cells; withheld where a part is not shown as a plain share. */
function derivedFigures(
  question: ChoiceQuestion,
  options: readonly Figure[],
  cells: ProtectedCells,
  quality: FigureQuality,
): readonly Figure[] {
  const endOf = (side: "top" | "bottom", answer: string): { part: Part; figure: Figure } => {
    const part = { answer, people: 0, weight: 0, shown: true };
    for (const [at, option] of question.options.entries()) {
      if (option.side !== side || !inBase(question, option)) continue;
      part.people += cells.people[at] ?? 0;
      part.weight += cells.weights[at] ?? 0;
      const figure = options.find((one) => one.answer === option.id);
      part.shown &&= figure?.status !== "c" && figure?.bound === null;
    }
    return { part, figure: part.shown ? shareFigure(part, cells, quality) : withheld(answer) };
  };
  const [top, bottom] = [endOf("top", "top_two"), endOf("bottom", "bottom_two")];
  return derivedOf(question).map((answer) => {
    if (answer === "top_two") return top.figure;
    if (answer === "bottom_two") return bottom.figure;
    const isPlain = top.figure.bound === null && bottom.figure.bound === null;
    if (top.figure.share === null || bottom.figure.share === null || !isPlain) return withheld(answer);
    const share = Math.round(((top.part.weight - bottom.part.weight) / cells.total) * 100);
    return netFigure(share, top.figure.share / 100, bottom.figure.share / 100, quality);
  });
}

/** Top minus bottom in points, rounded once (R19); its range from the published ends. */
function netFigure(share: number, top: number, bottom: number, quality: FigureQuality): Figure {
  const { base, designEffect, interval, status } = quality;
  const variance = (Math.max(0, top + bottom - (top - bottom) ** 2) * designEffect) / base;
  const spread = Z_95 * Math.sqrt(variance) * 100;
  return {
    ...{ answer: "net", share, bound: null, status },
    low: interval ? Math.max(-100, Math.floor(share - spread)) : null,
    high: interval ? Math.min(100, Math.ceil(share + spread)) : null,
  };
}
