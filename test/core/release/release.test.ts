import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { bearsItsName } from "../../../core/disclosure/rules.ts";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import type { BuildDistrict } from "../../../core/release/build.ts";
import { canonicalJson } from "../../../core/release/canonical.ts";
import { csvCell, csvHeader, csvTable } from "../../../core/release/csv.ts";
import { daysAfter, isDay, ukDay, ukMoment } from "../../../core/release/days.ts";
import { expandRows } from "../../../core/release/rows.ts";
import { type CompactRow, type ReleaseDocument, RESULT_COLUMNS, type WaveStream } from "../../../core/release/types.ts";
import {
  adultsOf,
  built,
  CODE,
  districtOf,
  figuresOf,
  groupOf,
  noiseOf,
  PLAN,
  respondents,
  rowsOf,
} from "../../support/districts.ts";

const survey = LGA_RESIDENT_SURVEY;
const WITHHELD = [null, null, null, null, null, null, "c"];

/** `council` of `people` people trust the council most, the others the government. */
function trust(people: number, council: number) {
  return respondents(people, (person) => ({ decision_body: person < council ? "council" : "government" }));
}

function district(code: string, people: number, council: number, more: Partial<BuildDistrict> = {}): BuildDistrict {
  return districtOf(code, { code: trust(people, council) }, more);
}

function statusesOf(rows: readonly CompactRow[]): readonly string[] {
  return [...new Set(rows.map((row) => row[12]))];
}

describe("the rows of a release", () => {
  it("has whole per cents, a base rounded to ten, and a range made of both", () => {
    const rows = rowsOf(built([district("X", 204, 157)]), "X");
    // 204 people over 14 cells count nearly alike. Wilson on 77 per cent of 200 / 1.1: 70.4 to 82.5.
    expect(figuresOf(rows, "decision_body", "council")).toEqual([77, null, 70, 83, 200, 1.1, ""]);
  });

  it("withholds everything of a place below 100 responses, and gives every row all the same", () => {
    const shown = rowsOf(built([district("X", 110, 70)]), "X");
    const hidden = rowsOf(built([district("X", 99, 70)]), "X");
    expect(hidden.map((row) => row.slice(0, 6))).toEqual(shown.map((row) => row.slice(0, 6)));
    expect(new Set(hidden.map((row) => JSON.stringify(row.slice(6))))).toEqual(new Set([JSON.stringify(WITHHELD)]));
  });

  it("lists answers in the order of the questionnaire, never by size", () => {
    const order = (council: number): readonly string[] =>
      rowsOf(built([district("X", 200, council)]), "X").map((row) => `${row[2]} ${row[3]} ${row[5]}`);
    expect(order(10)).toEqual(order(190));
  });

  it("never has a row for an arm, though arms are counted", () => {
    const rows = rowsOf(built([district("X", 200, 150)]), "X");
    expect(PLAN.layout.domains.some(({ by }) => by === "arm")).toBe(true);
    const bands = survey.questions.flatMap(({ id, bands: all = [] }) => all.map((band) => `${id} ${band.id}`));
    expect(new Set(rows.map((row) => `${row[4]} ${row[5]}`))).toEqual(new Set(["all all", ...bands]));
  });

  it.each<WaveStream>([
    { stream: "open", mode: "online", sample_type: "probability" },
    { stream: "open", mode: "online", sample_type: "demonstration" },
    { stream: "code", mode: "online", sample_type: "self-selected" },
  ])("gives a stream $stream of sample type $sample_type no range", (stream) => {
    const place = districtOf("X", { [stream.stream]: trust(600, 400) });
    const rows = rowsOf(built([place], [], { streams: [stream] }), "X").filter((row) => row[6] !== null);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => row[8] === null && row[9] === null)).toBe(true);
  });

  it("is the same, byte for byte, in whatever order responses came, and built twice", () => {
    const noise = noiseOf();
    const responses = [...trust(300, 200)];
    const rows = (): string =>
      canonicalJson(
        built([districtOf("X", { code: responses }), district("Y", 200, 100)], [groupOf("G", ["X", "Y"])], { noise }),
      );
    // `district` numbers its respondents anew each time, so the second place is left out of the comparison.
    const first = canonicalJson(rowsOf(built([districtOf("X", { code: responses })], [], { noise }), "X"));
    const second = canonicalJson(
      rowsOf(built([districtOf("X", { code: responses.toReversed() })], [], { noise }), "X"),
    );
    expect(second).toBe(first);
    expect(rows().length).toBeGreaterThan(1000);
  });

  it("has other figures under another key, and other figures for other people who say the same", () => {
    const noisy = (key: string, responses = trust(300, 200)): string =>
      canonicalJson(rowsOf(built([districtOf("X", { code: responses })], [], { noise: noiseOf(key) }), "X"));
    const same = trust(300, 200);
    expect(noisy("one", same)).not.toBe(noisy("two", same));
    expect(noisy("one", same)).not.toBe(noisy("one"));
  });
});

describe("a weighted place", () => {
  const oldest = (person: number): boolean => person % 14 >= 12;
  const aged = adultsOf(({ age }) => (age === "75_and_over" ? 3000 : 1000));

  it("has weighted shares of its adults, and a range on the base that weighting leaves", () => {
    // 120 people stand for 100 adults each and 20, who all say council, for 300: 6,000 of 18,000. The design effect is
    // 140 x (120 x 100 x 100 + 20 x 300 x 300) / (18,000 x 18,000) = 1.2963. Wilson on 33 per cent of 140 / 1.3: 24.8 to 42.3.
    const responses = respondents(140, (person) => ({ decision_body: oldest(person) ? "council" : "government" }));
    const [place] = built([districtOf("X", { code: responses }, { adults: aged })]);
    expect(figuresOf(place?.rows ?? [], "decision_body", "council")).toEqual([33, null, 24, 43, 140, 1.3, ""]);
    expect(place?.compositions).toEqual([
      { stream: "code", members_included: 1, members: 1, population_covered: 100, weighting: ["age7_by_sex"] },
    ]);
    // 20 people of 75 and over are too few, whatever they stand for.
    expect(figuresOf(place?.rows ?? [], "decision_body", "council", "age_band", "75_and_over")).toEqual(WITHHELD);
  });

  it("is withheld, and out of its groups, where no step of the ladder can weight it", () => {
    const unsaid = respondents(140, () => ({ age_band: "prefer_not_to_say", sex: "prefer_not_to_say" }));
    const places = [district("X", 140, 70), district("Y", 140, 70), districtOf("Z", { code: unsaid })];
    const all = built(places, [groupOf("G", ["X", "Y", "Z"])]);
    expect(statusesOf(rowsOf(all, "Z"))).toEqual(["c"]);
    expect(all.find(({ code }) => code === "Z")?.compositions).toMatchObject([{ weighting: [] }]);
    expect(all.find(({ code }) => code === "G")?.compositions[0]).toMatchObject({
      ...{ members_included: 2, members: 3, population_covered: 66, weighting: ["age7_by_sex"] },
    });
  });

  it("is withheld where its answers are worth too few after weighting", () => {
    // Ten people of each age but the oldest, who are many among them and few among the adults.
    const responses = respondents(200, (person) => ({ age_band: person < 60 ? "25_to_34" : "75_and_over" }));
    const place = districtOf("X", { code: responses });
    expect(statusesOf(rowsOf(built([place]), "X"))).toEqual(["c"]);
  });

  it("makes a group the sum of its districts, each as large as its adult population", () => {
    const small = district("X", 140, 140, { adults: adultsOf(() => 100) });
    const large = district("Y", 140, 0, { adults: adultsOf(() => 300) });
    const all = built([small, large], [groupOf("G", [small, large])]);
    // All of 1,400 adults against none of 4,200.
    expect(figuresOf(rowsOf(all, "G"), "decision_body", "council")?.[0]).toBe(25);
    const uncounted = {
      ...groupOf("G", [small, large]),
      members: [{ code: "X", adults: null }, ...groupOf("G", [large]).members],
    };
    expect(built([small, large], [uncounted]).at(-1)?.compositions[0]).toMatchObject({ population_covered: null });
  });
});

describe("a group", () => {
  it("changes by no byte when all answers of a district left over change", () => {
    const noise = noiseOf();
    const [first, second] = [district("X", 200, 150), district("Y", 300, 200)];
    const rows = (council: number): string =>
      canonicalJson(built([first, second, district("Z", 60, council)], [groupOf("G", ["X", "Y", "Z"])], { noise }));
    expect(rows(60)).toBe(rows(0));
  });

  it("shows nothing where fewer than two districts of it are shown", () => {
    const all = built([district("X", 200, 150), district("Y", 50, 20)], [groupOf("G", ["X", "Y"])]);
    expect(statusesOf(rowsOf(all, "G"))).toEqual(["c"]);
    expect(all.find(({ code }) => code === "G")?.compositions).toMatchObject([
      { members_included: 0, population_covered: null, weighting: [] },
    ]);
  });

  it("says of each stream which districts it is made of, and never those of another stream", () => {
    const streams: readonly WaveStream[] = [
      ...CODE,
      { stream: "open", mode: "online", sample_type: "self-selected" },
      { stream: "interviewer", mode: "telephone", sample_type: "quota" },
    ];
    const withOpen = (code: string, people: number, open: number): BuildDistrict =>
      districtOf(code, { code: trust(people, 50), open: trust(open, 20) });
    const districts = [withOpen("X", 200, 350), withOpen("Y", 200, 350), withOpen("Z", 200, 20)];
    const all = built(districts, [groupOf("G", ["X", "Y", "Z"])], { streams });
    const places = all.map(({ code, compositions }) => ({
      ...{ code, compositions, kind: "district" },
      name: { en: code, cy: code },
    }));
    const release = { places, streams, questionnaire: survey } as unknown as ReleaseDocument;
    const rows = expandRows(release, rowsOf(all, "G")).filter(({ question }) => question === "decision_body");
    const said = new Set(
      rows.map((row) => [row.stream, row.place_name, row.members_included, row.members, row.population_covered].join()),
    );
    expect([...said]).toEqual([
      "code,G,3,3,100",
      "open,2 of 3 councils in G,2,3,66",
      "interviewer,0 of 3 councils in G,0,3,",
    ]);
    expect(rows.filter(({ stream }) => stream === "interviewer").every(({ status }) => status === "c")).toBe(true);
  });

  it.each([
    [80, true],
    [79, false],
    [null, false],
  ])("that covers %s per cent bears its name: %s", (covered, bears) => {
    expect(bearsItsName(covered)).toBe(bears);
  });
});

describe("a question that only some districts of a group were asked", () => {
  const satisfied = { council_satisfaction_county: "very_satisfied", decision_body: "council" };
  function twoTier(code: string): BuildDistrict {
    const responses = respondents(200, () => satisfied, { scenario: "C" });
    return districtOf(code, { code: responses }, { scenario: "C" });
  }
  function statuses(districts: readonly BuildDistrict[]): readonly string[] {
    const rows = rowsOf(built(districts, [groupOf("G", districts)]), "G");
    const everybody = rows.filter((row) => row[2] === "council_satisfaction_county" && row[4] === "all");
    expect(everybody.length).toBeGreaterThan(3);
    return [...new Set(everybody.map((row) => (row[7] === "ge" ? "shown" : row[12])))];
  }

  it("says of how many districts it is, and bears their group's name only where these are most", () => {
    const districts = [twoTier("A"), twoTier("B"), district("D", 200, 100), district("E", 200, 100)];
    const all = built(districts, [groupOf("G", districts)]);
    const places = all.map(({ code, compositions }) => ({
      code,
      compositions,
      kind: "x",
      name: { en: code, cy: code },
    }));
    const release = { places, streams: CODE, questionnaire: survey } as unknown as ReleaseDocument;
    const said = (question: string): readonly string[] => [
      ...new Set(
        expandRows(release, rowsOf(all, "G"))
          .filter((row) => row.question === question)
          .map((row) => [row.place_name, row.members_included, row.population_covered].join()),
      ),
    ];
    expect(said("decision_body")).toEqual(["G,4,100"]);
    expect(said("council_satisfaction_county")).toEqual(["2 of 4 councils in G,2,50"]);
  });

  it("is withheld where it is one district's answers under the group's name, and shown from two on", () => {
    expect(statuses([twoTier("A"), district("B", 200, 100)])).toEqual(["c"]);
    expect(statuses([twoTier("A"), twoTier("B"), district("D", 200, 100)])).toContain("shown");
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

  it.each([
    ["2027-01-15", "09:30", "2027-01-15T09:30:00.000Z"],
    ["2027-07-15", "09:30", "2027-07-15T08:30:00.000Z"],
    ["2027-03-28", "00:30", "2027-03-28T00:30:00.000Z"],
    ["2027-03-28", "09:30", "2027-03-28T08:30:00.000Z"],
    ["2027-10-31", "09:30", "2027-10-31T09:30:00.000Z"],
  ])("at %s %s in the United Kingdom it is %s", (day, time, moment) => {
    expect(ukMoment(day, time).toISOString()).toBe(moment);
  });

  it("counts across months, leap days and the change of clocks", () => {
    expect(daysAfter("2028-02-28", 2)).toBe("2028-03-01");
    expect(daysAfter("2026-03-28", 2)).toBe("2026-03-30");
  });

  it.each(["2027-02-29", "2027-13-01", "27-01-01", "2027-1-1", "", "tomorrow"])("%j is no day", (text) => {
    expect(isDay(text)).toBe(false);
  });
});

describe("a question that a place withholds", () => {
  it("enters no group: the group less the other places would be that place", () => {
    // In A twelve people answered the question at all, all but one of them alike.
    const noise = noiseOf();
    const few = (odd: number) =>
      respondents(
        200,
        (person) => ({
          local_area_satisfaction: "neither",
          ...(person < 12 && { decision_body: person === odd ? "council" : "government" }),
        }),
        { numbers: (person) => person },
      );
    const rest = ["B", "C"].map((code, at) =>
      districtOf(code, {
        code: respondents(200, (person) => ({
          local_area_satisfaction: "neither",
          decision_body: person % 2 === at ? "council" : "government",
        })),
      }),
    );
    const rows = (odd: number) => {
      const all = built([districtOf("A", { code: few(odd) }), ...rest], [groupOf("G", ["A", "B", "C"])], { noise });
      return { place: rowsOf(all, "A"), group: rowsOf(all, "G").filter((row) => row[2] === "decision_body") };
    };
    const [first, second] = [rows(0), rows(5)];
    expect(statusesOf(first.place.filter((row) => row[2] === "decision_body"))).toEqual(["c"]);
    expect(statusesOf(first.group)).toContain("");
    expect(canonicalJson(second.group)).toBe(canonicalJson(first.group));
  });
});

describe("a band of a group that one place alone has people in", () => {
  it("has the figures of that place, noise and all", () => {
    const owners = respondents(200, () => ({ decision_body: "council", tenure: "own_outright" }));
    const renters = respondents(200, (person) => ({
      decision_body: person % 2 === 0 ? "council" : "government",
      tenure: person < 100 ? "rent_social" : "own_outright",
    }));
    const all = built(
      [districtOf("A", { code: owners }), districtOf("B", { code: renters })],
      [groupOf("G", ["A", "B"])],
      { noise: noiseOf() },
    );
    const figures = (place: string) =>
      figuresOf(rowsOf(all, place), "decision_body", "council", "tenure", "social_rent");
    // The design effect and so the range are the group's.
    if (figures("G")[0] !== null)
      expect([figures("G")[0], figures("G")[4]]).toEqual([figures("B")[0], figures("B")[4]]);
  });
});
