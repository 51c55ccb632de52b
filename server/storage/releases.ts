/**
 * Frozen releases and their parts, in `office`. A release that was approved is never written again; only its publication
 * is added. A draft, which nobody outside has seen, may be built anew.
 */
import type { InStatement } from "@libsql/client";
import { and, asc, desc, eq, exists, inArray, lte, ne, type SQL, sql } from "drizzle-orm";
import type { AuditRecord } from "../../core/release/audit-record.ts";
import type { CompactRow, ReleaseDocument } from "../../core/release/types.ts";
import { audit, release, releaseFile, releasePart, wave } from "../../drizzle/schema/office.ts";
import { randomBytes, toHex } from "../sealing/bytes.ts";
import { type AuditEntry, auditStatement } from "./audit.ts";
import { type Database, statement, writeBatch } from "./database.ts";

/** A release as the catalogue knows it. */
export interface Release {
  readonly id: string;
  readonly wave: string;
  readonly revision: number;
  /** `approved`: it becomes public at `publishAt`, the announced moment. */
  readonly state: "draft" | "approved" | "published";
  readonly publishAt: string | null;
  readonly publishedAt: string | null;
  readonly sha256: string;
  readonly document: ReleaseDocument;
  /** Why it may be published, or may not (R30). Never public. */
  readonly audit: AuditRecord;
}

/** The rows of a release that belong to one place or to one question: gzipped JSON of compact rows. */
export interface ReleasePart {
  readonly kind: "place" | "question";
  readonly key: string;
  readonly rows: number;
  readonly body: Uint8Array;
}

/** Published releases, newest first; of a wave, its last revision first. */
export async function listPublishedReleases(db: Database): Promise<Release[]> {
  const rows = await db
    .select()
    .from(release)
    .where(eq(release.state, "published"))
    .orderBy(desc(release.publishedAt), desc(release.revision), asc(release.id));
  return rows.map(toRelease);
}

/** The releases of a wave, published or not, by revision. */
export async function listReleasesOfWave(db: Database, wave: string): Promise<Release[]> {
  const rows = await db.select().from(release).where(eq(release.wave, wave)).orderBy(asc(release.revision));
  return rows.map(toRelease);
}

/** One part, or null. */
export async function getReleasePart(
  db: Database,
  id: string,
  kind: ReleasePart["kind"],
  key: string,
): Promise<ReleasePart | null> {
  const [row] = await db
    .select()
    .from(releasePart)
    .where(and(eq(releasePart.release, id), eq(releasePart.kind, kind), eq(releasePart.key, key)));
  return row === undefined ? null : { kind, key, rows: row.rows, body: row.body };
}

/** The rows of a part, on every runtime. */
export async function rowsOf({ body }: Pick<ReleasePart, "body">): Promise<readonly CompactRow[]> {
  const stream = new Blob([body.slice()]).stream().pipeThrough(new DecompressionStream("gzip"));
  return (await new Response(stream).json()) as readonly CompactRow[];
}

/**
 * Freezes a release with all its parts, in one transaction; a draft of the same name goes, with its files. Those of this
 * one are written before, so that no release names a file that is not there.
 */
export async function insertRelease(
  db: Database,
  fresh: Pick<Release, "id" | "wave" | "revision" | "sha256" | "document" | "audit">,
  parts: readonly ReleasePart[],
  entry: AuditEntry,
): Promise<void> {
  const { id, wave, revision, sha256, document, audit } = fresh;
  const reason = document.correction?.en ?? null;
  const texts = { document: JSON.stringify(document), audit: JSON.stringify(audit) };
  const replaced = and(eq(release.id, id), eq(release.state, "draft"), ne(release.sha256, sha256));
  const editions = db.select({ edition: release.sha256 }).from(release).where(replaced);
  await writeBatch(db, [
    statement(db.delete(releaseFile).where(and(eq(releaseFile.release, id), inArray(releaseFile.edition, editions)))),
    statement(db.delete(release).where(and(eq(release.id, id), eq(release.state, "draft")))),
    statement(db.delete(releasePart).where(eq(releasePart.release, id))),
    // Fails, and with it everything, where the release was approved.
    statement(db.insert(release).values({ id, wave, revision, state: "draft", sha256, reason, ...texts })),
    ...parts.map((part) => statement(db.insert(releasePart).values({ release: id, ...part }))),
    auditStatement(db, entry),
  ]);
}

/**
 * Approves a draft, as long as it is still the one of this SHA-256: from now on it never changes, and it becomes public at
 * its moment. Otherwise it writes nothing, no entry either.
 */
export async function updateReleaseApproved(
  db: Database,
  { id, sha256 }: Pick<Release, "id" | "sha256">,
  publishAt: string,
  entry: AuditEntry,
): Promise<void> {
  const thisDraft = and(eq(release.id, id), eq(release.state, "draft"), eq(release.sha256, sha256));
  await writeBatch(db, [
    // First, since nothing is a draft after the change.
    auditWhere(db, entry, thisDraft),
    statement(db.update(release).set({ state: "approved", publishAt }).where(thisDraft)),
  ]);
}

/** Approved releases whose moment has come. */
export async function listDueReleases(db: Database, now: string): Promise<{ id: string; wave: string }[]> {
  return db
    .select({ id: release.id, wave: release.wave })
    .from(release)
    .where(and(eq(release.state, "approved"), lte(release.publishAt, now)))
    .orderBy(asc(release.wave), asc(release.revision));
}

/**
 * Makes an approved release public and its wave released, both or neither. Of several who do so at once one writes the
 * entries; a release that is public already keeps its time.
 */
export async function updateReleasePublished(
  db: Database,
  { id, wave: waveId }: Pick<Release, "id" | "wave">,
  { at, actor }: Pick<AuditEntry, "at" | "actor">,
): Promise<void> {
  const approved = and(eq(release.id, id), eq(release.state, "approved"));
  const firstOfWave = and(
    approved,
    exists(
      db
        .select({ id: wave.id })
        .from(wave)
        .where(and(eq(wave.id, waveId), ne(wave.state, "released"))),
    ),
  );
  const released = db
    .update(wave)
    .set({ state: "released" })
    .where(and(eq(wave.id, waveId), exists(db.select({ id: release.id }).from(release).where(approved))));
  await writeBatch(db, [
    // The release comes last, since nothing is approved after its change.
    auditWhere(db, { at, actor, event: "release.publish", subject: id }, approved),
    auditWhere(db, { at, actor, event: "wave.released", subject: waveId }, firstOfWave),
    statement(released),
    statement(db.update(release).set({ state: "published", publishedAt: at }).where(approved)),
  ]);
}

/** An entry that is written only where such a release is there. `condition` holds for one release at most. */
function auditWhere(db: Database, entry: AuditEntry, condition: SQL | undefined): InStatement {
  const { at, actor, event, subject, detail = "" } = entry;
  const row = {
    id: sql<string>`${toHex(randomBytes(16))}`.as("id"),
    at: sql<string>`${at}`.as("at"),
    actor: sql<string>`${actor}`.as("actor"),
    event: sql<string>`${event}`.as("event"),
    subject: sql<string>`${subject}`.as("subject"),
    detail: sql<string>`${detail}`.as("detail"),
  };
  return statement(db.insert(audit).select(db.select(row).from(release).where(condition)));
}

function toRelease(row: typeof release.$inferSelect): Release {
  return {
    id: row.id,
    wave: row.wave,
    revision: row.revision,
    state: row.state as Release["state"],
    publishAt: row.publishAt,
    publishedAt: row.publishedAt,
    sha256: row.sha256,
    document: JSON.parse(row.document) as ReleaseDocument,
    audit: JSON.parse(row.audit) as AuditRecord,
  };
}
