/** Figures published by others, in `office`: stored as they were published, never changed, pooled or filled in. */
import { and, asc, eq, inArray, type SQL } from "drizzle-orm";
import { evidence } from "../../drizzle/schema/office.ts";
import type { EvidenceRow } from "../reference/evidence.ts";
import { type AuditEntry, auditStatement } from "./audit.ts";
import { type Database, statement, writeBatch } from "./database.ts";

/** The evidence on a question, for a place, or all of it; in the order in which the table lists it. */
export async function listEvidence(
  db: Database,
  filter: { question?: string; place?: string },
): Promise<EvidenceRow[]> {
  const conditions: SQL[] = [];
  if (filter.question !== undefined) conditions.push(eq(evidence.question, filter.question));
  if (filter.place !== undefined) conditions.push(eq(evidence.place, filter.place));
  const rows = await db
    .select({ document: evidence.document })
    .from(evidence)
    .where(and(...conditions))
    .orderBy(asc(evidence.id));
  return rows.map((row) => JSON.parse(row.document) as EvidenceRow);
}

/**
 * Replaces the evidence that came with the reference tables, in one transaction. What somebody added stays, and where both
 * have the same figure the added one does.
 */
export async function replaceEvidence(db: Database, rows: readonly EvidenceRow[]): Promise<void> {
  await writeBatch(db, [
    statement(db.delete(evidence).where(eq(evidence.origin, "reference"))),
    ...rows.map((row) => statement(db.insert(evidence).values(rowOf(row, "reference")).onConflictDoNothing())),
  ]);
}

/** Adds figures, all or none, with the entry of the audit. Fails where one of them is there. */
export async function insertEvidence(db: Database, rows: readonly EvidenceRow[], entry: AuditEntry): Promise<void> {
  await writeBatch(db, [
    ...rows.map((row) => statement(db.insert(evidence).values(rowOf(row, "added")))),
    auditStatement(db, entry),
  ]);
}

/** Takes the added figures of these ids away, with the entry of the audit. Those of the reference stay. */
export async function deleteAddedEvidence(db: Database, ids: readonly string[], entry: AuditEntry): Promise<void> {
  await writeBatch(db, [
    statement(db.delete(evidence).where(and(eq(evidence.origin, "added"), inArray(evidence.id, [...ids])))),
    auditStatement(db, entry),
  ]);
}

/** The ids of the figures that somebody added. */
export async function listAddedEvidence(db: Database): Promise<ReadonlySet<string>> {
  const rows = await db.select({ id: evidence.id }).from(evidence).where(eq(evidence.origin, "added"));
  return new Set(rows.map(({ id }) => id));
}

function rowOf(row: EvidenceRow, origin: "reference" | "added"): typeof evidence.$inferInsert {
  return {
    id: row.id,
    question: row.question,
    place: row.place_code,
    measure: row.measure,
    share: row.share ?? null,
    document: JSON.stringify(row),
    origin,
  };
}
