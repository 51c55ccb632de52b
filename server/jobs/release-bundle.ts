/**
 * A release in a folder (Node only): its document, its rows by place, and the truth beside them, for whoever attacks it
 * again. `truth.json.gz` holds exact counts: the folder is for the machine that built, mode 700, and never for the public.
 */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { Truth, TruthTable } from "../../core/attack/types.ts";
import { canonicalJson } from "../../core/release/canonical.ts";
import type { CompactRow, ReleaseDocument } from "../../core/release/types.ts";
import type { ReleasePart } from "../storage/releases.ts";
import type { BuildServices } from "./build-release.ts";

/** A release read from its folder. `places` gives the rows of each place in turn. */
export interface ReleaseBundle {
  readonly document: ReleaseDocument;
  readonly truth: Truth;
  places(): AsyncGenerator<{ readonly code: string; readonly rows: readonly CompactRow[] }>;
}

/** Something in the folder is not as `release build --bundle` writes it. */
export class BundleError extends Error {
  override readonly name = "BundleError";
}

const [compress, expand] = [promisify(gzip), promisify(gunzip)];
const DOCUMENT = "release.json";
const TRUTH = "truth.json.gz";
const ROWS = "rows";

interface StoredTable {
  readonly people: string;
  readonly weights: string;
}

interface StoredTruth {
  readonly streams: readonly {
    readonly stream: string;
    readonly blocks: readonly {
      code: string;
      members: readonly string[];
      asked: readonly string[];
      table: StoredTable;
    }[];
    readonly districts: readonly (readonly [string, StoredTable])[];
  }[];
  readonly groups: Truth["groups"];
}

/** Writes a release into a folder that is empty or not there. Throws a `BundleError` where something stands in it. */
export async function writeBundle(
  folder: string,
  document: ReleaseDocument,
  parts: readonly ReleasePart[],
  truth: Truth,
): Promise<void> {
  await mkdir(join(folder, ROWS), { recursive: true, mode: 0o700 });
  const [entries, rows] = [await readdir(folder), await readdir(join(folder, ROWS))];
  if (entries.length > 1 || rows.length > 0) throw new BundleError(`${folder}: the folder is not empty`);
  for (const { kind, key, body } of parts) {
    if (kind === "place") await writeFile(join(folder, ROWS, `${key}.json.gz`), body, { mode: 0o600 });
  }
  await writeFile(join(folder, TRUTH), await compress(JSON.stringify(storedTruth(truth))), { mode: 0o600 });
  await writeFile(join(folder, DOCUMENT), canonicalJson(document), { mode: 0o600 });
}

/** What a build does with what it made: writes it into a folder, or nothing where none is named. */
export function bundleInto(folder: string | undefined): NonNullable<BuildServices["onBuilt"]> {
  return async (document, parts, truth) => {
    if (folder !== undefined) await writeBundle(folder, document, parts, truth);
  };
}

/** Reads a folder that `writeBundle` wrote. Throws a `BundleError` that names the file which is not as it should be. */
export async function readBundle(folder: string): Promise<ReleaseBundle> {
  const document = JSON.parse(await read(folder, DOCUMENT)) as ReleaseDocument;
  const truth = truthFrom(JSON.parse(await read(folder, TRUTH)) as StoredTruth);
  return {
    document,
    truth,
    async *places() {
      for (const { code } of document.places) {
        const rows = JSON.parse(await read(folder, join(ROWS, `${code}.json.gz`))) as readonly CompactRow[];
        yield { code, rows };
      }
    },
  };
}

async function read(folder: string, file: string): Promise<string> {
  try {
    const bytes = await readFile(join(folder, file));
    const text = file.endsWith(".gz") ? await expand(bytes) : bytes;
    const content = text.toString("utf8");
    JSON.parse(content);
    return content;
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new BundleError(
      `${join(folder, file)}: ${missing ? "there is no such file" : "this is not what a build wrote"}`,
    );
  }
}

function storedTruth({ streams, groups }: Truth): StoredTruth {
  return {
    streams: streams.map(({ stream, blocks, districts }) => ({
      stream,
      blocks: blocks.map(({ code, members, asked, table }) => ({
        ...{ code, members, asked: [...asked] },
        table: storedTable(table),
      })),
      districts: Array.from(districts, ([code, table]) => [code, storedTable(table)] as const),
    })),
    groups,
  };
}

function storedTable({ people, weights }: TruthTable): StoredTable {
  const base64 = (array: Int32Array | Float64Array): string => Buffer.from(array.buffer).toString("base64");
  return { people: base64(Int32Array.from(people)), weights: base64(Float64Array.from(weights)) };
}

function truthFrom({ streams, groups }: StoredTruth): Truth {
  return {
    streams: streams.map(({ stream, blocks, districts }) => ({
      stream,
      blocks: blocks.map(({ asked, table, ...block }) => ({
        ...block,
        asked: new Set(asked),
        table: tableFrom(table),
      })),
      districts: new Map(districts.map(([code, table]) => [code, tableFrom(table)])),
    })),
    groups,
  };
}

function tableFrom({ people, weights }: StoredTable): TruthTable {
  const bytes = (text: string): ArrayBuffer => new Uint8Array(Buffer.from(text, "base64")).buffer;
  return { people: new Int32Array(bytes(people)), weights: new Float64Array(bytes(weights)) };
}
