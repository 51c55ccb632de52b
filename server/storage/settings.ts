/** Single facts about this installation, in `office`. */
import { eq } from "drizzle-orm";
import { setting } from "../../drizzle/schema/office.ts";
import { type AuditEntry, auditStatement } from "./audit.ts";
import { type Database, statement, writeBatch } from "./database.ts";

/** The value of a setting, or null. */
export async function getSetting(db: Database, name: string): Promise<string | null> {
  const [row] = await db.select().from(setting).where(eq(setting.name, name));
  return row?.value ?? null;
}

/** Sets a setting, whatever it was. */
export async function updateSetting(db: Database, name: string, value: string): Promise<void> {
  const query = db.insert(setting).values({ name, value }).onConflictDoUpdate({ target: setting.name, set: { value } });
  await writeBatch(db, [statement(query)]);
}

/** Sets a setting, or ends it where `value` is null, and says in the audit who did it. */
export async function updateSettingAudited(
  db: Database,
  name: string,
  value: string | null,
  entry: AuditEntry,
): Promise<void> {
  const query =
    value === null
      ? db.delete(setting).where(eq(setting.name, name))
      : db.insert(setting).values({ name, value }).onConflictDoUpdate({ target: setting.name, set: { value } });
  await writeBatch(db, [statement(query), auditStatement(db, entry)]);
}

/** Sets a setting unless it has a value already. */
export async function insertSettingOnce(db: Database, name: string, value: string): Promise<void> {
  await writeBatch(db, [statement(db.insert(setting).values({ name, value }).onConflictDoNothing())]);
}
