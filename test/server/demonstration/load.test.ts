import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDirectory, scenarioOf } from "../../../core/place/directory.ts";
import { packAnswers } from "../../../core/questionnaire/answers.ts";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import { DEMONSTRATION_SEED, demonstrationResponses } from "../../../server/demonstration/generate.ts";
import { DEMONSTRATION_MEMBERSHIPS, DEMONSTRATION_PLACES } from "../../../server/demonstration/geography.ts";
import {
  DEMONSTRATION_WAVES,
  type DemonstrationServices,
  loadDemonstration,
  type Progress,
  TRIAL_WAVE,
} from "../../../server/demonstration/load.ts";
import { createWave } from "../../../server/jobs/waves.ts";
import { createFileCubes } from "../../../server/jobs/release-cubes.ts";
import { createFileKeys } from "../../../server/keys/file-keys.ts";
import type { WaveKeyPort } from "../../../server/keys/wave-keys.ts";
import { randomBytes } from "../../../server/sealing/bytes.ts";
import type { Database, Databases } from "../../../server/storage/database.ts";
import { countIntakeRows } from "../../../server/storage/intake.ts";
import { getLook } from "../../../server/storage/looks.ts";
import { migrateDatabases } from "../../../server/storage/migrate-node.ts";
import { closeDatabases, openDatabases } from "../../../server/storage/open-node.ts";
import { replacePlaces } from "../../../server/storage/places.ts";
import { insertQuestionnaire } from "../../../server/storage/questionnaires.ts";
import { getReleasePart, listPublishedReleases } from "../../../server/storage/releases.ts";
import { listResponses } from "../../../server/storage/responses.ts";
import { rewriteFile } from "../../../server/storage/rewrite-node.ts";
import { updateSetting } from "../../../server/storage/settings.ts";
import { getWave } from "../../../server/storage/waves.ts";
import { copyDemonstration } from "../../support/demonstration.ts";
import { createInstallation } from "../../support/installation.ts";
import { IS_FULL } from "../../support/full.ts";

const directory = createDirectory(DEMONSTRATION_PLACES, DEMONSTRATION_MEMBERSHIPS);
let folder = "";
let databases: Databases;

/** `npm test` looks at what the product loads, killed on the way; `npm run test:full` loads here, and stops at every point. */
const STOPS_HERE = IS_FULL;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "soundings-demonstration-"));
  if (!STOPS_HERE) await copyDemonstration(folder);
  databases = await openDatabases({ kind: "files", folder });
  await migrateDatabases(databases, join(import.meta.dirname, "../../../drizzle/migrations"));
}, 120_000);

afterAll(async () => {
  closeDatabases(databases);
  await rm(folder, { recursive: true });
});

function services(keys: WaveKeyPort = createFileKeys(join(folder, "keys"))): DemonstrationServices {
  return {
    databases,
    keys,
    cubes: createFileCubes(join(folder, "cubes")),
    random: randomBytes,
    now: () => new Date(),
    rewrite: { kind: "in_place", rewrite: rewriteFile },
  };
}

const quiet: Progress = () => undefined;

/** Stops the load at the first report of a label that has come as far as `done`. */
function killedAt(label: string, done: number): Progress {
  return (reported, reached) => {
    if (reported.endsWith(label) && reached >= done) throw new Error("killed");
  };
}

const KILLS: readonly (readonly [label: string, done: number])[] = [
  ["places", 1],
  ["2025: responses", 6000],
  ["2025: moved", 5000],
  ["2025: seal", 1],
  ["2025: seal", 4],
  ["2025: release", 20],
  ["2025: published", 1],
  ["2026: responses", 21_000],
  ["2026: seal", 5],
  ["ready", 1],
];

async function tableSizes(db: Database): Promise<Record<string, number>> {
  const tables = await db.$client.execute("SELECT name FROM sqlite_master WHERE type = 'table'");
  const sizes: Record<string, number> = {};
  for (const { name } of tables.rows) {
    const result = await db.$client.execute(`SELECT count(*) AS size FROM "${String(name)}"`);
    sizes[String(name)] = Number(result.rows[0]?.["size"]);
  }
  return sizes;
}

async function content(): Promise<unknown> {
  const sizes = await Promise.all([databases.intake, databases.responses, databases.office].map(tableSizes));
  return { sizes, releases: await listPublishedReleases(databases.office) };
}

async function storedAnswers(wave: string): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const { code } of DEMONSTRATION_PLACES) {
    const rows = await listResponses(databases.responses, wave, code, new Uint8Array(), 5000);
    answers.push(...rows.map((row) => `${code} ${row.stream} ${row.arm} ${row.answers}`));
  }
  return answers.sort();
}

describe("loading the demonstration", () => {
  const inFull = STOPS_HERE ? test : () => undefined;
  inFull("begins again wherever it was stopped", { timeout: 180_000 }, async () => {
    const keys = createFileKeys(join(folder, "keys"));
    const stopsOnce: WaveKeyPort = {
      ...keys,
      create: async (wave, made) => {
        await keys.create(wave, made);
        throw new Error("killed");
      },
    };
    await expect(loadDemonstration(services(stopsOnce), quiet)).rejects.toThrow("killed");
    for (const [label, done] of KILLS) {
      await expect(loadDemonstration(services(), killedAt(label, done))).rejects.toThrow("killed");
    }
    await loadDemonstration(services(), quiet);
  });

  test("begun again after each kill, it ends with every response stored once", async () => {
    const keys = createFileKeys(join(folder, "keys"));
    for (const { id, index } of DEMONSTRATION_WAVES) {
      const made = [...demonstrationResponses(DEMONSTRATION_SEED, index, directory, LGA_RESIDENT_SURVEY)];
      const packed = made.map(({ place, arm, answers }) => {
        const scenario = scenarioOf(directory, place) ?? "A";
        return `${place} code ${arm} ${packAnswers(LGA_RESIDENT_SURVEY, { scenario }, answers)}`;
      });
      expect(await storedAnswers(id)).toEqual(packed.sort());
      expect((await getWave(databases.office, id))?.state).toBe("released");
      expect(await countIntakeRows(databases.intake, id)).toBe(0);
      expect((await keys.read(id))?.collection).toBeUndefined();
    }
  });

  test("publishes both waves as a demonstration, with places withheld", async () => {
    const releases = await listPublishedReleases(databases.office);
    expect(releases.map(({ id }) => id).sort()).toEqual(["demo-2025-r1", "demo-2026-r1"]);
    for (const { document } of releases) {
      expect(document.demonstration).toBe(true);
      expect(document.places.map(({ code }) => code).sort()).toEqual(
        DEMONSTRATION_PLACES.map(({ code }) => code).sort(),
      );
      expect(document.rows_withheld).toBeGreaterThan(0);
      expect(document.rows_withheld).toBeLessThan(document.rows / 2);
      const whole = document.places.find(({ code }) => code === "D-N01")?.compositions[0];
      expect(whole?.weighting).toEqual(["age7_by_sex", "age7_and_sex", "age4_and_sex"]);
    }
    expect(await getReleasePart(databases.office, "demo-2026-r1", "place", "D-N01")).not.toBeNull();
  });

  test("two councils have a look of their own", async () => {
    expect((await getLook(databases.office, "D-U02"))?.name.en).toBe("Rookgill Council");
    expect((await getLook(databases.office, "D-U03"))?.colours.brand).toBe("#f2c230");
    expect(await getLook(databases.office, "D-U04")).toBeNull();
  });

  test("leaves a wave open to try", async () => {
    const wave = await getWave(databases.office, TRIAL_WAVE.id);
    expect(wave?.state).toBe("open");
    expect(wave?.languages).toEqual(["en", "cy"]);
    expect(wave?.streams).toEqual([{ stream: "open", mode: "online", sample_type: "demonstration" }]);
  });

  test("says what to do where an earlier version was stopped while it loaded, and leaves what that one loaded", async () => {
    const older = await createInstallation({ kind: "files" });
    const { office } = older.databases;
    const entry = { at: "2027-06-01T09:00:00Z", actor: "test", event: "test", subject: "older" };
    await insertQuestionnaire(office, { ...LGA_RESIDENT_SURVEY, version: 1 }, entry);
    await replacePlaces(office, true, DEMONSTRATION_PLACES, DEMONSTRATION_MEMBERSHIPS);
    const [first] = DEMONSTRATION_WAVES;
    const made = await createWave(older.waves, directory, {
      ...{ id: first!.id, title: first!.title, places: [{ place: "D-B01" }], languages: ["en"], demonstration: true },
      ...{ opensOn: "2027-06-01", closesOn: "2027-06-30", resultsOn: "2027-07-30" },
      ...{ questionnaire: LGA_RESIDENT_SURVEY.id, version: 1 },
      streams: [{ stream: "code", mode: "online", sample_type: "demonstration" }],
    });
    expect(made).toMatchObject({ ok: true });
    const load = { ...services(older.keys), databases: older.databases };
    await expect(loadDemonstration(load, quiet)).rejects.toThrow("SOUNDINGS_DEMONSTRATION=off");
    await updateSetting(office, "demonstration", "1");
    await loadDemonstration(load, () => expect.fail("there is nothing to report"));
    await older.dispose();
  });

  test("does nothing the second time, at once", async () => {
    const before = await content();
    const started = performance.now();
    await loadDemonstration(services(), () => expect.fail("there is nothing to report"));
    expect(performance.now() - started).toBeLessThan(100);
    expect(await content()).toEqual(before);
  });
});
