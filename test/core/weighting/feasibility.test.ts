import { describe, expect, it } from "vitest";
import { explainFailure } from "../../../core/weighting/feasibility.ts";
import { prepareSample } from "../../../core/weighting/prepare.ts";
import type { Margin, Sample } from "../../../core/weighting/types.ts";
import { marginOf, sampleOf } from "./samples.ts";

function explain(sample: Sample, margins: readonly Margin[]): ReturnType<typeof explainFailure> {
  const result = prepareSample(sample, margins);
  if (!result.ok) throw new Error("not prepared");
  return explainFailure(result.prepared);
}

describe("why raking fails", () => {
  const diagonal = sampleOf(
    ["a", "b"],
    [
      ["a1", "b1", 20],
      ["a2", "b2", 25],
    ],
  );

  it.each([
    [60, 30, 0.15],
    [60, 50, 0.05],
    [90, 10, 0.4],
  ])("the nearest weights to %d and %d per cent are %d off", (a, b, error) => {
    const found = explain(diagonal, [marginOf("a", { a1: a, a2: 100 - a }), marginOf("b", { b1: b, b2: 100 - b })]);
    expect(found.leastError).toBeCloseTo(error, 12);
    expect(found.cellsWithoutWeight).toEqual([]);
  });

  it("are known to more digits than the solver keeps by itself", () => {
    const [a, b] = [100 / 3, 100 / 7];
    const found = explain(diagonal, [marginOf("a", { a1: a, a2: 100 - a }), marginOf("b", { b1: b, b2: 100 - b })]);
    expect(Math.abs(found.leastError - 2 / 21)).toBeLessThan(1e-12);
  });

  it("are too heavy somewhere as well as too light: both count", () => {
    const sample = sampleOf(
      ["a", "b"],
      [
        ["a1", "b1", 20],
        ["a2", "b2", 10],
        ["a3", "b2", 10],
      ],
    );
    const found = explain(sample, [marginOf("a", { a1: 20, a2: 40, a3: 40 }), marginOf("b", { b1: 80, b2: 20 })]);
    expect(found.leastError).toBeCloseTo(0.3, 12);
  });

  it("nothing is in the way where the margins can be met", () => {
    expect(explain(diagonal, [marginOf("a", { a1: 60, a2: 40 }), marginOf("b", { b1: 60, b2: 40 })])).toEqual({
      leastError: 0,
      cellsWithoutWeight: [],
    });
  });

  it("names the cells that every solution leaves without weight, whatever their base weights", () => {
    const sample = sampleOf(
      ["a", "b"],
      [
        ["a1", "b1", 20],
        ["a1", "b2", 4],
        ["a2", "b2", 25],
      ],
    );
    const more = { ...sample, cells: [...sample.cells, { levels: ["a1", "b2"], base_weight: 2, respondents: 3 }] };
    const margins = [marginOf("a", { a1: 60, a2: 40 }), marginOf("b", { b1: 60, b2: 40 })];
    expect(explain(more, margins)).toEqual({ leastError: 0, cellsWithoutWeight: [1, 2] });
  });

  it("finds cells that only some solutions leave without weight to have some", () => {
    const square = sampleOf(
      ["a", "b"],
      [
        ["a1", "b1", 1],
        ["a1", "b2", 1],
        ["a2", "b1", 1],
        ["a2", "b2", 1],
      ],
    );
    const margins = [marginOf("a", { a1: 1, a2: 999 }), marginOf("b", { b1: 1, b2: 999 })];
    expect(explain(square, margins)).toEqual({ leastError: 0, cellsWithoutWeight: [] });
  });

  it("tells apart many cells that must be empty and many that need not be", () => {
    // a1 is as large as b1, a3 as b3: nothing of theirs can be elsewhere. a2 and a4 share b2 and b4 freely.
    const levels = ["1", "2", "3", "4"];
    const all = sampleOf(
      ["a", "b"],
      levels.flatMap((a) => levels.map((b) => [`a${a}`, `b${b}`, 5] as const)),
    );
    const some = {
      ...all,
      cells: all.cells.filter(
        ({ levels: [a, b] }) => !["a2 b1", "a4 b1", "a2 b3", "a4 b3", "a3 b1"].includes(`${a} ${b}`),
      ),
    };
    const margins = [
      marginOf("a", { a1: 20, a2: 30, a3: 10, a4: 40 }),
      marginOf("b", { b1: 20, b2: 50, b3: 10, b4: 20 }),
    ];
    const { leastError, cellsWithoutWeight } = explain(some, margins);
    expect(leastError).toBe(0);
    expect(cellsWithoutWeight.map((cell) => some.cells[cell]?.levels.join(" "))).toEqual([
      ...["a1 b2", "a1 b3", "a1 b4", "a3 b2", "a3 b4"],
    ]);
  });
});
