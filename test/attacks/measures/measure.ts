/** What an attack does to output with no protection, and to ours. */
import type { Tally } from "../../../core/attack/types.ts";
import {
  AS_COUNTED,
  type Attacked,
  createWorld,
  naiveRelease,
  type NaiveRules,
  protectedRelease,
  type World,
  type WorldShape,
} from "../support.ts";

/** How often an attack was tried and how often it succeeded. */
export interface Score {
  readonly tried: number;
  readonly succeeded: number;
}

/** One line of the table of attacks. */
export interface Measure {
  readonly attack: string;
  /** Which of several kinds, where there are any. */
  readonly variant?: string;
  /** What is tried, in a sentence without its full stop. */
  readonly tries: string;
  readonly naive: Score;
  readonly ours: Score;
}

/** The scores of several tallies together. */
export function scoreOf(tallies: readonly Pick<Tally, "tried" | "succeeded">[]): Score {
  return tallies.reduce((sum, one) => ({ tried: sum.tried + one.tried, succeeded: sum.succeeded + one.succeeded }), {
    tried: 0,
    succeeded: 0,
  });
}

/** The part of tries that succeeded. */
export function rateOf({ tried, succeeded }: Score): number {
  return tried === 0 ? 0 : succeeded / tried;
}

/** Seeds of the made-up countries that the table of attacks is measured on. `populations.test.ts` tries many more. */
export const SEEDS: readonly number[] = [1, 2];

/** Districts in which one person more or less can show: 100 to 220 respondents. */
export const SMALL: WorldShape = { sizes: (_place, uniform) => Math.round(100 + 120 * uniform()) };

/** Shares in whole per cents and bases rounded to ten, of exact counts; only domains below ten and places below 100 withheld. */
export const ROUNDED: NaiveRules = { digits: 0, least: 10, base: (people) => Math.round(people / 10) * 10 };

/** Exact shares and bases; only domains below ten and places below 100 withheld. */
export const SMALL_HIDDEN: NaiveRules = { ...AS_COUNTED, least: 10 };

const kept = new Map<string, Attacked>();

function keep(name: string, make: () => Attacked): Attacked {
  const known = kept.get(name) ?? make();
  kept.set(name, known);
  return known;
}

const worlds = new Map<string, World>();

/** The country of a seed, made once. */
export function worldOf(seed: number, shape: WorldShape = {}, name = "usual"): World {
  const key = `${seed} ${name}`;
  const known = worlds.get(key) ?? createWorld(seed, shape);
  worlds.set(key, known);
  return known;
}

const naives = new WeakMap<World, Map<NaiveRules, Attacked>>();

/** The unprotected release of a country, made once for each set of rules. */
export function naiveOf(world: World, rules: NaiveRules = SMALL_HIDDEN): Attacked {
  const own = naives.get(world) ?? new Map<NaiveRules, Attacked>();
  naives.set(world, own);
  const known = own.get(rules) ?? naiveRelease(world, rules, 100);
  own.set(rules, known);
  return known;
}

/** The release of the country of a seed by the rules, made once. */
export function oursOf(seed: number, shape: WorldShape = {}, name = "usual"): Attacked {
  return keep(`ours ${seed} ${name}`, () => protectedRelease(worldOf(seed, shape, name)));
}

/** Scores of an attack on the unprotected and on our releases of the usual countries. */
export function measureBoth(
  naive: (attacked: Attacked) => Tally,
  ours: (attacked: Attacked) => Tally,
  rules: NaiveRules = SMALL_HIDDEN,
): Pick<Measure, "naive" | "ours"> {
  return {
    naive: scoreOf(SEEDS.map((seed) => naive(naiveOf(worldOf(seed), rules)))),
    ours: scoreOf(SEEDS.map((seed) => ours(oursOf(seed)))),
  };
}
