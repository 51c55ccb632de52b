import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createInstallation, type Installation, SINGLE_TIER } from "../../support/installation.ts";
import { createRandom, randomBelow } from "../../support/random.ts";
import { createResident, storedMarks } from "../../support/residents.ts";
import { bundleChild, type ChildBundle, runChild } from "../../support/run-child.ts";

const WAVE = "wave-1";
const BURST = 480;
const ROUNDS = [1, 2, 3, 4, 5];

describe("responses that a process acknowledged before it was killed", () => {
  let bundle: ChildBundle;
  let installation: Installation;
  const acknowledged: string[] = [];

  beforeAll(async () => {
    bundle = await bundleChild();
    installation = await createInstallation({ kind: "files" });
    await installation.createTestWave({ id: WAVE });
  }, 60_000);
  afterAll(async () => {
    await installation.dispose();
    await bundle.dispose();
  });

  function markOf(round: number, line: string): string {
    return createResident(WAVE, SINGLE_TIER, `${round} ${line}`).mark;
  }

  /** Lets a child take responses until it has acknowledged some, kills it, and returns what it acknowledged in all. */
  async function burstUntilKilled(round: number): Promise<string[]> {
    const child = runChild(bundle, ["burst", installation.folder, WAVE, String(round), String(BURST)]);
    await child.until((lines) => lines.includes("ready"));
    const enough = 1 + randomBelow(createRandom(`kill ${round}`), BURST - 60);
    child.go();
    await child.until((lines) => lines.length > enough);
    child.process.kill("SIGKILL");
    const { errors } = await child.ended;
    expect(errors).toBe("");
    const lines = child.lines.filter((line) => /^\d+$/.test(line));
    expect(lines.length).toBeGreaterThanOrEqual(enough);
    return lines.map((line) => markOf(round, line));
  }

  test.each(ROUNDS)(
    "are all there, once, and those not acknowledged at most once: kill %i",
    { timeout: 60_000 },
    async (round) => {
      acknowledged.push(...(await burstUntilKilled(round)));
      await installation.move(WAVE, 1);
      const stored = await storedMarks(installation, WAVE);
      expect(new Set(stored).size).toBe(stored.length);
      expect(acknowledged.filter((mark) => !stored.includes(mark))).toEqual([]);
    },
  );

  test(
    "are all in the sealed wave, together only with responses that were really sent",
    { timeout: 60_000 },
    async () => {
      const sent = new Set(
        ROUNDS.flatMap((round) => Array.from({ length: BURST }, (_, index) => markOf(round, String(index)))),
      );
      const result = await installation.closeAndSeal(WAVE);
      const stored = await storedMarks(installation, WAVE);
      expect(result).toEqual({ ok: true, responses: stored.length });
      expect(acknowledged.length).toBeGreaterThan(ROUNDS.length);
      expect(acknowledged.filter((mark) => !stored.includes(mark))).toEqual([]);
      expect(stored.filter((mark) => !sent.has(mark))).toEqual([]);
      expect(new Set(stored).size).toBe(stored.length);
    },
  );
});
