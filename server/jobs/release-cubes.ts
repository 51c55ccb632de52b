/**
 * The exact counts that a release was made of, one file for each wave in `DATA_DIR/cubes`, mode 600 (Node only). They are
 * what a correction is compared with and what attacks are judged by; no record key and no response is in them.
 */
import { mkdir, open, readFile, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync, gzip } from "node:zlib";
import type { ReleaseCubes } from "../../core/release/revision.ts";
import type { Stream } from "../../core/release/types.ts";
import { overwriteAndUnlink } from "../keys/overwrite-file.ts";
import type { Cube } from "../../core/tabulation/cube.ts";

/** Where the cubes of waves are kept. */
export interface CubeStore {
  /** The cubes of the wave's last edition that was released; null where none is kept. */
  read(wave: string): Promise<ReleaseCubes | null>;
  /** Keeps those of a draft, in place of an earlier draft's. */
  writeDraft(wave: string, cubes: Iterable<CubeEntry>): Promise<void>;
  /** The draft's cubes become those of the edition that was released. Can be repeated. */
  keepDraft(wave: string): Promise<void>;
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

/** Keeps the cubes in a folder: `WAVE.cube`, and `WAVE.draft.cube` until that edition is released. */
export function createFileCubes(folder: string): CubeStore {
  const file = (wave: string): string => join(folder, `${wave}.cube`);
  const draft = (wave: string): string => join(folder, `${wave}.draft.cube`);
  return {
    async read(wave) {
      const bytes = await readFile(file(wave)).catch(missingIsNull);
      return bytes === null ? null : parseCubes(bytes);
    },
    async writeDraft(wave, cubes) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const fresh = `${draft(wave)}.new`;
      const handle = await open(fresh, "w", 0o600);
      try {
        for (const entry of cubes) await handle.write(await serialiseCube(entry));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(fresh, draft(wave));
    },
    async keepDraft(wave) {
      if ((await stat(draft(wave)).catch(missingIsNull)) === null) return;
      // A stop between these two leaves the draft alone, which the same call again makes the last edition.
      await overwriteAndUnlink(file(wave));
      await rename(draft(wave), file(wave));
    },
  };
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
