/** What of each wave has ended (R31), in `office`. */
import { and, eq, isNotNull, max } from "drizzle-orm";
import { fieldworkBand, patternBand, release, retention } from "../../drizzle/schema/office.ts";
import { type AuditEntry, auditStatement } from "./audit.ts";
import { type Database, statement, writeBatch } from "./database.ts";

/** What ends of a wave, and when: with its correction window, or with its responses. */
export type RetentionKind = "correction_window" | "responses";

/** Something that has ended, and on which day it was seen to be gone. */
export interface Ended {
  readonly wave: string;
  readonly kind: RetentionKind;
  readonly endedOn: string;
}

/** When the newest published release of each wave became public, by wave. Waves that have none are not in it. */
export async function listPublications(db: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .select({ wave: release.wave, publishedAt: max(release.publishedAt) })
    .from(release)
    .where(and(eq(release.state, "published"), isNotNull(release.publishedAt)))
    .groupBy(release.wave);
  return new Map(rows.map(({ wave, publishedAt }) => [wave, String(publishedAt)]));
}

/** Everything that has ended so far. */
export async function listEnded(db: Database): Promise<Ended[]> {
  const rows = await db.select().from(retention);
  return rows.map(({ wave, kind, endedOn }) => ({ wave, kind: kind as RetentionKind, endedOn }));
}

/** Whether something of a wave has ended. */
export async function isEnded(db: Database, wave: string, kind: RetentionKind): Promise<boolean> {
  const rows = await db
    .select()
    .from(retention)
    .where(and(eq(retention.wave, wave), eq(retention.kind, kind)));
  return rows.length > 0;
}

/**
 * Records that something has ended, once it was seen to be gone; the day first recorded stays. With the responses go
 * the bands of their fieldwork and of their patterns.
 */
export async function insertEnded(db: Database, ended: Ended, entry: AuditEntry): Promise<void> {
  const bands = [
    statement(db.delete(fieldworkBand).where(eq(fieldworkBand.wave, ended.wave))),
    statement(db.delete(patternBand).where(eq(patternBand.wave, ended.wave))),
  ];
  await writeBatch(db, [
    statement(db.insert(retention).values(ended).onConflictDoNothing()),
    ...(ended.kind === "responses" ? bands : []),
    auditStatement(db, entry),
  ]);
}
