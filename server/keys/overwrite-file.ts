/** Ending a file so that its bytes go before its name does. Node only. */
import { open, unlink } from "node:fs/promises";

const CHUNK_BYTES = 1024 * 1024;

/**
 * Zeroes over the bytes of a file in place, then takes its last name away; whether there was such a file. A kill between
 * the two leaves a file of zeros, which the repeat ends.
 */
export async function overwriteAndUnlink(path: string): Promise<boolean> {
  const handle = await open(path, "r+").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    return null;
  });
  if (handle === null) return false;
  try {
    const { size } = await handle.stat();
    const zeros = new Uint8Array(Math.min(size, CHUNK_BYTES));
    for (let done = 0; done < size; done += zeros.length) {
      await handle.write(zeros, 0, Math.min(zeros.length, size - done), done);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  // Two may do this at once.
  await unlink(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
  return true;
}
