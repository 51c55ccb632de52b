/** What staff did, written in the same transaction as the deed. Responses leave no audit row. */
import type { InStatement } from "@libsql/client";
import { asc, lt } from "drizzle-orm";
import { audit } from "../../drizzle/schema/office.ts";
import { randomBytes, toHex } from "../sealing/bytes.ts";
import { type Database, statement, writeBatch } from "./database.ts";

/** Who did what to which thing, and when. Never about a resident. */
export interface AuditEntry {
  readonly at: string;
  readonly actor: string;
  readonly event: string;
  readonly subject: string;
  readonly detail?: string;
}

/** The statement that records an entry; it goes into the batch of the deed. */
export function auditStatement(db: Database, entry: AuditEntry): InStatement {
  const id = toHex(randomBytes(16));
  return statement(db.insert(audit).values({ id, detail: "", ...entry }));
}

/** Records an entry where the statement before it in the batch changed exactly one row. */
export function auditIfChanged({ at, actor, event, subject, detail = "" }: AuditEntry): InStatement {
  return {
    sql: `INSERT INTO audit (id, at, actor, event, subject, detail) SELECT ?, ?, ?, ?, ?, ? WHERE changes() = 1`,
    args: [toHex(randomBytes(16)), at, actor, event, subject, detail],
  };
}

/** Every entry, oldest first. */
export async function listAudit(db: Database): Promise<AuditEntry[]> {
  return db.select().from(audit).orderBy(asc(audit.at));
}

/** Deletes the entries of before a moment (ISO 8601). Can be repeated, and returns whether there was any. */
export async function deleteAuditBefore(db: Database, moment: string): Promise<boolean> {
  const [result] = await writeBatch(db, [statement(db.delete(audit).where(lt(audit.at, moment)))]);
  return (result?.rowsAffected ?? 0) > 0;
}
