/** Record keys for the builder (Node only): a million are unwrapped in seconds, since nothing waits for a promise. */
import { createHmac, createSecretKey } from "node:crypto";

/** What stands for a response while a release is built; nothing of it leaves the builder (R31). */
export interface RecordNumbers {
  /** 48 random bits, which choose the noise: a whole number below 2^48. */
  readonly recordKey: number;
  /** 48 other bits, by which a correction is known to have changed somebody. */
  readonly member: number;
}

/** Reads the numbers of a response from its id and its wrapped key. */
export type ReadRecordNumbers = (id: Uint8Array, wrapped: Uint8Array) => RecordNumbers;

const RECORD_KEY_BYTES = 6;
const MEMBER_AT = 8;

/**
 * A reader of the record keys that `wrapRecordKey` has wrapped under the same key. The member number is made of the same
 * hash, so once the wrapping key is destroyed neither can be had again. It throws where a wrapped key is not six bytes
 * long.
 */
export function createRecordReader(wrappingKey: Uint8Array): ReadRecordNumbers {
  const key = createSecretKey(wrappingKey);
  return function readRecordNumbers(id, wrapped) {
    if (wrapped.length !== RECORD_KEY_BYTES) throw new Error("a wrapped record key is not six bytes long");
    const hex = Buffer.from(id.buffer, id.byteOffset, id.length).toString("hex");
    // As text of one byte a character: a buffer for every digest would take half as long again.
    const mask = createHmac("sha256", key).update(`record key ${hex}`, "latin1").digest("binary");
    let [recordKey, member] = [0, 0];
    for (let index = 0; index < RECORD_KEY_BYTES; index += 1) {
      // Not by shifting: that would keep 32 bits.
      recordKey = recordKey * 256 + ((wrapped[index] ?? 0) ^ mask.charCodeAt(index));
      member = member * 256 + mask.charCodeAt(MEMBER_AT + index);
    }
    return { recordKey, member };
  };
}
