import { describe, expect, it } from "vitest";
import type { AttackSchema } from "../../../core/attack/schema.ts";
import { baseOf, chosenBy, createGroupMaker, meanWeight, notStated, sumOfTables } from "../../../core/attack/truth.ts";
import type { TruthBlock, TruthTable } from "../../../core/attack/types.ts";

/** Two options and one outside the base; three domains of three slots each. */
const ASKED: AttackSchema["questions"][number] = {
  ...{ id: "q", sensitivity: "ordinary", multiple: false, answers: ["yes", "no"], options: 2, firstRow: 0 },
  ...{ slots: [0, 1], baseSlots: [0, 1], top: [], bottom: [] },
};
const OTHER = { ...ASKED, id: "r", slots: [2], baseSlots: [2] };
const SCHEMA: AttackSchema = {
  ...{ domains: [], variables: [], questions: [ASKED, OTHER], rows: 4, width: 3 },
};
const TABLE: TruthTable = {
  people: [30, 10, 35, 20, 4, 18, 8, 6, 15],
  weights: [60, 10, 0, 30, 8, 0, 24, 2, 0],
};

const block = (code: string, members: readonly string[], asked: readonly string[], people: number): TruthBlock => ({
  ...{ code, members, asked: new Set(asked) },
  table: { people: [people, 0, 0], weights: [people * 2, 0, 0] },
});

describe("exact tables", () => {
  it("give bases and choices by domain", () => {
    expect([0, 1, 2].map((domain) => baseOf(SCHEMA, TABLE, domain, ASKED))).toEqual([40, 24, 14]);
    expect([0, 1].map((option) => chosenBy(SCHEMA, TABLE, 1, ASKED, option))).toEqual([20, 4]);
    expect(chosenBy(SCHEMA, TABLE, 1, ASKED, 7)).toBe(0);
  });

  it("give mean weights with the domain's as 1, and 1 where few or none chose", () => {
    // 60 / 30 = 2 over 70 / 40 = 1.75.
    expect(meanWeight(SCHEMA, TABLE, 0, ASKED, 0, 10)).toBeCloseTo(2 / 1.75, 12);
    expect(meanWeight(SCHEMA, TABLE, 1, ASKED, 1, 10)).toBe(1);
    expect(meanWeight(SCHEMA, TABLE, 1, ASKED, 1, 4)).toBeCloseTo(2 / (38 / 24), 12);
    expect(meanWeight(SCHEMA, TABLE, 0, { ...ASKED, slots: [9, 1] }, 0, 0)).not.toBeNaN();
  });

  it("know those who did not say", () => {
    expect(notStated((domain) => baseOf(SCHEMA, TABLE, domain, ASKED), [1, 2])).toBe(2);
  });

  it("add up", () => {
    const sum = sumOfTables([TABLE, TABLE]);
    expect([...Array.from(sum.people)].slice(0, 3)).toEqual([60, 20, 70]);
    expect(sum.weights[3]).toBe(60);
    expect(sumOfTables([]).people).toHaveLength(0);
  });
});

describe("what a group's figures are made of", () => {
  const blocks = [
    block("A", ["A"], ["q", "r"], 10),
    block("B+C", ["B", "C"], ["q"], 20),
    block("D", ["D"], ["q", "r"], 40),
  ];

  it("are the blocks that lie wholly inside it and were asked", () => {
    const madeOf = createGroupMaker(blocks, { code: "G", members: ["A", "B", "D", "X"] });
    expect(madeOf("q").blocks).toEqual([0, 2]);
    expect(madeOf("q").table?.people[0]).toBe(50);
    expect(createGroupMaker(blocks, { code: "H", members: ["A", "B", "C"] })("q").table?.people[0]).toBe(30);
    expect(createGroupMaker(blocks, { code: "H", members: ["A", "B", "C"] })("r").blocks).toEqual([0]);
  });

  it("are one table for all questions of the same blocks, and none where nobody was asked", () => {
    const madeOf = createGroupMaker(blocks, { code: "G", members: ["A", "D"] });
    expect(madeOf("q").table).toBe(madeOf("r").table);
    expect(madeOf("s")).toEqual({ blocks: [], table: null });
  });
});
