import { createHmac } from "node:crypto";
import { createCellNoise } from "../../../core/disclosure/cell-noise.ts";
import { addWeightedTables } from "../../../core/tabulation/weighted.ts";
import { createUniform, createWorld, LAYOUT, protectedPlaces, tableOf, type World } from "../support.ts";
import { noiseTable } from "./a08.ts";
import type { Measure } from "./measure.ts";

const LEAST = 100;

/** Two waves of the same districts, each with its own respondents. */
function twoWaves(seed: number): readonly [World, World] {
  const sizes = (_place: number, uniform: () => number): number => Math.round(40 + 200 * uniform());
  return [createWorld(seed, { regions: 1, sizes }), createWorld(seed + 1000, { regions: 1, sizes })];
}

/**
 * How far the noise of the same counts of the same people in two waves goes together, from -1 to 1: with a key for each
 * wave, or with one for both whose noise leaves the wave out.
 */
export function correlationOfNoise(keys: "each" | "one"): number {
  const uniform = createUniform(21);
  const table = noiseTable();
  const noiseIn = (wave: string): ((count: number, keySum: number) => number) => {
    const noise = createCellNoise((message) => createHmac("sha256", `key of ${wave}`).update(message).digest());
    const at = { place: "P", wave, stream: "code", question: "q", answer: "a", variable: "all", band: "all" };
    return (count, keySum) => noise(at, count, keySum, table) - count;
  };
  const [first, second] = [noiseIn("one"), noiseIn(keys === "one" ? "one" : "two")];
  let [both, one, other] = [0, 0, 0];
  for (let at = 0; at < 4000; at += 1) {
    const [count, keySum] = [10 + Math.floor(200 * uniform()), Math.floor(uniform() * 2 ** 40)];
    const [a, b] = [first(count, keySum), second(count, keySum)];
    both += a * b;
    one += a * a;
    other += b * b;
  }
  return both / Math.sqrt(one * other);
}

/**
 * Measures it: a place that is withheld in the second of two waves, since too few answered. With no protection the two
 * are also published together, and the second is the rest; ours has no row of more than one wave.
 */
export function measure(): Measure {
  let [withheld, derived, shown] = [0, 0, 0];
  for (const seed of [1, 2]) {
    const [first, second] = twoWaves(seed);
    const places = protectedPlaces(second);
    for (const [at, district] of second.districts.entries()) {
      const earlier = first.districts[at]!;
      if (district.responses.length >= LEAST || earlier.responses.length < LEAST) continue;
      withheld += 1;
      const [one, other] = [tableOf(earlier), tableOf(district)];
      const together = addWeightedTables(LAYOUT, [one, other]);
      if (together.people.every((count, cell) => count - one.people[cell]! === other.people[cell])) derived += 1;
      const rows = places.find(({ code }) => code === district.code)?.rows ?? [];
      if (rows.some((row) => row[12] !== "c")) shown += 1;
    }
  }
  return {
    attack: "A21",
    tries: "a place withheld in one wave, as two waves together less the other one",
    naive: { tried: withheld, succeeded: derived },
    ours: { tried: withheld, succeeded: shown },
  };
}
