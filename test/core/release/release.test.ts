import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import { packAnswers } from "../../../core/questionnaire/answers.ts";
import { type BuildDistrict, buildRows } from "../../../core/release/build.ts";
import { canonicalJson } from "../../../core/release/canonical.ts";
import { csvCell, csvHeader, csvTable } from "../../../core/release/csv.ts";
import { daysAfter, isDay, ukDay } from "../../../core/release/days.ts";
import { expandRows } from "../../../core/release/rows.ts";
import { type CompactRow, type ReleaseDocument, RESULT_COLUMNS, type WaveStream } from "../../../core/release/types.ts";
import { createTableLayout, tabulate } from "../../../core/tabulation/table.ts";

const survey = LGA_RESIDENT_SURVEY;
const layout = createTableLayout(survey);
const CODE: readonly WaveStream[] = [{ stream: "code", mode: "online", sample_type: "probability" }];
const context = { scenario: "A" as const, arm: 0, district_name: "Here" };

/** `council` of `people` people who answer the headline question trust the council most; all the rest the government. */
function district(code: string, people: number, council: number, women = people): BuildDistrict {
  const answers = Array.from({ length: people }, (_, person) =>
    packAnswers(survey, context, {
      decision_body: person < council ? "council" : "government",
      sex: person < women ? "female" : "male",
    }),
  );
  return { code, scenario: "A", residents: 1000, tables: { code: tabulate(layout, answers) } };
}

function rowsOf(built: ReturnType<typeof buildRows>, place: string): readonly CompactRow[] {
  return built.find(({ code }) => code === place)?.rows ?? [];
}

function row(rows: readonly CompactRow[], answer: string, by = "all", group = "all"): CompactRow | undefined {
  return rows.find((one) => one[2] === "decision_body" && one[3] === answer && one[4] === by && one[5] === group);
}

describe("the rows of a release", () => {
  it("publishes whole per cents, a base rounded to ten, and an interval made of both", () => {
    const rows = rowsOf(buildRows(layout, CODE, [district("X", 204, 157)], []), "X");
    // Wilson on 77 per cent of 200: 70.69 to 82.29.
    expect(row(rows, "council")?.slice(6)).toEqual([77, null, 70, 83, 200, 1, ""]);
  });

  it("withholds everything of a place below 100 responses, and gives every row all the same", () => {
    const shown = rowsOf(buildRows(layout, CODE, [district("X", 100, 70)], []), "X");
    const hidden = rowsOf(buildRows(layout, CODE, [district("X", 99, 70)], []), "X");
    expect(hidden.map((one) => one.slice(0, 6))).toEqual(shown.map((one) => one.slice(0, 6)));
    expect(new Set(hidden.map((one) => JSON.stringify(one.slice(6))))).toEqual(
      new Set([JSON.stringify([null, null, null, null, null, null, "c"])]),
    );
  });

  it("withholds a group of people below a base of 30 and marks one below 100", () => {
    const rows = rowsOf(buildRows(layout, CODE, [district("X", 129, 70, 29)], []), "X");
    expect(row(rows, "council", "sex", "female")?.at(-1)).toBe("c");
    expect(row(rows, "council", "sex", "male")?.at(-1)).toBe("");
    const fewer = rowsOf(buildRows(layout, CODE, [district("X", 129, 70, 30)], []), "X");
    expect(row(fewer, "council", "sex", "female")?.at(-1)).toBe("u");
    expect(row(fewer, "council", "sex", "male")?.at(-1)).toBe("u");
  });

  it("makes a group only of districts that are shown, so that a withheld one changes no public byte", () => {
    const groups = [{ code: "G", members: ["X", "Y", "Z"].map((code) => ({ code, residents: 1000 })) }];
    const shown = [district("X", 200, 150), district("Y", 300, 200)];
    const first = buildRows(layout, CODE, [...shown, district("Z", 60, 60)], groups);
    const second = buildRows(layout, CODE, [...shown, district("Z", 60, 0)], groups);
    expect(canonicalJson(first)).toBe(canonicalJson(second));
    expect(first.find(({ code }) => code === "G")?.compositions).toEqual([
      { stream: "code", members_included: 2, members: 3, population_covered: 66 },
    ]);
    expect(row(rowsOf(first, "G"), "council")?.slice(6, 11)).toEqual([70, null, 65, 74, 500]);
  });

  it("shows nothing of a group in which fewer than two districts are shown", () => {
    const groups = [{ code: "G", members: ["X", "Y"].map((code) => ({ code, residents: 1000 })) }];
    const built = buildRows(layout, CODE, [district("X", 200, 150), district("Y", 50, 20)], groups);
    expect(rowsOf(built, "G").every((one) => one.at(-1) === "c")).toBe(true);
    expect(built.find(({ code }) => code === "G")?.compositions).toMatchObject([
      { members_included: 0, population_covered: null },
    ]);
  });

  it("says of each stream of a group which districts it is made of, and never those of another stream", () => {
    const streams: readonly WaveStream[] = [
      ...CODE,
      { stream: "open", mode: "online", sample_type: "self-selected" },
      { stream: "interviewer", mode: "telephone", sample_type: "quota" },
    ];
    const withOpen = (code: string, people: number, open: number): BuildDistrict => {
      const { tables, ...rest } = district(code, people, 50);
      return { ...rest, tables: { ...tables, open: district(code, open, 20).tables.code ?? tabulate(layout, []) } };
    };
    const districts = [withOpen("X", 200, 150), withOpen("Y", 200, 150), withOpen("Z", 200, 20)];
    const groups = [{ code: "G", members: ["X", "Y", "Z"].map((code) => ({ code, residents: 1000 })) }];
    const built = buildRows(layout, streams, districts, groups);
    const places = built.map(({ code, compositions }) => ({
      ...{ code, compositions, kind: "district" },
      name: { en: code, cy: code },
    }));
    const release = { places, streams, questionnaire: survey } as unknown as ReleaseDocument;
    const rows = expandRows(release, rowsOf(built, "G"));
    const said = new Set(
      rows.map((one) => [one.stream, one.members_included, one.members, one.population_covered].join()),
    );
    expect([...said]).toEqual(["code,3,3,100", "open,2,3,66", "interviewer,0,3,"]);
    expect(rows.filter(({ stream }) => stream === "interviewer").every(({ status }) => status === "c")).toBe(true);
  });

  it("gives an open stream no interval", () => {
    const open: readonly WaveStream[] = [{ stream: "open", mode: "online", sample_type: "self-selected" }];
    const { tables, ...place } = district("X", 400, 300);
    const built = buildRows(layout, open, [{ ...place, tables: { open: tables.code ?? tabulate(layout, []) } }], []);
    const rows = rowsOf(built, "X").filter((one) => one[6] !== null);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((one) => one[8] === null && one[9] === null)).toBe(true);
  });

  it("lists answers in the order of the questionnaire, never by size", () => {
    const order = (council: number): string[] =>
      rowsOf(buildRows(layout, CODE, [district("X", 200, council)], []), "X").map(
        (one) => `${one[2]} ${one[3]} ${one[5]}`,
      );
    expect(order(10)).toEqual(order(190));
  });
});

describe("CSV", () => {
  it("has the columns of a result row and no others", () => {
    expect(csvHeader()).toBe(`${RESULT_COLUMNS.join(",")}\r\n`);
    expect(csvTable([])).toBe(csvHeader());
  });

  it.each([
    ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@x", "'@x"],
    ["\tx", "'\tx"],
    ["a,b", '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ["Môn", "Môn"],
  ])("keeps the text %j from being a formula or a second cell", (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });

  it("writes numbers as numbers, below zero too, and nothing for what is withheld", () => {
    expect([csvCell(-12), csvCell(0), csvCell(null)]).toEqual(["-12", "0", ""]);
  });
});

describe("canonical JSON", () => {
  const json = fc.jsonValue();
  test.prop([json])("says the same value", (value) => {
    expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
  });

  it("does not depend on the order in which members were added", () => {
    expect(canonicalJson({ b: 1, a: { d: 2, c: 3 } })).toBe(canonicalJson({ a: { c: 3, d: 2 }, b: 1 }));
  });

  it("refuses numbers that JSON cannot say", () => {
    expect(() => canonicalJson([Number.NaN])).toThrow(RangeError);
  });
});

describe("days", () => {
  it.each([
    ["2026-03-29T00:30:00Z", "2026-03-29"],
    ["2026-06-30T23:30:00Z", "2026-07-01"],
    ["2026-12-31T23:30:00Z", "2026-12-31"],
  ])("at %s it is %s in the United Kingdom", (moment, day) => {
    expect(ukDay(new Date(moment))).toBe(day);
  });

  it("counts across months, leap days and the change of clocks", () => {
    expect(daysAfter("2028-02-28", 2)).toBe("2028-03-01");
    expect(daysAfter("2026-03-28", 2)).toBe("2026-03-30");
  });

  it.each(["2027-02-29", "2027-13-01", "27-01-01", "2027-1-1", "", "tomorrow"])("%j is no day", (text) => {
    expect(isDay(text)).toBe(false);
  });
});
