import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createCellNoise } from "../../core/disclosure/cell-noise.ts";
import { createNoiseTable, NOISE_OF_COUNTS, type NoiseTable } from "../../core/disclosure/noise-table.ts";
import { measure } from "./measures/a02.ts";
import { rateOf } from "./measures/measure.ts";
import { createUniform, draw } from "./support.ts";
import { expectWritten } from "./table.ts";
import { IS_FULL } from "../support/full.ts";

/** Pairs that are tried; all with FULL=1. */
const TRIALS = IS_FULL ? 20_000 : 4000;

const PRIOR = [0.35, 0.25, 0.2, 0.12, 0.08];
const NO_BAND = { wave: "w", stream: "code", variable: "sex", band: "female" };

function table(): NoiseTable {
  const made = createNoiseTable(NOISE_OF_COUNTS);
  if (!made.ok) throw new Error("refused");
  return made.table;
}

/** How often the answer of the one person between two tables is found, with noise keyed in one of two ways. */
function successes(keys: "coordinate" | "people", trials: number): number {
  const uniform = createUniform(28);
  const noise = table();
  const cellNoise = createCellNoise((message) => createHmac("sha256", "pairs").update(message).digest());
  let right = 0;
  for (let trial = 0; trial < trials; trial += 1) {
    const people = 40 + Math.floor(60 * uniform());
    const counts = [0, 0, 0, 0, 0];
    const sums = [0, 0, 0, 0, 0];
    const answers = Array.from({ length: people }, () => ({
      answer: draw(PRIOR, uniform()),
      key: Math.floor(uniform() * 2 ** 40),
    }));
    for (const { answer, key } of answers) {
      counts[answer]! += 1;
      sums[answer]! += key;
    }
    const victim = answers[0]!;
    const published = (place: string, without: boolean): readonly number[] =>
      counts.map((count, answer) => {
        const less = without && answer === victim.answer;
        const where =
          keys === "people" ? { place: "", question: "", answer: "" } : { place, question: "q", answer: `${answer}` };
        return cellNoise(
          { ...NO_BAND, ...where },
          count - (less ? 1 : 0),
          sums[answer]! - (less ? victim.key : 0),
          noise,
        );
      });
    const [whole, part] = [published("whole", false), published("part", true)];
    const likelihoods = PRIOR.map((prior, guess) =>
      whole.reduce(
        (product, one, answer) => product * likelihood(noise, one, part[answer]!, answer === guess, keys),
        prior,
      ),
    );
    if (likelihoods.indexOf(Math.max(...likelihoods)) === victim.answer) right += 1;
  }
  return right / trials;
}

const known = new Map<string, number>();

/** How likely two published counts are for a cell that the person is in, or is not, with every count as likely as another. */
function likelihood(
  noise: NoiseTable,
  whole: number,
  part: number,
  isIn: boolean,
  keys: "coordinate" | "people",
): number {
  // The same people with the same key have the same noise; other people another one.
  if (!isIn && keys === "people") return whole === part ? chance(noise, whole, whole) : 0;
  const name = `${whole} ${part} ${isIn}`;
  const kept = known.get(name);
  if (kept !== undefined) return kept;
  let sum = 0;
  for (let count = Math.max(isIn ? 1 : 0, whole - 5); count <= whole + 5; count += 1) {
    sum += probability(noise, count, whole) * probability(noise, count - (isIn ? 1 : 0), part);
  }
  known.set(name, sum);
  return sum;
}

/** How likely a published count is, with every count as likely as another. */
function chance(noise: NoiseTable, published: number, around: number): number {
  let sum = 0;
  for (let count = Math.max(0, around - 5); count <= around + 5; count += 1)
    sum += probability(noise, count, published);
  return sum;
}

function probability({ rows }: NoiseTable, count: number, published: number): number {
  if (count === 0) return published === 0 ? 1 : 0;
  const { values, probabilities } = rows[Math.min(count, rows.length) - 1]!;
  const at = values.indexOf(published - count);
  return at < 0 ? 0 : probabilities[at]!;
}

describe("A2: two rows that differ by one person", () => {
  const measured = measure();
  const { naive, ours } = measured;

  it("succeeds against output with no protection", () => {
    expect(naive.tried).toBeGreaterThan(10_000);
    expect(naive.succeeded).toBeGreaterThan(100);
  });

  it("fails against ours: there are no such rows", () => {
    expect(ours.tried).toBeGreaterThan(10_000);
    expect(ours.succeeded).toBe(0);
  });

  it("would succeed on such a pair if noise were keyed by the people alone", () => {
    expect(successes("people", TRIALS)).toBeGreaterThan(0.85);
  });

  it("would seldom succeed on such a pair: noise is keyed by the coordinate too", () => {
    expect(successes("coordinate", TRIALS)).toBeLessThan(0.5);
  });

  it("compares pairs by the rate", () => {
    expect(rateOf({ tried: 4, succeeded: 1 })).toBe(0.25);
  });

  it("is what the README says", () => expectWritten(measured));
});
