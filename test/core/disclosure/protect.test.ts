import { describe, expect, it } from "vitest";
import { addProtectedCells, protectBase, protectCells, type ProtectedPlace } from "../../../core/disclosure/protect.ts";
import { choiceQuestions } from "../../../core/questionnaire/codebook.ts";
import { tabulate } from "../../../core/tabulation/cube.ts";
import { layOutCube } from "../../../core/tabulation/layout.ts";
import { weighCube, type WeightedTable } from "../../../core/tabulation/weighted.ts";
import { decided, districtOf, noiseOf, PLAN, respondents, SILENT } from "../../support/districts.ts";

const { layout, questionnaire } = PLAN;
const question = choiceQuestions(questionnaire).find(({ id }) => id === "decision_body")!;
const laidOut = layout.questions.find(({ id }) => id === "decision_body")!;
const options = laidOut.options.length;

function placeOf(people: number, council: number, place = "A"): ProtectedPlace {
  const responses = respondents(people, (person) => ({ decision_body: person < council ? "council" : "government" }));
  const [block] = decided([districtOf("A", { code: responses })]).decisions[0]!.blocks;
  return { place, stream: "code", table: block!.table };
}

describe("protected cells", () => {
  it("weigh each answer by the mean weight of its people, or of the domain where these are fewer than ten", () => {
    const { table, ...rest } = placeOf(200, 150);
    const own: WeightedTable = { ...table, people: table.people.slice(), weights: table.weights.slice() };
    const [council, government] = [laidOut.offset, laidOut.offset + 1];
    own.people[council] = 150;
    own.weights[council] = 300;
    own.people[government] = 9;
    own.weights[government] = 90;
    const cells = protectCells(SILENT, layout, { ...rest, table: own }, 0, laidOut, question);
    expect(cells.weights.slice(0, 2)).toEqual([300, 9 * (390 / 159)]);
    expect(cells.total).toBe(300 + 9 * (390 / 159));
    expect(cells.basePeople).toBe(159);
  });

  it("have noise of at most five, on counts as on bases, and none on nobody", () => {
    const seen = new Set<number>();
    const bases = new Set<number>();
    const [made, noise] = [placeOf(200, 150), noiseOf()];
    for (let at = 0; at < 4000; at += 1) {
      const place = { ...made, place: `P${at}` };
      const cells = protectCells(noise, layout, place, 0, laidOut, question);
      expect(cells.weights.slice(2, options)).toEqual(Array.from({ length: options - 2 }, () => 0));
      const mean = place.table.weights[laidOut.offset]! / 150;
      seen.add(Math.round(cells.weights[0]! / mean) - 150);
      bases.add(protectBase(noise, layout, place, 0, { id: "", questions: [laidOut] }) - 200);
    }
    expect([Math.min(...seen), Math.max(...seen)]).toEqual([-5, 5]);
    expect([Math.min(...bases), Math.max(...bases)]).toEqual([-5, 5]);
  });

  it("are the same for the same people in the same place, and drawn anew elsewhere", () => {
    const responses = respondents(200, () => ({ decision_body: "council" }));
    const [block] = decided([districtOf("A", { code: responses })]).decisions[0]!.blocks;
    const at = (place: string, stream = "code") =>
      protectCells(noiseOf(), layout, { place, stream, table: block!.table }, 0, laidOut, question).total;
    expect(at("A")).toBe(at("A"));
    expect(new Set(["A", "B", "C", "D", "E", "F", "G"].map((place) => at(place))).size).toBeGreaterThan(2);
    expect(new Set(["a", "b", "c", "d", "e", "f", "g"].map((stream) => at("A", stream))).size).toBeGreaterThan(2);
  });

  it("add up to a group's without any noise of its own", () => {
    const parts = [placeOf(200, 150, "A"), placeOf(300, 100, "B")].map((place) =>
      protectCells(noiseOf(), layout, place, 0, laidOut, question),
    );
    const sum = addProtectedCells(parts);
    expect(sum.total).toBe(parts[0]!.total + parts[1]!.total);
    expect(sum.basePeople).toBe(500);
    expect(sum.weights[0]).toBe(parts[0]!.weights[0]! + parts[1]!.weights[0]!);
  });

  it("of a sensitive question have a cell for each merged part, with noise of its own", () => {
    const ethnic = choiceQuestions(questionnaire).find(({ id }) => id === "ethnic_group")!;
    const small = layOutCube({
      ...{ packedLength: 1, arms: 1, demographics: [] },
      questions: [
        { id: ethnic.id, type: "single", position: 0, options: ethnic.options.map(({ id }) => ({ id, inBase: true })) },
      ],
    });
    const counts = [150, 12, 18, 11, 9];
    const responses = counts.flatMap((count, option) =>
      Array.from({ length: count }, (_, at) => ({
        ...{ answers: String(option), arm: 0, baseWeightClass: 0, member: 1 },
        recordKey: 1000 * option + at,
      })),
    );
    const cube = tabulate(small, responses);
    const place = { place: "A", stream: "code", table: weighCube(small, cube, [2]) };
    const silent = protectCells(SILENT, small, place, 0, small.questions[0]!, ethnic);
    expect(silent.merged).toEqual([{ people: 50, weight: 100 }]);
    const noisy = protectCells(noiseOf(), small, place, 0, small.questions[0]!, ethnic);
    expect(noisy.merged[0]!.people).toBe(50);
    expect(Math.abs(noisy.merged[0]!.weight - 100)).toBeLessThanOrEqual(10);
    expect(addProtectedCells([silent, silent]).merged).toEqual([{ people: 100, weight: 200 }]);
  });

  it("of a multiple choice are shares of those who ticked something, with noise on these too", () => {
    const small = layOutCube({
      ...{ packedLength: 2, arms: 1, demographics: [] },
      questions: [
        { id: "used", type: "multiple", position: 0, options: ["parks", "buses"].map((id) => ({ id, inBase: true })) },
      ],
    });
    const used = { ...question, id: "used", options: question.options.slice(0, 2) };
    const responses = Array.from({ length: 200 }, (_, at) => ({
      ...{ answers: at < 120 ? "11" : at < 180 ? "10" : "00", arm: 0, baseWeightClass: 0 },
      ...{ recordKey: at, member: at },
    }));
    const place = { place: "A", stream: "code", table: weighCube(small, tabulate(small, responses), [3]) };
    const cells = protectCells(SILENT, small, place, 0, small.questions[0]!, used);
    expect([cells.people, cells.weights, cells.total, cells.basePeople]).toEqual([[180, 120], [540, 360], 540, 180]);
    expect(protectBase(SILENT, small, place, 0, { id: "", questions: small.questions })).toBe(180);
    const totals = ["A", "B", "C", "D", "E", "F"].map(
      (name) => protectCells(noiseOf(), small, { ...place, place: name }, 0, small.questions[0]!, used).total,
    );
    expect(new Set(totals).size).toBeGreaterThan(1);
  });
});
