import fc from "fast-check";
import { expect, test } from "vitest";
import { assign } from "../../../core/place/assignment.ts";

/** The least that any choice costs, by trying all. */
function leastOfAll(cost: readonly (readonly number[])[], taken: readonly number[] = []): number {
  const row = cost[taken.length];
  if (row === undefined) return 0;
  return Math.min(
    ...row.map((price, column) =>
      taken.includes(column) ? Number.POSITIVE_INFINITY : price + leastOfAll(cost, [...taken, column]),
    ),
  );
}

test("nobody finds a cheaper choice by trying all, and no column is given twice", () => {
  const table = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 2 })).chain(([rows, more]) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: rows + more, maxLength: rows + more }), {
      minLength: rows,
      maxLength: rows,
    }),
  );
  fc.assert(
    fc.property(table, (cost) => {
      const chosen = assign(cost);
      expect(new Set(chosen).size).toBe(cost.length);
      expect(chosen.reduce((sum, column, row) => sum + (cost[row]?.[column] ?? Infinity), 0)).toBe(leastOfAll(cost));
    }),
    { numRuns: 300 },
  );
});

test("more rows than columns cannot be served", () => {
  expect(() => assign([[1], [2]])).toThrow(RangeError);
  expect(assign([])).toEqual([]);
});
