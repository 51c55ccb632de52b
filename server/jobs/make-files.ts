/**
 * Makes the files of a whole release (Node only). Rows go through place by place and leave compressed: nothing holds all of
 * them, neither as rows nor as text. Made twice from the same release they are the same, byte for byte.
 */
import { createHash } from "node:crypto";
import { createGzip } from "node:zlib";
import { csvHeader, csvOfCompact } from "../../core/release/csv.ts";
import { codebookCsv, codebookJson } from "../../core/release/files/codebook-file.ts";
import { csvMetadata } from "../../core/release/files/csvw.ts";
import { changesJson, changesText, type ListedRevision, readmeText } from "../../core/release/files/readme.ts";
import { spssSyntax } from "../../core/release/files/spss.ts";
import { inventedWords, LICENCE_NAME, provenance } from "../../core/release/files/words.ts";
import type { CompactRow, ReleaseDocument } from "../../core/release/types.ts";
import { createParquetRows } from "../services/formats/parquet.ts";
import { FILE_CHUNK_BYTES_MAX, type StoredFile } from "../storage/release-files.ts";

/** What the files say besides the release. */
export interface FileContext {
  /** Every edition of the wave up to this one, by revision. */
  readonly revisions: readonly ListedRevision[];
  readonly attributions: readonly string[];
}

type Bytes = Uint8Array<ArrayBuffer>;

const GZIP_LEVEL = 6;
const CSV_NAME = "results.csv";

/** All files of a release. The document names none of them yet; `places` gives the rows of each place in turn. */
export async function makeReleaseFiles(
  document: ReleaseDocument,
  places: AsyncIterable<readonly CompactRow[]>,
  context: FileContext,
): Promise<readonly StoredFile[]> {
  const csv = createTextFile(CSV_NAME);
  const parquet = createParquetRows(document, parquetMetadata(document, context));
  await csv.add(csvHeader());
  for await (const compact of places) {
    await csv.add(csvOfCompact(document, compact));
    parquet.add(compact);
  }
  const results = await csv.finish();
  const texts = textFiles(document, results, context);
  const names = [CSV_NAME, "results.parquet", ...texts.map(([name]) => name), "README.txt"];
  const all = [...texts, ["README.txt", readmeText(document, names, context.attributions)] as const];
  return [
    results,
    binaryFile("results.parquet", parquet.finish()),
    ...(await Promise.all(all.map(([name, text]) => textFile(name, text)))),
  ];
}

/** Every file that is one text and no table of rows. Whoever adds one adds it here, and its words to `FILE_WORDS`. */
function textFiles(
  document: ReleaseDocument,
  csv: StoredFile,
  { revisions, attributions }: FileContext,
): readonly (readonly [name: string, text: string])[] {
  return [
    [`${CSV_NAME}-metadata.json`, csvMetadata(document, csv, attributions)],
    ["results.sps", spssSyntax(document)],
    ["codebook.csv", codebookCsv(document)],
    ["codebook.json", codebookJson(document, attributions)],
    ["changes.json", changesJson(document, revisions)],
    ["CHANGES.txt", changesText(document, revisions)],
  ];
}

function parquetMetadata(document: ReleaseDocument, { attributions }: FileContext): Readonly<Record<string, string>> {
  const invented = inventedWords(document);
  return {
    release: document.id,
    licence: `${LICENCE_NAME.en}: ${document.licence}`,
    ...(invented === null ? {} : { warning: invented.en }),
    notes: provenance(document, attributions, "en").join("\n"),
  };
}

/** A text that is compressed as it comes. */
export interface TextFile {
  /** Resolves when there is room for more. */
  add(text: string): Promise<void>;
  finish(): Promise<StoredFile>;
}

/** Begins a file of text. */
export function createTextFile(name: string): TextFile {
  const hash = createHash("sha256");
  const stream = createGzip({ level: GZIP_LEVEL });
  const collected = chunksOf(stream);
  let bytes = 0;
  return {
    async add(text) {
      const piece = Buffer.from(text, "utf8");
      hash.update(piece);
      bytes += piece.length;
      await new Promise<void>((resolve, reject) => {
        stream.write(piece, (error) => (error ? reject(error) : resolve()));
      });
    },
    async finish() {
      stream.end();
      return { name, encoding: "gzip", bytes, sha256: hash.digest("hex"), chunks: await collected };
    },
  };
}

async function textFile(name: string, text: string): Promise<StoredFile> {
  const file = createTextFile(name);
  await file.add(text);
  return file.finish();
}

/** A file that is compressed already. */
function binaryFile(name: string, body: Bytes): StoredFile {
  const sha256 = createHash("sha256").update(body).digest("hex");
  return { name, encoding: "identity", bytes: body.length, sha256, chunks: cut(body) };
}

/** What a stream gives, in chunks of the size that is stored. */
async function chunksOf(stream: AsyncIterable<Uint8Array>): Promise<readonly Bytes[]> {
  const chunks: Bytes[] = [];
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const piece of stream) {
    waiting.push(piece);
    length += piece.length;
    if (length < FILE_CHUNK_BYTES_MAX) continue;
    const joined = new Uint8Array(Buffer.concat(waiting));
    chunks.push(joined.slice(0, FILE_CHUNK_BYTES_MAX));
    const rest = joined.subarray(FILE_CHUNK_BYTES_MAX);
    [waiting, length] = [[rest], rest.length];
  }
  if (length > 0 || chunks.length === 0) chunks.push(new Uint8Array(Buffer.concat(waiting)));
  return chunks;
}

function cut(body: Bytes): readonly Bytes[] {
  const count = Math.max(1, Math.ceil(body.length / FILE_CHUNK_BYTES_MAX));
  return Array.from({ length: count }, (_, at) =>
    body.slice(at * FILE_CHUNK_BYTES_MAX, (at + 1) * FILE_CHUNK_BYTES_MAX),
  );
}
