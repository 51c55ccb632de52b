import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { type AuditedBlock, type AuditedGroup, auditVariable } from "../../../core/disclosure/audit.ts";

/** A block of two bands: `hidden` of the first, which are withheld with their partner, and so many who did not say. */
function block(bands: readonly (readonly [people: number, published: boolean])[], notStated = 0): AuditedBlock {
  return { bands: bands.map(([people, published]) => ({ people, published })), notStated };
}

/** Every band of every group wants to be published. */
function group(...blocks: readonly number[]): AuditedGroup {
  return { blocks, candidates: [true, true] };
}

describe("the audit of rows by band", () => {
  it("publishes a row whose cells are all published, and one that no known row comes near", () => {
    const shown = block([
      [50, true],
      [50, true],
    ]);
    const hidden = block([
      [20, false],
      [80, false],
    ]);
    expect(auditVariable([shown, shown], [group(0, 1)])).toEqual([[true, true]]);
    expect(auditVariable([hidden, hidden, shown], [group(0, 1, 2)])).toEqual([[true, true]]);
  });

  it("withholds a row that is a small cell, for itself or as a difference of two groups", () => {
    const hidden = block([
      [20, false],
      [80, false],
    ]);
    const shown = block([
      [50, true],
      [50, true],
    ]);
    // Beside a published cell the hidden one is all that is left. Its partner of 80 may be known by itself.
    expect(auditVariable([hidden, shown], [group(0, 1)])).toEqual([[false, true]]);
    expect(auditVariable([hidden, hidden, hidden], [group(0, 1, 2), group(0, 1)])).toEqual([
      [true, true],
      [false, true],
    ]);
  });

  it("withholds a row that leaves a few people of a block over", () => {
    // 80 known out of 80 + 6 + 2 leaves eight.
    const hidden = block(
      [
        [6, false],
        [80, false],
      ],
      2,
    );
    const shown = block([
      [50, true],
      [50, true],
    ]);
    expect(auditVariable([hidden, shown], [group(0, 1)])).toEqual([[false, false]]);
  });

  it("keeps what an earlier revision showed as known", () => {
    const hidden = block([
      [20, false],
      [80, false],
    ]);
    const earlier = { ...group(0, 1), candidates: [false, false], earlier: [true, false] };
    expect(auditVariable([hidden, hidden, hidden], [group(0, 1, 2), earlier])).toEqual([
      [false, true],
      [false, false],
    ]);
  });
});

/** The rank of rows of fractions, by elimination on whole numbers: another way than that of the audit. */
function rank(rows: readonly (readonly number[])[]): number {
  const left = rows.map((row) => row.map(BigInt));
  let found = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column += 1) {
    const pivot = left.findIndex((row, at) => at >= found && row[column] !== 0n);
    if (pivot < 0) continue;
    [left[found], left[pivot]] = [left[pivot]!, left[found]!];
    for (let at = found + 1; at < left.length; at += 1) {
      const [top, bottom] = [left[found]![column]!, left[at]![column]!];
      if (bottom !== 0n) left[at] = left[at]!.map((value, index) => value * top - left[found]![index]! * bottom);
    }
    found += 1;
  }
  return found;
}

const blocks = fc.array(
  fc
    .tuple(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 3, maxLength: 3 }), fc.nat(12))
    .map(([people, notStated]) =>
      block(
        people.map((count) => [count, count >= 39] as const),
        notStated,
      ),
    ),
  { minLength: 2, maxLength: 6 },
);
const scenes = blocks.chain((made) =>
  fc.tuple(
    fc.constant(made),
    fc.array(
      fc.subarray([...made.keys()], { minLength: 2 }).map((inside) => ({
        blocks: inside,
        candidates: [0, 1, 2].map(
          (band) => inside.reduce((sum, at) => sum + (made[at]?.bands[band]?.people ?? 0), 0) >= 30,
        ),
      })),
      { minLength: 1, maxLength: 6 },
    ),
  ),
);

/** What is known: each block's sum of unpublished cells with those who did not say, and each published row. */
function knownRows(
  made: readonly AuditedBlock[],
  groups: readonly AuditedGroup[],
  published: readonly (readonly boolean[])[],
) {
  const width = 4;
  const rowOf = (has: (at: number, cell: number) => boolean): number[] =>
    made.flatMap((one, at) =>
      Array.from({ length: width }, (_, cell) => {
        const open = cell === 3 || one.bands[cell]?.published === false;
        return open && has(at, cell) ? 1 : 0;
      }),
    );
  const own = made.map((_, at) => rowOf((other) => other === at));
  const shown = groups.flatMap((one, at) =>
    [0, 1, 2].flatMap((band) =>
      published[at]?.[band] === true ? [rowOf((other, cell) => cell === band && one.blocks.includes(other))] : [],
    ),
  );
  return [...own, ...shown];
}

describe("what the audit publishes", () => {
  test.prop([scenes])("never makes a small cell of a block known", ([made, groups]) => {
    const known = knownRows(made, groups, auditVariable(made, groups));
    const all = rank(known);
    for (const [at, one] of made.entries()) {
      for (const [band, { people, published }] of one.bands.entries()) {
        if (published || people >= 30) continue;
        const cell = known[0]!.map((_, index) => (index === at * 4 + band ? 1 : 0));
        expect(rank([...known, cell])).toBe(all + 1);
      }
    }
  });

  it("says the same of a group that is named again once all groups are known", () => {
    const made = [
      block(
        [
          [3, false],
          [56, true],
          [24, false],
        ],
        6,
      ),
      block(
        [
          [13, false],
          [30, false],
          [54, true],
        ],
        2,
      ),
      block(
        [
          [16, false],
          [58, true],
          [0, false],
        ],
        3,
      ),
      block(
        [
          [27, false],
          [30, false],
          [57, true],
        ],
        1,
      ),
      block(
        [
          [55, true],
          [56, true],
          [1, false],
        ],
        6,
      ),
      block(
        [
          [7, false],
          [5, false],
          [12, false],
        ],
        4,
      ),
    ];
    const groups = [
      [0, 1, 2, 3, 5],
      [0, 1, 4, 5],
      [0, 1, 2, 3, 4, 5],
    ].map((inside) => ({
      blocks: inside,
      candidates: [true, true, true],
    }));
    const twice = auditVariable(made, [...groups, ...groups]);
    expect(twice.slice(3)).toEqual(twice.slice(0, 3));
  });

  test.prop([scenes])("does not depend on how often a group is named", ([made, groups]) => {
    const twice = auditVariable(made, [...groups, ...groups]);
    expect(twice.slice(groups.length)).toEqual(twice.slice(0, groups.length));
  });
});
