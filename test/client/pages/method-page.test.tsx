/** The page on method says what the rules are, in both languages. */
import { renderToString } from "preact-render-to-string";
import { expect, test } from "vitest";
import { MethodPage } from "../../../client/pages/TextPages.tsx";
import { cy } from "../../../client/text/cy.ts";
import { en } from "../../../client/text/en.ts";
import { boundOf, DISCLOSURE_RULES } from "../../../core/disclosure/rules.ts";
import { FIGURES_METHOD, METHOD, PROTECTION_METHOD } from "../../../core/release/method.ts";

const FRAME = {
  path: "/method",
  bilingual: true,
  demonstration: false,
  welshReviewed: false,
  plain: false,
  assets: { style: "/style.css", styleRightToLeft: "/style-rtl.css", results: "/results.css" },
};

test.each([en, cy])("every section stands on the page, once", (texts) => {
  const html = renderToString(<MethodPage frame={{ ...FRAME, texts }} />).replaceAll("&#39;", "'");
  const { method } = texts;
  const titles = [method.protectedTitle, method.how, method.costs, method.attacker, method.never, method.notYet];
  for (const title of titles) expect(html.split(new RegExp(`<h2[^>]*>${title}</h2>`))).toHaveLength(2);
  for (const text of METHOD) expect(html.split(text[texts.language])).toHaveLength(2);
  for (const cell of ["10.3%", "1.6%", "2,000"]) expect(html).toContain(`>${cell}<`);
});

test("a release keeps all of it", () => {
  expect(METHOD).toEqual([...FIGURES_METHOD, ...PROTECTION_METHOD]);
});

test.each(["en", "cy"] as const)(
  "the bounds and thresholds that the words in %s give are those of the rules",
  (language) => {
    const words = METHOD.map((text) => text[language]).join("\n");
    const bounds = [39, 99, 299, 300].map(boundOf);
    expect(bounds).toEqual([10, 5, 2, 1]);
    for (const bound of bounds) expect(words).toMatch(new RegExp(`\\b${bound} (?:and|a) ${100 - bound}\\b`));
    const { open_place_responses_min, sensitive_group_base_min, effective_base_min } = DISCLOSURE_RULES;
    for (const least of [open_place_responses_min, sensitive_group_base_min, effective_base_min]) {
      expect(words).toMatch(new RegExp(`\\b${least}\\b`));
    }
  },
);
