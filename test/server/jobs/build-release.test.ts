import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { packAnswers } from "../../../core/questionnaire/answers.ts";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import type { CompactRow, ReleaseDocument } from "../../../core/release/types.ts";
import { buildRelease, type BuildServices } from "../../../server/jobs/build-release.ts";
import { createWave } from "../../../server/jobs/waves.ts";
import { populationOf } from "../../../server/reference/population.ts";
import { createPublished } from "../../../server/services/published.ts";
import { insertQuestionnaire } from "../../../server/storage/questionnaires.ts";
import { listReleasesOfWave, updateReleasePublished } from "../../../server/storage/releases.ts";
import { insertResponses } from "../../../server/storage/responses.ts";
import { updateWaveState } from "../../../server/storage/waves.ts";
import { createInstallation, type Installation, SINGLE_TIER, TWO_TIER } from "../../support/installation.ts";

const WAVE = "weighted";
const RESPONSES = 600;
const ENTRY = { at: "2027-07-08T09:00:00Z", actor: "test", event: "test", subject: WAVE };
let installation: Installation;

beforeEach(async () => {
  installation = await createInstallation({ kind: "files" });
});
afterEach(() => installation.dispose());

function services(): BuildServices {
  return { ...installation.waves, directory: installation.directory, population: populationOf };
}

/** The residents of a place, as they would be stored; each time with other ids, so in another order. */
async function store(wave: string, place: string, baseWeightClass: (person: number) => number): Promise<void> {
  const [age, sex] = ["age_band", "sex"].map((id) => LGA_RESIDENT_SURVEY.questions.find((one) => one.id === id)!);
  const scenario = place === SINGLE_TIER ? "A" : "C";
  const rows = Array.from({ length: RESPONSES }, (_, person) => ({
    ...{ wave, place, stream: "code", arm: person % 2, recordKey: randomBytes(40), id: randomBytes(16) },
    baseWeightClass: baseWeightClass(person),
    answers: packAnswers(
      LGA_RESIDENT_SURVEY,
      { scenario },
      {
        decision_body: person % 3 === 0 ? "council" : "government",
        age_band: age!.options[person % 7]!.id,
        sex: sex!.options[person % 2]!.id,
      },
    ),
  }));
  await insertResponses(installation.databases.responses, rows);
}

async function built(wave: string): Promise<{ document: ReleaseDocument; rows: readonly CompactRow[] }> {
  await updateWaveState(installation.databases.office, wave, "sealed", ENTRY);
  expect(await buildRelease(services(), wave)).toMatchObject({ ok: true });
  const { office } = installation.databases;
  const [release] = await listReleasesOfWave(office, wave);
  await updateReleasePublished(office, release!.id, ENTRY.at, ENTRY);
  const published = createPublished(() => office, Date.now);
  return { document: release!.document, rows: (await published.rows(release!.id, "place", SINGLE_TIER)) ?? [] };
}

describe("a release", () => {
  test("of the same responses is the same, in whatever order they are stored", async () => {
    const parts: string[] = [];
    for (const round of [1, 2]) {
      await installation.createTestWave({ id: WAVE });
      for (const place of [SINGLE_TIER, TWO_TIER]) await store(WAVE, place, (person) => person % 2);
      const { document } = await built(WAVE);
      parts.push(JSON.stringify(document));
      if (round === 1) {
        await installation.dispose();
        installation = await createInstallation({ kind: "files" });
      }
    }
    expect(parts[1]).toBe(parts[0]);
  });

  test("is weighted to the adults of each place, by the base weights that are stored", async () => {
    await installation.createTestWave({ id: WAVE });
    // Whoever trusts the council most lives with three other adults.
    await store(WAVE, SINGLE_TIER, (person) => (person % 3 === 0 ? 3 : 0));
    const { document, rows } = await built(WAVE);
    const council = rows.find((row) => row[2] === "decision_body" && row[3] === "council" && row[4] === "all");
    // A third of the people, and 4 of 6 adults, in every age and sex.
    expect(council?.[6]).toBe(67);
    expect(council?.[11]).toBeGreaterThan(1.3);
    const [stream] = document.places.find(({ code }) => code === SINGLE_TIER)!.compositions;
    expect(stream).toMatchObject({ stream: "code", weighting: ["age7_by_sex"] });
    const [empty] = document.places.find(({ code }) => code === TWO_TIER)!.compositions;
    expect(empty).toMatchObject({ weighting: [] });
  });

  test("of a place whose residents nobody has counted withholds it", async () => {
    await installation.createTestWave({ id: WAVE });
    await store(WAVE, SINGLE_TIER, () => 0);
    await updateWaveState(installation.databases.office, WAVE, "sealed", ENTRY);
    await buildRelease({ ...services(), population: () => undefined }, WAVE);
    const [release] = await listReleasesOfWave(installation.databases.office, WAVE);
    expect(release?.document.rows_withheld).toBe(release?.document.rows);
  });

  test("is refused for a questionnaire that does not say how its answers are weighted", async () => {
    const { weighting: _weighting, ...document } = LGA_RESIDENT_SURVEY;
    const { office } = installation.databases;
    await insertQuestionnaire(office, { ...document, id: "unweighted" }, ENTRY);
    const request = {
      ...{ id: WAVE, title: { en: "Wave", cy: "Ton" }, questionnaire: "unweighted" },
      ...{ opensOn: "2027-06-01", closesOn: "2027-06-30", resultsOn: "2027-07-31", languages: ["en"] as const },
      places: [{ place: SINGLE_TIER }],
      streams: [{ stream: "code", mode: "online", sample_type: "probability" } as const],
    };
    expect(await createWave(installation.waves, installation.directory, request)).toMatchObject({ ok: true });
    await updateWaveState(office, WAVE, "sealed", ENTRY);
    expect(await buildRelease(services(), WAVE)).toMatchObject({ ok: false, code: "questionnaire.no_weighting" });
    expect(await listReleasesOfWave(office, WAVE)).toEqual([]);
  });
});
