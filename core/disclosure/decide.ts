/**
 * What of a stream is shown, withheld or flagged: the first half of the evaluation order, up to the point from which
 * nothing that is hidden changes any more. The numbers are made after it (`figures.ts`).
 */
import type { PlaceKind } from "../place/types.ts";
import type { Status, WaveStream } from "../release/types.ts";
import { type LaidOutQuestion, EVERYBODY } from "../tabulation/layout.ts";
import { addWeightedTables, type WeightedTable } from "../tabulation/weighted.ts";
import { kishEffect } from "../weighting/kish.ts";
import { type AuditedBlock, auditVariable } from "./audit.ts";
import {
  blockStatuses,
  type DomainStatuses,
  hidePartners,
  isNearlyTheSame,
  type Variable,
  variablesOf,
} from "./bands.ts";
import { type Block, type BlockDistrict, type BlockPlan, makeBlocks } from "./blocks.ts";
import { basePeople, MAIN_SET, type RoutingSet, validBase } from "./routing.ts";
import { domainStatus, groupsAreShown, leastBase, publishedDesignEffect } from "./rules.ts";

/** A place made of districts: a county, a region, a partnership, a class. */
export interface DecidedGroup {
  readonly code: string;
  readonly kind: PlaceKind;
  readonly members: readonly string[];
}

/**
 * Questions that stand in the same routing set in every block, and so have the same people behind them everywhere. What
 * may be shown of a group is decided for all of them together.
 */
export interface RoutingPattern {
  readonly questions: readonly LaidOutQuestion[];
  /** For each block the id of the set, null where it was not asked or is withheld. */
  readonly sets: readonly (string | null)[];
}

/** A group for the questions of one pattern. */
export interface GroupPattern {
  readonly pattern: RoutingPattern;
  /** The blocks wholly inside the group that were asked. */
  readonly blocks: readonly number[];
  /** The group that stands for all with the same blocks when noise is drawn: one figure has one noise. */
  readonly coordinate: string;
  /** The sums of those blocks; null where everything is withheld. */
  readonly table: WeightedTable | null;
  readonly statuses: DomainStatuses;
}

/** What is shown of a group. */
export interface GroupDecision {
  readonly code: string;
  /** The blocks wholly inside it. */
  readonly blocks: readonly number[];
  /** The sums of its blocks; null where it has fewer than two. */
  readonly table: WeightedTable | null;
  /** As published. */
  readonly designEffect: number;
  readonly patterns: readonly GroupPattern[];
}

/** What is shown of a stream, for good. */
export interface StreamDecision {
  readonly stream: WaveStream;
  readonly blocks: readonly Block[];
  readonly leftOver: readonly string[];
  /** For each block, by routing set: the status of each domain of the layout. */
  readonly blockStatuses: readonly ReadonlyMap<string, DomainStatuses>[];
  readonly groups: ReadonlyMap<string, GroupDecision>;
}

/** What an earlier revision of the release showed of groups by band: it stays known (R6). */
export type ShownEarlier = (group: string, question: string, by: string, band: string) => boolean;

/** A group of fewer blocks would be that block. */
export const GROUP_BLOCKS_MIN = 2;

/** In which order groups are audited, so that the widest keep their rows (R12). Kinds not named come last. */
const AUDIT_ORDER: readonly PlaceKind[] = [
  "country_group",
  "country",
  "region",
  "county",
  "metropolitan_county",
  "combined_authority",
  "strategic_authority",
  "partnership",
  "class",
];

/** Decides what of a stream is shown: blocks (R13), domains (R7, R8), bands (R11), audit (R12). */
export function decideStream(
  plan: BlockPlan,
  stream: WaveStream,
  districts: readonly BlockDistrict[],
  groups: readonly DecidedGroup[],
  shownEarlier: ShownEarlier = () => false,
): StreamDecision {
  const { blocks, leftOver } = makeBlocks(plan, stream.stream, districts);
  const variables = variablesOf(plan.layout, plan.questions);
  const statuses = blocks.map((block) => blockStatuses(plan.layout, variables, stream.stream, block));
  const patterns = routingPatterns(plan, blocks, statuses);
  const made = groups
    .toSorted((first, second) => auditRank(first) - auditRank(second) || (first.code < second.code ? -1 : 1))
    .map((group) => ({ group, ...groupSums(plan, blocks, group) }));
  const decided = patterns.map((pattern) =>
    decidePattern({ plan, stream, blocks, statuses, variables, shownEarlier }, pattern, made),
  );
  return {
    ...{ stream, blocks, leftOver, blockStatuses: statuses },
    groups: new Map(
      made.map(({ group, blocks: inside, table, designEffect }, at) => [
        group.code,
        { code: group.code, blocks: inside, table, designEffect, patterns: decided.flatMap((one) => one[at] ?? []) },
      ]),
    ),
  };
}

function auditRank({ kind }: DecidedGroup): number {
  const rank = AUDIT_ORDER.indexOf(kind);
  return rank < 0 ? AUDIT_ORDER.length : rank;
}

/** Everything that deciding a pattern needs to know. */
interface Decided {
  readonly plan: BlockPlan;
  readonly stream: WaveStream;
  readonly blocks: readonly Block[];
  readonly statuses: readonly ReadonlyMap<string, DomainStatuses>[];
  readonly variables: readonly Variable[];
  readonly shownEarlier: ShownEarlier;
}

interface MadeGroup {
  readonly group: DecidedGroup;
  readonly blocks: readonly number[];
  readonly table: WeightedTable | null;
  readonly designEffect: number;
}

function groupSums(
  { layout }: BlockPlan,
  blocks: readonly Block[],
  { members }: DecidedGroup,
): Pick<MadeGroup, "blocks" | "table" | "designEffect"> {
  const inGroup = new Set(members);
  const inside = [...blocks.keys()].filter((at) => blocks[at]?.members.every((member) => inGroup.has(member)));
  if (inside.length < GROUP_BLOCKS_MIN) return { blocks: inside, table: null, designEffect: 1 };
  const table = addWeightedTables(
    layout,
    inside.flatMap((at) => blocks[at]?.table ?? []),
  );
  return { blocks: inside, table, designEffect: publishedDesignEffect(kishEffect(table)?.designEffect ?? 1) };
}

function routingPatterns(
  { layout }: BlockPlan,
  blocks: readonly Block[],
  statuses: Decided["statuses"],
): readonly RoutingPattern[] {
  const patterns = new Map<string, { questions: LaidOutQuestion[]; sets: readonly (string | null)[] }>();
  for (const question of layout.questions) {
    // What is withheld of everybody in a block enters no group either: it would be the group less the others.
    const sets = blocks.map((block, at) => {
      const id = setOf(block, question.id)?.id;
      return id === undefined || statuses[at]?.get(id)?.[EVERYBODY] === "c" ? null : id;
    });
    const key = JSON.stringify(sets);
    const known = patterns.get(key);
    if (known === undefined) patterns.set(key, { questions: [question], sets });
    else known.questions.push(question);
  }
  return [...patterns.values()];
}

/** The routing set that a question is in; undefined where it was not asked of everybody in the block. */
export function setOf(block: Block, question: string): RoutingSet | undefined {
  return block.sets.find(({ questions }) => questions.some(({ id }) => id === question));
}

/** What is shown of each group for the questions of a pattern, in the order of the groups. */
function decidePattern(
  decided: Decided,
  pattern: RoutingPattern,
  groups: readonly MadeGroup[],
): readonly GroupPattern[] {
  const { plan, stream, variables } = decided;
  const coordinates = new Map<string, string>();
  const inside = groups.map(({ group, blocks, table, designEffect }) => {
    const asked = blocks.filter((at) => pattern.sets[at] !== null);
    const names = asked.join();
    const coordinate = coordinates.get(names) ?? group.code;
    coordinates.set(names, coordinate);
    const sums = table === null || asked.length < GROUP_BLOCKS_MIN ? null : sumsOf(decided, asked, blocks, table);
    const main = mainQuestions(decided, asked);
    const base = sums === null ? 0 : validBase(plan.layout, sums, EVERYBODY, pattern.questions);
    const isNearMain = (domain: number): boolean =>
      sums !== null && isNearlyTheSame(plan.layout, sums, domain, pattern.questions, main);
    const everybody = isNearMain(EVERYBODY) ? "c" : domainStatus(base, designEffect, leastBase("ordinary"));
    return { group, asked, coordinate, designEffect, sums: everybody === "c" ? null : sums, everybody, isNearMain };
  });
  const statuses = inside.map(({ everybody }): Status[] =>
    plan.layout.domains.map((_, domain) => (domain === EVERYBODY ? everybody : "c")),
  );
  for (const variable of variables) {
    const candidates = inside.map(({ sums, designEffect, isNearMain }) =>
      variable.domains.map((domain): Status => {
        if (sums === null || !groupsAreShown(stream.stream, sums.respondents)) return "c";
        if (variable.domains.some(isNearMain)) return "c";
        const base = validBase(plan.layout, sums, domain, pattern.questions);
        return domainStatus(base, designEffect, leastBase(variable.sensitivity));
      }),
    );
    const published = auditVariable(
      decided.blocks.map((_, at) => auditedBlock(decided, pattern, variable, at)),
      inside.map(({ group, asked }, at) => ({
        blocks: asked,
        candidates: (candidates[at] ?? []).map((status) => status !== "c"),
        earlier: variable.domains.map((domain) => wasShown(decided, pattern, group.code, domain)),
      })),
    );
    for (const [at, own] of statuses.entries()) {
      for (const [band, domain] of variable.domains.entries()) {
        if (published[at]?.[band] === true) own[domain] = candidates[at]?.[band] ?? "c";
      }
      // What the audit withheld must not be had as everybody less the rest, of a group no more than of a block.
      const { sums } = inside[at] ?? { sums: null };
      if (sums !== null) hidePartners(plan.layout, sums, pattern.questions, variable.domains, own);
    }
  }
  return inside.map(({ asked, coordinate, sums }, at) => ({
    ...{ pattern, blocks: asked, coordinate, table: sums },
    statuses: statuses[at] ?? [],
  }));
}

/** The questions that nearly everybody answered in each of some blocks. */
function mainQuestions({ blocks }: Decided, asked: readonly number[]): readonly LaidOutQuestion[] {
  const [first, ...others] = asked.map((at) => blocks[at]?.sets.find(({ id }) => id === MAIN_SET)?.questions ?? []);
  return (first ?? []).filter((question) => others.every((questions) => questions.includes(question)));
}

/** The sums of the blocks that were asked; those of the whole group where all were. */
function sumsOf(
  { plan, blocks }: Decided,
  asked: readonly number[],
  all: readonly number[],
  table: WeightedTable,
): WeightedTable {
  if (asked.length === all.length) return table;
  return addWeightedTables(
    plan.layout,
    asked.flatMap((at) => blocks[at]?.table ?? []),
  );
}

function wasShown({ plan, shownEarlier }: Decided, pattern: RoutingPattern, group: string, domain: number): boolean {
  const { by, group: band } = plan.layout.domains[domain] ?? { by: "", group: "" };
  return pattern.questions.some(({ id }) => shownEarlier(group, id, by, band));
}

/** A block for the audit of a variable: joined districts have no rows of their own, so nothing of them is published. */
function auditedBlock(decided: Decided, pattern: RoutingPattern, { domains }: Variable, at: number): AuditedBlock {
  const { plan, blocks, statuses } = decided;
  const { layout } = plan;
  const { questions, sets } = pattern;
  const [block, set] = [blocks[at], sets[at] ?? null];
  if (block === undefined || set === null) {
    return { bands: domains.map(() => ({ people: 0, published: true })), notStated: 0 };
  }
  const own = statuses[at]?.get(set);
  const bands = domains.map((domain) => ({
    people: validBase(layout, block.table, domain, questions),
    published: block.members.length === 1 && own?.[domain] !== "c",
    earlier: wasShown(decided, pattern, block.code, domain),
  }));
  const notStated = questions.map((question) =>
    domains.reduce(
      (left, domain) => left - basePeople(layout, block.table, domain, question),
      basePeople(layout, block.table, EVERYBODY, question),
    ),
  );
  return { bands, notStated: Math.min(...notStated) };
}
