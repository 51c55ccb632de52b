import { describe, expect, it } from "vitest";
import { propagate } from "../../../core/attack/propagate.ts";

const endless = Number.POSITIVE_INFINITY;

describe("propagation of intervals", () => {
  it("knows nothing of what is in no sum, but that it is not below 0", () => {
    const { low, high } = propagate({ unknowns: 2, sums: [[0]] }, [3], [5]);
    expect([[...low], [...high]]).toEqual([
      [3, 0],
      [5, endless],
    ]);
  });

  it("takes from a sum the least and the most that the others can be", () => {
    // a + b = 10, a from 2 to 4: b from 6 to 8.
    const { low, high } = propagate({ unknowns: 2, sums: [[0], [0, 1]] }, [2, 10], [4, 10]);
    expect([[...low], [...high]]).toEqual([
      [2, 6],
      [4, 8],
    ]);
  });

  it("goes on until nothing more follows, whatever the order of sums", () => {
    // c is known, so b is, so a is.
    const sums = [[0, 1], [1, 2], [2]];
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
    ]) {
      const { low, high } = propagate(
        { unknowns: 3, sums: order.map((at) => sums[at]!) },
        order.map((at) => [12, 9, 4][at]!),
        order.map((at) => [12, 9, 4][at]!),
      );
      expect([...low]).toEqual([7, 5, 4]);
      expect([...high]).toEqual([7, 5, 4]);
    }
  });

  it("gives each part of a sum the whole of it at most, and at least what endless others leave: nothing", () => {
    const { low, high } = propagate({ unknowns: 3, sums: [[0, 1, 2]] }, [6], [9]);
    expect([...low]).toEqual([0, 0, 0]);
    expect([...high]).toEqual([9, 9, 9]);
  });

  it("never leaves a solution out", () => {
    // Every whole solution of a + b = 5 to 6, b + c = 2, a + c = 4 to 5.
    const { low, high } = propagate(
      {
        unknowns: 3,
        sums: [
          [0, 1],
          [1, 2],
          [0, 2],
        ],
      },
      [5, 2, 4],
      [6, 2, 5],
    );
    for (let a = 0; a <= 6; a += 1) {
      for (let b = 0; b <= 6; b += 1) {
        for (let c = 0; c <= 6; c += 1) {
          if (a + b < 5 || a + b > 6 || b + c !== 2 || a + c < 4 || a + c > 5) continue;
          for (const [at, value] of [a, b, c].entries()) {
            expect([value >= low[at]! - 1e-9, value <= high[at]! + 1e-9]).toEqual([true, true]);
          }
        }
      }
    }
  });

  it("leaves the middle between limits that contradict each other", () => {
    const { low, high } = propagate({ unknowns: 1, sums: [[0], [0]] }, [4, 8], [4, 8]);
    expect([low[0], high[0]]).toEqual([high[0], low[0]]);
    expect(low[0]).toBeGreaterThanOrEqual(4);
    expect(low[0]).toBeLessThanOrEqual(8);
  });
});
