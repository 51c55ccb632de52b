import { controlsCy } from "../../../client/text/cy-controls.ts";
import { type ControlTexts, controlsEn } from "../../../client/text/en-controls.ts";
import type { Language } from "../../../core/questionnaire/types.ts";

/** What the controls say in a language. Apart from the other texts, which travel to the browser. */
export function controlTexts(language: Language): ControlTexts {
  return language === "cy" ? controlsCy : controlsEn;
}
