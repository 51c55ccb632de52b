/**
 * The seal of a wave (R25): its end of collecting. Each step can be repeated, and a kill after any step, then the same
 * call again, ends the same. A wave is `sealed` only when its collection keys were seen gone.
 */
import type { WaveKeyPort } from "../keys/wave-keys.ts";
import type { RandomBytes } from "../sealing/bytes.ts";
import { type Database, type Databases, inPages } from "../storage/database.ts";
import { closeGate, countIntakeRows, deleteWaveFromIntake, listWaiting } from "../storage/intake.ts";
import {
  countResponses,
  insertResponses,
  listResponses,
  listWavePlaces,
  responsesIdentity,
} from "../storage/responses.ts";
import { getSetting, updateSetting } from "../storage/settings.ts";
import { copyTexts } from "../storage/texts.ts";
import { getWave, GRACE_DAYS, updateWaveState, type Wave } from "../storage/waves.ts";
import { daysAfter, ukDay } from "../../core/release/days.ts";
import { moveWave } from "./move.ts";
import { countPatterns } from "./patterns.ts";

/** How the responses database is rewritten in key order: in place (embedded files), or into a fresh one (servers). */
export type Rewrite =
  | { readonly kind: "in_place"; readonly rewrite: (db: Database) => Promise<void> }
  | { readonly kind: "fresh_database"; readonly fresh: Database | null };

/** What the seal works with. `step` is called after each step, for progress and for the tests that kill here. */
export interface SealServices {
  readonly databases: Databases;
  readonly keys: WaveKeyPort;
  readonly random: RandomBytes;
  readonly rewrite: Rewrite;
  readonly now: () => Date;
  readonly actor: string;
  readonly step?: (name: SealStep) => Promise<void> | void;
}

/** The steps, in their order. */
export const SEAL_STEPS = [
  "gate_closed",
  "moved",
  "responses_rewritten",
  "patterns_counted",
  "intake_emptied",
  "keys_destroyed",
  "sealed",
] as const;

/** A step of the seal. */
export type SealStep = (typeof SEAL_STEPS)[number];

/** What came of a seal. */
export type SealResult =
  | { readonly ok: true; readonly responses: number }
  | {
      readonly ok: false;
      readonly problem:
        | "wave.unknown"
        | "wave.not_closed"
        | "wave.in_grace"
        | "seal.needs_fresh_database"
        | "seal.switch_database";
      readonly detail: string;
    };

const REPLACED = "this responses database has been replaced: point RESPONSES_URL at the new one";

const NEEDS_FRESH: SealResult = {
  ok: false,
  problem: "seal.needs_fresh_database",
  detail:
    "On libSQL servers the responses are rewritten into an empty database. Start one and name it in RESPONSES_FRESH_URL.",
};

/** Seals a wave, or goes on where an earlier call was stopped. */
export async function sealWave(services: SealServices, id: string): Promise<SealResult> {
  const { databases, keys } = services;
  const wave = await getWave(databases.office, id);
  const refused = refusal(wave, services.now());
  if (refused !== null) return refused;
  if (wave === null) throw new Error("a wave that is null is refused above");
  if (wave.state !== "sealed" && wave.state !== "released") {
    await markState(services, id, "sealing");
    await closeGate(databases.intake, id);
    await services.step?.("gate_closed");
    await moveWave(services, id, 1);
    const waiting = await listWaiting(databases.intake, id);
    if (waiting.length > 0) throw new Error("sealed responses are left, and this process holds no key that opens them");
    await services.step?.("moved");
    const rewritten = await rewriteResponses(services, id);
    if (!rewritten.ok) return rewritten;
    await services.step?.("responses_rewritten");
    await countPatterns(databases, wave);
    await services.step?.("patterns_counted");
    await emptyIntake(services, id);
    await services.step?.("intake_emptied");
    await keys.destroyCollectionKeys(id);
    const left = await keys.read(id);
    if (left?.collection !== undefined) throw new Error("the collection keys are still held");
    await services.step?.("keys_destroyed");
    await markState(services, id, "sealed");
    await services.step?.("sealed");
  }
  const counts = await countResponses(databases.responses, id);
  return { ok: true, responses: counts.reduce((total, { responses }) => total + responses, 0) };
}

function refusal(wave: Wave | null, now: Date): Extract<SealResult, { ok: false }> | null {
  if (wave === null) return { ok: false, problem: "wave.unknown", detail: "There is no such wave." };
  if (wave.state === "draft" || wave.state === "open" || wave.closedOn === null) {
    return { ok: false, problem: "wave.not_closed", detail: "Close the wave first." };
  }
  const sealableOn = wave.demonstration ? wave.closedOn : daysAfter(wave.closedOn, GRACE_DAYS);
  if (ukDay(now) < sealableOn) {
    const detail = `Late answers are taken until ${sealableOn}. Seal the wave on that day or after it.`;
    return { ok: false, problem: "wave.in_grace", detail };
  }
  return null;
}

async function markState(services: SealServices, id: string, state: "sealing" | "sealed"): Promise<void> {
  const entry = { at: services.now().toISOString(), actor: services.actor, event: `wave.${state}`, subject: id };
  await updateWaveState(services.databases.office, id, state, entry);
}

async function emptyIntake(services: SealServices, id: string): Promise<void> {
  const { intake } = services.databases;
  await deleteWaveFromIntake(intake, id);
  if ((await countIntakeRows(intake, id)) > 0) throw new Error("intake still holds rows of the wave");
  if (services.rewrite.kind === "in_place") await services.rewrite.rewrite(intake);
}

async function rewriteResponses(services: SealServices, id: string): Promise<SealResult> {
  const { databases, rewrite } = services;
  if (rewrite.kind === "in_place") {
    await rewrite.rewrite(databases.responses);
    return { ok: true, responses: 0 };
  }
  return copyIntoFresh(databases, rewrite.fresh, id);
}

/**
 * Copies the responses into the fresh database once, and makes that the one in use. What office keeps of it
 * (`rewriting_for`, then `rewritten_for`, with the fresh database's identity) lets a copy that was stopped go on, and
 * never lets a database pass for rewritten that was not.
 */
async function copyIntoFresh(databases: Databases, empty: Database | null, id: string): Promise<SealResult> {
  const { office, responses } = databases;
  const [begun, done] = [`rewriting_for:${id}`, `rewritten_for:${id}`];
  const own = await responsesIdentity(responses);
  if ((await getSetting(office, done)) === own) return { ok: true, responses: 0 };
  const target = await getSetting(office, begun);
  if (target === own) throw new Error("the copy into this responses database was stopped: point RESPONSES_URL back");
  const fresh = empty === null ? null : await responsesIdentity(empty);
  if (empty === null || fresh === null || fresh === own) return NEEDS_FRESH;
  if (fresh !== target) {
    if ((await getSetting(office, "responses_database")) !== own) throw new Error(REPLACED);
    if ((await listWavePlaces(empty)).length > 0) return NEEDS_FRESH;
    await updateSetting(office, begun, fresh);
  }
  // From here on no mover writes into the old database; see `assertInUse`.
  await updateSetting(office, "responses_database", fresh);
  await copyInKeyOrder(responses, empty);
  await updateSetting(office, done, fresh);
  const detail =
    "The responses stand rewritten in the fresh database. Point RESPONSES_URL at it, destroy the old database with its write-ahead log, and seal the wave again to finish.";
  return { ok: false, problem: "seal.switch_database", detail };
}

const PAGE_ROWS = 2000;

async function copyInKeyOrder(from: Database, to: Database): Promise<void> {
  for (const { wave, place } of await listWavePlaces(from)) {
    const pages = inPages(PAGE_ROWS, (after, most) => listResponses(from, wave, place, after, most));
    for await (const page of pages) await insertResponses(to, page);
  }
  await copyTexts(from, to);
}
