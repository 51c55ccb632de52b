import { describe, expect, it } from "vitest";
import { measure } from "./measures/a13.ts";
import { rateOf } from "./measures/measure.ts";
import { createUniform, draw } from "./support.ts";
import { expectWritten } from "./table.ts";

const PROBABILITIES = [0.3, 0.25, 0.2, 0.15, 0.1];

/** Whether so many people, who all count alike, can have these shares of a question. */
function canHave(shares: readonly number[], people: number, step: number): boolean {
  const half = step / 2 + 1e-9;
  let [fewest, most] = [0, 0];
  for (const share of shares) {
    const low = Math.max(0, Math.ceil(((share - half) * people) / 100));
    const high = Math.min(people, Math.floor(((share + half) * people) / 100));
    if (low > high) return false;
    fewest += low;
    most += high;
  }
  return fewest <= people && most >= people;
}

/** How often the shares of some questions with five answers leave one number of people within 20 of the right one. */
function recovered(questions: number, from: number, to: number, step: number, noisy: boolean): number {
  const uniform = createUniform(questions * 1000 + from);
  const runs = 200;
  let right = 0;
  for (let run = 0; run < runs; run += 1) {
    const people = from + Math.floor(uniform() * (to - from + 1));
    const shares = Array.from({ length: questions }, () => {
      const counts = [0, 0, 0, 0, 0];
      for (let person = 0; person < people; person += 1) counts[draw(PROBABILITIES, uniform())]! += 1;
      const published = noisy ? counts.map((count) => Math.max(0, count + Math.round(4 * uniform() - 2))) : counts;
      const total = published.reduce((sum, count) => sum + count, 0);
      return published.map((count) => Math.round((100 * count) / total / step) * step);
    });
    const possible = Array.from({ length: 41 }, (_, at) => people - 20 + at).filter(
      (candidate) => candidate > 0 && shares.every((question) => canHave(question, candidate, step)),
    );
    if (possible.length === 1 && possible[0] === people) right += 1;
  }
  return right / runs;
}

describe("A13: the lattice of whole people behind rounded shares", () => {
  const measured = measure();
  const { naive, ours } = measured;

  it("succeeds against output with no protection", () => {
    expect(rateOf(naive)).toBeGreaterThan(0.5);
  });

  it("is the one that is known: 5.27 of 43 cannot be", () => {
    // A mean of 5.27 of 43 whole numbers: 226 of 43 is 5.26, 227 is 5.28.
    expect([226, 227].map((sum) => (sum / 43).toFixed(2))).toEqual(["5.26", "5.28"]);
  });

  it.each([
    [5, 30, 49, 1, 0.9, 1],
    [5, 50, 99, 1, 0.75, 0.97],
    [5, 200, 249, 1, 0, 0.02],
    [20, 50, 99, 1, 0.97, 1],
    [20, 100, 149, 1, 0.35, 0.75],
    [5, 200, 249, 0.1, 0.99, 1],
  ])("recovers from %d questions with %d to %d people, in steps of %d", (questions, from, to, step, least, most) => {
    const rate = recovered(questions, from, to, step, false);
    expect(rate).toBeGreaterThanOrEqual(least);
    expect(rate).toBeLessThanOrEqual(most);
  });

  it("recovers nothing from counts with noise", () => {
    expect(recovered(20, 30, 49, 1, true)).toBe(0);
    expect(recovered(5, 30, 49, 1, true)).toBeLessThan(0.02);
  });

  it("fails against ours: one in fifty at most, by chance", () => {
    expect(ours.tried).toBeGreaterThan(100);
    expect(rateOf(ours)).toBeLessThan(0.02);
  });

  it("is what the README says", () => expectWritten(measured));
});
