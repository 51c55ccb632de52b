/**
 * Codes for letters: one person asks for a batch, another issues it. Whoever prints letters could otherwise make codes
 * for themselves, and answer with them.
 */
import { DEFAULT_ACTOR } from "../environment.ts";
import { toHex } from "../sealing/bytes.ts";
import { createCode } from "../sealing/codes.ts";
import { hmac } from "../sealing/hmac.ts";
import { getCodeBatch, insertCodeBatch, markBatchIssued } from "../storage/code-batches.ts";
import { insertCodes } from "../storage/intake.ts";
import { getWave, type Wave } from "../storage/waves.ts";
import { auditEntry, done, type JobResult, refuse, UNKNOWN_WAVE, type WaveServices } from "./waves.ts";

/** The most codes of one batch. */
export const BATCH_CODES_MAX = 1_000_000;

/** Codes that were issued just now: the only time that anybody has them. */
export interface IssuedCodes {
  readonly wave: Wave;
  readonly place: string;
  readonly codes: readonly string[];
}

const BATCH_ID_BYTES = 6;
const ISSUED_ALREADY = refuse(
  "batch.issued",
  "That batch has been issued, and its codes are stored nowhere. If the file was lost, request another batch.",
);

/** Asks for codes for a place. Gives the id of the batch, which somebody else issues. */
export async function requestCodes(
  services: WaveServices,
  id: string,
  place: string,
  count: number,
): Promise<JobResult<string>> {
  const unnamed = actorProblem(services.actor);
  if (unnamed !== null) return unnamed;
  const { office } = services.databases;
  const wave = await getWave(office, id);
  if (wave === null) return UNKNOWN_WAVE;
  if (!wave.places.some((one) => one.place === place)) {
    return refuse("place.not_in_wave", "The wave is not in the field in that place.");
  }
  if (!wave.streams.some(({ stream }) => stream === "code")) {
    return refuse("wave.no_codes", "The wave has no code stream.");
  }
  const problem = stateProblem(wave);
  if (problem !== null) return problem;
  const batch = toHex(services.random(BATCH_ID_BYTES));
  const entry = auditEntry(services, "code.request", id, `${batch}: ${count} for ${place}`);
  await insertCodeBatch(office, { id: batch, wave: id, place, codes: count, requestedBy: services.actor }, entry);
  return done(batch);
}

/**
 * Issues a batch, once. The codes are given to be printed; only their hashes are stored, and they are committed before
 * anybody has a code. A process that ends between that and the mark leaves hashes of codes that nobody knows, and a
 * batch that can still be issued.
 */
export async function issueCodes(services: WaveServices, id: string): Promise<JobResult<IssuedCodes>> {
  const unnamed = actorProblem(services.actor);
  if (unnamed !== null) return unnamed;
  const { intake, office } = services.databases;
  const batch = await getCodeBatch(office, id);
  if (batch === null) return refuse("batch.unknown", "There is no batch with that id. `codes list WAVE` shows them.");
  if (batch.state === "issued") return ISSUED_ALREADY;
  if (nameOf(batch.requestedBy) === nameOf(services.actor)) {
    return refuse(
      "batch.same_actor",
      `${batch.requestedBy} asked for this batch, so somebody else has to issue it, under their own SOUNDINGS_ACTOR.`,
    );
  }
  const wave = await getWave(office, batch.wave);
  if (wave === null) return UNKNOWN_WAVE;
  const problem = stateProblem(wave);
  if (problem !== null) return problem;
  const keys = await services.keys.read(wave.id);
  if (keys?.collection === undefined) return refuse("wave.no_keys", "This machine does not hold the wave's keys.");
  const codes = new Set<string>();
  while (codes.size < batch.codes) codes.add(createCode(services.random));
  const key = keys.collection.code;
  const hashes = await Promise.all([...codes].map((code) => hmac(key, code)));
  await insertCodes(intake, wave.id, batch.place, hashes);
  const entry = auditEntry(services, "code.issue", wave.id, `${id}: ${batch.codes} for ${batch.place}`);
  if (!(await markBatchIssued(office, id, entry))) return ISSUED_ALREADY;
  return done({ wave, place: batch.place, codes: [...codes] });
}

/** Two steps by "command line" would be two steps by nobody. */
function actorProblem(actor: string): JobResult<never> | null {
  if (nameOf(actor) !== "" && nameOf(actor) !== nameOf(DEFAULT_ACTOR)) return null;
  return refuse(
    "actor.unnamed",
    "Codes take two people: one requests them, another issues them. Set SOUNDINGS_ACTOR to your own name first.",
  );
}

function stateProblem({ state }: Wave): JobResult<never> | null {
  if (state === "draft" || state === "open") return null;
  return refuse("wave.closed", "The wave has been closed: letters would come too late.");
}

/** A name as a person means it, however it is typed. */
function nameOf(actor: string): string {
  return actor.normalize("NFKC").trim().replaceAll(/\s+/g, " ").toLowerCase();
}
