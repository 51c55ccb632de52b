/**
 * Wave keys (R31): independent random keys that are never a row in a database, since a deleted row stays readable in a
 * server's write-ahead log. They stand behind this small port: files on Node, secrets on Workers.
 */
import { fromBase64Url, randomBytes, toBase64Url } from "../sealing/bytes.ts";
import { createIntakeKeyPair } from "../sealing/sealed-response.ts";

/** Keys that exist while a wave collects, destroyed at seal. */
export interface CollectionKeys {
  /** HMAC key of the codes in the `code` table. */
  readonly code: Uint8Array<ArrayBuffer>;
  /** HMAC key of spent codes. */
  readonly nullifier: Uint8Array<ArrayBuffer>;
  /** HMAC key of submission ids. */
  readonly spool: Uint8Array<ArrayBuffer>;
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

/**
 * The same keys, read at most every ten seconds: they are needed for every response, and may not outlive their
 * destruction for long.
 */
export function keptKeys(port: WaveKeyPort, now: () => number): WaveKeyPort {
  const kept = new Map<string, { until: number; keys: Promise<WaveKeys | null> }>();
  return {
    ...port,
    read(wave) {
      const known = kept.get(wave);
      if (known !== undefined && now() < known.until) return known.keys;
      const keys = port.read(wave);
      kept.set(wave, { until: now() + KEPT_MS, keys });
      keys.catch(() => kept.delete(wave));
      return keys;
    },
  };
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

function keyOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = fromBase64Url(text);
  if (bytes === null || bytes.length !== 32) throw new Error("a wave key is not 32 bytes long");
  return bytes;
}
