/**
 * Solves a challenge (ALTCHA, SHA-256, cost 1): the counter whose hash begins as the challenge says. The hash is our own,
 * since the browser's comes as a promise each time, which costs several times what it computes, and is not there at all on
 * a page without encryption.
 */
import type { ProofChallenge } from "../../server/contract/wire.ts";

/** The counter that was looked for, and its hash. */
export interface ProofSolution {
  readonly counter: number;
  readonly derivedKey: string;
}

const BLOCK_WORDS = 16;

/** The constants of SHA-256: fractional parts of square and cube roots of primes, computed to spare their bytes. */
const [START, ROUND] = constants();

function constants(): readonly [Int32Array, Int32Array] {
  const primes: number[] = [];
  for (let number = 2; primes.length < 64; number += 1) {
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  }
  const fraction = (value: number): number => ((value % 1) * 2 ** 32) | 0;
  return [
    Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime))),
    Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime))),
  ];
}

/** Tries the counters from `from` on, at most `count` of them. */
export function solveProof(challenge: ProofChallenge, from: number, count: number): ProofSolution | null {
  const { salt, nonce, keyPrefix } = challenge.parameters;
  const message = wordsOf(salt + nonce);
  const wanted = wordsOf(keyPrefix);
  const block = new Int32Array(64);
  for (let counter = from; counter < from + count; counter += 1) {
    block.fill(0);
    block.set(message);
    block[message.length] = counter;
    block[message.length + 1] = 0x80000000 | 0;
    block[BLOCK_WORDS - 1] = (message.length + 1) * 32;
    const hash = hashBlock(block);
    if (wanted.every((word, index) => word === hash[index])) return { counter, derivedKey: hexOf(hash) };
  }
  return null;
}

/** The payload of a solved challenge, as it is sent. */
export function proofPayload({ parameters, signature }: ProofChallenge, solution: ProofSolution): string {
  return btoa(JSON.stringify({ challenge: { parameters, signature }, solution }));
}

/** SHA-256 of one block, whose first 16 words are the padded message; the others are room to compute in. */
function hashBlock(words: Int32Array): Int32Array {
  const at = (array: Int32Array, index: number): number => array[index] ?? 0;
  for (let index = BLOCK_WORDS; index < 64; index += 1) {
    const near = at(words, index - 2);
    const far = at(words, index - 15);
    const first = turn(far, 7) ^ turn(far, 18) ^ (far >>> 3);
    const second = turn(near, 17) ^ turn(near, 19) ^ (near >>> 10);
    words[index] = (at(words, index - 16) + first + at(words, index - 7) + second) | 0;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = START;
  for (let index = 0; index < 64; index += 1) {
    const mixed = (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g));
    const one = (h + mixed + at(ROUND, index) + at(words, index)) | 0;
    const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  return Int32Array.of(a, b, c, d, e, f, g, h).map((word, index) => word + at(START, index));
}

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

function wordsOf(hex: string): number[] {
  return (hex.match(/.{8}/g) ?? []).map((word) => Number.parseInt(word, 16) | 0);
}

function hexOf(words: Int32Array): string {
  return Array.from(words, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}
