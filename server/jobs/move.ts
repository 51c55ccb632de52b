/**
 * The mover (R24): takes places with ten or more sealed responses waiting, opens them, shuffles them, stores them, and
 * blanks what was sealed. What was written in a resident's own words goes into a table of its own (R28). A crash between
 * any two steps is harmless: a response keeps the id that was sealed inside it.
 */
import { type RandomBytes, toHex } from "../sealing/bytes.ts";
import { hmac } from "../sealing/hmac.ts";
import { createOpener, type SealedContent } from "../sealing/sealed-response.ts";
import type { Databases } from "../storage/database.ts";
import { blankSealed, listSealed, listWaiting } from "../storage/intake.ts";
import { insertResponses, responsesIdentity, type StoredResponse } from "../storage/responses.ts";
import { getSetting } from "../storage/settings.ts";
import type { SplitText } from "../storage/texts.ts";
import type { MoverKeyPort, MoverKeys } from "../keys/wave-keys.ts";

/** What the mover works with. */
export interface MoveServices {
  readonly databases: Databases;
  readonly keys: MoverKeyPort;
  readonly random: RandomBytes;
}

/** Fewer than these waiting in a place stay sealed until seal: a batch of few would keep their order of arrival. */
export const WAITING_MIN = 10;

const BATCH_MAX = 2000;
const RECORD_KEY_BYTES = 6;
const TEXT_ID_BYTES = 16;

/**
 * Moves the responses of a wave; returns how many. `waitingMin` is `WAITING_MIN` during fieldwork and 1 at seal.
 * Moves nothing where this process has no private key, or where a seal has put another responses database in place.
 */
export async function moveWave(
  services: MoveServices,
  wave: string,
  waitingMin: number = WAITING_MIN,
  onMoved?: (moved: number) => void,
): Promise<number> {
  const keys = await services.keys.read(wave);
  const privateKey = keys?.collection?.intakePrivate;
  if (keys === null || privateKey === undefined) return 0;
  const open = await createOpener(privateKey, wave);
  let moved = 0;
  for (const { place, waiting } of await listWaiting(services.databases.intake, wave)) {
    if (waiting < waitingMin) continue;
    moved += await movePlace(services, { wave, place, waitingMin }, keys, open, (some) => onMoved?.(moved + some));
  }
  return moved;
}

async function movePlace(
  services: MoveServices,
  { wave, place, waitingMin }: { readonly wave: string; readonly place: string; readonly waitingMin: number },
  keys: MoverKeys,
  open: Awaited<ReturnType<typeof createOpener>>,
  onMoved: (moved: number) => void,
): Promise<number> {
  const { intake, responses } = services.databases;
  let moved = 0;
  for (;;) {
    const waiting = await listSealed(intake, wave, place, BATCH_MAX);
    // Asked for every batch: those who answered while the last one was moved are not taken by themselves.
    if (waiting.length < Math.max(waitingMin, 1)) return moved;
    await assertInUse(services.databases);
    const contents = await Promise.all(waiting.map(({ sealed }) => open(place, sealed)));
    const rows = await Promise.all(
      contents.map((content) => storedResponse(wave, place, content, keys, services.random)),
    );
    const texts = contents.flatMap((content) => splitTexts(wave, place, content, services.random));
    // Each in an order of its own: the first text is not the first response's.
    await insertResponses(responses, shuffled(rows, services.random), shuffled(texts, services.random));
    await assertInUse(services.databases);
    await blankSealed(
      intake,
      wave,
      waiting.map(({ slot }) => slot),
    );
    moved += waiting.length;
    onMoved(moved);
  }
}

async function storedResponse(
  wave: string,
  place: string,
  content: SealedContent,
  keys: MoverKeys,
  random: RandomBytes,
): Promise<StoredResponse> {
  return {
    wave,
    place,
    id: content.id,
    stream: content.stream,
    baseWeightClass: content.base_weight_class,
    arm: content.arm,
    answers: content.answers,
    recordKey: await wrapRecordKey(keys.recordKeyWrapping, content.id, random(RECORD_KEY_BYTES)),
  };
}

/** What was written leaves its response here, under random ids of its own (R28). Who wrote nothing leaves nothing. */
function splitTexts(wave: string, place: string, content: SealedContent, random: RandomBytes): SplitText[] {
  return Object.entries(content.texts ?? {})
    .filter(([, text]) => text.trim() !== "")
    .map(([question, text]) => ({ wave, question, place, id: random(TEXT_ID_BYTES), text, response: content.id }));
}

/**
 * Wraps 48 random bits under the wave's wrapping key: they are combined with a pseudorandom value of the response's own
 * id, so wrapping twice is unwrapping. Once the wrapping key is destroyed, what is stored is noise (R31).
 */
export async function wrapRecordKey(
  wrappingKey: Uint8Array<ArrayBuffer>,
  id: Uint8Array,
  recordKey: Uint8Array,
): Promise<Uint8Array> {
  const mask = await hmac(wrappingKey, `record key ${toHex(id)}`);
  return recordKey.map((byte, index) => byte ^ (mask[index] ?? 0));
}

/** A random order, from numbers that nobody can predict. */
function shuffled<Item>(items: readonly Item[], random: RandomBytes): Item[] {
  const order = new DataView(random(items.length * 4).buffer);
  return items
    .map((item, index) => ({ item, key: order.getUint32(index * 4) }))
    .sort((first, second) => first.key - second.key)
    .map(({ item }) => item);
}

/** Throws where office names another responses database as the one in use: this one has been replaced. */
async function assertInUse(databases: Databases): Promise<void> {
  const inUse = await getSetting(databases.office, "responses_database");
  const own = await responsesIdentity(databases.responses);
  if (inUse !== own) throw new Error("this responses database has been replaced: point RESPONSES_URL at the new one");
}
