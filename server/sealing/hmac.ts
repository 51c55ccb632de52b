import { toBytes } from "./bytes.ts";

/**
 * HMAC-SHA256 of a text under a 32-byte key. What the databases keep of codes and submission ids is only this: without
 * the key, which is in no database and is destroyed at seal, nothing can be looked up by it.
 */
export async function hmac(key: Uint8Array<ArrayBuffer>, text: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.sign("HMAC", await imported(key), toBytes(text)));
}

const importedKeys = new WeakMap<Uint8Array, Promise<CryptoKey>>();

function imported(key: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const known = importedKeys.get(key);
  if (known !== undefined) return known;
  const fresh = crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  importedKeys.set(key, fresh);
  return fresh;
}
