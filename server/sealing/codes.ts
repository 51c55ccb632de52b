/**
 * Codes that are sent to addresses: ten readable characters, the last a check character. No 0, O, 1, I, L or U, and no
 * vowels, so that no code spells a word. Form can be checked without any database.
 */
import type { RandomBytes } from "./bytes.ts";

const ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ";
const LENGTH = 10;

/**
 * A fresh code. The characters are drawn without bias.
 * @example createCode((length) => new Uint8Array(length)) // => "2222222222"
 */
export function createCode(random: RandomBytes): string {
  let text = "";
  while (text.length < LENGTH - 1) {
    const [byte] = random(1);
    if (byte === undefined || byte >= Math.floor(256 / ALPHABET.length) * ALPHABET.length) continue;
    text += ALPHABET[byte % ALPHABET.length];
  }
  return text + checkCharacter(text);
}

/**
 * A code as it was issued, from whatever was typed: case, spaces and hyphens are forgiven. Null where it cannot be one.
 * @example parseCode("2222 222-222") // => "2222222222"
 */
export function parseCode(typed: string): string | null {
  const text = typed.toUpperCase().replaceAll(/[\s-]/g, "");
  if (text.length !== LENGTH || [...text].some((character) => !ALPHABET.includes(character))) return null;
  return checkCharacter(text.slice(0, -1)) === text.at(-1) ? text : null;
}

/** Luhn's algorithm modulo 28: finds every single wrong character and nearly every swap of neighbours. */
function checkCharacter(text: string): string {
  const size = ALPHABET.length;
  let total = 0;
  let factor = 2;
  for (const character of [...text].reverse()) {
    const addend = factor * ALPHABET.indexOf(character);
    total += Math.floor(addend / size) + (addend % size);
    factor = factor === 2 ? 1 : 2;
  }
  return ALPHABET[(size - (total % size)) % size] ?? "";
}
