import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { buildRelease } from "../../../server/jobs/build-release.ts";
import { openWave } from "../../../server/jobs/waves.ts";
import { populationOf } from "../../../server/reference/population.ts";
import { takesNewStarts } from "../../../server/services/intake.ts";
import { listReleasesOfWave } from "../../../server/storage/releases.ts";
import { getWave } from "../../../server/storage/waves.ts";
import { createInstallation, type Installation } from "../../support/installation.ts";

const WAVE = "dated";
let installation: Installation;

beforeEach(async () => {
  installation = await createInstallation({ kind: "files" });
});
afterEach(() => installation.dispose());

async function daysOf(): Promise<{ opensOn: string | undefined; closesOn: string | undefined }> {
  const wave = await getWave(installation.databases.office, WAVE);
  return { opensOn: wave?.opensOn, closesOn: wave?.closesOn };
}

async function periodOf(): Promise<readonly [string, string] | null> {
  const { databases, directory, waves } = installation;
  expect(await buildRelease({ ...waves, directory, population: populationOf }, WAVE)).toMatchObject({ ok: true });
  const [release] = await listReleasesOfWave(databases.office, WAVE);
  return release === undefined ? null : [release.document.period_start, release.document.period_end];
}

describe("the days of a wave", () => {
  test.each([
    ["early", "2027-05-20T09:00:00Z", "2027-05-20"],
    ["on its day", "2027-06-01T09:00:00Z", "2027-06-01"],
    ["late", "2027-06-10T09:00:00Z", "2027-06-01"],
  ])("begin with today where it is opened before its first day: %s", async (_when, moment, opensOn) => {
    await installation.createTestWave({ id: WAVE, open: false });
    installation.clock.set(moment);
    expect(await openWave(installation.waves, WAVE)).toMatchObject({ ok: true });
    expect(await daysOf()).toEqual({ opensOn, closesOn: "2027-06-30" });
    // Opened again, it stays as it is.
    installation.clock.advanceDays(1);
    await openWave(installation.waves, WAVE);
    expect(await daysOf()).toEqual({ opensOn, closesOn: "2027-06-30" });
  });

  test.each([
    ["before its last day", "2027-06-12T09:00:00Z", "2027-06-12"],
    ["after its last day", "2027-07-04T09:00:00Z", "2027-06-30"],
  ])("published with its release are those on which it could be begun: closed %s", async (_when, moment, end) => {
    await installation.createTestWave({ id: WAVE });
    installation.clock.set(moment);
    expect(await installation.closeAndSeal(WAVE)).toMatchObject({ ok: true });
    expect(await periodOf()).toEqual(["2027-06-01", end]);
  });

  test("end new starts by themselves, and the seal still asks for the wave to be closed first", async () => {
    const wave = await installation.createTestWave({ id: WAVE });
    expect(["2027-06-29", "2027-06-30", "2027-07-01"].map((day) => takesNewStarts(wave, day))).toEqual([
      true,
      true,
      false,
    ]);
    expect(takesNewStarts({ ...wave, state: "closed" }, "2027-06-02")).toBe(false);
    installation.clock.set("2027-09-01T09:00:00Z");
    expect(await installation.seal(WAVE)).toMatchObject({
      problem: "wave.not_closed",
      detail: "Close the wave first.",
    });
  });
});
