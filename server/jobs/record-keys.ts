/** Record keys for the builder (Node only): a million are unwrapped in seconds, since nothing waits for a promise. */
import { createHmac, createSecretKey } from "node:crypto";

/** Reads the record key of a response from its id and its wrapped key: 48 random bits, a whole number below 2^48. */
export type ReadRecordKey = (id: Uint8Array, wrapped: Uint8Array) => number;

const RECORD_KEY_BYTES = 6;

/**
 * A reader of the record keys that `wrapRecordKey` has wrapped under the same key. It throws where a wrapped key is not
 * six bytes long. What it gives never leaves the builder (R31).
 */
export function createRecordKeyReader(wrappingKey: Uint8Array): ReadRecordKey {
  const key = createSecretKey(wrappingKey);
  return function readRecordKey(id, wrapped) {
    if (wrapped.length !== RECORD_KEY_BYTES) throw new Error("a wrapped record key is not six bytes long");
    const hex = Buffer.from(id.buffer, id.byteOffset, id.length).toString("hex");
    // As text of one byte a character: a buffer for every digest would take half as long again.
    const mask = createHmac("sha256", key).update(`record key ${hex}`, "latin1").digest("binary");
    let value = 0;
    for (let index = 0; index < RECORD_KEY_BYTES; index += 1) {
      // Not by shifting: that would keep 32 bits.
      value = value * 256 + ((wrapped[index] ?? 0) ^ mask.charCodeAt(index));
    }
    return value;
  };
}
