/**
 * Whole counts behind rounded shares. Of 43 people some share is 2.3 per cent or 4.7, never 3.5; with enough shares only
 * one number of people can have them all ("GRIM", Brown and Heathers 2017). Where weights differ there is no such lattice,
 * so these attacks are tried on domains in which all weights are alike, which is granted.
 */
import { type AttackedRelease, type AttackedTable, baseAt, isShown, nameAt, WITHHELD } from "./attacked-release.ts";
import { eachDomain } from "./figures.ts";
import { type AttackedQuestion, type AttackSchema, EVERYBODY } from "./schema.ts";
import { baseOf } from "./truth.ts";
import { createTally, type Precision, type Tally, tally, type Truth, type TruthTable } from "./types.ts";

/** Domains larger than this are not tried: from there on every number of people is possible. */
const PEOPLE_MAX = 400;

/** Shares of options that are written plainly, in a domain of a place. */
interface Lattice {
  readonly asked: AttackedQuestion;
  /** By option; not a number where it is not plain. */
  readonly shares: readonly number[];
  readonly isWhole: boolean;
}

function latticeOf(schema: AttackSchema, table: AttackedTable, domain: number, asked: AttackedQuestion): Lattice {
  const start = domain * schema.rows + asked.firstRow;
  const shares = Array.from({ length: asked.options }, (_, option) => {
    const at = start + option;
    const isPlain = table.status[at] !== WITHHELD && table.bound[at] === 0;
    return isPlain ? (table.share[at] ?? Number.NaN) : Number.NaN;
  });
  return { asked, shares, isWhole: shares.every((share) => !Number.isNaN(share)) };
}

/** The fewest and the most of `people` who make a share when it is rounded to a step; fewest above most where nobody can. */
export function countsOfShare(share: number, people: number, step: number): readonly [number, number] {
  const half = step / 2 + 1e-9;
  return [
    Math.max(0, Math.ceil(((share - half) * people) / 100)),
    Math.min(people, Math.floor(((share + half) * people) / 100)),
  ];
}

/** Whether so many people can have these shares: each is of whole people, and together they are everybody. */
export function canHave(shares: readonly number[], people: number, step: number): boolean {
  let [fewest, most] = [0, 0];
  for (const share of shares) {
    if (Number.isNaN(share)) {
      most += people;
      continue;
    }
    const [low, high] = countsOfShare(share, people, step);
    if (low > high) return false;
    fewest += low;
    most += high;
  }
  return fewest <= people && most >= people;
}

/** What the published base of a domain leaves possible. */
function candidatesOf(published: number, { base_step, base_step_from_1000, noise }: Precision): readonly number[] {
  const half = (published < 1000 ? base_step : base_step_from_1000) / 2;
  const first = Math.max(1, Math.ceil(published - half - noise.largest));
  const last = Math.floor(published + half + noise.largest);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}

/** Raking ends when margins are met this well and better. */
const UNIFORM = 1e-6;

/** Whether everybody in a domain weighs the same. */
function isUniform(schema: AttackSchema, { people, weights }: TruthTable, domain: number): boolean {
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (let slot = 0; slot < schema.width; slot += 1) {
    const at = domain * schema.width + slot;
    const count = people[at] ?? 0;
    if (count === 0) continue;
    const weight = (weights[at] ?? 0) / count;
    least = Math.min(least, weight);
    most = Math.max(most, weight);
  }
  return most - least <= most * UNIFORM;
}

/** A domain of a published place with all its plain shares, whose people weigh the same. */
interface UniformDomain {
  readonly table: AttackedTable;
  readonly domain: number;
  readonly lattices: readonly Lattice[];
  readonly published: number;
  /** The exact base of each question. */
  readonly exact: readonly number[];
}

/** Every small domain of published places, of one weight, with the questions that share its published base. */
function uniformDomains(release: AttackedRelease, truth: Truth): readonly UniformDomain[] {
  const { schema } = release;
  const found = new Map<
    AttackedTable,
    Map<string, UniformDomain & { readonly lattices: Lattice[]; readonly exact: number[] }>
  >();
  eachDomain(release, truth, ({ table, domain, question, asked, exact, isBlock }) => {
    if (!isBlock || asked.multiple || !isShown(schema, table, domain, question)) return;
    const published = baseAt(schema, table, domain, question);
    if (published > PEOPLE_MAX || !isUniform(schema, exact, domain)) return;
    const own =
      found.get(table) ?? new Map<string, UniformDomain & { readonly lattices: Lattice[]; readonly exact: number[] }>();
    found.set(table, own);
    // Questions with one published base are taken to be a routing set.
    const name = `${domain} ${published}`;
    const known = own.get(name) ?? { table, domain, lattices: [], published, exact: [] };
    own.set(name, known);
    known.lattices.push(latticeOf(schema, table, domain, asked));
    known.exact.push(baseOf(schema, exact, domain, asked));
  });
  return [...found.values()].flatMap((own) => [...own.values()]);
}

/**
 * The number of people from their shares (A13). Tries are domains of one weight; one falls where exactly one number of
 * people can have all its shares, and it is the right one.
 */
export function attackLattice(release: AttackedRelease, truth: Truth, precision: Precision): Tally {
  const result = createTally("A13");
  const step = precision.share_step;
  for (const { table, domain, lattices, published, exact } of uniformDomains(release, truth)) {
    const possible = candidatesOf(published, precision).filter((people) =>
      lattices.every(({ shares }) => canHave(shares, people, step)),
    );
    const [only] = possible;
    const isRight = possible.length === 1 && exact.every((people) => people === only);
    tally(result, isRight, () => nameAt(release.schema, table, domain, 0, 0));
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
  const step = precision.share_step;
  const byTable = new Map<AttackedTable, UniformDomain[]>();
  for (const seen of uniformDomains(release, truth)) {
    const known = byTable.get(seen.table);
    if (known === undefined) byTable.set(seen.table, [seen]);
    else known.push(seen);
  }
  for (const [table, domains] of byTable) {
    const whole = domains.find(({ domain }) => domain === EVERYBODY);
    if (whole === undefined) continue;
    for (const variable of schema.variables) {
      const [first, second] = variable.domains.map((band) => domains.find(({ domain }) => domain === band));
      if (variable.domains.length !== 2 || first === undefined || second === undefined) continue;
      const totals = new Set(candidatesOf(whole.published, precision));
      const possible = candidatesOf(first.published, precision).flatMap((one) =>
        candidatesOf(second.published, precision).flatMap((other) =>
          totals.has(one + other) && addUp(first, second, whole, [one, other], step) ? [[one, other]] : [],
        ),
      );
      const [only] = possible;
      const isRight = possible.length === 1 && only?.[0] === first.exact[0] && only?.[1] === second.exact[0];
      tally(result, isRight, () => nameAt(schema, table, first.domain, 0, 0));
    }
  }
  return result;
}

function addUp(
  first: UniformDomain,
  second: UniformDomain,
  whole: UniformDomain,
  [one, other]: readonly [number, number],
  step: number,
): boolean {
  return whole.lattices.every(({ asked, shares }) => {
    const parts = [first, second].map((part) => part.lattices.find((lattice) => lattice.asked === asked)?.shares);
    const [firstShares, secondShares] = parts;
    if (firstShares === undefined || secondShares === undefined) return true;
    if (!canHave(firstShares, one, step) || !canHave(secondShares, other, step) || !canHave(shares, one + other, step))
      return false;
    return shares.every((share, option) => {
      const [a, b] = [firstShares[option] ?? Number.NaN, secondShares[option] ?? Number.NaN];
      if (Number.isNaN(share) || Number.isNaN(a) || Number.isNaN(b)) return true;
      const [lowFirst, highFirst] = countsOfShare(a, one, step);
      const [lowSecond, highSecond] = countsOfShare(b, other, step);
      const [low, high] = countsOfShare(share, one + other, step);
      return lowFirst + lowSecond <= high && highFirst + highSecond >= low;
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
 * around the same base; of each such number it is known how likely the shares are with it. Gives errors over the domains
 * of one weight.
 */
export function estimateBases(release: AttackedRelease, truth: Truth, precision: Precision): BaseEstimates {
  let [tried, published, estimated, recovered] = [0, 0, 0, 0];
  for (const seen of uniformDomains(release, truth)) {
    const exact = Math.min(...seen.exact);
    const guess = posteriorMean(seen, precision);
    if (guess === null) continue;
    tried += 1;
    published += (seen.published - exact) ** 2;
    estimated += (guess - exact) ** 2;
    if (Math.abs(guess - exact) < 0.5) recovered += 1;
  }
  const root = (sum: number): number => (tried === 0 ? 0 : Math.sqrt(sum / tried));
  return { tried, published: root(published), estimated: root(estimated), recovered };
}

function posteriorMean({ lattices, published }: UniformDomain, precision: Precision): number | null {
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
function logOfBase(
  people: number,
  published: number,
  { base_step, base_step_from_1000, noise: { variance } }: Precision,
): number {
  const half = (published < 1000 ? base_step : base_step_from_1000) / 2;
  if (variance === 0) return Math.abs(people - published) <= half ? 0 : Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (let noisy = Math.ceil(published - half); noisy <= published + half; noisy += 1) {
    sum += Math.exp(-((noisy - people) ** 2) / (2 * variance));
  }
  return Math.log(sum);
}

/** How likely the shares of a question are for so many people: over all totals that its protected counts can have. */
function logLikelihood({ asked, shares }: Lattice, people: number, precision: Precision): number {
  const { largest, variance } = precision.noise;
  const spread = variance * asked.options;
  const reach = Math.min(largest * asked.options, Math.ceil(4 * Math.sqrt(spread)));
  let sum = 0;
  for (let total = Math.max(1, people - reach); total <= people + reach; total += 1) {
    const weight = spread === 0 ? 1 : Math.exp(-((total - people) ** 2) / (2 * spread));
    sum += weight * waysToHave(shares, total, precision.share_step) * logScale(asked.options, total);
  }
  return sum > 0 ? Math.log(sum) : -50;
}

/** One over how many ways there are, roughly, to share people out among options: rises with their number's power. */
function logScale(options: number, total: number): number {
  return total ** (1 - options);
}

/** How many ways there are for whole numbers that add up to a total to have these shares. */
function waysToHave(shares: readonly number[], total: number, step: number): number {
  let ways = new Map<number, number>([[0, 1]]);
  let free = 0;
  for (const share of shares) {
    if (Number.isNaN(share)) {
      free += 1;
      continue;
    }
    const [low, high] = countsOfShare(share, total, step);
    const next = new Map<number, number>();
    for (const [sum, count] of ways) {
      for (let value = low; value <= high; value += 1) next.set(sum + value, (next.get(sum + value) ?? 0) + count);
    }
    ways = next;
  }
  if (free === 0) return ways.get(total) ?? 0;
  let sum = 0;
  for (const [used, count] of ways) if (used <= total) sum += count * (total - used + 1) ** (free - 1);
  return sum;
}
