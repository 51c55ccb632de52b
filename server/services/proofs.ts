/**
 * Proof of work (ALTCHA, SHA-256): a challenge that costs a browser about a second of computing and the server two hashes.
 * No picture, no third party, nothing stored until a proof is spent. A challenge is signed under a key derived from the
 * form key, belongs to one wave in one place, and lasts as long as a form does.
 */
import { createChallenge, verifySolution } from "altcha-lib";
import type { ProofChallenge } from "../contract/wire.ts";
import { type RandomBytes, toHex, toText } from "../sealing/bytes.ts";

/**
 * The answer is a number below this, drawn at random: half as many hashes on average, and never more than all of them,
 * so that an old phone is done in seconds and none is unlucky for minutes.
 */
export const COUNTER_MAX = 300_000;

const ALGORITHM = "SHA-256";
const LASTS_MS = 24 * 60 * 60 * 1000;

/** Makes challenges and checks what was made of them. */
export interface Proofs {
  /** A fresh challenge for a response to a wave in a place. */
  challenge(wave: string, place: string): Promise<ProofChallenge>;
  /** What is unique to the challenge that a proof solves; null where it is forged, expired, or made for elsewhere. */
  check(wave: string, place: string, proof: string): Promise<string | null>;
}

/** Proofs under a form key and a clock. */
export function createProofs(formKey: Uint8Array<ArrayBuffer>, random: RandomBytes, now: () => number): Proofs {
  let derived: Promise<string> | null = null;
  const secret = (): Promise<string> => (derived ??= derivedSecret(formKey));

  return {
    async challenge(wave, place) {
      const made = await createChallenge({
        algorithm: ALGORITHM,
        cost: 1,
        counter: belowMax(random),
        deriveKey,
        data: { wave, place, until: now() + LASTS_MS },
        hmacSignatureSecret: await secret(),
      });
      return { parameters: { ...made.parameters }, signature: made.signature ?? "" };
    },
    async check(wave, place, proof) {
      const payload = readPayload(proof);
      if (payload === null) return null;
      const { challenge, solution } = payload;
      const { data } = challenge.parameters;
      if (data?.["wave"] !== wave || data["place"] !== place || !(Number(data["until"]) > now())) return null;
      const hmacSignatureSecret = await secret();
      const { verified } = await verifySolution({ challenge, solution, deriveKey, hmacSignatureSecret });
      return verified ? challenge.parameters.nonce : null;
    },
  };
}

type Verified = Pick<Parameters<typeof verifySolution>[0], "challenge" | "solution">;

/** The challenge and its solution out of an ALTCHA payload, or null where the text is none. */
function readPayload(proof: string): Verified | null {
  try {
    const payload = JSON.parse(toText(Uint8Array.from(atob(proof), (one) => one.charCodeAt(0)))) as Verified;
    const { parameters, signature } = payload.challenge;
    // Nothing that is not signed reaches the hash: an unknown algorithm or a cost of millions is refused here.
    const isOurs = parameters.algorithm === ALGORITHM && parameters.cost === 1 && typeof signature === "string";
    return isOurs && typeof payload.solution === "object" ? payload : null;
  } catch {
    return null;
  }
}

/** One hash of salt and password: what ALTCHA calls SHA-256 at a cost of 1, by what Node and Workers both have. */
async function deriveKey(
  { keyLength }: { readonly keyLength: number },
  salt: Uint8Array,
  password: Uint8Array,
): Promise<{ derivedKey: Uint8Array }> {
  const digest = await crypto.subtle.digest(ALGORITHM, new Uint8Array([...salt, ...password]));
  return { derivedKey: new Uint8Array(digest).subarray(0, keyLength) };
}

function belowMax(random: RandomBytes): number {
  const [first = 0, second = 0, third = 0, fourth = 0] = random(4);
  return Math.floor(((first * 2 ** 24 + second * 2 ** 16 + third * 2 ** 8 + fourth) / 2 ** 32) * COUNTER_MAX);
}

async function derivedSecret(formKey: Uint8Array<ArrayBuffer>): Promise<string> {
  const material = await crypto.subtle.importKey("raw", formKey, "HKDF", false, ["deriveBits"]);
  const info = new TextEncoder().encode("soundings proof v1");
  const bits = await crypto.subtle.deriveBits(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info },
    material,
    256,
  );
  return toHex(new Uint8Array(bits));
}
