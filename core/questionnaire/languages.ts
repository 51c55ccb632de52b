/** Which languages a wave may offer. A translation that nobody has put a name to is not offered to residents. */
import type { Language, LanguageReview } from "./types.ts";

/** A language that residents can choose. `unreviewed` must be said on every page that is shown in it. */
export interface OfferedLanguage {
  readonly language: Language;
  readonly unreviewed: boolean;
}

/**
 * The languages that a wave offers, English first. English is the language that the questionnaire was written in: it is
 * always there and needs no review. Another that was requested is offered once a named person has recorded a review of
 * the questionnaire, and one of everything around it (`pagesReviewed`);
 * `reviews` are those of the version of the questionnaire that the wave uses, and of no other. The demonstration may
 * show it before that, as unreviewed.
 * @example languagesOffered([], ["cy"], { demonstration: false, pagesReviewed: true }) // => [{ language: "en", unreviewed: false }]
 */
export function languagesOffered(
  reviews: readonly LanguageReview[],
  requested: readonly Language[],
  { demonstration, pagesReviewed }: { readonly demonstration: boolean; readonly pagesReviewed: boolean },
): readonly OfferedLanguage[] {
  const offered: OfferedLanguage[] = [{ language: "en", unreviewed: false }];
  if (!requested.includes("cy")) return offered;
  const reviewed =
    pagesReviewed && reviews.some(({ language, reviewer }) => language === "cy" && reviewer.trim() !== "");
  if (reviewed || demonstration) offered.push({ language: "cy", unreviewed: !reviewed });
  return offered;
}
