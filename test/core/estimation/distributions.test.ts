import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  betaCdf,
  betaQuantile,
  chiSquaredUpperP,
  fUpperP,
  normalQuantile,
  normalTwoSidedP,
  tQuantile,
  tTwoSidedP,
} from "../../../core/estimation/distributions.ts";

type Grid = Readonly<Record<string, readonly number[]>>;

// Computed with R's nmath, on shapes and degrees of freedom that are not whole.
const grids = (
  JSON.parse(readFileSync(join(import.meta.dirname, "../../oracles/estimates/11-special-functions.json"), "utf8")) as {
    readonly expected: Readonly<Record<string, Grid>>;
  }
).expected;

describe("the grids of R", () => {
  const functions: readonly [grid: string, run: (...values: number[]) => number, parameters: readonly string[]][] = [
    ["qnorm", normalQuantile, ["p"]],
    ["normal_two_sided_p", normalTwoSidedP, ["z"]],
    ["qt", tQuantile, ["p", "df"]],
    ["t_two_sided_p", tTwoSidedP, ["t", "df"]],
    ["qbeta", betaQuantile, ["p", "a", "b"]],
    ["pbeta", betaCdf, ["x", "a", "b"]],
    ["chisq_upper_p", chiSquaredUpperP, ["x", "df"]],
    ["f_upper_p", fUpperP, ["x", "df1", "df2"]],
  ] as never;

  it("are all tried", () => {
    expect(functions.map(([grid]) => grid).sort()).toEqual(Object.keys(grids).sort());
  });

  it.each(functions)("agree for %s", (name, run, parameters) => {
    const grid = grids[name]!;
    const wrong = grid.value!.filter((want, row) => {
      const got = run(...parameters.map((parameter) => grid[parameter]![row]!));
      return !(Math.abs(got - want) <= 1e-10 * Math.abs(want) + 1e-15);
    });
    expect(grid.value!.length).toBeGreaterThan(6);
    expect(wrong).toEqual([]);
  });
});

describe("far tails", () => {
  it("keep their digits where one minus the rest would be nothing", () => {
    expect(normalTwoSidedP(12) / 3.552964224155356e-33).toBeCloseTo(1, 9);
    expect(normalTwoSidedP(-12)).toBe(normalTwoSidedP(12));
    // Student's t with 2 degrees of freedom: 1 - t / sqrt(2 + t^2), which is 1 / t^2 far out.
    expect(tTwoSidedP(1e8, 2) / 1e-16).toBeCloseTo(1, 9);
    // Chi-squared with 2 degrees of freedom: exp(-x / 2).
    expect(chiSquaredUpperP(200, 2) / Math.exp(-100)).toBeCloseTo(1, 9);
    // F with 2 and 4: (1 + x / 2) ** -2.
    expect(fUpperP(1e10, 2, 4) / (1 + 5e9) ** -2).toBeCloseTo(1, 9);
  });

  it("are whole at nothing", () => {
    expect(normalTwoSidedP(0)).toBe(1);
    expect(tTwoSidedP(0, 3)).toBe(1);
    expect(chiSquaredUpperP(0, 3)).toBe(1);
    expect(fUpperP(0, 3, 4)).toBe(1);
    expect(betaCdf(0, 2, 3)).toBe(0);
    expect(betaCdf(1, 2, 3)).toBe(1);
  });
});

describe("what has no answer is refused", () => {
  const probability = "a quantile needs a probability between 0 and 1";
  const parameters = "a distribution needs parameters above 0";
  const tail = "a tail area needs a number of at least 0";
  it.each<[name: string, run: () => number, message: string]>([
    ["a quantile of 0", () => normalQuantile(0), probability],
    ["a quantile of 1", () => normalQuantile(1), probability],
    ["a quantile of NaN", () => normalQuantile(Number.NaN), probability],
    ["a t quantile of 0", () => tQuantile(0, 3), probability],
    ["a t quantile without degrees of freedom", () => tQuantile(0.5, 0), parameters],
    ["a beta quantile of 1", () => betaQuantile(1, 2, 3), probability],
    ["a beta quantile of a = 0", () => betaQuantile(0.5, 0, 3), parameters],
    ["a beta quantile of b = 0", () => betaQuantile(0.5, 2, 0), parameters],
    ["the normal tail of NaN", () => normalTwoSidedP(Number.NaN), "a tail area needs a number"],
    ["the t tail of NaN", () => tTwoSidedP(Number.NaN, 3), "a tail area needs a number"],
    ["the t tail without degrees of freedom", () => tTwoSidedP(1, 0), parameters],
    ["beta below 0", () => betaCdf(-0.1, 2, 3), "a beta variable lies from 0 to 1"],
    ["beta above 1", () => betaCdf(1.1, 2, 3), "a beta variable lies from 0 to 1"],
    ["beta of a = NaN", () => betaCdf(0.5, Number.NaN, 3), parameters],
    ["chi-squared below 0", () => chiSquaredUpperP(-1, 3), tail],
    ["chi-squared without degrees of freedom", () => chiSquaredUpperP(1, 0), parameters],
    ["F below 0", () => fUpperP(-1, 3, 4), tail],
    ["F without a numerator", () => fUpperP(1, 0, 4), parameters],
    ["F without a denominator", () => fUpperP(1, 3, -4), parameters],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(new RangeError(message));
  });
});
