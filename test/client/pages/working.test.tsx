/** The working of figures: what was offered, who was asked, and what an effective base may be called. */
import { renderToString } from "preact-render-to-string";
import { expect, test } from "vitest";
import { Working } from "../../../client/components/Working.tsx";
import { ReleasePage } from "../../../client/pages/ReleasePage.tsx";
import { cy } from "../../../client/text/cy.ts";
import { en, type Texts } from "../../../client/text/en.ts";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import type { ChoiceQuestion } from "../../../core/questionnaire/types.ts";
import { createQualityReader } from "../../../core/release/quality.ts";
import { expandRows } from "../../../core/release/rows.ts";
import type { CompactRow, ReleaseDocument, Stream } from "../../../core/release/types.ts";

const QUESTION = LGA_RESIDENT_SURVEY.questions.find(({ id }) => id === "trust_council") as ChoiceQuestion;
const ASSETS = { style: "/style.css", styleRightToLeft: "/style-rtl.css", results: "/results.css" };
const FRAME = { path: "/", bilingual: true, demonstration: false, welshReviewed: false, plain: false, assets: ASSETS };

function releaseOf(stream: Stream, question: ChoiceQuestion = QUESTION): ReleaseDocument {
  const streams = [{ stream, mode: "online", sample_type: "quota" }] as const;
  const compositions = [{ stream, members_included: 6, members: 15, population_covered: 49 }];
  const reader = createQualityReader(streams, new Map());
  reader.add({ code: "R1", district: false, compositions, rows: [] });
  return {
    ...{ id: "wave-r1", wave: "wave", revision: 1, title: { en: "Survey", cy: "Arolwg" }, demonstration: false },
    ...{ period_start: "2026-03-01", period_end: "2026-03-28", streams, method: [], rows: 1, rows_withheld: 0 },
    questionnaire: { ...LGA_RESIDENT_SURVEY, questions: [question] },
    places: [{ code: "R1", name: { en: "South", cy: "De" }, kind: "region", compositions }],
    quality: reader.report(),
  } as unknown as ReleaseDocument;
}

function working(stream: Stream, { texts = en as Texts, question = QUESTION } = {}): string {
  const release = releaseOf(stream, question);
  const compact: CompactRow = [
    "R1",
    stream,
    "trust_council",
    "top_two",
    "all",
    "all",
    60,
    null,
    null,
    null,
    600,
    1.2,
    "",
  ];
  const rows = expandRows(release, [compact], texts.language).map((row) => ({ row, line: 2 }));
  const shown = { origin: "", release: release.id, place: "R1", question: "trust_council", by: "all" };
  const html = renderToString(<Working {...{ texts, release, question, rows, shown }} wording="?" />);
  return html.replaceAll("&#39;", "'");
}

test.each([en, cy])(
  "answers of people who chose themselves are not worth those of anybody drawn at random",
  (texts) => {
    const { effectiveOpen, effectiveText } = texts.results.working;
    expect(working("open", { texts })).toContain(effectiveOpen("1.2"));
    expect(working("open", { texts })).not.toMatch(/drawn at random|ddewisir ar hap/);
    expect(working("code", { texts })).toContain(effectiveText("1.2", "500"));
  },
);

test("who was asked is whom the figure is made of", () => {
  expect(working("code")).toContain("who live in 6 of 15 councils in South");
});

test("every answer that was offered is named, and which of them do not count", () => {
  const question = { ...QUESTION, dont_know: "out_of_base" } as const;
  expect(working("code", { question })).toContain("Not at all · Don't know");
  expect(working("code", { question })).toContain(en.results.working.baseDontKnow);
  expect(working("code")).not.toContain(en.results.working.baseDontKnow);
});

test.each([en, cy])("the quality report says of which place it gives the part that is covered", (texts) => {
  const html = renderToString(<ReleasePage frame={{ ...FRAME, texts }} release={releaseOf("code")} editions={[]} />);
  expect(html).toContain(texts.results.quality.coverage(49, texts.language === "en" ? "South" : "De"));
});
