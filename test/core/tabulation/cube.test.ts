import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { packAnswers, unpackAnswers } from "../../../core/questionnaire/answers.ts";
import { inBase } from "../../../core/questionnaire/codebook.ts";
import { questionsAsked } from "../../../core/questionnaire/journey.ts";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import { addCubes, type CountedResponse, type Cube, KEY_MODULUS, tabulate } from "../../../core/tabulation/cube.ts";
import { createCubeLayout, layOutCube } from "../../../core/tabulation/layout.ts";
import {
  addWeightedTables,
  groupedObservations,
  questionSums,
  weighCube,
  weightingCells,
} from "../../../core/tabulation/weighted.ts";
import { answersTo, contexts } from "../../support/arbitraries.ts";

const survey = LGA_RESIDENT_SURVEY;
const layout = createCubeLayout(survey);
const resident: fc.Arbitrary<CountedResponse> = contexts(survey).chain((context) =>
  fc.record({
    answers: answersTo(questionsAsked(survey, context)).map((answers) => packAnswers(survey, context, answers)),
    arm: fc.constant(context.arm),
    baseWeightClass: fc.nat({ max: 3 }),
    recordKey: fc.nat({ max: KEY_MODULUS - 1 }),
    member: fc.nat({ max: KEY_MODULUS - 1 }),
  }),
);
const NUMBERS = { recordKey: 1, member: 2 };
const responses = fc.array(resident, { maxLength: 30 });

/** The final weight of each cell: some number that is its own. */
function weightsOf(cube: Cube): readonly number[] {
  return weightingCells(layout, cube).map((cell, index) => cell.base_weight * (1 + index / 7));
}

/** As text, since comparing long arrays element by element is slow. */
function textOf({ responses: people, classes, ...arrays }: Cube): unknown {
  return [people, classes, ...Object.values(arrays).map(bytesOf)];
}

function bytesOf(array: Int32Array | Float64Array): string {
  return Buffer.from(array.buffer).toString("base64");
}

/** The state of every question of a response: the option, or why there is none. */
function statesOf({ answers }: CountedResponse): ReadonlyMap<string, string> {
  const unpacked = [...unpackAnswers(survey, answers)];
  return new Map(unpacked.map(([id, state]) => [id, state.state === "answered" ? String(state.answer) : state.state]));
}

/** Whether somebody is in a domain, found without the layout's help. */
function isIn(arm: number, states: ReadonlyMap<string, string>, by: string, group: string): boolean {
  if (by === "all") return true;
  if (by === "arm") return arm === Number(group);
  const bands = survey.questions.find(({ id }) => id === by)?.bands ?? [];
  return bands.some(({ id, options }) => id === group && options.includes(states.get(by) ?? ""));
}

describe("a cube", () => {
  test.prop([responses], { numRuns: 30 })("agrees with counting and weighing one response at a time", (people) => {
    const cube = tabulate(layout, people);
    const cells = weightingCells(layout, cube);
    const weights = weightsOf(cube);
    const table = weighCube(layout, cube, weights);
    const level = (state = ""): string | null => (/^(not_|prefer_)/.test(state) ? null : state);
    const known = people.map((response) => {
      const states = statesOf(response);
      const [age, sex] = [level(states.get("age_band")), level(states.get("sex"))];
      const base = response.baseWeightClass + 1;
      const cell = cells.findIndex((one) => one.age === age && one.sex === sex && one.base_weight === base);
      return { arm: response.arm, states, weight: weights[cell] ?? Number.NaN };
    });
    expect(cells.reduce((sum, cell) => sum + cell.respondents, 0)).toBe(people.length);
    const sum = (of: typeof known): number => of.reduce((total, { weight }) => total + weight, 0);
    expect(table.sumOfWeights).toBeCloseTo(sum(known), 8);
    const squared = known.reduce((total, { weight }) => total + weight ** 2, 0);
    expect(table.sumOfSquaredWeights).toBeCloseTo(squared, 8);
    for (const [domain, { by, group }] of layout.domains.entries()) {
      const members = known.filter(({ arm, states }) => isIn(arm, states, by, group));
      for (const question of survey.questions.filter(({ role }) => role === "attitude")) {
        const sums = questionSums(layout, table, domain, question.id);
        const counted = question.options.map((option) =>
          members.filter(({ states }) => states.get(question.id) === option.id),
        );
        expect(sums.options.map((one) => one.people)).toEqual(counted.map((chosen) => chosen.length));
        for (const [index, chosen] of counted.entries()) {
          expect(sums.options[index]?.weight).toBeCloseTo(sum(chosen), 8);
        }
        const base = counted.filter((_chosen, index) => inBase(question, question.options[index]!));
        expect(sums.base.people).toBe(base.flat().length);
        const slot = layout.questions.find(({ id }) => id === question.id)!.offset + question.options.length;
        const left = members.filter(({ states }) => states.get(question.id) === "not_answered");
        expect(table.people[domain * layout.width + slot]).toBe(left.length);
      }
    }
  });

  test.prop([responses], { numRuns: 30 })("adds up the record keys of whoever is in a cell", (people) => {
    const { keySums } = tabulate(layout, people);
    const known = people.map((response) => ({ ...response, states: statesOf(response) }));
    for (const [domain, { by, group }] of layout.domains.entries()) {
      const members = known.filter(({ arm, states }) => isIn(arm, states, by, group));
      for (const { id, offset, options } of layout.questions) {
        for (const [index, option] of options.entries()) {
          const chosen = members.filter(({ states }) => states.get(id) === option.id);
          const sum = chosen.reduce((total, { recordKey }) => total + BigInt(recordKey), 0n) % 2n ** 48n;
          expect(keySums[domain * layout.width + offset + index]).toBe(Number(sum));
        }
      }
    }
  });

  test.prop([responses, fc.nat({ max: 30 })], { numRuns: 30 })(
    "of parts adds up to that of the whole",
    (people, cut) => {
      const parts = [people.slice(0, cut), people.slice(cut)].map((part) => tabulate(layout, part));
      expect(textOf(addCubes(layout, parts))).toEqual(textOf(tabulate(layout, people)));
    },
  );

  test.prop([responses], { numRuns: 30 })("is the same, weighed too, in whatever order people came", (people) => {
    const [one, other] = [tabulate(layout, people), tabulate(layout, [...people].reverse())];
    expect(textOf(other)).toEqual(textOf(one));
    const [first, second] = [one, other].map((cube) => weighCube(layout, cube, weightsOf(cube)).weights);
    expect(bytesOf(second!)).toBe(bytesOf(first!));
  });

  test.prop([responses], { numRuns: 20 })("gives the observations that its weighted table sums up", (people) => {
    const cube = tabulate(layout, people);
    const weights = weightsOf(cube);
    const table = weighCube(layout, cube, weights);
    const [question, chosen] = ["local_area_satisfaction", ["very_satisfied", "fairly_satisfied"]];
    for (const domain of [0, 3]) {
      const seen = groupedObservations(layout, cube, weights, { domain, chosen, question });
      const sums = questionSums(layout, table, domain, question);
      const total = (of: (value: number) => number): number =>
        seen.values.reduce((sum, value, at) => sum + of(value) * (seen.counts[at] ?? 0) * (seen.weights[at] ?? 0), 0);
      expect(total(() => 1)).toBeCloseTo(sums.base.weight, 8);
      expect(total((value) => value)).toBeCloseTo((sums.options[0]?.weight ?? 0) + (sums.options[1]?.weight ?? 0), 8);
      expect(seen.counts.reduce((sum, count) => sum + count, 0)).toBe(sums.base.people);
    }
  });

  it("takes no room for base-weight classes that nobody is in", () => {
    const answers = packAnswers(survey, { scenario: "A" }, {});
    const of = (...classes: number[]) =>
      tabulate(
        layout,
        classes.map((baseWeightClass) => ({ ...NUMBERS, answers, arm: 0, baseWeightClass })),
      );
    expect(of(0, 0).classes).toBe(1);
    expect(of(0, 2, 1).classes).toBe(3);
    expect(of(2).counts).toHaveLength(3 * of(0).counts.length);
    expect(weightingCells(layout, of(0, 2, 2))).toEqual([
      { age: null, sex: null, base_weight: 1, respondents: 1 },
      { age: null, sex: null, base_weight: 3, respondents: 2 },
    ]);
  });

  it("counts each arm in a domain that is not for publishing, and one arm alone in none", () => {
    const arms = layout.domains.filter(({ by }) => by === "arm");
    expect(arms).toEqual([
      { by: "arm", group: "0", published: false },
      { by: "arm", group: "1", published: false },
    ]);
    expect(layout.domains.filter(({ published }) => !published)).toEqual(arms);
    expect(createCubeLayout({ ...survey, arms: 1 }).domains.some(({ by }) => by === "arm")).toBe(false);
  });

  const whole = packAnswers(survey, { scenario: "A" }, { decision_body: "council" });
  it.each<[string, Partial<CountedResponse>]>([
    ["a character that no answer has", { answers: whole.replace("0", "!") }],
    ["a character beyond ASCII", { answers: whole.replace("0", "Ω") }],
    ["an option that the question does not have", { answers: whole.replace("0", "z") }],
    ["a band that there is none of", { answers: `${whole.slice(0, -6)}z${whole.slice(-5)}` }],
    ["answers that are too short", { answers: whole.slice(1) }],
    ["an arm that there is none of", { arm: 2 }],
    ["an arm below the first", { arm: -1 }],
    ["a fifth base-weight class", { baseWeightClass: 4 }],
    ["a broken base-weight class", { baseWeightClass: 0.5 }],
    ["a base-weight class that is no number", { baseWeightClass: Number.NaN }],
    ["no record key", { recordKey: Number.NaN }],
    ["a record key of more than 48 bits", { recordKey: KEY_MODULUS }],
    ["a member's number below 0", { member: -1 }],
  ])("refuses %s, and does not repeat what it read", (_what, wrong) => {
    const response = { ...NUMBERS, answers: whole, arm: 0, baseWeightClass: 0, ...wrong };
    const counting = (): Cube => tabulate(layout, [response]);
    expect(counting).toThrow(RangeError);
    expect(counting).not.toThrow(response.answers);
  });

  it("needs a weight for each cell that somebody is in", () => {
    const cube = tabulate(layout, [{ ...NUMBERS, answers: whole, arm: 0, baseWeightClass: 0 }]);
    expect(() => weighCube(layout, cube, [])).toThrow(RangeError);
    expect(() => weighCube(layout, cube, [1, 1])).toThrow(RangeError);
  });
});

describe("a multiple choice", () => {
  const options = ["parks", "buses", "none", "prefer_not_to_say"];
  const small = layOutCube({
    ...{ packedLength: 5, arms: 1, demographics: [] },
    questions: [
      {
        ...{ id: "used", type: "multiple", position: 1 },
        options: options.map((id) => ({ id, inBase: id !== "prefer_not_to_say" })),
      },
    ],
  });
  const of = (...ticked: string[]) =>
    tabulate(
      small,
      ticked.map((answers) => ({ ...NUMBERS, answers: `x${answers}`, arm: 0, baseWeightClass: 0 })),
    );

  it("has a base of whoever ticked an option or “none”, and counts each option against it", () => {
    const cube = of("1000", "1100", "0010", "0001", "....", "0000", "----");
    const sums = questionSums(small, weighCube(small, cube, [2]), 0, "used");
    expect(sums.options.map(({ people }) => people)).toEqual([2, 1, 1, 1]);
    expect(sums.base).toEqual({ people: 3, weight: 6 });
    // Its options, then "not answered", then "answered"; whoever was not asked is nowhere.
    expect([...cube.counts]).toEqual([2, 1, 1, 1, 2, 3]);
    expect(cube.responses).toBe(7);
  });

  it("is observed one option at a time, since who ticked two is not known", () => {
    const cube = of("1000", "1100", "0010");
    const at = { domain: 0, question: "used" };
    expect(groupedObservations(small, cube, [2], { ...at, chosen: ["parks"] })).toEqual({
      ...{ weights: [2, 2], counts: [2, 1], values: [1, 0] },
    });
    for (const chosen of [[], ["parks", "buses"], ["prefer_not_to_say"], ["secret"]]) {
      expect(() => groupedObservations(small, cube, [2], { ...at, chosen })).toThrow(RangeError);
    }
  });

  it.each(["1.00", "-000", "2000", "00z0", "0-00"])("refuses %s", (ticked) => {
    expect(() => of(ticked)).toThrow(RangeError);
  });
});

describe("weighted tables", () => {
  test.prop([fc.array(responses, { minLength: 1, maxLength: 3 })], { numRuns: 20 })("add up", (places) => {
    const tables = places.map((people) => {
      const cube = tabulate(layout, people);
      return weighCube(layout, cube, weightsOf(cube));
    });
    const group = addWeightedTables(layout, tables);
    const total = (of: (table: (typeof tables)[number]) => number): number =>
      tables.reduce((sum, table) => sum + of(table), 0);
    expect(group.respondents).toBe(total(({ respondents }) => respondents));
    expect(group.sumOfWeights).toBeCloseTo(
      total(({ sumOfWeights }) => sumOfWeights),
      8,
    );
    expect(group.sumOfSquaredWeights).toBeCloseTo(
      total(({ sumOfSquaredWeights }) => sumOfSquaredWeights),
      8,
    );
    for (const at of [0, 7, 100]) {
      expect(group.people[at]).toBe(total(({ people }) => people[at] ?? 0));
      expect(group.weights[at]).toBeCloseTo(
        total(({ weights }) => weights[at] ?? 0),
        8,
      );
    }
  });
});
