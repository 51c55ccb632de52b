/**
 * Protected cells (R15, R16): noise on every count before anything is computed from it, and each count weighted by the
 * mean weight of its people, so that weights follow the noise and give nothing away beside it.
 */
import type { ChoiceQuestion } from "../questionnaire/types.ts";
import { addKeys } from "../tabulation/cube.ts";
import type { CubeLayout, LaidOutQuestion } from "../tabulation/layout.ts";
import type { WeightedTable } from "../tabulation/weighted.ts";
import { type CellNoise, createCellNoise } from "./cell-noise.ts";
import { createNoiseTable, NOISE_OF_COUNTS, type NoiseParameters, type NoiseTable } from "./noise-table.ts";
import { smallestQuestion } from "./routing.ts";
import { DISCLOSURE_RULES } from "./rules.ts";

/** Where the noise of a wave comes from. */
export interface WaveNoise {
  readonly wave: string;
  readonly cellNoise: CellNoise;
  readonly table: NoiseTable;
}

/** Where the counts of a domain stand. */
export interface ProtectedPlace {
  /** The canonical place: a block's code, or the group that stands for all with the same blocks. */
  readonly place: string;
  readonly stream: string;
  readonly table: WeightedTable;
}

/** The answers to one question in one domain: exact people, never published, and protected sums of weights. */
export interface ProtectedCells {
  /** By option in code-list order; 0 for those outside the base. */
  readonly people: readonly number[];
  readonly weights: readonly number[];
  /** The merged options of a sensitive question, by the order of its list. */
  readonly merged: readonly { readonly people: number; readonly weight: number }[];
  readonly basePeople: number;
  /** What shares are shares of. */
  readonly total: number;
}

/** The noise of a wave. `hmac` is keyed with the wave's noise key (`createCellNoise`). */
export function createWaveNoise(wave: string, hmac: (message: string) => Uint8Array): WaveNoise {
  const cellNoise = createCellNoise(hmac);
  return { wave, cellNoise, table: tableOf(NOISE_OF_COUNTS) };
}

function tableOf(parameters: NoiseParameters): NoiseTable {
  const made = createNoiseTable(parameters);
  if (!made.ok) throw new Error("a noise table of the rules cannot reach its variance");
  return made.table;
}

/** The protected cells of a question in a domain. */
export function protectCells(
  noise: WaveNoise,
  layout: CubeLayout,
  at: ProtectedPlace,
  domain: number,
  laidOut: LaidOutQuestion,
  question: ChoiceQuestion,
): ProtectedCells {
  const { people, weights, keySums } = at.table;
  const start = domain * layout.width + laidOut.offset;
  const { by, group } = layout.domains[domain] ?? { by: "", group: "" };
  const coordinate = { place: at.place, wave: noise.wave, stream: at.stream, variable: by, band: group };
  const cellOf = (answer: string, slots: readonly number[]): Cell => {
    const cell = sumOfSlots(people, weights, keySums, slots);
    const named = { ...coordinate, question: laidOut.id, answer };
    return { ...cell, noisy: noise.cellNoise(named, cell.people, cell.keySum, noise.table) };
  };
  const slots = laidOut.options.map((_, index) => start + index);
  const counted = slots.filter((_, index) => laidOut.options[index]?.inBase === true);
  const answered = start + laidOut.options.length + 1;
  const answers = laidOut.type === "multiple" ? cellOf("answered", [answered]) : null;
  const base = answers ?? sumOfSlots(people, weights, keySums, counted);
  const meanWeight = base.people === 0 ? 0 : base.weight / base.people;
  const weightOf = (cell: Cell): number =>
    cell.noisy * (cell.people < DISCLOSURE_RULES.mean_weight_people_min ? meanWeight : cell.weight / cell.people);
  const cells = laidOut.options.map(({ id, inBase }, index) =>
    inBase ? cellOf(id, slots.slice(index, index + 1)) : NOBODY,
  );
  const protectedWeights = cells.map(weightOf);
  const merges = question.sensitivity === "sensitive" ? (question.merges ?? []) : [];
  return {
    people: cells.map((cell) => cell.people),
    weights: protectedWeights,
    merged: merges.map(({ id, options }) => {
      const cell = cellOf(
        id,
        slots.filter((_, index) => options.includes(laidOut.options[index]?.id ?? "")),
      );
      return { people: cell.people, weight: weightOf(cell) };
    }),
    basePeople: base.people,
    total: answers === null ? protectedWeights.reduce((sum, weight) => sum + weight, 0) : weightOf(answers),
  };
}

interface Sums {
  readonly people: number;
  readonly weight: number;
  readonly keySum: number;
}

interface Cell extends Sums {
  readonly noisy: number;
}

const NOBODY: Cell = { people: 0, weight: 0, keySum: 0, noisy: 0 };

function sumOfSlots(people: Int32Array, weights: Float64Array, keySums: Float64Array, slots: readonly number[]): Sums {
  const sums = { people: 0, weight: 0, keySum: 0 };
  for (const slot of slots) {
    sums.people += people[slot] ?? 0;
    sums.weight += weights[slot] ?? 0;
    sums.keySum = addKeys(sums.keySum, keySums[slot] ?? 0);
  }
  return sums;
}

/** The protected base of a routing set in a domain, not rounded: that of its question with the fewest in the base. */
export function protectBase(
  noise: WaveNoise,
  layout: CubeLayout,
  at: ProtectedPlace,
  domain: number,
  set: { readonly id: string; readonly questions: readonly LaidOutQuestion[] },
): number {
  const { by, group } = layout.domains[domain] ?? { by: "", group: "" };
  const { type, options, offset } = smallestQuestion(layout, at.table, domain, set.questions);
  const start = domain * layout.width + offset;
  const counted = options.flatMap(({ inBase }, index) => (inBase ? [start + index] : []));
  const slots = type === "multiple" ? [start + options.length + 1] : counted;
  const { people, keySum } = sumOfSlots(at.table.people, at.table.weights, at.table.keySums, slots);
  const coordinate = { place: at.place, wave: noise.wave, stream: at.stream, variable: by, band: group };
  return noise.cellNoise({ ...coordinate, question: set.id, answer: "base" }, people, keySum, noise.table);
}

/** The cells of several blocks together: a group's, with no noise of its own (R13). */
export function addProtectedCells(parts: readonly ProtectedCells[]): ProtectedCells {
  const [first] = parts;
  if (first === undefined) throw new RangeError("A group has blocks.");
  const total = (value: (part: ProtectedCells) => number): number => parts.reduce((sum, part) => sum + value(part), 0);
  return {
    people: first.people.map((_, at) => total((part) => part.people[at] ?? 0)),
    weights: first.weights.map((_, at) => total((part) => part.weights[at] ?? 0)),
    merged: first.merged.map((_, at) => ({
      people: total((part) => part.merged[at]?.people ?? 0),
      weight: total((part) => part.merged[at]?.weight ?? 0),
    })),
    basePeople: total((part) => part.basePeople),
    total: total((part) => part.total),
  };
}
