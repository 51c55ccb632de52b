/** Plans: what they promise is what the rules decide, more responses never make it worse, and a bad profile is named. */
import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { validBase } from "../../../core/disclosure/routing.ts";
import { DISCLOSURE_RULES, domainStatus } from "../../../core/disclosure/rules.ts";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import { binomial, chanceOfAtLeast, chanceOfBase, expectedBase } from "../../../core/release/plan-chances.ts";
import { planGroup } from "../../../core/release/plan-groups.ts";
import { partnerChances } from "../../../core/release/plan-partners.ts";
import { type Profile, readProfile, TYPICAL_PROFILE } from "../../../core/release/plan-profile.ts";
import { type PlaceIntent, planPlace, type PlannedPlace } from "../../../core/release/plan.ts";
import type { Stream } from "../../../core/release/types.ts";
import { decided, districtOf, EVEN, PLAN } from "../../support/districts.ts";
import { createChance, simulatedPlace, simulatedResponses } from "../../support/profile.ts";

const ASSUMPTIONS = {
  ...{ questionnaire: LGA_RESIDENT_SURVEY, weighting: PLAN.weighting, profile: TYPICAL_PROFILE, missing: 0.03 },
};

function planned(responses: number, more: Partial<PlaceIntent> = {}, profile = TYPICAL_PROFILE): PlannedPlace {
  const intent: PlaceIntent = { responses, stream: "code", scenario: "A", adults: null, ...more };
  return planPlace({ ...ASSUMPTIONS, profile }, intent);
}

function bandOf({ bands }: PlannedPlace, by: string, group: string) {
  return bands.find((band) => band.by === by && band.group === group)!;
}

describe("chances", () => {
  test("are those of the binomial distribution", () => {
    const { from, chances } = binomial(4, 0.25);
    const exact = [81, 108, 54, 12, 1].map((part) => part / 256);
    expect(from).toBe(0);
    for (const [at, chance] of chances.entries()) expect(chance).toBeCloseTo(exact[at]!, 14);
    expect(chanceOfAtLeast(4, 0.25, 3)).toBeCloseTo(13 / 256, 14);
    expect([binomial(7, 1), binomial(7, 0)]).toEqual([
      { from: 7, chances: [1] },
      { from: 0, chances: [1] },
    ]);
  });

  test("of a base, with one question that somebody may leave out, are those of a thinned binomial", () => {
    const missing = { questions: 1, share: 0.1 };
    for (const least of [0, 1, 20, 30, 40]) {
      expect(chanceOfBase(100, 0.3, least, missing)).toBeCloseTo(chanceOfAtLeast(100, 0.27, least), 12);
    }
  });

  property.prop([
    fc.integer({ min: 0, max: 2000 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.integer({ min: 1, max: 120 }),
    fc.integer({ min: 1, max: 30 }),
    fc.double({ min: 0, max: 0.3, noNaN: true }),
  ])("lie between 0 and 1 and grow with people, and fall with questions", (people, share, least, questions, gone) => {
    const missing = { questions, share: gone };
    const chance = chanceOfBase(people, share, least, missing);
    expect(chance).toBeGreaterThanOrEqual(0);
    expect(chance).toBeLessThanOrEqual(1);
    expect(chanceOfBase(people + 1, share, least, missing)).toBeGreaterThanOrEqual(chance - 1e-9);
    expect(chanceOfBase(people, share, least, { ...missing, questions: questions + 1 })).toBeLessThanOrEqual(
      chance + 1e-9,
    );
    expect(expectedBase(people, share, missing)).toBeLessThanOrEqual(people);
  });
});

describe("a plan", () => {
  property.prop([fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 500 }), streams()], { numRuns: 8 })(
    "is never worse with more responses, but for bands that cover for others",
    (responses, more, stream) => {
      const [few, many] = [planned(responses, { stream }), planned(responses + more, { stream })];
      expect(many.shown).toBeGreaterThanOrEqual(few.shown - 1e-9);
      for (const [at, { withheld, partner, base, reliable, flagged }] of few.bands.entries()) {
        const later = many.bands[at]!;
        expect(later.withheld - later.partner).toBeLessThanOrEqual(withheld - partner + 1e-9);
        expect(later.base).toBeGreaterThanOrEqual(base);
        expect(withheld + reliable + flagged).toBeCloseTo(1, 12);
        for (const chance of [withheld, reliable, flagged, partner]) expect(chance).toBeGreaterThanOrEqual(0);
      }
    },
    20_000,
  );

  test("needs as many responses as it says, and not one fewer", () => {
    for (const { by, group, needed } of planned(400).bands) {
      expect(needed).not.toBeNull();
      const shownAt = (responses: number): number => 1 - bandOf(planned(responses), by, group).withheld;
      expect(shownAt(needed!)).toBeGreaterThanOrEqual(0.9);
      expect(shownAt(needed! - 1)).toBeLessThan(0.9);
    }
  });

  test("below the least number of a place, and of groups in an open stream, shows nothing", () => {
    const { place_responses_min, open_place_responses_min, open_group_responses_min } = DISCLOSURE_RULES;
    expect(planned(place_responses_min - 1).shown).toBe(0);
    expect(planned(place_responses_min - 1).bands.every(({ withheld }) => withheld === 1)).toBe(true);
    const open = { stream: "open" as const };
    expect(planned(open_place_responses_min - 1, open).shown).toBe(0);
    expect(planned(open_place_responses_min, open).shown).toBeGreaterThan(0.99);
    const before = planned(open_group_responses_min - 1, open);
    expect(before.bands.every(({ withheld }) => withheld === 1)).toBe(true);
    expect(bandOf(planned(open_group_responses_min, open), "sex", "female").withheld).toBeLessThan(0.01);
  });

  test("gives the range of a half in whole per cents, and none in an open stream", () => {
    const place = planned(600);
    expect(place.range).toEqual({ low: 45, high: 55 });
    expect(place.bands.every(({ range }) => range === null || Number.isInteger(range.low + range.high))).toBe(true);
    const open = planned(600, { stream: "open" });
    expect([open.range, ...open.bands.map(({ range }) => range)].every((range) => range === null)).toBe(true);
  });

  test("takes the design effect that somebody gives, that of the adults, or the usual one", () => {
    expect(planned(500)).toMatchObject({ designEffect: 1.4, designEffectFrom: "usual", step: null });
    expect(planned(500, { designEffect: 1.72 })).toMatchObject({ designEffect: 1.8, designEffectFrom: "given" });
    const even = planned(2000, { adults: EVEN });
    expect(even).toMatchObject({ designEffectFrom: "adults", step: "age7_by_sex" });
    expect(even.designEffect).toBeGreaterThan(1.4);
  });

  test("refuses a profile without a question that results are broken down by", () => {
    const { sex: _left, ...without } = TYPICAL_PROFILE;
    expect(() => planned(400, {}, without as Profile)).toThrow(RangeError);
  });
});

function streams(): fc.Arbitrary<Stream> {
  return fc.constantFrom("code", "open", "interviewer");
}

describe("a plan beside the real decision", () => {
  const PLACES = 120;
  const place = simulatedPlace("P", createChance(7));

  /** How often the real rules show each band of a place of so many responses, and its published design effects. */
  function simulated(responses: number) {
    const chance = createChance(responses);
    const shown = PLAN.layout.domains.map(() => ({ shown: 0, flagged: 0 }));
    const effects: number[] = [];
    for (let each = 0; each < PLACES; each += 1) {
      const people = simulatedResponses(place, responses, chance);
      const { decisions } = decided([districtOf("P", { code: people }, { adults: place.adults })]);
      const [block] = decisions[0]!.blocks;
      if (block === undefined) continue;
      effects.push(block.designEffect);
      for (const [domain, status] of decisions[0]!.blockStatuses[0]!.get("")!.entries()) {
        if (status !== "c") shown[domain]!.shown += 1;
        if (status === "u") shown[domain]!.flagged += 1;
      }
    }
    return { shown, effects };
  }

  /** The profile of that place, from so many respondents that chance does not count. */
  const profile = (() => {
    const many = simulatedResponses(place, 40_000, createChance(1));
    const { decisions } = decided([districtOf("P", { code: many }, { adults: place.adults })]);
    const { table } = decisions[0]!.blocks[0]!;
    const [first] = PLAN.layout.questions;
    const all = validBase(PLAN.layout, table, 0, [first!]);
    const made: Record<string, Record<string, number>> = {};
    for (const [domain, { by, group, published }] of PLAN.layout.domains.entries()) {
      if (published && by !== "all") (made[by] ??= {})[group] = validBase(PLAN.layout, table, domain, [first!]) / all;
    }
    return made;
  })();

  test.each([100, 300, 700])("of %i responses: each band is shown as often as it says", (responses) => {
    const { shown, effects } = simulated(responses);
    const plans = [...new Set(effects)].map((designEffect) => ({
      weight: effects.filter((effect) => effect === designEffect).length / effects.length,
      plan: planned(responses, { adults: place.adults, designEffect }, profile),
    }));
    const mean = (of: (plan: PlannedPlace) => number): number =>
      plans.reduce((sum, { weight, plan }) => sum + weight * of(plan), 0);
    const agrees = (name: string, expected: number, seen: number): void => {
      const error = Math.sqrt((expected * (1 - expected)) / PLACES);
      // Four standard errors, and a little for what goes together that a plan takes for independent.
      expect([name, Math.abs(seen / PLACES - expected) <= 4 * error + 0.03, expected, seen / PLACES]).toEqual([
        name,
        true,
        expected,
        seen / PLACES,
      ]);
    };
    const meanEffect = effects.reduce((sum, effect) => sum + effect, 0) / effects.length;
    const { designEffect } = planned(responses, { adults: place.adults }, profile);
    expect(Math.abs(designEffect - meanEffect)).toBeLessThan(0.12);
    agrees(
      "place",
      mean((plan) => plan.shown),
      effects.length,
    );
    for (const [domain, { by, group, published }] of PLAN.layout.domains.entries()) {
      if (!published || by === "all") continue;
      const seen = shown[domain]!;
      agrees(
        `${by} ${group}`,
        mean((plan) => 1 - bandOf(plan, by, group).withheld),
        seen.shown,
      );
      agrees(
        `${by} ${group} u`,
        mean((plan) => bandOf(plan, by, group).flagged),
        seen.flagged,
      );
    }
  });
});

describe("bands that cover for others", () => {
  const EVERY = { questions: 1, share: 0 };

  test("two bands and nobody silent: where one is too small and below ten, the other covers for it", () => {
    const [few = 0, most = 0] = partnerChances({ responses: 400, shares: [0.01, 0.99], least: 55, missing: EVERY });
    expect(few).toBe(0);
    expect(most).toBeCloseTo(1 - chanceOfAtLeast(400, 0.01, 10), 6);
  });

  test("where ten or more did not say, nobody needs cover", () => {
    const chances = partnerChances({ responses: 1000, shares: [0.005, 0.9], least: 55, missing: EVERY });
    for (const chance of chances) expect(chance).toBeLessThan(1e-6);
  });

  test("of three, the smaller of the two that are shown covers", () => {
    const [none = 1, smaller = 0, larger = 1] = partnerChances({
      ...{ responses: 500, shares: [0.004, 0.25, 0.746], least: 55, missing: EVERY },
    });
    expect([none, larger].every((chance) => chance < 1e-6)).toBe(true);
    expect(smaller).toBeGreaterThan(0.99);
  });

  property.prop([
    fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 2, maxLength: 6 }),
    fc.integer({ min: 100, max: 1500 }),
  ])("are chances", (sizes, responses) => {
    const sum = sizes.reduce((total, size) => total + size, 0);
    const shares = sizes.map((size) => size / sum);
    for (const chance of partnerChances({ responses, shares, least: 55, missing: EVERY })) {
      expect(chance).toBeGreaterThanOrEqual(0);
      expect(chance).toBeLessThanOrEqual(1 + 1e-9);
    }
  });

  test("what is withheld alone, or covers, is what the rules say of bases", () => {
    expect(domainStatus(54, 1.4, 30)).toBe("c");
    expect(domainStatus(55, 1.4, 30)).toBe("u");
  });
});

describe("groups", () => {
  const members = (...responses: number[]) =>
    responses.map((count, at) => ({ code: `D${at}`, responses: count, adults: 100 }));

  test("one of five falls short and has nobody to join: four blocks, and the name at 80 per cent", () => {
    expect(planGroup({ code: "C", members: members(300, 300, 300, 300, 300), adults: 500 }, "code")).toEqual({
      ...{ code: "C", members: 5, short: 1, joined: false, blocks: 4, shown: true, covered: 80, bearsName: true },
    });
  });

  test("two of ten are joined where they have a hundred together", () => {
    const ten = members(...Array.from({ length: 10 }, () => 300));
    expect(planGroup({ code: "C", members: ten, adults: 1000 }, "code")).toMatchObject({
      ...{ short: 2, joined: true, blocks: 9, covered: 100 },
    });
  });

  test("a group of two of which one falls short shows nothing; of which one has nearly all, nothing is joined", () => {
    expect(planGroup({ code: "C", members: members(400, 90), adults: 200 }, "code")).toMatchObject({ shown: false });
    const lopsided = planGroup({ code: "C", members: members(500, 500, 99, 4), adults: null }, "code", 0.5);
    expect(lopsided).toMatchObject({ short: 2, joined: false, shown: true, covered: null, bearsName: false });
  });

  test("councils that nobody planned count against its name", () => {
    expect(planGroup({ code: "R", members: members(300, 300, 300), adults: 1000 }, "code")).toMatchObject({
      ...{ covered: 20, bearsName: false, shown: true },
    });
  });
});

describe("profiles", () => {
  test("that of somebody takes the place of the typical one, question by question", () => {
    expect(readProfile({ sex: { female: 0.6, male: 0.35 } }, LGA_RESIDENT_SURVEY)).toEqual({
      profile: { ...TYPICAL_PROFILE, sex: { female: 0.6, male: 0.35 } },
    });
  });

  test.each([
    [[], "", /an object/],
    [{ shoe: {} }, "shoe", /no such question/],
    [{ sex: 1 }, "sex", /female, male/],
    [{ sex: { female: 0.5, man: 0.5, male: 0.1 } }, "sex.man", /no such band/],
    [{ sex: { female: 50, male: 0.5 } }, "sex.female", /from 0 to 1/],
    [{ sex: { female: 0.5 } }, "sex", /no share for male/],
    [{ sex: { female: 0.7, male: 0.5 } }, "sex", /more than 1/],
  ])("%j names what is wrong", (value, path, message) => {
    const read = readProfile(value, LGA_RESIDENT_SURVEY);
    const [fault] = "faults" in read ? read.faults : [];
    expect(fault).toMatchObject({ path, message: expect.stringMatching(message) });
  });

  test("the typical one has every band of the standard questionnaire", () => {
    const read = readProfile(TYPICAL_PROFILE, LGA_RESIDENT_SURVEY);
    expect(read).toEqual({ profile: TYPICAL_PROFILE });
  });
});
