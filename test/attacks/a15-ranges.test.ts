import { describe, expect, it } from "vitest";
import { measure } from "./measures/a15.ts";
import { rateOf } from "./measures/measure.ts";
import { expectWritten } from "./table.ts";

/** The bases that a share and the half width of its interval leave, both in per cent and rounded to a step. */
function impliedBase(share: number, half: number, step: number): readonly [number, number] {
  const variance = (share / 100) * (1 - share / 100) * 1.959963984540054 ** 2;
  return [half + step / 2, half - step / 2].map((width) => variance / (width / 100) ** 2) as [number, number];
}

describe("A15: the base from a range", () => {
  const measured = measure();
  const { naive, ours } = measured;

  it.each([
    [43.2, 16, 37, [36.59, 37.05]],
    [38.5, 13.2, 52, [51.81, 52.6]],
    [69.3, 9.6, 88, [87.76, 89.61]],
  ])("succeeds with one digit after the point: %d ± %d is of %d", (share, half, people, expected) => {
    const [low, high] = impliedBase(share, half, 0.1);
    expect(low).toBeCloseTo(expected[0]!, 1);
    expect(high).toBeCloseTo(expected[1]!, 1);
    expect([Math.ceil(low), Math.floor(high)]).toContain(people);
  });

  it("succeeds against output with no protection: ranges of exact bases beside rounded ones", () => {
    expect(rateOf(naive)).toBeGreaterThan(0.5);
  });

  it("fails against ours: every range follows from its own row, so it holds nothing that the base does not", () => {
    expect(ours.tried).toBeGreaterThan(10_000);
    expect(ours.succeeded).toBe(0);
  });

  it("is what the README says", () => expectWritten(measured));
});
