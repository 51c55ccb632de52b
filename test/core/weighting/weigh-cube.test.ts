import { describe, expect, it } from "vitest";
import { packAnswers } from "../../../core/questionnaire/answers.ts";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import { tabulate } from "../../../core/tabulation/cube.ts";
import { createCubeLayout } from "../../../core/tabulation/layout.ts";
import { addAdults, adultsIn, adultsOf, weighStream } from "../../../core/weighting/weigh-cube.ts";

const survey = LGA_RESIDENT_SURVEY;
const weighting = survey.weighting!;
const layout = createCubeLayout(survey);
const CELLS = weighting.age.bands.flatMap(({ option }) =>
  [weighting.sex.female, weighting.sex.male].map((sex) => ({ age: option, sex })),
);
const EVEN = CELLS.map((cell) => ({ ...cell, population: 1000 }));

/** So many people spread evenly over ages and sexes, or all of one age. */
function weigh(count: number, age?: string) {
  const responses = Array.from({ length: count }, (_, person) => {
    const cell = CELLS[person % CELLS.length]!;
    const answers = packAnswers(survey, { scenario: "A" }, { age_band: age ?? cell.age, sex: cell.sex });
    return { answers, arm: 0, baseWeightClass: 0, recordKey: person, member: person };
  });
  return weighStream(layout, weighting, tabulate(layout, responses), EVEN);
}

describe("a stream of a place", () => {
  it("is expanded to its adults by the finest step that it bears", () => {
    const weighted = weigh(140);
    expect(weighted?.step).toBe("age7_by_sex");
    expect(weighted?.designEffect).toBeCloseTo(1, 12);
    expect(Math.round(weighted!.table.sumOfWeights)).toBe(14_000);
    expect(weigh(75)?.step).toBe("age7_and_sex");
  });

  it("is nothing where nobody answered, or no step fits", () => {
    expect(weigh(0)).toBeNull();
    expect(weigh(140, "75_and_over")).toBeNull();
  });
});

describe("adults", () => {
  it("are counted by the bands of the questionnaire, and those of several places add up", () => {
    const years = Array.from({ length: 91 }, () => 1);
    const counted = adultsOf(weighting, { female: years, male: years });
    expect(adultsIn(counted)).toBe(2 * (91 - 18));
    expect(counted[0]).toEqual({ age: "18_to_24", sex: "female", population: 7 });
    expect(addAdults([EVEN, CELLS.map((cell) => ({ ...cell, population: 5 }))])).toEqual(
      CELLS.map((cell) => ({ ...cell, population: 1005 })),
    );
    expect(addAdults([EVEN])).toEqual(EVEN);
    expect(addAdults([])).toEqual([]);
    expect(addAdults([EVEN, EVEN.slice(0, 1)])[1]?.population).toBe(1000);
  });
});
