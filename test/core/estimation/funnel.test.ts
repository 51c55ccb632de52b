import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { funnelLimits, funnelPosition, Z_998 } from "../../../core/estimation/funnel.ts";
import { normalQuantile } from "../../../core/estimation/distributions.ts";

describe("the limits of a funnel", () => {
  it("are the normal ones, at 95 and at 99.8 per cent", () => {
    // A standard error of exactly 0.04.
    const limits = funnelLimits(0.2, 100);
    expect(limits.low95).toBeCloseTo(0.2 - 1.959963984540054 * 0.04, 14);
    expect(limits.high95).toBeCloseTo(0.2 + 1.959963984540054 * 0.04, 14);
    expect(limits.low998).toBeCloseTo(0.2 - 3.090232306167813 * 0.04, 14);
    expect(limits.high998).toBeCloseTo(0.2 + 3.090232306167813 * 0.04, 14);
    expect(normalQuantile(0.999) / Z_998).toBeCloseTo(1, 14);
  });

  it("are cut to 0 and 1", () => {
    expect(funnelLimits(0.1, 4)).toMatchObject({ low95: 0, low998: 0 });
    expect(funnelLimits(0.9, 4)).toMatchObject({ high95: 1, high998: 1 });
    expect(funnelLimits(0, 4)).toEqual({ low95: 0, high95: 0, low998: 0, high998: 0 });
    expect(funnelLimits(1, 4)).toEqual({ low95: 1, high95: 1, low998: 1, high998: 1 });
  });

  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const base = fc.double({ min: 1e-3, max: 1e6, noNaN: true });

  it("hold the whole, lie within each other and inside 0 and 1", () => {
    fc.assert(
      fc.property(share, base, (whole, n) => {
        const { low95, high95, low998, high998 } = funnelLimits(whole, n);
        const ordered = [0, low998, low95, whole, high95, high998, 1];
        expect(ordered).toEqual([...ordered].sort((a, b) => a - b));
      }),
    );
  });
});

describe("where a place stands", () => {
  it("is said with its side only beyond a limit", () => {
    const limits = funnelLimits(0.2, 100);
    const cases = [
      [0.2, { position: "within" }],
      [limits.high95, { position: "within" }],
      [limits.low95, { position: "within" }],
      [limits.high95 + 1e-12, { position: "beyond95", side: "above" }],
      [limits.low95 - 1e-12, { position: "beyond95", side: "below" }],
      [limits.high998, { position: "beyond95", side: "above" }],
      [limits.low998, { position: "beyond95", side: "below" }],
      [limits.high998 + 1e-12, { position: "beyond998", side: "above" }],
      [limits.low998 - 1e-12, { position: "beyond998", side: "below" }],
      [0, { position: "beyond998", side: "below" }],
      [1, { position: "beyond998", side: "above" }],
    ] as const;
    for (const [share, position] of cases) expect(funnelPosition(share, 100, 0.2)).toEqual(position);
    expect(funnelPosition(0, 5, 0)).toEqual({ position: "within" });
    expect(funnelPosition(1, 5, 1)).toEqual({ position: "within" });
  });

  it.each([
    ["a share below 0", -0.1, 10, 0.5, "a funnel needs a share from 0 to 1"],
    ["a share above 1", 1.1, 10, 0.5, "a funnel needs a share from 0 to 1"],
    ["no share", Number.NaN, 10, 0.5, "a funnel needs a share from 0 to 1"],
    ["a whole below 0", 0.5, 10, -0.1, "a funnel needs a share from 0 to 1"],
    ["a whole above 1", 0.5, 10, 1.1, "a funnel needs a share from 0 to 1"],
    ["no base", 0.5, 0, 0.5, "a funnel needs an effective base above 0"],
    ["a base of NaN", 0.5, Number.NaN, 0.5, "a funnel needs an effective base above 0"],
  ])("is not said for %s", (_, share, base, whole, message) => {
    expect(() => funnelPosition(share, base, whole)).toThrow(new RangeError(message));
  });
});
