/** Chance that repeats: what tests pass wherever the code asks for `RandomBytes`. */
import { createHash } from "node:crypto";
import type { RandomBytes } from "../../server/sealing/bytes.ts";

/** Random bytes that are the same for the same seed: a hash in counter mode. */
export function createRandom(seed: string): RandomBytes {
  let counter = 0;
  return (length) => {
    const bytes = new Uint8Array(length);
    for (let filled = 0; filled < length; filled += 32) {
      const block = createHash("sha256").update(`${seed} ${counter}`).digest();
      counter += 1;
      bytes.set(block.subarray(0, Math.min(32, length - filled)), filled);
    }
    return bytes;
  };
}

/** A whole number from 0 to `below` - 1. */
export function randomBelow(random: RandomBytes, below: number): number {
  return new DataView(random(4).buffer).getUint32(0) % below;
}
