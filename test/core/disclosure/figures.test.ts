import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { figureAnswers, shownFigures } from "../../../core/disclosure/figures.ts";
import type { ProtectedCells } from "../../../core/disclosure/protect.ts";
import { boundOf } from "../../../core/disclosure/rules.ts";
import { wilson } from "../../../core/estimation/wilson.ts";
import { choiceQuestions } from "../../../core/questionnaire/codebook.ts";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import type { ChoiceQuestion } from "../../../core/questionnaire/types.ts";
import { fixture } from "../../support/fixtures.ts";

function questionOf(id: string): ChoiceQuestion {
  return LGA_RESIDENT_SURVEY.questions.find((question) => question.id === id)!;
}

const SATISFACTION = questionOf("council_satisfaction");
const ETHNIC_GROUP: ChoiceQuestion = { ...questionOf("ethnic_group"), role: "attitude" };
const QUALITY = { base: 200, designEffect: 1.2, interval: true, status: "" } as const;

/** Protected weights equal to the people, unless others are given. */
function cells(
  question: ChoiceQuestion,
  people: readonly number[],
  weights: readonly number[] = people,
): ProtectedCells {
  const merged = (question.merges ?? []).map(({ options }) => {
    const of = (values: readonly number[]): number =>
      question.options.reduce((sum, { id }, at) => sum + (options.includes(id) ? (values[at] ?? 0) : 0), 0);
    return { people: of(people), weight: of(weights) };
  });
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return { people, weights, merged, basePeople: sum(people), total: sum(weights) };
}

function figures(question: ChoiceQuestion, people: readonly number[], weights = people, quality = QUALITY) {
  const made = shownFigures(question, cells(question, people, weights), quality);
  return Object.fromEntries(made.map((figure) => [figure.answer, figure]));
}

function shown(made: ReturnType<typeof figures>): readonly string[] {
  return Object.values(made).map(({ bound, share, status }) => (status === "c" ? "c" : `${bound ?? ""}${share}`));
}

describe("the figures of a question", () => {
  it("are whole per cents of protected weights, with both ends of the scale and their net", () => {
    expect(figureAnswers(SATISFACTION).slice(-3)).toEqual(["top_two", "bottom_two", "net"]);
    const made = figures(SATISFACTION, [60, 70, 30, 20, 15, 5, 0]);
    expect(shown(made)).toEqual(["30", "35", "15", "10", "8", "3", "65", "18", "48"]);
    // Net of 130 / 200 and 35 / 200, rounded once: 47.5.
    expect(made["net"]).toMatchObject({ low: 36, high: 60 });
  });

  it("have a range that is Wilson's on published numbers, rounded outwards", () => {
    const { low, high } = figures(SATISFACTION, [60, 70, 30, 20, 15, 5, 0])["top_two"]!;
    const exact = wilson(0.65, 200 / 1.2);
    expect([low, high]).toEqual([Math.floor(exact.low * 100), Math.ceil(exact.high * 100)]);
  });

  it("have no range where people chose themselves", () => {
    const made = shownFigures(SATISFACTION, cells(SATISFACTION, [60, 70, 30, 20, 15, 5, 0]), {
      ...QUALITY,
      interval: false,
    });
    expect(made.every(({ low, high }) => low === null && high === null)).toBe(true);
  });

  it("are the same for nobody, one and two of 200, and for all but nobody, one and two", () => {
    const few = [0, 1, 2].map((people) => figures(SATISFACTION, [100 - people, 60, 20, 10, 10, people, 0]));
    expect(new Set(few.map((made) => JSON.stringify(made["dont_know"]))).size).toBe(1);
    const all = [0, 1, 2].map((people) => figures(SATISFACTION, [200 - people, people, 0, 0, 0, 0, 0]));
    expect(new Set(all.map((made) => JSON.stringify(made))).size).toBe(1);
    expect(shown(all[0]!)).toEqual(["ge98", "c", "c", "c", "c", "c", "c", "c", "c"]);
    expect(all[0]!["very_satisfied"]).toMatchObject({ high: 100 });
  });

  it("show the bound where all but two people gave one answer, whatever noise and weights make of it", () => {
    const made = figures(SATISFACTION, [198, 2, 0, 0, 0, 0, 0], [180, 20, 0, 0, 0, 0, 0]);
    expect(shown(made)[0]).toBe("ge98");
  });

  it("withhold both ends and the net where a part is a bound, so that no subtraction gives it back", () => {
    const made = figures(SATISFACTION, [120, 60, 14, 4, 2, 0, 0]);
    expect(shown(made)).toEqual(["60", "30", "7", "le2", "le2", "le2", "90", "c", "c"]);
  });

  it("show an end of the scale as a bound where nearly everybody is there", () => {
    const made = figures(SATISFACTION, [120, 77, 1, 1, 1, 0, 0]);
    expect(made["top_two"]).toMatchObject({ bound: "ge", share: 98 });
    expect(made["net"]).toMatchObject({ status: "c" });
  });

  test.prop([fc.array(fc.nat(300), { minLength: 7, maxLength: 7 }), fc.constantFrom(30, 60, 200, 400)])(
    "never show a share beyond the bound of their base, and keep it within its range",
    (people, base) => {
      const question = SATISFACTION;
      const counted = people.map((count, at) => (at === 6 ? 0 : count));
      const made = shownFigures(question, cells(question, counted), { ...QUALITY, base });
      for (const { answer, share, bound, low, high, status } of made) {
        if (status === "c" || answer === "net" || share === null || low === null || high === null) continue;
        const limit = boundOf(base);
        expect(share).toBeGreaterThanOrEqual(limit);
        expect(share).toBeLessThanOrEqual(100 - limit);
        if (bound === null) expect(share > limit && share < 100 - limit).toBe(true);
        expect(low <= share && share <= high && low >= 0 && high <= 100).toBe(true);
      }
    },
  );
});

describe("a sensitive question", () => {
  it("shows its parts where each has ten people, and its merged part where one has not", () => {
    expect(figureAnswers(ETHNIC_GROUP)).toEqual(["white", "mixed", "asian", "black", "other", "all_other_groups"]);
    expect(shown(figures(ETHNIC_GROUP, [150, 12, 14, 13, 11, 0]))).toEqual(["75", "6", "7", "7", "6", "c"]);
    expect(shown(figures(ETHNIC_GROUP, [150, 12, 18, 11, 9, 0]))).toEqual(["75", "c", "c", "c", "c", "25"]);
  });

  it("is withheld where merging leaves a part below ten", () => {
    expect(new Set(shown(figures(ETHNIC_GROUP, [195, 2, 3, 2, 2, 0])))).toEqual(new Set(["c"]));
    expect(new Set(shown(figures(ETHNIC_GROUP, [9, 50, 50, 50, 41, 0])))).toEqual(new Set(["c"]));
  });
});

describe("the figures of a question where several may be chosen", () => {
  const used = choiceQuestions(fixture("everything")).find(({ id }) => id === "used")!;

  /** Whoever chose each option, of so many who chose anything that says something. */
  function ticked(people: readonly number[], base: number): readonly string[] {
    const protectedCells = { people, weights: people, merged: [], basePeople: base, total: base };
    return shownFigures(used, protectedCells, { ...QUALITY, base }).map(({ bound, share, status }) =>
      status === "c" ? "c" : `${bound ?? ""}${share}`,
    );
  }

  it("are shares of those who chose anything, and pass 100 together", () => {
    expect(figureAnswers(used)).toEqual(["parks", "libraries", "sport", "none"]);
    expect(ticked([150, 120, 80, 20, 0], 200)).toEqual(["75", "60", "40", "10"]);
  });

  it("withhold what stands alone beside what nearly everybody chose, and nothing else", () => {
    expect(ticked([198, 120, 80, 1, 0], 200)).toEqual(["ge98", "60", "40", "c"]);
    expect(ticked([199, 198, 1, 1, 0], 200)).toEqual(["ge98", "ge98", "le2", "c"]);
  });

  it("withhold everything beside what stands alone where nearly everybody chose that", () => {
    expect(ticked([1, 2, 0, 198, 0], 200)).toEqual(["c", "c", "c", "ge98"]);
  });

  it("show the same bound for all, for all but one and for all but two", () => {
    expect([200, 199, 198].map((people) => ticked([people, 100, 50, 0, 0], 200)[0])).toEqual(["ge98", "ge98", "ge98"]);
  });
});
