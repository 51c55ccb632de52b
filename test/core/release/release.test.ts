import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import { packAnswers } from "../../../core/questionnaire/answers.ts";
import { groupStatus, publishedDesignEffect } from "../../../core/disclosure/interim.ts";
import { type BuildDistrict, type BuildGroup, buildRows, type BuiltPlace } from "../../../core/release/build.ts";
import { canonicalJson } from "../../../core/release/canonical.ts";
import { csvCell, csvHeader, csvTable } from "../../../core/release/csv.ts";
import { daysAfter, isDay, ukDay } from "../../../core/release/days.ts";
import { expandRows } from "../../../core/release/rows.ts";
import { type CompactRow, type ReleaseDocument, RESULT_COLUMNS, type WaveStream } from "../../../core/release/types.ts";
import { adultsOf, weighStream, type WeightedStream } from "../../../core/release/weigh.ts";
import { type CountedResponse, tabulate } from "../../../core/tabulation/cube.ts";
import { createCubeLayout } from "../../../core/tabulation/layout.ts";
import { weighCube, weightingCells } from "../../../core/tabulation/weighted.ts";

const survey = LGA_RESIDENT_SURVEY;
const layout = createCubeLayout(survey);
const plan = { questionnaire: survey, layout };
const ADULTS = 1000;
const CODE: readonly WaveStream[] = [{ stream: "code", mode: "online", sample_type: "probability" }];
const context = { scenario: "A" as const, arm: 0, district_name: "Here" };

function build(districts: readonly BuildDistrict[], groups: readonly BuildGroup[] = [], streams = CODE) {
  return [...buildRows(plan, streams, districts, groups)];
}

/** A group of places of a thousand adults each. */
function groupOf(...codes: readonly string[]): BuildGroup {
  return { code: "G", members: codes.map((code) => ({ code, adults: ADULTS })) };
}

/** `council` of `people` people who answer the headline question trust the council most; all rest the government. All count alike. */
function alike(people: number, council: number, women = people): WeightedStream | undefined {
  const responses = Array.from({ length: people }, (_, person) => ({
    ...{ arm: person % 2, baseWeightClass: 0 },
    answers: packAnswers(survey, context, {
      decision_body: person < council ? "council" : "government",
      sex: person < women ? "female" : "male",
    }),
  }));
  const cube = tabulate(layout, responses);
  const weights = weightingCells(layout, cube).map(() => ADULTS / people);
  return people < 100 ? undefined : { table: weighCube(layout, cube, weights), step: "age4" };
}

function district(code: string, people: number, council: number, women = people): BuildDistrict {
  const weighted = alike(people, council, women);
  return { code, scenario: "A", adults: ADULTS, streams: weighted === undefined ? {} : { code: weighted } };
}

function rowsOf(built: readonly BuiltPlace[], place: string): readonly CompactRow[] {
  return built.find(({ code }) => code === place)?.rows ?? [];
}

function row(rows: readonly CompactRow[], answer: string, by = "all", group = "all"): CompactRow | undefined {
  return rows.find((one) => one[2] === "decision_body" && one[3] === answer && one[4] === by && one[5] === group);
}

describe("the rows of a release", () => {
  it("publishes whole per cents, a base rounded to ten, and an interval made of both", () => {
    const rows = rowsOf(build([district("X", 204, 157)]), "X");
    // Wilson on 77 per cent of 200: 70.69 to 82.29.
    expect(row(rows, "council")?.slice(6)).toEqual([77, null, 70, 83, 200, 1, ""]);
  });

  it("withholds everything of a place below 100 responses, and gives every row all the same", () => {
    const shown = rowsOf(build([district("X", 100, 70)]), "X");
    const hidden = rowsOf(build([district("X", 99, 70)]), "X");
    expect(hidden.map((one) => one.slice(0, 6))).toEqual(shown.map((one) => one.slice(0, 6)));
    expect(new Set(hidden.map((one) => JSON.stringify(one.slice(6))))).toEqual(
      new Set([JSON.stringify([null, null, null, null, null, null, "c"])]),
    );
  });

  it("withholds a group of people below a base of 30 and marks one below 100", () => {
    const rows = rowsOf(build([district("X", 129, 70, 29)]), "X");
    expect(row(rows, "council", "sex", "female")?.at(-1)).toBe("c");
    expect(row(rows, "council", "sex", "male")?.at(-1)).toBe("");
    const fewer = rowsOf(build([district("X", 129, 70, 30)]), "X");
    expect(row(fewer, "council", "sex", "female")?.at(-1)).toBe("u");
    expect(row(fewer, "council", "sex", "male")?.at(-1)).toBe("u");
  });

  it("makes a group only of districts that are shown, so that a withheld one changes no public byte", () => {
    const groups = [groupOf("X", "Y", "Z")];
    const shown = [district("X", 200, 150), district("Y", 300, 200)];
    const first = build([...shown, district("Z", 60, 60)], groups);
    const second = build([...shown, district("Z", 60, 0)], groups);
    expect(canonicalJson(first)).toBe(canonicalJson(second));
    expect(first.find(({ code }) => code === "G")?.compositions).toEqual([
      { stream: "code", members_included: 2, members: 3, population_covered: 66, weighting: ["age4"] },
    ]);
    // 75 and 67 per cent of a thousand adults each, whatever the number of responses.
    expect(row(rowsOf(first, "G"), "council")?.slice(6)).toEqual([71, null, 66, 75, 500, 1.1, ""]);
  });

  it("shows nothing of a group in which fewer than two districts are shown", () => {
    const groups = [groupOf("X", "Y")];
    const built = build([district("X", 200, 150), district("Y", 50, 20)], groups);
    expect(rowsOf(built, "G").every((one) => one.at(-1) === "c")).toBe(true);
    expect(built.find(({ code }) => code === "G")?.compositions).toMatchObject([
      { members_included: 0, population_covered: null, weighting: [] },
    ]);
  });

  it("says of each stream of a group which districts it is made of, and never those of another stream", () => {
    const streams: readonly WaveStream[] = [
      ...CODE,
      { stream: "open", mode: "online", sample_type: "self-selected" },
      { stream: "interviewer", mode: "telephone", sample_type: "quota" },
    ];
    const withOpen = (code: string, people: number, open: number): BuildDistrict => {
      const { streams: own, ...rest } = district(code, people, 50);
      const weighted = alike(open, 20);
      return { ...rest, streams: { ...own, ...(weighted && { open: weighted }) } };
    };
    const districts = [withOpen("X", 200, 150), withOpen("Y", 200, 150), withOpen("Z", 200, 20)];
    const built = build(districts, [groupOf("X", "Y", "Z")], streams);
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

  it.each<WaveStream>([
    { stream: "open", mode: "online", sample_type: "probability" },
    { stream: "open", mode: "online", sample_type: "demonstration" },
    { stream: "code", mode: "online", sample_type: "self-selected" },
  ])("gives a stream $stream of sample type $sample_type no interval", (stream) => {
    const place = { ...district("X", 400, 300), streams: { [stream.stream]: alike(400, 300) } };
    const rows = rowsOf(build([place as BuildDistrict], [], [stream]), "X").filter((one) => one[6] !== null);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((one) => one[8] === null && one[9] === null)).toBe(true);
  });

  it("never has a row for an arm, though arms are counted", () => {
    const rows = rowsOf(build([district("X", 200, 150)]), "X");
    expect(layout.domains.some(({ by }) => by === "arm")).toBe(true);
    const bands = survey.questions.flatMap(({ id, bands: all = [] }) => all.map((band) => `${id} ${band.id}`));
    expect(new Set(rows.map((one) => `${one[4]} ${one[5]}`))).toEqual(new Set(["all all", ...bands]));
  });

  it("lists answers in the order of the questionnaire, never by size", () => {
    const order = (council: number): string[] =>
      rowsOf(build([district("X", 200, council)]), "X").map((one) => `${one[2]} ${one[3]} ${one[5]}`);
    expect(order(10)).toEqual(order(190));
  });
});

describe("a weighted place", () => {
  const { age, sex } = survey.weighting!;
  const CELLS = age.bands.flatMap(({ option }) => [sex.female, sex.male].map((one) => ({ age: option, sex: one })));
  type Cell = (typeof CELLS)[number];

  /** Adults of each cell, as a population by single years. */
  function adults(of: (cell: Cell) => number) {
    const years = (one: string): number[] => {
      const counts = Array.from({ length: 91 }, () => 0);
      for (const { option, from_years } of age.bands) counts[from_years] = of({ age: option, sex: one });
      return counts;
    };
    return adultsOf(survey.weighting!, { female: years(sex.female), male: years(sex.male) });
  }

  /** Ten people of each cell. */
  function people(council: (cell: Cell, person: number) => boolean, baseWeightClass = (_person: number) => 0) {
    return CELLS.flatMap((cell) =>
      Array.from({ length: 10 }, (_, person): CountedResponse => {
        const decision_body = council(cell, person) ? "council" : "government";
        const answers = packAnswers(survey, context, { decision_body, age_band: cell.age, sex: cell.sex });
        return { answers, arm: person % 2, baseWeightClass: baseWeightClass(person) };
      }),
    );
  }

  function weighed(code: string, responses: readonly CountedResponse[], population: ReturnType<typeof adults>) {
    const weighted = weighStream(layout, survey.weighting!, tabulate(layout, responses), population);
    const total = population.reduce((sum, one) => sum + one.population, 0);
    const streams = weighted === null ? {} : { code: weighted };
    return { ...{ code, streams, adults: total }, scenario: "A" } satisfies BuildDistrict;
  }

  const oldest = ({ age: band }: Cell): boolean => band === "75_and_over";
  const aged = adults((cell) => (oldest(cell) ? 3000 : 1000));
  const X = weighed("X", people(oldest), aged);
  const Y = weighed(
    "Y",
    people((_cell, person) => person < 5),
    adults(() => 36_000 / 14),
  );

  it("has weighted shares of its adults, and a range on the base that weighting leaves", () => {
    // 120 people stand for 100 adults each and 20, who all say council, for 300: 6,000 of 18,000. The design effect is
    // 140 x (120 x 100 x 100 + 20 x 300 x 300) / (18,000 x 18,000) = 1.2963. Wilson on 33 per cent of 140 / 1.3: 24.8 to 42.3.
    const [built] = build([X]);
    expect(row(built?.rows ?? [], "council")?.slice(6)).toEqual([33, null, 24, 43, 140, 1.3, ""]);
    expect(built?.compositions).toEqual([
      { stream: "code", members_included: 1, members: 1, population_covered: 100, weighting: ["age7_by_sex"] },
    ]);
    // 20 people of 75 and over are too few, whatever they stand for.
    expect(row(built?.rows ?? [], "council", "age_band", "75_and_over")?.at(-1)).toBe("c");
  });

  it("counts nobody as 0 and everybody as 100, whatever sums of weights make of it", () => {
    const rows = rowsOf(
      build([
        weighed(
          "X",
          people(() => true),
          adults((cell) => (oldest(cell) ? 3001 : 997)),
        ),
      ]),
      "X",
    );
    expect(row(rows, "council")?.[6]).toBe(100);
    expect(row(rows, "government")?.[6]).toBe(0);
  });

  it("counts those who stand for several adults of their address so many times", () => {
    const single = weighed(
      "X",
      people((_cell, person) => person < 5),
      adults(() => 1000),
    );
    const double = weighed(
      "X",
      people(
        (_cell, person) => person < 5,
        (person) => (person < 5 ? 1 : 0),
      ),
      adults(() => 1000),
    );
    expect(row(rowsOf(build([single]), "X"), "council")?.[6]).toBe(50);
    expect(row(rowsOf(build([double]), "X"), "council")?.[6]).toBe(67);
  });

  it("makes a group the sum of its districts, each as large as its adult population", () => {
    // 6,000 of 18,000 and 18,000 of 36,000: 24,000 of 54,000. Of the 280 people 90, so 32 per cent, said council.
    const group = { code: "G", members: [X, Y].map(({ code, adults: count }) => ({ code, adults: count })) };
    const [built] = build([X, Y], [group]).slice(-1);
    // 280 x (3,000,000 + 140 x (36,000 / 140) squared) / (54,000 x 54,000) = 1.177.
    expect(row(built?.rows ?? [], "council")?.slice(6)).toEqual([44, null, 37, 51, 280, 1.2, ""]);
    const wider = { code: "G", members: [...group.members, { code: "Z", adults: 46_000 }] };
    expect(build([X, Y], [wider]).at(-1)?.compositions).toMatchObject([{ members: 3, population_covered: 54 }]);
    const uncounted = { code: "G", members: [...group.members, { code: "Z", adults: null }] };
    expect(build([X, Y], [uncounted]).at(-1)?.compositions).toMatchObject([{ population_covered: null }]);
  });

  it("is withheld, and out of its groups, where no step of the ladder can weight it", () => {
    const unsaid = people(oldest).map(({ answers, ...rest }) => ({
      ...rest,
      answers: `${answers.slice(0, -6)}......`,
    }));
    const refused = weighed("Z", unsaid, aged);
    expect(refused.streams).toEqual({});
    const members = [X, Y, refused].map(({ code, adults: count }) => ({ code, adults: count }));
    const built = build([X, Y, refused], [{ code: "G", members }]);
    expect(rowsOf(built, "Z").every((one) => one.at(-1) === "c")).toBe(true);
    expect(built.find(({ code }) => code === "Z")?.compositions).toMatchObject([{ weighting: [] }]);
    expect(built.find(({ code }) => code === "G")?.compositions).toMatchObject([
      { members_included: 2, members: 3, weighting: ["age7_by_sex"] },
    ]);
  });

  it("is the same in whatever order its responses came", () => {
    const shuffled = people(oldest).sort((first, second) =>
      first.answers + first.arm < second.answers + second.arm ? 1 : -1,
    );
    expect(canonicalJson(build([weighed("X", shuffled, aged), Y], [groupOf("X", "Y")]))).toBe(
      canonicalJson(build([X, Y], [groupOf("X", "Y")])),
    );
  });
});

describe("a design effect", () => {
  it.each([
    [1, 1],
    [1.0000000000000002, 1],
    [0.9999999999999999, 1],
    [1.1, 1.1],
    [1.4, 1.4],
    [1.4000001, 1.5],
    [2.3, 2.3],
    [2.91, 3],
  ])("of %d is published as %d", (exact, published) => {
    expect(publishedDesignEffect(exact)).toBe(published);
  });

  it.each([
    [29, 1, "c"],
    [30, 1, "u"],
    [32, 1.1, "c"],
    [33, 1.1, "u"],
    [99, 1, "u"],
    [100, 1, ""],
    [109, 1.1, "u"],
    [110, 1.1, ""],
    [229, 2.3, "u"],
    [230, 2.3, ""],
  ])("leaves a base of %d, at %d, the status %j", (base, designEffect, status) => {
    expect(groupStatus(base, designEffect)).toBe(status);
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

describe("a district whose answers are worth too few", () => {
  const declared = survey.weighting;
  /** 71 of the old and ten of each other age, in a place where the young are many: the design effect is 3.5. */
  function cubeOf(old: number) {
    const ages = [
      ["25_to_34", 10],
      ["45_to_54", 10],
      ["55_to_64", 10],
      ["65_to_74", old],
    ] as const;
    const responses = ages.flatMap(([age_band, people]) =>
      Array.from({ length: people }, () => ({
        ...{ arm: 0, baseWeightClass: 0 },
        answers: packAnswers(survey, context, { age_band, sex: "female", decision_body: "council" }),
      })),
    );
    return tabulate(layout, responses);
  }
  function adultsOf4(...populations: readonly number[]) {
    const ages = ["25_to_34", "45_to_54", "55_to_64", "65_to_74"];
    return ages.flatMap((age, index) =>
      ["female", "male"].map((sex) => ({ age, sex, population: (populations[index] ?? 0) / 2 })),
    );
  }
  const adults = adultsOf4(4500, 2500, 2500, 500);

  it("is withheld whole, with 101 responses as with 99", () => {
    if (declared === undefined) throw new Error("not declared");
    expect(weighStream(layout, declared, cubeOf(69), adults)).toBeNull();
    expect(weighStream(layout, declared, cubeOf(71), adults)).toBeNull();
    expect(weighStream(layout, declared, cubeOf(71), adultsOf4(2500, 2500, 2500, 2500))).toMatchObject({
      step: "age4",
    });
  });
});

describe("a question that only some districts of a group were asked", () => {
  const county = { ...context, scenario: "C" as const, county_name: "There" };
  const answers = packAnswers(survey, county, {
    council_satisfaction_county: "very_satisfied",
    decision_body: "council",
  });
  function twoTier(code: string): BuildDistrict {
    const cube = tabulate(
      layout,
      Array.from({ length: 200 }, () => ({ arm: 0, baseWeightClass: 0, answers })),
    );
    const table = weighCube(
      layout,
      cube,
      weightingCells(layout, cube).map(() => ADULTS / 200),
    );
    return { code, scenario: "C", adults: ADULTS, streams: { code: { table, step: "age4" } } };
  }
  function statuses(districts: readonly BuildDistrict[]): readonly string[] {
    const rows = rowsOf(build(districts, [groupOf(...districts.map(({ code }) => code))]), "G");
    const all = rows.filter((one) => one[2] === "council_satisfaction_county" && one[4] === "all");
    expect(all.length).toBeGreaterThan(3);
    return [...new Set(all.map((one) => one[12]))];
  }

  it("is withheld where it is one district's answers under the group's name, and shown from two on", () => {
    expect(statuses([twoTier("A"), district("B", 200, 100)])).toEqual(["c"]);
    expect(statuses([twoTier("A"), twoTier("B"), district("D", 200, 100)])).toEqual([""]);
  });
});
