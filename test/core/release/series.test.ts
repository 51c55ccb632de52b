/** Which waves of a place share a line: each thing that moves answers by itself breaks it, and says so. */
import { describe, expect, test } from "vitest";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import type { ChoiceQuestion, Questionnaire } from "../../../core/questionnaire/types.ts";
import { breaksBetween, linesOf, type SeriesPoint, seriesOf } from "../../../core/release/series.ts";
import type { Composition, ReleaseDocument, ResultRow } from "../../../core/release/types.ts";

const MADE: Composition = {
  ...{ stream: "code", members_included: 1, members: 1, population_covered: 100, weighting: ["age7_by_sex"] },
};

interface Changes {
  readonly row?: Partial<ResultRow>;
  readonly made?: Partial<Composition>;
  readonly questionnaire?: Questionnaire;
}

function point(year: number, { row = {}, made = {}, questionnaire = LGA_RESIDENT_SURVEY }: Changes = {}): SeriesPoint {
  const composition = { ...MADE, ...made };
  const release = {
    ...{ id: `wave-${year}-r1`, wave: `wave-${year}`, period_end: `${year}-03-28`, questionnaire },
    places: [{ code: "E1", name: { en: "Here", cy: "Yma" }, kind: "unitary", compositions: [composition] }],
  } as unknown as ReleaseDocument;
  const figure = {
    ...{ place_code: "E1", stream: "code", question: "council_satisfaction", answer: "top_two" },
    ...{ share: 60, low: 56, high: 64, bound: null, mode: "online", sample_type: "probability" },
    ...{ members: composition.members, members_included: composition.members_included },
    ...{ population_covered: composition.population_covered, ...row },
  } as ResultRow;
  return { release, row: figure };
}

function changed(id: string, change: (question: ChoiceQuestion) => object): Questionnaire {
  const questions = LGA_RESIDENT_SURVEY.questions.map((question) =>
    question.id === id ? { ...question, ...change(question) } : question,
  );
  return { ...LGA_RESIDENT_SURVEY, questions };
}

const [first, ...rest] = LGA_RESIDENT_SURVEY.questions;
const weighting = LGA_RESIDENT_SURVEY.weighting!;

describe("what breaks a series", () => {
  test("nothing, where all is the same", () => {
    expect(breaksBetween(point(2025), point(2026))).toEqual([]);
  });

  test.each<[string, Changes, readonly string[]]>([
    ["another stream", { row: { stream: "open" }, made: { stream: "open" } }, ["stream"]],
    ["another mode", { row: { mode: "telephone" } }, ["mode"]],
    [
      "another wording",
      { questionnaire: changed("council_satisfaction", ({ text }) => ({ text: { ...text, en: "Otherwise?" } })) },
      ["wording"],
    ],
    [
      "another word for an answer",
      {
        questionnaire: changed("council_satisfaction", ({ options }) => ({
          options: options.map((option) => ({ ...option, label: { ...option.label, cy: "Arall" } })),
        })),
      },
      ["wording"],
    ],
    [
      "another introduction on its page",
      {
        questionnaire: {
          ...LGA_RESIDENT_SURVEY,
          screens: LGA_RESIDENT_SURVEY.screens.map((screen) => ({ ...screen, intro: { en: "New", cy: "Newydd" } })),
        },
      },
      ["wording"],
    ],
    [
      "a question moved before it",
      { questionnaire: { ...LGA_RESIDENT_SURVEY, questions: [...rest.slice(0, 1), first!, ...rest.slice(1)] } },
      ["order"],
    ],
    [
      "other margins",
      {
        questionnaire: {
          ...LGA_RESIDENT_SURVEY,
          weighting: { ...weighting, age: { ...weighting.age, bands: weighting.age.bands.slice(1) } },
        },
      },
      ["margins"],
    ],
    ["a coarser step of the ladder", { made: { weighting: ["age4"] } }, ["ladderStep"]],
    ["another boundary", { made: { members: 2, members_included: 2 } }, ["boundary"]],
  ])("%s", (_, changes, reasons) => {
    expect(breaksBetween(point(2025), point(2026, changes))).toEqual(reasons);
    expect(breaksBetween(point(2025, changes), point(2026))).toEqual(reasons);
  });

  test("a question asked after it breaks nothing", () => {
    const last = LGA_RESIDENT_SURVEY.questions.at(-1)!;
    const shorter = { ...LGA_RESIDENT_SURVEY, questions: LGA_RESIDENT_SURVEY.questions.filter((one) => one !== last) };
    expect(breaksBetween(point(2025), point(2026, { questionnaire: shorter }))).toEqual([]);
  });

  test("of a group: more than a tenth of its adults that may be in one figure alone", () => {
    const group = (covered: number): Changes => ({
      made: { members: 40, members_included: 38, population_covered: covered },
    });
    expect(breaksBetween(point(2025, group(98)), point(2026, group(92)))).toEqual([]);
    expect(breaksBetween(point(2025, group(98)), point(2026, group(91)))).toEqual(["coverage"]);
  });
});

describe("a series", () => {
  test("is told in the order of its waves, each against the one before", () => {
    const steps = seriesOf([point(2026, { row: { share: 70, low: 66, high: 74 } }), point(2024), point(2025)]);
    expect(steps.map(({ release }) => release.wave)).toEqual(["wave-2024", "wave-2025", "wave-2026"]);
    expect(steps.map(({ from }) => from)).toEqual(["first", "comparable", "comparable"]);
    expect(steps.map(({ change }) => change?.points ?? null)).toEqual([null, 0, 10]);
    expect(steps.map(({ change }) => change?.largerThanChance ?? null)).toEqual([null, false, true]);
    expect(linesOf(steps)).toHaveLength(1);
  });

  test("breaks into lines, and no change is told across a break", () => {
    const steps = seriesOf([
      point(2024),
      point(2025, { row: { mode: "paper" } }),
      point(2026, { row: { mode: "paper" } }),
    ]);
    expect(steps.map(({ from }) => from)).toEqual(["first", ["mode"], "comparable"]);
    expect(steps[1]?.change).toBeNull();
    expect(linesOf(steps).map((line) => line.length)).toEqual([1, 2]);
  });

  test("an open link has a line and no tested change", () => {
    const open = {
      row: { stream: "open", sample_type: "self-selected", low: null, high: null },
      made: { stream: "open" },
    } as const;
    const [, second] = seriesOf([point(2025, open), point(2026, open)]);
    expect(second).toMatchObject({ from: "comparable", change: null });
  });
});
