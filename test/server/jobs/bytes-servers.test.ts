import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { moveWave } from "../../../server/jobs/move.ts";
import { fromBase64Url, toBase64Url } from "../../../server/sealing/bytes.ts";
import { hmac } from "../../../server/sealing/hmac.ts";
import { createOpener } from "../../../server/sealing/sealed-response.ts";
import type { Database } from "../../../server/storage/database.ts";
import { listWaiting } from "../../../server/storage/intake.ts";
import { migrateDatabases } from "../../../server/storage/migrate-node.ts";
import { openServer } from "../../../server/storage/open-node.ts";
import { getSetting, updateSetting } from "../../../server/storage/settings.ts";
import { getWave } from "../../../server/storage/waves.ts";
import {
  answerNeedles,
  codeNeedles,
  doFieldwork,
  type Fieldwork,
  inOrderOfSending,
  marksOf,
  slotNeedles,
  storedIds,
  tracesOf,
} from "../../support/fieldwork.ts";
import {
  createInstallation,
  type Installation,
  MIGRATIONS,
  SINGLE_TIER,
  TWO_TIER,
} from "../../support/installation.ts";
import { describeOnServers } from "../../support/on-servers.ts";
import { createRandom } from "../../support/random.ts";
import { createResident, storedMarks } from "../../support/residents.ts";
import { type SqldServers, startSqld } from "../../../server/tools/sqld.mjs";
import {
  type FileBytes,
  findAll,
  type Needles,
  ordered,
  orderedInPages,
  orderTraces,
  pageTraces,
  readFiles,
  sharedPages,
} from "../../support/traces.ts";

const WAVE = "wave-1";
const NEXT = "wave-2";
const COUNT = 300;

describeOnServers("the bytes of three servers", () => {
  let installation: Installation;
  let field: Fieldwork;
  let old: Database;
  let extra: SqldServers | null = null;
  /** Sealed responses as the intake server held them, with their place. */
  const spooled: { place: string; sealed: Uint8Array }[] = [];

  beforeAll(async () => {
    installation = await createInstallation({ kind: "servers" }, { random: createRandom("servers") });
    await installation.createTestWave({ id: WAVE });
    await installation.createTestWave({ id: NEXT });
    old = installation.databases.responses;
    field = await doFieldwork(installation, WAVE, COUNT);
    await installation.accept(createResident(WAVE, SINGLE_TIER, "waits until seal").submission);
    const rows = await installation.databases.intake.$client.execute(
      "SELECT place, sealed FROM spool WHERE sealed IS NOT NULL",
    );
    for (const row of rows.rows) {
      spooled.push({ place: String(row["place"]), sealed: new Uint8Array(row["sealed"] as ArrayBuffer) });
    }
  }, 60_000);
  afterAll(async () => {
    await extra?.stop();
    await installation.dispose();
  });

  function filesOf(...names: readonly (keyof Installation["databaseFolders"])[]): FileBytes {
    return readFiles(...names.map((name) => installation.databaseFolders[name]));
  }

  test("never hold a code and a readable answer in one page or log frame, nor on one server", async () => {
    const codes = await codeNeedles(field.keys, field.letters);
    const answers = await answerNeedles(field.answered, old);
    const all = filesOf("intake", "responses", "office");
    expect(sharedPages(all, codes, answers)).toEqual([]);
    expect(findAll(filesOf("intake"), codes).length).toBeGreaterThan(COUNT);
    expect(findAll(filesOf("intake"), answers)).toEqual([]);
    expect(findAll(filesOf("responses"), answers).length).toBeGreaterThan(COUNT);
    expect(findAll(filesOf("responses", "office"), codes)).toEqual([]);
  });

  test("are sealed in three calls: a fresh database is asked for, the switch is asked for, the rest is done", async () => {
    await installation.close(WAVE);
    installation.clock.advanceDays(7);
    expect(await installation.seal(WAVE)).toMatchObject({ ok: false, problem: "seal.needs_fresh_database" });
    expect(await installation.seal(WAVE, { fresh: old })).toMatchObject({
      ok: false,
      problem: "seal.needs_fresh_database",
    });
    const fresh = await installation.freshDatabase();
    expect(await installation.seal(WAVE, { fresh })).toMatchObject({ ok: false, problem: "seal.switch_database" });
    // Stopped before it was told to switch, a process that switches all the same finds out.
    const { office } = installation.databases;
    const finished = await getSetting(office, `rewritten_for:${WAVE}`);
    await updateSetting(office, `rewritten_for:${WAVE}`, "");
    installation.databases.responses = fresh;
    await expect(installation.seal(WAVE, { fresh })).rejects.toThrow(/was stopped/);
    installation.databases.responses = old;
    // Nobody has switched yet: the same answer again, and nothing twice.
    expect(await installation.seal(WAVE, { fresh })).toMatchObject({ ok: false, problem: "seal.switch_database" });
    expect(await getSetting(office, `rewritten_for:${WAVE}`)).toBe(finished);
    expect((await getWave(office, WAVE))?.state).toBe("sealing");
    installation.databases.responses = fresh;
    expect(await installation.seal(WAVE)).toEqual({ ok: true, responses: COUNT + 1 });
    const late = createResident(WAVE, SINGLE_TIER, "waits until seal").mark;
    expect(await storedMarks(installation, WAVE)).toEqual([...field.answered.map(({ mark }) => mark), late].sort());
  });

  test("keep nothing of the order of submission or of sending in the fresh database, its log or its replication log", async () => {
    const all = filesOf("fresh");
    expect([...all.keys()].some((name) => name.endsWith("wallog"))).toBe(true);
    const ids = await storedIds(installation.databases.responses);
    let traces = 0;
    for (const order of [field.answered, inOrderOfSending(field)]) {
      for (const place of [SINGLE_TIER, TWO_TIER]) {
        const answered = order.filter((one) => one.place === place);
        const found = tracesOf(all, answered, ids);
        expect(ordered(found)).toEqual([]);
        traces += found.length;
      }
    }
    expect(traces).toBeGreaterThanOrEqual(16);
    const inPages = pageTraces(all, marksOf(field));
    expect(inPages.length).toBeGreaterThan(0);
    expect(orderedInPages(inPages)).toEqual([]);
    // The replaced database has it, and is destroyed by whoever runs it.
    expect(ordered(orderTraces(filesOf("responses"), marksOf(field))).length).toBeGreaterThan(0);
  });

  test("hold no code, hash, nullifier or slot beside the answers, and none in office", async () => {
    const codes = await codeNeedles(field.keys, field.letters);
    const slots = await slotNeedles(
      field.keys,
      field.answered.map(({ id }) => id),
    );
    expect(findAll(filesOf("fresh", "office"), { ...codes, ...slots })).toEqual([]);
  });

  test("leave hashes in the intake log that nobody can recompute from the letters with any key that is left", async () => {
    const intake = filesOf("intake");
    const kept = { ...(await codeNeedles(field.keys, field.letters)), ...(await submissionSlots(field.keys.spool)) };
    // With the keys, as during fieldwork, the log would tell who answered: the search below would find it.
    expect(findAll(intake, kept).length).toBeGreaterThan(COUNT);
    const guessed: Record<string, Uint8Array> = {};
    for (const [number, key] of (await keysLeft()).entries()) {
      for (const [slot, value] of Object.entries(await submissionSlots(key))) guessed[`${slot}, key ${number}`] = value;
      for (const [index, code] of field.letters.entries())
        guessed[`code ${index}, key ${number}`] = await hmac(key, code);
    }
    expect(findAll(intake, guessed)).toEqual([]);
  });

  test("leave sealed responses in the intake log that nothing that is left can open", async () => {
    expect(spooled.length).toBeGreaterThan(0);
    const inLog = Object.fromEntries(spooled.map(({ sealed }, index) => [`sealed ${index}`, sealed.slice(0, 200)]));
    expect(new Set(findAll(filesOf("intake"), inLog).map(({ needle }) => needle)).size).toBe(spooled.length);
    const publicKey = (await getWave(installation.databases.office, WAVE))?.publicKey ?? {};
    for (const key of await keysLeft()) {
      const guessed = { ...publicKey, d: toBase64Url(key), key_ops: ["deriveBits"] };
      expect(await openedWith(guessed)).toBe(0);
    }
    expect(await openedWith(field.keys.intakePrivate ?? {})).toBe(spooled.length);
  });

  test("take no more moves into the replaced database, and go on with the fresh one", async () => {
    const residents = Array.from({ length: 12 }, (_, index) => createResident(NEXT, TWO_TIER, `next ${index}`));
    for (const { submission } of residents) await installation.accept(submission);
    const before = { ...installation.mover, databases: { ...installation.databases, responses: old } };
    await expect(moveWave(before, NEXT)).rejects.toThrow(/has been replaced/);
    expect(await listWaiting(installation.databases.intake, NEXT)).toEqual([{ place: TWO_TIER, waiting: 12 }]);
    expect(await installation.move(NEXT)).toBe(12);
    expect(await storedMarks(installation, NEXT)).toEqual(residents.map(({ mark }) => mark).sort());
  });

  test("refuse to seal another wave from the replaced database, or into one that holds responses already", async () => {
    await installation.close(NEXT);
    installation.clock.advanceDays(7);
    const third = await startThird();
    const current = installation.databases.responses;
    installation.databases.responses = old;
    await expect(installation.seal(NEXT, { fresh: third })).rejects.toThrow(/has been replaced/);
    await expect(installation.seal(NEXT, { fresh: current })).rejects.toThrow(/has been replaced/);
    installation.databases.responses = current;
    expect(await installation.seal(NEXT, { fresh: old })).toMatchObject({ problem: "seal.needs_fresh_database" });
    expect(await installation.seal(NEXT, { fresh: third })).toMatchObject({ problem: "seal.switch_database" });
    installation.databases.responses = third;
    expect(await installation.seal(NEXT)).toEqual({ ok: true, responses: 12 });
    expect(await storedMarks(installation, WAVE)).toHaveLength(COUNT + 1);
    third.$client.close();
  });

  /** One more empty server, for the second seal. */
  async function startThird(): Promise<Database> {
    extra = await startSqld({ count: 1, folder: installation.folder, names: ["third"] });
    const third = openServer({ url: extra.urls[0] ?? "" });
    await migrateDatabases({ ...installation.databases, responses: third }, MIGRATIONS);
    return third;
  }

  async function submissionSlots(key: Uint8Array<ArrayBuffer>): Promise<Needles> {
    const slots: Record<string, Uint8Array> = {};
    for (const [index, { id }] of field.answered.entries()) slots[`slot ${index}`] = await hmac(key, id);
    return slots;
  }

  /** How many of the sealed responses a private key opens. */
  async function openedWith(privateKey: JsonWebKey): Promise<number> {
    const open = await createOpener(privateKey, WAVE).catch(() => null);
    if (open === null) return 0;
    const opened = await Promise.allSettled(spooled.map(({ place, sealed }) => open(place, sealed)));
    return opened.filter(({ status }) => status === "fulfilled").length;
  }

  /** Whatever could be a key: every run of 32 bytes written as base 64 or hexadecimal in the key folder or in office. */
  async function keysLeft(): Promise<Uint8Array<ArrayBuffer>[]> {
    const folder = installation.keyFolder;
    const written = readdirSync(folder)
      .filter((name) => !name.startsWith(NEXT))
      .map((name) => readFileSync(join(folder, name), "latin1"));
    const cells = await installation.databases.office.$client.execute(
      "SELECT value AS text FROM setting UNION SELECT public_key FROM wave",
    );
    const texts = [...written, ...cells.rows.map((row) => String(row["text"]))];
    const keys = texts
      .flatMap((text) => text.match(/(?<![\w-])[\w-]{43}(?![\w-])/g) ?? [])
      .map((text) => fromBase64Url(text));
    const formKey = new Uint8Array(readFileSync(join(folder, "form.key")));
    const found = [...keys, formKey].filter((key) => key?.length === 32);
    expect(found.length).toBeGreaterThanOrEqual(5);
    return found.filter((key) => key !== null);
  }
});
