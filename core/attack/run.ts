/** All attacks that a release can be put to by itself, before it is published (R30). */
import { NOISE_OF_COUNTS } from "../disclosure/noise-table.ts";
import type { AttackedRelease } from "./attacked-release.ts";
import { attackByCoalition, COALITION_LIMIT, coalitionTargets } from "./coalition.ts";
import { attackByDissenters } from "./dissenters.ts";
import { attackDistricts } from "./districts.ts";
import {
  attackDerived,
  attackDigits,
  attackFields,
  attackOrder,
  attackPattern,
  attackRanges,
  attackRecords,
  attackTwins,
  attackUnanimity,
} from "./figures.ts";
import { attackLattice, attackTriples, estimateBases } from "./lattice.ts";
import { attackPairs, attackRemainders } from "./nested.ts";
import { attackRevision } from "./revision.ts";
import { type AttackResult, type Precision, PROTECTED_PRECISION, resultOf, type Tally, type Truth } from "./types.ts";
import { attackWhole } from "./whole.ts";

/** What may be known besides. */
export interface AttackOptions {
  /** What the rules promise where absent. */
  readonly precision?: Precision;
  /** What was answered in the revisions that came before. */
  readonly earlier?: readonly Truth[];
  /** How many victims a coalition of each size tries; 400 where absent. */
  readonly victims?: number;
  /** `judged`: only the coalition that decides, of all but one. The smaller ones take some twenty times as long. */
  readonly coalitions?: "all" | "judged";
}

/** Of a hundred lattices up to two have one solution, and the right one, by chance. */
const CHANCE = 0.02;

/** The standard deviation of a base that is only known to be within five people: sums must not tell it better. */
const BASE_ERROR_MIN = 10 / Math.sqrt(12);
/** Fewer domains tell nothing about an error. */
const BASES_MIN = 30;

/** Coalitions by what they lack: the rate of success is published for each, and judged for the last. */
const COALITIONS: readonly { readonly variant: string; readonly unknown: (others: number) => number }[] = [
  { variant: "5 people", unknown: (others) => others - 5 },
  { variant: "half", unknown: (others) => Math.round(others / 2) },
  { variant: "all but 11", unknown: () => 10 },
  { variant: "all but 2", unknown: () => 1 },
  { variant: "all but one", unknown: () => 0 },
];

/** Runs every attack. O(rows) but for A2 and A6, which take every two places, one inside the other, together. */
export function runAttacks(
  release: AttackedRelease,
  truth: Truth,
  options: AttackOptions = {},
): readonly AttackResult[] {
  const { precision = PROTECTED_PRECISION, earlier = [], victims = 400, coalitions = "all" } = options;
  const certain = { precision, certainty: "certain", notStatedKnown: true } as const;
  const byChance = (found: Tally): AttackResult => resultOf(found, byChanceMost(found.tried));
  return [
    resultOf(attackWhole(release, truth, { ...certain, groups: false }, "A1")),
    resultOf(attackPairs(release, truth)),
    ...earlier.map((before) => resultOf(attackRevision(before, { release, truth }, "A4"))),
    resultOf(attackDistricts(release, truth, certain)),
    resultOf(attackRemainders(release, truth)),
    baseResult(release, truth, precision),
    resultOf(attackUnanimity(release, truth)),
    resultOf(attackByDissenters(release, truth, precision)),
    resultOf(attackTwins(release)),
    byChance(attackLattice(release, truth, precision)),
    resultOf(attackRanges(release)),
    resultOf(attackDigits(release)),
    byChance(attackTriples(release, truth, precision)),
    resultOf(attackWhole(release, truth, { ...certain, groups: true }, "A18")),
    resultOf(attackPattern(release, truth)),
    resultOf(attackDerived(release)),
    resultOf(attackOrder(release)),
    ...COALITIONS.slice(coalitions === "judged" ? -1 : 0).map(({ variant, unknown }) =>
      coalitionResult(release, truth, variant, unknown, victims),
    ),
    resultOf(attackFields(release)),
    resultOf(attackRecords(release, truth)),
  ];
}

/** So many successes are within four standard errors of chance: no ordinary release is blocked by them. */
function byChanceMost(tried: number): number {
  return Math.ceil(tried * CHANCE + 4 * Math.sqrt(tried * CHANCE * (1 - CHANCE)));
}

/** A9: all shares together must not tell a base better than its own rounding leaves it. */
function baseResult(release: AttackedRelease, truth: Truth, precision: Precision): AttackResult {
  const { tried, estimated } = estimateBases(release, truth, precision);
  const isCloser = tried >= BASES_MIN && estimated < BASE_ERROR_MIN * (1 - 3 / Math.sqrt(2 * tried));
  return { attack: "A9", tried, succeeded: isCloser ? 1 : 0, allowed: 0, rows: [] };
}

function coalitionResult(
  release: AttackedRelease,
  truth: Truth,
  variant: string,
  unknown: (others: number) => number,
  victims: number,
): AttackResult {
  const found = attackByCoalition(release, truth, { unknown, victims, seed: 1, noise: NOISE_OF_COUNTS });
  const isJudged = variant === "all but one";
  // Each target has one draw of noise, by which its victims fall or stand together: of few targets the rate is chance.
  const chance = 1 / Math.sqrt(Math.max(1, coalitionTargets(release, truth)));
  const allowed = isJudged ? Math.floor((COALITION_LIMIT + chance) * found.tried) : found.tried;
  return { ...resultOf(found, allowed), variant };
}
