/**
 * The attack on the whole (A18), and its simplest case within one block (A1): everything public is put together to find
 * how many people a withheld band has, and what they answered.
 *
 * Known to the attacker: every public row; how noise and rounding work; how the questionnaire hangs together; and, granted
 * from the truth though nobody could know them exactly, the mean weight of every cell, how much larger each base is than
 * its routing set's smallest, and the figures of joined blocks, which nearly follow from a group's and its other members'.
 *
 * Judged are bands withheld for their own sake: whose exact base is below 30, the limit that R12 protects. Partners that
 * are withheld only to cover these (R11), bands withheld since their interval would be wide (R7), and sensitive bands of 30
 * to 49 people, which R7 withholds to be safe but R11 lets anybody have as what is left of the others, are no secret.
 * A judged band falls where the interval of its people begins above 0 and is less than 10 wide, or where the interval of
 * an answer's share is less than 25 points wide.
 */
import { EVERYBODY } from "../tabulation/layout.ts";
import { type AttackedRelease, type AttackedTable, isShown, nameAt, tablesByPlace } from "./attacked-release.ts";
import {
  type Certainty,
  type Known,
  knownBase,
  knownCounts,
  noiseHalf,
  noiseOf,
  type Reading,
  restOf,
} from "./knowledge.ts";
import { propagateAll } from "./propagate.ts";
import type { AttackedQuestion, AttackedVariable, AttackSchema } from "./schema.ts";
import { baseOf, chosenBy, chosenCounts, createGroupMaker, type GroupMade, notStated } from "./truth.ts";
import {
  createTally,
  type Precision,
  type Tally,
  tally,
  type Truth,
  type TruthBlock,
  type TruthStream,
  type TruthTable,
} from "./types.ts";

/** What the attacker of the whole is given. */
export interface WholeKnowledge {
  readonly precision: Precision;
  readonly certainty: Certainty;
  /** Whether group rows are used too (A18), or what is published of one block (A1). */
  readonly groups: boolean;
  /** Whether it is known, for each block, how many did not say which band they are in, and what they answered. */
  readonly notStatedKnown: boolean;
  /** Bands with fewer people than this are judged; 30 where absent. */
  readonly judgedBelow?: number;
}

/** Least width of an interval: in people, where it does not begin at 0, and in points. */
const PEOPLE_WIDTH_MIN = 10;
const SHARE_WIDTH_MIN = 25;
const JUDGED_BELOW = 30;

/** A number of people, and what an attacker finds of it. */
export interface FoundNumber {
  readonly exact: number;
  readonly low: number;
  readonly high: number;
}

/** A withheld band, with one question. */
export interface FoundDomain {
  readonly block: string;
  readonly stream: string;
  readonly domain: number;
  readonly question: number;
  readonly people: FoundNumber;
  /** Each option in the base. */
  readonly answers: readonly FoundNumber[];
}

/**
 * Puts everything together, stream by stream. One try is one judged band with one question. An interval that the truth is
 * not in counts for nothing: likely ones are wrong now and then.
 */
export function attackWhole(release: AttackedRelease, truth: Truth, knowledge: WholeKnowledge, attack: string): Tally {
  const result = createTally(attack);
  for (const found of findWithheld(release, truth, knowledge)) {
    const { block, stream, domain, question, answers } = found;
    const fallen = fallenOf(found, release.schema.questions[question]?.multiple === true);
    const option = answers.findIndex((_, at) => fallen.answers[at]);
    tally(result, fallen.people || option >= 0, () =>
      nameAt(release.schema, { place: block, stream }, domain, question, Math.max(0, option)),
    );
  }
  return result;
}

/** What an attacker finds of every judged band, with every question. */
export function* findWithheld(
  release: AttackedRelease,
  truth: Truth,
  knowledge: WholeKnowledge,
): Generator<FoundDomain, void, undefined> {
  for (const stream of truth.streams) {
    const scene = createScene(release, truth, stream, knowledge);
    for (const question of release.schema.questions.keys()) yield* findForQuestion(scene, question);
  }
}

/** Of what figures are made in a place: its public rows where it has any, and the truth behind. */
interface Source {
  readonly table: AttackedTable | null;
  readonly truth: TruthTable;
  readonly reading: Reading;
}

interface Scene {
  readonly schema: AttackSchema;
  readonly stream: string;
  readonly knowledge: WholeKnowledge;
  readonly blocks: readonly (Source & { readonly block: TruthBlock })[];
  readonly groups: readonly { readonly table: AttackedTable; readonly madeOf: (question: string) => GroupMade }[];
  readonly readingOf: (draws: number, isComparable: Reading["isComparable"]) => Reading;
}

function createScene(
  release: AttackedRelease,
  truth: Truth,
  { stream, blocks }: TruthStream,
  knowledge: WholeKnowledge,
): Scene {
  const byPlace = tablesByPlace(release, stream);
  const { schema } = release;
  const { precision, certainty } = knowledge;
  const readingOf: Scene["readingOf"] = (draws, isComparable) => ({
    schema,
    precision,
    certainty,
    draws,
    isComparable,
  });
  return {
    ...{ schema, stream, knowledge, readingOf },
    blocks: blocks.map((block) => ({
      ...{ block, truth: block.table, reading: readingOf(1, (id) => block.asked.has(id)) },
      table: byPlace.get(block.code) ?? null,
    })),
    groups: (knowledge.groups ? truth.groups : []).flatMap((group) => {
      const table = byPlace.get(group.code);
      return table === undefined ? [] : [{ table, madeOf: createGroupMaker(blocks, group) }];
    }),
  };
}

/** What is known of a domain: the base first, then each option; null where nothing is. */
type Knowns = readonly Known[] | null;

function knownsOf({ table, truth, reading }: Source, domain: number, question: number): Knowns {
  if (table === null || !isShown(reading.schema, table, domain, question)) return null;
  const base = knownBase(reading, table, truth, domain, question);
  return base === null ? null : [base, ...knownCounts(reading, table, truth, domain, question, base)];
}

/** The figures of a joined block, as though they were public. */
function grantedOf({ truth, reading }: Source, asked: AttackedQuestion): readonly Known[] {
  const { precision, certainty } = reading;
  const noise = noiseHalf(noiseOf(reading, EVERYBODY), certainty);
  const exact = exactOf(reading.schema, truth, EVERYBODY, asked);
  const [base = 0] = exact;
  return exact.map((middle, at) => ({
    middle,
    half: noise + (at === 0 ? precision.base_step / 2 : (base * precision.share_step) / 200),
  }));
}

/** The base and each option. */
function exactOf(schema: AttackSchema, truth: TruthTable, domain: number, asked: AttackedQuestion): readonly number[] {
  return [baseOf(schema, truth, domain, asked), ...chosenCounts(schema, truth, domain, asked)];
}

function* findForQuestion(scene: Scene, question: number): Generator<FoundDomain, void, undefined> {
  const asked = scene.schema.questions[question];
  if (asked === undefined) return;
  const totals = scene.blocks.map((source): Knowns => {
    if (!source.block.asked.has(asked.id)) return null;
    return source.block.members.length > 1 ? grantedOf(source, asked) : knownsOf(source, EVERYBODY, question);
  });
  for (const variable of scene.schema.variables) {
    const puzzle = createPuzzle(scene, variable, question, asked, totals);
    if (puzzle.judged.length > 0) yield* solve(scene, puzzle, question, asked);
  }
}

interface Judged {
  readonly source: Source & { readonly block: TruthBlock };
  readonly domain: number;
  readonly unknown: number;
}

/** The withheld bands of a variable, for one question, with every known sum of them. */
interface Puzzle {
  unknowns: number;
  readonly sums: number[][];
  /** What is known of each sum: the base, and each option. */
  readonly limits: (readonly Known[])[];
  readonly judged: Judged[];
}

function createPuzzle(
  scene: Scene,
  variable: AttackedVariable,
  question: number,
  asked: AttackedQuestion,
  totals: readonly Knowns[],
): Puzzle {
  const { certainty } = scene.knowledge;
  const puzzle: Puzzle = { unknowns: 0, sums: [], limits: [], judged: [] };
  const cells = scene.blocks.map((source) => variable.domains.map((domain) => knownsOf(source, domain, question)));
  const unknownOf = scene.blocks.map((source, at) => {
    const isAsked = source.block.asked.has(asked.id);
    const hidden = variable.domains.filter((_, band) => isAsked && cells[at]?.[band] === null);
    return addBlock(scene, puzzle, {
      source,
      hidden,
      variable,
      asked,
      total: totals[at] ?? null,
      cells: cells[at] ?? [],
    });
  });
  for (const { table, madeOf } of scene.groups) {
    const { blocks: inside, table: sum } = madeOf(asked.id);
    if (sum === null) continue;
    const group: Source = {
      table,
      truth: sum,
      reading: scene.readingOf(inside.length, (id) => madeOf(id).table === sum),
    };
    for (const [band, domain] of variable.domains.entries()) {
      const total = knownsOf(group, domain, question);
      const parts = inside.flatMap((at) => unknownOf[at]?.get(domain) ?? []);
      if (total === null || parts.length === 0) continue;
      const taken = inside.flatMap((at) => [cells[at]?.[band] ?? null]).filter((cell) => cell !== null);
      puzzle.sums.push(parts);
      puzzle.limits.push(restOf(total, taken, certainty));
    }
  }
  return puzzle;
}

/** Adds a block's withheld bands, and their sum where that of the block is known; gives the unknown of each. */
function addBlock(
  { schema, knowledge }: Scene,
  puzzle: Puzzle,
  at: {
    readonly source: Judged["source"];
    readonly hidden: readonly number[];
    readonly variable: AttackedVariable;
    readonly asked: AttackedQuestion;
    readonly total: Knowns;
    readonly cells: readonly Knowns[];
  },
): ReadonlyMap<number, number> {
  const { source, hidden, variable, asked, total, cells } = at;
  const own = new Map<number, number>();
  for (const domain of hidden) {
    own.set(domain, puzzle.unknowns);
    const people = baseOf(schema, source.truth, domain, asked);
    const limit = knowledge.judgedBelow ?? JUDGED_BELOW;
    if (total !== null && people > 0 && people < limit)
      puzzle.judged.push({ source, domain, unknown: puzzle.unknowns });
    puzzle.unknowns += 1;
  }
  if (hidden.length === 0 || total === null) return own;
  const taken = cells.filter((cell) => cell !== null);
  if (knowledge.notStatedKnown) {
    puzzle.sums.push([...own.values()]);
    const exact = exactNotStated(schema, source.truth, variable, asked);
    puzzle.limits.push(restOf(total, [...taken, exact], knowledge.certainty));
  } else {
    puzzle.sums.push([...own.values(), puzzle.unknowns]);
    puzzle.limits.push(restOf(total, taken, knowledge.certainty));
    puzzle.unknowns += 1;
  }
  return own;
}

function exactNotStated(
  schema: AttackSchema,
  truth: TruthTable,
  { domains }: AttackedVariable,
  asked: AttackedQuestion,
): readonly Known[] {
  const base = notStated((domain) => baseOf(schema, truth, domain, asked), domains);
  const options = asked.slots.map((_, option) =>
    notStated((domain) => chosenBy(schema, truth, domain, asked, option), domains),
  );
  return [base, ...options].map((middle) => ({ middle, half: 0 }));
}

function* solve(
  { schema, stream }: Scene,
  { unknowns, sums, limits, judged }: Puzzle,
  question: number,
  asked: AttackedQuestion,
): Generator<FoundDomain, void, undefined> {
  const solved = propagateAll({ unknowns, sums }, limits, 1 + asked.options);
  for (const { source, domain, unknown } of judged) {
    const found = exactOf(schema, source.truth, domain, asked).map((exact, quantity): FoundNumber => ({
      exact,
      low: solved[quantity]?.low[unknown] ?? 0,
      high: solved[quantity]?.high[unknown] ?? Number.POSITIVE_INFINITY,
    }));
    const [people, ...answers] = found;
    if (people !== undefined) yield { block: source.block.code, stream, domain, question, people, answers };
  }
}

/** Whether a number lies within what was found of it. */
export function isRight({ exact, low, high }: FoundNumber): boolean {
  return exact >= low - 1e-6 && exact <= high + 1e-6;
}

/** Which parts of a withheld band fall: how many they are, and what share gave each answer. */
export function fallenOf(
  { people, answers }: FoundDomain,
  multiple: boolean,
): { readonly people: boolean; readonly answers: readonly boolean[] } {
  const isCounted = people.low > 0 && people.high - people.low < PEOPLE_WIDTH_MIN && isRight(people);
  return {
    people: isCounted,
    answers: answers.map((answer, option) => {
      const [low, high] = shareInterval(people, answers, option, multiple);
      const exact = answer.exact / people.exact;
      return (high - low) * 100 < SHARE_WIDTH_MIN && exact >= low - 1e-6 && exact <= high + 1e-6;
    }),
  };
}

/** The interval of an answer's share in a withheld band, as parts of 1. */
function shareInterval(
  people: FoundNumber,
  answers: readonly FoundNumber[],
  option: number,
  multiple: boolean,
): readonly [number, number] {
  let [low, high] = [answers[option]?.low ?? 0, answers[option]?.high ?? 0];
  if (!multiple) {
    const others = answers.filter((_, other) => other !== option);
    low = Math.max(low, people.low - others.reduce((sum, other) => sum + other.high, 0));
    high = Math.min(high, people.high - others.reduce((sum, other) => sum + other.low, 0));
  }
  // With nobody or one person in the band any answer can be all of it or nothing.
  const upper = people.low < 1 ? (high >= 1 ? 1 : 0) : Math.min(1, Math.max(0, high) / people.low);
  const lower = people.high <= 0 ? 0 : Math.min(1, Math.max(0, low) / people.high);
  return [lower, upper];
}
