import { describe, expect, it } from "vitest";
import { addProtectedCells, protectBase, protectCells, type ProtectedPlace } from "../../../core/disclosure/protect.ts";
import type { WeightedTable } from "../../../core/tabulation/weighted.ts";
import { decided, districtOf, noiseOf, PLAN, respondents, SILENT } from "../../support/districts.ts";

const { layout, questionnaire } = PLAN;
const question = questionnaire.questions.find(({ id }) => id === "decision_body")!;
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
});
