/**
 * Wave keys as secrets of a Worker, put there from what the command line prints (`secretLines`) and deleted by hand
 * after the seal. Each side holds what it needs and no more: the edge what takes a response, the mover what opens one.
 * The key of the noise leaves the machine that builds releases for neither.
 */
import { toBase64Url } from "../sealing/bytes.ts";
import { type EdgeKeyPort, keyOf, type MoverKeyPort, type WaveKeys } from "./wave-keys.ts";

/** The bindings of a Worker, by name. */
export type Secrets = Readonly<Record<string, unknown>>;

/**
 * The secret that holds a wave's code, nullifier and spool keys, for the edge.
 * @example waveKeysSecret("sheffield-2027") // => "WAVE_KEYS_SHEFFIELD_2027"
 */
export function waveKeysSecret(wave: string): string {
  return `WAVE_KEYS_${nameOf(wave)}`;
}

/** The secret that holds the key that opens a wave's responses and the one that wraps their record keys, for the mover. */
export function moverKeySecret(wave: string): string {
  return `WAVE_MOVER_KEY_${nameOf(wave)}`;
}

/**
 * The secrets of a wave as lines `NAME=value`, for `.dev.vars` or, one by one, for `wrangler secret put`. None once the
 * wave is sealed.
 */
export function secretLines(wave: string, { collection, recordKeyWrapping }: WaveKeys): string[] {
  if (collection === undefined) return [];
  const { code, nullifier, spool, intakePrivate } = collection;
  const edge = { code: toBase64Url(code), nullifier: toBase64Url(nullifier), spool: toBase64Url(spool) };
  const lines = [`${waveKeysSecret(wave)}=${JSON.stringify(edge)}`];
  if (intakePrivate === undefined) return lines;
  const mover = { intakePrivate, recordKeyWrapping: toBase64Url(recordKeyWrapping) };
  return [...lines, `${moverKeySecret(wave)}=${JSON.stringify(mover)}`];
}

/** Reads what the edge needs from a Worker's secrets. */
export function createEdgeSecretKeys(secrets: Secrets): EdgeKeyPort {
  return {
    async read(wave) {
      return secretOf(secrets, waveKeysSecret(wave), (text) => {
        const { code, nullifier, spool } = JSON.parse(text) as Record<"code" | "nullifier" | "spool", string>;
        return { code: keyOf(code), nullifier: keyOf(nullifier), spool: keyOf(spool) };
      });
    },
  };
}

/** Reads what the mover needs from a Worker's secrets. */
export function createMoverSecretKeys(secrets: Secrets): MoverKeyPort {
  return {
    async read(wave) {
      return secretOf(secrets, moverKeySecret(wave), (text) => {
        const { intakePrivate, recordKeyWrapping } = JSON.parse(text) as {
          intakePrivate: JsonWebKey;
          recordKeyWrapping: string;
        };
        return { collection: { intakePrivate }, recordKeyWrapping: keyOf(recordKeyWrapping) };
      });
    },
  };
}

/** A secret, or null where it is not set. An error of parsing may quote it, so it is replaced by one that names it. */
function secretOf<Value>(secrets: Secrets, name: string, parse: (text: string) => Value): Value | null {
  const text = secrets[name];
  if (typeof text !== "string") return null;
  try {
    return parse(text);
  } catch {
    throw new Error(`the secret ${name} is not what \`wave secrets\` printed`);
  }
}

function nameOf(wave: string): string {
  return wave.toUpperCase().replaceAll("-", "_");
}
