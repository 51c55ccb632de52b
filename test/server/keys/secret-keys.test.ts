import { describe, expect, test } from "vitest";
import { createSecretKeys, moverKeySecret, secretLines, waveKeysSecret } from "../../../server/keys/secret-keys.ts";
import { createWaveKeys, type WaveKeys } from "../../../server/keys/wave-keys.ts";

const WAVE = "sheffield-2027";
const { keys } = await createWaveKeys();

function secretsOf(held: WaveKeys): Record<string, string> {
  return Object.fromEntries(
    secretLines(WAVE, held).map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
}

function edgeKeys({ collection, ...kept }: WaveKeys): WaveKeys {
  if (collection === undefined) return kept;
  const { intakePrivate: _private, ...edge } = collection;
  return { ...kept, collection: edge };
}

describe("wave keys as secrets", () => {
  test("are two lines, and the key that opens responses stands in the mover's alone", () => {
    const lines = secretLines(WAVE, keys);
    expect(lines.map((line) => line.split("=")[0])).toEqual([
      "WAVE_KEYS_SHEFFIELD_2027",
      "WAVE_MOVER_KEY_SHEFFIELD_2027",
    ]);
    expect(lines[0]).not.toContain(keys.collection?.intakePrivate?.d);
    for (const line of lines) expect(line).not.toMatch(/[\r\n']/);
  });

  test("are read back by the mover in full, and by the edge without the key that opens responses", async () => {
    const secrets = secretsOf(keys);
    expect(await createSecretKeys(secrets, "mover").read(WAVE)).toEqual(keys);
    expect(await createSecretKeys(secrets, "edge").read(WAVE)).toEqual(edgeKeys(keys));
  });

  test("do not open responses where the mover's secret is not there", async () => {
    const { [moverKeySecret(WAVE)]: _mover, ...edgeOnly } = secretsOf(keys);
    expect(await createSecretKeys(edgeOnly, "mover").read(WAVE)).toEqual(edgeKeys(keys));
  });

  test("of a sealed wave are one line without collection keys", async () => {
    const { noise, recordKeyWrapping } = keys;
    const secrets = secretsOf({ noise, recordKeyWrapping });
    expect(Object.keys(secrets)).toEqual([waveKeysSecret(WAVE)]);
    expect(await createSecretKeys(secrets, "mover").read(WAVE)).toEqual({ noise, recordKeyWrapping });
  });

  test("are null for a wave that has none, and an error that names but does not quote a secret that is broken", async () => {
    expect(await createSecretKeys({}, "mover").read(WAVE)).toBeNull();
    const broken = createSecretKeys({ [waveKeysSecret(WAVE)]: "not the keys" }, "edge").read(WAVE);
    await expect(broken).rejects.toThrow(/^the secret WAVE_KEYS_SHEFFIELD_2027 is not what `wave secrets` printed$/);
  });

  test("are put and deleted by the command line and by nothing else", async () => {
    const port = createSecretKeys({}, "mover");
    await expect(port.create(WAVE, keys)).rejects.toThrow("the command line puts and deletes secrets");
    await expect(port.destroyCollectionKeys(WAVE)).rejects.toThrow("the command line puts and deletes secrets");
  });
});
