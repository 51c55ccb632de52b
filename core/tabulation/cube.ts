/**
 * From packed answers to a cube: how many people of each domain and weighting cell gave each answer to each question.
 * Cubes of parts add up to the cube of the whole, so counting can be done in parts, and nothing that follows costs more
 * for more respondents.
 */
import type { CountedQuestion, CubeLayout, OptionReader } from "./layout.ts";
import { MEMBER_SUMS, powersOf } from "./members.ts";
import { add } from "./modular.ts";

/** What counting reads of a response. */
export interface CountedResponse {
  /** The packed answers (`core/questionnaire/answers.ts`). */
  readonly answers: string;
  readonly arm: number;
  /** Class k stands for a base weight of k + 1: so many adults at the address. */
  readonly baseWeightClass: number;
  /** 48 random bits that stand for the response when noise is drawn. */
  readonly recordKey: number;
  /** A number that stands for the response when two cubes are compared. */
  readonly member: number;
}

/** Counts of one place and stream, as plain data that adds up. `CubeLayout` says where each stands. */
export interface Cube {
  readonly responses: number;
  /** Base-weight classes counted: one more than the highest that came, and at least one. */
  readonly classes: number;
  /** Responses of each weighting cell: `class * cells + cell`. */
  readonly people: Int32Array;
  readonly counts: Int32Array;
  /** The record keys of whoever is counted there, added up modulo 2^48: `domain * width + slot`. */
  readonly keySums: Float64Array;
  /** Who is in each domain (`members.ts`): `domain * MEMBER_SUMS + power`. */
  readonly members: Float64Array;
}

/** Sums of record keys are kept modulo this. */
export const KEY_MODULUS = 2 ** 48;

/** At most so many base-weight classes. */
export const BASE_WEIGHT_CLASSES_MAX = 4;

/** Counts responses. Throws on what cannot have been stored for this questionnaire, without repeating it. O(responses x questions x demographics). */
export function tabulate(layout: CubeLayout, responses: Iterable<CountedResponse>): Cube {
  let cube = emptyCube(layout, 1);
  let counted = 0;
  // Where the counts of each domain that the respondent is in begin. The first is everybody.
  const most = layout.bands.length + 2;
  const into: Counting = { starts: new Int32Array(most), domains: new Int32Array(most), members: 0, recordKey: 0 };
  const powers = new Float64Array(MEMBER_SUMS);
  for (const response of responses) {
    if (response.baseWeightClass >= cube.classes) cube = grown(layout, cube, classesFor(response));
    findDomains(layout, response, into, cube.people);
    for (const question of layout.questions) {
      if (question.type === "single") countSingle(question, response.answers, cube, layout.width, into);
      else countMultiple(question, response.answers, cube, layout.width, into);
    }
    powersOf(response.member, powers);
    addMember(cube.members, powers, into);
    counted += 1;
  }
  return { ...cube, responses: counted };
}

/** The cube of several parts together. */
export function addCubes(layout: CubeLayout, cubes: readonly Cube[]): Cube {
  const sum = emptyCube(
    layout,
    cubes.reduce((most, { classes }) => Math.max(most, classes), 1),
  );
  let responses = 0;
  for (const cube of cubes) {
    responses += cube.responses;
    addInto(sum.people, cube.people);
    addInto(sum.counts, cube.counts);
    addKeySums(sum.keySums, cube.keySums);
    for (let at = 0; at < sum.members.length; at += 1) {
      sum.members[at] = add(sum.members[at] ?? 0, cube.members[at] ?? 0);
    }
  }
  return { ...sum, responses };
}

/** Class by class, so that the counts of a cube with fewer classes stand at the beginning of one with more. */
function emptyCube(layout: CubeLayout, classes: number): Cube {
  const people = new Int32Array(classes * layout.cells);
  return {
    responses: 0,
    classes,
    people,
    counts: new Int32Array(people.length * layout.domains.length * layout.width),
    keySums: new Float64Array(layout.domains.length * layout.width),
    members: new Float64Array(layout.domains.length * MEMBER_SUMS),
  };
}

function grown(layout: CubeLayout, cube: Cube, classes: number): Cube {
  return addCubes(layout, [cube, emptyCube(layout, classes)]);
}

function classesFor({ baseWeightClass }: CountedResponse): number {
  if (baseWeightClass < BASE_WEIGHT_CLASSES_MAX) return Math.floor(baseWeightClass) + 1;
  throw new RangeError("A stored response has a base-weight class that there is none of.");
}

function addInto(sum: Int32Array, part: Int32Array): void {
  for (let at = 0; at < part.length; at += 1) sum[at] = (sum[at] ?? 0) + (part[at] ?? 0);
}

/** Adds sums of record keys to others, modulo 2^48: exact, since two of them fit a double. */
export function addKeySums(sum: Float64Array, part: Float64Array): void {
  for (let at = 0; at < part.length; at += 1) {
    sum[at] = addKeys(sum[at] ?? 0, part[at] ?? 0);
  }
}

/** The sum of two sums of record keys, modulo 2^48. */
export function addKeys(first: number, second: number): number {
  const sum = first + second;
  return sum >= KEY_MODULUS ? sum - KEY_MODULUS : sum;
}

/** One response under way: where its counts begin in each domain that it is in, and which domains these are. */
interface Counting {
  readonly starts: Int32Array;
  readonly domains: Int32Array;
  members: number;
  recordKey: number;
}

/** Counts the respondent in their weighting cell and notes their domains. */
function findDomains(
  layout: CubeLayout,
  { answers, arm, baseWeightClass, recordKey, member }: CountedResponse,
  into: Counting,
  people: Int32Array,
): void {
  for (const number of [recordKey, member]) {
    if (!Number.isInteger(number) || number < 0 || number >= KEY_MODULUS) {
      throw new RangeError("A stored response has no record key, or no number as a member.");
    }
  }
  if (answers.length !== layout.packedLength) {
    throw new RangeError("Stored answers do not have the length of their questionnaire.");
  }
  const known = Number.isInteger(arm) && Number.isInteger(baseWeightClass) && arm >= 0 && baseWeightClass >= 0;
  if (!known || arm >= layout.arms)
    throw new RangeError("A stored response has an arm or a class that there is none of.");
  const age = levelAt(layout.age, answers, layout.ages.length);
  const sex = levelAt(layout.sex, answers, layout.sexes.length);
  const cell = age * layout.sexes.length + sex;
  const inClass = baseWeightClass * layout.cells + cell;
  people[inClass] = (people[inClass] ?? 0) + 1;
  const { width, cells } = layout;
  const first = (baseWeightClass * layout.domains.length * cells + cell) * width;
  const step = cells * width;
  const enter = (domain: number): void => {
    into.domains[into.members] = domain;
    into.starts[into.members] = first + domain * step;
    into.members += 1;
  };
  into.members = 0;
  into.recordKey = recordKey;
  enter(0);
  for (const band of layout.bands) {
    const domain = valueAt(band, answers);
    if (domain >= 0) enter(domain);
  }
  if (layout.firstArm >= 0) enter(layout.firstArm + arm);
}

function addMember(sums: Float64Array, powers: Float64Array, { domains, members }: Counting): void {
  for (let member = 0; member < members; member += 1) {
    const start = (domains[member] ?? 0) * MEMBER_SUMS;
    for (let at = 0; at < MEMBER_SUMS; at += 1) sums[start + at] = add(sums[start + at] ?? 0, powers[at] ?? 0);
  }
}

/** The level of a weighting question: the last, "unknown", for whoever was not asked, did not answer or is not counted. */
function levelAt(reader: OptionReader | null, answers: string, levels: number): number {
  const value = reader === null ? -1 : valueAt(reader, answers);
  return value < 0 ? levels - 1 : value;
}

function valueAt({ position, valueOf }: OptionReader, answers: string): number {
  const digit = digitAt(answers, position);
  return digit < 0 ? -1 : (valueOf[digit] ?? noSuchAnswer());
}

function countSingle(
  { position, offset, options }: CountedQuestion & { readonly offset: number },
  answers: string,
  cube: Cube,
  width: number,
  into: Counting,
): void {
  const digit = digitAt(answers, position);
  if (digit === NOT_ASKED) return;
  if (digit >= options.length) noSuchAnswer();
  addOne(cube, width, into, offset + (digit === NOT_ANSWERED ? options.length : digit));
}

function countMultiple(
  { position, offset, options }: CountedQuestion & { readonly offset: number },
  answers: string,
  cube: Cube,
  width: number,
  into: Counting,
): void {
  const state = Math.min(digitAt(answers, position), 0);
  let ticked = 0;
  let inBase = false;
  for (let option = 0; option < options.length; option += 1) {
    const digit = digitAt(answers, position + option);
    if (digit > 1 || Math.min(digit, 0) !== state) noSuchAnswer();
    if (digit !== 1) continue;
    ticked += 1;
    inBase ||= options[option]?.inBase === true;
    addOne(cube, width, into, offset + option);
  }
  if (state === NOT_ASKED) return;
  if (ticked === 0) addOne(cube, width, into, offset + options.length);
  if (inBase) addOne(cube, width, into, offset + options.length + 1);
}

function addOne({ counts, keySums }: Cube, width: number, into: Counting, slot: number): void {
  const { starts, domains, members, recordKey } = into;
  for (let member = 0; member < members; member += 1) {
    const at = (starts[member] ?? 0) + slot;
    counts[at] = (counts[at] ?? 0) + 1;
    const keyAt = (domains[member] ?? 0) * width + slot;
    keySums[keyAt] = addKeys(keySums[keyAt] ?? 0, recordKey);
  }
}

const NOT_ANSWERED = -1;
const NOT_ASKED = -2;
const UNKNOWN = -3;

/** What each character stands for: a place in the code list, or a state. */
const DIGITS = new Int8Array(128).fill(UNKNOWN);
for (const [digit, character] of [..."0123456789abcdefghijklmnopqrstuvwxyz"].entries()) {
  DIGITS[character.charCodeAt(0)] = digit;
}
DIGITS[".".charCodeAt(0)] = NOT_ANSWERED;
DIGITS["-".charCodeAt(0)] = NOT_ASKED;

function digitAt(answers: string, position: number): number {
  const digit = DIGITS[answers.charCodeAt(position)] ?? UNKNOWN;
  return digit === UNKNOWN ? noSuchAnswer() : digit;
}

function noSuchAnswer(): never {
  throw new RangeError("A stored answer is none that its question has.");
}
