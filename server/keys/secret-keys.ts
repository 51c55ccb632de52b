/**
 * Wave keys as secrets of a Worker. The command line prints them (`secretLines`) to be put, and says which to delete:
 * a Worker can do neither. The key that opens responses is a secret of its own, for the mover alone.
 */
import { parseWaveKeys, serialiseWaveKeys, type WaveKeyPort, type WaveKeys } from "./wave-keys.ts";

/** The bindings of a Worker, by name. */
export type Secrets = Readonly<Record<string, unknown>>;

/** Who reads the keys: the edge, which seals responses, or the mover, which opens them. */
export type SecretReader = "edge" | "mover";

/**
 * The secret that holds a wave's keys, without the key that opens responses.
 * @example waveKeysSecret("sheffield-2027") // => "WAVE_KEYS_SHEFFIELD_2027"
 */
export function waveKeysSecret(wave: string): string {
  return `WAVE_KEYS_${nameOf(wave)}`;
}

/** The secret that holds the key that opens a wave's responses. */
export function moverKeySecret(wave: string): string {
  return `WAVE_MOVER_KEY_${nameOf(wave)}`;
}

/** The secrets of a wave as lines `NAME=value`, for `.dev.vars` or, one by one, for `wrangler secret put`. */
export function secretLines(wave: string, keys: WaveKeys): string[] {
  const { collection, ...kept } = keys;
  if (collection === undefined) return [`${waveKeysSecret(wave)}=${serialiseWaveKeys(kept)}`];
  const { intakePrivate, ...forEdge } = collection;
  const edge = `${waveKeysSecret(wave)}=${serialiseWaveKeys({ ...kept, collection: forEdge })}`;
  return intakePrivate === undefined ? [edge] : [edge, `${moverKeySecret(wave)}=${JSON.stringify(intakePrivate)}`];
}

/** Reads wave keys from a Worker's secrets. */
export function createSecretKeys(secrets: Secrets, reader: SecretReader): WaveKeyPort {
  return {
    async read(wave) {
      const text = secrets[waveKeysSecret(wave)];
      if (typeof text !== "string") return null;
      const keys = parsed(waveKeysSecret(wave), text, parseWaveKeys);
      const opens = secrets[moverKeySecret(wave)];
      if (reader === "edge" || typeof opens !== "string" || keys.collection === undefined) return keys;
      const intakePrivate = parsed(moverKeySecret(wave), opens, (json) => JSON.parse(json) as JsonWebKey);
      return { ...keys, collection: { ...keys.collection, intakePrivate } };
    },
    create: refuse,
    destroyCollectionKeys: refuse,
  };
}

/** An error of parsing may quote the secret, so it is replaced by one that names it. */
function parsed<Value>(name: string, text: string, parse: (text: string) => Value): Value {
  try {
    return parse(text);
  } catch {
    throw new Error(`the secret ${name} is not what \`wave secrets\` printed`);
  }
}

function nameOf(wave: string): string {
  return wave.toUpperCase().replaceAll("-", "_");
}

function refuse(): Promise<never> {
  return Promise.reject(new Error("a Worker cannot change its secrets: the command line puts and deletes secrets"));
}
