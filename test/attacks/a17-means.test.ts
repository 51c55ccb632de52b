import { describe, expect, it } from "vitest";
import { measure } from "./measures/a17.ts";
import { rateOf } from "./measures/measure.ts";
import { expectWritten } from "./table.ts";

/** Whole sums of people whose mean, rounded to a step, is the one given. */
function sums(people: number, mean: number, step: number): readonly number[] {
  const around = Math.round(mean * people);
  return [around - 1, around, around + 1].filter((sum) => Math.abs(sum / people - mean) <= step / 2 + 1e-9);
}

function around(middle: number, reach: number): readonly number[] {
  return Array.from({ length: 2 * reach + 1 }, (_, at) => middle - reach + at);
}

describe("A17: means of two groups and of both", () => {
  const measured = measure();
  const { naive, ours } = measured;

  it("succeeds on the Handbook's example: 11.25, 95/12 and 9.25 with counts within 2 of 9, 14 and 19", () => {
    const found = around(9, 2).flatMap((one) =>
      around(14, 2).flatMap((other) => {
        const both = one + other;
        if (Math.abs(both - 19) > 2) return [];
        const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < 1e-6;
        const [first, second] = [11.25 * one, (95 / 12) * other];
        return isWhole(first) && isWhole(second) && Math.abs(first + second - 9.25 * both) < 1e-6
          ? [[one, other, both]]
          : [];
      }),
    );
    expect(found).toEqual([[8, 12, 20]]);
  });

  it("succeeds on shares with one digit: 28.9, 61.7 and 47.1 with bases within 2 of 39, 45 and 86", () => {
    const found = around(39, 2).flatMap((one) =>
      around(45, 2).flatMap((other) => {
        if (Math.abs(one + other - 86) > 2) return [];
        return sums(one, 0.289, 0.001).flatMap((first) =>
          sums(other, 0.617, 0.001).flatMap((second) =>
            sums(one + other, 0.471, 0.001).includes(first + second) ? [[one, other, first, second]] : [],
          ),
        );
      }),
    );
    expect(found).toEqual([[38, 47, 11, 29]]);
  });

  it("succeeds against output with no protection", () => {
    expect(rateOf(naive)).toBeGreaterThan(0.4);
  });

  it("fails against ours", () => {
    expect(ours.tried).toBeGreaterThan(20);
    expect(rateOf(ours)).toBeLessThan(0.02);
  });

  it("is what the README says", () => expectWritten(measured));
});
