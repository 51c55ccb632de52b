import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { collapseLevels } from "../../../core/weighting/collapse.ts";
import { kishEffect, weightSums } from "../../../core/weighting/kish.ts";
import { solvePositive } from "../../../core/weighting/solve.ts";
import { trimWeights } from "../../../core/weighting/trim.ts";
import type { Margin } from "../../../core/weighting/types.ts";
import { marginOf, sampleOf } from "./samples.ts";

describe("plain trimming", () => {
  it.each([
    ["nothing outside", [1, 2, 3], { upper: 3, lower: 1 }, [1, 2, 3]],
    ["no limits", [1, 2, 3], {}, [1, 2, 3]],
    ["above", [1, 1, 4], { upper: 3 }, [1.5, 1.5, 3]],
    ["below", [0.2, 2, 1.8], { lower: 0.5 }, [0.5, 1.85, 1.65]],
    ["what is shared out may lift others above", [1, 2.9, 5], { upper: 3 }, [2, 3.9, 3]],
    ["but not where strict", [1, 2.9, 5], { upper: 3, strict: true }, [2.9, 3, 3]],
    ["cut for good where strict", [1, 1, 2.8, 6], { upper: 3, strict: true }, [2.4, 2.4, 3, 3]],
    ["strict at both ends", [0.1, 1, 1, 3.9], { lower: 0.5, upper: 2, strict: true }, [0.5, 1.75, 1.75, 2]],
    ["strict below", [0.1, 1, 1.05], { lower: 1, strict: true }, [1, 1, 1]],
    ["not strict below", [0.1, 1, 1.05], { lower: 1 }, [1, 0.55, 0.6]],
    ["nobody left to share over", [4, 4], { upper: 3 }, [3, 3]],
    ["nobody left to share over, strict", [4, 4], { upper: 3, strict: true }, [3, 3]],
  ])("%s", (_, weights, limits, trimmed) => {
    expect([...trimWeights(weights, limits)]).toEqual(trimmed.map((one) => expect.closeTo(one, 12)));
  });

  test.prop([fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: 5, maxLength: 30 })])(
    "keeps the total where anybody is left to share over",
    (weights) => {
      const mean = weights.reduce((sum, one) => sum + one, 0) / weights.length;
      const trimmed = trimWeights(weights, { upper: mean * 1.5 });
      expect(trimmed.reduce((sum, one) => sum + one, 0) / (mean * weights.length)).toBeCloseTo(1, 10);
    },
  );
});

describe("joining levels", () => {
  it("joins them in the sample and in every margin, and leaves the rest alone", () => {
    const sample = sampleOf(
      ["age", "sex"],
      [
        ["16", "f", 0],
        ["25", "16", 5],
        [null, "f", 2],
      ],
    );
    const joint = {
      variables: ["sex", "age"],
      categories: [
        { levels: ["f", "16"], population: 1 },
        { levels: ["f", "25"], population: 2 },
        { levels: ["f", "35"], population: 4 },
      ],
    };
    const collapse = { variable: "age", merge: ["16", "25"], into: "16 to 34" };
    const joined = collapseLevels(sample, [marginOf("age", { "16": 1, "25": 2, "35": 4 }), joint], collapse);
    expect(joined.sample.cells.map(({ levels }) => levels)).toEqual([
      ["16 to 34", "f"],
      ["16 to 34", "16"],
      [null, "f"],
    ]);
    const ages: Margin = {
      variables: ["age"],
      categories: [
        { levels: ["16 to 34"], population: 3 },
        { levels: ["35"], population: 4 },
      ],
    };
    const both: Margin = {
      variables: ["sex", "age"],
      categories: [
        { levels: ["f", "16 to 34"], population: 3 },
        { levels: ["f", "35"], population: 4 },
      ],
    };
    expect(joined.margins).toEqual([ages, both]);
  });
});

describe("Kish's design effect", () => {
  it("is 1 for equal weights, and nothing for nobody", () => {
    expect(kishEffect(weightSums([3, 3], [2, 5]))).toEqual({ designEffect: 1, effectiveBase: 7 });
    expect(kishEffect(weightSums([], []))).toBeNull();
    expect(weightSums([1, 3], [2, 4])).toEqual({ respondents: 6, sumOfWeights: 14, sumOfSquaredWeights: 38 });
  });
});

describe("damped systems of equations", () => {
  test.prop([
    fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 12, maxLength: 12 }),
    fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 4, maxLength: 4 }),
  ])("are solved", (factors, right) => {
    // The product of a 4 by 3 matrix with its transpose: singular, so that the damping is needed.
    const at = (row: number, column: number): number => factors[row * 3 + column] ?? 0;
    const matrix = Float64Array.from({ length: 16 }, (_, index) =>
      [0, 1, 2].reduce((sum, column) => sum + at(index >> 2, column) * at(index & 3, column), 0),
    );
    const solution = solvePositive(matrix, Float64Array.from(right), 0.5);
    for (const [row, wanted] of right.entries()) {
      const got = solution.reduce((sum, one, column) => sum + one * (matrix[row * 4 + column] ?? 0), 0);
      expect(got + 0.5 * (solution[row] ?? 0)).toBeCloseTo(wanted, 8);
    }
  });

  it("never divide by less than the damping allows", () => {
    const solution = solvePositive(Float64Array.of(1, 1, 1, 1), Float64Array.of(1, 2), 1e-30);
    expect([...solution].every(Number.isFinite)).toBe(true);
  });
});
