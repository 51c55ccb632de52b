/**
 * A whole installation in a temporary folder, made of the real parts: migrated databases (embedded files or real libSQL
 * servers), key files, reference places, the standard questionnaire, sealer and group commit. Only the clock is made up.
 */
import { WELSH_EDITION } from "../../server/contract/edition.ts";
import { updateWelshReview } from "../../server/storage/welsh-review.ts";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createDirectory, type PlaceDirectory } from "../../core/place/directory.ts";
import { LGA_RESIDENT_SURVEY } from "../../core/questionnaire/lga.ts";
import type { Questionnaire, Scenario } from "../../core/questionnaire/types.ts";
import type { WaveStream } from "../../core/release/types.ts";
import { daysAfter, isWeekday } from "../../core/release/days.ts";
import { issueCodes, requestCodes } from "../../server/jobs/codes.ts";
import { type MoveServices, moveWave } from "../../server/jobs/move.ts";
import { type CubeStore, createFileCubes } from "../../server/jobs/release-cubes.ts";
import { type SealResult, type SealServices, sealWave } from "../../server/jobs/seal.ts";
import { closeWave, createWave, type JobResult, openWave, type WaveServices } from "../../server/jobs/waves.ts";
import { createFileKeys, readFormKey } from "../../server/keys/file-keys.ts";
import { keptEdgeKeys, type WaveKeyPort } from "../../server/keys/wave-keys.ts";
import { createMemoryLimiter } from "../../server/node-limits.ts";
import { REFERENCE_MEMBERSHIPS, REFERENCE_PLACES } from "../../server/reference/tables.ts";
import { type RandomBytes, randomBytes } from "../../server/sealing/bytes.ts";
import { createFormSealer } from "../../server/sealing/sealed-form.ts";
import { createSealer } from "../../server/sealing/sealed-response.ts";
import { type Catalogue, createCatalogue, createMemory } from "../../server/services/catalogue.ts";
import { FORM_AGE_MIN_MS } from "../../server/services/controls.ts";
import { createGroupCommit } from "../../server/services/group-commit.ts";
import {
  acceptSubmission,
  type IntakeResult,
  type IntakeServices,
  startBinding,
  type StartedForm,
  type Submission,
} from "../../server/services/intake.ts";
import { createProofs } from "../../server/services/proofs.ts";
import type { Database } from "../../server/storage/database.ts";
import { insertSpoolEntries } from "../../server/storage/intake.ts";
import { migrateDatabases } from "../../server/storage/migrate-node.ts";
import { openDatabases, openServer } from "../../server/storage/open-node.ts";
import { listPlaces, replacePlaces } from "../../server/storage/places.ts";
import { insertQuestionnaire, insertReview } from "../../server/storage/questionnaires.ts";
import { rewriteFile } from "../../server/storage/rewrite-node.ts";
import { getWave, GRACE_DAYS, type Wave } from "../../server/storage/waves.ts";
import { type SqldServers, startSqld } from "../../server/tools/sqld.mjs";

/** Where the migrations stand, seen from the folder that the tests run in. */
export const MIGRATIONS = "drizzle/migrations";

/** A council of one tier: Sheffield. */
export const SINGLE_TIER = "E08000039";

/** A district with a county above it: Mid Devon. */
export const TWO_TIER = "E07000042";

const FIRST_MOMENT = "2027-06-01T09:00:00Z";
const COMMIT_MOST = 64;
const MINUTE_MS = 60_000;
const SERVER_NAMES = ["intake", "responses", "office", "fresh"] as const;

/** A clock that only moves when it is told to. */
export interface TestClock {
  now(): Date;
  set(moment: string): void;
  advanceDays(days: number): void;
}

/** A wave for a test; what is left out is ordinary. */
export interface TestWave {
  readonly id: string;
  readonly places?: readonly { readonly place: string; readonly scenario?: Scenario }[];
  readonly streams?: readonly WaveStream[];
  /** The last day; results come on the last weekday of July. In June 2027 unless said otherwise. */
  readonly closesOn?: string;
  /** Whether it asks for a proof of work. */
  readonly proof?: boolean;
  /** False leaves it a draft. */
  readonly open?: boolean;
  /** What is asked; the LGA's questionnaire unless said otherwise. */
  readonly questionnaire?: Questionnaire;
  /** True where Welsh is offered, as it is once a named person has reviewed it. */
  readonly welsh?: boolean;
}

/** What a test may choose about an installation. */
export interface InstallationOptions {
  /** A folder that is there already and stays after `dispose`, so that an installation can be opened again. */
  readonly folder?: string;
  readonly random?: RandomBytes;
  readonly migrations?: string;
}

/** The three databases, of which `responses` is replaced when a seal has rewritten it on servers. */
export interface OpenDatabases {
  intake: Database;
  responses: Database;
  office: Database;
}

/** A running installation. */
export interface Installation {
  readonly kind: "files" | "servers";
  readonly folder: string;
  readonly keyFolder: string;
  /** Where each database keeps its files; the same folder three times where they are embedded. */
  readonly databaseFolders: Readonly<Record<(typeof SERVER_NAMES)[number], string>>;
  /** The URLs of the servers; empty where the databases are files. */
  readonly urls: readonly string[];
  readonly databases: OpenDatabases;
  readonly keys: WaveKeyPort;
  readonly directory: PlaceDirectory;
  readonly catalogue: Catalogue;
  readonly clock: TestClock;
  readonly random: RandomBytes;
  readonly intake: IntakeServices;
  readonly waves: WaveServices & { readonly cubes: CubeStore };
  readonly mover: MoveServices;
  /** Makes a wave and opens it. */
  createTestWave(request: TestWave): Promise<Wave>;
  issue(wave: string, place: string, count: number): Promise<readonly string[]>;
  accept(submission: Submission): Promise<IntakeResult>;
  /** The sealed form of somebody who began a minute ago. */
  startForm(wave: string, place: string, started: Omit<StartedForm, "made">): Promise<string>;
  move(wave: string, waitingMin?: number): Promise<number>;
  close(wave: string): Promise<void>;
  /** Seals once, as the command would. `fresh` is the empty database of RESPONSES_FRESH_URL. */
  seal(wave: string, options?: { fresh?: Database | null; step?: SealServices["step"] }): Promise<SealResult>;
  /** Closes, waits out the grace, seals; on servers it also switches to the fresh database and seals again. */
  closeAndSeal(wave: string): Promise<SealResult>;
  /** The empty, migrated database for the seal on servers. */
  freshDatabase(): Promise<Database>;
  /** Ends the memory of the catalogue, as two seconds would. */
  forget(): void;
  dispose(): Promise<void>;
}

/** Makes an installation, or opens the one that stands in `options.folder`. */
export async function createInstallation(
  where: { readonly kind: "files" } | { readonly kind: "servers" },
  options: InstallationOptions = {},
): Promise<Installation> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), "soundings-")));
  const servers =
    where.kind === "servers" ? await startSqld({ count: SERVER_NAMES.length, folder, names: SERVER_NAMES }) : null;
  const databases = await open(join(folder, "data"), servers);
  const migrations = options.migrations ?? MIGRATIONS;
  await migrateDatabases(databases, migrations);
  const clock = createClock();
  await load(databases.office, clock);
  const keyFolder = join(folder, "keys");
  const parts = await createParts(databases, keyFolder, clock, options.random ?? randomBytes);
  const opened: Database[] = [databases.intake, databases.responses, databases.office];
  const steps = createSteps(where.kind, databases, parts);
  const urls = servers?.urls ?? [];
  const installation: Installation = {
    kind: where.kind,
    folder,
    databases,
    clock,
    urls,
    databaseFolders: foldersOf(folder, servers),
    ...parts,
    ...steps,
    async freshDatabase() {
      const fresh = openServer({ url: urls[3] ?? "" });
      opened.push(fresh);
      await migrateDatabases({ ...databases, responses: fresh }, migrations);
      return fresh;
    },
    async closeAndSeal(wave) {
      await steps.close(wave);
      clock.advanceDays(GRACE_DAYS);
      if (where.kind === "files") return steps.seal(wave);
      const fresh = await installation.freshDatabase();
      await steps.seal(wave, { fresh });
      databases.responses = fresh;
      return steps.seal(wave);
    },
    async dispose() {
      for (const db of opened) db.$client.close();
      await servers?.stop();
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
  return installation;
}

async function open(folder: string, servers: SqldServers | null): Promise<OpenDatabases> {
  if (servers === null) return { ...(await openDatabases({ kind: "files", folder })) };
  const [intake = "", responses = "", office = ""] = servers.urls;
  const location = { intake: { url: intake }, responses: { url: responses }, office: { url: office } };
  return { ...(await openDatabases({ kind: "servers", ...location })) };
}

function foldersOf(folder: string, servers: SqldServers | null): Installation["databaseFolders"] {
  const data = join(folder, "data");
  const [intake = data, responses = data, office = data, fresh = data] = servers?.folders ?? [];
  return { intake, responses, office, fresh };
}

function createClock(): TestClock {
  let moment = Date.parse(FIRST_MOMENT);
  return {
    now: () => new Date(moment),
    set(text) {
      moment = Date.parse(text);
    },
    advanceDays(days) {
      moment += days * 24 * 60 * 60 * 1000;
    },
  };
}

/** Places and questionnaire, unless an earlier start has loaded them. */
async function load(office: Database, clock: TestClock): Promise<void> {
  if ((await listPlaces(office)).places.length > 0) return;
  await replacePlaces(office, false, REFERENCE_PLACES, REFERENCE_MEMBERSHIPS);
  const entry = { at: clock.now().toISOString(), actor: "test", event: "questionnaire.load", subject: "lga-resident" };
  await insertQuestionnaire(office, LGA_RESIDENT_SURVEY, entry);
}

type Parts = Pick<
  Installation,
  "keys" | "keyFolder" | "directory" | "catalogue" | "random" | "intake" | "waves" | "mover" | "forget"
>;

async function createParts(
  databases: OpenDatabases,
  keyFolder: string,
  clock: TestClock,
  random: RandomBytes,
): Promise<Parts> {
  const keys = createFileKeys(keyFolder);
  const now = (): number => clock.now().getTime();
  const memory = createMemory();
  const catalogue = createCatalogue(() => databases.office, now, { memory });
  const formKey = await readFormKey(keyFolder);
  const intake: IntakeServices = {
    catalogue,
    keys: keptEdgeKeys(keys, (work) => queueMicrotask(work)),
    random,
    now,
    seal: createSealer(now),
    forms: createFormSealer(formKey, now),
    controls: {
      limiter: createMemoryLimiter({ now, random, later: () => undefined }),
      proofs: createProofs(formKey, random, now),
      formAgeMin: FORM_AGE_MIN_MS,
    },
    database: () => databases.intake,
    commit: createGroupCommit((entries) => insertSpoolEntries(databases.intake, entries), COMMIT_MOST),
  };
  return {
    keys,
    keyFolder,
    catalogue,
    random,
    intake,
    directory: createDirectory(REFERENCE_PLACES, REFERENCE_MEMBERSHIPS),
    waves: {
      ...{ databases, keys, random, actor: "test" },
      now: () => clock.now(),
      cubes: createFileCubes(join(dirname(keyFolder), "cubes")),
    },
    mover: { databases, keys, random },
    forget() {
      memory.lists.clear();
      memory.items.clear();
      memory.looks.clear();
    },
  };
}

type Steps = Pick<Installation, "createTestWave" | "issue" | "accept" | "startForm" | "move" | "close" | "seal">;

function createSteps(kind: Installation["kind"], databases: OpenDatabases, parts: Parts): Steps {
  const { waves, intake, mover, forget } = parts;
  return {
    async createTestWave(request) {
      if (request.questionnaire !== undefined) {
        const entry = { at: waves.now().toISOString(), actor: "test", event: "questionnaire.add", subject: request.id };
        await insertQuestionnaire(databases.office, request.questionnaire, entry);
      }
      if (request.welsh === true) {
        const { id, version } = request.questionnaire ?? LGA_RESIDENT_SURVEY;
        const pages = { edition: WELSH_EDITION, reviewer: "A Reader", reviewed_on: "2026-11-01" };
        const at = { at: waves.now().toISOString(), actor: "test", event: "pages.review", subject: "cy" };
        await updateWelshReview(databases.office, pages, at);
        const review = { language: "cy", reviewer: "A Reader", reviewed_on: "2026-11-01" } as const;
        await insertReview(databases.office, id, version, review, {
          ...{ at: waves.now().toISOString(), actor: "test", event: "questionnaire.review", subject: id },
        });
      }
      orThrow(await createWave(waves, parts.directory, waveRequest(request)));
      if (request.open !== false) orThrow(await openWave(waves, request.id));
      forget();
      const wave = await getWave(databases.office, request.id);
      if (wave === null) throw new Error("the wave was not stored");
      return wave;
    },
    async issue(wave, place, count) {
      const batch = orThrow(await requestCodes({ ...waves, actor: "who requests" }, wave, place, count));
      return orThrow(await issueCodes({ ...waves, actor: "who issues" }, batch)).codes;
    },
    accept: (submission) => acceptSubmission(intake, submission),
    startForm: (wave, place, started) =>
      intake.forms.seal(startBinding(wave, place), { ...started, made: waves.now().getTime() - MINUTE_MS }),
    move: (wave, waitingMin) => moveWave(mover, wave, waitingMin),
    async close(wave) {
      orThrow(await closeWave(waves, wave));
      forget();
    },
    async seal(wave, { fresh = null, step } = {}) {
      const rewrite =
        kind === "files"
          ? { kind: "in_place" as const, rewrite: rewriteFile }
          : { kind: "fresh_database" as const, fresh };
      const result = await sealWave({ ...waves, rewrite, ...(step === undefined ? {} : { step }) }, wave);
      forget();
      return result;
    },
  };
}

function lastWeekday(day: string): string {
  return isWeekday(day) ? day : lastWeekday(daysAfter(day, -1));
}

function waveRequest({
  id,
  places,
  streams,
  closesOn = "2027-06-30",
  questionnaire = LGA_RESIDENT_SURVEY,
  welsh = false,
  proof = false,
}: TestWave): Parameters<typeof createWave>[2] {
  return {
    id,
    title: { en: `Wave ${id}`, cy: `Ton ${id}` },
    questionnaire: questionnaire.id,
    places: places ?? [{ place: SINGLE_TIER }, { place: TWO_TIER }],
    opensOn: "2027-06-01",
    closesOn,
    resultsOn: lastWeekday(`${closesOn.slice(0, 4)}-07-31`),
    streams: streams ?? [
      { stream: "code", mode: "online", sample_type: "probability" },
      { stream: "open", mode: "online", sample_type: "self-selected" },
    ],
    languages: welsh ? ["en", "cy"] : ["en"],
    proof,
  };
}

function orThrow<Value>(result: JobResult<Value>): Value {
  if (!result.ok) throw new Error(`${result.code}: ${result.detail}`);
  return result.value;
}
