/** Frozen releases and their parts, in `office`. A release is written once; only its publication is ever added. */
import { and, asc, desc, eq } from "drizzle-orm";
import type { ReleaseDocument } from "../../core/release/types.ts";
import { release, releasePart } from "../../drizzle/schema/office.ts";
import { type AuditEntry, auditStatement } from "./audit.ts";
import { type Database, statement, writeBatch } from "./database.ts";

/** A release as the catalogue knows it. */
export interface Release {
  readonly id: string;
  readonly wave: string;
  readonly revision: number;
  readonly state: "draft" | "published";
  readonly publishedAt: string | null;
  readonly sha256: string;
  readonly document: ReleaseDocument;
}

/** The rows of a release that belong to one place or to one question: gzipped JSON of compact rows. */
export interface ReleasePart {
  readonly kind: "place" | "question";
  readonly key: string;
  readonly rows: number;
  readonly body: Uint8Array;
}

/** Published releases, newest first. */
export async function listPublishedReleases(db: Database): Promise<Release[]> {
  const rows = await db
    .select()
    .from(release)
    .where(eq(release.state, "published"))
    .orderBy(desc(release.publishedAt), asc(release.id));
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

/** Freezes a release with all its parts, in one transaction. */
export async function insertRelease(
  db: Database,
  fresh: Omit<Release, "state" | "publishedAt">,
  parts: readonly ReleasePart[],
  entry: AuditEntry,
): Promise<void> {
  const { id, wave, revision, sha256, document } = fresh;
  const row = { id, wave, revision, state: "draft", publishedAt: null, document: JSON.stringify(document), sha256 };
  await writeBatch(db, [
    statement(db.insert(release).values(row)),
    ...parts.map((part) => statement(db.insert(releasePart).values({ release: id, ...part }))),
    auditStatement(db, entry),
  ]);
}

/** Makes a release public. One that is public already keeps its time. */
export async function updateReleasePublished(db: Database, id: string, at: string, entry: AuditEntry): Promise<void> {
  const query = db
    .update(release)
    .set({ state: "published", publishedAt: at })
    .where(and(eq(release.id, id), eq(release.state, "draft")));
  await writeBatch(db, [statement(query), auditStatement(db, entry)]);
}

function toRelease(row: typeof release.$inferSelect): Release {
  return {
    id: row.id,
    wave: row.wave,
    revision: row.revision,
    state: row.state === "published" ? "published" : "draft",
    publishedAt: row.publishedAt,
    sha256: row.sha256,
    document: JSON.parse(row.document) as ReleaseDocument,
  };
}
