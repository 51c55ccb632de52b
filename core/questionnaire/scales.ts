/** The answer scales that attitude questions share, and short ways to write texts and options. */
import type { Option, OptionGroup, Side, Text } from "./types.ts";

/** A text in English and Welsh. */
export function text(en: string, cy: string): Text {
  return { en, cy };
}

/** An option that says something, with the end of the scale it counts towards where there is one. */
export function option(id: string, en: string, cy: string, side?: Side): Option {
  return { id, label: { en, cy }, kind: "substantive", ...(side === undefined ? {} : { side }) };
}

/** Options that are shown as one. */
export function group(id: string, en: string, cy: string, options: readonly string[]): OptionGroup {
  return { id, label: { en, cy }, options };
}

/** Says that the resident has no answer. */
export const DONT_KNOW: Option = { id: "dont_know", label: text("Don't know", "Ddim yn gwybod"), kind: "dont_know" };

/** Says that the resident does not want to answer. */
export const PREFER_NOT_TO_SAY: Option = {
  id: "prefer_not_to_say",
  label: text("Prefer not to say", "Byddai'n well gen i beidio â dweud"),
  kind: "prefer_not_to_say",
};

/** Very satisfied to very dissatisfied. */
export const SATISFACTION: readonly Option[] = [
  option("very_satisfied", "Very satisfied", "Bodlon iawn", "top"),
  option("fairly_satisfied", "Fairly satisfied", "Eithaf bodlon", "top"),
  option("neither", "Neither satisfied nor dissatisfied", "Ddim yn fodlon nac yn anfodlon", "middle"),
  option("fairly_dissatisfied", "Fairly dissatisfied", "Eithaf anfodlon", "bottom"),
  option("very_dissatisfied", "Very dissatisfied", "Anfodlon iawn", "bottom"),
  DONT_KNOW,
];

/** Strongly agree to strongly disagree. */
export const AGREEMENT: readonly Option[] = [
  option("strongly_agree", "Strongly agree", "Cytuno'n gryf", "top"),
  option("tend_to_agree", "Tend to agree", "Tueddu i gytuno", "top"),
  option("neither", "Neither agree nor disagree", "Ddim yn cytuno nac yn anghytuno", "middle"),
  option("tend_to_disagree", "Tend to disagree", "Tueddu i anghytuno", "bottom"),
  option("strongly_disagree", "Strongly disagree", "Anghytuno'n gryf", "bottom"),
  DONT_KNOW,
];

/** A great deal to not at all; a scale of four, without a middle. */
export const AMOUNT: readonly Option[] = [
  option("a_great_deal", "A great deal", "Llawer iawn", "top"),
  option("a_fair_amount", "A fair amount", "Cryn dipyn", "top"),
  option("not_very_much", "Not very much", "Dim llawer", "bottom"),
  option("not_at_all", "Not at all", "Dim o gwbl", "bottom"),
  DONT_KNOW,
];

/** Very well informed to not well informed at all; a scale of four, without a middle. */
export const INFORMED: readonly Option[] = [
  option("very_well_informed", "Very well informed", "Yn hysbysu'n dda iawn", "top"),
  option("fairly_well_informed", "Fairly well informed", "Yn hysbysu'n eithaf da", "top"),
  option("not_very_well_informed", "Not very well informed", "Ddim yn hysbysu'n dda iawn", "bottom"),
  option("not_well_informed_at_all", "Not well informed at all", "Ddim yn hysbysu'n dda o gwbl", "bottom"),
  DONT_KNOW,
];

/** Very safe to very unsafe. */
export const SAFETY: readonly Option[] = [
  option("very_safe", "Very safe", "Diogel iawn", "top"),
  option("fairly_safe", "Fairly safe", "Eithaf diogel", "top"),
  option("neither", "Neither safe nor unsafe", "Ddim yn ddiogel nac yn anniogel", "middle"),
  option("fairly_unsafe", "Fairly unsafe", "Eithaf anniogel", "bottom"),
  option("very_unsafe", "Very unsafe", "Anniogel iawn", "bottom"),
  DONT_KNOW,
];
