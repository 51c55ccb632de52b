/**
 * What groups tell about withheld districts (A5): a group less its published members, and, of a joined block, one member
 * as the rest of the whole. Granted is, besides what A18 grants, how many answered in each district: officers see a band
 * of it during fieldwork (R3), and councils can guess.
 *
 * A withheld district falls where the interval of an answer's share in it is less than 25 points wide. In a joined block
 * that is a matter of sizes: a member with the part f of the block's people has an interval (1 - f) / f wide, were it not
 * for answers that few or nearly all gave: what few in a block said, few in a large member of it said. So an answer counts
 * only if it has from a quarter to three quarters of the block.
 */
import { EVERYBODY } from "../tabulation/layout.ts";
import { type AttackedRelease, isShown, nameAt, tablesByPlace } from "./attacked-release.ts";
import {
  type Certainty,
  type Known,
  knownBase,
  knownCounts,
  noiseHalf,
  noiseOf,
  type Reading,
  restOf,
} from "./knowledge.ts";
import { propagateAll } from "./propagate.ts";
import { baseOf, chosenBy, createGroupMaker, type GroupMade } from "./truth.ts";
import {
  createTally,
  type Precision,
  type Tally,
  tally,
  type Truth,
  type TruthStream,
  type TruthTable,
} from "./types.ts";

/** What the attacker of districts is given. */
export interface DistrictKnowledge {
  readonly precision: Precision;
  readonly certainty: Certainty;
}

const SHARE_WIDTH_MIN = 25;
const COMMON_MIN = 0.25;

/** Attacks every withheld district, with every question. One try is one district and one question. */
export function attackDistricts(release: AttackedRelease, truth: Truth, knowledge: DistrictKnowledge): Tally {
  const result = createTally("A5");
  for (const stream of truth.streams) {
    const makers = truth.groups.map((group) => [group.code, createGroupMaker(stream.blocks, group)] as const);
    for (const question of release.schema.questions.keys()) {
      attackBySubtraction(release, makers, stream, question, knowledge, result);
      attackJoined(release, stream, question, knowledge, result);
    }
  }
  return result;
}

/** Districts that enter figures of groups though they have no rows of their own: there are none by the rules. */
function attackBySubtraction(
  release: AttackedRelease,
  makers: readonly (readonly [string, (question: string) => GroupMade])[],
  { stream, blocks }: TruthStream,
  question: number,
  { precision, certainty }: DistrictKnowledge,
  result: Tally,
): void {
  const { schema } = release;
  const asked = schema.questions[question];
  if (asked === undefined) return;
  const byPlace = tablesByPlace(release, stream);
  const knownOf = (
    place: string,
    draws: number,
    table: TruthTable,
    isComparable: Reading["isComparable"],
  ): readonly Known[] | null => {
    const own = byPlace.get(place);
    if (own === undefined || !isShown(schema, own, EVERYBODY, question)) return null;
    const reading: Reading = { schema, precision, certainty, draws, isComparable };
    const base = knownBase(reading, own, table, EVERYBODY, question);
    return base === null ? null : [base, ...knownCounts(reading, own, table, EVERYBODY, question, base)];
  };
  const knowns = blocks.map((block) => knownOf(block.code, 1, block.table, (id) => block.asked.has(id)));
  const isSought = blocks.map(
    ({ members, asked: by }, at) => members.length === 1 && knowns[at] === null && by.has(asked.id),
  );
  if (!isSought.includes(true)) return;
  const [sums, limits]: [number[][], (readonly Known[])[]] = [[], []];
  for (const [code, madeOf] of makers) {
    const { blocks: inside, table } = madeOf(asked.id);
    const total = table === null ? null : knownOf(code, inside.length, table, (id) => madeOf(id).table === table);
    const parts = inside.filter((at) => isSought[at]);
    if (total === null || parts.length === 0) continue;
    const taken = inside.flatMap((at) => [knowns[at] ?? null]).filter((known) => known !== null);
    sums.push(parts);
    limits.push(restOf(total, taken, certainty));
  }
  const found = propagateAll({ unknowns: blocks.length, sums }, limits, 1 + asked.options);
  for (const [at, block] of blocks.entries()) {
    const people = baseOf(schema, block.table, EVERYBODY, asked);
    if (!isSought[at] || people === 0) continue;
    const option = asked.slots.findIndex((_, place) => {
      const width = ((found[place + 1]?.high[at] ?? 0) - (found[place + 1]?.low[at] ?? 0)) / people;
      return width * 100 < SHARE_WIDTH_MIN;
    });
    tally(result, option >= 0, () =>
      nameAt(schema, { place: block.code, stream }, EVERYBODY, question, Math.max(0, option)),
    );
  }
}

/** Members of joined blocks: what is not of the others. */
function attackJoined(
  { schema }: AttackedRelease,
  { stream, blocks, districts }: TruthStream,
  question: number,
  { precision, certainty }: DistrictKnowledge,
  result: Tally,
): void {
  const asked = schema.questions[question];
  if (asked === undefined) return;
  const noise = noiseHalf(noiseOf({ precision, draws: 1 }, EVERYBODY), certainty);
  for (const { members, table, asked: by } of blocks) {
    if (members.length < 2 || !by.has(asked.id)) continue;
    const whole = baseOf(schema, table, EVERYBODY, asked);
    const half = noise + (whole * precision.share_step) / 200;
    for (const member of members) {
      const own = districts.get(member);
      const people = own === undefined ? 0 : baseOf(schema, own, EVERYBODY, asked);
      if (people === 0) continue;
      const option = asked.slots.findIndex((_, place) => {
        const chosen = chosenBy(schema, table, EVERYBODY, asked, place);
        return isCommon(chosen / whole) && widthOf(chosen, half, whole, people) * 100 < SHARE_WIDTH_MIN;
      });
      tally(result, option >= 0, () =>
        nameAt(schema, { place: member, stream }, EVERYBODY, question, Math.max(0, option)),
      );
    }
  }
}

function isCommon(share: number): boolean {
  return share >= COMMON_MIN && share <= 1 - COMMON_MIN;
}

/** How wide the share is of those who chose an answer among `people` of a `whole` of which `chosen` did, give or take. */
function widthOf(chosen: number, half: number, whole: number, people: number): number {
  const most = Math.min(people, chosen + half);
  const least = Math.max(0, chosen - half - (whole - people));
  return (most - least) / people;
}
