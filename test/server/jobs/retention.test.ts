import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CommandServices, readInput } from "../../../server/cli/command.ts";
import { RETENTION_COMMANDS } from "../../../server/cli/retention.ts";
import { readFieldwork } from "../../../server/jobs/fieldwork.ts";
import {
  createRetentionRound,
  listDue,
  monthsAfter,
  RETENTION_STEPS,
  type RetentionServices,
  type RetentionStep,
  runRetention,
} from "../../../server/jobs/retention.ts";
import { openTexts } from "../../../server/jobs/texts.ts";
import { auditStatement, listAudit } from "../../../server/storage/audit.ts";
import { writeBatch } from "../../../server/storage/database.ts";
import { listPatternBands, replacePatternBands } from "../../../server/storage/patterns.ts";
import { insertResponses } from "../../../server/storage/responses.ts";
import { rewriteFile } from "../../../server/storage/rewrite-node.ts";
import { createInstallation, type Installation, SINGLE_TIER, TWO_TIER } from "../../support/installation.ts";
import { describeOnServers } from "../../support/on-servers.ts";
import { createResident } from "../../support/residents.ts";

const WAVE = "wave-1";
const OTHER = "wave-2";
const PUBLISHED = "2027-07-31T08:30:00.000Z";
let installation: Installation;

function cubeFile(name: string): string {
  return join(installation.folder, "cubes", name);
}

function services(more: Partial<RetentionServices> = {}): RetentionServices {
  const { databases, keys, clock, folder, kind } = installation;
  const rewrite = kind === "files" ? rewriteFile : null;
  return { databases, keys, cubeFolder: join(folder, "cubes"), rewrite, now: clock.now, actor: "test", ...more };
}

/** What a test writes into answers and texts, to look for it in the bytes of the files. */
const ANSWERS = "answers-that-nobody-may-read";
const TEXT = "words that nobody may read";

async function fill(wave: string, place: string): Promise<void> {
  const { random } = installation;
  const rows = Array.from({ length: 40 }, (_, index) => ({
    ...{ wave, place, id: random(16), stream: "open", baseWeightClass: 0, arm: 0 },
    ...{ answers: `${wave} ${ANSWERS} ${index}`, recordKey: random(6) },
  }));
  const texts = rows.map((row, index) => ({
    ...{ wave, place, question: "best_thing", id: random(16) },
    ...{ text: `${wave} ${TEXT} ${index}`, response: row.id },
  }));
  await insertResponses(installation.databases.responses, rows, texts);
}

async function publish(wave: string, revision: number, publishedAt: string | null): Promise<void> {
  await installation.databases.office.$client.execute({
    sql: "INSERT INTO release (id, wave, revision, state, published_at, document, sha256) VALUES (?, ?, ?, ?, ?, '{}', '')",
    args: [`${wave}-r${revision}`, wave, revision, publishedAt === null ? "draft" : "published", publishedAt],
  });
}

async function rowsOf(wave: string): Promise<Record<string, number>> {
  const rows: Record<string, number> = {};
  for (const table of ["response", "free_text", "free_text_theme"]) {
    const result = await installation.databases.responses.$client.execute({
      sql: `SELECT count(*) AS rows FROM ${table} WHERE wave = ?`,
      args: [wave],
    });
    rows[table] = Number(result.rows[0]?.["rows"]);
  }
  return rows;
}

/** Whether a text stands anywhere in the bytes of the embedded files. */
function readable(text: string): boolean {
  const folder = join(installation.folder, "data");
  return readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(text));
}

const ALL = { response: 80, free_text: 80, free_text_theme: 80 };
const NO_TEXTS = { response: 80, free_text: 0, free_text_theme: 0 };
const NONE = { response: 0, free_text: 0, free_text_theme: 0 };

async function prepare(kind: "files" | "servers"): Promise<void> {
  installation = await createInstallation({ kind });
  for (const wave of [WAVE, OTHER]) {
    // The other one's results are far away, so that nothing of it is due.
    await installation.createTestWave({ id: wave, closesOn: wave === WAVE ? "2027-06-30" : "2041-06-30" });
    // In the same pages, so that a page outlives what is deleted from it.
    await fill(wave, SINGLE_TIER);
    await fill(wave, TWO_TIER);
    mkdirSync(join(installation.folder, "cubes"), { recursive: true });
    writeFileSync(cubeFile(`${wave}.r1.cube`), "exact counts");
  }
  await installation.databases.responses.$client.execute(
    "INSERT INTO free_text_theme SELECT wave, question, place, id, 'roads' FROM free_text",
  );
  expect((await installation.closeAndSeal(WAVE)).ok).toBe(true);
  await publish(WAVE, 1, PUBLISHED);
}

beforeEach(() => prepare("files"), 60_000);
afterEach(() => installation.dispose());

async function run(more: Partial<RetentionServices> = {}): Promise<string[]> {
  const { ended, failed } = await runRetention(services(more));
  for (const { error } of failed) throw error;
  return ended.map(({ wave, kind }) => `${wave} ${kind}`);
}

describe("the end of the correction window", () => {
  test("comes 90 days after publication, to the day in the United Kingdom, and once", async () => {
    // Winter time: the 90th day, 29 October, begins an hour after midnight of Greenwich has passed in summer.
    installation.clock.set("2027-10-28T22:59:59Z");
    expect(await run()).toEqual([]);
    expect(await rowsOf(WAVE)).toEqual(ALL);
    expect(await installation.keys.read(WAVE)).not.toBeNull();
    installation.clock.set("2027-10-28T23:00:00Z");
    expect(await run()).toEqual([`${WAVE} correction_window`]);
    expect(await run()).toEqual([]);
    expect(await installation.keys.read(WAVE)).toBeNull();
    expect(readdirSync(installation.keyFolder).sort()).toEqual(["form.key", `${OTHER}.json`]);
    expect(await rowsOf(WAVE)).toEqual(NO_TEXTS);
    expect(existsSync(cubeFile(`${WAVE}.r1.cube`))).toBe(true);
  });

  test("leaves no text in any byte of the files, and leaves the other wave alone", async () => {
    expect(readable(`${WAVE} ${TEXT}`)).toBe(true);
    installation.clock.set("2027-11-01T00:00:00Z");
    await run();
    expect(readable(`${WAVE} ${TEXT}`)).toBe(false);
    expect(readable(`${WAVE} ${ANSWERS}`)).toBe(true);
    expect(readable(`${OTHER} ${TEXT}`)).toBe(true);
    expect(await rowsOf(OTHER)).toEqual(ALL);
    expect((await installation.keys.read(OTHER))?.collection).toBeDefined();
  });

  test("is counted from the newest published release, not from a draft", async () => {
    await publish(WAVE, 2, "2027-09-01T08:30:00.000Z");
    await publish(WAVE, 3, null);
    installation.clock.set("2027-11-29T12:00:00Z");
    expect(await run()).toEqual([]);
    installation.clock.set("2027-11-30T12:00:00Z");
    expect(await run()).toEqual([`${WAVE} correction_window`]);
  });

  test("refuses texts from then on, and ends again what a backup brought back", async () => {
    const kept = await installation.keys.read(WAVE);
    installation.clock.set("2027-11-01T00:00:00Z");
    await run();
    const text = await openTexts(
      { databases: installation.databases, now: installation.clock.now, actor: "t" },
      WAVE,
      "x",
    );
    expect(text).toMatchObject({ ok: false, code: "texts.ended" });
    await installation.keys.create(WAVE, kept!);
    expect(await run()).toEqual([`${WAVE} correction_window`]);
    expect(await installation.keys.read(WAVE)).toBeNull();
    await fill(WAVE, SINGLE_TIER);
    expect(await run()).toEqual([`${WAVE} correction_window`]);
    expect(readable(`${WAVE} ${TEXT}`)).toBe(false);
  });
});

describe("the end of the responses", () => {
  test("comes 12 months after publication, with the exact counts", async () => {
    for (const name of ["r2.cube", "r3.draft.cube", "r3.draft.cube.0123456789abcdef"]) {
      writeFileSync(cubeFile(`${WAVE}.${name}`), "exact counts");
    }
    // A wave whose name begins like this one's.
    writeFileSync(cubeFile(`${WAVE}-b.r1.cube`), "exact counts");
    installation.clock.set("2028-07-30T12:00:00Z");
    await run();
    expect((await rowsOf(WAVE))["response"]).toBe(80);
    expect(existsSync(cubeFile(`${WAVE}.r1.cube`))).toBe(true);
    installation.clock.set("2028-07-31T12:00:00Z");
    expect(await run()).toEqual([`${WAVE} responses`]);
    expect(await run()).toEqual([]);
    expect(await rowsOf(WAVE)).toEqual(NONE);
    expect(await rowsOf(OTHER)).toEqual(ALL);
    expect(readdirSync(join(installation.folder, "cubes"))).toEqual([`${WAVE}-b.r1.cube`, `${OTHER}.r1.cube`]);
  });

  test("leaves no answer in any byte of the files", async () => {
    expect(readable(`${WAVE} ${ANSWERS}`)).toBe(true);
    installation.clock.set("2028-08-01T00:00:00Z");
    expect(await run()).toEqual([`${WAVE} correction_window`, `${WAVE} responses`]);
    expect(readable(`${WAVE} ${ANSWERS}`)).toBe(false);
    expect(readable(`${OTHER} ${ANSWERS}`)).toBe(true);
  });

  test("ends the bands of fieldwork with them", async () => {
    const look = { databases: installation.databases, now: installation.clock.now };
    expect((await readFieldwork(look, WAVE)).ok).toBe(true);
    installation.clock.set("2028-08-01T00:00:00Z");
    await run();
    const { rows } = await installation.databases.office.$client.execute("SELECT * FROM fieldwork_band");
    expect(rows).toEqual([]);
    expect(await readFieldwork(look, WAVE)).toMatchObject({ ok: false, code: "wave.ended" });
  });

  test("ends the bands of patterns with them, and those of no other wave", async () => {
    const { office } = installation.databases;
    for (const wave of [WAVE, OTHER]) await replacePatternBands(office, wave, [{ place: SINGLE_TIER, band: "10+" }]);
    installation.clock.set("2027-11-01T00:00:00Z");
    expect(await run()).toEqual([`${WAVE} correction_window`]);
    expect(await listPatternBands(office, WAVE)).toHaveLength(1);
    installation.clock.set("2028-08-01T00:00:00Z");
    await run();
    expect(await listPatternBands(office, WAVE)).toEqual([]);
    expect(await listPatternBands(office, OTHER)).toHaveLength(1);
  });

  test("ends again what a backup brought back", async () => {
    installation.clock.set("2028-08-01T00:00:00Z");
    await run();
    writeFileSync(cubeFile(`${WAVE}.r1.cube`), "exact counts");
    expect(await run()).toEqual([`${WAVE} responses`]);
    await fill(WAVE, SINGLE_TIER);
    expect(await run()).toEqual([`${WAVE} correction_window`, `${WAVE} responses`]);
    expect(await rowsOf(WAVE)).toEqual(NONE);
  });
});

describe("what was never published", () => {
  beforeEach(async () => {
    await installation.databases.office.$client.execute(`UPDATE release SET state = 'draft', published_at = NULL`);
  });

  test("ends counted from the day that was announced for its results", async () => {
    // 30 July 2027 was announced.
    installation.clock.set("2027-10-27T12:00:00Z");
    expect(await run()).toEqual([]);
    installation.clock.set("2027-10-28T12:00:00Z");
    expect(await run()).toEqual([`${WAVE} correction_window`]);
    expect(await installation.keys.read(WAVE)).toBeNull();
    expect(await rowsOf(WAVE)).toEqual(NO_TEXTS);
    installation.clock.set("2028-07-29T12:00:00Z");
    expect(await run()).toEqual([]);
    installation.clock.set("2028-07-30T12:00:00Z");
    expect(await run()).toEqual([`${WAVE} responses`]);
    expect(await rowsOf(WAVE)).toEqual(NONE);
    expect(existsSync(cubeFile(`${WAVE}.r1.cube`))).toBe(false);
    expect(await rowsOf(OTHER)).toEqual(ALL);
  });

  test("ends with its collection keys where it was never sealed either", async () => {
    installation.clock.set("2041-10-29T00:00:00Z");
    expect(await run()).toContain(`${OTHER} correction_window`);
    expect(await installation.keys.read(OTHER)).toBeNull();
    expect(readdirSync(installation.keyFolder)).toEqual(["form.key"]);
    installation.clock.set("2042-07-31T00:00:00Z");
    expect(await run()).toContain(`${OTHER} responses`);
    expect(await rowsOf(OTHER)).toEqual(NONE);
  });

  test("counts from its publication once it has one", async () => {
    installation.clock.set("2027-10-27T12:00:00Z");
    await publish(WAVE, 2, "2027-10-27T08:30:00.000Z");
    installation.clock.set("2028-01-24T12:00:00Z");
    expect(await run()).toEqual([]);
    installation.clock.set("2028-01-25T12:00:00Z");
    expect(await run()).toEqual([`${WAVE} correction_window`]);
  });
});

describe("what has no end", () => {
  test("is the demonstration", async () => {
    await installation.databases.office.$client.execute(`UPDATE wave SET demonstration = 1`);
    installation.clock.set("2050-01-01T00:00:00Z");
    expect(await run()).toEqual([" audit"]);
    expect(await rowsOf(WAVE)).toEqual(ALL);
    expect(await rowsOf(OTHER)).toEqual(ALL);
    expect(await installation.keys.read(WAVE)).not.toBeNull();
    expect(await listDue(services())).toEqual(
      [WAVE, OTHER].flatMap((wave) =>
        ["correction_window", "responses"].map((kind) => ({
          ...{ wave, kind, on: null, published: wave === WAVE, endedOn: null },
        })),
      ),
    );
  });
});

describe("what is left of collection keys", () => {
  test("ends for a sealed wave, and stays for one that collects", async () => {
    const { keyFolder, keys } = installation;
    const stale = readFileSync(join(keyFolder, `${OTHER}.json`));
    writeFileSync(join(keyFolder, `${WAVE}.json.old`), stale);
    writeFileSync(join(keyFolder, `${WAVE}.json`), stale);
    expect((await keys.read(WAVE))?.collection).toBeDefined();
    expect(await run()).toEqual([`${WAVE} collection_keys`]);
    expect((await keys.read(WAVE))?.collection).toBeUndefined();
    expect(readdirSync(keyFolder).sort()).toEqual(["form.key", `${WAVE}.json`, `${OTHER}.json`]);
    expect((await keys.read(OTHER))?.collection).toBeDefined();
    expect(await run()).toEqual([]);
  });
});

describe("entries of the audit", () => {
  test("end after 24 months, and leave no entry of that", async () => {
    const { office } = installation.databases;
    for (const at of ["2025-06-30T23:59:59.999Z", "2025-07-01T00:00:00.000Z"]) {
      await writeBatch(office, [auditStatement(office, { at, actor: "test", event: at, subject: "x" })]);
    }
    installation.clock.set("2027-07-01T12:00:00Z");
    const before = await listAudit(office);
    expect(await run()).toEqual([" audit"]);
    expect((await listAudit(office)).map(({ event }) => event)).toEqual(before.slice(1).map(({ event }) => event));
    expect(await run()).toEqual([]);
  });
});

describe("a round", () => {
  test.each(RETENTION_STEPS)("ends the same when it is killed after %s and run again", async (killer) => {
    installation.clock.set("2028-08-01T00:00:00Z");
    const step = (name: RetentionStep): void => {
      if (name === killer) throw new Error("killed");
    };
    const { failed } = await runRetention(services({ step }));
    expect(failed).toHaveLength(1);
    await run();
    expect(await rowsOf(WAVE)).toEqual(NONE);
    expect([readable(`${WAVE} ${ANSWERS}`), readable(`${WAVE} ${TEXT}`)]).toEqual([false, false]);
    expect(await installation.keys.read(WAVE)).toBeNull();
    expect(readdirSync(installation.keyFolder).sort()).toEqual(["form.key", `${OTHER}.json`]);
    expect(existsSync(cubeFile(`${WAVE}.r1.cube`))).toBe(false);
    const due = await listDue(services());
    expect(due.filter(({ wave }) => wave === WAVE).map(({ endedOn }) => endedOn)).toEqual(["2028-08-01", "2028-08-01"]);
    expect(await run()).toEqual([]);
  });

  test("goes on with the other waves and kinds when one fails, and says which did", async () => {
    installation.clock.set("2028-08-01T00:00:00Z");
    const keys = { ...installation.keys, destroyNoiseKeys: () => Promise.reject(new RangeError("quotes")) };
    const { ended, failed } = await runRetention(services({ keys }));
    expect(ended).toEqual([{ wave: WAVE, kind: "responses" }]);
    expect(failed).toMatchObject([{ wave: WAVE, kind: "correction_window" }]);
  });

  test("runs once a day, again where something failed, and logs kinds alone", async () => {
    installation.clock.set("2028-08-01T12:00:00Z");
    const lines: unknown[] = [];
    let broken = true;
    let read = 0;
    const keys = {
      ...installation.keys,
      read: (wave: string) => {
        read += 1;
        return installation.keys.read(wave);
      },
      destroyNoiseKeys: (wave: string) =>
        broken ? Promise.reject(new RangeError("quotes")) : installation.keys.destroyNoiseKeys(wave),
    };
    const round = createRetentionRound(services({ keys }), (line) => lines.push(line));
    await Promise.all([round(), round()]);
    expect(lines).toEqual([
      { event: "retention.ended", wave: WAVE, kind: "responses" },
      { event: "retention.failed", wave: WAVE, kind: "correction_window", error: "RangeError" },
    ]);
    broken = false;
    await round();
    expect(lines.slice(2)).toEqual([{ event: "retention.ended", wave: WAVE, kind: "correction_window" }]);
    const before = read;
    await round();
    expect(read).toBe(before);
    installation.clock.advanceDays(1);
    await round();
    expect(read).toBeGreaterThan(before);
    expect(lines).toHaveLength(3);
  });
});

describe("the commands", () => {
  async function said(name: string): Promise<string[]> {
    const lines: string[] = [];
    const command = RETENTION_COMMANDS.find((one) => one.name === name)!;
    const environment = { dataFolder: installation.folder, location: { kind: "files" } };
    const given = { ...services(), environment, print: (line: string) => void lines.push(line) };
    await command.run(readInput(command, []), given as unknown as CommandServices);
    return lines;
  }

  test("say what will end when, what ended, and never how many people", async () => {
    expect((await said("retention due")).slice(0, 4).map((line) => line.split("\t").slice(0, 2))).toEqual([
      [WAVE, "2027-10-29"],
      [WAVE, "2028-07-31"],
      [OTHER, "2041-10-29, where nothing is published before"],
      [OTHER, "2042-07-31, where nothing is published before"],
    ]);
    expect(await said("retention run")).toEqual(["Nothing was due."]);
    installation.clock.set("2027-11-01T00:00:00Z");
    const ended = await said("retention run");
    expect(ended).toEqual([`Ended: ${WAVE}: its noise key, the key of its record keys, and its free texts`]);
    expect((await said("retention due"))[0]).toContain("ended on 2027-11-01");
  });
});

describe("months after a day", () => {
  test.each([
    ["2027-07-31", 12, "2028-07-31"],
    ["2028-02-29", 12, "2029-02-28"],
    ["2027-01-31", 1, "2027-02-28"],
    ["2027-12-15", 1, "2028-01-15"],
    ["2027-03-31", -24, "2025-03-31"],
    ["2028-02-29", -24, "2026-02-28"],
  ])("%s, %i", (day, months, after) => {
    expect(monthsAfter(day, months)).toBe(after);
  });
});

describeOnServers("retention on libSQL servers", () => {
  test("ends the same rows and keys", { timeout: 60_000 }, async () => {
    await installation.dispose();
    await prepare("servers");
    await installation.accept(createResident(OTHER, SINGLE_TIER, "still collecting").submission);
    installation.clock.set("2028-08-01T00:00:00Z");
    expect(await run()).toEqual([`${WAVE} correction_window`, `${WAVE} responses`]);
    expect(await run()).toEqual([]);
    expect(await rowsOf(WAVE)).toEqual(NONE);
    expect(await rowsOf(OTHER)).toEqual(ALL);
    expect(await installation.keys.read(WAVE)).toBeNull();
  });
});
