/** Reading the exact tables that attacks are judged by. */
import { EVERYBODY } from "../tabulation/layout.ts";
import type { AttackedQuestion, AttackSchema } from "./schema.ts";
import type { TruthBlock, TruthGroup, TruthTable } from "./types.ts";

/** The people in the base of a question in a domain. */
export function baseOf(
  { width }: AttackSchema,
  { people }: TruthTable,
  domain: number,
  { baseSlots }: AttackedQuestion,
): number {
  return sumOfSlots(people, domain * width, baseSlots);
}

function sumOfSlots(values: ArrayLike<number>, start: number, slots: readonly number[]): number {
  let sum = 0;
  for (const slot of slots) sum += values[start + slot] ?? 0;
  return sum;
}

/** The people of a domain who chose an option, by the option's place. */
export function chosenBy(
  { width }: AttackSchema,
  { people }: TruthTable,
  domain: number,
  { slots }: AttackedQuestion,
  option: number,
): number {
  const slot = slots[option];
  return slot === undefined ? 0 : (people[domain * width + slot] ?? 0);
}

/** The same for every option in the base, in their order. */
export function chosenCounts(
  schema: AttackSchema,
  table: TruthTable,
  domain: number,
  question: AttackedQuestion,
): readonly number[] {
  return question.slots.map((_, option) => chosenBy(schema, table, domain, question, option));
}

/** The option that most people of a domain chose, and how many of its base did not. */
export function majorityOf(
  schema: AttackSchema,
  table: TruthTable,
  domain: number,
  question: AttackedQuestion,
): { readonly most: number; readonly others: number } {
  const chosen = chosenCounts(schema, table, domain, question);
  const most = chosen.indexOf(Math.max(...chosen));
  return { most, others: baseOf(schema, table, domain, question) - (chosen[most] ?? 0) };
}

/**
 * The weight that a published count of an option is taken times (R16), with the domain's mean as 1: its own mean weight, or
 * the domain's where fewer than `least` chose it. Granted to attackers, who could at best guess it from who lives in a
 * place.
 */
export function meanWeight(
  schema: AttackSchema,
  table: TruthTable,
  domain: number,
  question: AttackedQuestion,
  option: number,
  least: number,
): number {
  const people = chosenBy(schema, table, domain, question, option);
  if (people === 0 || people < least) return 1;
  const count = baseOf(schema, table, domain, question);
  const weight = sumOfSlots(table.weights, domain * schema.width, question.baseSlots);
  const own = table.weights[domain * schema.width + (question.slots[option] ?? -1)] ?? 0;
  return weight > 0 ? (own / people) * (count / weight) : 1;
}

/** The table of several together. */
export function sumOfTables(tables: readonly TruthTable[]): TruthTable {
  const length = tables[0]?.people.length ?? 0;
  const [people, weights] = [new Int32Array(length), new Float64Array(length)];
  for (const table of tables) {
    for (let at = 0; at < length; at += 1) {
      people[at] = (people[at] ?? 0) + (table.people[at] ?? 0);
      weights[at] = (weights[at] ?? 0) + (table.weights[at] ?? 0);
    }
  }
  return { people, weights };
}

/** What a group's figures of a question are made of. */
export interface GroupMade {
  /** The blocks that lie wholly inside it and were asked, by their place among all. */
  readonly blocks: readonly number[];
  /** Those together; null where there are none. */
  readonly table: TruthTable | null;
}

/** Finds what a group's figures are made of, question by question, adding up each set of blocks once. */
export function createGroupMaker(
  blocks: readonly TruthBlock[],
  { members }: TruthGroup,
): (question: string) => GroupMade {
  const inGroup = new Set(members);
  const inside = [...blocks.keys()].filter((at) => blocks[at]?.members.every((member) => inGroup.has(member)));
  const made = new Map<string, GroupMade>();
  return (question) => {
    const asked = inside.filter((at) => blocks[at]?.asked.has(question));
    const name = asked.join();
    const known = made.get(name);
    if (known !== undefined) return known;
    const table = asked.length === 0 ? null : sumOfTables(asked.flatMap((at) => blocks[at]?.table ?? []));
    const fresh = { blocks: asked, table };
    made.set(name, fresh);
    return fresh;
  };
}

/** Those of a domain of everybody who are in no band of a variable, by the base of a question or the count of an option. */
export function notStated(of: (domain: number) => number, domains: readonly number[]): number {
  return of(EVERYBODY) - domains.reduce((sum, domain) => sum + of(domain), 0);
}
