/**
 * Frozen releases and their parts, in `office`. A release that was approved is never written again; only its publication
 * is added. A draft, which nobody outside has seen, may be built anew.
 */
import { and, asc, desc, eq, lte } from "drizzle-orm";
import type { AuditRecord } from "../../core/release/audit-record.ts";
import type { ReleaseDocument } from "../../core/release/types.ts";
import { release, releasePart } from "../../drizzle/schema/office.ts";
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

/** Freezes a release with all its parts, in one transaction; a draft of the same name goes. */
export async function insertRelease(
  db: Database,
  fresh: Pick<Release, "id" | "wave" | "revision" | "sha256" | "document" | "audit">,
  parts: readonly ReleasePart[],
  entry: AuditEntry,
): Promise<void> {
  const { id, wave, revision, sha256, document, audit } = fresh;
  const reason = document.correction?.en ?? null;
  const texts = { document: JSON.stringify(document), audit: JSON.stringify(audit) };
  await writeBatch(db, [
    statement(db.delete(release).where(and(eq(release.id, id), eq(release.state, "draft")))),
    statement(db.delete(releasePart).where(eq(releasePart.release, id))),
    // Fails, and with it everything, where the release was approved.
    statement(db.insert(release).values({ id, wave, revision, state: "draft", sha256, reason, ...texts })),
    ...parts.map((part) => statement(db.insert(releasePart).values({ release: id, ...part }))),
    auditStatement(db, entry),
  ]);
}

/** Approves a draft: from now on it never changes, and it becomes public at its moment. */
export async function updateReleaseApproved(
  db: Database,
  id: string,
  publishAt: string,
  entry: AuditEntry,
): Promise<void> {
  const query = db
    .update(release)
    .set({ state: "approved", publishAt })
    .where(and(eq(release.id, id), eq(release.state, "draft")));
  await writeBatch(db, [statement(query), auditStatement(db, entry)]);
}

/** Approved releases whose moment has come. */
export async function listDueReleases(db: Database, now: string): Promise<{ id: string; wave: string }[]> {
  return db
    .select({ id: release.id, wave: release.wave })
    .from(release)
    .where(and(eq(release.state, "approved"), lte(release.publishAt, now)))
    .orderBy(asc(release.id));
}

/** Makes an approved release public. One that is public already keeps its time. */
export async function updateReleasePublished(db: Database, id: string, at: string, entry: AuditEntry): Promise<void> {
  const query = db
    .update(release)
    .set({ state: "published", publishedAt: at })
    .where(and(eq(release.id, id), eq(release.state, "approved")));
  await writeBatch(db, [statement(query), auditStatement(db, entry)]);
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
