import { describe, expect, it } from "vitest";
import { PROTECTED_PRECISION, createTally, isWithstood, resultOf, tally } from "../../../core/attack/types.ts";
import { NOISE_OF_COUNTS } from "../../../core/disclosure/noise-table.ts";
import { DISCLOSURE_RULES } from "../../../core/disclosure/rules.ts";

describe("a tally", () => {
  it("counts tries and successes, and names the first hundred that fell", () => {
    const found = createTally("A99");
    let named = 0;
    const name = (): string => `row ${(named += 1)}`;
    for (let at = 0; at < 250; at += 1) tally(found, at % 2 === 0, name);
    expect([found.tried, found.succeeded, found.rows.length, named]).toEqual([250, 125, 100, 100]);
    expect(found.rows[0]).toBe("row 1");
  });
});

describe("a result", () => {
  it("is withstood up to what is allowed: nothing, where nothing is said", () => {
    const found = createTally("A99");
    expect(isWithstood(resultOf(found))).toBe(true);
    tally(found, true, () => "row");
    expect(isWithstood(resultOf(found))).toBe(false);
    expect(isWithstood(resultOf(found, 1))).toBe(true);
    tally(found, true, () => "row");
    expect(isWithstood(resultOf(found, 1))).toBe(false);
  });
});

describe("the precision that attackers count on", () => {
  it("is that of the rules", () => {
    expect(PROTECTED_PRECISION).toEqual({
      share_step: DISCLOSURE_RULES.share_rounding_percent,
      base_step: DISCLOSURE_RULES.base_rounding,
      base_step_from_1000: DISCLOSURE_RULES.base_rounding_from_1000,
      mean_weight_people_min: DISCLOSURE_RULES.mean_weight_people_min,
      noise: { largest: NOISE_OF_COUNTS.largest, variance: NOISE_OF_COUNTS.variance },
    });
  });
});
