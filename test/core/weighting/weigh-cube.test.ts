import { describe, expect, it } from "vitest";
import { tabulate } from "../../../core/tabulation/cube.ts";
import { addAdults, adultsIn, adultsOf, weighStream } from "../../../core/weighting/weigh-cube.ts";
import { adultsOf as evenAdults, EVEN, PLAN, respondents } from "../../support/districts.ts";

const { layout, weighting } = PLAN;
const weigh = (count: number, age?: string) =>
  weighStream(
    layout,
    weighting,
    tabulate(
      layout,
      respondents(count, () => (age === undefined ? {} : { age_band: age })),
    ),
    EVEN,
  );

describe("a stream of a place", () => {
  it("is expanded to its adults by the finest step that it bears", () => {
    const weighted = weigh(140);
    expect(weighted).toMatchObject({ step: "age7_by_sex", designEffect: 1 });
    expect(Math.round(weighted!.table.sumOfWeights)).toBe(14_000);
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
    expect(adultsIn(addAdults([EVEN, evenAdults(() => 5)]))).toBe(14_000 + 70);
    expect(addAdults([EVEN])).toEqual(EVEN);
    expect(addAdults([])).toEqual([]);
    expect(adultsIn(addAdults([EVEN, EVEN.slice(1)]))).toBe(27_000);
  });
});
