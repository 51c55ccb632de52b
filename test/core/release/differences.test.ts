/** Differences between published figures: from the published numbers alone, and as cautious as they must be. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newcombe } from "../../../core/estimation/difference.ts";
import { wilson } from "../../../core/estimation/wilson.ts";
import {
  adjustedFor,
  type PublishedDifference,
  publishedDifference,
  type PublishedFigure,
} from "../../../core/release/differences.ts";

function figure(share: number | null, low: number | null, high: number | null, more: Partial<PublishedFigure> = {}) {
  const fixed = { stream: "code", sample_type: "probability", answer: "council", bound: null } as const;
  return { ...fixed, share, low, high, ...more };
}

/** A share as a release publishes it on an effective base: whole per cents, limits rounded outwards (R18). */
function published(percent: number, effectiveBase: number): PublishedFigure {
  const { low, high } = wilson(percent / 100, effectiveBase);
  return figure(percent, Math.floor(low * 100), Math.ceil(high * 100));
}

describe("a difference of published figures", () => {
  test("by hand: 60 (56 to 64) and 50 (46 to 54) differ by 10, and chance reaches 5.7", () => {
    const difference = publishedDifference(figure(60, 56, 64), figure(50, 46, 54));
    expect(difference).toMatchObject({ points: 10, largerThanChance: true });
    expect(publishedDifference(figure(55, 51, 59), figure(50, 46, 54))?.largerThanChance).toBe(false);
    // The hypotenuse of 3 and 4 is 5: a difference of 5 lies on the limit, and is not beyond it.
    expect(publishedDifference(figure(55, 52, 60), figure(50, 45, 54))?.largerThanChance).toBe(false);
    expect(publishedDifference(figure(56, 53, 60), figure(50, 45, 54))?.largerThanChance).toBe(true);
  });

  test("turned round it is the same with the other sign", () => {
    fc.assert(
      fc.property(share(), base(), share(), base(), (first, firstBase, second, secondBase) => {
        const [one, two] = [published(first, firstBase), published(second, secondBase)];
        const [there, back] = [publishedDifference(one, two), publishedDifference(two, one)];
        expect(back).toEqual({ ...there, points: 0 - (there?.points ?? 0) });
      }),
    );
  });

  test("is never called larger than chance where Newcombe's interval from the unrounded limits holds 0", () => {
    fc.assert(
      fc.property(share(), base(), share(), base(), (first, firstBase, second, secondBase) => {
        const difference = publishedDifference(published(first, firstBase), published(second, secondBase));
        const exact = newcombe(
          { estimate: first / 100, effectiveBase: firstBase },
          { estimate: second / 100, effectiveBase: secondBase },
        );
        if (difference?.largerThanChance === true) expect(exact.low > 0 || exact.high < 0).toBe(true);
      }),
    );
  });

  test("is larger than chance exactly where its p-value lies below 5 per cent", () => {
    fc.assert(
      fc.property(share(), base(), share(), base(), (first, firstBase, second, secondBase) => {
        const { largerThanChance, p } = publishedDifference(
          published(first, firstBase),
          published(second, secondBase),
        ) as PublishedDifference;
        expect(largerThanChance).toBe(p < 0.05);
      }),
    );
  });

  test.each([
    ["a withheld figure", figure(null, null, null), figure(50, 46, 54)],
    ["a bound", figure(98, 98, 100, { bound: "ge" }), figure(50, 46, 54)],
    ["an open link", figure(60, 56, 64, { stream: "open" }), figure(50, 46, 54, { stream: "open" })],
    ["figures without a range", figure(60, null, null), figure(50, 46, 54)],
    ["unlike answers", figure(60, 56, 64), figure(50, 46, 54, { answer: "government" })],
    ["unlike streams", figure(60, 56, 64), figure(50, 46, 54, { stream: "interviewer" })],
  ])("%s has none", (_, first, second) => {
    expect(publishedDifference(first, second)).toBeNull();
    expect(publishedDifference(second, first)).toBeNull();
  });
});

describe("a family of differences", () => {
  const clear = publishedDifference(figure(70, 66, 74), figure(50, 46, 54)) as PublishedDifference;
  const barely = publishedDifference(figure(56, 52, 60), figure(50, 46, 54)) as PublishedDifference;

  test("holds each to a stricter test, the more of them there are", () => {
    expect(barely.largerThanChance).toBe(true);
    expect(adjustedFor("few", [barely])[0]?.largerThanChance).toBe(true);
    const many = Array.from({ length: 20 }, () => publishedDifference(figure(51, 47, 55), figure(50, 46, 54)));
    expect(adjustedFor("few", [barely, ...many])[0]?.largerThanChance).toBe(false);
    expect(adjustedFor("screen", [barely, ...many])[0]?.largerThanChance).toBe(false);
    expect(adjustedFor("screen", [clear, ...many])[0]?.largerThanChance).toBe(true);
  });

  test("keeps order and gaps, and never makes one larger than chance that was not", () => {
    const adjusted = adjustedFor("screen", [null, clear, null, barely]);
    expect(adjusted.map((one) => one?.points ?? null)).toEqual([null, 20, null, 6]);
    const unclear = publishedDifference(figure(53, 49, 57), figure(50, 46, 54));
    expect(adjustedFor("few", [unclear])[0]).toEqual(unclear);
  });
});

function share(): fc.Arbitrary<number> {
  return fc.integer({ min: 1, max: 99 });
}

function base(): fc.Arbitrary<number> {
  return fc.integer({ min: 39, max: 3000 });
}
