import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { wilson } from "../../../core/estimation/wilson.ts";

describe("Wilson's interval", () => {
  // Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3.
  it.each([
    [81 / 263, 263, 0.2553, 0.3662],
    [15 / 148, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1 / 29, 29, 0.0061, 0.1718],
  ])("agrees with the published limits for %d of %d", (share, base, low, high) => {
    const interval = wilson(share, base);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const base = fc.double({ min: 1, max: 1e6, noNaN: true });

  test.prop([share, base])("holds the share and stays inside 0 and 1", (p, n) => {
    const { low, high } = wilson(p, n);
    expect(low).toBeGreaterThanOrEqual(0);
    expect(high).toBeLessThanOrEqual(1);
    expect(low).toBeLessThanOrEqual(p + 1e-12);
    expect(high).toBeGreaterThanOrEqual(p - 1e-12);
  });

  it.each([
    [Number.NaN, 10],
    [-0.1, 10],
    [1.1, 10],
    [0.5, 0],
    [0.5, Number.NaN],
  ])("refuses a share of %d on a base of %d", (p, n) => {
    expect(() => wilson(p, n)).toThrow(RangeError);
    expect(() => wilson(p, n)).toThrow(/^wilson needs (?:a share from 0 to 1|an effective base above 0)$/u);
  });
});
