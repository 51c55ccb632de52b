import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { maskText } from "../../../core/disclosure/free-text.ts";
import { type CommandServices, readInput } from "../../../server/cli/command.ts";
import { TEXT_COMMANDS } from "../../../server/cli/texts.ts";
import { importResponses, ImportMapping } from "../../../server/jobs/import-responses.ts";
import { moveWave } from "../../../server/jobs/move.ts";
import { codeTexts, listThemeBands, openTexts, type TextServices } from "../../../server/jobs/texts.ts";
import { toHex } from "../../../server/sealing/bytes.ts";
import { type Database, inParts } from "../../../server/storage/database.ts";
import { insertSpoolEntries } from "../../../server/storage/intake.ts";
import { listTexts } from "../../../server/storage/texts.ts";
import { getWave } from "../../../server/storage/waves.ts";
import { createInstallation, type Installation, SINGLE_TIER, TWO_TIER } from "../../support/installation.ts";
import { describeOnServers } from "../../support/on-servers.ts";
import { createRandom } from "../../support/random.ts";
import { secretsIn, seededTexts } from "../../support/texts.ts";
import { ordered, orderTraces, rankCorrelation, readFiles } from "../../support/traces.ts";

const WAVE = "wave-1";
const QUESTION = "best_thing";
let installation: Installation;

/** Puts sealed responses with texts into the spool, as a questionnaire with text questions will. */
async function send(
  to: Installation,
  texts: readonly Record<string, string>[],
  place = SINGLE_TIER,
): Promise<string[]> {
  const wave = (await getWave(to.databases.office, WAVE))!;
  const ids: string[] = [];
  const entries = await Promise.all(
    texts.map(async (written, index) => {
      const id = to.random(16);
      ids.push(toHex(id));
      const content = { id, stream: "open", base_weight_class: 0, arm: 0, answers: String(index), texts: written };
      const sealed = await to.intake.seal(wave.publicKey, WAVE, place, content);
      return { wave: WAVE, place, slot: to.random(32), sealed };
    }),
  );
  for (const part of inParts(entries, 100)) await insertSpoolEntries(to.databases.intake, part);
  return ids;
}

function numbered(count: number, name = "text"): Record<string, string>[] {
  return Array.from({ length: count }, (_, index) => ({ [QUESTION]: `${name} number ${index}` }));
}

async function stored(
  from: Installation = installation,
): Promise<Record<"place" | "question" | "id" | "text", string>[]> {
  const { rows } = await from.databases.responses.$client.execute("SELECT * FROM free_text");
  return rows.map((row) => ({
    place: String(row["place"]),
    question: String(row["question"]),
    id: toHex(new Uint8Array(row["id"] as ArrayBuffer)),
    text: String(row["text"]),
  }));
}

function services(of: Installation = installation): TextServices {
  return { databases: of.databases, now: of.clock.now, actor: "test" };
}

async function opened(question = QUESTION): Promise<{ id: string; text: string }[]> {
  const result = await openTexts(services(), WAVE, question);
  if (!result.ok) throw new Error(result.code);
  const [header, ...lines] = result.value.csv.trimEnd().split("\r\n");
  expect(header).toBe("id,text");
  return lines.map((line) => ({ id: line.slice(0, 32), text: line.slice(34, -1).replaceAll('""', '"') }));
}

beforeEach(async () => {
  installation = await createInstallation({ kind: "files" }, { random: createRandom("texts") });
  await installation.createTestWave({ id: WAVE });
});
afterEach(() => installation.dispose());

describe("texts on their way out of responses", () => {
  test("stand in their own table under ids that no response has, and the empty ones nowhere", async () => {
    const ids = await send(installation, [...numbered(11), { [QUESTION]: "  ", other: "else" }, {}]);
    await installation.move(WAVE);
    const texts = await stored();
    expect(texts).toHaveLength(12);
    expect(new Set(texts.map(({ id }) => id)).size).toBe(12);
    expect(texts.filter(({ id }) => ids.includes(id))).toEqual([]);
    expect(texts.filter(({ question }) => question === "other").map(({ text }) => text)).toEqual(["else"]);
    const responses = await installation.databases.responses.$client.execute("SELECT * FROM response");
    expect(responses.rows).toHaveLength(13);
    expect(JSON.stringify(responses.rows)).not.toMatch(/number|else/);
  });

  test("are stored once, whatever is killed and however many movers run", async () => {
    await send(installation, numbered(30));
    const { intake } = installation.databases;
    const client = new Proxy(intake.$client, {
      get(target, name) {
        if (name === "batch") return () => Promise.reject(new Error("killed"));
        const value: unknown = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    const killed = new Proxy(intake, {
      get: (target, name) => (name === "$client" ? client : Reflect.get(target, name)),
    });
    const databases = { ...installation.databases, intake: killed as Database };
    await expect(moveWave({ ...installation.mover, databases }, WAVE)).rejects.toThrow("killed");
    expect(await stored()).toHaveLength(30);
    await Promise.all([installation.move(WAVE), installation.move(WAVE)]);
    expect(new Set((await stored()).map(({ text }) => text)).size).toBe(30);
    expect(await stored()).toHaveLength(30);
  });

  test("keep neither the order of arrival nor that of the responses", async () => {
    await send(installation, numbered(300));
    await installation.move(WAVE);
    const order = (await stored()).map(({ text }) => Number(text.split(" ").at(-1)));
    const { rows } = await installation.databases.responses.$client.execute("SELECT answers FROM response");
    const positions = new Map(rows.map((row, index) => [Number(row["answers"]), index]));
    const limit = 3.29 / Math.sqrt(299);
    expect(
      Math.abs(
        rankCorrelation(
          order,
          order.map((_one, index) => index),
        ),
      ),
    ).toBeLessThan(limit);
    expect(
      Math.abs(
        rankCorrelation(
          order.map((one) => positions.get(one)!),
          order.map((_one, index) => index),
        ),
      ),
    ).toBeLessThan(limit);
  });

  test("leave no trace of their order in the file after the seal", async () => {
    const texts = Array.from({ length: 200 }, (_, index) => ({
      [QUESTION]: `written ${String(index).padStart(4, "0")}.`,
    }));
    for (const part of inParts(texts, 20)) {
      await send(installation, part);
      await installation.move(WAVE);
    }
    await installation.closeAndSeal(WAVE);
    const marks = texts.map((one) => new TextEncoder().encode(one[QUESTION]));
    const files = readFiles(join(installation.folder, "data"));
    expect(ordered(orderTraces(files, marks))).toEqual([]);
  });

  test("of an agency's file go the same way", async () => {
    const mapping = v.parse(ImportMapping, {
      place: { code: SINGLE_TIER },
      questions: {},
      texts: { Best: QUESTION, Worst: "worst_thing" },
      no_answer: ["-"],
    });
    const csv = `Best,Worst\n${Array.from({ length: 12 }, (_, index) => `"The park,\n number ${index}",-\n`).join("")}`;
    const request = { wave: WAVE, stream: "open", csv, mapping } as const;
    for (const _again of [1, 2]) {
      const result = await importResponses(installation.waves, installation.directory, request);
      expect(result).toEqual({ ok: true, value: { ok: true, responses: 12 } });
    }
    await installation.move(WAVE);
    const texts = await stored();
    expect(texts).toHaveLength(12);
    expect(new Set(texts.map(({ question }) => question))).toEqual(new Set([QUESTION]));
    expect(texts[0]?.text).toMatch(/^The park,\n number \d+$/);
  });

  test("of an agency's file are refused where they are too long or the mapping is wrong, and not repeated", async () => {
    const base = { place: { code: SINGLE_TIER }, questions: {} };
    const run = async (texts: Record<string, string>, csv: string): Promise<unknown> => {
      const mapping = v.parse(ImportMapping, { ...base, texts });
      const request = { wave: WAVE, stream: "open", csv, mapping } as const;
      const result = await importResponses(installation.waves, installation.directory, request);
      return result.ok && !result.value.ok ? result.value.faults : result;
    };
    const long = await run({ Best: QUESTION }, `A,Best\n1,fine\n1,${"secret ".repeat(300)}\n`);
    expect(long).toMatchObject([{ line: 3, column: 2, message: expect.stringContaining("2000 characters") }]);
    expect(JSON.stringify(long)).not.toContain("secret");
    expect(await run({ Missing: QUESTION }, "A\n1\n")).toMatchObject([{ line: 1, column: 1 }]);
    expect(await run({ A: QUESTION, B: QUESTION }, "A,B\n1,2\n")).toMatchObject([{ line: 1 }]);
    expect(v.safeParse(ImportMapping, { ...base, texts: { A: "Not an id!" } }).success).toBe(false);
  });
});

describe("opening texts", () => {
  test("is refused before the seal, for a wave that is not there, and where no place has thirty", async () => {
    await send(installation, numbered(29));
    await send(installation, numbered(29, "other"), TWO_TIER);
    expect(await openTexts(services(), WAVE, QUESTION)).toMatchObject({ ok: false, code: "texts.not_sealed" });
    expect(await openTexts(services(), "nowhere", QUESTION)).toMatchObject({ ok: false, code: "wave.unknown" });
    await installation.closeAndSeal(WAVE);
    expect(await openTexts(services(), WAVE, QUESTION)).toMatchObject({ ok: false, code: "texts.too_few" });
    expect(await openTexts(services(), WAVE, "no_such_question")).toMatchObject({ ok: false, code: "texts.too_few" });
    expect(await codeTexts(services(), WAVE, QUESTION, "id,theme\n")).toMatchObject({
      ok: false,
      code: "texts.too_few",
    });
    expect(await listThemeBands(services(), WAVE, QUESTION)).toEqual({ ok: true, value: [] });
  });

  test("gives those of places with thirty alone, in the order of their ids, and says nothing of the place", async () => {
    await send(installation, numbered(30));
    await send(installation, numbered(29, "other"), TWO_TIER);
    await installation.closeAndSeal(WAVE);
    const lines = await opened();
    expect(lines.map(({ text }) => text).sort()).toEqual(
      numbered(30)
        .map((one) => one[QUESTION])
        .sort(),
    );
    expect(lines.map(({ id }) => id)).toEqual(lines.map(({ id }) => id).sort());
    expect(await opened()).toEqual(lines);
    const audit = await installation.databases.office.$client.execute("SELECT * FROM audit WHERE event = 'texts.open'");
    expect(audit.rows).toHaveLength(2);
  });

  test("leaves no e-mail address, postcode or telephone number of a seeded set", async () => {
    const seeded = seededTexts("opened", 400);
    await send(
      installation,
      seeded.map(({ text }) => ({ [QUESTION]: text })),
    );
    await installation.closeAndSeal(WAVE);
    const result = await openTexts(services(), WAVE, QUESTION);
    const csv = result.ok ? result.value.csv : "";
    expect(csv).toContain("[email]");
    const withoutIds = csv.replaceAll(/^[0-9a-f]{32},/gm, "");
    expect(seeded.flatMap(({ secrets }) => secrets.filter((secret) => csv.includes(secret)))).toEqual([]);
    for (const line of withoutIds.split("\r\n")) {
      expect(
        secretsIn(
          line,
          seeded.flatMap(({ secrets }) => secrets),
        ),
      ).toEqual([]);
    }
    expect(csv).toContain(maskText("my details: jane@example.com"));
  });

  test("is no way to a formula in somebody's spreadsheet", async () => {
    await send(installation, [...numbered(29), { [QUESTION]: '=1+"1"' }, { [QUESTION]: "@SUM(A1)" }]);
    await installation.closeAndSeal(WAVE);
    const texts = (await opened()).map(({ text }) => text);
    expect(texts.filter((text) => /^[=+\-@]/.test(text))).toEqual([]);
    expect(texts).toContain('\'=1+"1"');
  });
});

describe("coding texts", () => {
  let ids: string[];
  beforeEach(async () => {
    await send(installation, numbered(60));
    await send(installation, numbered(30, "other"), TWO_TIER);
    await send(
      installation,
      numbered(3).map((one) => ({ few: one[QUESTION]! })),
    );
    await installation.closeAndSeal(WAVE);
    const texts = await listTexts(installation.databases.responses, WAVE, QUESTION, 30);
    // Those of the one place first.
    ids = [
      ...texts.filter(({ place }) => place === SINGLE_TIER),
      ...texts.filter(({ place }) => place === TWO_TIER),
    ].map(({ id }) => toHex(id));
  });

  const csvOf = (themes: readonly (readonly [string, readonly string[]])[]): string =>
    `theme,id\n${themes.flatMap(([theme, of]) => of.map((id) => `${theme},${id}\n`)).join("")}`;

  test("takes several themes of one text, and shows bands by place in the order of the themes' names", async () => {
    const csv = csvOf([
      ["roads", ids.slice(0, 60)],
      ["parks", ids.slice(0, 24)],
      ["bins", ids.slice(0, 9)],
      ["parks", ids.slice(60, 70)],
      ["roads", ids.slice(60, 69)],
    ]);
    expect(await codeTexts(services(), WAVE, QUESTION, csv)).toEqual({ ok: true, value: { ok: true } });
    const bands = [
      { place: TWO_TIER, question: QUESTION, theme: "parks", band: "10-24" },
      { place: SINGLE_TIER, question: QUESTION, theme: "parks", band: "10-24" },
      { place: SINGLE_TIER, question: QUESTION, theme: "roads", band: "50-99" },
    ];
    expect(await listThemeBands(services(), WAVE, QUESTION)).toEqual({ ok: true, value: bands });
    expect(await listThemeBands(services(), WAVE)).toEqual({ ok: true, value: bands });
    expect(await listThemeBands(services(), WAVE, "few")).toEqual({ ok: true, value: [] });
  });

  test("puts the new file in the place of the old one, and counts a theme said twice once", async () => {
    await codeTexts(services(), WAVE, QUESTION, csvOf([["roads", ids.slice(0, 50)]]));
    const again = csvOf([
      ["parks", ids.slice(0, 24)],
      ["parks", ids.slice(0, 24)],
    ]);
    await codeTexts(services(), WAVE, QUESTION, again);
    const bands = [{ place: SINGLE_TIER, question: QUESTION, theme: "parks", band: "10-24" }];
    expect(await listThemeBands(services(), WAVE, QUESTION)).toEqual({ ok: true, value: bands });
  });

  test("says every fault by line and column, repeats none, and takes nothing", async () => {
    const csv = [
      "id,text,theme",
      `${ids[0]},x,roads`,
      `${"0".repeat(32)},x,roads`,
      `SECRET WORDS,x,roads`,
      `${ids[1]},x,`,
      `${ids[2]},x,Roads`,
      `${ids[3]},x,${"SECRET".repeat(20)}`,
      `${ids[4]},x,SECRET@EXAMPLE.COM`,
      "",
    ].join("\n");
    const result = await codeTexts(services(), WAVE, QUESTION, csv);
    if (!result.ok || result.value.ok) throw new Error("the file was taken");
    expect(result.value.faults.map(({ line, column }) => `${line}:${column}`)).toEqual([
      ...["3:1", "4:1", "5:3", "6:3", "7:3", "8:3"],
    ]);
    expect(JSON.stringify(result)).not.toMatch(/secret/i);
    expect(await listThemeBands(services(), WAVE, QUESTION)).toEqual({ ok: true, value: [] });
  });

  test.each([
    ["no header", "", "1:1"],
    ["another header", "id,topic\n", "1:1"],
    ["no rows", "id,theme\n", "2:1"],
    ["a row too short", "id,theme\nx\n", "2:"],
  ])("refuses a file with %s", async (_what, csv, where) => {
    const result = await codeTexts(services(), WAVE, QUESTION, csv);
    if (!result.ok || result.value.ok) throw new Error("the file was taken");
    expect(result.value.faults.map(({ line, column }) => `${line}:${column}`)[0]).toContain(where);
  });

  test("is done with three commands, over a file for its owner's eyes only", async () => {
    const printed: string[] = [];
    const run = (name: string, ...words: string[]): Promise<void> => {
      const command = TEXT_COMMANDS.find((one) => one.name === name)!;
      const given = { ...services(), print: (line: string) => void printed.push(line) } as unknown as CommandServices;
      return command.run(readInput(command, words), given);
    };
    const file = join(installation.folder, "texts.csv");
    await run("texts open", WAVE, QUESTION, "--out", file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const lines = readFileSync(file, "utf8").trimEnd().split("\r\n").slice(1);
    expect(lines).toHaveLength(90);
    await expect(run("texts open", WAVE, QUESTION, "--out", file)).rejects.toThrow(/exists/);
    await expect(run("texts open", WAVE, QUESTION)).rejects.toThrow(/--out is missing/);
    await expect(run("texts open", WAVE, "few", "--out", `${file}.few`)).rejects.toThrow("texts.too_few");
    const coded = join(installation.folder, "coded.csv");
    writeFileSync(coded, `id,text,theme\r\n${lines.map((line) => `${line},roads\r\n`).join("")}`);
    await run("texts code", WAVE, QUESTION, coded);
    writeFileSync(coded, "id,theme\nx,roads\n");
    await expect(run("texts code", WAVE, QUESTION, coded)).rejects.toThrow(`${coded}:2:1: this is not the id`);
    printed.length = 0;
    await run("texts themes", WAVE, QUESTION);
    expect(printed).toEqual([`${TWO_TIER}\troads\t25-49`, `${SINGLE_TIER}\troads\t50-99`]);
  });
});

describeOnServers("texts on libSQL servers", () => {
  test(
    "go with the responses into the fresh database, with the themes of earlier waves",
    { timeout: 60_000 },
    async () => {
      const onServers = await createInstallation({ kind: "servers" });
      await onServers.createTestWave({ id: WAVE });
      await send(onServers, numbered(40));
      await onServers.move(WAVE);
      await onServers.databases.responses.$client.execute(
        "INSERT INTO free_text_theme SELECT wave, question, place, id, 'roads' FROM free_text",
      );
      const before = await stored(onServers);
      expect((await onServers.closeAndSeal(WAVE)).ok).toBe(true);
      expect(await stored(onServers)).toEqual(before);
      expect(await listThemeBands(services(onServers), WAVE, QUESTION)).toEqual({
        ok: true,
        value: [{ place: SINGLE_TIER, question: QUESTION, theme: "roads", band: "25-49" }],
      });
      await onServers.dispose();
    },
  );
});
