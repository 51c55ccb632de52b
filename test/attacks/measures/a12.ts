import { LAYOUT, SCHEMA } from "../support.ts";
import { baseOf, chosenBy } from "../../../core/attack/truth.ts";
import { isShown } from "../../../core/attack/attacked-release.ts";
import { EVERYBODY } from "../../../core/tabulation/layout.ts";
import type { TruthTable } from "../../../core/attack/types.ts";
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

/** The youngest of a place and everybody else: their weights differ most. */
const [YOUNGEST] = SCHEMA.variables.find(({ id }) => id === "age")!.domains as [number];
const PEOPLE_MAX = 150;

/**
 * Measures it: the youngest and all others of published places, of whom sizes and mean weights are granted, and an answer
 * of everybody. With no protection a weighted and an unweighted share of exact counts stand side by side; ours has the one
 * published.
 */
export function measure(): Measure {
  const [naive, ours]: [boolean[], boolean[]] = [[], []];
  for (const seed of SEEDS) {
    const { release, truth } = oursOf(seed, SMALL, "small");
    for (const { code, table } of truth.streams[0]!.blocks) {
      const rows = release.tables.find(({ place }) => place === code);
      for (const [question, asked] of SCHEMA.questions.entries()) {
        if (rows === undefined || !isShown(SCHEMA, rows, EVERYBODY, question)) continue;
        const sums = [EVERYBODY, YOUNGEST].map((domain) => sumsOf(table, domain, asked));
        const [all, young] = sums as [Sums, Sums];
        const old = { people: all.people - young.people, weight: all.weight - young.weight };
        if (young.people === 0 || old.people > PEOPLE_MAX) continue;
        const parts = [young, old].map(({ people, weight }): Part => ({ people, weight: weight / people }));
        const chosen = chosenBy(SCHEMA, table, YOUNGEST, asked, 0);
        const exact = [chosen, chosenBy(SCHEMA, table, EVERYBODY, asked, 0) - chosen] as const;
        const isFound = (share: number, plain: number | null): boolean => {
          const found = solutions(parts as [Part, Part], share, plain);
          return found.length === 1 && found[0]![0] === exact[0] && found[0]![1] === exact[1];
        };
        const weighted = exact[0] * parts[0]!.weight + exact[1] * parts[1]!.weight;
        const percent = (part: number, whole: number): number => Math.round((100 * part) / whole);
        naive.push(isFound(percent(weighted, all.weight), percent(exact[0] + exact[1], all.people)));
        ours.push(isFound(rows.share[asked.firstRow] ?? Number.NaN, null));
      }
    }
  }
  const score = (results: readonly boolean[]): Measure["naive"] => ({
    tried: results.length,
    succeeded: results.filter(Boolean).length,
  });
  return {
    attack: "A12",
    tries: "what the youngest of a place answered, from a weighted and an unweighted share of everybody",
    naive: score(naive),
    ours: score(ours),
  };
}

interface Sums {
  readonly people: number;
  readonly weight: number;
}

function sumsOf(table: TruthTable, domain: number, asked: (typeof SCHEMA)["questions"][number]): Sums {
  const start = domain * LAYOUT.width;
  const weight = asked.baseSlots.reduce((sum, slot) => sum + (table.weights[start + slot] ?? 0), 0);
  return { people: baseOf(SCHEMA, table, domain, asked), weight };
}
