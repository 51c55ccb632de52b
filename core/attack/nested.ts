/**
 * Figures whose people differ by a few: one person more or less between two published rows shows what they answered (A2),
 * and so do a few who are left when rows are taken away from one another (A6).
 */
import { EVERYBODY } from "../tabulation/layout.ts";
import { type AttackedRelease, type AttackedTable, isShown, nameAt, tablesByPlace } from "./attacked-release.ts";
import type { AttackSchema } from "./schema.ts";
import { baseOf, createGroupMaker } from "./truth.ts";
import { createTally, FEW, type Tally, tally, type Truth, type TruthStream, type TruthTable } from "./types.ts";

/** A place with the blocks that its figures of a question are made of. */
interface Made {
  readonly table: AttackedTable;
  readonly blocks: ReadonlySet<number>;
  readonly truth: TruthTable;
}

/**
 * Every two published rows of a question of which one's people are all among the other's (A2): a band and everybody, the
 * same band or everybody in a place and in a group around it. One try is one pair; it falls where from 1 to 9 people lie
 * between them.
 */
export function attackPairs(release: AttackedRelease, truth: Truth): Tally {
  const result = createTally("A2");
  eachQuestion(release, truth, (stream, question, made) => {
    const { schema } = release;
    const base = baseIn(schema, question);
    const isFew = (larger: number, smaller: number): boolean => larger - smaller > 0 && larger - smaller < FEW;
    for (const { table, truth: own } of made) {
      for (let domain = 1; domain < schema.domains.length; domain += 1) {
        if (!isShown(schema, table, EVERYBODY, question) || !isShown(schema, table, domain, question)) continue;
        tally(result, isFew(base(own, EVERYBODY), base(own, domain)), () => nameAt(schema, table, domain, question, 0));
      }
    }
    for (const [larger, smaller] of nestedPairs(made)) {
      for (const domain of schema.domains.keys()) {
        if (!isShown(schema, larger.table, domain, question) || !isShown(schema, smaller.table, domain, question))
          continue;
        tally(result, isFew(base(larger.truth, domain), base(smaller.truth, domain)), () =>
          nameAt(schema, larger.table, domain, question, 0),
        );
      }
    }
  });
  return result;
}

/**
 * What is left when published rows are taken away (A6): everybody less the published bands of a variable; a group's band
 * less the same band of its published places; the same less a published group inside it too. One try is one remainder; it
 * falls where it is of 1 to 9 people, some of them in a labelled band.
 */
export function attackRemainders(release: AttackedRelease, truth: Truth): Tally {
  const result = createTally("A6");
  eachQuestion(release, truth, (stream, question, made) => {
    const { schema } = release;
    const base = baseIn(schema, question);
    for (const { table, truth: own } of made) {
      if (!isShown(schema, table, EVERYBODY, question)) continue;
      for (const { domains } of schema.variables) {
        const shown = domains.filter((domain) => isShown(schema, table, domain, question));
        if (shown.length === 0) continue;
        const left = shown.reduce((sum, domain) => sum - base(own, domain), base(own, EVERYBODY));
        const labelled = domains.some((domain) => !shown.includes(domain) && base(own, domain) > 0);
        const first = shown[0] ?? EVERYBODY;
        tally(result, labelled && left > 0 && left < FEW, () => nameAt(schema, table, first, question, 0));
      }
    }
    const places = new Map(made.map((one) => [one.table.place, one]));
    const pairs = nestedPairs(made.filter(({ blocks }) => blocks.size > 1));
    for (const domain of schema.domains.keys()) {
      if (domain === EVERYBODY) continue;
      const hidden = stream.blocks.map(({ code, table }) => {
        const place = places.get(code);
        return place !== undefined && isShown(schema, place.table, domain, question) ? 0 : base(table, domain);
      });
      const peopleOf = (blocks: Iterable<number>): number =>
        [...blocks].reduce((sum, at) => sum + (hidden[at] ?? 0), 0);
      for (const { table, blocks } of made) {
        if (blocks.size < 2 || !isShown(schema, table, domain, question)) continue;
        const left = peopleOf(blocks);
        tally(result, left > 0 && left < FEW, () => nameAt(schema, table, domain, question, 0));
      }
      for (const [larger, smaller] of pairs) {
        if (!isShown(schema, larger.table, domain, question) || !isShown(schema, smaller.table, domain, question))
          continue;
        const left = peopleOf([...larger.blocks].filter((at) => !smaller.blocks.has(at)));
        tally(result, left > 0 && left < FEW, () => nameAt(schema, larger.table, domain, question, 0));
      }
    }
  });
  return result;
}

function baseIn(schema: AttackSchema, question: number): (table: TruthTable, domain: number) => number {
  const asked = schema.questions[question];
  return (table, domain) => (asked === undefined ? 0 : baseOf(schema, table, domain, asked));
}

function eachQuestion(
  release: AttackedRelease,
  truth: Truth,
  visit: (stream: TruthStream, question: number, made: readonly Made[]) => void,
): void {
  for (const stream of truth.streams) {
    const byPlace = tablesByPlace(release, stream.stream);
    const makers = truth.groups.map((group) => [group.code, createGroupMaker(stream.blocks, group)] as const);
    for (const [question, { id }] of release.schema.questions.entries()) {
      const blocks = stream.blocks.flatMap(({ code, table, asked }, at): readonly Made[] => {
        const own = byPlace.get(code);
        return own === undefined || !asked.has(id) ? [] : [{ table: own, blocks: new Set([at]), truth: table }];
      });
      const groups = makers.flatMap(([code, madeOf]): readonly Made[] => {
        const own = byPlace.get(code);
        const { blocks: inside, table } = madeOf(id);
        return own === undefined || table === null ? [] : [{ table: own, blocks: new Set(inside), truth: table }];
      });
      visit(stream, question, [...blocks, ...groups]);
    }
  }
}

/** Every two places of which one has all blocks of the other and more. */
function nestedPairs(made: readonly Made[]): readonly (readonly [Made, Made])[] {
  return made.flatMap((larger) =>
    made.flatMap((smaller): readonly (readonly [Made, Made])[] => {
      if (smaller.blocks.size >= larger.blocks.size) return [];
      for (const block of smaller.blocks) if (!larger.blocks.has(block)) return [];
      return [[larger, smaller]];
    }),
  );
}
