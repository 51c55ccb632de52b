/**
 * The exact counts that releases were made of, one file for each edition in `DATA_DIR/cubes`, mode 600 (Node only). They
 * are what a correction is compared with and what attacks are judged by; no record key and no response is in them.
 */
import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync, gzip } from "node:zlib";
import type { ReleaseCubes } from "../../core/release/revision.ts";
import type { Stream } from "../../core/release/types.ts";
import { overwriteAndUnlink } from "../keys/overwrite-file.ts";
import type { Cube } from "../../core/tabulation/cube.ts";

/** Where the cubes of waves are kept: those of every edition, since everybody keeps every edition (R6). */
export interface CubeStore {
  /**
   * The cubes of an edition that was approved; null where none is kept. With the `sha256` of the release, null too where
   * those that are kept are of another build.
   */
  read(wave: string, revision: number, sha256?: string): Promise<ReleaseCubes | null>;
  /** Keeps those of a draft, in place of an earlier draft's. `sha256` is the release's, and says which build they are of. */
  writeDraft(wave: string, revision: number, sha256: string, cubes: Iterable<CubeEntry>): Promise<void>;
  /**
   * The draft's cubes become those of the edition that is approved. False, and nothing is kept, where they are of another
   * build or not here. Can be repeated. Only for a release in state draft.
   */
  keepDraft(wave: string, revision: number, sha256: string): Promise<boolean>;
}

/** The cube of a place and stream. */
export interface CubeEntry {
  readonly place: string;
  readonly stream: Stream;
  readonly cube: Cube;
}

interface Header extends Omit<CubeEntry, "cube"> {
  readonly responses: number;
  readonly classes: number;
  readonly counts: number;
  readonly members: number;
}

const compress = promisify(gzip);
/** Cubes are nearly all zeros: a higher level takes longer for little. */
const GZIP_LEVEL = 1;
const LENGTH_BYTES = 4;

/** A file begins with the SHA-256 of its release, in hexadecimal, and a line feed. */
const BUILD_BYTES = 65;

/** Keeps the cubes in a folder: `WAVE.rN.cube`, and `WAVE.rN.draft.cube` until that edition is approved. */
export function createFileCubes(folder: string): CubeStore {
  const file = (wave: string, revision: number): string => join(folder, `${wave}.r${revision}.cube`);
  const draft = (wave: string, revision: number): string => join(folder, `${wave}.r${revision}.draft.cube`);
  return {
    async read(wave, revision, sha256) {
      const bytes = await readFile(file(wave, revision)).catch(missingIsNull);
      if (bytes === null || (sha256 !== undefined && buildOf(bytes) !== sha256)) return null;
      return parseCubes(bytes.subarray(BUILD_BYTES));
    },
    async writeDraft(wave, revision, sha256, cubes) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const fresh = besides(draft(wave, revision));
      try {
        await writeCubes(fresh, sha256, cubes);
        await replace(draft(wave, revision), fresh);
      } catch (error) {
        await overwriteAndUnlink(fresh);
        throw error;
      }
    },
    async keepDraft(wave, revision, sha256) {
      const [kept, found] = [file(wave, revision), draft(wave, revision)];
      if ((await readBuild(kept)) === sha256) return true;
      if ((await readBuild(found)) !== sha256) return false;
      // A stop within this leaves the draft, which the same call again keeps.
      await replace(kept, found);
      // Somebody may have built anew between the look and the move.
      return (await readBuild(kept)) === sha256;
    },
  };
}

/** A name that no other build takes at the same time. It begins like its file's, so that it ends with the wave's. */
function besides(path: string): string {
  return `${path}.${randomBytes(8).toString("hex")}`;
}

async function writeCubes(path: string, sha256: string, cubes: Iterable<CubeEntry>): Promise<void> {
  const handle = await open(path, "wx", 0o600);
  try {
    await handle.writeFile(`${sha256}\n`);
    for (const entry of cubes) await handle.writeFile(await serialiseCube(entry));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Ends the file at `path`, if there is one, and gives its name to another. */
async function replace(path: string, fresh: string): Promise<void> {
  // Moved away before it is zeroed: otherwise zeros could go into a file that somebody is just keeping.
  const old = besides(path);
  await rename(path, old).catch(missingIsNull);
  await overwriteAndUnlink(old);
  await rename(fresh, path);
}

async function readBuild(path: string): Promise<string | null> {
  const handle = await open(path, "r").catch(missingIsNull);
  if (handle === null) return null;
  try {
    const bytes = Buffer.alloc(BUILD_BYTES);
    await handle.read(bytes, 0, BUILD_BYTES, 0);
    return buildOf(bytes);
  } finally {
    await handle.close();
  }
}

function buildOf(bytes: Buffer): string {
  return bytes.toString("latin1", 0, BUILD_BYTES - 1);
}

function missingIsNull(error: NodeJS.ErrnoException): null {
  if (error.code !== "ENOENT") throw error;
  return null;
}

/** One entry: its length, then a gzipped header line and its arrays. Sums of record keys are left out. */
async function serialiseCube({ place, stream, cube }: CubeEntry): Promise<Buffer> {
  const { responses, classes, counts, members } = cube;
  const header: Header = { place, stream, responses, classes, counts: counts.length, members: members.length };
  const parts = [Buffer.from(`${JSON.stringify(header)}\n`), bytesOf(counts), bytesOf(members)];
  const body = await compress(Buffer.concat(parts), { level: GZIP_LEVEL });
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
}

function bytesOf(array: Int32Array | Float64Array): Buffer {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}

function parseCubes(bytes: Buffer): ReleaseCubes {
  const cubes = new Map<string, Map<Stream, ReturnType<typeof parseCube>["cube"]>>();
  for (let at = 0; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const { place, stream, cube } = parseCube(bytes.subarray(at + LENGTH_BYTES, at + LENGTH_BYTES + length));
    const streams = cubes.get(place) ?? new Map();
    cubes.set(place, streams.set(stream, cube));
    at += LENGTH_BYTES + length;
  }
  return cubes;
}

function parseCube(body: Buffer): Omit<CubeEntry, "cube"> & { cube: Pick<Cube, "classes" | "counts" | "members"> } {
  const content = gunzipSync(body);
  const end = content.indexOf("\n");
  const header = JSON.parse(content.toString("utf8", 0, end)) as Header;
  // A copy, since an array of eight bytes a number cannot begin anywhere in a buffer.
  const arrays = new Uint8Array(content.subarray(end + 1)).buffer;
  const split = header.counts * Int32Array.BYTES_PER_ELEMENT;
  const counts = new Int32Array(arrays.slice(0, split));
  const members = new Float64Array(arrays.slice(split));
  return { place: header.place, stream: header.stream, cube: { classes: header.classes, counts, members } };
}
