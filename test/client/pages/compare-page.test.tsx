/** A place beside others as its page says it: whose figure it is, and how many differences were looked at. */
import { renderToString } from "preact-render-to-string";
import { expect, test } from "vitest";
import { ComparePage, type ComparePageProps } from "../../../client/pages/ComparePage.tsx";
import { cy } from "../../../client/text/cy.ts";
import { en } from "../../../client/text/en.ts";
import type { Place } from "../../../core/place/types.ts";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import { publishedDifference } from "../../../core/release/differences.ts";
import { expandRows } from "../../../core/release/rows.ts";
import type { CompactRow, ReleaseDocument, SampleType } from "../../../core/release/types.ts";

const ASSETS = { style: "/style.css", styleRightToLeft: "/style-rtl.css", results: "/results.css" };
const FRAME = { path: "/", bilingual: true, demonstration: false, welshReviewed: false, plain: false, assets: ASSETS };
const GROUP = { code: "R1", slug: "south", name: "South", kind: "region", status: "current" } as Place;
const SHARES: readonly (number | null)[] = [40, 52, null];
const QUESTION = LGA_RESIDENT_SURVEY.questions.find(({ id }) => id === "decision_body")!;

/** A region beside its three districts, one of which is withheld. */
function page(
  covered: number,
  { texts = en, sample = "quota" as SampleType, corrected = null as ComparePageProps["corrected"] } = {},
): string {
  const codes = ["D1", "D2", "D3"];
  const release = {
    ...{ id: "wave-r1", wave: "wave", revision: 1, title: { en: "Survey", cy: "Arolwg" }, demonstration: false },
    ...{ period_start: "2026-03-01", period_end: "2026-03-28", questionnaire: LGA_RESIDENT_SURVEY },
    streams: [{ stream: "code", mode: "online", sample_type: sample }],
    places: [
      {
        ...{ code: "R1", name: { en: "South", cy: "De" }, kind: "region" },
        compositions: [{ stream: "code", members_included: 3, members: 4, population_covered: covered }],
      },
      ...codes.map((code) => ({
        ...{ code, name: { en: code, cy: code }, kind: "district" },
        compositions: [{ stream: "code", members_included: 1, members: 1, population_covered: 100 }],
      })),
    ],
  } as unknown as ReleaseDocument;
  const row = (code: string, share: number | null): CompactRow =>
    share === null
      ? [code, "code", "decision_body", "council", "all", "all", null, null, null, null, null, null, "c"]
      : [code, "code", "decision_body", "council", "all", "all", share, null, share - 4, share + 4, 600, 1.3, ""];
  const rows = [row("R1", 60), ...codes.map((code, at) => row(code, SHARES[at] ?? null))];
  const [own, ...others] = expandRows(release, rows, texts.language);
  const props: ComparePageProps = {
    ...{ frame: { ...FRAME, texts }, place: GROUP, release, stream: "code", questions: [QUESTION], question: QUESTION },
    ...{ wording: "?", answers: ["council"], answer: "council", beside: "R1", groups: [], evidence: [], own: own! },
    choices: [{ id: "R1", label: "Councils in South" }],
    others: others.map((other) => ({
      ...{ place: { ...GROUP, code: other.place_code, slug: other.place_code }, row: other },
      difference: covered < 80 ? null : publishedDifference(own!, other),
    })),
    chart: { path: "/charts/x", search: "" },
    corrected,
    site: { origin: "https://soundings.test", png: false },
  };
  return renderToString(<ComparePage {...props} />).replaceAll("&#39;", "'");
}

test("only differences that there are count as looked at, and a group beside its members is said to be", () => {
  expect(page(90)).toContain(en.results.compare.family(2));
  expect(page(90)).not.toContain(en.results.compare.family(3));
  expect(page(90)).toContain(en.results.compare.cautious);
});

test("a group says how much of it its figure stands for, and below 80 per cent is not called by its name", () => {
  expect(page(90)).toContain(`South (${en.results.compare.here})`);
  expect(page(90)).toContain(en.place.membersIncluded(3, 4, 90));
  const less = page(79);
  expect(less).toContain(`3 of 4 councils in South (${en.results.compare.here})`);
  expect(less).toContain(en.place.notItsName);
  expect(less).not.toContain("looked at together");
});

test.each([en, cy])("of a rehearsal it is said that nobody gave these answers", (texts) => {
  expect(page(90, { texts, sample: "demonstration" })).toContain(`<strong>${texts.rehearsal}.</strong>`);
  expect(page(90, { texts })).not.toContain(texts.rehearsal);
});

test.each([
  [en, "/places/south/compare?release=wave-r2"],
  [cy, "/cy/places/south/compare?release=wave-r2"],
])("figures that were corrected say so, and lead to the same page of the edition that holds", (texts, href) => {
  const corrected = { id: "wave-r2", reason: { en: "Counted twice.", cy: "Cyfrifwyd ddwywaith." }, on: "2026-06-15" };
  const html = page(90, { texts, corrected });
  expect(html).toContain(texts.place.editions.reason(corrected.reason[texts.language]));
  expect(html).toContain(`href="${href}"`);
  expect(page(90, { texts })).not.toContain(texts.place.editions.seeCorrected);
});
