/** The mapping for paper forms: what it prints is what the import takes, for one tier and for two. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { build } from "../../../server/tools/build.mjs";
import { soundingsIn } from "../../support/command-line.ts";

const folder = mkdtempSync(join(tmpdir(), "soundings-paper-"));

beforeAll(async () => {
  await build({ quiet: true });
  soundings(
    ...["wave", "create", "paper", "--title", "Paper", "--place", "E08000039", "--place", "E07000209:C"],
    ...[
      "--opens",
      "2026-11-01",
      "--closes",
      "2099-03-28",
      "--results",
      "2099-05-11",
      "--stream",
      "interviewer:paper:quota",
    ],
  );
  soundings("wave", "open", "paper");
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const soundings = soundingsIn(folder);

interface Mapping {
  readonly place: { readonly code: string };
  readonly questions: Readonly<Record<string, { readonly column: string; readonly values: Record<string, string> }>>;
}

test.each([
  ["E08000039", "decision_body"],
  ["E07000209", "trust_council_county"],
])("the forms of %s are typed in by the numbers on paper", (place, question) => {
  const { status, out } = soundings("wave", "paper", "paper", place);
  expect(status).toBe(0);
  const mapping = JSON.parse(out) as Mapping;
  const columns = Object.values(mapping.questions).map(({ column }) => column);
  expect(columns).toEqual(columns.map((_column, index) => `Q${index + 1}`));
  expect(mapping.place).toEqual({ code: place });
  expect(Object.keys(mapping.questions)).toContain(question);
  const file = join(folder, `${place}.csv`);
  writeFileSync(
    file,
    `${columns.join(",")}\n${columns.map(() => "1").join(",")}\n${columns.map(() => "").join(",")}\n`,
  );
  const mappingFile = join(folder, `${place}.json`);
  writeFileSync(mappingFile, out);
  const taken = soundings(
    ...["responses", "import", "paper", file, "--mapping", mappingFile, "--stream", "interviewer"],
  );
  expect([taken.err, taken.status]).toEqual(["Importing\n", 0]);
  expect(taken.out).toContain("2");
});

test("a place that the wave does not have, and an unknown wave, are refused", () => {
  expect(soundings("wave", "paper", "paper", "E07000042")).toMatchObject({ status: 1, out: "" });
  expect(soundings("wave", "paper", "nothing", "E08000039")).toMatchObject({ status: 1, out: "" });
});
