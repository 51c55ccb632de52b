/** The audit record of a release (R30): what was decided, what was tried against it, and whether it may be published. */
import { type AttackResult, isWithstood } from "../attack/types.ts";
import type { StreamDecision } from "../disclosure/decide.ts";
import { DISCLOSURE_RULES } from "../disclosure/rules.ts";
import type { Stream } from "./types.ts";

/** What was decided of a stream. */
export interface StreamAudit {
  readonly stream: Stream;
  /** The codes of the blocks, joined districts with a plus between them: a revision keeps them (R6, R13). */
  readonly blocks: readonly string[];
  readonly left_over: number;
  /** Domains by routing set: of blocks, and of groups. */
  readonly block_domains: number;
  readonly block_domains_withheld: number;
  readonly group_domains: number;
  readonly group_domains_withheld: number;
}

/** The record. It stays in the office; the release document says what the public may know. */
export interface AuditRecord {
  readonly rules_edition: number;
  readonly streams: readonly StreamAudit[];
  readonly attacks: readonly AttackResult[];
  /** Whether every attack failed. Without it nothing is published. */
  readonly passed: boolean;
}

/** Makes the record of a release. One without any attack has not passed. */
export function auditRecord(decisions: readonly StreamDecision[], attacks: readonly AttackResult[]): AuditRecord {
  return {
    rules_edition: DISCLOSURE_RULES.disclosure_rules_edition,
    streams: decisions.map(streamAudit),
    attacks,
    passed: attacks.length > 0 && attacks.every(isWithstood),
  };
}

function streamAudit({ stream, blocks, leftOver, blockStatuses, groups }: StreamDecision): StreamAudit {
  const alone = blockStatuses.filter((_, at) => blocks[at]?.members.length === 1);
  const ofBlocks = alone.flatMap((sets) => [...sets.values()].flat());
  const ofGroups = [...groups.values()].flatMap(({ patterns }) => patterns.flatMap(({ statuses }) => statuses));
  const withheld = (statuses: readonly string[]): number => statuses.filter((status) => status === "c").length;
  return {
    stream: stream.stream,
    blocks: blocks.map(({ code }) => code),
    left_over: leftOver.length,
    block_domains: ofBlocks.length,
    block_domains_withheld: withheld(ofBlocks),
    group_domains: ofGroups.length,
    group_domains_withheld: withheld(ofGroups),
  };
}
