/** Batches of codes in `office`: asked for, then issued once. No code is here, and no hash of one. */
import { and, asc, eq, sum } from "drizzle-orm";
import { codeBatch } from "../../drizzle/schema/office.ts";
import { type AuditEntry, auditIfChanged, auditStatement } from "./audit.ts";
import { type Database, statement, writeBatch } from "./database.ts";

/** Codes for the letters of one place. */
export interface CodeBatch {
  readonly id: string;
  readonly wave: string;
  readonly place: string;
  /** How many codes it has, or will have. */
  readonly codes: number;
  readonly state: "requested" | "issued";
  /** Who asked for it; empty in batches of before there were two steps. */
  readonly requestedBy: string;
}

/** Stores a batch that somebody asks for. */
export async function insertCodeBatch(db: Database, batch: Omit<CodeBatch, "state">, entry: AuditEntry): Promise<void> {
  const row = { ...batch, state: "requested" };
  await writeBatch(db, [statement(db.insert(codeBatch).values(row)), auditStatement(db, entry)]);
}

/** A batch, or null. */
export async function getCodeBatch(db: Database, id: string): Promise<CodeBatch | null> {
  const [row] = await db.select().from(codeBatch).where(eq(codeBatch.id, id));
  return row === undefined ? null : { ...row, state: row.state as CodeBatch["state"] };
}

/** The batches of a wave, by place; within a place those that wait come last. */
export async function listCodeBatches(db: Database, wave: string): Promise<CodeBatch[]> {
  const rows = await db
    .select()
    .from(codeBatch)
    .where(eq(codeBatch.wave, wave))
    .orderBy(asc(codeBatch.place), asc(codeBatch.state), asc(codeBatch.id));
  return rows.map((row) => ({ ...row, state: row.state as CodeBatch["state"] }));
}

/** Marks a batch as issued. False, and nothing is written, where it no longer waits: of two callers one gets true. */
export async function markBatchIssued(db: Database, id: string, entry: AuditEntry): Promise<boolean> {
  const change = db
    .update(codeBatch)
    .set({ state: "issued" })
    .where(and(eq(codeBatch.id, id), eq(codeBatch.state, "requested")));
  const [changed] = await writeBatch(db, [statement(change), auditIfChanged(entry)]);
  return changed?.rowsAffected === 1;
}

/** How many codes were issued in each place of a wave; places without any are left out. */
export async function countCodesIssued(db: Database, wave: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .select({ place: codeBatch.place, codes: sum(codeBatch.codes) })
    .from(codeBatch)
    .where(and(eq(codeBatch.wave, wave), eq(codeBatch.state, "issued")))
    .groupBy(codeBatch.place);
  return new Map(rows.map(({ place, codes }) => [place, Number(codes)]));
}
