import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Answers } from "../../../core/questionnaire/types.ts";
import { countPatterns, readPatterns } from "../../../server/jobs/patterns.ts";
import { SEAL_STEPS, type SealStep } from "../../../server/jobs/seal.ts";
import { createSubmissionId } from "../../../server/services/intake.ts";
import { listPatternBands, replacePatternBands } from "../../../server/storage/patterns.ts";
import { insertEnded } from "../../../server/storage/retention.ts";
import { getWave } from "../../../server/storage/waves.ts";
import { fixture } from "../../support/fixtures.ts";
import { createInstallation, type Installation, SINGLE_TIER, TWO_TIER } from "../../support/installation.ts";
import { describeOnServers } from "../../support/on-servers.ts";

const WAVE = "wave-1";
const GRID = fixture("grid");
const ROWS = GRID.questions.map(({ id }) => id);
const SAME = ["very_satisfied", "neither", "very_dissatisfied"].map((answer) => ROWS.map(() => answer));

/** None of them gives one answer down the grid. */
const OTHER: readonly (readonly string[])[] = [
  ["very_satisfied", "very_satisfied", "neither"],
  ["neither", "neither"],
  ["dont_know", "dont_know", "dont_know"],
  ["neither", "neither", "dont_know"],
  [],
];

let installation: Installation;
beforeEach(async () => {
  installation = await createInstallation({ kind: "files" });
});
afterEach(() => installation.dispose());

/** Thirty people of a place answer, so many of them with one answer down the grid. */
async function answer(to: Installation, place: string, same: number): Promise<void> {
  for (let person = 0; person < 30; person += 1) {
    const kinds = person < same ? SAME : OTHER;
    const given = kinds[person % kinds.length] ?? [];
    const answers: Answers = Object.fromEntries(given.map((option, row) => [ROWS[row] ?? "", option]));
    const submission = { wave: WAVE, place, id: createSubmissionId(to.random), answers, arm: 0 };
    expect((await to.accept(submission)).ok).toBe(true);
  }
}

async function bands(of: Installation = installation): Promise<string[]> {
  const result = await readPatterns(of.databases, WAVE);
  if (!result.ok) throw new Error(result.code);
  if (result.value.kind === "no_grid") return [];
  return result.value.bands.map(({ place, band }) => `${place} ${band}`);
}

async function stored(): Promise<unknown[]> {
  const { rows } = await installation.databases.office.$client.execute("SELECT * FROM pattern_band ORDER BY place");
  return rows.map((row) => ({ ...row }));
}

async function close(): Promise<void> {
  await installation.close(WAVE);
  installation.clock.advanceDays(7);
}

const TWELVE_AND_THREE = [`${TWO_TIER} <10`, `${SINGLE_TIER} 10+`];

describe("one answer down every grid", () => {
  beforeEach(() => installation.createTestWave({ id: WAVE, questionnaire: GRID }));

  test("is counted by the seal for each place, kept as a band, and leaves nobody out", async () => {
    await answer(installation, SINGLE_TIER, 12);
    await answer(installation, TWO_TIER, 3);
    expect(await installation.closeAndSeal(WAVE)).toEqual({ ok: true, responses: 60 });
    expect(await bands()).toEqual(TWELVE_AND_THREE);
    expect(await stored()).toEqual([
      { wave: WAVE, place: TWO_TIER, band: "<10" },
      { wave: WAVE, place: SINGLE_TIER, band: "10+" },
    ]);
  });

  test("is in the lower band with nine, and with nobody at all", async () => {
    await answer(installation, SINGLE_TIER, 9);
    await installation.closeAndSeal(WAVE);
    expect(await bands()).toEqual([`${TWO_TIER} <10`, `${SINGLE_TIER} <10`]);
  });

  test("is in the next band with ten, and in that of all thirty", async () => {
    await answer(installation, SINGLE_TIER, 10);
    await answer(installation, TWO_TIER, 30);
    await installation.closeAndSeal(WAVE);
    expect(await bands()).toEqual([`${TWO_TIER} 25+`, `${SINGLE_TIER} 10+`]);
  });

  test("writes nothing to a response", async () => {
    await answer(installation, SINGLE_TIER, 12);
    await installation.move(WAVE, 1);
    const { responses } = installation.databases;
    const rows = async (): Promise<unknown[]> => (await responses.$client.execute("SELECT * FROM response")).rows;
    const before = await rows();
    await installation.closeAndSeal(WAVE);
    expect(await rows()).toEqual(before);
    const { rows: columns } = await responses.$client.execute("PRAGMA table_info(response)");
    expect(columns.map(({ name }) => name)).toEqual([
      ...["wave", "place", "id", "stream", "base_weight_class", "arm", "answers", "record_key"],
    ]);
  });

  test("is counted the same by a seal that was killed after any of its steps", async () => {
    await answer(installation, SINGLE_TIER, 12);
    await answer(installation, TWO_TIER, 3);
    await close();
    for (const killer of SEAL_STEPS) {
      const step = (name: SealStep): void => {
        if (name === killer) throw new Error("killed");
      };
      await expect(installation.seal(WAVE, { step })).rejects.toThrow("killed");
    }
    expect(await installation.seal(WAVE)).toEqual({ ok: true, responses: 60 });
    expect(await bands()).toEqual(TWELVE_AND_THREE);
    const wave = (await getWave(installation.databases.office, WAVE))!;
    await Promise.all([countPatterns(installation.databases, wave), countPatterns(installation.databases, wave)]);
    expect(await bands()).toEqual(TWELVE_AND_THREE);
  });

  test("is counted in every response of a place, however many pages they fill", async () => {
    const { responses } = installation.databases;
    await answer(installation, SINGLE_TIER, 12);
    await installation.move(WAVE, 1);
    // A hundred copies of those thirty under other ids. The first page of 2,000 would have some 360 of the 552.
    await responses.$client.execute(
      `WITH RECURSIVE copy(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM copy WHERE number < 100)
       INSERT INTO response SELECT wave, place, randomblob(16), stream, base_weight_class, arm,
         CASE WHEN number <= 45 THEN answers ELSE '...' END, record_key FROM response, copy`,
    );
    await installation.closeAndSeal(WAVE);
    expect(await bands()).toEqual([`${TWO_TIER} <10`, `${SINGLE_TIER} 500+`]);
  });

  test("is refused before the seal, for an unknown wave, and after its responses were deleted", async () => {
    const read = (id: string): Promise<unknown> => readPatterns(installation.databases, id);
    expect(await read("nowhere")).toMatchObject({ ok: false, code: "wave.unknown" });
    expect(await read(WAVE)).toMatchObject({ ok: false, code: "wave.not_sealed" });
    await close();
    const step = (name: SealStep): void => {
      if (name === "patterns_counted") throw new Error("killed");
    };
    await expect(installation.seal(WAVE, { step })).rejects.toThrow("killed");
    expect(await read(WAVE)).toMatchObject({ ok: false, code: "wave.not_sealed" });
    await installation.seal(WAVE);
    expect(await read(WAVE)).toMatchObject({ ok: true });
    const entry = { at: "2029-06-01", actor: "test", event: "retention.responses", subject: WAVE };
    await insertEnded(installation.databases.office, { wave: WAVE, kind: "responses", endedOn: "2029-06-01" }, entry);
    expect(await read(WAVE)).toMatchObject({ ok: false, code: "wave.ended" });
    expect(await stored()).toEqual([]);
  });

  test("is said not to have been counted where the seal was of an earlier version", async () => {
    await installation.closeAndSeal(WAVE);
    await replacePatternBands(installation.databases.office, WAVE, []);
    expect(await readPatterns(installation.databases, WAVE)).toMatchObject({
      ok: false,
      code: "patterns.not_counted",
    });
  });
});

test("nothing is counted or kept where the questionnaire has no grid", async () => {
  await installation.createTestWave({ id: WAVE });
  await installation.closeAndSeal(WAVE);
  expect(await readPatterns(installation.databases, WAVE)).toEqual({ ok: true, value: { kind: "no_grid" } });
  expect(await listPatternBands(installation.databases.office, WAVE)).toEqual([]);
});

describeOnServers("one answer down every grid on libSQL servers", () => {
  test("is counted once the responses stand in the fresh database", async () => {
    const servers = await createInstallation({ kind: "servers" });
    await servers.createTestWave({ id: WAVE, questionnaire: GRID });
    await answer(servers, SINGLE_TIER, 12);
    await servers.close(WAVE);
    servers.clock.advanceDays(7);
    const fresh = await servers.freshDatabase();
    expect(await servers.seal(WAVE, { fresh })).toMatchObject({ problem: "seal.switch_database" });
    expect(await listPatternBands(servers.databases.office, WAVE)).toEqual([]);
    servers.databases.responses = fresh;
    expect(await servers.seal(WAVE)).toEqual({ ok: true, responses: 30 });
    expect(await bands(servers)).toEqual([`${TWO_TIER} <10`, `${SINGLE_TIER} 10+`]);
    await servers.dispose();
  });
});
