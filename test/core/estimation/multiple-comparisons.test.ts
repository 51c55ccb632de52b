import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { benjaminiHochberg, bonferroni, holm } from "../../../core/estimation/multiple-comparisons.ts";

const adjustments = { bonferroni, holm, BH: benjaminiHochberg } as const;
type Name = keyof typeof adjustments;
const names = Object.keys(adjustments) as Name[];

const oracle = (
  JSON.parse(readFileSync(join(import.meta.dirname, "../../oracles/estimates/07-domains-and-tests.json"), "utf8")) as {
    readonly expected: { readonly p_adjust: Readonly<Record<Name | "raw", readonly number[]>> };
  }
).expected.p_adjust;

describe("adjusted p-values", () => {
  it.each(names)("agree with R for the pairs of wards: %s", (name) => {
    const got = adjustments[name](oracle.raw);
    expect(got).toHaveLength(15);
    got.forEach((p, place) => expect(Math.abs(p / oracle[name][place]! - 1)).toBeLessThan(1e-12));
  });

  // R: p.adjust(c(0.04, 0.01, 0.04, 0.02), ...), worked by hand as well.
  it.each<[Name, readonly number[]]>([
    ["bonferroni", [0.16, 0.04, 0.16, 0.08]],
    ["holm", [0.08, 0.04, 0.08, 0.06]],
    ["BH", [0.04, 0.04, 0.04, 0.04]],
  ])("keep the order given, and ties: %s", (name, want) => {
    const got = adjustments[name]([0.04, 0.01, 0.04, 0.02]);
    expect(got.map((p) => p.toFixed(12))).toEqual(want.map((p) => p.toFixed(12)));
  });

  it("leave a step where the next alone would be smaller", () => {
    // Holm: 3 x 0.02, then 2 x 0.025 = 0.05 is held up to 0.06.
    expect(holm([0.02, 0.025, 0.9]).map((p) => p.toFixed(12))).toEqual([
      "0.060000000000",
      "0.060000000000",
      "0.900000000000",
    ]);
    // Benjamini and Hochberg: 3 x 0.02 = 0.06 is held down to 3 x 0.025 / 2.
    expect(benjaminiHochberg([0.02, 0.025, 0.9]).map((p) => p.toFixed(12))).toEqual([
      "0.037500000000",
      "0.037500000000",
      "0.900000000000",
    ]);
  });

  it.each(names)("of one test and of none are what they were: %s", (name) => {
    expect(adjustments[name]([0.03])).toEqual([0.03]);
    expect(adjustments[name]([])).toEqual([]);
    expect(adjustments[name]([0, 1])).toEqual([0, 1]);
  });

  it.each(names)("refuse what is no p-value: %s", (name) => {
    for (const wrong of [Number.NaN, -0.001, 1.001]) {
      expect(() => adjustments[name]([0.5, wrong])).toThrow(new RangeError("a p-value lies from 0 to 1"));
    }
  });

  const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 });

  it("keep the order of the tests, never shrink and never pass 1", () => {
    fc.assert(
      fc.property(pValues, (ps) => {
        for (const name of names) {
          const adjusted = adjustments[name](ps);
          ps.forEach((p, i) => {
            expect(adjusted[i]).toBeGreaterThanOrEqual(p);
            expect(adjusted[i]).toBeLessThanOrEqual(1);
            ps.forEach((q, j) => {
              if (p <= q) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j]!);
            });
          });
        }
      }),
    );
  });

  it("Benjamini and Hochberg ask least, Bonferroni most", () => {
    fc.assert(
      fc.property(pValues, (ps) => {
        const [least, middle, most] = [benjaminiHochberg(ps), holm(ps), bonferroni(ps)];
        ps.forEach((_, i) => {
          expect(least[i]).toBeLessThanOrEqual(middle[i]! * (1 + 1e-12));
          expect(middle[i]).toBeLessThanOrEqual(most[i]!);
        });
      }),
    );
  });
});
