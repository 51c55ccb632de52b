/**
 * Loads the demonstration by the way that every response takes: sealed, spooled, moved, sealed with its wave, released.
 * Every step can be repeated, so a start that was killed is finished by the next one, with the same content.
 */
import { createDirectory, type PlaceDirectory } from "../../core/place/directory.ts";
import { packAnswers } from "../../core/questionnaire/answers.ts";
import { LGA_RESIDENT_SURVEY } from "../../core/questionnaire/lga.ts";
import type { Questionnaire, Text } from "../../core/questionnaire/types.ts";
import type { Stream } from "../../core/release/types.ts";
import { buildRelease } from "../jobs/build-release.ts";
import { moveWave } from "../jobs/move.ts";
import { publishRelease } from "../jobs/publish-release.ts";
import type { CubeStore } from "../jobs/release-cubes.ts";
import { type Rewrite, SEAL_STEPS, sealWave } from "../jobs/seal.ts";
import { closeWave, createWave, type JobResult, openWave, type WaveServices } from "../jobs/waves.ts";
import { hmac } from "../sealing/hmac.ts";
import { createSealer, type SealResponse } from "../sealing/sealed-response.ts";
import { insertSpoolEntries, listWaiting, type SpoolEntry } from "../storage/intake.ts";
import { replacePlaces } from "../storage/places.ts";
import { getQuestionnaire, insertQuestionnaire } from "../storage/questionnaires.ts";
import { insertLookOnce } from "../storage/looks.ts";
import { getSetting, updateSetting } from "../storage/settings.ts";
import { getWave, type Wave } from "../storage/waves.ts";
import {
  DEMONSTRATION_SEED,
  demonstrationDistricts,
  type DemonstrationResponse,
  demonstrationResponses,
  type WaveIndex,
} from "./generate.ts";
import { DEMONSTRATION_MEMBERSHIPS, DEMONSTRATION_PLACES } from "./geography.ts";
import { DEMONSTRATION_LOOKS } from "./looks.ts";
import { demonstrationPopulationOf } from "./population.ts";

/** What loading works with. */
export interface DemonstrationServices extends Omit<WaveServices, "actor"> {
  readonly rewrite: Rewrite;
  readonly cubes: CubeStore;
}

/** Told after each step: what is being done, and how much of it. Something that it throws stops the load. */
export type Progress = (label: string, done: number, of: number) => void;

/**
 * The content that this version of the program loads, as the setting `demonstration` names it. A data folder that has the
 * demonstration of an earlier version keeps it: its releases are public, and a release never changes.
 */
export const DEMONSTRATION_VERSION = "3";

interface DemonstrationWave {
  readonly id: string;
  readonly title: Text;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly resultsOn: string;
  readonly stream: Stream;
}

/** The two waves with results. */
export const DEMONSTRATION_WAVES: readonly (DemonstrationWave & { readonly index: WaveIndex })[] = [
  {
    id: "demo-2025",
    index: 0,
    title: { en: "Demonstration survey, spring 2025", cy: "Arolwg arddangos, gwanwyn 2025" },
    opensOn: "2025-03-03",
    closesOn: "2025-03-30",
    resultsOn: "2025-04-28",
    stream: "code",
  },
  {
    id: "demo-2026",
    index: 1,
    title: { en: "Demonstration survey, spring 2026", cy: "Arolwg arddangos, gwanwyn 2026" },
    opensOn: "2026-03-02",
    closesOn: "2026-03-29",
    resultsOn: "2026-04-27",
    stream: "code",
  },
];

/** The wave that stays open, so that anybody can try what a resident does. Its answers are never released. */
export const TRIAL_WAVE: DemonstrationWave = {
  id: "demo-try",
  title: { en: "The trial survey of the demonstration", cy: "arolwg prawf yr arddangosiad" },
  opensOn: "2026-11-01",
  closesOn: "2099-12-31",
  resultsOn: "2099-12-31",
  stream: "open",
};

const ACTOR = "demonstration";
const SETTING = "demonstration";
const BATCH_ENTRIES = 1000;

/** Its residents would be half those of one version and half those of another, and could not be weighted. */
const BEGUN_BY_AN_EARLIER_VERSION =
  "An earlier version of Soundings was stopped while it loaded its demonstration here. Start with an empty DATA_DIR, or set SOUNDINGS_DEMONSTRATION=off.";

interface Load extends DemonstrationServices {
  readonly actor: string;
  readonly directory: PlaceDirectory;
  readonly questionnaire: Questionnaire;
  readonly onProgress: Progress;
}

/**
 * Loads the demonstration unless it is there: places, questionnaire, two released waves and one to try. Nothing is
 * loaded twice, however often a load is killed and begun again.
 */
export async function loadDemonstration(services: DemonstrationServices, onProgress: Progress): Promise<void> {
  const { office } = services.databases;
  if ((await getSetting(office, SETTING)) !== null) return;
  await replacePlaces(office, true, DEMONSTRATION_PLACES, DEMONSTRATION_MEMBERSHIPS);
  const load: Load = {
    ...services,
    actor: ACTOR,
    directory: createDirectory(DEMONSTRATION_PLACES, DEMONSTRATION_MEMBERSHIPS),
    questionnaire: await storedQuestionnaire(services),
    onProgress,
  };
  onProgress("Demonstration: places", 1, 1);
  for (const wave of DEMONSTRATION_WAVES) await loadWave(load, wave);
  await begunWave(load, TRIAL_WAVE);
  for (const { place, look } of DEMONSTRATION_LOOKS) await insertLookOnce(office, place, look);
  await updateSetting(office, SETTING, DEMONSTRATION_VERSION);
  onProgress("Demonstration: ready", 1, 1);
}

async function storedQuestionnaire({ databases, now }: DemonstrationServices): Promise<Questionnaire> {
  const { id, version } = LGA_RESIDENT_SURVEY;
  const known = await getQuestionnaire(databases.office, id, version);
  if (known !== null) return known;
  const entry = { at: now().toISOString(), actor: ACTOR, event: "questionnaire.store", subject: `${id} ${version}` };
  await insertQuestionnaire(databases.office, LGA_RESIDENT_SURVEY, entry);
  return LGA_RESIDENT_SURVEY;
}

async function loadWave(load: Load, request: (typeof DEMONSTRATION_WAVES)[number]): Promise<void> {
  const { id, index } = request;
  const label = request.title.en;
  const wave = await begunWave(load, request);
  if (wave.state === "released") return;
  if (wave.state === "open") {
    await spool(load, wave, index);
    succeed(await closeWave(load, id));
  }
  await seal(load, wave);
  const onPlace = (done: number, of: number): void => load.onProgress(`${label}: release`, done, of);
  const built = await buildRelease({ ...load, population: demonstrationPopulationOf, onPlace }, id);
  if (!built.ok && built.code !== "release.exists") succeed(built);
  succeed(await publishRelease(load, id));
  load.onProgress(`${label}: published`, 1, 1);
}

/** The wave, made and opened where it was not yet. */
async function begunWave(load: Load, request: DemonstrationWave): Promise<Wave> {
  const { id, title, opensOn, closesOn, resultsOn, stream } = request;
  const { office } = load.databases;
  const state = (await getWave(office, id))?.state;
  if (state === undefined) {
    const made = await createWave(load, load.directory, {
      id,
      title,
      opensOn,
      closesOn,
      resultsOn,
      questionnaire: load.questionnaire.id,
      version: load.questionnaire.version,
      places: demonstrationDistricts(load.directory).map(({ code }) => ({ place: code })),
      streams: [{ stream, mode: "online", sample_type: "demonstration" }],
      languages: ["en", "cy"],
      demonstration: true,
    });
    if (!made.ok && made.code !== "wave.exists") succeed(made);
  }
  if (state === undefined || state === "draft") succeed(await openWave(load, id));
  const wave = await getWave(office, id);
  if (wave === null) throw new Error("the demonstration's wave was made and is not there");
  if (wave.questionnaireVersion !== load.questionnaire.version) throw new Error(BEGUN_BY_AN_EARLIER_VERSION);
  return wave;
}

/** Puts every response in the spool. A repeat finds the slots taken and stores nothing twice. */
async function spool(load: Load, wave: Wave, index: WaveIndex): Promise<void> {
  const keys = (await load.keys.read(wave.id))?.collection;
  if (keys === undefined) throw new Error("this machine does not hold the keys of the demonstration's wave");
  const sealResponse = createSealer(() => load.now().getTime());
  const responses = [...demonstrationResponses(DEMONSTRATION_SEED, index, load.directory, load.questionnaire)];
  for (let start = 0; start < responses.length; start += BATCH_ENTRIES) {
    const batch = responses.slice(start, start + BATCH_ENTRIES);
    const entries = await Promise.all(batch.map((one) => spoolEntry(load, wave, keys.spool, sealResponse, one)));
    const outcomes = await insertSpoolEntries(load.databases.intake, entries);
    if (outcomes.includes("wave_closed")) throw new Error("the demonstration's wave takes no responses");
    load.onProgress(`${wave.title.en}: responses`, start + batch.length, responses.length);
  }
}

async function spoolEntry(
  load: Load,
  wave: Wave,
  spoolKey: Uint8Array<ArrayBuffer>,
  sealResponse: SealResponse,
  { place, number, arm, answers }: DemonstrationResponse,
): Promise<SpoolEntry> {
  const scenario = wave.places.find((one) => one.place === place)?.scenario ?? "A";
  const packed = packAnswers(load.questionnaire, { scenario }, answers);
  const content = { id: load.random(16), stream: "code", base_weight_class: 0, arm, answers: packed };
  const [slot, sealed] = await Promise.all([
    hmac(spoolKey, `${DEMONSTRATION_SEED} ${wave.id} ${place} ${number}`),
    sealResponse(wave.publicKey, wave.id, place, content),
  ]);
  return { wave: wave.id, slot, place, sealed };
}

async function seal(load: Load, wave: Wave): Promise<void> {
  const waiting = await listWaiting(load.databases.intake, wave.id);
  const all = waiting.reduce((total, place) => total + place.waiting, 0);
  // Sealing moves too. Moved before it, place by place, the longest step can say how far it is.
  await moveWave(load, wave.id, 1, (moved) => load.onProgress(`${wave.title.en}: moved`, moved, all));
  let done = 0;
  const step = (): void => {
    done += 1;
    load.onProgress(`${wave.title.en}: seal`, done, SEAL_STEPS.length);
  };
  const result = await sealWave({ ...load, step }, wave.id);
  if (!result.ok) throw new Error(result.detail);
}

function succeed(result: JobResult<unknown>): void {
  if (!result.ok) throw new Error(result.detail);
}
