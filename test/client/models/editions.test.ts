/** Which edition of a release a page shows. */
import { expect, test } from "vitest";
import {
  correctedEdition,
  correctionOf,
  type Edition,
  newestEditions,
  publishedOn,
} from "../../../client/models/editions.ts";
import type { ReleaseDocument } from "../../../core/release/types.ts";

function edition(wave: string, revision: number, period_end: string): Edition {
  const document = { id: `${wave}-r${revision}`, wave, revision, period_end } as ReleaseDocument;
  return { document, publishedAt: `2026-0${revision}-30T08:30:00.000Z` };
}

const OLD = edition("spring", 1, "2026-03-28");
const CORRECTED = [
  edition("autumn", 1, "2026-09-28"),
  edition("autumn", 3, "2026-09-28"),
  edition("autumn", 2, "2026-09-28"),
];

test("of each wave the newest edition alone, the latest wave first", () => {
  expect(newestEditions([OLD, ...CORRECTED]).map(({ document }) => document.id)).toEqual(["autumn-r3", "spring-r1"]);
  expect(newestEditions([])).toEqual([]);
});

test("every superseded edition leads to the newest, and the newest to none", () => {
  const later = [OLD, ...CORRECTED].map(({ document }) => correctedEdition(CORRECTED, document)?.document.id ?? null);
  expect(later).toEqual([null, "autumn-r3", null, "autumn-r3"]);
});

test("what corrects an edition is the newest one, with its reason and the day it became public", () => {
  const [first, third] = [CORRECTED[0]!, CORRECTED[1]!];
  const correction = { en: "Counted twice.", cy: "Cyfrifwyd ddwywaith." };
  const withReason = { ...third, document: { ...third.document, correction } };
  expect(correctionOf([first, withReason, CORRECTED[2]!], first.document)).toEqual({
    ...{ id: "autumn-r3", reason: correction, on: "2026-03-30" },
  });
  expect(correctionOf(CORRECTED, third.document)).toBeNull();
});

test("the day of publication is that of the United Kingdom", () => {
  expect(publishedOn({ publishedAt: "2026-07-01T23:30:00.000Z" })).toBe("2026-07-02");
  expect([publishedOn({ publishedAt: null }), publishedOn({ publishedAt: "" })]).toEqual([null, null]);
});
