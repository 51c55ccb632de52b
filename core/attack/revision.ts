/**
 * A revision against the release it follows (A4, A20): where few came or went, the difference of the two is about them.
 */
import { type AttackedRelease, isShown, nameAt } from "./attacked-release.ts";
import { type AttackSchema } from "./schema.ts";
import { createTally, FEW, type Tally, tally, type Truth, type TruthTable } from "./types.ts";

/** A release with what is behind it. */
export interface JudgedRelease {
  readonly release: AttackedRelease;
  readonly truth: Truth;
}

/**
 * Compares every domain of the places that both releases show. One try is one domain; it falls where from 1 to 9 people
 * changed in it, by the counts, so that a change of as many people who answered alike goes unseen here.
 */
export function attackRevision(earlier: Truth, later: JudgedRelease, attack: "A4" | "A20"): Tally {
  const result = createTally(attack);
  const { schema } = later.release;
  for (const { stream, blocks } of later.truth.streams) {
    const before = earlier.streams.find((one) => one.stream === stream)?.blocks ?? [];
    for (const { code, table } of blocks) {
      const known = before.find((block) => block.code === code);
      const shown = later.release.tables.find((one) => one.place === code && one.stream === stream);
      if (known === undefined || shown === undefined) continue;
      for (const domain of schema.domains.keys()) {
        if (![...schema.questions.keys()].some((question) => isShown(schema, shown, domain, question))) continue;
        const changed = changedPeople(schema, known.table, table, domain);
        tally(result, changed > 0 && changed < FEW, () => nameAt(schema, shown, domain, 0, 0));
      }
    }
  }
  return result;
}

/** How many people of a domain changed, at the least: who came or went in any question. */
function changedPeople(schema: AttackSchema, before: TruthTable, after: TruthTable, domain: number): number {
  let most = 0;
  for (const { slots } of schema.questions) {
    let [came, went] = [0, 0];
    for (const slot of slots) {
      const at = domain * schema.width + slot;
      const change = (after.people[at] ?? 0) - (before.people[at] ?? 0);
      if (change > 0) came += change;
      else went -= change;
    }
    most = Math.max(most, came, went);
  }
  return most;
}
