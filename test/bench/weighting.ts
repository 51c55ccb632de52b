/**
 * Rakes 35,000 respondents in 755 cells to 4 margins, beside a plain loop of the same iterations on the same cells. One
 * process gives one first call of each; whoever runs this takes the median of several processes.
 */
import { type PreparedSample, prepareSample } from "../../core/weighting/prepare.ts";
import { rake } from "../../core/weighting/rake.ts";
import type { Margin, Sample, SampleCell } from "../../core/weighting/types.ts";
import { weightSample } from "../../core/weighting/weight-sample.ts";
import { createRandom, randomBelow } from "../support/random.ts";

const RESPONDENTS = 35_000;
const VARIABLES = ["age", "sex", "tenure", "ward"];
const LEVELS = [7, 2, 3, 18];
/** One of the 7 x 2 x 3 x 18 cells that nobody is in. */
const EMPTY_CELL = 400;
const POPULATION = 440_000;
const PLAIN_ERROR_MAX = 1e-12;
const SETTLED_CALLS = 100;

const random = createRandom("weighting");
const sample = madeSample();
const margins = LEVELS.map(madeMargin);
const before = ready(sample);
// The same with one more response.
const after = ready({
  ...sample,
  cells: sample.cells.map((cell, index) => (index === 3 ? { ...cell, respondents: cell.respondents + 1 } : cell)),
});

const ours = timed(() => rake(before));
const plain = timed(() => rakePlainly(before));
const oursWarm = timed(() => rake(after, ours.value.multipliers));
const plainWarm = timed(() => rakePlainly(after, plain.value.multipliers));
const whole = timed(() => weightSample(sample, margins, { total: POPULATION }));
const cold = rake(after);
if (!whole.value.ok || !oursWarm.value.converged) throw new Error("the sample of the benchmark does not weight");

console.log(
  JSON.stringify({
    cells: before.respondents.length,
    first: {
      ...{ plain: plain.time, ours: ours.time, plainWarm: plainWarm.time, oursWarm: oursWarm.time },
      whole: whole.time,
    },
    settled: {
      plain: settled(() => rakePlainly(before)),
      ours: settled(() => rake(before)),
      plainWarm: settled(() => rakePlainly(after, plain.value.multipliers)),
      oursWarm: settled(() => rake(after, ours.value.multipliers)),
      whole: settled(() => weightSample(sample, margins, { total: POPULATION })),
    },
    cycles: {
      ...{ plain: plain.value.cycles, ours: ours.value.cycles },
      ...{ plainWarm: plainWarm.value.cycles, oursWarm: oursWarm.value.cycles },
    },
    warmFromCold: largestDifference(oursWarm.value.shares, cold.shares),
    plainFromOurs: largestDifference(plain.value.shares, ours.value.shares),
  }),
);

/** Everybody in a cell of their own variables; which cells are full is left to chance that repeats. */
function madeSample(): Sample {
  const levels = LEVELS.reduce<readonly (readonly number[])[]>(
    (made, count) => made.flatMap((one) => Array.from({ length: count }, (_, level) => [...one, level])),
    [[]],
  );
  const occupied = levels.filter((_, index) => index !== EMPTY_CELL);
  const pull = occupied.map((one) => (1 + chance()) * Math.exp(associated(one)));
  const all = pull.reduce((sum, one) => sum + one, 0);
  const left = RESPONDENTS - occupied.length;
  const people = pull.map((one) => 1 + Math.floor((one / all) * left));
  const spare = RESPONDENTS - people.reduce((sum, one) => sum + one, 0);
  const cells = occupied.map((one, index): SampleCell => ({
    levels: one.map((level) => `${level}`),
    base_weight: 1,
    respondents: (people[index] ?? 0) + (index < spare ? 1 : 0),
  }));
  return { variables: VARIABLES, cells };
}

/** Wards differ in age and in tenure, and tenure goes with age, as in a real city: the more so, the more cycles it takes. */
function associated([age = 0, _sex, tenure = 0, ward = 0]: readonly number[]): number {
  return ((age - 3) * (ward - 8.5)) / 40 + ((tenure - 1) * (ward - 8.5)) / 16 + ((age - 3) * (tenure - 1)) / 5;
}

/** A population that is spread otherwise than those who answered. */
function madeMargin(levels: number, index: number): Margin {
  const pull = Array.from({ length: levels }, () => 1 + 2 * chance());
  const all = pull.reduce((sum, one) => sum + one, 0);
  const categories = pull.map((one, level) => ({ levels: [`${level}`], population: (one / all) * POPULATION }));
  return { variables: VARIABLES.slice(index, index + 1), categories };
}

function chance(): number {
  return randomBelow(random, 1_000_000) / 1_000_000;
}

function ready(of: Sample): PreparedSample {
  const result = prepareSample(of, margins);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join("\n"));
  return result.prepared;
}

/** The textbook's loop and nothing else: no refusals, no bounds, no reasons. */
function rakePlainly(
  { baseShares, margins: to }: PreparedSample,
  start?: readonly Float64Array[],
): { shares: Float64Array; multipliers: readonly Float64Array[]; cycles: number } {
  const shares = baseShares.slice();
  const multipliers = to.map(
    ({ targets }, index) => start?.[index]?.slice() ?? new Float64Array(targets.length).fill(1),
  );
  const factors = to.map(({ targets }) => new Float64Array(targets.length));
  for (let cell = 0; cell < shares.length; cell += 1) {
    for (let index = 0; index < to.length; index += 1) {
      shares[cell]! *= multipliers[index]![to[index]!.categoryOf[cell]!]!;
    }
  }
  let cycles = 0;
  for (let error = 1; error > PLAIN_ERROR_MAX; cycles += 1) {
    error = 0;
    for (let index = 0; index < to.length; index += 1) {
      const { categoryOf, targets } = to[index]!;
      const factor = factors[index]!.fill(0);
      for (let cell = 0; cell < shares.length; cell += 1) factor[categoryOf[cell]!]! += shares[cell]!;
      for (let category = 0; category < targets.length; category += 1) {
        error = Math.max(error, Math.abs(targets[category]! - factor[category]!));
        factor[category] = targets[category]! / factor[category]!;
        multipliers[index]![category]! *= factor[category]!;
      }
      for (let cell = 0; cell < shares.length; cell += 1) shares[cell]! *= factor[categoryOf[cell]!]!;
    }
  }
  return { shares, multipliers, cycles };
}

function timed<Value>(work: () => Value): { readonly value: Value; readonly time: number } {
  const started = performance.now();
  const value = work();
  return { value, time: performance.now() - started };
}

/** The median of many calls, once the engine has compiled them. */
function settled(work: () => unknown): number {
  const times = Array.from({ length: SETTLED_CALLS }, () => timed(work).time).slice(SETTLED_CALLS / 2);
  return times.toSorted((first, second) => first - second)[times.length >> 1] ?? 0;
}

/** The largest difference of a weight, over the weight. */
function largestDifference(first: Float64Array, second: Float64Array): number {
  return first.reduce((most, one, cell) => Math.max(most, Math.abs(one / (second[cell] ?? 0) - 1)), 0);
}
