/** The chart of figures over time: whose figures its title says that they are. */
import { expect, test } from "vitest";
import { placeTrendChart } from "../../../client/models/trend.ts";
import { en } from "../../../client/text/en.ts";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import type { ChoiceQuestion } from "../../../core/questionnaire/types.ts";
import { expandRows } from "../../../core/release/rows.ts";
import { seriesOf } from "../../../core/release/series.ts";
import type { CompactRow, ReleaseDocument } from "../../../core/release/types.ts";

const QUESTION = LGA_RESIDENT_SURVEY.questions.find(({ id }) => id === "decision_body") as ChoiceQuestion;
const PLACE = { name: "South", name_cy: "De" };

function titleOf(covered: number): string {
  const release = {
    ...{ id: "wave-r1", wave: "wave", title: { en: "Survey", cy: "Arolwg" }, demonstration: false },
    ...{ period_start: "2026-03-01", period_end: "2026-03-28", questionnaire: LGA_RESIDENT_SURVEY },
    streams: [{ stream: "code", mode: "online", sample_type: "quota" }],
    places: [
      {
        ...{ code: "R1", name: { en: "South", cy: "De" }, kind: "region" },
        compositions: [{ stream: "code", members_included: 6, members: 15, population_covered: covered }],
      },
    ],
  } as unknown as ReleaseDocument;
  const compact: CompactRow = ["R1", "code", "decision_body", "council", "all", "all", 60, null, 56, 64, 600, 1.3, ""];
  const steps = seriesOf(expandRows(release, [compact], "en").map((row) => ({ release, row })));
  return placeTrendChart(en, release, QUESTION, PLACE, "council", steps, []).title;
}

test("a group is named only where its figure stands for most of its adults", () => {
  expect(titleOf(80)).toMatch(/\. South$/);
  expect(titleOf(79)).toMatch(/\. 6 of 15 councils in South$/);
});
