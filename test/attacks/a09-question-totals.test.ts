import { describe, expect, it } from "vitest";
import { errorOf, errors, errorsWhereAlike, measure } from "./measures/a09.ts";
import { rateOf } from "./measures/measure.ts";
import { expectWritten } from "./table.ts";

describe("A9: bases from the shares of all questions together", () => {
  const found = errors();
  const measured = measure(found);
  const { naive, ours } = measured;

  it("succeeds against output with no protection", () => {
    expect(rateOf(naive)).toBeGreaterThan(0.4);
    expect(errorOf(found.naive, "estimated")).toBeLessThan(2);
    expect(errorOf(found.naive, "published")).toBeGreaterThan(2.7);
  });

  it("fails against ours: the estimate is no closer than rounding to ten leaves it, 2.9 people", () => {
    expect(ours.tried).toBeGreaterThan(60);
    expect(errorOf(found.ours, "estimated")).toBeGreaterThan(2.9);
    // One of eleven numbers of people, by chance, and a little more.
    expect(rateOf(ours)).toBeLessThan(0.16);
  });

  it("fails against ours where everybody knows the weights", () => {
    expect(errorOf([errorsWhereAlike()], "estimated")).toBeGreaterThan(2.9);
  });

  it("is what the README says", () => expectWritten(measured));
});
