import { describe, expect, it } from "vitest";
import type { Answers } from "../../../core/questionnaire/types.ts";
import type { BuildDistrict } from "../../../core/release/build.ts";
import type { Stream } from "../../../core/release/types.ts";
import { adultsOf, CODE, decided, districtOf, groupOf, PLAN, respondents } from "../../support/districts.ts";

const OPEN = [{ stream: "open", mode: "online", sample_type: "self-selected" }] as const;

/** Everybody says something and has the demographics that `more` gives them. */
function people(count: number, more: (person: number) => Answers = () => ({})) {
  return respondents(count, (person) => ({
    decision_body: person % 3 === 0 ? "government" : "council",
    ...more(person),
  }));
}

function district(
  code: string,
  count: number,
  more: Partial<BuildDistrict> = {},
  answers?: (person: number) => Answers,
) {
  return districtOf(code, { code: people(count, answers) }, more);
}

function decisionOf(districts: readonly BuildDistrict[], groups: Parameters<typeof decided>[1] = [], streams = CODE) {
  return decided(districts, groups, streams).decisions[0]!;
}

/** The status of a block's band, for the questions that nearly everybody answered or one with a set of its own. */
function statusOf(districts: readonly BuildDistrict[], by: string, band: string, set = "", streams = CODE) {
  const decision = decisionOf(districts, [], streams);
  const domain = PLAN.layout.domains.findIndex((one) => one.by === by && one.group === band);
  return decision.blockStatuses[0]?.get(set)?.[domain];
}

describe("blocks", () => {
  const inCounty = { joinedBy: ["C", "R", "N"] };

  it("are the districts that are shown by themselves", () => {
    const { blocks, leftOver } = decisionOf([district("A", 140), district("B", 99)]);
    expect(blocks.map(({ code }) => code)).toEqual(["A"]);
    expect(leftOver).toEqual(["B"]);
  });

  it("join withheld districts by county, then region, then country", () => {
    const places = [
      district("A", 60, inCounty),
      district("B", 70, inCounty),
      district("C", 60),
      district("D", 60),
      district("E", 60, { joinedBy: [null, "S", "N"] }),
      district("F", 60, { joinedBy: [null, null, "N"] }),
      district("G", 60, { joinedBy: [null, "S", "O"] }),
      district("H", 60, { joinedBy: [null, null, "O"] }),
    ];
    const { blocks, leftOver } = decisionOf(places);
    expect(blocks.map(({ code }) => code)).toEqual(["A+B", "C+D", "E+G", "F+H"].filter((code) => code !== "F+H"));
    expect(leftOver).toEqual(["F", "H"]);
  });

  it("are none where the joined set is too small, is nearly one district, or has nobody's adults", () => {
    expect(decisionOf([district("A", 45, inCounty), district("B", 45, inCounty)]).blocks).toEqual([]);
    const nearlyOne = [district("A", 97, inCounty), district("B", 24, inCounty)];
    expect(decisionOf(nearlyOne).leftOver).toEqual(["A", "B"]);
    expect(decisionOf([district("A", 96, inCounty), district("B", 24, inCounty)]).blocks).toHaveLength(1);
    const uncounted = [district("A", 70, inCounty), district("B", 70, { ...inCounty, adults: null })];
    expect(decisionOf(uncounted).leftOver).toEqual(["A", "B"]);
  });

  it("weight a joined set to the adults of all its members", () => {
    const young = adultsOf(({ age }) => (age === "18_to_24" ? 2000 : 500));
    const [block] = decisionOf([district("A", 70, { ...inCounty, adults: young }), district("B", 70, inCounty)]).blocks;
    expect(Math.round(block!.table.sumOfWeights)).toBe(14_000 + 2 * 2000 + 12 * 500);
    expect(block!.members).toEqual(["A", "B"]);
  });

  it("ask a question only where all members were asked it", () => {
    const twoTier = districtOf(
      "B",
      { code: respondents(70, () => ({ council_satisfaction_county: "neither" }), { scenario: "C" }) },
      { ...inCounty, scenario: "C" },
    );
    const [block] = decisionOf([district("A", 70, inCounty), twoTier]).blocks;
    const asked = block!.sets.flatMap(({ questions }) => questions.map(({ id }) => id));
    expect(asked).not.toContain("council_satisfaction_county");
    expect(asked).toContain("decision_body");
  });

  it("of an open link need 300 responses", () => {
    const place = (count: number): BuildDistrict => districtOf("A", { open: people(count) });
    expect(decisionOf([place(299)], [], OPEN).blocks).toEqual([]);
    expect(decisionOf([place(300)], [], OPEN).blocks).toHaveLength(1);
  });
});

describe("bands", () => {
  const disabled = (count: number) => (person: number) => ({
    disability: person < count ? "reduced_a_lot" : "no_condition",
  });
  /** So many social renters and so many who do not say; of the rest most own, and 55 each have one of the other tenures. */
  const tenures =
    (renters: number, unsaid = 0) =>
    (person: number) => {
      const rest = person - renters - unsaid;
      if (person < renters) return { tenure: "rent_social" };
      if (rest < 0) return { tenure: "prefer_not_to_say" };
      return { tenure: rest < 55 ? "rent_private" : rest < 115 ? "mortgage" : "own_outright" };
    };

  it("are withheld below 30 people, below 50 of a sensitive variable, and below 39 effective people", () => {
    // All count alike, so the design effect is 1.
    expect(statusOf([district("A", 280, {}, tenures(38))], "tenure", "social_rent")).toBe("c");
    expect(statusOf([district("A", 280, {}, tenures(39))], "tenure", "social_rent")).toBe("u");
    expect(statusOf([district("A", 280, {}, disabled(50))], "disability", "disabled")).toBe("u");
    expect(statusOf([district("A", 280, {}, disabled(49))], "disability", "disabled")).toBe("c");
    expect(statusOf([district("A", 280, {}, disabled(49))], "disability", "not_disabled")).toBe("");
  });

  it("take the smallest partner with them where fewer than ten people would be left over", () => {
    const others = (renters: number, unsaid = 0) => {
      const place = [district("A", 280, {}, tenures(renters, unsaid))];
      return ["owns", "mortgage_or_shared", "private_rent"].map((band) => statusOf(place, "tenure", band));
    };
    expect(others(9)).toEqual(["", "u", "c"]);
    expect(others(10)).toEqual(["", "u", "u"]);
    expect(others(6, 4)).toEqual(["", "u", "u"]);
    expect(others(6, 3)).toEqual(["", "u", "c"]);
    // A band that nobody is in is one that everybody would know nobody is in.
    expect(others(0)).toEqual(["", "u", "c"]);
  });

  it("are all shown where none is withheld, however few did not say", () => {
    const both = district("B", 280, {}, (person) => (person === 0 ? { sex: "prefer_not_to_say" } : {}));
    expect([statusOf([both], "sex", "female"), statusOf([both], "sex", "male")]).toEqual(["", ""]);
  });

  it("of an open link need 500 responses in the place", () => {
    const place = (count: number): BuildDistrict => districtOf("A", { open: people(count) });
    expect(statusOf([place(499)], "sex", "female", "", OPEN)).toBe("c");
    expect(statusOf([place(500)], "sex", "female", "", OPEN)).toBe("");
    expect(statusOf([place(499)], "all", "all", "", OPEN)).toBe("");
  });
});

describe("routing sets", () => {
  /** Everybody answers two questions; whoever is `left` leaves the third out. */
  const leftOut = (left: (person: number) => boolean) => (person: number) => ({
    local_area_satisfaction: "neither",
    ...(!left(person) && { council_satisfaction: "neither" }),
  });
  const setsOf = (missing: number) =>
    decisionOf([
      district(
        "A",
        280,
        {},
        leftOut((person) => person < missing),
      ),
    ]).blocks[0]!.sets.filter(({ id }) => id === "" || id === "council_satisfaction");

  it("are one for questions that nearly everybody answered, and one for each that more than a tenth left out", () => {
    expect(setsOf(28).map(({ questions }) => questions.length)).toEqual([3]);
    expect(setsOf(29).map(({ questions }) => questions.length)).toEqual([2, 1]);
  });

  it("withhold a domain of a set whose base is one to nine people below the main one", () => {
    // Of the 120 youngest so many leave it out, and of all others every sixth.
    const left = (missing: number) => (person: number) =>
      person % 14 < 2 ? Math.floor(person / 14) * 2 + (person % 14) < missing : person % 6 === 0;
    const youngest = (missing: number) =>
      statusOf([district("A", 840, {}, leftOut(left(missing)))], "age_band", "18_to_24", "council_satisfaction");
    expect([0, 1, 9, 10].map(youngest)).toEqual(["", "c", "c", ""]);
  });
});

describe("a group's rows by band", () => {
  const renters = (count: number) => (person: number) => ({
    tenure: person < count ? "rent_social" : person < 120 ? "mortgage" : person < 180 ? "rent_private" : "own_outright",
  });
  const statuses = (districts: readonly BuildDistrict[], groups: Parameters<typeof decided>[1], code: string) => {
    const { patterns } = decisionOf(districts, groups).groups.get(code)!;
    const domain = PLAN.layout.domains.findIndex(({ group }) => group === "social_rent");
    const asked = patterns.find(({ pattern }) => pattern.questions.some(({ id }) => id === "decision_body"))!;
    return asked.statuses[domain];
  };

  it("are shown where they add up several small cells, and not where they leave one over", () => {
    const three = [20, 25, 29].map((count, at) => district(`D${at}`, 280, {}, renters(count)));
    expect(statuses(three, [groupOf("G", ["D0", "D1", "D2"])], "G")).toBe("u");
    const pair = [district("D0", 280, {}, renters(20)), district("D1", 280, {}, renters(60))];
    expect(statuses(pair, [groupOf("G", ["D0", "D1"])], "G")).toBe("c");
    const wide = groupOf("W", ["D0", "D1", "D2"], "region");
    expect(statuses(three, [wide, groupOf("G", ["D0", "D1"])], "W")).toBe("u");
    expect(statuses(three, [wide, groupOf("G", ["D0", "D1"])], "G")).toBe("c");
  });

  it("hide a partner where what the group withholds is fewer than ten people", () => {
    // Two renters in each of three places: everybody less all others would be six people.
    const three = [0, 1, 2].map((at) => district(`D${at}`, 280, {}, renters(2)));
    const { patterns } = decisionOf(three, [groupOf("G", ["D0", "D1", "D2"])]).groups.get("G")!;
    const asked = patterns.find(({ pattern }) => pattern.questions.some(({ id }) => id === "decision_body"))!;
    const shown = ["owns", "mortgage_or_shared", "private_rent"].map(
      (band) => asked.statuses[PLAN.layout.domains.findIndex(({ group }) => group === band)],
    );
    expect(shown.filter((status) => status === "c")).toHaveLength(1);
  });

  it("have one coordinate for all groups of the same blocks", () => {
    const two = [district("A", 210), district("B", 210)];
    const groups = [
      groupOf("G1", ["A", "B"]),
      groupOf("G2", ["A", "B", "Z"], "region"),
      groupOf("G3", ["A", "B"], "class"),
    ];
    const { groups: made } = decisionOf(two, groups);
    const coordinates = [...made.values()].flatMap(({ patterns }) => patterns.map(({ coordinate }) => coordinate));
    expect(new Set(coordinates).size).toBe(1);
  });
});

describe("a stream", () => {
  it("is never added to another", () => {
    const streams = [...CODE, ...OPEN];
    const place = districtOf("A", { code: people(99), open: people(400) });
    const shown = (stream: Stream): number =>
      decided([place], [], streams).decisions.find((one) => one.stream.stream === stream)!.blocks.length;
    expect([shown("code"), shown("open")]).toEqual([0, 1]);
  });
});
