import { describe, expect, it } from "vitest";
import { type CountLimits, type RoundedShares, visitCounts } from "../../../core/attack/whole-counts.ts";

/** Every set of counts with these shares, by trying all. */
function byTrying({ shares, isAtMost, weights, step }: RoundedShares, limits: CountLimits): readonly string[] {
  const found: string[] = [];
  const walk = (counts: readonly number[]): void => {
    const option = counts.length;
    if (option < shares.length) {
      for (let count = 0; count <= (limits.most[option] ?? 0); count += 1) {
        if (limits.canBe(option, count)) walk([...counts, count]);
      }
      return;
    }
    const people = counts.reduce((sum, count) => sum + count, 0);
    const total = counts.reduce((sum, count, at) => sum + count * weights[at]!, 0);
    if (people === 0 || people > (limits.mostPeople ?? Number.POSITIVE_INFINITY)) return;
    const fits = counts.every((count, at) => {
      const percent = Math.round((100 * count * weights[at]!) / total / step) * step;
      return isAtMost[at] === true ? percent <= shares[at]! + 1e-9 : Math.abs(percent - shares[at]!) < 1e-9;
    });
    if (fits) found.push(counts.join());
  };
  walk([]);
  return found.sort();
}

function visited(rounded: RoundedShares, limits: CountLimits): readonly string[] {
  const found: string[] = [];
  visitCounts(rounded, limits, (counts, people) => {
    expect(people).toBe(counts.reduce((sum, count) => sum + count, 0));
    found.push(counts.join());
  });
  return found.sort();
}

const all = (most: readonly number[]): CountLimits => ({ most, canBe: () => true });

describe("whole counts behind rounded shares", () => {
  it.each([
    [
      [40, 35, 25],
      [1, 1, 1],
    ],
    [
      [57, 29, 14],
      [1, 1, 1],
    ],
    [
      [41, 33, 26],
      [1.37, 0.81, 0.92],
    ],
    [
      [70, 30, 0],
      [0.6, 1.9, 1],
    ],
    [
      [33, 33, 33],
      [1, 1, 1],
    ],
  ])("are those that trying all finds: %j with weights %j", (shares, weights) => {
    const rounded = { shares, isAtMost: shares.map(() => false), weights, step: 1, weightError: 0 };
    const limits = all([24, 24, 24]);
    expect(visited(rounded, limits)).toEqual(byTrying(rounded, limits));
    expect(visited(rounded, limits).length).toBeGreaterThan(0);
  });

  it("are those that trying all finds where a share is a bound, some counts cannot be, and people are limited", () => {
    const rounded = {
      ...{ shares: [62, 36, 5], isAtMost: [false, false, true], weights: [1.1, 0.9, 1] },
      ...{ step: 1, weightError: 0 },
    };
    const limits = { most: [30, 30, 30], canBe: (option: number, count: number) => option !== 1 || count % 2 === 0 };
    expect(visited(rounded, limits)).toEqual(byTrying(rounded, limits));
    const fewer = { ...limits, mostPeople: 25 };
    expect(visited(rounded, fewer)).toEqual(byTrying(rounded, fewer));
    expect(visited(rounded, fewer).length).toBeLessThan(visited(rounded, limits).length);
  });

  it("are more where weights are known less well, and hold those of exact ones", () => {
    const exact = {
      shares: [41, 33, 26],
      isAtMost: [false, false, false],
      weights: [1, 1, 1],
      step: 1,
      weightError: 0,
    };
    const found = visited(exact, all([30, 30, 30]));
    const loose = visited({ ...exact, weightError: 0.03 }, all([30, 30, 30]));
    expect(loose.length).toBeGreaterThan(found.length);
    expect(found.filter((one) => !loose.includes(one))).toEqual([]);
  });

  it("are none where no whole people have the shares: of 10 people none are 33 per cent", () => {
    const rounded = { shares: [33, 67], isAtMost: [false, false], weights: [1, 1], step: 1, weightError: 0 };
    const people = (counts: readonly string[]): readonly number[] =>
      counts.map((one) => one.split(",").reduce((sum, count) => sum + Number(count), 0));
    expect(people(visited(rounded, { ...all([12, 12]), mostPeople: 12 }))).toEqual([3, 6, 9, 12]);
  });
});
