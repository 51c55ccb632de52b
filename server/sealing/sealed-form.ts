/**
 * What a resident without JavaScript has answered so far travels in the form itself, sealed by AES-256-GCM: no server
 * keeps it and no browser history shows it. A form opens only for the wave, place and page it was made for, and for as
 * many days as whoever opens it allows: its key is derived for the day, and the keys of the days back are tried. One day
 * back gives 24 to 48 hours (WCAG 2.2.1 asks for 20).
 */
import { fromBase64Url, randomBytes, toBase64Url, toBytes, toText } from "./bytes.ts";

/** Seals and opens forms under one installation's form key. */
export interface FormSealer {
  /** The sealed text of a state, bound to `binding` (wave, place). */
  seal(binding: string, state: unknown): Promise<string>;
  /** The state, or null where the text is forged, belongs elsewhere, or is older than `daysKept` days, one unless said. */
  open(binding: string, sealed: string, daysKept?: number): Promise<unknown>;
}

const NONCE_BYTES = 12;
const DAY_MS = 24 * 60 * 60 * 1000;
const DERIVED_KEYS_MAX = 16;

/** A sealer over a 32-byte key and a clock. */
export function createFormSealer(formKey: Uint8Array<ArrayBuffer>, now: () => number): FormSealer {
  const keys = new Map<number, Promise<CryptoKey>>();

  function keyOf(day: number): Promise<CryptoKey> {
    const key = keys.get(day) ?? derivedKey(formKey, day);
    if (keys.size >= DERIVED_KEYS_MAX) keys.clear();
    keys.set(day, key);
    return key;
  }

  return {
    async seal(binding, state) {
      const nonce = randomBytes(NONCE_BYTES);
      const key = await keyOf(Math.floor(now() / DAY_MS));
      const options = { name: "AES-GCM", iv: nonce, additionalData: toBytes(binding) };
      const ciphertext = await crypto.subtle.encrypt(options, key, toBytes(JSON.stringify(state)));
      return toBase64Url(new Uint8Array([...nonce, ...new Uint8Array(ciphertext)]));
    },
    async open(binding, sealed, daysKept = 1) {
      const bytes = fromBase64Url(sealed);
      if (bytes === null || bytes.length <= NONCE_BYTES) return null;
      const today = Math.floor(now() / DAY_MS);
      for (let day = today; day >= today - daysKept; day -= 1) {
        const options = { name: "AES-GCM", iv: bytes.slice(0, NONCE_BYTES), additionalData: toBytes(binding) };
        try {
          const plain = await crypto.subtle.decrypt(options, await keyOf(day), bytes.slice(NONCE_BYTES));
          return JSON.parse(toText(new Uint8Array(plain)));
        } catch {
          // Sealed under another day's key, or not by us.
        }
      }
      return null;
    },
  };
}

async function derivedKey(formKey: Uint8Array<ArrayBuffer>, day: number): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey("raw", formKey, "HKDF", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info: toBytes(`soundings form v1 ${day}`) },
    material,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}
