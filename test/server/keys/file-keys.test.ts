import { existsSync, linkSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createFileKeys, readFormKey } from "../../../server/keys/file-keys.ts";
import { overwriteAndUnlink } from "../../../server/keys/overwrite-file.ts";
import {
  type CollectionKeys,
  createWaveKeys,
  parseWaveKeys,
  serialiseWaveKeys,
  type WaveKeys,
} from "../../../server/keys/wave-keys.ts";
import { toBase64Url } from "../../../server/sealing/bytes.ts";

const WAVE = "sheffield-2027";
const PRIVATE = { mode: 0o600 };
let folder: string;
let keys: WaveKeys;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "soundings-keys-"));
  keys = (await createWaveKeys()).keys;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const file = (suffix = ""): string => join(folder, `${WAVE}.json${suffix}`);

/** Everything that would open or recompute something, as it is written in a key file. */
function secrets({ code, nullifier, spool, intakePrivate }: CollectionKeys): string[] {
  return [toBase64Url(code), toBase64Url(nullifier), toBase64Url(spool), intakePrivate?.d ?? "no private key"];
}

/** Which secrets can be read in any file of the folder. */
function readable(): string[] {
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), "latin1"));
  return keys.collection === undefined
    ? []
    : secrets(keys.collection).filter((one) => texts.some((text) => text.includes(one)));
}

/** The text that stands in the key file once the collection keys are destroyed. */
function remaining(): string {
  return serialiseWaveKeys({ noise: keys.noise, recordKeyWrapping: keys.recordKeyWrapping });
}

/** What a kill leaves behind after each file operation of the destruction. */
const KILLED: readonly (readonly [string, () => void])[] = [
  ["before anything", () => undefined],
  ["while the new file is written", () => writeFileSync(file(".new"), remaining().slice(0, 20), PRIVATE)],
  ["after the new file", () => writeFileSync(file(".new"), remaining(), PRIVATE)],
  [
    "after the old bytes have a second name",
    () => {
      writeFileSync(file(".new"), remaining(), PRIVATE);
      linkSync(file(), file(".old"));
    },
  ],
  [
    "after the new file is in place",
    () => {
      writeFileSync(file(".new"), remaining(), PRIVATE);
      linkSync(file(), file(".old"));
      renameSync(file(".new"), file());
    },
  ],
  [
    "while the old bytes are overwritten",
    () => {
      const text = readFileSync(file(), "utf8");
      writeFileSync(file(".old"), `${"\0".repeat(40)}${text.slice(40)}`);
      writeFileSync(file(), remaining());
    },
  ],
];

describe("key files", () => {
  test("keep a wave's keys for their owner's eyes only, and give them back", async () => {
    const port = createFileKeys(folder);
    await port.create(WAVE, keys);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual([`${WAVE}.json`]);
    expect(await port.read(WAVE)).toEqual(keys);
    expect(await port.read("another")).toBeNull();
  });

  test("make their folder for their owner only", async () => {
    const inner = join(folder, "keys");
    await createFileKeys(inner).create(WAVE, keys);
    expect(statSync(inner).mode & 0o777).toBe(0o700);
  });

  test("are never replaced", async () => {
    const port = createFileKeys(folder);
    await port.create(WAVE, keys);
    await expect(port.create(WAVE, (await createWaveKeys()).keys)).rejects.toThrow(/EEXIST/);
    expect(await port.read(WAVE)).toEqual(keys);
    expect(readdirSync(folder)).toEqual([`${WAVE}.json`]);
  });

  test("belong to exactly one of those who create them at once", async () => {
    const port = createFileKeys(folder);
    const wanted = await Promise.all(Array.from({ length: 8 }, createWaveKeys));
    const outcomes = await Promise.allSettled(wanted.map((one) => port.create(WAVE, one.keys)));
    const winners = wanted.filter((_one, index) => outcomes[index]?.status === "fulfilled");
    expect(winners.map((one) => one.keys)).toEqual([await port.read(WAVE)]);
    expect(readdirSync(folder)).toEqual([`${WAVE}.json`]);
  });

  test.each(KILLED)("end the same when a destruction killed %s is repeated", async (_when, kill) => {
    const port = createFileKeys(folder);
    await port.create(WAVE, keys);
    expect(readable()).toHaveLength(4);
    kill();
    await port.destroyCollectionKeys(WAVE);
    expect(readable()).toEqual([]);
    expect(readdirSync(folder)).toEqual([`${WAVE}.json`]);
    expect(readFileSync(file(), "utf8")).toBe(remaining());
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    await port.destroyCollectionKeys(WAVE);
    expect(await port.read(WAVE)).toEqual({ noise: keys.noise, recordKeyWrapping: keys.recordKeyWrapping });
  });

  test("overwrite the old bytes before their last name goes", async () => {
    const port = createFileKeys(folder);
    await port.create(WAVE, keys);
    // A second name for the same bytes, as whoever recovers deleted files would have one.
    const recovered = join(folder, "recovered");
    linkSync(file(), recovered);
    await port.destroyCollectionKeys(WAVE);
    expect(readFileSync(recovered).every((byte) => byte === 0)).toBe(true);
  });

  test("leave no key in what a kill during their making left behind", async () => {
    const port = createFileKeys(folder);
    await port.create(WAVE, keys);
    linkSync(file(), file(".making-0011"));
    writeFileSync(file(".making-2233"), serialiseWaveKeys(keys).slice(0, 150));
    await port.destroyCollectionKeys(WAVE);
    expect(readable()).toEqual([]);
    expect(readdirSync(folder)).toEqual([`${WAVE}.json`]);
  });

  test("are destroyed for one wave only", async () => {
    const port = createFileKeys(folder);
    await port.create(WAVE, keys);
    const other = (await createWaveKeys()).keys;
    await port.create(`${WAVE}-2`, other);
    await port.destroyCollectionKeys(WAVE);
    expect(await port.read(`${WAVE}-2`)).toEqual(other);
  });

  test("that never were are destroyed without an error", async () => {
    await createFileKeys(folder).destroyCollectionKeys(WAVE);
    expect(existsSync(file())).toBe(false);
  });

  test("read back from their text, with and without the keys of collecting", () => {
    expect(parseWaveKeys(serialiseWaveKeys(keys))).toEqual(keys);
    expect(parseWaveKeys(remaining()).collection).toBeUndefined();
    expect(() => parseWaveKeys(remaining().replace(toBase64Url(keys.noise), "short"))).toThrow(/32 bytes/);
  });
});

/** What a kill leaves behind after each file operation of the destruction of all that is left. */
const KILLED_AT_THE_END: readonly (readonly [string, () => void])[] = [
  ["before anything", () => undefined],
  ["after the name is another", () => renameSync(file(), file(".old"))],
  [
    "while the bytes are overwritten",
    () => {
      renameSync(file(), file(".old"));
      writeFileSync(file(".old"), `${"\0".repeat(30)}${remaining().slice(30)}`);
    },
  ],
  [
    "after the bytes are overwritten",
    () => {
      renameSync(file(), file(".old"));
      writeFileSync(file(".old"), "\0".repeat(remaining().length));
    },
  ],
  [
    "where a seal was killed long before, too",
    () => {
      writeFileSync(file(".new"), remaining(), PRIVATE);
      writeFileSync(file(".making-0011"), serialiseWaveKeys(keys), PRIVATE);
    },
  ],
];

describe("what is left of a wave's keys at the end of its correction window", () => {
  const port = (): ReturnType<typeof createFileKeys> => createFileKeys(folder);
  beforeEach(async () => {
    await port().create(WAVE, keys);
  });

  test.each(KILLED_AT_THE_END)("is gone when a destruction killed %s is repeated", async (_when, kill) => {
    await port().destroyCollectionKeys(WAVE);
    kill();
    await port().destroyNoiseKeys(WAVE);
    expect(readdirSync(folder)).toEqual([]);
    expect(await port().read(WAVE)).toBeNull();
    await port().destroyNoiseKeys(WAVE);
  });

  test("is overwritten before its last name goes", async () => {
    await port().destroyCollectionKeys(WAVE);
    const recovered = join(folder, "recovered");
    linkSync(file(), recovered);
    await port().destroyNoiseKeys(WAVE);
    expect(readFileSync(recovered).every((byte) => byte === 0)).toBe(true);
    expect(readFileSync(recovered).length).toBe(remaining().length);
  });

  test("stays while the wave collects, and nothing is destroyed", async () => {
    await expect(port().destroyNoiseKeys(WAVE)).rejects.toThrow("seal it first");
    expect(await port().read(WAVE)).toEqual(keys);
  });

  test("ends for one wave only", async () => {
    const other = (await createWaveKeys()).keys;
    await port().create(`${WAVE}-2`, other);
    await port().destroyCollectionKeys(WAVE);
    await port().destroyNoiseKeys(WAVE);
    expect(await port().read(`${WAVE}-2`)).toEqual(other);
  });

  test("that never was, in a folder that never was, ends without an error", async () => {
    const nowhere = createFileKeys(join(folder, "nowhere"));
    await nowhere.destroyCollectionKeys(WAVE);
    await nowhere.destroyNoiseKeys(WAVE);
    expect(existsSync(join(folder, "nowhere"))).toBe(false);
  });
});

describe("a file that ends", () => {
  test("is zeroed whole, however long it is", async () => {
    const [path, recovered] = [join(folder, "long"), join(folder, "recovered")];
    writeFileSync(path, Buffer.alloc(2_500_000, 7));
    linkSync(path, recovered);
    expect(await overwriteAndUnlink(path)).toBe(true);
    expect(existsSync(path)).toBe(false);
    expect(readFileSync(recovered).equals(Buffer.alloc(2_500_000))).toBe(true);
    expect(await overwriteAndUnlink(path)).toBe(false);
  });
});

describe("the form key", () => {
  test("is one and the same for all who ask for it first, at once", async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => readFormKey(folder)));
    expect(new Set(all.map(toBase64Url)).size).toBe(1);
    expect(all[0]).toHaveLength(32);
    expect(statSync(join(folder, "form.key")).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["form.key"]);
  });

  test("is made anew where a kill left an empty file, never taken to be empty", async () => {
    writeFileSync(join(folder, "form.key"), "");
    const key = await readFormKey(folder);
    expect(key).toHaveLength(32);
    expect(await readFormKey(folder)).toEqual(key);
  });
});
