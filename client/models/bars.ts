/** The answers to a question as a bar: which parts it has, in which order and tone. */
import type { BarPart, Tone } from "../charts/types.ts";
import type { ChoiceQuestion, Option } from "../../core/questionnaire/types.ts";
import { publishedOptions } from "../../core/release/rows.ts";
import type { ResultRow } from "../../core/release/types.ts";
import type { Texts } from "../text/en.ts";
import { hasShare, shareInWords } from "../text/shares.ts";

/**
 * The answers in code-list order, toned by the end of the scale that they belong to, then what was merged. Where some are
 * withheld the others stand alone.
 */
export function barParts(texts: Texts, question: ChoiceQuestion, rows: readonly ResultRow[]): BarPart[] {
  const options = publishedOptions(question);
  const tones = new Map(options.map((option) => [option.id, toneOf(options, option)]));
  const merges = (question.merges ?? []).map(({ id, label, options: [first = ""] }) => ({
    ...{ id, label },
    tone: tones.get(first) ?? ("other" as const),
  }));
  return [
    ...options.map(({ id, label }) => ({ id, label, tone: tones.get(id) ?? ("other" as const) })),
    ...merges,
  ].flatMap(({ id, label, tone }) => {
    const row = rows.find(({ answer }) => answer === id);
    if (!hasShare(row)) return [];
    const { share, bound } = row;
    return [
      { ...{ id, label: label[texts.language], share, tone }, words: shareInWords(texts, row), atMost: bound === "le" },
    ];
  });
}

function toneOf(options: readonly Option[], option: Option): Tone {
  const ofSide = (side: "top" | "bottom"): readonly Option[] => options.filter((one) => one.side === side);
  if (option.side === "top") return option === ofSide("top")[0] ? "top" : "top-soft";
  if (option.side === "bottom") return option === ofSide("bottom").at(-1) ? "bottom" : "bottom-soft";
  if (option.side === "middle") return "middle";
  if (option.kind !== "substantive") return "other";
  return NOMINAL[Math.min(options.indexOf(option), NOMINAL.length - 1)] ?? "other";
}

/** Answers that have no order, e.g. council, government, neither. */
const NOMINAL: readonly Tone[] = ["top", "bottom-soft", "middle", "top-soft"];
