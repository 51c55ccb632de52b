/**
 * Whoever gave another answer than all others of a domain learns what those answered (A11): one alone, or up to nine who
 * know of each other.
 */
import { EVERYBODY } from "../tabulation/layout.ts";
import { type AttackedRelease, isShown, nameAt } from "./attacked-release.ts";
import { type DomainSeen, eachDomain, isCovered } from "./figures.ts";
import { knownBase, knownCounts, type Reading } from "./knowledge.ts";
import { majorityOf } from "./truth.ts";
import { createTally, FEW, type Precision, type Tally, tally, type Truth } from "./types.ts";

/**
 * Tries are shown domains with a question in which all but 1 to 9 people gave one answer. One falls where the public
 * figures say for certain that nobody else dissents; or where one alone dissents and figures are shown other than as a
 * bound. Mean weights are granted.
 */
export function attackByDissenters(release: AttackedRelease, truth: Truth, precision: Precision): Tally {
  const result = createTally("A11");
  eachDomain(release, truth, (seen) => {
    const { table, domain, question, asked, exact, isBlock } = seen;
    const { schema } = release;
    // Everybody in a group is many people, and its noise is that of several blocks.
    if (asked.multiple || (!isBlock && domain === EVERYBODY) || !isShown(schema, table, domain, question)) return;
    const { most, others: dissenters } = majorityOf(schema, exact, domain, asked);
    if (dissenters < 1 || dissenters >= FEW) return;
    const reading: Reading = { schema, precision, certainty: "certain", draws: 1, isComparable: () => true };
    const isBare = dissenters === 1 && !isCovered(schema, table, domain, asked, most);
    const fell = isBare || mostDissenters(reading, seen, most) < dissenters + 1;
    tally(result, fell, () => nameAt(schema, table, domain, question, most));
  });
  return result;
}

/** The most people who can have given another answer, by the public figures. */
function mostDissenters(
  reading: Reading,
  { table, domain, question, exact }: Pick<DomainSeen, "table" | "domain" | "question" | "exact">,
  most: number,
): number {
  const base = knownBase(reading, table, exact, domain, question);
  if (base === null) return Number.POSITIVE_INFINITY;
  const counts = knownCounts(reading, table, exact, domain, question, base);
  const others = counts.reduce((sum, { middle, half }, option) => sum + (option === most ? 0 : middle + half), 0);
  const common = counts[most] ?? { middle: 0, half: 0 };
  return Math.min(others, base.middle + base.half - (common.middle - common.half));
}
