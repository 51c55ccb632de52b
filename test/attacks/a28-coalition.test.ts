import { describe, expect, it } from "vitest";
import { bySize, measure } from "./measures/a28.ts";
import { rateOf } from "./measures/measure.ts";

describe("A28: a coalition", () => {
  it("succeeds against output with no protection", () => {
    expect(rateOf(measure(25).naive)).toBeGreaterThan(0.99);
  });

  it("is the weaker the fewer it is", () => {
    const sizes = bySize(25);
    const rates = Object.fromEntries(sizes.map(({ size, ours }) => [size, rateOf(ours)]));
    expect(rates["5 people"]).toBeLessThan(0.5);
    expect(rates["half"]).toBeLessThan(0.5);
    expect(rates["all but one"]).toBeLessThan(0.75);
  });
});
