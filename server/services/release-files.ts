/** Files of published releases: those of the whole as they were frozen, those of a place made when somebody first asks. */
import { placeWorkbook } from "../../core/release/files/sheets.ts";
import { mediaTypeOf, parsePlaceFileName, type PlaceFile, placeText } from "../../core/release/files/place-files.ts";
import { expandRows } from "../../core/release/rows.ts";
import type { CompactRow, ReleaseDocument } from "../../core/release/types.ts";
import { writeOdsFile } from "./formats/ods.ts";
import { writeXlsxFile } from "./formats/xlsx.ts";
import { ATTRIBUTIONS } from "../reference/attributions.ts";
import { toHex } from "../sealing/bytes.ts";
import type { Database } from "../storage/database.ts";
import {
  type FileEncoding,
  type FileOwner,
  getFileChunk,
  getFileHead,
  insertReleaseFile,
  type StoredFile,
} from "../storage/release-files.ts";
import type { Release } from "../storage/releases.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A file that can be sent. */
export interface PublishedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly encoding: FileEncoding;
  /** Of the file as it is read, and as it is stored. */
  readonly bytes: number;
  readonly stored: number;
  readonly sha256: string;
  /** Its chunks, as they are stored, one after another. */
  chunks(): AsyncGenerator<Bytes>;
}

/** Reads the rows of a place. */
export type ReadRows = (release: string, place: string) => Promise<readonly CompactRow[] | null>;

/** Whether a release has a file of this name, before anything is read or made. */
export function hasFile({ document }: Pick<Release, "document">, name: string): boolean {
  const whole = document.files?.some((file) => file.name === name) === true;
  return whole || parsePlaceFileName(document, name) !== null;
}

/** The file of a release by its name; null where it has none. A place's file is kept once it was made. */
export async function publishedFile(
  office: Database,
  release: Pick<Release, "id" | "sha256" | "publishedAt" | "document">,
  name: string,
  readRows: ReadRows,
): Promise<PublishedFile | null> {
  if (!hasFile(release, name)) return null;
  const owner = { release: release.id, edition: release.sha256 };
  const head = await getFileHead(office, owner, name);
  if (head !== null) {
    return { ...head, mediaType: mediaTypeOf(name), chunks: () => storedChunks(office, owner, name, head.parts) };
  }
  const asked = parsePlaceFileName(release.document, name);
  const rows = asked === null ? null : await readRows(release.id, asked.place);
  if (asked === null || rows === null) return null;
  const file = await makePlaceFile(release, rows, asked, name);
  // Kept for the next who asks; whoever asks now gets it all the same.
  await insertReleaseFile(office, owner, file).catch(() => undefined);
  const stored = file.chunks.reduce((sum, { length }) => sum + length, 0);
  return { ...file, stored, mediaType: mediaTypeOf(name), chunks: () => ownChunks(file) };
}

async function* storedChunks(office: Database, owner: FileOwner, name: string, parts: number): AsyncGenerator<Bytes> {
  for (let part = 0; part < parts; part += 1) yield await getFileChunk(office, owner, name, part);
}

// eslint-disable-next-line typescript/require-await -- the other kind of chunks waits for the database
async function* ownChunks({ chunks }: StoredFile): AsyncGenerator<Bytes> {
  yield* chunks;
}

/** Makes a place's file. */
async function makePlaceFile(
  { document, publishedAt }: Pick<Release, "document" | "publishedAt">,
  compact: readonly CompactRow[],
  { language, format }: PlaceFile,
  name: string,
): Promise<StoredFile> {
  const attributions = ATTRIBUTIONS.map(({ text }) => text);
  const rows = expandRows(document, compact, language);
  if (format === "ods" || format === "xlsx") {
    const workbook = placeWorkbook(document, rows, attributions, language);
    const write = format === "ods" ? writeOdsFile : writeXlsxFile;
    const body = await write(workbook, madeOn(document, publishedAt));
    return fileOf(name, new Uint8Array(body), "identity");
  }
  return fileOf(name, new TextEncoder().encode(placeText(document, rows, attributions, language, format)), "gzip");
}

async function fileOf(name: string, body: Bytes, encoding: FileEncoding): Promise<StoredFile> {
  const sha256 = toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", body)));
  const chunk = encoding === "gzip" ? await gzip(body) : body;
  return { name, encoding, bytes: body.length, sha256, chunks: [chunk] };
}

async function gzip(body: Bytes): Promise<Bytes> {
  const stream = new Blob([body]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The moment that a file's properties give: that of publication, so that making it again gives the same. */
function madeOn({ period_end }: ReleaseDocument, publishedAt: string | null): Date {
  return new Date(publishedAt ?? `${period_end}T00:00:00Z`);
}
