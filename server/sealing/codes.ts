/** Codes that are sent to addresses, freshly drawn. Their form stands in `core/code/`. */
import { checkCharacter, CODE_ALPHABET, CODE_LENGTH } from "../../core/code/code.ts";
import type { RandomBytes } from "./bytes.ts";

/**
 * A fresh code. The characters are drawn without bias.
 * @example createCode((length) => new Uint8Array(length)) // => "2222222222"
 */
export function createCode(random: RandomBytes): string {
  let text = "";
  while (text.length < CODE_LENGTH - 1) {
    const [byte] = random(1);
    if (byte === undefined || byte >= Math.floor(256 / CODE_ALPHABET.length) * CODE_ALPHABET.length) continue;
    text += CODE_ALPHABET[byte % CODE_ALPHABET.length];
  }
  return text + checkCharacter(text);
}
