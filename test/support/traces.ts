/**
 * What somebody with all files in hand would look for: a code and an answer side by side, the order in which people
 * answered, and anything that can be recomputed from a list of letters.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { toBase64Url, toHex } from "../../server/sealing/bytes.ts";

/** The bytes of every file below some folders, by path. */
export type FileBytes = ReadonlyMap<string, Uint8Array>;

/** Values to look for, by what they are. */
export type Needles = Readonly<Record<string, Uint8Array>>;

/** A place in a file where a value stands. */
export interface Find {
  readonly file: string;
  readonly needle: string;
  readonly offset: number;
}

const PAGE_BYTES = 4096;
const FRAME_HEADER_BYTES = 24;
const FRAME_BYTES = PAGE_BYTES + FRAME_HEADER_BYTES;
const KEY_BYTES = 4;

/** Reads every file below these folders. */
export function readFiles(...folders: readonly string[]): FileBytes {
  const files = new Map<string, Uint8Array>();
  for (const folder of new Set(folders)) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile()) files.set(join(folder.split("/").at(-1) ?? "", relative(folder, path)), readFileSync(path));
    }
  }
  return files;
}

/** A value as bytes, as hexadecimal and as base 64: each a needle. */
export function inEveryForm(name: string, value: Uint8Array): Needles {
  const text = new TextEncoder();
  return {
    [`${name} as bytes`]: value,
    [`${name} as hexadecimal`]: text.encode(toHex(value)),
    [`${name} as base 64`]: text.encode(toBase64Url(value)),
  };
}

/** Every place where any of the needles stands, in one pass over each file. */
export function findAll(files: FileBytes, needles: Needles): Find[] {
  const byStart = new Map<number, [string, Uint8Array][]>();
  for (const [name, bytes] of Object.entries(needles)) {
    if (bytes.length < KEY_BYTES) throw new RangeError(`${name} is too short to be told from chance`);
    const start = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
    byStart.set(start, [...(byStart.get(start) ?? []), [name, bytes]]);
  }
  const finds: Find[] = [];
  for (const [file, bytes] of files) {
    for (let offset = 0, start = 0; offset < bytes.length; offset += 1) {
      start = ((start << 8) | (bytes[offset] ?? 0)) >>> 0;
      const first = offset - KEY_BYTES + 1;
      const candidates = first < 0 ? undefined : byStart.get(start);
      for (const [needle, value] of candidates ?? []) {
        if (value.every((byte, index) => bytes[first + index] === byte)) finds.push({ file, needle, offset: first });
      }
    }
  }
  return finds;
}

/** The number of the page or log frame that an offset lies in: a page of a database, or a frame behind a log's header. */
function pageOf(file: string, length: number, offset: number): number {
  const log = /-wal$|wallog$/.test(file);
  return log ? Math.floor((offset - (length % FRAME_BYTES)) / FRAME_BYTES) : Math.floor(offset / PAGE_BYTES);
}

/** The pages and log frames that hold one of the first needles and one of the second. */
export function sharedPages(files: FileBytes, first: Needles, second: Needles): string[] {
  const pages = (needles: Needles): Set<string> =>
    new Set(
      findAll(files, needles).map(
        ({ file, offset }) => `${file} ${pageOf(file, files.get(file)?.length ?? 0, offset)}`,
      ),
    );
  const others = pages(second);
  return [...pages(first)].filter((page) => others.has(page));
}

/** How the order of a list of values goes together with where they stand in one file. */
export interface OrderTrace {
  readonly file: string;
  readonly found: number;
  readonly rho: number;
  /** Beyond this, chance is no explanation at the 99.9 % level. */
  readonly critical: number;
}

/**
 * For each file that holds at least ten of the values: the rank correlation between their order and their first, and
 * their last, place in it.
 */
export function orderTraces(files: FileBytes, values: readonly Uint8Array[]): OrderTrace[] {
  const finds = findAll(files, Object.fromEntries(values.map((value, index) => [String(index), value])));
  const traces: OrderTrace[] = [];
  for (const file of files.keys()) {
    const first = new Map<number, number>();
    const last = new Map<number, number>();
    for (const { needle, offset } of finds.filter((find) => find.file === file)) {
      if (!first.has(Number(needle))) first.set(Number(needle), offset);
      last.set(Number(needle), offset);
    }
    if (first.size < 10) continue;
    for (const places of [first, last]) {
      const order = [...places.keys()];
      const rho = rankCorrelation(order, [...places.values()]);
      traces.push({ file, found: first.size, rho, critical: 3.29 / Math.sqrt(first.size - 1) });
    }
  }
  return traces;
}

/** How far the order of a list of values goes together with where they stand inside the pages of one file. */
export interface PageTrace {
  readonly file: string;
  /** How many values stand in a page with another. */
  readonly found: number;
  /** In standard deviations of what chance would do; beyond 3.29 chance is no explanation at the 99.9 % level. */
  readonly deviation: number;
}

/**
 * SQLite lays the rows of a page in the order of their arrival, whatever their keys: for each file, the rank correlation
 * inside each page, taken together over its pages (a stratified permutation test).
 */
export function pageTraces(files: FileBytes, values: readonly Uint8Array[]): PageTrace[] {
  const finds = findAll(files, Object.fromEntries(values.map((value, index) => [String(index), value])));
  const traces: PageTrace[] = [];
  for (const [file, bytes] of files) {
    const pages = new Map<number, Map<number, number>>();
    for (const { needle, offset } of finds.filter((find) => find.file === file)) {
      const page = pageOf(file, bytes.length, offset);
      pages.set(page, (pages.get(page) ?? new Map<number, number>()).set(Number(needle), offset));
    }
    let [found, sum, variance] = [0, 0, 0];
    for (const inPage of pages.values()) {
      const count = inPage.size;
      if (count < 2) continue;
      const spread = (count * (count * count - 1)) / 12;
      found += count;
      sum += rankCorrelation([...inPage.keys()], [...inPage.values()]) * spread;
      variance += spread ** 2 / (count - 1);
    }
    if (found >= 10) traces.push({ file, found, deviation: sum / Math.sqrt(variance) });
  }
  return traces;
}

/** The page traces that show an order. */
export function orderedInPages(traces: readonly PageTrace[]): PageTrace[] {
  return traces.filter(({ deviation }) => Math.abs(deviation) > 3.29);
}

/** The traces that show an order. */
export function ordered(traces: readonly OrderTrace[]): OrderTrace[] {
  return traces.filter(({ rho, critical }) => Math.abs(rho) > critical);
}

/** Spearman's rank correlation; no two values are the same. */
export function rankCorrelation(first: readonly number[], second: readonly number[]): number {
  const ranks = (values: readonly number[]): number[] => {
    const sorted = [...values].sort((one, other) => one - other);
    const rankOf = new Map(sorted.map((value, rank) => [value, rank]));
    return values.map((value) => rankOf.get(value) ?? 0);
  };
  const others = ranks(second);
  const squares = ranks(first).reduce((total, rank, index) => total + (rank - (others[index] ?? 0)) ** 2, 0);
  const count = first.length;
  return 1 - (6 * squares) / (count * (count * count - 1));
}
