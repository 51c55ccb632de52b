import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Databases } from "../../../server/storage/database.ts";
import {
  blankSealed,
  closeGate,
  countIntakeRows,
  deleteWaveFromIntake,
  getCodePlace,
  getSlotPlace,
  insertCodes,
  insertSpoolEntries,
  listSealed,
  listWaiting,
  openGate,
  type SpoolEntry,
} from "../../../server/storage/intake.ts";
import { migrateDatabases } from "../../../server/storage/migrate-node.ts";
import { closeDatabases, openDatabases } from "../../../server/storage/open-node.ts";
import { MIGRATIONS, SINGLE_TIER, TWO_TIER } from "../../support/installation.ts";
import { createRandom } from "../../support/random.ts";

const WAVE = "wave";
let folder: string;
let databases: Databases;
let random: ReturnType<typeof createRandom>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "soundings-intake-"));
  databases = await openDatabases({ kind: "files", folder });
  await migrateDatabases(databases, MIGRATIONS);
  random = createRandom("intake");
  await openGate(databases.intake, WAVE);
});
afterEach(async () => {
  closeDatabases(databases);
  await rm(folder, { recursive: true, force: true });
});

function plain(wave = WAVE): SpoolEntry {
  return { wave, slot: random(32), place: SINGLE_TIER, sealed: random(600) };
}

function coded(nullifier = random(32)): SpoolEntry {
  return { ...plain(), nullifier };
}

async function rowsOf(table: "spool" | "nullifier"): Promise<number> {
  const result = await databases.intake.$client.execute(`SELECT count(*) AS rows FROM ${table}`);
  return Number(result.rows[0]?.["rows"]);
}

async function stored(entry: SpoolEntry): Promise<boolean> {
  return (await getSlotPlace(databases.intake, entry.wave, entry.slot)) !== null;
}

describe("the spool", () => {
  test("takes each entry once, whether it comes again in the same batch or in another", async () => {
    const [first, second] = [coded(), plain()];
    const outcomes = await insertSpoolEntries(databases.intake, [first, second, first, second]);
    expect(outcomes).toEqual(["taken", "taken", "known", "known"]);
    expect(await insertSpoolEntries(databases.intake, [second, first])).toEqual(["known", "known"]);
    expect([await rowsOf("spool"), await rowsOf("nullifier")]).toEqual([2, 1]);
  });

  test("stores no answers for a spent code, and a probe with the same slot finds it like a fresh one", async () => {
    const spent = random(32);
    const first = coded(spent);
    const second = coded(spent);
    const third = coded(spent);
    expect(await insertSpoolEntries(databases.intake, [first, second])).toEqual(["taken", "taken"]);
    expect(await insertSpoolEntries(databases.intake, [third])).toEqual(["taken"]);
    expect(await Promise.all([first, second, third].map(stored))).toEqual([true, true, true]);
    expect(await listSealed(databases.intake, WAVE, SINGLE_TIER, 10)).toEqual([
      { slot: first.slot, sealed: first.sealed },
    ]);
    expect(await insertSpoolEntries(databases.intake, [third, first])).toEqual(["known", "known"]);
    expect(await rowsOf("nullifier")).toBe(1);
  });

  test("does not spend the other code that a known entry comes back with", async () => {
    const first = coded();
    const other = random(32);
    await insertSpoolEntries(databases.intake, [first]);
    await insertSpoolEntries(databases.intake, [{ ...first, nullifier: other }]);
    expect(await rowsOf("nullifier")).toBe(1);
    const rightful = coded(other);
    await insertSpoolEntries(databases.intake, [rightful]);
    expect(await stored(rightful)).toBe(true);
  });

  test("keeps what was sealed first when a known entry carries something else", async () => {
    const first = plain();
    await insertSpoolEntries(databases.intake, [first]);
    await insertSpoolEntries(databases.intake, [{ ...first, sealed: random(600), place: TWO_TIER }]);
    expect(await listSealed(databases.intake, WAVE, SINGLE_TIER, 10)).toEqual([
      { slot: first.slot, sealed: first.sealed },
    ]);
    expect(await listSealed(databases.intake, WAVE, TWO_TIER, 10)).toEqual([]);
  });

  test("answers for each wave of a batch by itself when one of them is closed", async () => {
    await openGate(databases.intake, "other");
    await closeGate(databases.intake, WAVE);
    const entries = [plain(), { ...coded(), wave: "other" }, coded(), plain("other"), plain("never-opened")];
    const outcomes = await insertSpoolEntries(databases.intake, entries);
    expect(outcomes).toEqual(["wave_closed", "taken", "wave_closed", "taken", "wave_closed"]);
    expect(await Promise.all(entries.map(stored))).toEqual([false, true, false, true, false]);
    expect(await rowsOf("nullifier")).toBe(1);
  });

  test("is all or nothing: an entry that cannot be stored takes its whole batch back", async () => {
    const broken = { ...plain(), place: null as unknown as string };
    const good = coded();
    await expect(insertSpoolEntries(databases.intake, [good, broken])).rejects.toThrow(/NOT NULL/);
    expect([await rowsOf("spool"), await rowsOf("nullifier")]).toEqual([0, 0]);
  });

  test("takes a batch of many hundreds", async () => {
    const entries = [...Array.from({ length: 450 }, () => plain()), ...Array.from({ length: 450 }, () => coded())];
    expect(new Set(await insertSpoolEntries(databases.intake, entries))).toEqual(new Set(["taken"]));
    expect([await rowsOf("spool"), await rowsOf("nullifier")]).toEqual([900, 450]);
  });

  test("knows a slot after its sealed response was blanked, and no longer lists it as waiting", async () => {
    const entries = Array.from({ length: 12 }, () => plain());
    await insertSpoolEntries(databases.intake, entries);
    const blanked = entries.slice(0, 5);
    await blankSealed(
      databases.intake,
      WAVE,
      blanked.map(({ slot }) => slot),
    );
    expect(await listWaiting(databases.intake, WAVE)).toEqual([{ place: SINGLE_TIER, waiting: 7 }]);
    expect(await Promise.all(blanked.map(stored))).toEqual(blanked.map(() => true));
    await insertSpoolEntries(databases.intake, blanked);
    expect(await listWaiting(databases.intake, WAVE)).toEqual([{ place: SINGLE_TIER, waiting: 7 }]);
  });

  test("lists the waiting in the order of their random slots, not of their arrival", async () => {
    const entries = Array.from({ length: 50 }, () => plain());
    for (const entry of entries) await insertSpoolEntries(databases.intake, [entry]);
    const listed = (await listSealed(databases.intake, WAVE, SINGLE_TIER, 50)).map(({ slot }) => Buffer.from(slot));
    expect(listed).toEqual(entries.map(({ slot }) => Buffer.from(slot)).sort(Buffer.compare));
  });
});

describe("codes and waves in intake", () => {
  test("know the place that a code was issued for, in its own wave only", async () => {
    const hash = random(32);
    await insertCodes(databases.intake, WAVE, SINGLE_TIER, [hash]);
    expect(await getCodePlace(databases.intake, WAVE, hash)).toBe(SINGLE_TIER);
    expect(await getCodePlace(databases.intake, "other", hash)).toBeNull();
    expect(await getCodePlace(databases.intake, WAVE, random(32))).toBeNull();
    await expect(insertCodes(databases.intake, WAVE, TWO_TIER, [hash])).rejects.toThrow(/UNIQUE/);
  });

  test("go when their wave goes, and those of other waves stay", async () => {
    await openGate(databases.intake, "other");
    await insertCodes(
      databases.intake,
      WAVE,
      SINGLE_TIER,
      Array.from({ length: 600 }, () => random(32)),
    );
    await insertCodes(databases.intake, "other", SINGLE_TIER, [random(32)]);
    await insertSpoolEntries(databases.intake, [coded(), plain(), plain("other")]);
    expect(await countIntakeRows(databases.intake, WAVE)).toBe(604);
    await deleteWaveFromIntake(databases.intake, WAVE);
    await deleteWaveFromIntake(databases.intake, WAVE);
    expect(await countIntakeRows(databases.intake, WAVE)).toBe(0);
    expect(await countIntakeRows(databases.intake, "other")).toBe(3);
  });
});
