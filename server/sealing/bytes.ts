/** Bytes as text and back, and randomness, with what Node and Workers both have. */

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Random bytes from the platform's cryptographic source. Passed to whatever needs chance, so that tests can fix it. */
export type RandomBytes = (length: number) => Uint8Array<ArrayBuffer>;

/** The platform's own source. */
export const randomBytes: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));

/** UTF-8. */
export function toBytes(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/** The text of UTF-8 bytes. */
export function toText(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/**
 * URL-safe base 64 without padding (RFC 4648, section 5).
 * @example toBase64Url(new Uint8Array([255, 254])) // => "__4"
 */
export function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The bytes of URL-safe base 64, or null where the text is none. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** Lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
