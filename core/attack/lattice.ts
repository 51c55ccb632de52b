/**
 * Whole counts behind rounded shares. Of 43 people some share is 2.3 per cent or 4.7, never 3.5; with enough shares only
 * one number of people can have them all ("GRIM", Brown and Heathers 2017). The same holds where weights differ, for
 * whoever knows them. Granted is therefore the mean weight of every count, by how many people the base of each question
 * differs from the smallest of its routing set, and for A17 those who did not say.
 */
import { EVERYBODY } from "../tabulation/layout.ts";
import { type AttackedRelease, type AttackedTable, baseAt, nameAt } from "./attacked-release.ts";
import { eachDomain } from "./figures.ts";
import { baseStep } from "./knowledge.ts";
import type { AttackedQuestion, AttackSchema } from "./schema.ts";
import { baseOf, chosenBy } from "./truth.ts";
import { createTally, type Precision, type Tally, tally, type Truth, type TruthTable } from "./types.ts";
import { hasPlainShares, OPTIONS_VISITED_MAX, type RoundedShares, roundedShares, visitCounts } from "./whole-counts.ts";

/**
 * Domains with more people are not tried: from there on nearly every number of people is possible. Exact weights are
 * granted for A13 and A17.
 */
const GRANTED = { peopleMax: 200, weightError: 0 };

/**
 * For A9 mean weights are granted within 2 per cent. Nobody can know them better: they follow from who of each age and sex
 * gave which answer. With exact ones the noise of twenty questions averages out, and bases of 50 to 70 people are known
 * within 1.5 to 2 people; within 2 per cent it is 2.9 to 3.8, no closer than the rounding.
 */
const NEARLY_GRANTED = { peopleMax: 100, weightError: 0.02 };
const ESTIMATES_MAX = 100;

/** So many domains, taken evenly from all, tell as much as all of a large release. */
const DOMAINS_MAX = 400;

/** The counts of so many people that round to the published shares. */
interface Ways {
  /** How many sets of counts. */
  ways: number;
  /** For each option the fewest and the most. */
  readonly low: number[];
  readonly high: number[];
}

/** A question in a domain. */
interface Lattice {
  readonly asked: AttackedQuestion;
  readonly rounded: RoundedShares;
  /** By how many people its base is larger than the smallest. */
  readonly more: number;
  /** For each number of people in the base the counts they can have; none where no counts round to the shares. */
  readonly byPeople: () => ReadonlyMap<number, Ways>;
}

/** A small domain of a published place, with the questions that share its published base. */
interface LatticeDomain {
  readonly table: AttackedTable;
  readonly truth: TruthTable;
  readonly domain: number;
  readonly published: number;
  readonly lattices: readonly Lattice[];
  /** The smallest exact base. */
  readonly exact: number;
}

/** Every small domain of published places. A question with a withheld answer, beside an "at least" or with many options is left out. */
function latticeDomains(
  release: AttackedRelease,
  truth: Truth,
  precision: Precision,
  { peopleMax, weightError }: { readonly peopleMax: number; readonly weightError: number } = GRANTED,
): readonly LatticeDomain[] {
  const { schema } = release;
  const found = new Map<AttackedTable, Map<string, { readonly truth: TruthTable; readonly questions: number[] }>>();
  eachDomain(release, truth, ({ table, domain, question, asked, exact, isBlock }) => {
    if (!isBlock || asked.multiple || asked.options > OPTIONS_VISITED_MAX) return;
    const published = baseAt(schema, table, domain, question);
    if (!(published <= peopleMax) || !hasPlainShares(schema, table, domain, asked)) return;
    const own = found.get(table) ?? new Map<string, { readonly truth: TruthTable; readonly questions: number[] }>();
    found.set(table, own);
    // Questions with one published base are taken to be a routing set.
    const name = `${domain} ${published}`;
    const known = own.get(name) ?? { truth: exact, questions: [] };
    own.set(name, known);
    known.questions.push(question);
  });
  return [...found].flatMap(([table, own]) =>
    [...own].map(([name, known]) => {
      const [domain = 0, published = 0] = name.split(" ").map(Number);
      return latticeDomain(schema, { table, domain, published, weightError, ...known }, precision);
    }),
  );
}

function latticeDomain(
  schema: AttackSchema,
  seen: Pick<LatticeDomain, "table" | "truth" | "domain" | "published"> & {
    readonly questions: readonly number[];
    readonly weightError: number;
  },
  precision: Precision,
): LatticeDomain {
  const { table, truth, domain, published, questions, weightError } = seen;
  const asked = questions.flatMap((question) => schema.questions[question] ?? []);
  const bases = asked.map((question) => baseOf(schema, truth, domain, question));
  const exact = Math.min(...bases);
  const { largest } = precision.noise;
  return {
    ...{ table, truth, domain, published, exact },
    lattices: asked.map((question, at): Lattice => {
      const rounded = roundedShares(schema, { table, truth, domain }, question, precision, weightError);
      const more = (bases[at] ?? exact) - exact;
      const most = published + precision.base_step + more + largest * (1 + question.options);
      return { asked: question, rounded, more, byPeople: once(() => waysByPeople(rounded, most)) };
    }),
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}

function waysByPeople(rounded: RoundedShares, mostPeople: number): ReadonlyMap<number, Ways> {
  const found = new Map<number, Ways>();
  const limits = { most: rounded.shares.map(() => mostPeople), canBe: () => true, mostPeople };
  visitCounts(rounded, limits, (counts, people) => {
    const known = found.get(people);
    if (known === undefined) {
      found.set(people, { ways: 1, low: [...counts], high: [...counts] });
      return;
    }
    known.ways += 1;
    for (const [option, count] of counts.entries()) {
      if (count < (known.low[option] ?? 0)) known.low[option] = count;
      if (count > (known.high[option] ?? 0)) known.high[option] = count;
    }
  });
  return found;
}

/** What the published base of a domain leaves possible. */
function candidatesOf(published: number, precision: Precision): readonly number[] {
  const half = baseStep(precision, published) / 2;
  const first = Math.max(1, Math.ceil(published - half - precision.noise.largest));
  const last = Math.floor(published + half + precision.noise.largest);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}

/** At most so many of all, evenly spread. */
function evenly<Item>(items: readonly Item[], most: number): readonly Item[] {
  const step = Math.max(1, items.length / most);
  return Array.from({ length: Math.min(most, items.length) }, (_, at) => items[Math.floor(at * step)]).flatMap((item) =>
    item === undefined ? [] : [item],
  );
}

/**
 * The number of people from their shares (A13). Tries are domains; one falls where exactly one number of people can have
 * all its shares, and it is the right one.
 */
export function attackLattice(release: AttackedRelease, truth: Truth, precision: Precision): Tally {
  const result = createTally("A13");
  for (const seen of evenly(latticeDomains(release, truth, precision), DOMAINS_MAX)) {
    const { table, domain, lattices, published, exact } = seen;
    let possible = candidatesOf(published, precision);
    for (const { byPeople, more } of lattices) {
      if (possible.length === 0) break;
      possible = possible.filter((people) => byPeople().has(people + more));
    }
    tally(result, possible.length === 1 && possible[0] === exact, () => nameAt(release.schema, table, domain, 0, 0));
  }
  return result;
}

/**
 * The numbers of people of two groups and of both together from their shares (A17): the counts must add up as well. Tries
 * are variables of two bands, both published, with everybody; one falls where only the right numbers can have all shares.
 */
export function attackTriples(release: AttackedRelease, truth: Truth, precision: Precision): Tally {
  const result = createTally("A17");
  const { schema } = release;
  const byTable = new Map<AttackedTable, LatticeDomain[]>();
  for (const seen of latticeDomains(release, truth, precision)) {
    const known = byTable.get(seen.table);
    if (known === undefined) byTable.set(seen.table, [seen]);
    else known.push(seen);
  }
  const triples = [...byTable.values()].flatMap((domains) =>
    schema.variables.flatMap(({ domains: bands }): readonly Triple[] => {
      const [whole, first, second] = [EVERYBODY, ...bands].map((band) => domains.find(({ domain }) => domain === band));
      if (bands.length !== 2 || whole === undefined || first === undefined || second === undefined) return [];
      return [{ whole, first, second }];
    }),
  );
  for (const triple of evenly(triples, DOMAINS_MAX)) {
    const { whole, first, second } = triple;
    const notStated = whole.exact - first.exact - second.exact;
    const totals = new Set(candidatesOf(whole.published, precision));
    const possible = candidatesOf(first.published, precision).flatMap((one) =>
      candidatesOf(second.published, precision).flatMap((other) =>
        totals.has(one + other + notStated) && addUp(schema, triple, one, other, notStated) ? [[one, other]] : [],
      ),
    );
    const [only] = possible;
    const isRight = possible.length === 1 && only?.[0] === first.exact && only[1] === second.exact;
    tally(result, isRight, () => nameAt(schema, first.table, first.domain, 0, 0));
  }
  return result;
}

interface Triple {
  readonly whole: LatticeDomain;
  readonly first: LatticeDomain;
  readonly second: LatticeDomain;
}

/** Whether so many people of two bands and those who did not say can have the shares of every question that all have. */
function addUp(
  schema: AttackSchema,
  { whole, first, second }: Triple,
  one: number,
  other: number,
  notStated: number,
): boolean {
  return whole.lattices.every(({ asked, byPeople, more }) => {
    const own = [first, second].map(({ lattices }) => lattices.find((lattice) => lattice.asked === asked));
    const [left, right] = own;
    if (left === undefined || right === undefined) return true;
    const parts = [left.byPeople().get(one + left.more), right.byPeople().get(other + right.more)];
    const [a, b] = parts;
    const all = byPeople().get(one + other + notStated + more);
    if (a === undefined || b === undefined || all === undefined) return false;
    return asked.slots.every((_, option) => {
      const chosen = [whole, first, second].map(({ truth, domain }) => chosenBy(schema, truth, domain, asked, option));
      const unsaid = (chosen[0] ?? 0) - (chosen[1] ?? 0) - (chosen[2] ?? 0);
      const low = (a.low[option] ?? 0) + (b.low[option] ?? 0) + unsaid;
      const high = (a.high[option] ?? 0) + (b.high[option] ?? 0) + unsaid;
      return low <= (all.high[option] ?? 0) && high >= (all.low[option] ?? 0);
    });
  });
}

/** How far estimates of the people in domains are from the truth. */
export interface BaseEstimates {
  readonly tried: number;
  /** Root of the mean squared error of the published base, and of the best estimate with all shares. */
  readonly published: number;
  readonly estimated: number;
  /** In how many domains the estimate is right to the person. */
  readonly recovered: number;
}

/**
 * The number of people from all questions' shares together (A9). Each question's protected counts add up to another number
 * around the same base; of each such number it is known how likely the shares are with it. Gives errors over domains.
 */
export function estimateBases(
  release: AttackedRelease,
  truth: Truth,
  precision: Precision,
  granted: { readonly peopleMax: number; readonly weightError: number } = NEARLY_GRANTED,
): BaseEstimates {
  let [tried, published, estimated, recovered] = [0, 0, 0, 0];
  for (const seen of evenly(latticeDomains(release, truth, precision, granted), ESTIMATES_MAX)) {
    const guess = posteriorMean(seen, precision);
    if (guess === null) continue;
    tried += 1;
    published += (seen.published - seen.exact) ** 2;
    estimated += (guess - seen.exact) ** 2;
    if (Math.abs(guess - seen.exact) < 0.5) recovered += 1;
  }
  const root = (sum: number): number => (tried === 0 ? 0 : Math.sqrt(sum / tried));
  return { tried, published: root(published), estimated: root(estimated), recovered };
}

function posteriorMean({ lattices, published }: LatticeDomain, precision: Precision): number | null {
  const candidates = candidatesOf(published, precision);
  const logs = candidates.map((people) =>
    lattices.reduce(
      (sum, lattice) => sum + logLikelihood(lattice, people, precision),
      logOfBase(people, published, precision),
    ),
  );
  const largest = Math.max(...logs);
  if (!Number.isFinite(largest)) return null;
  const weights = logs.map((log) => Math.exp(log - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return candidates.reduce((sum, people, at) => sum + (people * (weights[at] ?? 0)) / total, 0);
}

/** How likely a published base is, but for a factor: noise as good as normal, and then rounding. */
function logOfBase(people: number, published: number, precision: Precision): number {
  const { variance } = precision.noise;
  const half = baseStep(precision, published) / 2;
  if (variance === 0) return Math.abs(people - published) <= half ? 0 : Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (let noisy = Math.ceil(published - half); noisy <= published + half; noisy += 1) {
    sum += Math.exp(-((noisy - people) ** 2) / (2 * variance));
  }
  return Math.log(sum);
}

/** The logarithm of next to nothing: where no counts have the shares at all, a question tells nothing. */
const NEXT_TO_NOTHING = -50;

/** How likely the shares of a question are for so many people: over all totals that its protected counts can have. */
function logLikelihood(
  { asked, more, byPeople }: Lattice,
  people: number,
  { noise: { largest, variance } }: Precision,
): number {
  const spread = variance * asked.options;
  const reach = Math.min(largest * asked.options, Math.ceil(4 * Math.sqrt(spread)));
  const base = people + more;
  let sum = 0;
  for (let total = Math.max(1, base - reach); total <= base + reach; total += 1) {
    const weight = spread === 0 ? 1 : Math.exp(-((total - base) ** 2) / (2 * spread));
    // There are about as many ways to share people out among options as their number to the power of these less one.
    sum += weight * (byPeople().get(total)?.ways ?? 0) * total ** (1 - asked.options);
  }
  return sum > 0 ? Math.log(sum) : NEXT_TO_NOTHING;
}
