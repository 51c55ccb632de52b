import { createHmac, randomBytes } from "node:crypto";
import { type CellNoise, createCellNoise, fractionOf } from "../../../core/disclosure/cell-noise.ts";
import { createUniform } from "../support.ts";
import { noiseTable } from "./a08.ts";
import type { Measure } from "./measure.ts";

const WAVES = 5;
const GUESSES = 2000;
/** So many counts are known to the attacker, e.g. since a council has published them itself. */
const KNOWN = 40;

type Hash = (message: string) => Uint8Array;

/** A hash by a generator that is seeded with a number: as good as `Math.random` with a seed that is the wave's minute. */
function seeded(seed: number): Hash {
  return (message) => {
    let state = seed;
    for (let at = 0; at < message.length; at += 1) state = Math.imul(state ^ message.charCodeAt(at), 0x01000193) >>> 0;
    const uniform = createUniform(state);
    return Uint8Array.from({ length: 8 }, () => Math.floor(256 * uniform()));
  };
}

/** A hash by a key that somebody might think of. */
function guessed(wave: string, guess: number): Hash {
  const words = ["", "secret", "soundings", "noise", "noise key", "key", "password", wave, `${wave} noise`];
  const key = guess < words.length ? (words[guess] ?? "") : String(guess);
  return (message) => createHmac("sha256", key).update(message).digest();
}

const TABLE = noiseTable();

/** The noise that a hash gives one of the known counts. */
function noiseOf(noise: CellNoise, wave: string, at: number): number {
  const named = { place: `P${at}`, wave, stream: "code", question: "q", answer: "a", variable: "all", band: "all" };
  return noise(named, 20 + at, 1000 + at, TABLE) - (20 + at);
}

/** Whether one of the guesses has the noise of every known count: then it has that of all others too. */
function isKeyFound(wave: string, own: Hash, guessOf: (guess: number) => Hash): boolean {
  const noise = createCellNoise(own);
  const published = Array.from({ length: KNOWN }, (_, at) => noiseOf(noise, wave, at));
  for (let guess = 0; guess < GUESSES; guess += 1) {
    const tried = createCellNoise(guessOf(guess));
    if (published.every((one, at) => noiseOf(tried, wave, at) === one)) return true;
  }
  return false;
}

/** Measures it. The attacker is granted even the sums of record keys. */
export function measure(): Measure {
  let [naive, ours] = [0, 0];
  for (let at = 0; at < WAVES; at += 1) {
    const wave = `wave-${at}`;
    if (isKeyFound(wave, seeded(317 * at + 5), seeded)) naive += 1;
    const key = randomBytes(32);
    const hash: Hash = (message) => createHmac("sha256", key).update(message).digest();
    if (isKeyFound(wave, hash, (guess) => guessed(wave, guess))) ours += 1;
  }
  return {
    attack: "A32",
    tries: "the noise key of a wave, among two thousand guesses",
    naive: { tried: WAVES, succeeded: naive },
    ours: { tried: WAVES, succeeded: ours },
  };
}

const CELLS = 100_000;
const CLASSES = 100;

/** Chi-square of the fractions that cells get from hashes, in a hundred classes: about 99 where they are uniform. */
export function chiSquare(): number {
  const seen = new Float64Array(CLASSES);
  for (let cell = 0; cell < CELLS; cell += 1) {
    const message = `v1|P|w|code|q${cell % 40}|a${cell % 5}|all|all|${cell}|0`;
    const place = Math.floor(CLASSES * fractionOf(createHmac("sha256", "key").update(message).digest()));
    seen[place] = (seen[place] ?? 0) + 1;
  }
  const expected = CELLS / CLASSES;
  return seen.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}
