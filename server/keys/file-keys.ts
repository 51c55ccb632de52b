/** Wave keys and the form key as files of mode 600, in a folder that backups leave out. Node only. */
import { link, mkdir, open, readdir, readFile, rename, unlink } from "node:fs/promises";
import { join } from "node:path";
import { randomBytes, toHex } from "../sealing/bytes.ts";
import { overwriteAndUnlink } from "./overwrite-file.ts";
import { parseWaveKeys, serialiseWaveKeys, type WaveKeyPort } from "./wave-keys.ts";

const MAKING = ".making-";

/** Keeps each wave's keys in `FOLDER/WAVE.json`. */
export function createFileKeys(folder: string): WaveKeyPort {
  const file = (wave: string): string => join(folder, `${wave}.json`);

  return {
    async read(wave) {
      const text = await readOrNull(file(wave));
      return text === null ? null : parseWaveKeys(text);
    },
    async create(wave, keys) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeOnce(file(wave), serialiseWaveKeys(keys));
      await syncFolder(folder);
    },
    async destroyCollectionKeys(wave) {
      const text = await readOrNull(file(wave));
      if (text !== null) {
        const { noise, recordKeyWrapping, collection } = parseWaveKeys(text);
        if (collection !== undefined) {
          const fresh = `${file(wave)}.new`;
          await overwriteAndUnlink(fresh);
          await writeDurably(fresh, serialiseWaveKeys({ noise, recordKeyWrapping }), "wx");
          await link(file(wave), `${file(wave)}.old`).catch(ignoreExisting);
          await rename(fresh, file(wave));
        }
      }
      // A kill before this line leaves the old bytes under a second name: the repeat destroys them here.
      await overwriteAndUnlink(`${file(wave)}.old`);
      await endMaking(folder, wave);
    },
    async destroyNoiseKeys(wave) {
      const text = await readOrNull(file(wave));
      if (text !== null && parseWaveKeys(text).collection !== undefined) {
        throw new Error("the wave has its collection keys: seal it first");
      }
      await overwriteAndUnlink(`${file(wave)}.old`);
      // A new name first: from here on nobody reads half a key, and a repeat finds the bytes under that name.
      await rename(file(wave), `${file(wave)}.old`).catch(ignoreMissing);
      await overwriteAndUnlink(`${file(wave)}.old`);
      // A destruction of collection keys that was killed leaves the same two keys here.
      await overwriteAndUnlink(`${file(wave)}.new`);
      await endMaking(folder, wave);
    },
  };
}

/** Destroys what a kill left while the wave's keys were made, and sees to it that all names that went are gone. */
async function endMaking(folder: string, wave: string): Promise<void> {
  const names = await readdir(folder).catch(ignoreMissing);
  if (names === undefined) return;
  for (const name of names) {
    if (name.startsWith(`${wave}.json${MAKING}`)) await overwriteAndUnlink(join(folder, name));
  }
  await syncFolder(folder);
}

/** The installation's form key, made when it is first asked for. */
export async function readFormKey(folder: string): Promise<Uint8Array<ArrayBuffer>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, "form.key");
  for (;;) {
    const known = await readFile(path).catch(ignoreMissing);
    if (known?.length === 32) return new Uint8Array(known);
    // Half a key is no key: whoever knew that would seal forms of their own.
    if (known !== undefined) await unlink(path).catch(ignoreMissing);
    await writeOnce(path, randomBytes(32)).catch(ignoreExisting);
  }
}

async function readOrNull(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

async function writeDurably(path: string, content: string | Uint8Array, flag: string): Promise<void> {
  const handle = await open(path, flag, 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes a file that was not there, whole or not at all, or fails with EEXIST. The name that the bytes stand under until
 * then is random: two who write at once must not take each other's bytes for their own.
 */
async function writeOnce(path: string, content: string | Uint8Array): Promise<void> {
  const making = `${path}${MAKING}${toHex(randomBytes(8))}`;
  await writeDurably(making, content, "wx");
  try {
    await link(making, path);
  } finally {
    await unlink(making);
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
