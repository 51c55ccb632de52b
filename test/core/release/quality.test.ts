/** The quality report: made of published figures alone, and the same whatever order places come in. */
import { expect, test } from "vitest";
import { type BuiltQuality, createQualityReader, largestGroup } from "../../../core/release/quality.ts";
import type { CompactRow, Stream } from "../../../core/release/types.ts";

function row(
  place: string,
  base: number | null,
  effect: number | null,
  by = "all",
  stream: Stream = "code",
): CompactRow {
  return [place, stream, "q", "a", by, by, base === null ? null : 50, null, 40, 60, base, effect, ""];
}

function district(code: string, rows: readonly CompactRow[]): BuiltQuality {
  const included = rows.some(([, , , , , , share]) => share !== null) ? 1 : 0;
  return {
    ...{ code, district: true, rows },
    compositions: [
      { stream: "code", members_included: included, members: 1, population_covered: 100, weighting: ["age7_by_sex"] },
    ],
  };
}

const PLACES: readonly BuiltQuality[] = [
  district("A", [row("A", 500, 1.4), row("A", 480, 1.4), row("A", 40, 1.4, "sex")]),
  district("B", [row("B", 300, 1.2)]),
  district("C", [row("C", null, null)]),
  district("D", [row("D", 120, 1.9)]),
  {
    ...{ code: "G", district: false, rows: [row("G", 900, 1.5)] },
    compositions: [{ stream: "code", members_included: 3, members: 4, population_covered: 88 }],
  },
];
const STREAMS = [{ stream: "code", mode: "online", sample_type: "probability" }] as const;
const CODES = new Map([
  ["A", 2000],
  ["B", 1000],
  ["C", 500],
]);

function report(places: readonly BuiltQuality[], codes: ReadonlyMap<string, number>) {
  const reader = createQualityReader(STREAMS, codes);
  for (const place of places) reader.add(place);
  return reader.report();
}

test("counts districts, people, codes and steps of those that are shown", () => {
  expect(report(PLACES, CODES)).toEqual({
    streams: [
      {
        ...STREAMS[0],
        ...{ districts: 4, districts_shown: 3, population_covered: 88, base: 920 },
        design_effects: { lowest: 1.2, median: 1.4, highest: 1.9 },
        weighting: { age7_by_sex: 3 },
        // Neither the codes of C, which is withheld, nor the people of D, where no letters went: 800 of 3,000.
        ...{ codes_issued: 3000, response_rate: 27 },
      },
    ],
  });
});

test("what is covered is said of the largest group, whatever some questions are made of, and of no other stream", () => {
  const [group] = PLACES.slice(-1);
  const made = { stream: "code", members_included: 3, population_covered: 90 } as const;
  const smaller = { ...group!, code: "H", compositions: [{ ...made, members: 3 }] };
  const routed = { ...group!, code: "I", compositions: [{ ...made, members: 9, questions: ["q"] }] };
  expect(largestGroup([smaller, routed, ...PLACES], "code")?.code).toBe("G");
  expect(report([smaller, routed, ...PLACES], CODES).streams[0]?.population_covered).toBe(88);
  expect(largestGroup(PLACES, "open")).toBeUndefined();
});

test("is the same in any order, and without codes there is no rate", () => {
  expect(report([...PLACES].reverse(), CODES)).toEqual(report(PLACES, CODES));
  expect(report(PLACES, new Map()).streams[0]).toMatchObject({ codes_issued: null, response_rate: null });
});

test("nothing shown leaves nothing to say", () => {
  expect(report([district("C", [row("C", null, null)])], CODES).streams[0]).toMatchObject({
    ...{ districts: 1, districts_shown: 0, base: 0, design_effects: null, codes_issued: null, response_rate: null },
  });
});
