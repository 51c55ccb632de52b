/** Files of releases in `office`, in chunks that fit into one answer of a database server. */
import { and, eq } from "drizzle-orm";
import { releaseFile } from "../../drizzle/schema/office.ts";
import { type Database, statement, writeBatch } from "./database.ts";

/** Most bytes of a chunk. */
export const FILE_CHUNK_BYTES_MAX = 4_000_000;

/** How the chunks of a file are encoded: gzip is sent as it is to whoever takes it. */
export type FileEncoding = "gzip" | "identity";

/** Whose file it is: a release, and the SHA-256 of its document. A draft that is built anew is another edition. */
export interface FileOwner {
  readonly release: string;
  readonly edition: string;
}

/** What is known of a file without reading it. */
export interface FileHead {
  readonly name: string;
  readonly encoding: FileEncoding;
  /** Of the file as it is read; `stored` is what its chunks have together. */
  readonly bytes: number;
  readonly stored: number;
  readonly sha256: string;
  readonly parts: number;
}

/** A file with its chunks. */
export interface StoredFile extends Omit<FileHead, "parts" | "stored"> {
  readonly chunks: readonly Uint8Array<ArrayBuffer>[];
}

/** What is known of a file; null where it is not there whole. */
export async function getFileHead(db: Database, owner: FileOwner, name: string): Promise<FileHead | null> {
  const { parts, encoding, bytes, stored, sha256 } = releaseFile;
  const rows = await db.select({ parts, encoding, bytes, stored, sha256 }).from(releaseFile).where(isFile(owner, name));
  const [head] = rows;
  if (head === undefined || rows.length !== head.parts) return null;
  return { ...head, name, encoding: head.encoding as FileEncoding };
}

/** One chunk of a file. Throws where it is not there: whoever asks has seen the head. */
export async function getFileChunk(
  db: Database,
  owner: FileOwner,
  name: string,
  part: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const [row] = await db
    .select({ body: releaseFile.body })
    .from(releaseFile)
    .where(and(isFile(owner, name), eq(releaseFile.part, part)));
  if (row === undefined) throw new Error("a chunk of a file is not there");
  return new Uint8Array(row.body);
}

/**
 * Writes a file, unless it is there. A small one is written whole or not at all, so that of two who make it at once the
 * first has its way; one of several chunks goes chunk by chunk, and may be written again after a stop.
 */
export async function insertReleaseFile(db: Database, owner: FileOwner, file: StoredFile): Promise<void> {
  const { name, encoding, bytes, sha256, chunks } = file;
  const stored = chunks.reduce((sum, { length }) => sum + length, 0);
  for (const [part, body] of chunks.entries()) {
    const row = { ...owner, name, part, parts: chunks.length, encoding, bytes, stored, sha256, body };
    await writeBatch(db, [statement(db.insert(releaseFile).values(row).onConflictDoNothing())]);
  }
}

function isFile({ release, edition }: FileOwner, name: string): ReturnType<typeof and> {
  return and(eq(releaseFile.release, release), eq(releaseFile.edition, edition), eq(releaseFile.name, name));
}
