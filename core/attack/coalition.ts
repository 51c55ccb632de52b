/**
 * A coalition (A28): some people of a district put their own answers together to find out what one other person answered
 * to a question. Granted are the victim's bands of every variable, the mean weight of every cell, how noise is drawn and
 * how figures are made. The evidence is every published row of the district that the victim is in: everybody, and each of
 * the victim's bands. A group's rows add nothing: that of everybody is made of the same protected counts, and those by
 * band hold many more people, of whom the coalition knows nothing.
 *
 * Victims are made so that a guess succeeds 35 times in 100: that many gave the answer most common in the district, and
 * the others are spread evenly over the other answers that somebody gave. Bayes' rule does the rest.
 */
import { EVERYBODY } from "../tabulation/layout.ts";
import { createNoiseTable, type NoiseParameters, type NoiseTable } from "../disclosure/noise-table.ts";
import { type AttackedRelease, type AttackedTable, isShown, nameAt, tablesByPlace } from "./attacked-release.ts";
import type { AttackedQuestion, AttackSchema } from "./schema.ts";
import { baseOf, chosenBy, chosenCounts } from "./truth.ts";
import { createTally, PROTECTED_PRECISION, type Tally, tally, type Truth, type TruthTable } from "./types.ts";
import { hasPlainShares, OPTIONS_VISITED_MAX, type RoundedShares, roundedShares, visitCounts } from "./whole-counts.ts";

/** How often a victim has the most common answer. */
export const COALITION_GUESS = 0.35;

/**
 * Above this rate of success a coalition of all but one blocks publication. 0.60 is the aim. Made populations come to 0.53
 * to 0.59, to 0.64 where all weights are alike, and with a weaker noise on every row to 0.72 and more (decision 42).
 */
export const COALITION_LIMIT = 0.7;

/** What a coalition is. */
export interface Coalition {
  /** How many of the district's other respondents it does not know the answers of: 0 for all but one. */
  readonly unknown: (others: number) => number;
  readonly victims: number;
  /** Another seed makes other victims. */
  readonly seed: number;
  /** The noise of counts; null for none. */
  readonly noise: NoiseParameters | null;
}

/** Larger domains are no evidence, and districts with more people are not tried: a person more is below the rounding. */
const PEOPLE_MAX = 320;

/** How many questions of small districts there are to try: each has one draw of noise, however many victims it has. */
export function coalitionTargets(release: AttackedRelease, truth: Truth): number {
  return targetsOf(release, truth).length;
}

/** Attacks victims of small districts, in turn. One try is one victim; one falls where the likeliest answer is theirs. */
export function attackByCoalition(release: AttackedRelease, truth: Truth, coalition: Coalition): Tally {
  const result = createTally("A28");
  const noise = tableOf(coalition.noise);
  const uniform = createUniform(coalition.seed);
  const targets = targetsOf(release, truth);
  if (targets.length === 0) return result;
  for (let victim = 0; victim < coalition.victims; victim += 1) {
    const target = targets[Math.floor(uniform() * targets.length)];
    if (target === undefined) continue;
    const { table, question } = target;
    const fell = attackVictim(release.schema, target, coalition, noise, uniform);
    tally(result, fell, () => nameAt(release.schema, table, EVERYBODY, question, 0));
  }
  return result;
}

function tableOf(parameters: NoiseParameters | null): NoiseTable | null {
  if (parameters === null) return null;
  const made = createNoiseTable(parameters);
  if (!made.ok) throw new RangeError("There is no such noise table.");
  return made.table;
}

/** Uniform numbers from 0 to below 1, from a seed (Steele, Lea and Flood's mixing of a Weyl sequence, 32 bits). */
function createUniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** A published question of a small district. */
interface Target {
  readonly table: AttackedTable;
  readonly truth: TruthTable;
  readonly question: number;
  readonly asked: AttackedQuestion;
}

/**
 * Questions to which people of the district gave at least four answers: with two, a victim has the rarer one 65 times in
 * 100, and a guess would pass for an attack.
 */
const ANSWERS_GIVEN_MIN = 4;

function targetsOf(release: AttackedRelease, truth: Truth): readonly Target[] {
  const { schema } = release;
  return truth.streams.flatMap(({ stream, blocks }) => {
    const byPlace = tablesByPlace(release, stream);
    return blocks.flatMap(({ code, table: exact, asked: by }) => {
      const table = byPlace.get(code);
      if (table === undefined) return [];
      return schema.questions.flatMap((asked, question): readonly Target[] => {
        const people = baseOf(schema, exact, EVERYBODY, asked);
        const given = chosenCounts(schema, exact, EVERYBODY, asked).filter((count) => count > 0).length;
        const isTried =
          by.has(asked.id) &&
          !asked.multiple &&
          asked.options <= OPTIONS_VISITED_MAX &&
          given >= ANSWERS_GIVEN_MIN &&
          people <= PEOPLE_MAX;
        return isTried && isShown(schema, table, EVERYBODY, question) ? [{ table, truth: exact, question, asked }] : [];
      });
    });
  });
}

function attackVictim(
  schema: AttackSchema,
  target: Target,
  coalition: Coalition,
  noise: NoiseTable | null,
  uniform: () => number,
): boolean {
  const { truth, asked } = target;
  const counts = chosenCounts(schema, truth, EVERYBODY, asked);
  const prior = priorOf(counts);
  const answer = draw(prior, uniform());
  if ((counts[answer] ?? 0) === 0) return false;
  const people = counts.reduce((sum, count) => sum + count, 0);
  const unknown = Math.min(people - 1, Math.max(0, coalition.unknown(people - 1)));
  const logs = prior.map((probability) => (probability > 0 ? Math.log(probability) : Number.NEGATIVE_INFINITY));
  const domains = [
    EVERYBODY,
    ...schema.variables.flatMap(({ domains: bands }) => bandOf(schema, target, bands, answer, uniform)),
  ];
  for (const domain of domains) {
    if (!isShown(schema, target.table, domain, target.question)) continue;
    const evidence = evidenceOf(schema, target, domain, answer, unknown / Math.max(1, people - 1), noise, uniform);
    if (evidence === null) continue;
    for (const [option, likelihood] of evidence.entries()) logs[option] = (logs[option] ?? 0) + Math.log(likelihood);
  }
  return logs.indexOf(Math.max(...logs)) === answer;
}

/** 0.35 for the most common answer, the rest alike for all others that somebody gave. */
function priorOf(counts: readonly number[]): readonly number[] {
  const most = counts.indexOf(Math.max(...counts));
  const others = counts.filter((count, option) => count > 0 && option !== most).length;
  if (others === 0) return counts.map((_, option) => (option === most ? 1 : 0));
  return counts.map((count, option) =>
    option === most ? COALITION_GUESS : count > 0 ? (1 - COALITION_GUESS) / others : 0,
  );
}

function draw(probabilities: readonly number[], uniform: number): number {
  let left = uniform;
  for (const [at, probability] of probabilities.entries()) {
    left -= probability;
    if (left < 0) return at;
  }
  return probabilities.length - 1;
}

/** A band in which somebody gave the answer, drawn as those who gave it are spread; none for whoever did not say. */
function bandOf(
  schema: AttackSchema,
  { truth, asked }: Target,
  bands: readonly number[],
  answer: number,
  uniform: () => number,
): readonly number[] {
  const all = chosenBy(schema, truth, EVERYBODY, asked, answer);
  const at = draw(
    [...bands.map((band) => chosenBy(schema, truth, band, asked, answer) / all), Number.POSITIVE_INFINITY],
    uniform(),
  );
  return bands.slice(at, at + 1);
}

/** What the coalition works with of one published row. */
interface Row {
  /** For each option: how likely each protected count is if the victim did not choose it, and if they did. */
  readonly without: readonly Float64Array[];
  readonly chosen: readonly Float64Array[];
  readonly rounded: RoundedShares;
}

/** How likely the row is for each answer of the victim; null where it tells nothing. */
function evidenceOf(
  schema: AttackSchema,
  { table, truth, asked }: Target,
  domain: number,
  answer: number,
  unknownPart: number,
  noise: NoiseTable | null,
  uniform: () => number,
): readonly number[] | null {
  const counts = chosenCounts(schema, truth, domain, asked);
  const people = counts.reduce((sum, count) => sum + count, 0);
  // Beside an "at least" nothing else is shown, and what it says everybody could guess.
  if (people > PEOPLE_MAX || !hasPlainShares(schema, table, domain, asked)) return null;
  const others = counts.map((count, option) => count - (option === answer ? 1 : 0));
  const known = others.map((count) => knownOf(count, unknownPart, uniform));
  const unknown = others.reduce((sum, count, option) => sum + count - (known[option] ?? 0), 0);
  const rounded = roundedShares(schema, { table, truth, domain }, asked, PROTECTED_PRECISION);
  const { shares } = rounded;
  const total = shares.reduce((sum, share) => sum + share, 0);
  const countsWith = (more: number): readonly Float64Array[] =>
    shares.map((share, option) => protectedCounts((known[option] ?? 0) + more, unknown, share / total, noise));
  const row: Row = { without: countsWith(0), chosen: countsWith(1), rounded };
  const sums = likelihoods(row);
  return sums.every((sum) => sum === 0) ? null : sums;
}

/** How many of those who gave an answer are in the coalition. */
function knownOf(count: number, unknownPart: number, uniform: () => number): number {
  if (unknownPart === 0) return count;
  let known = 0;
  for (let person = 0; person < count; person += 1) if (uniform() >= unknownPart) known += 1;
  return known;
}

/** How likely each protected count is, with some people known to be counted and each of the others with a probability. */
function protectedCounts(known: number, unknown: number, probability: number, noise: NoiseTable | null): Float64Array {
  const reach = noise === null ? 0 : noise.parameters.largest;
  const result = new Float64Array(known + unknown + reach + 1);
  let chance = (1 - probability) ** unknown;
  for (let more = 0; more <= unknown; more += 1) {
    const count = known + more;
    if (chance > 1e-9) addNoise(result, count, chance, noise);
    chance *= ((unknown - more) / (more + 1)) * (probability / Math.max(1e-12, 1 - probability));
  }
  return result;
}

function addNoise(into: Float64Array, count: number, chance: number, noise: NoiseTable | null): void {
  const row = count === 0 || noise === null ? undefined : noise.rows[Math.min(count, noise.rows.length) - 1];
  if (row === undefined) {
    into[count] = (into[count] ?? 0) + chance;
    return;
  }
  for (const [at, value] of row.values.entries()) {
    into[count + value] = (into[count + value] ?? 0) + chance * (row.probabilities[at] ?? 0);
  }
}

/** For each answer of the victim the probability of the published figures: over all protected counts that round to them. */
function likelihoods(row: Row): readonly number[] {
  const { without, chosen, rounded } = row;
  const sums = rounded.shares.map(() => 0);
  visitCounts(
    rounded,
    {
      most: chosen.map((counts) => counts.length - 1),
      canBe: (option, count) => (chosen[option]?.[count] ?? 0) > 0 || (without[option]?.[count] ?? 0) > 0,
    },
    (counts) => addProducts(row, counts, sums),
  );
  return sums;
}

/** Adds the probability of these counts to the sum of each answer. */
function addProducts({ without, chosen }: Row, counts: readonly number[], sums: number[]): void {
  for (let answer = 0; answer < sums.length; answer += 1) {
    let product = 1;
    for (let option = 0; option < counts.length && product > 0; option += 1) {
      product *= (option === answer ? chosen : without)[option]?.[counts[option] ?? 0] ?? 0;
    }
    sums[answer] = (sums[answer] ?? 0) + product;
  }
}
