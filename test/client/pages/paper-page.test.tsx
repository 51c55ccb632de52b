/** The form on paper, of every questionnaire that there is: numbers, boxes, tables, lines, rules, and no more. */
import { renderToString } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import type { PageFrame } from "../../../client/components/Layout.tsx";
import { PaperPage } from "../../../client/pages/PaperPage.tsx";
import { cy } from "../../../client/text/cy.ts";
import { en, type Texts } from "../../../client/text/en.ts";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import { paperQuestions } from "../../../core/questionnaire/paper.ts";
import type { Questionnaire, Scenario, SurveyContext } from "../../../core/questionnaire/types.ts";
import { fixture, FIXTURES } from "../../support/fixtures.ts";
import { testLook } from "../../support/look.ts";

const ALL = [...FIXTURES, { name: "lga", questionnaire: LGA_RESIDENT_SURVEY as Questionnaire }];

function contextOf(scenario: Scenario, more: Partial<SurveyContext> = {}): SurveyContext {
  const names = { district_name: "Mole Valley District Council", county_name: "Surrey County Council" };
  return { scenario, arm: 0, place: "E1", wave: "w", ...names, ...more };
}

interface Options {
  readonly texts?: Texts;
  readonly context?: SurveyContext;
  readonly large?: boolean;
  readonly look?: Readonly<Record<string, unknown>> | null;
  readonly asksCode?: "never" | "optional" | "always";
}

function paper(questionnaire: Questionnaire, options: Options = {}): string {
  const { texts = en, context = contextOf("A"), large = false, look = null, asksCode = "never" } = options;
  const frame: PageFrame = {
    ...{ texts, path: "/survey/w/E1/paper", bilingual: true, demonstration: false, plain: true, welshReviewed: true },
    assets: { style: "/style.css", styleRightToLeft: "/style-rtl.css", results: "/results.css" },
    survey: { path: "/survey/w/E1", look: look === null ? null : testLook(look), style: null },
  };
  const page = (
    <PaperPage
      {...{ frame, questionnaire, context, large, asksCode }}
      style="/assets/paper.css"
      placeName="Dorking"
      closesOn="2027-03-28"
    />
  );
  return renderToString(page);
}

function plain(html: string): string {
  return html
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll("&amp;", "&")
    .replaceAll("&lt;", "<")
    .replaceAll(/\s+/g, " ");
}

describe("a paper form", () => {
  test.each(ALL.flatMap((one) => (["A", "B1", "B2", "C"] as const).map((scenario) => ({ ...one, scenario }))))(
    "of $name in scenario $scenario has every question once, with its number and its boxes",
    ({ questionnaire, scenario }) => {
      const context = contextOf(scenario);
      const asked = paperQuestions(questionnaire, context);
      for (const texts of [en, cy]) {
        for (const large of [false, true]) {
          const html = paper(questionnaire, { texts, context, large });
          const numbers = [...html.matchAll(/class="p-number">[^<\d]+(\d+)</g)].map(([, number]) => Number(number));
          expect(numbers).toEqual(asked.map((_question, index) => index + 1));
          const boxes = asked.map((question) => (question.type === "text" ? 0 : question.options.length));
          expect(html.match(/class="p-box/g) ?? []).toHaveLength(boxes.reduce((sum, count) => sum + count, 0));
          const round = asked.map((question) => (question.type === "single" ? question.options.length : 0));
          expect(html.match(/p-box--round/g) ?? []).toHaveLength(round.reduce((sum, count) => sum + count, 0));
          expect(html).not.toMatch(/\{\w|undefined|\[object|<form|<input|<button/);
          expect(html.match(/<h1/g)).toHaveLength(1);
        }
      }
    },
  );

  test("routing says in words who answers, by the numbers on paper", () => {
    const text = plain(paper(fixture("routing")));
    expect(text).toContain("Answer question 2 only if you ticked “Yes” at question 1.");
    expect(text).toContain("Answer question 3 only if you ticked at least 2 boxes at question 2.");
    expect(text).toContain(
      "Answer question 5 only if you ticked “Yes” at question 1 and you ticked an answer from “0 – not at all” to “3” at question 4.",
    );
    expect(plain(paper(fixture("routing"), { texts: cy }))).toContain(
      "Atebwch gwestiwn 2 dim ond os gwnaethoch chi dicio “Oes” yng nghwestiwn 1.",
    );
  });

  test("rules about place and wave are decided before printing", () => {
    const here = paperQuestions(fixture("routing"), contextOf("A", { place: "E06000045" })).map(({ id }) => id);
    const there = paperQuestions(fixture("routing"), contextOf("A")).map(({ id }) => id);
    expect(here).toContain("here");
    expect(there).toEqual(here.filter((id) => id !== "here"));
    expect(paper(fixture("routing"), { context: contextOf("A", { wave: "harbours" }) })).not.toContain("harbours");
  });

  test("a section under a rule says so once, with the numbers of its questions", () => {
    const routing = fixture("routing");
    const [contact, services] = routing.sections ?? [];
    if (contact === undefined || services === undefined) throw new Error("no sections");
    const ask_when = { question: "contacted", any_of: ["no"] } as const;
    const text = plain(paper({ ...routing, sections: [contact, { ...services, ask_when }] }));
    expect(text).toContain("Services Answer questions 6 to 8 only if you ticked “No” at question 1.");
  });

  test("a grid is a table with a row for each question, and in large print a list of questions", () => {
    const html = paper(fixture("grid"));
    expect(html.match(/<th scope="row"/g)).toHaveLength(3);
    expect(html.match(/<th scope="col"/g)).toHaveLength(7);
    expect(paper(fixture("grid"), { large: true })).not.toContain("<table");
  });

  test("texts have lines to write on, and an earlier choice is named by its number", () => {
    const html = paper(fixture("texts"));
    expect((html.match(/class="p-line"/g) ?? []).length).toBeGreaterThan(7);
    expect(plain(html)).toContain("You said “(your answer to question 2)”. Why?");
    expect(plain(paper(fixture("texts"), { texts: cy }))).toContain("“(eich ateb i gwestiwn 2)”");
    expect(html).toContain("anything else that says who somebody is");
  });

  test("wording and order are those of the first rotation, and nothing is said of others", () => {
    const asked = paperQuestions(LGA_RESIDENT_SURVEY, contextOf("A"));
    const text = plain(paper(LGA_RESIDENT_SURVEY));
    expect(asked.some(({ arms }) => arms !== undefined)).toBe(true);
    for (const { arms = [] } of asked) {
      for (const arm of arms) if (arm.text !== undefined) expect(text).not.toContain(arm.text.en);
    }
    expect(text).not.toMatch(/\barms?\b|rotation/i);
  });

  test("where to return it comes from the council's look", () => {
    const look = { paper_return: { en: "Freepost BRACKENFORD SURVEY" } };
    const html = paper(LGA_RESIDENT_SURVEY, { look });
    expect(plain(html)).toContain("Return by post to: Freepost BRACKENFORD SURVEY");
    expect(plain(html)).toContain("It must arrive by 28 March 2027.");
    expect(html).toContain("mailto:survey@brackenford.example");
    expect(paper(LGA_RESIDENT_SURVEY, { look, texts: cy })).toContain(
      '<span lang="en">Freepost BRACKENFORD SURVEY</span>',
    );
  });

  test("a code has its box on the first sheet, and nothing follows about it", () => {
    for (const asksCode of ["optional", "always"] as const) {
      const html = paper(LGA_RESIDENT_SURVEY, { asksCode });
      const [first = "", rest = ""] = html.split('class="p-empty"');
      expect(first).toContain("p-code__boxes");
      expect(first).toContain("Please do not write the code on the pages that follow.");
      expect(rest).not.toMatch(/\bcode\b/i);
    }
  });
});
