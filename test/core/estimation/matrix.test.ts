import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cholesky, dot, isSingular, solve } from "../../../core/estimation/matrix.ts";

describe("the Cholesky factor", () => {
  it("is that of the textbook", () => {
    expect(
      cholesky([
        [4, 12, -16],
        [12, 37, -43],
        [-16, -43, 98],
      ]),
    ).toEqual([[2], [6, 1], [-8, 5, 3]]);
  });

  it.each([
    [
      "two equal columns",
      [
        [1, 1],
        [1, 1],
      ],
    ],
    [
      "a column of nothing",
      [
        [1, 0],
        [0, 0],
      ],
    ],
    [
      "no positive definite matrix",
      [
        [1, 2],
        [2, 1],
      ],
    ],
    ["no number", [[Number.NaN]]],
    [
      "a thirteenth digit",
      [
        [1, 1],
        [1, 1 + 9e-13],
      ],
    ],
  ])("is called singular for %s", (_, matrix) => {
    expect(isSingular(cholesky(matrix))).toBe(true);
  });

  it.each([
    ["whatever the scale", [[1e-20]]],
    [
      "an eleventh digit",
      [
        [1, 1],
        [1, 1 + 2e-12],
      ],
    ],
    [
      "columns of unlike scale",
      [
        [1e10, 0],
        [0, 1e-10],
      ],
    ],
  ])("is not called singular: %s", (_, matrix) => {
    expect(isSingular(cholesky(matrix))).toBe(false);
  });

  const vectors = fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 4, maxLength: 4 }), {
    minLength: 4,
    maxLength: 4,
  });

  it("solves what it was made of", () => {
    fc.assert(
      fc.property(vectors, fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 4, maxLength: 4 }), (rows, want) => {
        const matrix = rows.map((row, i) => rows.map((other, j) => dot(row, other) + (i === j ? 1 : 0)));
        const got = solve(
          cholesky(matrix),
          matrix.map((row) => dot(row, want)),
        );
        want.forEach((value, index) => expect(got[index]).toBeCloseTo(value, 6));
      }),
    );
  });
});
