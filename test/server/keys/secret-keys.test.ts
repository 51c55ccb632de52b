import { describe, expect, test } from "vitest";
import {
  createEdgeSecretKeys,
  createMoverSecretKeys,
  moverKeySecret,
  secretLines,
  waveKeysSecret,
} from "../../../server/keys/secret-keys.ts";
import { createWaveKeys, edgeKeysOf } from "../../../server/keys/wave-keys.ts";
import { toBase64Url } from "../../../server/sealing/bytes.ts";

const WAVE = "sheffield-2027";
const { keys } = await createWaveKeys();
const lines = secretLines(WAVE, keys);
const secrets = Object.fromEntries(lines.map((line) => [line.split("=")[0], line.slice(line.indexOf("=") + 1)]));

/** Every key of the wave by its name, as it would stand in a secret. */
const VALUES = {
  code: toBase64Url(keys.collection?.code ?? new Uint8Array()),
  nullifier: toBase64Url(keys.collection?.nullifier ?? new Uint8Array()),
  spool: toBase64Url(keys.collection?.spool ?? new Uint8Array()),
  private: String(keys.collection?.intakePrivate?.d),
  recordKeyWrapping: toBase64Url(keys.recordKeyWrapping),
  noise: toBase64Url(keys.noise),
};

function namesIn(text: string | undefined): string[] {
  return Object.entries(VALUES).flatMap(([name, value]) => (text?.includes(value) === true ? [name] : []));
}

describe("wave keys as secrets", () => {
  test("are two lines, each with what its side needs and nothing else; the noise stands in neither", () => {
    expect(Object.keys(secrets)).toEqual(["WAVE_KEYS_SHEFFIELD_2027", "WAVE_MOVER_KEY_SHEFFIELD_2027"]);
    expect(namesIn(secrets[waveKeysSecret(WAVE)])).toEqual(["code", "nullifier", "spool"]);
    expect(namesIn(secrets[moverKeySecret(WAVE)])).toEqual(["private", "recordKeyWrapping"]);
    for (const line of lines) expect(line).not.toMatch(/[\r\n']/);
  });

  test("are read back by the edge and by the mover, each from its own secret alone", async () => {
    const { [waveKeysSecret(WAVE)]: edge, [moverKeySecret(WAVE)]: mover } = secrets;
    expect(await createEdgeSecretKeys({ [waveKeysSecret(WAVE)]: edge }).read(WAVE)).toEqual(edgeKeysOf(keys));
    expect(await createMoverSecretKeys({ [moverKeySecret(WAVE)]: mover }).read(WAVE)).toEqual({
      collection: { intakePrivate: keys.collection?.intakePrivate },
      recordKeyWrapping: keys.recordKeyWrapping,
    });
    expect(await createMoverSecretKeys({ [waveKeysSecret(WAVE)]: edge }).read(WAVE)).toBeNull();
    expect(await createEdgeSecretKeys({ [moverKeySecret(WAVE)]: mover }).read(WAVE)).toBeNull();
  });

  test("of a sealed wave are none", () => {
    const { noise, recordKeyWrapping } = keys;
    expect(secretLines(WAVE, { noise, recordKeyWrapping })).toEqual([]);
  });

  test.each([
    ["edge", waveKeysSecret(WAVE), createEdgeSecretKeys],
    ["mover", moverKeySecret(WAVE), createMoverSecretKeys],
  ])("that are broken are an error that names the %s's secret and does not quote it", async (_side, name, create) => {
    expect(await create({}).read(WAVE)).toBeNull();
    for (const broken of ["not the keys", "{}", '{"code":"c2hvcnQ"}']) {
      await expect(create({ [name]: broken }).read(WAVE)).rejects.toThrow(
        new Error(`the secret ${name} is not what \`wave secrets\` printed`),
      );
    }
  });
});
