import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SEAL_STEPS, type SealStep } from "../../../server/jobs/seal.ts";
import { toBase64Url } from "../../../server/sealing/bytes.ts";
import { countIntakeRows } from "../../../server/storage/intake.ts";
import { getWave } from "../../../server/storage/waves.ts";
import { createInstallation, type Installation, SINGLE_TIER, TWO_TIER } from "../../support/installation.ts";
import { createResident, storedMarks } from "../../support/residents.ts";

const WAVE = "wave-1";
const OTHER = "wave-2";
let installation: Installation;
let marks: string[];

beforeEach(async () => {
  installation = await createInstallation({ kind: "files" });
  await installation.createTestWave({ id: WAVE });
  await installation.createTestWave({ id: OTHER });
  const codes = await installation.issue(WAVE, SINGLE_TIER, 20);
  const residents = [
    ...codes.slice(0, 15).map((code, index) => createResident(WAVE, SINGLE_TIER, `coded ${index}`, code)),
    ...Array.from({ length: 4 }, (_, index) => createResident(WAVE, TWO_TIER, `open ${index}`)),
  ];
  for (const { submission } of residents) await installation.accept(submission);
  await installation.move(WAVE);
  const late = createResident(WAVE, SINGLE_TIER, "late");
  await installation.accept(late.submission);
  await installation.accept(createResident(OTHER, SINGLE_TIER, "other").submission);
  marks = [...residents, late].map(({ mark }) => mark).sort();
});
afterEach(() => installation.dispose());

/** Seals, but dies after this step. */
async function killedAfter(killer: SealStep): Promise<void> {
  const step = (name: SealStep): void => {
    if (name === killer) throw new Error("killed");
  };
  await expect(installation.seal(WAVE, { step })).rejects.toThrow("killed");
}

/** Everything that is the same after every seal of this wave. */
async function expectSealed(): Promise<void> {
  expect(await storedMarks(installation, WAVE)).toEqual(marks);
  expect(await countIntakeRows(installation.databases.intake, WAVE)).toBe(0);
  expect((await getWave(installation.databases.office, WAVE))?.state).toBe("sealed");
  expect((await installation.keys.read(WAVE))?.collection).toBeUndefined();
  expect(readdirSync(installation.keyFolder).sort()).toEqual(["form.key", `${WAVE}.json`, `${OTHER}.json`]);
  // The other wave goes on as if nothing had happened.
  expect(await countIntakeRows(installation.databases.intake, OTHER)).toBe(2);
  expect((await installation.accept(createResident(OTHER, TWO_TIER, "after").submission)).ok).toBe(true);
}

async function close(): Promise<void> {
  await installation.close(WAVE);
  installation.clock.advanceDays(7);
}

describe("the seal of a wave", () => {
  test("goes through its steps in order and ends with every response, no intake row and no key", async () => {
    await close();
    const before = (await installation.keys.read(WAVE))?.collection;
    const steps: SealStep[] = [];
    const result = await installation.seal(WAVE, { step: (name) => void steps.push(name) });
    expect(result).toEqual({ ok: true, responses: 20 });
    expect(steps).toEqual(SEAL_STEPS);
    await expectSealed();
    const texts = readdirSync(installation.keyFolder).map((name) =>
      readFileSync(join(installation.keyFolder, name), "latin1"),
    );
    for (const secret of [before?.code, before?.nullifier, before?.spool]) {
      expect(texts.join().includes(toBase64Url(secret ?? new Uint8Array(32)))).toBe(false);
    }
    expect(texts.join().includes(before?.intakePrivate?.d ?? "")).toBe(false);
  });

  test.each(SEAL_STEPS)("ends the same when it is killed after %s and run again", async (step) => {
    await close();
    await killedAfter(step);
    expect(await installation.seal(WAVE)).toEqual({ ok: true, responses: 20 });
    await expectSealed();
  });

  test("ends the same when it is killed after each of its steps in turn", async () => {
    await close();
    for (const step of SEAL_STEPS) await killedAfter(step);
    expect(await installation.seal(WAVE)).toEqual({ ok: true, responses: 20 });
    await expectSealed();
  });

  test("says `sealing` until the keys were seen gone", async () => {
    await close();
    const states: (string | undefined)[] = [];
    await installation.seal(WAVE, {
      step: async () => {
        states.push((await getWave(installation.databases.office, WAVE))?.state);
      },
    });
    expect(states).toEqual([...SEAL_STEPS.slice(0, -1).map(() => "sealing"), "sealed"]);
  });

  test("changes nothing when the wave is sealed already", async () => {
    await close();
    await installation.seal(WAVE);
    const steps: SealStep[] = [];
    expect(await installation.seal(WAVE, { step: (name) => void steps.push(name) })).toEqual({
      ok: true,
      responses: 20,
    });
    expect(steps).toEqual([]);
    await expectSealed();
  });

  test("refuses an open wave, a draft, a wave in its seven days of grace, and one that does not exist", async () => {
    expect(await installation.seal(WAVE)).toMatchObject({ ok: false, problem: "wave.not_closed" });
    await installation.createTestWave({ id: "draft", open: false });
    expect(await installation.seal("draft")).toMatchObject({ ok: false, problem: "wave.not_closed" });
    expect(await installation.seal("nowhere")).toMatchObject({ ok: false, problem: "wave.unknown" });
    await installation.close(WAVE);
    for (const moment of ["2027-06-01T23:00:00Z", "2027-06-07T22:59:59Z"]) {
      installation.clock.set(moment);
      const result = await installation.seal(WAVE);
      expect(result).toMatchObject({ ok: false, problem: "wave.in_grace" });
      expect(result.ok ? "" : result.detail).toContain("2027-06-08");
    }
    expect((await getWave(installation.databases.office, WAVE))?.state).toBe("closed");
    // Midnight in the United Kingdom, an hour before that of Greenwich.
    installation.clock.set("2027-06-07T23:00:00Z");
    expect(await installation.seal(WAVE)).toEqual({ ok: true, responses: 20 });
  });

  test("refuses to go on where sealed responses are left that nobody here can open", async () => {
    await close();
    await installation.keys.destroyCollectionKeys(WAVE);
    await expect(installation.seal(WAVE)).rejects.toThrow(/holds no key/);
    expect(await countIntakeRows(installation.databases.intake, WAVE)).toBeGreaterThan(0);
  });

  test("either counts or refuses whatever arrives while it works, and loses nothing it acknowledged", async () => {
    // Within the life of a form, as a wave of the demonstration would be sealed.
    await installation.close(WAVE);
    await installation.databases.office.$client.execute("UPDATE wave SET demonstration = 1");
    installation.forget();
    const racing: Promise<string | null>[] = [];
    let sent = 0;
    const send = (): void => {
      for (let burst = 0; burst < 12; burst += 1) {
        const { submission, mark } = createResident(WAVE, SINGLE_TIER, `racing ${(sent += 1)}`);
        const form = installation.startForm(WAVE, SINGLE_TIER, { id: submission.id, arm: 0 });
        const accepted = form.then((begun) => installation.accept({ ...submission, form: begun }));
        racing.push(accepted.then(({ ok }) => (ok ? mark : null)));
      }
    };
    send();
    await Promise.race(racing);
    send();
    // Some are let through to their end after every step, others are cut across by whatever comes next.
    const step = async (): Promise<void> => {
      send();
      await Promise.all(racing);
      send();
    };
    const sealing = installation.seal(WAVE, { step });
    for (let turn = 0; turn < 20; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      send();
    }
    const result = await sealing;
    const taken = (await Promise.all(racing)).filter((mark) => mark !== null);
    expect(taken.length).toBeGreaterThan(0);
    expect(taken.length).toBeLessThan(sent);
    expect(result).toEqual({ ok: true, responses: 20 + taken.length });
    marks = [...marks, ...taken].sort();
    await expectSealed();
  });
});
