import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { packAnswers } from "../../../core/questionnaire/answers.ts";
import { LGA_RESIDENT_SURVEY } from "../../../core/questionnaire/lga.ts";
import { canonicalJson } from "../../../core/release/canonical.ts";
import type { CompactRow, ReleaseDocument } from "../../../core/release/types.ts";
import { buildRelease, type BuildServices } from "../../../server/jobs/build-release.ts";
import { publishDue, publishRelease } from "../../../server/jobs/publish-release.ts";
import { createWave } from "../../../server/jobs/waves.ts";
import { populationOf } from "../../../server/reference/population.ts";
import { listAudit } from "../../../server/storage/audit.ts";
import { getReleasePart, listReleasesOfWave, updateReleasePublished } from "../../../server/storage/releases.ts";
import { insertQuestionnaire } from "../../../server/storage/questionnaires.ts";
import { insertResponses } from "../../../server/storage/responses.ts";
import { getWave, updateWaveState } from "../../../server/storage/waves.ts";
import { createRandom } from "../../support/random.ts";
import type { RandomBytes } from "../../../server/sealing/bytes.ts";
import { createInstallation, type Installation, SINGLE_TIER, TWO_TIER } from "../../support/installation.ts";

const WAVE = "weighted";
const RESPONSES = 600;
const ENTRY = { at: "2027-07-08T09:00:00Z", actor: "test", event: "test", subject: WAVE };
let installation: Installation;
let random: RandomBytes;

beforeEach(async () => {
  random = createRandom("build-release");
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
    ...{ wave, place, stream: "code", arm: person % 2, recordKey: random(6), id: random(16) },
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

async function sealed(wave: string): Promise<void> {
  await updateWaveState(installation.databases.office, wave, "sealed", ENTRY);
}

async function built(wave: string): Promise<{ document: ReleaseDocument; rows: readonly CompactRow[] }> {
  await sealed(wave);
  expect(await buildRelease(services(), wave)).toMatchObject({ ok: true });
  const { office } = installation.databases;
  const release = (await listReleasesOfWave(office, wave)).at(-1)!;
  const part = await getReleasePart(office, release.id, "place", SINGLE_TIER);
  return { document: release.document, rows: JSON.parse(gunzipSync(part!.body).toString()) as readonly CompactRow[] };
}

describe("a release", () => {
  test("built twice is the same, byte for byte", async () => {
    await installation.createTestWave({ id: WAVE });
    for (const place of [SINGLE_TIER, TWO_TIER]) await store(WAVE, place, (person) => person % 2);
    const [first, second] = [await built(WAVE), await built(WAVE)];
    expect(canonicalJson(second.document)).toBe(canonicalJson(first.document));
    expect(Object.keys(first.document.parts).length).toBeGreaterThan(20);
  });

  test("is weighted to the adults of each place, by the base weights that are stored", async () => {
    await installation.createTestWave({ id: WAVE });
    // Whoever trusts the council most lives with three other adults.
    await store(WAVE, SINGLE_TIER, (person) => (person % 3 === 0 ? 3 : 0));
    const { document, rows } = await built(WAVE);
    const council = rows.find((row) => row[2] === "decision_body" && row[3] === "council" && row[4] === "all");
    // A third of the people, and 4 of 6 adults, in every age and sex; noise moves it by two points at most.
    expect(Math.abs((council?.[6] ?? 0) - 67)).toBeLessThanOrEqual(2);
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
      ...{ opensOn: "2027-06-01", closesOn: "2027-06-30", resultsOn: "2027-07-30", languages: ["en"] as const },
      places: [{ place: SINGLE_TIER }],
      streams: [{ stream: "code", mode: "online", sample_type: "probability" } as const],
    };
    expect(await createWave(installation.waves, installation.directory, request)).toMatchObject({ ok: true });
    await updateWaveState(office, WAVE, "sealed", ENTRY);
    expect(await buildRelease(services(), WAVE)).toMatchObject({ ok: false, code: "questionnaire.no_weighting" });
    expect(await listReleasesOfWave(office, WAVE)).toEqual([]);
  });
});

describe("a correction", () => {
  const WHY = { en: "A batch of paper forms was entered twice.", cy: "Cofnodwyd swp o ffurflenni papur ddwywaith." };

  /** A wave in one place, released. */
  async function released(): Promise<void> {
    await installation.createTestWave({ id: WAVE, places: [{ place: SINGLE_TIER }] });
    await store(WAVE, SINGLE_TIER, () => 0);
    await built(WAVE);
    expect(await publishRelease(installation.waves, WAVE)).toMatchObject({ ok: true });
  }

  /** So many more of one age, sex and opinion, who said nothing else. */
  async function more(people: number): Promise<void> {
    const answers = { decision_body: "council", age_band: "18_to_24", sex: "female" };
    const rows = Array.from({ length: people }, () => ({
      ...{ wave: WAVE, place: SINGLE_TIER, stream: "code", arm: 0, baseWeightClass: 0 },
      ...{ recordKey: random(6), id: random(16) },
      answers: packAnswers(LGA_RESIDENT_SURVEY, { scenario: "A" }, answers),
    }));
    await insertResponses(installation.databases.responses, rows);
  }

  async function codeOf(correction: typeof WHY | null = WHY): Promise<string> {
    const before = JSON.stringify(await listReleasesOfWave(installation.databases.office, WAVE));
    const result = await buildRelease(services(), WAVE, correction);
    if (result.ok) return "built";
    expect(JSON.stringify(await listReleasesOfWave(installation.databases.office, WAVE))).toBe(before);
    return result.code;
  }

  test("needs a reason, and something to correct", async () => {
    await installation.createTestWave({ id: WAVE, places: [{ place: SINGLE_TIER }] });
    await store(WAVE, SINGLE_TIER, () => 0);
    await sealed(WAVE);
    expect(await codeOf()).toBe("release.nothing_to_correct");
    await built(WAVE);
    await publishRelease(installation.waves, WAVE);
    expect(await codeOf(null)).toBe("release.exists");
  });

  test("is refused where nothing changed, one response came, one was erased, or nine came", async () => {
    await released();
    expect(await codeOf()).toBe("release.unchanged");
    await more(1);
    expect(await codeOf()).toBe("release.too_few_changed");
    await more(8);
    expect(await codeOf()).toBe("release.too_few_changed");
    const { responses } = installation.databases;
    await responses.$client.execute("DELETE FROM response WHERE id IN (SELECT id FROM response LIMIT 10)");
    expect(await codeOf()).toBe("release.too_few_changed");
  });

  test("is refused where somebody's answers were changed and nobody came or went", async () => {
    await released();
    const { responses } = installation.databases;
    await responses.$client.execute(
      "UPDATE response SET answers = '1' || substr(answers, 2) WHERE id IN (SELECT id FROM response LIMIT 1)",
    );
    expect(await codeOf()).toMatch(/release\.(answers_changed|unchanged)/);
    expect(await codeOf()).toBe("release.answers_changed");
  });

  test("becomes the second revision where ten came in every group that changed, and the first stays as it is", async () => {
    await released();
    const { office } = installation.databases;
    const [first] = await listReleasesOfWave(office, WAVE);
    await more(10);
    expect(await codeOf()).toBe("built");
    const [kept, second] = await listReleasesOfWave(office, WAVE);
    expect(kept).toEqual(first);
    expect(second).toMatchObject({ id: `${WAVE}-r2`, revision: 2, state: "draft", document: { correction: WHY } });
    // Only what the ten belong to has changed: men have the rows that they had.
    const rowsOf = async (id: string): Promise<readonly CompactRow[]> =>
      JSON.parse(gunzipSync((await getReleasePart(office, id, "place", SINGLE_TIER))!.body).toString()) as CompactRow[];
    const [before, after] = [await rowsOf(first!.id), await rowsOf(second!.id)];
    expect(after).not.toEqual(before);
    const men = (rows: readonly CompactRow[]) => rows.filter((row) => row[5] === "male").map((row) => row[10]);
    expect(men(after)).toEqual(men(before));
    // A draft may be built anew, and is the same.
    expect(await codeOf()).toBe("built");
    const [, again] = await listReleasesOfWave(office, WAVE);
    expect(again?.sha256).toBe(second?.sha256);
  });

  test("is refused where the counts of the edition before are gone, or the keys", async () => {
    await released();
    await more(10);
    const cubes = { ...installation.waves.cubes, read: () => Promise.resolve(null) };
    expect(await buildRelease({ ...services(), cubes }, WAVE, WHY)).toMatchObject({ code: "release.no_cubes" });
    const keys = { read: () => Promise.resolve(null) };
    expect(await buildRelease({ ...services(), keys }, WAVE, WHY)).toMatchObject({ code: "wave.no_keys" });
  });
});

describe("publication", () => {
  async function draft(): Promise<void> {
    await installation.createTestWave({ id: WAVE, places: [{ place: SINGLE_TIER }] });
    await store(WAVE, SINGLE_TIER, () => 0);
    await built(WAVE);
  }
  const audited = async () =>
    (await listAudit(installation.databases.office))
      .map(({ event }) => event)
      .filter((event) => /publish|released|approve/.test(event))
      .toSorted();
  const stateOf = async () => (await listReleasesOfWave(installation.databases.office, WAVE))[0]?.state;
  const publish = () => publishRelease(installation.waves, WAVE);

  test("is at half past nine on the announced day, and until then nobody sees it", async () => {
    await draft();
    expect(await publish()).toMatchObject({ value: { published: false, publishAt: "2027-07-30T08:30:00.000Z" } });
    installation.clock.set("2027-07-30T08:29:59Z");
    await publishDue(installation.waves);
    expect(await stateOf()).toBe("approved");
    installation.clock.set("2027-07-30T08:30:00Z");
    await publishDue(installation.waves);
    expect(await stateOf()).toBe("published");
    const [release] = await listReleasesOfWave(installation.databases.office, WAVE);
    await publishDue(installation.waves);
    expect((await listReleasesOfWave(installation.databases.office, WAVE))[0]).toEqual(release);
  });

  test("by two servers at once is written once, with the state of the wave", async () => {
    await draft();
    const { office } = installation.databases;
    await publish();
    installation.clock.set("2027-07-30T08:30:00Z");
    await Promise.all([publishDue(installation.waves), publishDue(installation.waves)]);
    // Whoever comes late, with a list from before, changes nothing either.
    const late = { at: "2027-07-30T08:31:00.000Z", actor: "late" };
    await updateReleasePublished(office, { id: `${WAVE}-r1`, wave: WAVE }, late);
    expect(await audited()).toEqual(["release.approve", "release.publish", "wave.released"]);
    expect((await listReleasesOfWave(office, WAVE))[0]?.publishedAt).toBe("2027-07-30T08:30:00.000Z");
    expect((await getWave(office, WAVE))?.state).toBe("released");
  });

  test("is refused for a draft that was built anew while it was looked at, and for counts of another build", async () => {
    await draft();
    const { office } = installation.databases;
    const rebuild = () => office.$client.execute("UPDATE release SET sha256 = 'another'");
    const cubes = { keepDraft: async () => (await rebuild()).rowsAffected === 1 };
    expect(await publishRelease({ ...installation.waves, cubes }, WAVE)).toMatchObject({ code: "release.changed" });
    expect(await publish()).toMatchObject({ ok: false, code: "release.no_cubes" });
    expect([await stateOf(), await audited()]).toEqual(["draft", []]);
  });

  test("of a revision that may not be published leaves the one before its moment, and says so", async () => {
    await draft();
    const { office } = installation.databases;
    await publish();
    await office.$client.execute(
      `INSERT INTO release (id, wave, revision, state, document, sha256, audit) SELECT '${WAVE}-r2', wave, 2, 'draft', document, 'x', '{}' FROM release`,
    );
    const refused = await publish();
    expect(refused).toMatchObject({ ok: false, code: "release.not_attacked" });
    expect(refused.ok ? "" : refused.detail).toContain(`${WAVE}-r2 was recorded`);
    expect(refused.ok ? "" : refused.detail).toContain(`${WAVE}-r1 becomes public at 2027-07-30T08:30:00.000Z`);
    installation.clock.set("2027-07-30T08:30:00Z");
    await publishDue(installation.waves);
    const states = (await listReleasesOfWave(office, WAVE)).map(({ state }) => state);
    expect(states).toEqual(["published", "draft"]);
  });

  test.each([
    ["a minute before it on the announced day", "2027-07-30T08:29:00Z", "2027-07-30T08:30:00.000Z"],
    ["after it on the announced day, a Friday", "2027-07-30T08:31:00Z", "2027-08-02T08:30:00.000Z"],
    ["a minute before half past nine on a later day", "2027-08-05T08:29:00Z", "2027-08-06T08:30:00.000Z"],
    ["a minute before half past nine on a later Friday", "2027-08-06T08:29:00Z", "2027-08-09T08:30:00.000Z"],
  ])("approved %s is never sooner than announced", async (_when, now, publishAt) => {
    await draft();
    installation.clock.set(now);
    expect(await publish()).toMatchObject({ value: { publishAt } });
  });

  test("is on the next weekday where the announced day is over", async () => {
    await draft();
    installation.clock.set("2027-08-06T10:00:00Z");
    expect(await publish()).toMatchObject({ value: { publishAt: "2027-08-09T08:30:00.000Z" } });
    // Asked again later, it keeps its moment.
    installation.clock.set("2027-08-08T10:00:00Z");
    expect(await publish()).toMatchObject({ value: { publishAt: "2027-08-09T08:30:00.000Z" } });
  });

  test("is refused where an attack succeeded, with the rows that fell, and where none was tried", async () => {
    await draft();
    const { office } = installation.databases;
    const fell = {
      attack: "A18",
      tried: 10,
      succeeded: 1,
      allowed: 0,
      rows: ["E08000039 code decision_body council sex male"],
    };
    const write = (audit: unknown) =>
      office.$client.execute({ sql: "UPDATE release SET audit = ?", args: [JSON.stringify(audit)] });
    await write({ rules_edition: 2, streams: [], attacks: [fell], passed: false });
    const refused = await publish();
    expect(refused).toMatchObject({ ok: false, code: "release.attack_succeeded" });
    expect(refused.ok ? "" : refused.detail).toContain("A18: E08000039 code decision_body council sex male");
    await write({ rules_edition: 2, streams: [], attacks: [], passed: false });
    expect(await publish()).toMatchObject({ ok: false, code: "release.not_attacked" });
    await write({});
    expect(await publish()).toMatchObject({ ok: false, code: "release.not_attacked" });
    expect(await stateOf()).toBe("draft");
  });
});
