/**
 * What ends by itself, and when (R31): one job for each kind. Every job looks whether its day has come, can be repeated,
 * and ends the same when it was killed between any two of its steps. Node only: keys and cubes are files.
 *
 * Days count from the newest publication of a wave, or where nothing of it was published, blocked by an attack or
 * abandoned, from the day that was announced for its results. The demonstration is left out of that: it holds nobody's
 * answers, and its pages stay.
 */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { daysAfter, ukDay } from "../../core/release/days.ts";
import { overwriteAndUnlink } from "../keys/overwrite-file.ts";
import type { WaveKeyPort } from "../keys/wave-keys.ts";
import { deleteAuditBefore } from "../storage/audit.ts";
import type { Database, Databases } from "../storage/database.ts";
import { deleteResponses } from "../storage/responses.ts";
import { insertEnded, isEnded, listEnded, listPublications, type RetentionKind } from "../storage/retention.ts";
import { deleteTexts } from "../storage/texts.ts";
import { listWaves, type Wave } from "../storage/waves.ts";
import { kindOf, onceAtATime } from "./rounds.ts";

/** What these jobs work with. */
export interface RetentionServices {
  readonly databases: Databases;
  readonly keys: WaveKeyPort;
  /** The folder of the waves' exact counts. */
  readonly cubeFolder: string;
  /** Rewrites an embedded file, so that no deleted row can be read in it; null where the databases are servers. */
  readonly rewrite: ((db: Database) => Promise<void>) | null;
  readonly now: () => Date;
  readonly actor: string;
  /** Called after each step, for the tests that kill here. */
  readonly step?: (name: RetentionStep) => Promise<void> | void;
}

/** The steps at which a kill must do no harm. */
export const RETENTION_STEPS = [
  "unsealed_keys_destroyed",
  "keys_destroyed",
  "texts_deleted",
  "texts_rewritten",
  "correction_window_ended",
  "cube_deleted",
  "responses_deleted",
  "responses_rewritten",
  "responses_ended",
] as const;

/** A step of these jobs. */
export type RetentionStep = (typeof RETENTION_STEPS)[number];

/** Something that ended in a round; the wave is empty for the audit, which belongs to none. */
export interface Ending {
  readonly wave: string;
  readonly kind: RetentionKind | "collection_keys" | "audit";
}

/** What came of a round. A job that failed kept no other from its work, and is tried again in the next round. */
export interface RetentionResult {
  readonly ended: readonly Ending[];
  readonly failed: readonly (Ending & { readonly error: unknown })[];
}

/** Something of a wave that ends: on which day, or that it has ended, or that it never does. */
export interface Due {
  readonly wave: string;
  readonly kind: RetentionKind;
  /** The first day on which it ends; null for the demonstration. A publication before that day moves it. */
  readonly on: string | null;
  readonly published: boolean;
  readonly endedOn: string | null;
}

/** Days after publication in which a correction may be made, and after the announced day where nothing is published. */
export const CORRECTION_WINDOW_DAYS = 90;

const RESPONSES_MONTHS = 12;
const AUDIT_MONTHS = 24;
const KINDS: readonly RetentionKind[] = ["correction_window", "responses"];

/**
 * The day that lies `months` calendar months after a day, or the last of its month where that is shorter.
 * @example monthsAfter("2028-02-29", 12) // => "2029-02-28"
 */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  last.setUTCDate(Math.min(date, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}

/** Runs every job for every wave. */
export async function runRetention(services: RetentionServices): Promise<RetentionResult> {
  const { office } = services.databases;
  const ended: Ending[] = [];
  const failed: (Ending & { error: unknown })[] = [];
  const guarded = async (ending: Ending, job: () => Promise<boolean>): Promise<void> => {
    try {
      if (await job()) ended.push(ending);
    } catch (error) {
      failed.push({ ...ending, error });
    }
  };
  const publications = await listPublications(office);
  for (const wave of await listWaves(office)) {
    const publishedAt = publications.get(wave.id) ?? null;
    await guarded({ wave: wave.id, kind: "collection_keys" }, () => endCollectionKeys(services, wave));
    await guarded({ wave: wave.id, kind: "correction_window" }, () => endCorrectionWindow(services, wave, publishedAt));
    await guarded({ wave: wave.id, kind: "responses" }, () => endResponses(services, wave, publishedAt));
  }
  await guarded({ wave: "", kind: "audit" }, () => endAudit(services));
  return { ended, failed };
}

/**
 * Ends whatever is left of a sealed wave's collection keys, as a backup of the folder of keys may have brought back.
 * Returns whether any were there.
 */
export async function endCollectionKeys(services: RetentionServices, wave: Wave): Promise<boolean> {
  if (wave.state !== "sealed" && wave.state !== "released") return false;
  const held = (await services.keys.read(wave.id))?.collection !== undefined;
  await services.keys.destroyCollectionKeys(wave.id);
  return held;
}

/**
 * Ends what a correction needs, 90 days after the publication of a wave's newest release: the noise key, the key that
 * wraps record keys, and the free texts with their themes. Where nothing is published and it was never sealed, its
 * collection keys too: nobody can open what is left of it then. Returns whether anything ended now. What comes back by a
 * backup ends again.
 */
export async function endCorrectionWindow(
  services: RetentionServices,
  wave: Wave,
  publishedAt: string | null,
): Promise<boolean> {
  const { databases, keys } = services;
  if (!isDue(services, wave, "correction_window", publishedAt)) return false;
  const ended = await isEnded(databases.office, wave.id, "correction_window");
  const held = (await keys.read(wave.id)) !== null;
  if (held || !ended) {
    await keys.destroyCollectionKeys(wave.id);
    await services.step?.("unsealed_keys_destroyed");
    await keys.destroyNoiseKeys(wave.id);
  }
  if ((await keys.read(wave.id)) !== null) throw new Error("the keys of the wave are still held");
  await services.step?.("keys_destroyed");
  const texts = await deleteTexts(databases.responses, wave.id);
  await services.step?.("texts_deleted");
  if (texts || !ended) await services.rewrite?.(databases.responses);
  await services.step?.("texts_rewritten");
  if (ended && !held && !texts) return false;
  await markEnded(services, wave.id, "correction_window");
  return true;
}

/**
 * Ends a wave's responses and its exact counts, 12 months after the publication of its newest release. Returns whether
 * anything ended now. What comes back by a backup ends again.
 */
export async function endResponses(
  services: RetentionServices,
  wave: Wave,
  publishedAt: string | null,
): Promise<boolean> {
  const { databases } = services;
  if (!isDue(services, wave, "responses", publishedAt)) return false;
  const ended = await isEnded(databases.office, wave.id, "responses");
  const cube = await endCube(services.cubeFolder, wave.id);
  await services.step?.("cube_deleted");
  const responses = await deleteResponses(databases.responses, wave.id);
  await services.step?.("responses_deleted");
  if (responses || !ended) await services.rewrite?.(databases.responses);
  await services.step?.("responses_rewritten");
  if (ended && !cube && !responses) return false;
  await markEnded(services, wave.id, "responses");
  return true;
}

/** Ends entries of the audit after 24 months. Returns whether there were any. It leaves no entry of its own. */
export async function endAudit(services: RetentionServices): Promise<boolean> {
  const day = monthsAfter(ukDay(services.now()), -AUDIT_MONTHS);
  return deleteAuditBefore(services.databases.office, `${day}T00:00:00.000Z`);
}

/** What of every wave ends when, in the order of the waves. */
export async function listDue(services: Pick<RetentionServices, "databases">): Promise<readonly Due[]> {
  const { office } = services.databases;
  const publications = await listPublications(office);
  const ended = await listEnded(office);
  return (await listWaves(office)).flatMap((wave) =>
    KINDS.map((kind) => ({
      wave: wave.id,
      kind,
      on: dueOn(wave, kind, publications.get(wave.id) ?? null),
      published: publications.has(wave.id),
      endedOn: ended.find((one) => one.wave === wave.id && one.kind === kind)?.endedOn ?? null,
    })),
  );
}

/**
 * A function that runs every job, once a day in the United Kingdom however often it is called; again on the same day
 * where something failed. `log` is told what ended, and what kind of error there was; a message might quote.
 */
export function createRetentionRound(
  services: RetentionServices,
  log: (line: Readonly<Record<string, string>>) => void,
): () => Promise<void> {
  let doneOn = "";

  async function run(): Promise<void> {
    const day = ukDay(services.now());
    if (day === doneOn) return;
    try {
      const { ended, failed } = await runRetention(services);
      for (const { wave, kind } of ended) log({ event: "retention.ended", wave, kind });
      for (const { wave, kind, error } of failed) {
        log({ event: "retention.failed", wave, kind, error: kindOf(error) });
      }
      if (failed.length === 0) doneOn = day;
    } catch (error) {
      log({ event: "retention.failed", error: kindOf(error) });
    }
  }

  return onceAtATime(run);
}

function dueOn(wave: Wave, kind: RetentionKind, publishedAt: string | null): string | null {
  if (wave.demonstration) return null;
  const from = publishedAt === null ? wave.resultsOn : ukDay(new Date(publishedAt));
  return kind === "responses" ? monthsAfter(from, RESPONSES_MONTHS) : daysAfter(from, CORRECTION_WINDOW_DAYS);
}

function isDue(services: RetentionServices, wave: Wave, kind: RetentionKind, publishedAt: string | null): boolean {
  const on = dueOn(wave, kind, publishedAt);
  return on !== null && ukDay(services.now()) >= on;
}

/** Zeroes and deletes the wave's cubes: of every revision, of drafts, and what a kill left of one that was being written. */
async function endCube(folder: string, wave: string): Promise<boolean> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    return [];
  });
  // No id has a full stop, so no other wave's file begins like this.
  const cubes = names.filter((name) => name.startsWith(`${wave}.`));
  for (const name of cubes) await overwriteAndUnlink(join(folder, name));
  return cubes.length > 0;
}

async function markEnded(services: RetentionServices, wave: string, kind: RetentionKind): Promise<void> {
  const now = services.now();
  const entry = { at: now.toISOString(), actor: services.actor, event: `retention.${kind}`, subject: wave };
  await insertEnded(services.databases.office, { wave, kind, endedOn: ukDay(now) }, entry);
  await services.step?.(`${kind}_ended`);
}
