import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fieldworkBand, readFieldwork } from "../../../server/jobs/fieldwork.ts";
import { randomBytes } from "../../../server/sealing/bytes.ts";
import { insertFieldworkBands, listFieldworkBands } from "../../../server/storage/fieldwork.ts";
import { insertResponses } from "../../../server/storage/responses.ts";
import { insertEnded } from "../../../server/storage/retention.ts";
import { createInstallation, type Installation, SINGLE_TIER, TWO_TIER } from "../../support/installation.ts";
import { describeOnServers } from "../../support/on-servers.ts";
import { createResident } from "../../support/residents.ts";

const WAVE = "wave-1";

async function store(installation: Installation, count: number, stream: string, place = SINGLE_TIER): Promise<void> {
  const rows = Array.from({ length: count }, () => ({
    ...{ wave: WAVE, place, stream, baseWeightClass: 0, arm: 0, answers: "" },
    ...{ id: randomBytes(16), recordKey: randomBytes(6) },
  }));
  await insertResponses(installation.databases.responses, rows);
}

async function look(installation: Installation): Promise<{ day: string; lines: string[] }> {
  const result = await readFieldwork({ databases: installation.databases, now: installation.clock.now }, WAVE);
  if (!result.ok) throw new Error(result.code);
  const lines = result.value.lines.map(({ place, stream, band }) => `${place} ${stream} ${band}`);
  return { day: result.value.day, lines };
}

describe("a band of fieldwork", () => {
  test.each([
    [0, "<10"],
    [1, "<10"],
    [9, "<10"],
    [10, "10+"],
    [24, "10+"],
    [25, "25+"],
    [49, "25+"],
    [50, "50+"],
    [99, "50+"],
    [100, "100+"],
    [249, "100+"],
    [250, "250+"],
    [499, "250+"],
    [500, "500+"],
    [1_000_000, "500+"],
  ])("of %i responses is %s", (responses, band) => {
    expect(fieldworkBand(responses)).toBe(band);
  });
});

describe("fieldwork", () => {
  let installation: Installation;
  beforeEach(async () => {
    installation = await createInstallation({ kind: "files" });
    await installation.createTestWave({ id: WAVE });
  });
  afterEach(() => installation.dispose());

  test("has a line for every place and stream, nobody being in the lowest band", async () => {
    await store(installation, 60, "open");
    await store(installation, 9, "code", TWO_TIER);
    expect(await look(installation)).toEqual({
      day: "2027-06-01",
      lines: [`${TWO_TIER} code <10`, `${TWO_TIER} open <10`, `${SINGLE_TIER} code <10`, `${SINGLE_TIER} open 50+`],
    });
  });

  test("is not changed by one more response, nor by a thousand, before the next day in the United Kingdom", async () => {
    await store(installation, 9, "open");
    const first = await look(installation);
    expect(first.lines).toContain(`${SINGLE_TIER} open <10`);
    await store(installation, 1, "open");
    expect(await look(installation)).toEqual(first);
    await store(installation, 1000, "open");
    await store(installation, 1000, "code");
    // Summer time: still the first of June.
    installation.clock.set("2027-06-01T22:59:59Z");
    expect(await look(installation)).toEqual(first);
    installation.clock.set("2027-06-01T23:00:00Z");
    expect(await look(installation)).toEqual({
      day: "2027-06-02",
      lines: [`${TWO_TIER} code <10`, `${TWO_TIER} open <10`, `${SINGLE_TIER} code 500+`, `${SINGLE_TIER} open 500+`],
    });
  });

  test("counts what the mover has stored, not what is still sealed", async () => {
    for (let index = 0; index < 9; index += 1) {
      await installation.accept(createResident(WAVE, SINGLE_TIER, `few ${index}`).submission);
    }
    await installation.move(WAVE);
    expect((await look(installation)).lines).toContain(`${SINGLE_TIER} open <10`);
    for (let index = 0; index < 20; index += 1) {
      await installation.accept(createResident(WAVE, SINGLE_TIER, `more ${index}`).submission);
    }
    await installation.move(WAVE);
    installation.clock.advanceDays(1);
    expect((await look(installation)).lines).toContain(`${SINGLE_TIER} open 25+`);
  });

  test("keeps bands and no count, and those of today alone", async () => {
    await store(installation, 137, "open");
    await look(installation);
    installation.clock.advanceDays(1);
    await look(installation);
    const { rows } = await installation.databases.office.$client.execute("SELECT * FROM fieldwork_band ORDER BY place");
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { wave: WAVE, place: TWO_TIER, day: "2027-06-02", bands: '{"code":"<10","open":"<10"}' },
      { wave: WAVE, place: SINGLE_TIER, day: "2027-06-02", bands: '{"code":"<10","open":"100+"}' },
    ]);
  });

  test("is the first one's for all who look at once", async () => {
    const looks = Array.from({ length: 6 }, async (_one, index) => {
      await store(installation, index * 9, "open");
      return look(installation);
    });
    const seen = await Promise.all(looks);
    expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(1);
    const { office } = installation.databases;
    await insertFieldworkBands(office, WAVE, "2027-06-01", [{ place: SINGLE_TIER, bands: { open: "500+" } }]);
    expect(await look(installation)).toEqual(seen[0]);
    expect(await listFieldworkBands(office, WAVE, "2027-06-01")).toHaveLength(2);
  });

  test("is refused for a wave that is not there, a draft, and one whose responses are deleted", async () => {
    const services = { databases: installation.databases, now: installation.clock.now };
    expect(await readFieldwork(services, "nowhere")).toMatchObject({ ok: false, code: "wave.unknown" });
    await installation.createTestWave({ id: "draft", open: false });
    expect(await readFieldwork(services, "draft")).toMatchObject({ ok: false, code: "wave.not_open" });
    const entry = { at: "2029-06-01", actor: "test", event: "retention.responses", subject: WAVE };
    await insertEnded(installation.databases.office, { wave: WAVE, kind: "responses", endedOn: "2029-06-01" }, entry);
    expect(await readFieldwork(services, WAVE)).toMatchObject({ ok: false, code: "wave.ended" });
  });
});

describeOnServers("fieldwork on libSQL servers", () => {
  test("is the same for the whole day", async () => {
    const installation = await createInstallation({ kind: "servers" });
    await installation.createTestWave({ id: WAVE });
    await store(installation, 24, "open");
    const first = await look(installation);
    expect(first.lines).toContain(`${SINGLE_TIER} open 10+`);
    await store(installation, 1, "open");
    expect(await Promise.all([look(installation), look(installation)])).toEqual([first, first]);
    installation.clock.advanceDays(1);
    expect((await look(installation)).lines).toContain(`${SINGLE_TIER} open 25+`);
    await installation.dispose();
  });
});
