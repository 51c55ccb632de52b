/**
 * Responses sealed to a wave's public key (R24): ECDH on P-256, HKDF-SHA256, AES-256-GCM. Intake can seal but not open;
 * only the mover holds the private key, which is destroyed at seal. Every sealed response is padded to a multiple of
 * 512 bytes, so that its length says nothing about the answers; where people may write in their own words, of 4,096, so
 * that it says next to nothing about how much they wrote.
 */
import { randomBytes, toBase64Url, fromBase64Url, toBytes, toText } from "./bytes.ts";

/** What is sealed: a response without its wave and place, which stand beside it and are authenticated with it. */
export interface SealedContent {
  /** 128 random bits, made when the response is sealed. */
  readonly id: Uint8Array<ArrayBuffer>;
  readonly stream: string;
  readonly base_weight_class: number;
  readonly arm: number;
  /** The packed form of `core/questionnaire/answers.ts`. */
  readonly answers: string;
  /**
   * What was written, by question. Where a questionnaire has text questions it is always there, empty for those who
   * wrote nothing: a length must not tell them from the others.
   */
  readonly texts?: Readonly<Record<string, string>>;
}

/** Seals one response of a wave and place. */
export type SealResponse = (
  publicKey: JsonWebKey,
  wave: string,
  place: string,
  content: SealedContent,
) => Promise<Uint8Array<ArrayBuffer>>;

const CURVE = { name: "ECDH", namedCurve: "P-256" };
const VERSION = 1;
const PUBLIC_KEY_BYTES = 65;
const NONCE_BYTES = 12;
const HEADER_BYTES = 1 + PUBLIC_KEY_BYTES + NONCE_BYTES;
const PADDING_BYTES = 512;
const PADDING_WITH_TEXTS_BYTES = 4096;
const KEY_PAIR_KEPT_MS = 5 * 60 * 1000;

/** A new key pair for a wave, as JSON Web Keys. */
export async function createIntakeKeyPair(): Promise<{ publicKey: JsonWebKey; privateKey: JsonWebKey }> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  return {
    publicKey: await crypto.subtle.exportKey("jwk", pair.publicKey),
    privateKey: await crypto.subtle.exportKey("jwk", pair.privateKey),
  };
}

/**
 * A sealer that keeps its own key pair for five minutes (a fresh pair for every response would cost forty times as
 * much) and takes a fresh nonce for each response.
 */
export function createSealer(now: () => number): SealResponse {
  let kept: {
    raw: Uint8Array<ArrayBuffer>;
    privateKey: CryptoKey;
    until: number;
    keys: Map<string, CryptoKey>;
  } | null = null;

  async function ownPair(): Promise<NonNullable<typeof kept>> {
    if (kept !== null && now() < kept.until) return kept;
    const pair = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
    const raw = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
    kept = { raw, privateKey: pair.privateKey, until: now() + KEY_PAIR_KEPT_MS, keys: new Map() };
    return kept;
  }

  return async function sealResponse(publicKey, wave, place, content) {
    const pair = await ownPair();
    const name = `${wave} ${publicKey.x}`;
    let key = pair.keys.get(name);
    if (key === undefined) {
      const theirs = await crypto.subtle.importKey("jwk", publicKey, CURVE, false, []);
      key = await derivedKey(theirs, pair.privateKey, wave);
      pair.keys.set(name, key);
    }
    const nonce = randomBytes(NONCE_BYTES);
    const ciphertext = await crypto.subtle.encrypt(
      { name: "AES-GCM", iv: nonce, additionalData: bound(wave, place) },
      key,
      padded(content),
    );
    return joined([VERSION], pair.raw, nonce, new Uint8Array(ciphertext));
  };
}

/** An opener for one wave; keeps the keys it derived, since a process seals many responses with one pair. */
export async function createOpener(
  privateKey: JsonWebKey,
  wave: string,
): Promise<(place: string, sealed: Uint8Array) => Promise<SealedContent>> {
  const own = await crypto.subtle.importKey("jwk", privateKey, CURVE, false, ["deriveBits"]);
  const keys = new Map<string, Promise<CryptoKey>>();

  async function keyFor(raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
    const theirs = await crypto.subtle.importKey("raw", raw, CURVE, false, []);
    return derivedKey(theirs, own, wave);
  }

  return async function openResponse(place, sealed) {
    if (sealed[0] !== VERSION) throw new Error("a sealed response of an unknown version");
    const raw = sealed.slice(1, 1 + PUBLIC_KEY_BYTES);
    const name = toBase64Url(raw);
    const key = keys.get(name) ?? keyFor(raw);
    keys.set(name, key);
    const plain = await crypto.subtle.decrypt(
      { name: "AES-GCM", iv: sealed.slice(1 + PUBLIC_KEY_BYTES, HEADER_BYTES), additionalData: bound(wave, place) },
      await key,
      sealed.slice(HEADER_BYTES),
    );
    return unpadded(new Uint8Array(plain));
  };
}

async function derivedKey(publicKey: CryptoKey, privateKey: CryptoKey, wave: string): Promise<CryptoKey> {
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: publicKey }, privateKey, 256);
  const material = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info: toBytes(`soundings response v1 ${wave}`) },
    material,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}

function bound(wave: string, place: string): Uint8Array<ArrayBuffer> {
  return toBytes(`${wave}\n${place}`);
}

function padded(content: SealedContent): Uint8Array<ArrayBuffer> {
  const { id, stream, base_weight_class, arm, answers, texts } = content;
  const members = [toBase64Url(id), stream, base_weight_class, arm, answers];
  const plain = toBytes(JSON.stringify(texts === undefined ? members : [...members, texts]));
  const multiple = texts === undefined ? PADDING_BYTES : PADDING_WITH_TEXTS_BYTES;
  const whole = new Uint8Array(Math.ceil((plain.length + 1) / multiple) * multiple).fill(0x20);
  whole.set(plain);
  return whole;
}

function unpadded(plain: Uint8Array): SealedContent {
  const [id, stream, base_weight_class, arm, answers, texts] = JSON.parse(toText(plain)) as [
    string,
    string,
    number,
    number,
    string,
    Readonly<Record<string, string>>?,
  ];
  const bytes = fromBase64Url(id);
  if (bytes === null) throw new Error("a sealed response without an id");
  return { id: bytes, stream, base_weight_class, arm, answers, ...(texts === undefined ? {} : { texts }) };
}

function joined(...parts: (Uint8Array | number[])[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
