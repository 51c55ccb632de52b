import { expect, it } from "vitest";
import { languagesOffered } from "../../../core/questionnaire/languages.ts";
import type { Language, LanguageReview } from "../../../core/questionnaire/types.ts";

const REVIEW: LanguageReview = { language: "cy", reviewer: "Mair Evans", reviewed_on: "2026-05-01" };
const english = { language: "en", unreviewed: false };
const welsh = { language: "cy", unreviewed: false };
const draft = { language: "cy", unreviewed: true };

it.each<[string, LanguageReview[], Language[], boolean, object[]]>([
  ["English alone where no more is requested", [REVIEW], ["en"], true, [english]],
  ["English even where it is not requested", [], [], false, [english]],
  ["Welsh once it is reviewed", [REVIEW], ["cy", "en"], false, [english, welsh]],
  ["no Welsh before that", [], ["en", "cy"], false, [english]],
  ["no Welsh by a review of English", [{ ...REVIEW, language: "en" }], ["en", "cy"], false, [english]],
  ["no Welsh by a review without a name", [{ ...REVIEW, reviewer: " " }], ["en", "cy"], false, [english]],
  ["unreviewed Welsh in the demonstration, said to be so", [], ["en", "cy"], true, [english, draft]],
  ["reviewed Welsh in the demonstration as such", [REVIEW], ["en", "cy"], true, [english, welsh]],
])("offers %s", (_name, reviews, requested, demonstration, expected) => {
  expect(languagesOffered(reviews, requested, { demonstration, pagesReviewed: true })).toEqual(expected);
});

it("offers no Welsh while the pages around the questions are unreviewed, and says so in the demonstration", () => {
  expect(languagesOffered([REVIEW], ["cy"], { demonstration: false, pagesReviewed: false })).toEqual([english]);
  expect(languagesOffered([REVIEW], ["cy"], { demonstration: true, pagesReviewed: false })).toEqual([english, draft]);
});
