/**
 * The noise of a published count, keyed by its coordinate and by who it counts (R15). The same people in the same place
 * of the same release get the same noise, so building again changes nothing; the same people under another coordinate get
 * other noise, so two figures that agree do not tell that they count the same people.
 */
import { KEY_MODULUS } from "../tabulation/cube.ts";
import { noiseAt, type NoiseTable } from "./noise-table.ts";

/** Where a count stands. Names are canonical: one thing has one name, or it would have two noises. */
export interface CellCoordinate {
  /** The place or the group. */
  readonly place: string;
  readonly wave: string;
  readonly stream: string;
  /** The question, or the routing set for a base. */
  readonly question: string;
  /** The option, or `base`. */
  readonly answer: string;
  /** The demographic question, or `all`. */
  readonly variable: string;
  /** Its band, or `all`. */
  readonly band: string;
}

/** A count with its noise. `keySum` is the sum of the record keys of whoever is counted, modulo 2^48. */
export type CellNoise = (coordinate: CellCoordinate, count: number, keySum: number, table: NoiseTable) => number;

/**
 * Noise by a keyed hash: `hmac` is HMAC-SHA256 with the wave's noise key, or whatever else nobody without the key can
 * foresee, of at least 8 bytes. The message is `v1|place|wave|stream|question|answer|variable|band|count|sum`, the sum in
 * twelve hexadecimal digits. A count of 0 stays 0. Throws RangeError where a name holds "|" or a control character, or a
 * number is none of those it can be, without repeating it.
 */
export function createCellNoise(hmac: (message: string) => Uint8Array): CellNoise {
  // Names come a thousand times over, and looking one up is quicker than reading it.
  const names = new Set<string>();
  const nameIn = (name: string): string => {
    if (names.has(name)) return name;
    requireName(name);
    names.add(name);
    return name;
  };
  return ({ place, wave, stream, question, answer, variable, band }, count, keySum, table) => {
    if (!Number.isSafeInteger(count) || count < 0) throw new RangeError("A count is a whole number from 0.");
    if (!Number.isInteger(keySum) || keySum < 0 || keySum >= KEY_MODULUS) {
      throw new RangeError("A sum of record keys is a whole number below 2^48.");
    }
    const where = `v1|${nameIn(place)}|${nameIn(wave)}|${nameIn(stream)}|${nameIn(question)}|${nameIn(answer)}`;
    const whose = `${nameIn(variable)}|${nameIn(band)}|${count}|${keySum.toString(16).padStart(12, "0")}`;
    return count === 0 ? 0 : count + noiseAt(table, count, fractionOf(hmac(`${where}|${whose}`)));
  };
}

/**
 * The first 53 bits of a hash as a fraction, from 0 to below 1. Throws RangeError on fewer than 8 bytes.
 * @example fractionOf(Uint8Array.of(0x80, 0, 0, 0, 0, 0, 0, 0)) // => 0.5
 */
export function fractionOf(hash: Uint8Array): number {
  if (hash.length < 8) throw new RangeError("A fraction needs 8 bytes.");
  const [a, b, c, d] = [hash[0] ?? 0, hash[1] ?? 0, hash[2] ?? 0, hash[3] ?? 0];
  const [e, f, g] = [hash[4] ?? 0, hash[5] ?? 0, hash[6] ?? 0];
  const first = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  const next = (e << 13) | (f << 5) | (g >> 3);
  return (first * 2 ** 21 + next) / 2 ** 53;
}

function requireName(name: string): void {
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at);
    if (code === SEPARATOR || code < SPACE || (code >= DELETE && code <= LAST_CONTROL)) {
      throw new RangeError("A name in a coordinate holds a separator or a control character.");
    }
  }
}

const SEPARATOR = "|".charCodeAt(0);
const SPACE = 0x20;
const DELETE = 0x7f;
const LAST_CONTROL = 0x9f;
