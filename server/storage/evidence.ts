/** Figures published by others, in `office`: stored as they were published, never changed, pooled or filled in. */
import { and, asc, eq, type SQL } from "drizzle-orm";
import { evidence } from "../../drizzle/schema/office.ts";
import type { EvidenceRow } from "../reference/evidence.ts";
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

/** Replaces the evidence that came with the reference tables, in one transaction. */
export async function replaceEvidence(db: Database, rows: readonly EvidenceRow[]): Promise<void> {
  await writeBatch(db, [
    statement(db.delete(evidence)),
    ...rows.map((row) =>
      statement(
        db.insert(evidence).values({
          id: row.id,
          question: row.question,
          place: row.place_code,
          measure: row.measure,
          share: row.share ?? null,
          document: JSON.stringify(row),
        }),
      ),
    ),
  ]);
}
