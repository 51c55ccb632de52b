/**
 * A rehearsal: invented responses in real places, in a data folder of its own, counted, protected and attacked as those of
 * a real wave would be. For load tests, for layout, and to learn how long a national release takes.
 */
import { join } from "node:path";
import { createDirectory, isDistrict, type PlaceDirectory, scenarioOf } from "../../core/place/directory.ts";
import type { Place } from "../../core/place/types.ts";
import { packAnswers } from "../../core/questionnaire/answers.ts";
import { LGA_RESIDENT_SURVEY } from "../../core/questionnaire/lga.ts";
import type { AuditRecord } from "../../core/release/audit-record.ts";
import { daysAfter, ukDay, weekdayFrom } from "../../core/release/days.ts";
import { buildRelease, type BuildServices } from "../jobs/build-release.ts";
import { createFileCubes } from "../jobs/release-cubes.ts";
import { createWave, type JobResult } from "../jobs/waves.ts";
import { createFileKeys } from "../keys/file-keys.ts";
import { prepareInstallation } from "../prepare.ts";
import { populationOf } from "../reference/population.ts";
import { REFERENCE_MEMBERSHIPS, REFERENCE_PLACES } from "../reference/tables.ts";
import { randomBytes } from "../sealing/bytes.ts";
import type { Databases } from "../storage/database.ts";
import { closeDatabases, openDatabases } from "../storage/open-node.ts";
import { insertResponses, type StoredResponse } from "../storage/responses.ts";
import { updateWaveState } from "../storage/waves.ts";
import { inventedResponses } from "./generate.ts";
import { createChance } from "./random.ts";

/** The wave's id, and so the beginning of its release's: every row bears both. */
export const REHEARSAL_WAVE = "rehearsal";

const TITLE = { en: "Rehearsal, invented", cy: "Ymarfer, dychmygol" };
const SEED = "rehearsal-1";
const ACTOR = "rehearsal";
const QUESTIONNAIRE = LGA_RESIDENT_SURVEY;
const SCENARIO = "A";
const FIELD_DAYS = 28;
const GRACE_DAYS = 7;

/** A place that is to be withheld brings between these; every other at least so many. */
const WITHHELD_RESPONSES = { least: 8, most: 92 };
const SHOWN_RESPONSES_MIN = 110;
const ROWS_AT_ONCE = 5000;
const ID_BYTES = 16;
const RECORD_KEY_BYTES = 6;

/** What is rehearsed. */
export interface RehearsalRequest {
  /** An empty or missing folder. */
  readonly folder: string;
  /** The folder of the migrations. */
  readonly migrations: string;
  readonly places: readonly Place[];
  /** Of all places together; places that would be too small by it get a few more. */
  readonly responses: number;
  /** The part of the places that brings too few to be shown. */
  readonly withheld: number;
  readonly onProgress: (label: string, done: number, of: number) => void;
  readonly onBuilt?: BuildServices["onBuilt"];
}

/** How long each step took, in milliseconds. */
export type RehearsalTimes = Readonly<Record<"fill" | "count" | "decide" | "rows" | "attack" | "store", number>>;

/** What came of it. */
export interface Rehearsal {
  readonly release: string;
  readonly responses: number;
  readonly times: RehearsalTimes;
  readonly audit: AuditRecord;
}

/** Real places and who belongs to what. */
export function rehearsalDirectory(): PlaceDirectory {
  return createDirectory(REFERENCE_PLACES, REFERENCE_MEMBERSHIPS);
}

/**
 * So many current districts whose adults are known, from all over the list of codes, so that every region has some; all of
 * them where there are no more.
 */
export function rehearsalPlaces({ by_code }: PlaceDirectory, count: number): readonly Place[] {
  const all = [...by_code.values()]
    .filter(({ kind, status, code }) => isDistrict(kind) && status === "current" && populationOf(code) !== undefined)
    .sort((first, second) => (first.code < second.code ? -1 : 1));
  if (count >= all.length) return all;
  return all.filter((_, at) => Math.floor(((at + 1) * count) / all.length) > Math.floor((at * count) / all.length));
}

/** How many responses each place brings: the larger it is, the more, but for those that are to be withheld. */
export function rehearsalSizes(
  places: readonly Place[],
  { responses, withheld }: Pick<RehearsalRequest, "responses" | "withheld">,
): readonly number[] {
  const few = places.map(({ code }, at) => {
    const falls = Math.floor((at + 1) * withheld) > Math.floor(at * withheld);
    const { least, most } = WITHHELD_RESPONSES;
    return falls ? least + Math.floor((most - least + 1) * createChance(`${SEED} size ${code}`)()) : 0;
  });
  const left = responses - few.reduce((sum, size) => sum + size, 0);
  const roots = places.map(({ population = 0 }, at) => (few[at] === 0 ? Math.sqrt(population) : 0));
  const total = roots.reduce((sum, root) => sum + root, 0);
  return few.map((size, at) =>
    size > 0 ? size : Math.max(SHOWN_RESPONSES_MIN, Math.round((left * (roots[at] ?? 0)) / total)),
  );
}

/** Fills the folder, and builds and attacks the release; it stays there unpublished. */
export async function rehearse(request: RehearsalRequest): Promise<JobResult<Rehearsal>> {
  const { folder, migrations } = request;
  const databases = await openDatabases({ kind: "files", folder });
  try {
    const now = (): Date => new Date();
    await prepareInstallation(databases, migrations, now);
    const clock = createClock();
    const filled = await fill(databases, request);
    if (!filled.ok) return filled;
    clock.mark("fill");
    const services: BuildServices = {
      ...{ databases, now, actor: ACTOR, population: populationOf, directory: rehearsalDirectory() },
      keys: createFileKeys(join(folder, "keys")),
      cubes: createFileCubes(join(folder, "cubes")),
      onPlace(done, of) {
        request.onProgress("Counting", done, of);
        if (done === of) clock.mark("count");
      },
      onDecided: () => {
        request.onProgress("Deciding what is shown", 1, 1);
        clock.mark("decide");
      },
      onAttacks() {
        request.onProgress("Rows", 1, 1);
        clock.mark("rows");
      },
      async onBuilt(...built) {
        request.onProgress("Attacking", 1, 1);
        clock.mark("attack");
        await request.onBuilt?.(...built);
      },
    };
    const built = await buildRelease(services, REHEARSAL_WAVE);
    if (!built.ok) return built;
    clock.mark("store");
    return { ok: true, value: { ...built.value, responses: filled.value, times: clock.times() } };
  } finally {
    closeDatabases(databases);
  }
}

function createClock(): { mark(step: keyof RehearsalTimes): void; times(): RehearsalTimes } {
  const times = { fill: 0, count: 0, decide: 0, rows: 0, attack: 0, store: 0 };
  let last = performance.now();
  return {
    mark(step) {
      const now = performance.now();
      times[step] += now - last;
      last = now;
    },
    times: () => times,
  };
}

/** A sealed wave with its responses, without the way through the spool: nobody's answers need it. */
async function fill(databases: Databases, request: RehearsalRequest): Promise<JobResult<number>> {
  const { places, folder } = request;
  const keys = createFileKeys(join(folder, "keys"));
  const today = ukDay(new Date());
  const closedOn = daysAfter(today, -GRACE_DAYS);
  const directory = rehearsalDirectory();
  const made = await createWave(
    { databases, keys, random: randomBytes, now: () => new Date(), actor: ACTOR },
    directory,
    {
      ...{ id: REHEARSAL_WAVE, title: TITLE, questionnaire: QUESTIONNAIRE.id, version: QUESTIONNAIRE.version },
      places: places.map(({ code }) => ({ place: code })),
      ...{
        opensOn: daysAfter(closedOn, -FIELD_DAYS),
        closesOn: closedOn,
        resultsOn: weekdayFrom(today),
        languages: ["en"],
      },
      // Every row says it: invented residents.
      streams: [{ stream: "code", mode: "online", sample_type: "demonstration" }],
    },
  );
  if (!made.ok) return made;
  const sizes = rehearsalSizes(places, request);
  let waiting: StoredResponse[] = [];
  for (const [at, place] of places.entries()) {
    for (const row of rowsOf(directory, place, sizes[at] ?? 0)) waiting.push(row);
    request.onProgress("Filling", at + 1, places.length);
    if (waiting.length < ROWS_AT_ONCE && at + 1 < places.length) continue;
    await insertResponses(databases.responses, waiting);
    waiting = [];
  }
  await keys.destroyCollectionKeys(REHEARSAL_WAVE);
  const entry = { at: new Date().toISOString(), actor: ACTOR, event: "wave.seal", subject: REHEARSAL_WAVE };
  await updateWaveState(databases.office, REHEARSAL_WAVE, "sealed", entry, { closedOn });
  return { ok: true, value: sizes.reduce((sum, size) => sum + size, 0) };
}

function* rowsOf(directory: PlaceDirectory, place: Place, size: number): Generator<StoredResponse> {
  const scenario = scenarioOf(directory, place.code) ?? SCENARIO;
  for (const { arm, answers } of inventedResponses(SEED, 0, place, scenario, QUESTIONNAIRE, size)) {
    yield {
      ...{
        wave: REHEARSAL_WAVE,
        place: place.code,
        id: randomBytes(ID_BYTES),
        stream: "code",
        baseWeightClass: 0,
        arm,
      },
      answers: packAnswers(QUESTIONNAIRE, { scenario }, answers),
      // Wrapped or not, a random key is as random.
      recordKey: randomBytes(RECORD_KEY_BYTES),
    };
  }
}
