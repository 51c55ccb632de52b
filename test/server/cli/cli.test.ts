/** The command line as somebody types it: the built program in a process of its own, on files of its own. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { build } from "../../../server/tools/build.mjs";
import { fileIn, type Outcome, runSoundings, soundingsIn } from "../../support/command-line.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "soundings-cli-"));
const MAPPING = join(ROOT, "test/fixtures/import/mapping.json");

beforeAll(async () => {
  await build({ quiet: true });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const soundings = soundingsIn(folder);

function soundingsWith(environment: Readonly<Record<string, string>>, ...words: string[]): Outcome {
  return runSoundings(words, { DATA_DIR: join(folder, "data"), ...environment });
}

const csvFile = fileIn(folder);

/** What no message may hold: statements, stacks, raw errors. */
const NO_INSIDES = /\b(select|insert|params)\b|Failed query|\n\s+at /i;

/** Far away, since these processes have the real clock, and what is due ends by it. */
const DATES = ["--opens", "2097-03-01", "--closes", "2097-03-28", "--results", "2097-05-10"];

describe.sequential("a wave from the command line", () => {
  test("a wave for Sheffield and for Guildford with Surrey is made and opened", () => {
    const made = soundings(
      ...["wave", "create", "two-places", "--title", "Two places", "--place", "E08000039", "--place", "E07000209:C"],
      ...[...DATES, "--stream", "open", "--stream", "interviewer:telephone:quota"],
    );
    expect(made.err).toBe("");
    expect(made.status).toBe(0);
    expect(soundings("wave", "open", "two-places").status).toBe(0);
    expect(soundings("wave", "list").out).toContain("two-places\topen");
  });

  test("bad words end with status 2 and say how the command is used", () => {
    for (const words of [
      ["wave", "create", "x"],
      ["wave", "dance"],
      ["questionnaires", "show", "lga-resident", "x"],
      ["questionnaires", "show", "lga-resident", "1.5"],
      ["questionnaires", "review", "lga-resident", "one", "--language", "cy", "--reviewer", "Mair Test"],
      ["wave", "create", "y", "--title", "Y", "--place", "E08000039:Z", ...DATES, "--stream", "open"],
    ]) {
      const { status, err } = soundings(...words);
      expect([words.join(" "), status]).toEqual([words.join(" "), 2]);
      expect(err).not.toBe("");
      expect(err).not.toMatch(NO_INSIDES);
    }
  });

  test.each([
    ["a place that is no district", ["--place", "E10000030"], /wave\.places/],
    ["a scenario that does not fit", ["--place", "E08000039:C"], /wave\.scenario/],
    ["Welsh that nobody has reviewed", ["--place", "E08000039", "--language", "cy"], /language\.unreviewed/],
  ])("%s is refused with status 1 and its code", (_what, words, code) => {
    const refused = soundings("wave", "create", "refused", "--title", "R", ...words, ...DATES, "--stream", "open");
    expect(refused.status).toBe(1);
    expect(refused.err).toMatch(code);
  });

  test("the refusal of Welsh names the command that puts it right", () => {
    const words = ["--title", "R", "--place", "W06000015", "--language", "cy"];
    const { err } = soundings("wave", "create", "refused", ...words, ...DATES, "--stream", "open");
    const [, command = ""] = /When somebody has: (\w+ \w+) /.exec(err) ?? [];
    expect(command).toBe("questionnaires review");
    expect(soundings("help").out).toContain(`  ${command} `);
  });

  test("once a named person has reviewed the Welsh of the questions and of the pages, a wave may offer it", () => {
    const by = ["--language", "cy", "--reviewer", "Mair Test"];
    const create = ["wave", "create", "welsh", "--title", "W", "--place", "W06000015", "--language", "cy"];
    expect(soundings("questionnaires", "review", "lga-resident", "2", ...by).status).toBe(0);
    const refused = soundings(...create, ...DATES, "--stream", "open");
    expect([refused.status, refused.err]).toEqual([1, expect.stringContaining("pages review --language cy")]);
    expect(soundings("pages", "review", "--language", "en", "--reviewer", "Mair Test").status).toBe(2);
    expect(soundings("pages", "review", ...by).status).toBe(0);
    expect(soundings(...create, ...DATES, "--stream", "open").status).toBe(0);
  });

  test("a file of answers is imported, and importing it again changes nothing", () => {
    const rows = Array.from({ length: 30 }, (_, row) => `Sheffield,${1 + (row % 3)},${1 + (row % 4)},F`).join("\n");
    const file = csvFile("answers.csv", `Council,Q7,Q6,Sex\n${rows}\n`);
    for (const _again of [1, 2]) {
      const imported = soundings("responses", "import", "two-places", file, "--mapping", MAPPING);
      expect(imported.err).not.toMatch(/error/i);
      expect(imported.out).toBe("Imported: 30 responses.\n");
    }
    expect(soundings("responses", "move", "two-places").out).toBe("Moved.\n");
  });

  test.each([
    ["an unmapped value", "Council,Q7,Q6,Sex\nSheffield,1,1,F\nSheffield,SECRET,1,F\n", ":3:2:"],
    ["an unmapped place", "Council,Q7,Q6,Sex\nAtlantis,1,1,F\n", ":2:1:"],
    ["a missing column", "Council,Q7,Sex\nSheffield,1,F\n", ":1:1:"],
    ["a row that is too short", "Council,Q7,Q6,Sex\nSheffield,1\n", ":2:"],
    ["a quotation mark that is never closed", 'Council,Q7,Q6,Sex\nSheffield,"1,1,F\n', ":"],
    ["an empty file", "", ":1:1:"],
  ])("a broken file is refused with line and column, and nothing is taken: %s", (_what, text, where) => {
    const file = csvFile("broken.csv", text);
    const { status, err, out } = soundings("responses", "import", "two-places", file, "--mapping", MAPPING);
    expect(status).toBe(2);
    expect(err).toContain(`${file}${where}`);
    expect(err).toContain("Nothing was imported.");
    expect(err).not.toContain("SECRET");
    expect(out).toBe("");
    expect(soundings("responses", "move", "two-places").out).toBe("Nothing to move.\n");
  });

  test("a broken mapping is refused with file, line and column", () => {
    const mapping = csvFile("mapping.json", '{\n  "place": {"code": "E08000039"},\n  oops\n}');
    const file = csvFile("fine.csv", "Q7\n1\n");
    const { status, err } = soundings("responses", "import", "two-places", file, "--mapping", mapping);
    expect(status).toBe(2);
    expect(err).toMatch(/mapping\.json:3:\d+: this is not valid JSON/);
  });

  test("fieldwork is one band for each place and stream, the same for the whole day", () => {
    const { status, out } = soundings("wave", "fieldwork", "two-places");
    expect(status).toBe(0);
    expect(out.split("\n").slice(0, 4)).toEqual([
      "E07000209\topen\t<10\tGuildford",
      "E07000209\tinterviewer\t<10\tGuildford",
      "E08000039\topen\t<10\tSheffield",
      "E08000039\tinterviewer\t25+\tSheffield",
    ]);
    expect(out).toContain("still sealed");
    const rows = Array.from({ length: 300 }, (_, row) => `Sheffield,${1 + (row % 3)},${1 + (row % 4)},M`).join("\n");
    const file = csvFile("more.csv", `Council,Q7,Q6,Sex\n${rows}\n`);
    expect(soundings("responses", "import", "two-places", file, "--mapping", MAPPING).status).toBe(0);
    expect(soundings("responses", "move", "two-places").out).toBe("Moved.\n");
    expect(soundings("wave", "fieldwork", "two-places").out).toBe(out);
    expect(soundings("wave", "fieldwork", "nowhere").err).toContain("wave.unknown");
  });

  test("texts are opened by nobody before the seal, and nothing is due before its day", () => {
    const out = join(folder, "texts.csv");
    expect(soundings("texts", "open", "two-places", "best_thing").status).toBe(2);
    const refused = soundings("texts", "open", "two-places", "best_thing", "--out", out);
    expect(refused.status).toBe(1);
    expect(refused.err).toContain("texts.not_sealed");
    expect(existsSync(out)).toBe(false);
    expect(soundings("texts", "code", "two-places", "best_thing", "nowhere.csv").err).toContain(
      "there is no such file",
    );
    expect(soundings("texts", "themes", "two-places", "best_thing").status).toBe(1);
    expect(soundings("retention", "due").out).toMatch(/two-places\t[\d-]{10}, where nothing is published before/);
    expect(soundings("retention", "run").out).toBe("Nothing was due.\n");
  });

  test("a wave in its days of grace is not sealed, and the answer says when it can be", () => {
    expect(soundings("wave", "close", "two-places").status).toBe(0);
    const { status, err } = soundings("wave", "seal", "two-places");
    expect(status).toBe(1);
    expect(err).toMatch(/Late answers are taken until \d{4}-\d{2}-\d{2}/);
  });

  test("a release of a wave that is not sealed is refused", () => {
    expect(soundings("release", "build", "two-places").err).toContain("wave.not_sealed");
    expect(soundings("release", "publish", "two-places").err).toContain("release.unknown");
  });

  test("a questionnaire that a wave has used never changes", () => {
    const shown = soundings("questionnaires", "show", "lga-resident", "2");
    const document = JSON.parse(shown.out) as { title: { en: string } };
    document.title.en = "Another title";
    const file = csvFile("questionnaire.json", JSON.stringify(document));
    const { status, err } = soundings("questionnaires", "add", file);
    expect(status).toBe(1);
    expect(err).toContain("never changes");
    expect(soundings("questionnaires", "show", "lga-resident", "2").out).toBe(shown.out);
  });

  test("help names every command", () => {
    const { out } = soundings("help");
    for (const name of [
      "wave create",
      "wave seal",
      "responses import",
      "release publish",
      "places find",
      "wave fieldwork",
    ]) {
      expect(out).toContain(name);
    }
  });
});

describe("what is wrong around the command line is said in one sentence", () => {
  const NOBODY = "http://127.0.0.1:9";
  const SERVERS = { INTAKE_URL: NOBODY, RESPONSES_URL: NOBODY, OFFICE_URL: NOBODY };
  const aFile = join(folder, "a-file");
  const notDatabases = join(folder, "not-databases");

  beforeAll(() => {
    writeFileSync(aFile, "");
    mkdirSync(notDatabases);
    writeFileSync(join(notDatabases, "intake.db"), "this is a text and no database. ".repeat(200));
  });

  test.each([
    [{ PORT: "65536" }, 2, "PORT must be a number from 0 to 65535"],
    [{ PORT: "http" }, 2, "PORT must be a number from 0 to 65535"],
    [{ SOUNDINGS_DEMONSTRATION: "maybe" }, 2, "SOUNDINGS_DEMONSTRATION must be on or off"],
    [{ OFFICE_URL: "localhost" }, 2, "OFFICE_URL must be a libSQL address"],
    [{ OFFICE_URL: NOBODY }, 2, "INTAKE_URL, RESPONSES_URL and OFFICE_URL belong together: name all three or none"],
    [{ DATA_DIR: "" }, 2, "DATA_DIR must name a folder"],
    [SERVERS, 1, "The libSQL server of INTAKE_URL does not answer. Start it, or correct its address."],
    [{ DATA_DIR: aFile }, 1, `DATA_DIR (${aFile}) is a file. Name a folder that this user may write in.`],
    [
      { DATA_DIR: join(aFile, "data") },
      1,
      `DATA_DIR (${join(aFile, "data")}) lies below a file. Name a folder that this user may write in.`,
    ],
    [
      { DATA_DIR: notDatabases },
      1,
      `The databases in DATA_DIR (${notDatabases}) cannot be opened (SQLITE_NOTADB). See that they are Soundings' own and that this user may write them, or name another folder.`,
    ],
  ])("%j", (environment, status, said) => {
    const refused = soundingsWith(environment, "wave", "list");
    expect(refused).toEqual({ status, out: "", err: `${said}\n` });
    const server = spawnSync(process.execPath, [join(ROOT, "dist/server/node.mjs")], {
      cwd: ROOT,
      env: { ...process.env, DATA_DIR: join(folder, "data"), ...environment },
      encoding: "utf8",
      timeout: 60_000,
    });
    expect([server.status, server.stderr]).toEqual([status, `${said}\n`]);
  });
});
