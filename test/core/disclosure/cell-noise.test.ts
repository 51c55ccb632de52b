import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type CellCoordinate, createCellNoise, fractionOf } from "../../../core/disclosure/cell-noise.ts";
import { KEY_MODULUS } from "../../../core/tabulation/cube.ts";
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
  if (!made.ok) throw new Error("refused");
  return made.table;
}

const everybody = tableOf(WEAKER);
const groups = tableOf(NOISE_OF_COUNTS);

function keyed(key: string): (message: string) => Uint8Array {
  return (message) => createHmac("sha256", key).update(message, "utf8").digest();
}

const here: CellCoordinate = {
  ...{ place: "E08000039", wave: "sheffield-2027", stream: "code" },
  ...{ question: "decision_body", answer: "council", variable: "age_band", band: "16-24" },
};

describe("the noise of a cell", () => {
  it("is that of the first 53 bits of the hash of its coordinate, its count and its people", () => {
    const asked: string[] = [];
    const noise = createCellNoise((message) => {
      asked.push(message);
      return keyed("key")(message);
    });
    const message = "v1|E08000039|sheffield-2027|code|decision_body|council|age_band|16-24|37|00000abc1234";
    const digest = createHmac("sha256", "key").update(message, "utf8").digest();
    const fraction = Number(digest.readBigUInt64BE(0) >> 11n) / 2 ** 53;
    expect(noise(here, 37, 0xabc1234, groups)).toBe(37 + noiseAt(groups, 37, fraction));
    expect(asked).toEqual([message]);
  });

  it("leaves 0 at 0, asking nothing", () => {
    const noise = createCellNoise(() => {
      throw new Error("asked");
    });
    expect(noise(here, 0, 0, groups)).toBe(0);
  });

  it("is the same for the same people in the same place, and moves with either", () => {
    const noise = createCellNoise(keyed("key"));
    const others: readonly CellCoordinate[] = (Object.keys(here) as (keyof CellCoordinate)[]).flatMap((part) =>
      Array.from({ length: 40 }, (_none, at) => ({ ...here, [part]: `other ${at}` })),
    );
    const first = noise(here, 100, 1, groups);
    expect(createCellNoise(keyed("key"))(here, 100, 1, groups)).toBe(first);
    for (let part = 0; part < 7; part += 1) {
      const moved = others.slice(part * 40, part * 40 + 40).filter((one) => noise(one, 100, 1, groups) !== first);
      expect(moved.length).toBeGreaterThan(20);
    }
    expect(Array.from({ length: 40 }, (_none, at) => noise(here, 100, 2 + at, groups)).some((n) => n !== first)).toBe(
      true,
    );
    expect(
      Array.from({ length: 40 }, (_none, at) => createCellNoise(keyed(`${at}`))(here, 100, 1, groups)).some(
        (n) => n !== first,
      ),
    ).toBe(true);
  });

  it("of two coordinates with the same people is no more alike than chance", () => {
    const noise = createCellNoise(keyed("key"));
    const { values, probabilities } = everybody.rows.at(-1)!;
    const pairs = 20_000;
    let [alike, product] = [0, 0];
    for (let at = 0; at < pairs; at += 1) {
      const one = noise({ ...here, place: `${at}`, answer: "council" }, 60, at, everybody) - 60;
      const other = noise({ ...here, place: `${at}`, answer: "government" }, 60, at, everybody) - 60;
      alike += one === other ? 1 : 0;
      product += one * other;
    }
    const byChance = values.reduce((sum, _value, at) => sum + probabilities[at]! ** 2, 0);
    expect(Math.abs(alike / pairs - byChance)).toBeLessThan(4 * Math.sqrt((byChance * (1 - byChance)) / pairs));
    expect(Math.abs(product / pairs)).toBeLessThan(4 / Math.sqrt(pairs));
  });

  it.each([
    ["a separator", { place: "E08|39" }],
    ["a line break", { question: "a\nb" }],
    ["a tab", { band: "\t" }],
    ["a delete", { wave: "\u007f" }],
    ["a control character of the second set", { answer: "a\u0085" }],
  ])("is refused where a name holds %s", (_what, part) => {
    expect(() => createCellNoise(keyed("key"))({ ...here, ...part }, 1, 1, groups)).toThrow(RangeError);
    expect(() => createCellNoise(keyed("key"))({ ...here, ...part }, 0, 0, groups)).toThrow(RangeError);
  });

  it.each([
    [-1, 0],
    [1.5, 0],
    [Number.NaN, 0],
    [1, -1],
    [1, 0.5],
    [1, KEY_MODULUS],
  ])("is refused for a count of %d and a sum of %d", (count, sum) => {
    expect(() => createCellNoise(keyed("key"))(here, count, sum, groups)).toThrow(RangeError);
  });

  it("takes names in any script, and the largest sum", () => {
    const where = { ...here, place: "Ynys Môn 島" };
    expect(createCellNoise(keyed("key"))(where, 20, KEY_MODULUS - 1, groups)).toBeGreaterThan(14);
  });
});

describe("the fraction of a hash", () => {
  it("has the first 53 bits, and is below 1", () => {
    expect(fractionOf(new Uint8Array(8))).toBe(0);
    expect(fractionOf(Uint8Array.of(0, 0, 0, 0, 0, 0, 0x08, 0))).toBe(2 ** -53);
    expect(fractionOf(Uint8Array.of(0, 0, 0, 0, 0, 0, 0x07, 255))).toBe(0);
    expect(fractionOf(new Uint8Array(32).fill(255))).toBe(1 - 2 ** -53);
    expect(() => fractionOf(new Uint8Array(7))).toThrow(RangeError);
  });

  it("is uniform over 100,000 cells (chi-square, 100 classes, and pairs of neighbours)", () => {
    const [classes, cells] = [100, 100_000];
    const seen = new Int32Array(classes);
    const pairs = new Int32Array(classes);
    const hash = keyed("uniform");
    let before = 0;
    for (let at = 0; at < cells; at += 1) {
      const fraction = fractionOf(hash(`v1|${at}`));
      const place = Math.floor(fraction * classes);
      seen[place]! += 1;
      pairs[Math.floor(fraction * 10) * 10 + before]! += 1;
      before = Math.floor(fraction * 10);
    }
    const expected = cells / classes;
    const chiSquare = (counts: Int32Array): number =>
      counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 99 degrees of freedom: 99.9 % lie between 60 and 149.
    for (const counts of [seen, pairs]) {
      expect(chiSquare(counts)).toBeGreaterThan(60);
      expect(chiSquare(counts)).toBeLessThan(149);
    }
  });
});

/** The published examples of others' methods, which share the table but look it up by their own keys. */
describe("others' lookups", () => {
  const lines = (file: string): readonly (readonly string[])[] =>
    readFileSync(`test/oracles/cellkey/${file}.csv`, "utf8")
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => line.split(","));

  interface Person {
    readonly place: string;
    readonly sex: string;
    readonly age: string;
    readonly q: string;
    readonly rk: number;
  }

  /** 400 people by the "minimal standard" generator of Park and Miller. */
  function minimalStandardPeople(): readonly Person[] {
    let state = 42;
    const draw = (): number => {
      state = (16_807 * state) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const ageOf = (u: number): string => (u < 0.3 ? "16-34" : u < 0.75 ? "35-64" : "65+");
    const answerOf = (u: number): string => (u < 0.55 ? "agree" : u < 0.8 ? "neither" : u < 0.97 ? "disagree" : "dk");
    return Array.from({ length: 400 }, () => ({
      place: "ABC"[Math.floor(3 * draw())]!,
      sex: "FM"[Math.floor(2 * draw())]!,
      age: ageOf(draw()),
      q: answerOf(draw()),
      rk: Math.floor(256 * draw()),
    }));
  }

  const people = minimalStandardPeople();
  const cellKey = (members: readonly Person[]): number => members.reduce((sum, { rk }) => sum + rk, 0) % 256;
  /** The middle of the key's 256th, so that no key lies on a bound. */
  const noiseOf = (count: number, key: number): number => noiseAt(groups, count, (key + 0.5) / 256);
  /** ONS's rule for its large tables: the row of a count above 750 repeats every 250. */
  const rowOf = (count: number): number => (count <= 750 ? count : ((count - 1) % 250) + 501);
  const tenFive = (count: number): number => (count < 10 ? -count : [0, -1, -2, 2, 1][count % 5]!);
  const members = (wanted: Partial<Person>): readonly Person[] =>
    people.filter((one) => Object.entries(wanted).every(([part, value]) => one[part as keyof Person] === value));

  it("start from the same people", () => {
    expect(lines("minstd_micro")).toEqual(people.map(({ place, sex, age, q, rk }) => [place, sex, age, q, `${rk}`]));
    expect(people.reduce((sum, { rk }) => sum + rk, 0)).toBe(51_040);
  });

  it("have these means of the 256 noises of each count", () => {
    const means = [1, 2, 3, 4, 5, 6, 7, 8].map(
      (count) => Array.from({ length: 256 }, (_none, key) => noiseOf(count, key)).reduce((sum, v) => sum + v, 0) / 256,
    );
    expect(means.map((mean) => mean + 0)).toEqual([
      0, -0.0078125, 0, -0.00390625, 0.00390625, 0.00390625, -0.00390625, 0,
    ]);
  });

  it.each([
    ["place_q_D5V3js2_th0", ["place", "q"]],
    ["place_D5V3js2", ["place"]],
    ["place_age_q_D5V3js2_th0", ["place", "age", "q"]],
  ] as const)("give the counts of %s", (file, by) => {
    const table = lines(file);
    expect(table.length).toBe({ place_q_D5V3js2_th0: 12, place_D5V3js2: 3, place_age_q_D5V3js2_th0: 36 }[file]);
    for (const row of table) {
      const cell = members(Object.fromEntries(by.map((part, at) => [part, row[at]])));
      const [count, key, , noise, published] = row.slice(by.length).map(Number);
      expect([cell.length, cellKey(cell)]).toEqual([count, cell.length === 0 ? 0 : key]);
      expect(noiseOf(cell.length, cellKey(cell))).toBe(noise);
      expect(cell.length + noiseOf(cell.length, cellKey(cell))).toBe(published);
    }
  });

  it("do not add up: A's answers sum to 152 and A to 149", () => {
    const rows = lines("place_q_D5V3js2_th0").filter(([place]) => place === "A");
    expect(rows.reduce((sum, row) => sum + Number(row[6]), 0)).toBe(152);
    expect(Number(lines("place_D5V3js2")[0]![5])).toBe(149);
  });

  it("by ONS's rule round to five and hide below ten", () => {
    for (const [place, q, count, , , noise, published] of lines("place_q_10_5")) {
      const cell = members({ place: place!, q: q! });
      expect(cell.length).toBe(Number(count));
      expect(tenFive(rowOf(cell.length))).toBe(Number(noise));
      const shown = cell.length + tenFive(rowOf(cell.length));
      expect(shown < 10 ? "" : `${shown}`).toBe(published);
    }
    expect([750, 751, 1000, 1001].map(rowOf)).toEqual([750, 501, 750, 501]);
    expect([10, 14, 11, 12, 13, 7].map((count) => count + tenFive(count))).toEqual([10, 15, 10, 10, 15, 0]);
  });

  it.each([
    [275_982, 4580, 4578, 275_861.4838],
    [967, 13, 12, 892.6154],
    [4877, 84, 86, 4993.119],
    [1172, 19, 15, 925.2632],
  ])("keep the mean weight: %d adults, %d people, %d with noise make %d", (weighted, count, withNoise, expected) => {
    expect((weighted * withNoise) / count).toBeCloseTo(expected, 4);
  });
});
