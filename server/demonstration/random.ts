/** Chance that can be repeated: the same seed gives the same numbers on every machine. Never used for anything secret. */

/** Draws numbers from 0 up to but not including 1. */
export type Chance = () => number;

/**
 * The mulberry32 generator, started from a text (FNV-1a).
 * @example createChance("a")() === createChance("a")() // => true
 */
export function createChance(seed: string): Chance {
  let state = hash(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A number around 0 with standard deviation 1, bounded by 3.5: the sum of twelve even ones is close to a normal one. */
export function bell(chance: Chance): number {
  let sum = -6;
  for (let drawn = 0; drawn < 12; drawn += 1) sum += chance();
  return Math.max(-3.5, Math.min(3.5, sum));
}

/** The position of the share that is hit. Shares need not add up to anything in particular. */
export function pick(chance: Chance, shares: readonly number[]): number {
  let left = chance() * shares.reduce((total, share) => total + share, 0);
  for (const [position, share] of shares.entries()) {
    left -= share;
    if (left < 0) return position;
  }
  return shares.length - 1;
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value ^ (value >>> 16);
}
