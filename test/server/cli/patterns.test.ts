/** `wave patterns` as somebody types it, before and after a real seal. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openFile } from "../../../server/storage/open-node.ts";
import { build } from "../../../server/tools/build.mjs";
import { fileIn, soundingsIn } from "../../support/command-line.ts";
import { fixture } from "../../support/fixtures.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const [SHEFFIELD, GUILDFORD] = ["E08000039", "E07000209"];
const ROWS = fixture("grid").questions.map(({ id }) => id);
const folder = mkdtempSync(join(tmpdir(), "soundings-patterns-"));

beforeAll(async () => {
  await build({ quiet: true });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const soundings = soundingsIn(folder);

const file = fileIn(folder);

function makeWave(id: string, ...more: string[]): void {
  const dates = ["--opens", "2097-03-01", "--closes", "2097-03-28", "--results", "2097-05-10"];
  const places = ["--place", SHEFFIELD ?? "", "--place", `${GUILDFORD}:C`];
  const made = soundings("wave", "create", id, "--title", id, ...places, ...dates, "--stream", "open", ...more);
  expect(made.err).toBe("");
  expect(soundings("wave", "open", id).status).toBe(0);
}

/** Thirty rows of each place, of which so many have one answer down the grid. */
function answers(same: Readonly<Record<string, number>>): string {
  const lines = Object.entries(same).flatMap(([place, count]) =>
    Array.from({ length: 30 }, (_, person) => `${place},${person < count ? "2,2,2" : "1,2,3"}`),
  );
  return `place,${ROWS.join(",")}\n${lines.join("\n")}\n`;
}

/** Closes it, and lets its seven days of grace pass. */
async function closeAndWait(id: string): Promise<void> {
  expect(soundings("wave", "close", id).status).toBe(0);
  const office = await openFile(join(folder, "data", "office.db"));
  await office.$client.execute({ sql: "UPDATE wave SET closed_on = '2026-01-01' WHERE id = ?", args: [id] });
  office.$client.close();
}

describe.sequential("the patterns of a wave from the command line", () => {
  test("are refused before the seal, and for a wave that is not there", async () => {
    const document = join(ROOT, "test/fixtures/questionnaires/grid.json");
    expect(soundings("questionnaires", "add", document).status).toBe(0);
    makeWave("grid", "--questionnaire", "fixture-grid");
    const values = { 1: "very_satisfied", 2: "neither", 3: "dont_know" };
    const mapping = {
      place: { column: "place", values: { Sheffield: SHEFFIELD, Guildford: GUILDFORD } },
      questions: Object.fromEntries(ROWS.map((row) => [row, { column: row, values }])),
    };
    const csv = file("answers.csv", answers({ Sheffield: 12, Guildford: 3 }));
    const words = ["grid", csv, "--mapping", file("mapping.json", JSON.stringify(mapping)), "--stream", "open"];
    expect(soundings("responses", "import", ...words).out).toBe("Imported: 60 responses.\n");
    await closeAndWait("grid");
    const refused = soundings("wave", "patterns", "grid");
    expect([refused.status, refused.out]).toEqual([1, ""]);
    expect(refused.err).toContain("(wave.not_sealed)");
    expect(soundings("wave", "patterns", "nowhere").err).toContain("(wave.unknown)");
    expect(soundings("wave", "patterns").status).toBe(2);
  });

  test("are a band for each place after it, with what that means", () => {
    expect(soundings("wave", "seal", "grid").status).toBe(0);
    const { status, out, err } = soundings("wave", "patterns", "grid");
    expect([status, err]).toEqual([0, ""]);
    const lines = out.trimEnd().split("\n");
    expect(lines.slice(0, -1)).toEqual([`${GUILDFORD}\t<10\tGuildford`, `${SHEFFIELD}\t10+\tSheffield`]);
    expect(lines.at(-1)).toContain("nobody's answers have been left out for it");
    expect(soundings("wave", "patterns", "grid").out).toBe(out);
  });

  test("are said to be none where the questionnaire has no grid", async () => {
    makeWave("plain");
    await closeAndWait("plain");
    expect(soundings("wave", "patterns", "plain").err).toContain("(wave.not_sealed)");
    expect(soundings("wave", "seal", "plain").status).toBe(0);
    const { status, out } = soundings("wave", "patterns", "plain");
    expect(status).toBe(0);
    expect(out).toBe("The questionnaire has no grid of three rows or more, so there was nothing to count.\n");
  });

  test("are in the help", () => {
    expect(soundings("help").out).toContain("  wave patterns ID\n");
  });
});
