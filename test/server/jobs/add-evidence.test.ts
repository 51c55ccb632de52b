import { expect, test } from "vitest";
import { createDirectory } from "../../../core/place/directory.ts";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import { DEMONSTRATION_MEMBERSHIPS, DEMONSTRATION_PLACES } from "../../../server/demonstration/geography.ts";
import { evidenceKey, readEvidence } from "../../../server/jobs/add-evidence.ts";
import { REFERENCE_MEMBERSHIPS, REFERENCE_PLACES } from "../../../server/reference/tables.ts";

const HEADER = "series,publisher,start,end,mode,population,place_code,base,question,measure,share,link";
const ROW =
  "Our panel,Sheffield City Council,2023-05,2023-06,postal,Adults 18+,E08000039,1204,decision_body,council,71.5,https://example.gov.uk/panel";
const CONTEXT = {
  directory: createDirectory(
    [...REFERENCE_PLACES, ...DEMONSTRATION_PLACES],
    [...REFERENCE_MEMBERSHIPS, ...DEMONSTRATION_MEMBERSHIPS],
  ),
  questionnaire: LGA_RESIDENT_SURVEY,
  known: new Set<string>(),
};

const read = (...lines: readonly string[]) => readEvidence(`${lines.join("\n")}\n`, CONTEXT);
const COLUMNS = HEADER.split(",");

/** The row with one cell changed. */
function withCell(name: string, value: string): string {
  return ROW.split(",")
    .map((cell, at) => (COLUMNS[at] === name ? value : cell))
    .join(",");
}

test("a file that is right is taken as it was published", () => {
  const result = read(HEADER, ROW);
  expect(result).toEqual({
    ok: true,
    rows: [
      {
        id: "added-our-panel-2023-05-e08000039-decision-body-council",
        ...{ series: "Our panel", publisher: "Sheffield City Council", period: "2023-05 to 2023-06" },
        ...{ start: "2023-05", end: "2023-06", date_certainty: "given", mode: "postal", population: "Adults 18+" },
        ...{ place_code: "E08000039", base: 1204, question: "decision_body", measure: "council", share: 71.5 },
        ...{ source: "example.gov.uk/panel", link: "https://example.gov.uk/panel", note: null },
      },
    ],
  });
});

test.each([
  ["publisher", "", "this must be given"],
  ["mode", " ", "this must be given"],
  ["base", "", "this must be given"],
  ["population", "", "this must be given"],
  ["link", "", "this must be given"],
  ["link", "javascript:alert(1)", "an address that begins with"],
  ["link", "ftp://example.gov.uk", "an address that begins with"],
  ["start", "May 2023", "a date like"],
  ["end", "2023-13", "a date like"],
  ["end", "2022", "before the start"],
  ["base", "1,204.5", "as many cells"],
  ["base", "0", "a whole number"],
  ["share", "101", "per cent"],
  ["share", "-1", "per cent"],
  ["share", "about 70", "per cent"],
  ["place_code", "E99999999", "no such place"],
  ["place_code", "D-U01", "is invented"],
  ["question", "weather", "decision_body"],
  ["measure", "sunny", "positive"],
])("a %s like “%s” is refused with its line and column", (name, value, message) => {
  const result = read(HEADER, ROW, withCell(name, value));
  if (result.ok) throw new Error("it was taken");
  const [fault] = result.faults;
  expect(fault?.message).toContain(message);
  expect(fault?.line).toBe(3);
  if (!message.includes("cells")) expect(fault?.column).toBe(COLUMNS.indexOf(name) + 1);
  if (value.trim().length > 2) expect(fault?.message).not.toContain(value);
});

test("every fault is said, and nothing is taken", () => {
  const result = read(HEADER, withCell("base", "many"), ROW, withCell("share", "x"));
  expect(result.ok ? [] : result.faults.map(({ line }) => line)).toEqual([2, 4]);
});

test("a figure twice, or one that is there, is refused", () => {
  const first = read(HEADER, ROW);
  if (!first.ok) throw new Error("it was not taken");
  const twice = read(HEADER, ROW, ROW);
  expect(twice.ok ? [] : twice.faults).toEqual([{ line: 3, column: 1, message: "this figure is there already" }]);
  const known = new Set(first.rows.map(evidenceKey));
  expect(readEvidence(`${HEADER}\n${ROW}\n`, { ...CONTEXT, known }).ok).toBe(false);
});

test("a net may be negative, and nothing else", () => {
  expect(read(HEADER, withCell("share", "-12").replace(",council,", ",net,")).ok).toBe(true);
});

test("columns are named where they are missing or not known", () => {
  const missing = read(HEADER.replace(",link", ""), ROW.replace(/,[^,]*$/, ""));
  expect(missing.ok ? [] : missing.faults).toEqual([{ line: 1, column: 1, message: "the column link is missing" }]);
  const unknown = read(`${HEADER},weight`, `${ROW},1`);
  expect(unknown.ok ? [] : unknown.faults.map(({ column }) => column)).toEqual([13]);
});
