/**
 * From a cube and the weights of its cells to sums of weights, which is all that estimates need. Cells are added up in
 * the order of the cube, so the same counts give the same sums, bit for bit.
 */
import { addKeySums, type Cube } from "./cube.ts";
import type { CubeLayout, LaidOutQuestion } from "./layout.ts";

/** Respondents who are alike in age, sex (null: unknown) and base weight. */
export interface WeightingCell {
  readonly age: string | null;
  readonly sex: string | null;
  readonly base_weight: number;
  readonly respondents: number;
}

/** People and weights of a place or a group of places, in one stream. Tables of districts add up to that of their group. */
export interface WeightedTable {
  readonly respondents: number;
  /** The sum of all final weights: the adults that the respondents stand for. */
  readonly sumOfWeights: number;
  /** The sum of all squared final weights. */
  readonly sumOfSquaredWeights: number;
  /** `domain * width + slot`. */
  readonly people: Int32Array;
  readonly weights: Float64Array;
  /** Sums of record keys, as in a cube. */
  readonly keySums: Float64Array;
}

/** The answers to one question in one domain. */
export interface QuestionSums {
  /** For each option in code-list order. */
  readonly options: readonly { readonly people: number; readonly weight: number }[];
  readonly base: { readonly people: number; readonly weight: number };
}

/** Observations in groups that are alike: `counts` people of weight `weights` with the value `values`. */
export interface GroupedObservations {
  readonly weights: readonly number[];
  readonly counts: readonly number[];
  readonly values: readonly number[];
}

/** The weighting cells in which somebody is, in the order of the cube. */
export function weightingCells(layout: CubeLayout, cube: Cube): readonly WeightingCell[] {
  return occupiedCells(cube).map((index) => {
    const cell = index % layout.cells;
    return {
      age: layout.ages[Math.floor(cell / layout.sexes.length)] ?? null,
      sex: layout.sexes[cell % layout.sexes.length] ?? null,
      base_weight: Math.floor(index / layout.cells) + 1,
      respondents: cube.people[index] ?? 0,
    };
  });
}

/** Weighs a cube. `weights` has the final weight of one respondent of each of its `weightingCells`, in their order. */
export function weighCube(layout: CubeLayout, cube: Cube, weights: readonly number[]): WeightedTable {
  const cells = pairedCells(layout, cube, weights);
  const { width } = layout;
  const people = new Int32Array(layout.domains.length * width);
  const sums = new Float64Array(people.length);
  let [sumOfWeights, sumOfSquaredWeights] = [0, 0];
  for (const cell of cells) {
    sumOfWeights += cell.weight * cell.respondents;
    sumOfSquaredWeights += cell.weight * cell.weight * cell.respondents;
  }
  for (let domain = 0; domain < layout.domains.length; domain += 1) {
    for (const cell of cells) {
      const start = cell.start(domain);
      for (let slot = 0; slot < width; slot += 1) {
        const count = cube.counts[start + slot] ?? 0;
        if (count === 0) continue;
        const at = domain * width + slot;
        people[at] = (people[at] ?? 0) + count;
        sums[at] = (sums[at] ?? 0) + cell.weight * count;
      }
    }
  }
  const { responses: respondents, keySums } = cube;
  return { respondents, sumOfWeights, sumOfSquaredWeights, people, weights: sums, keySums };
}

/** The table of several places together: weights of each add up to its population, so this is the group as it stands. */
export function addWeightedTables(layout: CubeLayout, tables: readonly WeightedTable[]): WeightedTable {
  const people = new Int32Array(layout.domains.length * layout.width);
  const weights = new Float64Array(people.length);
  const keySums = new Float64Array(people.length);
  let [respondents, sumOfWeights, sumOfSquaredWeights] = [0, 0, 0];
  for (const table of tables) {
    addKeySums(keySums, table.keySums);
    respondents += table.respondents;
    sumOfWeights += table.sumOfWeights;
    sumOfSquaredWeights += table.sumOfSquaredWeights;
    for (let at = 0; at < people.length; at += 1) {
      people[at] = (people[at] ?? 0) + (table.people[at] ?? 0);
      weights[at] = (weights[at] ?? 0) + (table.weights[at] ?? 0);
    }
  }
  return { respondents, sumOfWeights, sumOfSquaredWeights, people, weights, keySums };
}

/** The sums of a question in a domain. The base of a multiple choice is whoever ticked something that counts in it. */
export function questionSums(layout: CubeLayout, table: WeightedTable, domain: number, question: string): QuestionSums {
  const { type, options, offset } = laidOut(layout, question);
  const sumsAt = (slot: number): { people: number; weight: number } => {
    const at = domain * layout.width + slot;
    return { people: table.people[at] ?? 0, weight: table.weights[at] ?? 0 };
  };
  const sums = options.map((_option, index) => sumsAt(offset + index));
  if (type === "multiple") return { options: sums, base: sumsAt(offset + options.length + 1) };
  const counted = sums.filter((_sum, index) => options[index]?.inBase === true);
  const base = {
    people: counted.reduce((total, { people }) => total + people, 0),
    weight: counted.reduce((total, { weight }) => total + weight, 0),
  };
  return { options: sums, base };
}

/**
 * The observations of a question in a domain, cell by cell: 1 for those in the base who chose one of `chosen`, 0 for the
 * others in the base. Of a multiple choice one option can be chosen, since a cube does not say who ticked two.
 */
export function groupedObservations(
  layout: CubeLayout,
  cube: Cube,
  cellWeights: readonly number[],
  at: { readonly domain: number; readonly question: string; readonly chosen: readonly string[] },
): GroupedObservations {
  const question = laidOut(layout, at.question);
  const slots = slotsOf(question, at.chosen);
  const [weights, counts, values]: [number[], number[], number[]] = [[], [], []];
  for (const cell of pairedCells(layout, cube, cellWeights)) {
    const start = cell.start(at.domain);
    const total = (positions: readonly number[]): number =>
      positions.reduce((sum, slot) => sum + (cube.counts[start + slot] ?? 0), 0);
    const chosen = total(slots.chosen);
    for (const [value, count] of [[1, chosen] as const, [0, total(slots.base) - chosen] as const]) {
      if (count === 0) continue;
      weights.push(cell.weight);
      counts.push(count);
      values.push(value);
    }
  }
  return { weights, counts, values };
}

function slotsOf(
  { type, options, offset }: LaidOutQuestion,
  chosen: readonly string[],
): { readonly base: readonly number[]; readonly chosen: readonly number[] } {
  const inBase = options.flatMap(({ id, inBase: counts }, index) => (counts ? [{ id, slot: offset + index }] : []));
  const found = inBase.filter(({ id }) => chosen.includes(id)).map(({ slot }) => slot);
  if (found.length !== chosen.length) throw new RangeError("The question has no such option in its base.");
  if (type === "single") return { base: inBase.map(({ slot }) => slot), chosen: found };
  if (found.length !== 1) throw new RangeError("Of a multiple choice one option is observed at a time.");
  return { base: [offset + options.length + 1], chosen: found };
}

interface PairedCell {
  readonly respondents: number;
  readonly weight: number;
  /** Where its counts in a domain begin. */
  readonly start: (domain: number) => number;
}

function pairedCells(layout: CubeLayout, cube: Cube, weights: readonly number[]): readonly PairedCell[] {
  const occupied = occupiedCells(cube);
  if (occupied.length !== weights.length) throw new RangeError("A cube needs one weight for each of its cells.");
  return occupied.map((index, position) => {
    const cell = index % layout.cells;
    const first = Math.floor(index / layout.cells) * layout.domains.length;
    return {
      respondents: cube.people[index] ?? 0,
      weight: weights[position] ?? 0,
      start: (domain) => ((first + domain) * layout.cells + cell) * layout.width,
    };
  });
}

function occupiedCells(cube: Cube): readonly number[] {
  return Array.from(cube.people.keys()).filter((index) => (cube.people[index] ?? 0) > 0);
}

function laidOut(layout: CubeLayout, question: string): LaidOutQuestion {
  const found = layout.questions.find(({ id }) => id === question);
  if (found === undefined) throw new RangeError("The layout has no such question.");
  return found;
}
