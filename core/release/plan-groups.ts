/** Whether a county, a region or another group can be made of blocks (R13) when a part of its councils fall short. Pure. */
import { GROUP_BLOCKS_MIN } from "../disclosure/decide.ts";
import { bearsItsName, isNearlyAllOf, leastResponses, placeIsShown } from "../disclosure/rules.ts";
import type { Stream } from "./types.ts";

/** A group of councils, as planned. */
export interface GroupIntent {
  readonly code: string;
  /** Those of its councils that the survey is planned for. */
  readonly members: readonly { readonly code: string; readonly responses: number; readonly adults: number | null }[];
  /** The adults of all its councils, planned or not; null where nobody counted them. */
  readonly adults: number | null;
}

/** What a group may expect where a part of its councils bring too few responses. */
export interface PlannedGroup {
  readonly code: string;
  readonly members: number;
  /** How many are taken to bring too few: those that are planned so, and of the others the smallest. */
  readonly short: number;
  /** Whether those can be joined to one block, so that their answers count in the group. */
  readonly joined: boolean;
  readonly blocks: number;
  readonly shown: boolean;
  /** Whole per cent of its adults in the figures; null where nobody counted them. */
  readonly covered: number | null;
  readonly bearsName: boolean;
}

/** One council in five. */
export const SHORT_PART = 0.2;

/** Plans a group: which of its councils are shown by themselves, and whether the others can be joined. */
export function planGroup({ code, members, adults }: GroupIntent, stream: Stream, part = SHORT_PART): PlannedGroup {
  const least = leastResponses(stream);
  const bySize = members.toSorted((first, second) => first.responses - second.responses);
  const planned = bySize.filter(({ responses }) => !placeIsShown(stream, responses)).length;
  const shortCount = Math.max(planned, Math.ceil(members.length * part));
  // A council that falls short is taken to bring half of what it would need, or what it was planned for if that is less.
  const short = bySize
    .slice(0, shortCount)
    .map((member) => ({ ...member, responses: Math.min(member.responses, Math.floor(least / 2)) }));
  const together = short.reduce((sum, { responses }) => sum + responses, 0);
  const largest = Math.max(0, ...short.map(({ responses }) => responses));
  const joined =
    short.length >= GROUP_BLOCKS_MIN && placeIsShown(stream, together) && !isNearlyAllOf(largest, together);
  const counted = joined ? bySize : bySize.slice(shortCount);
  const blocks = members.length - shortCount + (joined ? 1 : 0);
  const covered = coveredPercent(counted, adults);
  return {
    ...{ code, members: members.length, short: shortCount, joined, blocks, covered },
    shown: blocks >= GROUP_BLOCKS_MIN,
    bearsName: bearsItsName(covered),
  };
}

function coveredPercent(counted: GroupIntent["members"], adults: number | null): number | null {
  const counts = counted.flatMap((member) => (member.adults === null ? [] : [member.adults]));
  if (adults === null || adults === 0 || counts.length < counted.length) return null;
  return Math.floor((counts.reduce((sum, count) => sum + count, 0) * 100) / adults);
}
