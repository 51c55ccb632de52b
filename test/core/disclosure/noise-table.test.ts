import { readFileSync } from "node:fs";
import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import {
  createNoiseTable,
  NOISE_OF_COUNTS,
  noiseAt,
  type NoiseParameters,
  type NoiseTable,
} from "../../../core/disclosure/noise-table.ts";

/** The noise that the rules had for counts of everybody. */
const WEAKER = { largest: 3, variance: 1 };

function tableOf(parameters: NoiseParameters): NoiseTable {
  const made = createNoiseTable(parameters);
  if (!made.ok) throw new Error(`refused: row ${made.count} reaches ${made.variance}`);
  return made.table;
}

interface Entry {
  readonly i: number;
  readonly j: number;
  readonly v: number;
  readonly p: number;
  readonly lb: number;
  readonly ub: number;
}

/** A table in ptable's form, row 0 included. */
function entriesOf({ rows }: NoiseTable): readonly Entry[] {
  const zero: Entry = { i: 0, j: 0, v: 0, p: 1, lb: 0, ub: 1 };
  return [
    zero,
    ...rows.flatMap(({ values, probabilities, upper }, at) =>
      values.map((v, entry) => ({
        ...{ i: at + 1, j: at + 1 + v, v },
        p: probabilities[entry]!,
        lb: entry === 0 ? 0 : upper[entry - 1]!,
        ub: upper[entry]!,
      })),
    ),
  ];
}

function ptable(file: string): readonly Entry[] {
  const [, ...lines] = readFileSync(`test/oracles/cellkey/${file}.csv`, "utf8").trim().split("\n");
  return lines.map((line) => {
    const [i, j, v, p, lb, ub] = line.split(",").map(Number) as [number, number, number, number, number, number];
    return { i, j, v, p, lb, ub };
  });
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}

describe("a noise table", () => {
  it.each<[string, NoiseParameters]>([
    ["ptab_D3_V1_js0", WEAKER],
    ["ptab_D5_V3_js2", NOISE_OF_COUNTS],
    ["ptab_D2_V0.9_js0", { largest: 2, variance: 0.9 }],
    [
      "ptab_ex_cnts_D2_V1.05_js1",
      { largest: 2, variance: 1.05, smallest_hidden: 1, monotone: [true, true, false, true] },
    ],
  ])("agrees with %s of R's ptable", (file, parameters) => {
    const [made, expected] = [entriesOf(tableOf(parameters)), ptable(file)];
    expect(made.map(({ i, j, v }) => [i, j, v])).toEqual(expected.map(({ i, j, v }) => [i, j, v]));
    for (const [at, { p, lb, ub }] of expected.entries()) {
      expect(Math.abs(made[at]!.p - p)).toBeLessThan(1e-6);
      expect(Math.abs(made[at]!.lb - lb)).toBeLessThan(1e-6);
      expect(Math.abs(made[at]!.ub - ub)).toBeLessThan(1e-6);
    }
  });

  it("agrees with the summary that cellKey's tests give of one where at least half stay", () => {
    const table = tableOf({ ...NOISE_OF_COUNTS, stay: 0.5 });
    const entries = entriesOf(table);
    expect(entries).toHaveLength(66);
    expect(Math.max(...entries.map(({ i }) => i))).toBe(8);
    expect(mean(entries.map(({ p }) => p)).toFixed(3)).toBe("0.136");
    expect(mean(entries.map(({ lb }) => lb)).toFixed(3)).toBe("0.562");
    expect(mean(entries.map(({ ub }) => ub)).toFixed(3)).toBe("0.698");
    expect(mean(entries.map(({ v }) => v)).toFixed(3)).toBe("1.045");
    const stays = entries.filter(({ i, v }) => i > 0 && v === 0);
    expect(stays.map(({ p }) => p)).toEqual(stays.map(() => 0.5));
  });

  it("is refused where a row has less variance than asked for, as ptable's has", () => {
    const made = createNoiseTable({ largest: 2, variance: 1 });
    expect(made).toMatchObject({ ok: false, code: "variance_not_reached", count: 1 });
    expect(made.ok ? 0 : made.variance).toBeCloseTo(0.93188, 5);
    const [, ...first] = ptable("ptab_D2_V1_js0").filter(({ i }) => i <= 1);
    const slack = first.reduce((sum, { p, v }) => sum + p * v * v, 0);
    expect(made.ok ? 0 : made.variance).toBeCloseTo(slack, 6);
  });

  it("is refused where no probabilities have so little variance, or the noises are too few", () => {
    expect(createNoiseTable({ largest: 5, variance: 1.5, smallest_hidden: 2 })).toMatchObject({ ok: false, count: 1 });
    expect(createNoiseTable({ largest: 1, variance: 1, smallest_hidden: 1 })).toMatchObject({ ok: false, count: 2 });
    expect(createNoiseTable({ largest: 1, variance: 2 })).toMatchObject({ ok: false, count: 1 });
    const monotone = createNoiseTable({ largest: 2, variance: 1.05, smallest_hidden: 1 });
    expect(monotone).toMatchObject({ ok: false, count: 3 });
  });

  it.each<NoiseParameters>([
    { largest: 0, variance: 1 },
    { largest: 2.5, variance: 1 },
    { largest: 3, variance: 0 },
    { largest: 3, variance: Number.NaN },
    { largest: 3, variance: 1, smallest_hidden: -1 },
    { largest: 3, variance: 1, stay: 1 },
  ])("has sensible parameters, unlike %o", (parameters) => {
    expect(() => createNoiseTable(parameters)).toThrow(RangeError);
  });

  test.prop([
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 0, max: 5 }),
    fc.double({ min: 0.05, max: 20, noNaN: true }),
  ])(
    "that is not refused has in each row the mean, the variance and the range asked for",
    (largest, hidden, variance) => {
      const made = createNoiseTable({ largest, variance, smallest_hidden: hidden });
      if (!made.ok) return;
      expect(made.table.rows).toHaveLength(hidden === 0 ? largest : largest + hidden + 1);
      for (const [at, { values, probabilities, upper }] of made.table.rows.entries()) {
        const moment = (power: number): number =>
          values.reduce((sum, v, of) => sum + v ** power * probabilities[of]!, 0);
        expect(moment(0)).toBeCloseTo(1, 9);
        expect(Math.abs(moment(1))).toBeLessThan(1e-9);
        expect(Math.abs(moment(2) - variance)).toBeLessThan(1e-9);
        expect(Math.min(...probabilities)).toBeGreaterThanOrEqual(0);
        expect(upper.at(-1)).toBe(1);
        const low = values.flatMap((value, of) => (value <= 0 ? [probabilities[of]!] : []));
        for (const [of, probability] of low.slice(1).entries()) {
          expect(probability).toBeGreaterThanOrEqual(low[of]! - 1e-12);
        }
        for (const value of values) {
          expect(Math.abs(value)).toBeLessThanOrEqual(largest);
          expect(at + 1 + value === 0 || at + 1 + value > hidden).toBe(true);
        }
      }
    },
  );
});

describe("the noise of a count", () => {
  const table = tableOf({ largest: 2, variance: 0.9 });

  it("is the first whose upper bound the fraction is below, so a fraction on a bound has the next", () => {
    const { upper } = table.rows[0]!;
    expect(noiseAt(table, 1, 0)).toBe(-1);
    expect(noiseAt(table, 1, upper[0]! - 2 ** -53)).toBe(-1);
    expect(noiseAt(table, 1, upper[0]!)).toBe(0);
    expect(noiseAt(table, 1, 1 - 2 ** -53)).toBe(2);
    expect(() => noiseAt(table, 1, 1)).toThrow(RangeError);
  });

  it("is that of the last row for all counts from there on, and none for 0", () => {
    for (const fraction of [0, 0.01, 0.3, 0.31, 0.9, 0.999]) {
      expect(noiseAt(table, 0, fraction)).toBe(0);
      expect(noiseAt(table, 100_000, fraction)).toBe(noiseAt(table, 2, fraction));
      expect(noiseAt(table, 3, fraction)).toBe(noiseAt(table, 2, fraction));
    }
    expect(() => noiseAt(table, -1, 0)).toThrow(RangeError);
    expect(() => noiseAt(table, 1.5, 0)).toThrow(RangeError);
  });

  it("follows the Handbook's example: a cell key of .8 in a row of .3, .4, .3 adds 1 to 3", () => {
    const row = { values: [-1, 0, 1], probabilities: [0.3, 0.4, 0.3], upper: [0.3, 0.7, 1] };
    const key = (0.9 + 0.3 + 0.6) % 1;
    expect(3 + noiseAt({ parameters: WEAKER, rows: [row] }, 3, key)).toBe(4);
  });
});
