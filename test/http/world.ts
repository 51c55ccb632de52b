/** What the contract suite finds: waves in every state, codes, and a small release of invented councils. Node only. */
import { createDirectory } from "../../core/place/directory.ts";
import { packAnswers } from "../../core/questionnaire/answers.ts";
import { LGA_RESIDENT_SURVEY } from "../../core/questionnaire/lga.ts";
import type { Language } from "../../core/questionnaire/types.ts";
import type { Stream } from "../../core/release/types.ts";
import { DEMONSTRATION_MEMBERSHIPS, DEMONSTRATION_PLACES } from "../../server/demonstration/geography.ts";
import { demonstrationPopulationOf } from "../../server/demonstration/population.ts";
import { buildRelease } from "../../server/jobs/build-release.ts";
import { requestCodes } from "../../server/jobs/codes.ts";
import { publishRelease } from "../../server/jobs/publish-release.ts";
import { createWave, openWave } from "../../server/jobs/waves.ts";
import { EVIDENCE } from "../../server/reference/evidence.ts";
import { createSealer } from "../../server/sealing/sealed-response.ts";
import { createSubmissionId } from "../../server/services/intake.ts";
import { replaceEvidence } from "../../server/storage/evidence.ts";
import { insertSpoolEntries } from "../../server/storage/intake.ts";
import { updateLook } from "../../server/storage/looks.ts";
import { replacePlaces } from "../../server/storage/places.ts";
import { getWave, updateWaveState } from "../../server/storage/waves.ts";
import { FIXTURES } from "../support/fixtures.ts";
import type { Installation } from "../support/installation.ts";
import { createRandom, randomBelow } from "../support/random.ts";
import { testLook } from "../support/look.ts";
import { CODES_ISSUED, GUILDFORD, INVENTED_PLACES, LOOK_PLACE, SHEFFIELD, WAVES, type World } from "./target.ts";

const RESPONSES_IN_EACH_PLACE = 130;
const OPEN = { stream: "open", mode: "online", sample_type: "self-selected" } as const;
const CODE = { stream: "code", mode: "online", sample_type: "probability" } as const;
const PLACES = [{ place: SHEFFIELD }, { place: GUILDFORD }];

/** The waves of the contract run on the real clock. */
const LAST_DAY = "2099-06-30";

/** Makes all of it, through the jobs that the command line uses. */
export async function createWorld(installation: Installation): Promise<World> {
  installation.clock.set(new Date().toISOString());
  await replaceEvidence(installation.databases.office, EVIDENCE);
  for (const id of [WAVES.open, WAVES.moved]) {
    await installation.createTestWave({ closesOn: LAST_DAY, id, places: PLACES, streams: [CODE, OPEN] });
  }
  await installation.createTestWave({ closesOn: LAST_DAY, id: WAVES.coded, places: PLACES, streams: [CODE] });
  const proven = { id: WAVES.proof, places: PLACES, streams: [CODE, OPEN], proof: true };
  await installation.createTestWave({ closesOn: LAST_DAY, ...proven });
  await installation.createTestWave({ closesOn: LAST_DAY, id: WAVES.draft, places: PLACES, open: false });
  await installation.createTestWave({ closesOn: LAST_DAY, id: WAVES.closed, places: PLACES, streams: [OPEN] });
  const lateId = createSubmissionId(installation.random);
  const lateForm = await installation.startForm(WAVES.closed, SHEFFIELD, { id: lateId, arm: 0 });
  await installation.close(WAVES.closed);
  await createInventedWave(installation, WAVES.trial, "open", ["en", "cy"]);
  const asked = await requestCodes(
    { ...installation.waves, actor: "who requests" },
    WAVES.open,
    GUILDFORD,
    CODES_ISSUED,
  );
  if (!asked.ok) throw new Error(asked.detail);
  const entry = { at: new Date().toISOString(), actor: "test", event: "place.look", subject: LOOK_PLACE };
  await updateLook(installation.databases.office, LOOK_PLACE, testLook(), entry);
  for (const { questionnaire } of FIXTURES) {
    const wave = { id: questionnaire.id, questionnaire, closesOn: LAST_DAY, places: [{ place: SHEFFIELD }] };
    await installation.createTestWave({ ...wave, streams: [OPEN], welsh: true });
  }
  return {
    fixtures: FIXTURES.map(({ questionnaire }) => questionnaire),
    release: await createRelease(installation),
    codes: {
      sheffield: await installation.issue(WAVES.coded, SHEFFIELD, CODES_ISSUED),
      guildford: await installation.issue(WAVES.coded, GUILDFORD, CODES_ISSUED),
      otherWave: await installation.issue(WAVES.open, SHEFFIELD, CODES_ISSUED),
    },
    late: { id: lateId, form: lateForm },
  };
}

async function createInventedWave(
  installation: Installation,
  id: string,
  stream: Stream,
  languages: readonly Language[],
): Promise<void> {
  const { waves, databases } = installation;
  await replacePlaces(databases.office, true, DEMONSTRATION_PLACES, DEMONSTRATION_MEMBERSHIPS);
  const directory = createDirectory(DEMONSTRATION_PLACES, DEMONSTRATION_MEMBERSHIPS);
  const request = {
    ...{ id, languages, title: { en: `Invented ${id}`, cy: `Dyfeisiedig ${id}` } },
    questionnaire: LGA_RESIDENT_SURVEY.id,
    places: INVENTED_PLACES.map((place) => ({ place })),
    ...(stream === "open"
      ? { opensOn: "2026-03-02", closesOn: "2099-12-31", resultsOn: "2099-12-31" }
      : { opensOn: "2026-03-02", closesOn: "2026-03-29", resultsOn: "2026-04-27" }),
    streams: [{ stream, mode: "online", sample_type: "demonstration" } as const],
    demonstration: true,
  };
  for (const result of [await createWave(waves, directory, request), await openWave(waves, id)]) {
    if (!result.ok) throw new Error(result.detail);
  }
}

/** A wave of invented residents, released. Its keys are not destroyed, which is none of this suite's business. */
async function createRelease(installation: Installation): Promise<string> {
  const { databases, random } = installation;
  const id = WAVES.released;
  await createInventedWave(installation, id, "code", ["en", "cy"]);
  const wave = await getWave(databases.office, id);
  if (wave === null) throw new Error("the wave was not stored");
  const chance = createRandom("world");
  const seal = createSealer(() => Date.now());
  for (const place of INVENTED_PLACES) {
    const entries = Array.from({ length: RESPONSES_IN_EACH_PLACE }, async () => {
      // Everybody says something: with their age and sex unsaid they could not be weighted.
      const answers = Object.fromEntries(
        LGA_RESIDENT_SURVEY.questions.map(({ id: question, options }) => {
          const says = options.filter(({ kind }) => kind === "substantive");
          return [question, says[randomBelow(chance, says.length)]?.id ?? ""];
        }),
      );
      const packed = packAnswers(LGA_RESIDENT_SURVEY, { scenario: "A" }, answers);
      const content = { id: random(16), stream: "code", base_weight_class: 0, arm: 0, answers: packed };
      return { wave: id, place, slot: random(32), sealed: await seal(wave.publicKey, id, place, content) };
    });
    await insertSpoolEntries(databases.intake, await Promise.all(entries));
  }
  await installation.move(id, 1);
  const entry = { at: new Date().toISOString(), actor: "test", event: "wave.seal", subject: id };
  await updateWaveState(databases.office, id, "sealed", entry);
  const directory = createDirectory(DEMONSTRATION_PLACES, DEMONSTRATION_MEMBERSHIPS);
  const services = { ...installation.waves, directory, population: demonstrationPopulationOf };
  const built = await buildRelease(services, id);
  const published = await publishRelease(services, id);
  if (!built.ok || !published.ok) throw new Error("the release was not published");
  return published.value.release;
}
