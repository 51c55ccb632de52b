/** Two people make codes: one asks for a batch, another issues it, once. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DEFAULT_ACTOR } from "../../../server/environment.ts";
import { issueCodes, requestCodes } from "../../../server/jobs/codes.ts";
import type { JobResult, WaveServices } from "../../../server/jobs/waves.ts";
import { listAudit } from "../../../server/storage/audit.ts";
import { countCodesIssued, getCodeBatch, listCodeBatches } from "../../../server/storage/code-batches.ts";
import { createInstallation, type Installation, SINGLE_TIER, TWO_TIER } from "../../support/installation.ts";
import { createResident } from "../../support/residents.ts";

const WAVE = "coded";
const COUNT = 7;
let installation: Installation;

beforeEach(async () => {
  installation = await createInstallation({ kind: "files" });
  await installation.createTestWave({ id: WAVE });
});
afterEach(() => installation.dispose());

function as(actor: string): WaveServices {
  return { ...installation.waves, actor };
}

async function requested(actor = "Mair Rees"): Promise<string> {
  const result = await requestCodes(as(actor), WAVE, SINGLE_TIER, COUNT);
  if (!result.ok) throw new Error(result.detail);
  return result.value;
}

function refusal(result: JobResult<unknown>): string | null {
  return result.ok ? null : result.code;
}

async function issuedIn(place: string): Promise<number> {
  return (await countCodesIssued(installation.databases.office, WAVE)).get(place) ?? 0;
}

async function hashes(): Promise<number> {
  const { rows } = await installation.databases.intake.$client.execute("SELECT count(*) AS hashes FROM code");
  return Number(rows[0]?.["hashes"]);
}

describe("a batch of codes", () => {
  test("is no code until another person issues it, and then works", async () => {
    const batch = await requested();
    expect([await hashes(), await issuedIn(SINGLE_TIER)]).toEqual([0, 0]);
    const result = await issueCodes(as("Tom Price"), batch);
    if (!result.ok) throw new Error(result.detail);
    const { codes } = result.value;
    expect(new Set(codes).size).toBe(COUNT);
    expect([await hashes(), await issuedIn(SINGLE_TIER), await issuedIn(TWO_TIER)]).toEqual([COUNT, COUNT, 0]);
    const { submission } = createResident(WAVE, SINGLE_TIER, "somebody", codes[0] ?? "");
    expect(await installation.accept(submission)).toMatchObject({ ok: true });
  });

  test("leaves an entry for each step in the audit, and no code in it", async () => {
    const batch = await requested();
    const result = await issueCodes(as("Tom Price"), batch);
    // Both in one moment of the test's clock, so in either order.
    const entries = (await listAudit(installation.databases.office))
      .filter(({ event }) => event.startsWith("code."))
      .sort((first, second) => (first.actor < second.actor ? -1 : 1));
    expect(entries.map(({ actor, event, subject, detail }) => [actor, event, subject, detail])).toEqual([
      ["Mair Rees", "code.request", WAVE, `${batch}: ${COUNT} for ${SINGLE_TIER}`],
      ["Tom Price", "code.issue", WAVE, `${batch}: ${COUNT} for ${SINGLE_TIER}`],
    ]);
    const office = JSON.stringify([entries, await listCodeBatches(installation.databases.office, WAVE)]);
    for (const code of result.ok ? result.value.codes : []) expect(office).not.toContain(code);
  });

  test.each(["Mair Rees", " mair  rees ", "MAIR REES", "Ｍair Rees"])(
    "is not issued by who asked for it: %j",
    async (actor) => {
      const batch = await requested();
      expect(refusal(await issueCodes(as(actor), batch))).toBe("batch.same_actor");
      expect([await hashes(), await issuedIn(SINGLE_TIER)]).toEqual([0, 0]);
      expect(await getCodeBatch(installation.databases.office, batch)).toMatchObject({ state: "requested" });
    },
  );

  test.each([DEFAULT_ACTOR, "Command Line", " ", ""])(
    "is neither asked for nor issued by nobody: %j",
    async (actor) => {
      expect(refusal(await requestCodes(as(actor), WAVE, SINGLE_TIER, COUNT))).toBe("actor.unnamed");
      expect(refusal(await issueCodes(as(actor), await requested()))).toBe("actor.unnamed");
      expect(await hashes()).toBe(0);
    },
  );

  test("is issued once, also where two ask at the same moment", async () => {
    const batch = await requested();
    const results = await Promise.all(["A Bee", "C Dee", "E Eff"].map((actor) => issueCodes(as(actor), batch)));
    expect(results.map(refusal).sort()).toEqual(["batch.issued", "batch.issued", null]);
    expect(await issuedIn(SINGLE_TIER)).toBe(COUNT);
    const entries = await listAudit(installation.databases.office);
    expect(entries.filter(({ event }) => event === "code.issue")).toHaveLength(1);
    expect(refusal(await issueCodes(as("A Bee"), batch))).toBe("batch.issued");
  });

  test("whose hashes could not be stored still waits", async () => {
    const batch = await requested();
    await installation.databases.intake.$client.execute("ALTER TABLE code RENAME TO away");
    await expect(issueCodes(as("Tom Price"), batch)).rejects.toThrow();
    expect(await issuedIn(SINGLE_TIER)).toBe(0);
    await installation.databases.intake.$client.execute("ALTER TABLE away RENAME TO code");
    expect(refusal(await issueCodes(as("Tom Price"), batch))).toBeNull();
  });

  test("whose mark could not be stored gives nobody a code, and still waits", async () => {
    const batch = await requested();
    await installation.databases.office.$client.execute("ALTER TABLE audit RENAME TO away");
    await expect(issueCodes(as("Tom Price"), batch)).rejects.toThrow();
    expect([await hashes(), await issuedIn(SINGLE_TIER)]).toEqual([COUNT, 0]);
    await installation.databases.office.$client.execute("ALTER TABLE away RENAME TO audit");
    expect(refusal(await issueCodes(as("Tom Price"), batch))).toBeNull();
    expect(await issuedIn(SINGLE_TIER)).toBe(COUNT);
  });

  test("is for a place of a wave with a code stream that has not been closed", async () => {
    const ask = async (wave: string, place: string): Promise<string | null> =>
      refusal(await requestCodes(as("Mair Rees"), wave, place, COUNT));
    expect(await ask("nowhere", SINGLE_TIER)).toBe("wave.unknown");
    expect(await ask(WAVE, "E07000209")).toBe("place.not_in_wave");
    const open = { stream: "open", mode: "online", sample_type: "self-selected" } as const;
    await installation.createTestWave({ id: "open", streams: [open] });
    expect(await ask("open", SINGLE_TIER)).toBe("wave.no_codes");
    const batch = await requested();
    await installation.close(WAVE);
    expect(await ask(WAVE, SINGLE_TIER)).toBe("wave.closed");
    expect(refusal(await issueCodes(as("Tom Price"), batch))).toBe("wave.closed");
    expect(refusal(await issueCodes(as("Tom Price"), "0000"))).toBe("batch.unknown");
  });
});
