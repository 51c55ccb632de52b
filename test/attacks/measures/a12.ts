import { LAYOUT, SCHEMA } from "../support.ts";
import { baseOf, chosenBy } from "../../../core/attack/truth.ts";
import { isShown } from "../../../core/attack/attacked-release.ts";
import { type Measure, oursOf, SEEDS, SMALL } from "./measure.ts";

/** A group of which so many people gave an answer, each of a weight. */
export interface Part {
  readonly people: number;
  readonly weight: number;
}

/**
 * How many of each of two parts gave an answer, by the whole percent of both together: weighted and, where it is given,
 * unweighted too. All pairs that fit.
 */
export function solutions(
  parts: readonly [Part, Part],
  weighted: number,
  unweighted: number | null,
): readonly (readonly [number, number])[] {
  const [one, other] = parts;
  const total = one.people * one.weight + other.people * other.weight;
  const found: (readonly [number, number])[] = [];
  for (let first = 0; first <= one.people; first += 1) {
    for (let second = 0; second <= other.people; second += 1) {
      const share = Math.round((100 * (first * one.weight + second * other.weight)) / total);
      const plain = Math.round((100 * (first + second)) / (one.people + other.people));
      if (share === weighted && (unweighted === null || plain === unweighted)) found.push([first, second]);
    }
  }
  return found;
}

/**
 * Measures it: men and women of published places, of whom sizes and mean weights are granted, and an answer of everybody.
 * With no protection a weighted and an unweighted share of exact counts stand side by side; ours has the one published.
 */
export function measure(): Measure {
  const [female, male] = SCHEMA.variables.find(({ id }) => id === "sex")!.domains as [number, number];
  const [naive, ours]: [boolean[], boolean[]] = [[], []];
  for (const seed of SEEDS) {
    const { release, truth } = oursOf(seed, SMALL, "small");
    for (const { code, table } of truth.streams[0]!.blocks) {
      const rows = release.tables.find(({ place }) => place === code);
      for (const [question, asked] of SCHEMA.questions.entries()) {
        if (rows === undefined || asked.options > 3 || !isShown(SCHEMA, rows, 0, question)) continue;
        const part = (domain: number): Part => {
          const people = baseOf(SCHEMA, table, domain, asked);
          const start = domain * LAYOUT.width;
          const weight = asked.baseSlots.reduce((sum, slot) => sum + (table.weights[start + slot] ?? 0), 0);
          return { people, weight: weight / people };
        };
        const parts = [part(female), part(male)] as const;
        if (Math.max(...parts.map(({ people }) => people)) > 150) continue;
        const exact = [female, male].map((domain) => chosenBy(SCHEMA, table, domain, asked, 0));
        const total = parts.reduce((sum, { people, weight }) => sum + people * weight, 0);
        const share = Math.round(
          (100 * exact.reduce((sum, people, at) => sum + people * parts[at]!.weight, 0)) / total,
        );
        const plain = Math.round((100 * (exact[0]! + exact[1]!)) / (parts[0].people + parts[1].people));
        const isFound = (found: readonly (readonly [number, number])[]): boolean =>
          found.length === 1 && found[0]![0] === exact[0] && found[0]![1] === exact[1];
        naive.push(isFound(solutions(parts, share, plain)));
        const published = rows.share[asked.firstRow] ?? Number.NaN;
        ours.push(isFound(solutions(parts, published, null)));
      }
    }
  }
  const score = (results: readonly boolean[]): Measure["naive"] => ({
    tried: results.length,
    succeeded: results.filter(Boolean).length,
  });
  return {
    attack: "A12",
    tries: "the answers of two groups, from a weighted and an unweighted share",
    naive: score(naive),
    ours: score(ours),
  };
}
