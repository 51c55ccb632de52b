/**
 * Wave keys (R31): independent random keys that are never a row in a database, since a deleted row stays readable in a
 * server's write-ahead log. They stand behind this small port: files on Node, secrets on Workers.
 */
import { fromBase64Url, randomBytes, toBase64Url } from "../sealing/bytes.ts";
import { createIntakeKeyPair } from "../sealing/sealed-response.ts";

/** The keys of a wave that the edge needs to take a response, and all that it ever holds. Destroyed at seal. */
export interface EdgeKeys {
  /** HMAC key of the codes in the `code` table. */
  readonly code: Uint8Array<ArrayBuffer>;
  /** HMAC key of spent codes. */
  readonly nullifier: Uint8Array<ArrayBuffer>;
  /** HMAC key of submission ids. */
  readonly spool: Uint8Array<ArrayBuffer>;
}

/** Keys that exist while a wave collects, destroyed at seal. */
export interface CollectionKeys extends EdgeKeys {
  /** Opens sealed responses; only where the mover runs. */
  readonly intakePrivate?: JsonWebKey;
}

/** All keys of a wave. `collection` is absent once the wave is sealed. */
export interface WaveKeys {
  readonly collection?: CollectionKeys;
  /** Key of the noise of disclosure control; destroyed at the end of the correction window. */
  readonly noise: Uint8Array<ArrayBuffer>;
  /** Wraps the record keys in the responses database; destroyed with the noise key. */
  readonly recordKeyWrapping: Uint8Array<ArrayBuffer>;
}

/** Where the keys of waves are kept. */
export interface WaveKeyPort {
  /** The keys of a wave, or null where this place holds none. */
  read(wave: string): Promise<WaveKeys | null>;
  /** Keeps the keys of a new wave; refuses to replace any. */
  create(wave: string, keys: WaveKeys): Promise<void>;
  /** Destroys the collection keys. Can be repeated. */
  destroyCollectionKeys(wave: string): Promise<void>;
  /**
   * Destroys what a sealed wave still has: the noise key and the one that wraps record keys. Nothing is left of the
   * wave's keys. Fails, and destroys nothing, while the wave has collection keys. Can be repeated.
   */
  destroyNoiseKeys(wave: string): Promise<void>;
}

/** Where the edge reads its keys. Nothing that opens a response comes through it. */
export interface EdgeKeyPort {
  /** The edge's keys of a wave, or null where the wave is not collecting or this place holds none. */
  read(wave: string): Promise<EdgeKeys | null>;
}

/** What the mover needs of a wave's keys. */
export interface MoverKeys {
  readonly collection?: { readonly intakePrivate?: JsonWebKey };
  readonly recordKeyWrapping: Uint8Array<ArrayBuffer>;
}

/** Where the mover reads its keys, anew for every run. A `WaveKeyPort` is one. */
export interface MoverKeyPort {
  /** The mover's keys of a wave, or null where this place holds none. */
  read(wave: string): Promise<MoverKeys | null>;
}

/** Fresh keys for a wave, and the public key that residents' answers are sealed to. */
export async function createWaveKeys(): Promise<{ keys: WaveKeys; publicKey: JsonWebKey }> {
  const pair = await createIntakeKeyPair();
  const collection = {
    code: randomBytes(32),
    nullifier: randomBytes(32),
    spool: randomBytes(32),
    intakePrivate: pair.privateKey,
  };
  return {
    keys: { collection, noise: randomBytes(32), recordKeyWrapping: randomBytes(32) },
    publicKey: pair.publicKey,
  };
}

const KEPT_MS = 10_000;

/** Does something once after some milliseconds, and keeps no process alive for it. */
export type Later = (work: () => void, milliseconds: number) => void;

/**
 * The edge's keys out of all of a wave's: they are needed for every response, so they are kept for ten seconds and then
 * dropped, whether or not anybody asks again. That a wave has none is not kept.
 */
export function keptEdgeKeys(port: Pick<WaveKeyPort, "read">, later: Later): EdgeKeyPort {
  const kept = new Map<string, Promise<EdgeKeys | null>>();
  return {
    read(wave) {
      const known = kept.get(wave);
      if (known !== undefined) return known;
      const keys = port.read(wave).then(edgeKeysOf);
      const drop = (): void => {
        if (kept.get(wave) === keys) kept.delete(wave);
      };
      kept.set(wave, keys);
      keys.then((found) => (found === null ? drop() : later(drop, KEPT_MS)), drop);
      return keys;
    },
  };
}

/** What the edge may hold of a wave's keys. */
export function edgeKeysOf(keys: WaveKeys | null): EdgeKeys | null {
  if (keys?.collection === undefined) return null;
  const { code, nullifier, spool } = keys.collection;
  return { code, nullifier, spool };
}

/** Keys as JSON text, for a file or a secret. */
export function serialiseWaveKeys(keys: WaveKeys): string {
  const { collection, noise, recordKeyWrapping } = keys;
  return JSON.stringify({
    ...(collection === undefined
      ? {}
      : {
          collection: {
            code: toBase64Url(collection.code),
            nullifier: toBase64Url(collection.nullifier),
            spool: toBase64Url(collection.spool),
            ...(collection.intakePrivate === undefined ? {} : { intakePrivate: collection.intakePrivate }),
          },
        }),
    noise: toBase64Url(noise),
    recordKeyWrapping: toBase64Url(recordKeyWrapping),
  });
}

/** The keys in a JSON text made by `serialiseWaveKeys`. */
export function parseWaveKeys(text: string): WaveKeys {
  const value = JSON.parse(text) as {
    collection?: { code: string; nullifier: string; spool: string; intakePrivate?: JsonWebKey };
    noise: string;
    recordKeyWrapping: string;
  };
  const keys = { noise: keyOf(value.noise), recordKeyWrapping: keyOf(value.recordKeyWrapping) };
  if (value.collection === undefined) return keys;
  const { code, nullifier, spool, intakePrivate } = value.collection;
  return {
    ...keys,
    collection: {
      code: keyOf(code),
      nullifier: keyOf(nullifier),
      spool: keyOf(spool),
      ...(intakePrivate === undefined ? {} : { intakePrivate }),
    },
  };
}

/** 32 bytes in URL-safe base 64. */
export function keyOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = fromBase64Url(text);
  if (bytes === null || bytes.length !== 32) throw new Error("a wave key is not 32 bytes long");
  return bytes;
}
