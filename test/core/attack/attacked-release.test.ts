import { describe, expect, it } from "vitest";
import {
  AT_LEAST,
  AT_MOST,
  baseAt,
  createReleaseReader,
  isShown,
  nameAt,
  SHOWN,
  UNRELIABLE,
  WITHHELD,
} from "../../../core/attack/attacked-release.ts";
import type { AttackSchema } from "../../../core/attack/schema.ts";
import type { CompactRow } from "../../../core/release/types.ts";

const question = (id: string, firstRow: number, slots: readonly number[]): AttackSchema["questions"][number] => ({
  ...{ id, sensitivity: "ordinary", multiple: false, answers: ["yes", "no"], options: 2 },
  ...{ firstRow, slots, baseSlots: slots, top: [], bottom: [] },
});

const SCHEMA: AttackSchema = {
  domains: [
    { by: "all", group: "all" },
    { by: "sex", group: "female" },
  ],
  variables: [{ id: "sex", sensitivity: "ordinary", domains: [1] }],
  questions: [question("first", 0, [0, 1]), question("second", 2, [3, 4])],
  rows: 4,
  width: 6,
};

function row(
  [asked, answer, by, group]: readonly [string, string, string, string],
  figures: readonly [number | null, "le" | "ge" | null, string],
  place = "P",
): CompactRow {
  const [share, bound, status] = figures;
  const known = share === null ? [null, null, null, null] : [10, 90, 120, 1.2];
  return [place, "code", asked, answer, by, group, share, bound, ...known, status] as unknown as CompactRow;
}

const YES = row(["first", "yes", "all", "all"], [60, null, ""]);
const NO = row(["first", "no", "all", "all"], [40, null, "u"]);

describe("rows as arrays", () => {
  it("stand by domain and answer, with what each says of itself", () => {
    const reader = createReleaseReader(SCHEMA);
    reader.addPlace("P", [
      ...[YES, NO],
      row(["first", "yes", "sex", "female"], [98, "ge", ""]),
      row(["first", "no", "sex", "female"], [null, null, "c"]),
      row(["second", "yes", "all", "all"], [2, "le", ""]),
    ]);
    const { tables, rows, faults } = reader.release();
    const [table] = tables;
    expect([rows, tables.length, faults]).toEqual([5, 1, { unknown: [], repeated: [], disordered: [] }]);
    expect([...table!.status]).toEqual([SHOWN, UNRELIABLE, SHOWN, 0, SHOWN, WITHHELD, 0, 0]);
    expect([...table!.bound]).toEqual([0, 0, AT_MOST, 0, AT_LEAST, 0, 0, 0]);
    expect([...table!.share]).toEqual([60, 40, 2, Number.NaN, 98, Number.NaN, Number.NaN, Number.NaN]);
    expect([0, 1].map((asked) => isShown(SCHEMA, table!, 1, asked))).toEqual([true, false]);
    expect([baseAt(SCHEMA, table!, 1, 0), baseAt(SCHEMA, table!, 1, 1)]).toEqual([120, Number.NaN]);
    expect(nameAt(SCHEMA, table!, 1, 0, 1)).toBe("P code first no sex female");
  });

  it("keep streams apart", () => {
    const reader = createReleaseReader(SCHEMA);
    const open = YES.with(1, "open") as unknown as CompactRow;
    reader.addPlace("P", [YES, NO, open]);
    const { tables, faults } = reader.release();
    expect(tables.map(({ stream }) => stream)).toEqual(["code", "open"]);
    expect(faults).toEqual({ unknown: [], repeated: [], disordered: [] });
  });

  it.each([
    ["a question that there is not", row(["third", "yes", "all", "all"], [50, null, ""])],
    ["an answer that there is not", row(["first", "maybe", "all", "all"], [50, null, ""])],
    ["a band that there is not", row(["first", "yes", "sex", "other"], [50, null, ""])],
    ["a row of another place", row(["first", "yes", "all", "all"], [50, null, ""], "Q")],
    ["a column too many", [...YES, 17] as unknown as CompactRow],
    ["a column too few", YES.slice(0, -1) as unknown as CompactRow],
  ])("find fault with %s", (_what, wrong) => {
    const reader = createReleaseReader(SCHEMA);
    reader.addPlace("P", [wrong]);
    const { faults, tables } = reader.release();
    expect([faults.unknown.length, faults.repeated.length, tables.length]).toEqual([1, 0, 0]);
  });

  it("find fault with a row that is there twice, and with one out of order", () => {
    const reader = createReleaseReader(SCHEMA);
    reader.addPlace("P", [YES, YES, NO]);
    reader.addPlace("R", [
      row(["first", "no", "all", "all"], [1, null, ""], "R"),
      row(["first", "yes", "all", "all"], [1, null, ""], "R"),
    ]);
    expect(reader.release().faults).toEqual({
      unknown: [],
      repeated: ["P code first yes all all"],
      disordered: ["R code first yes all all"],
    });
  });
});
