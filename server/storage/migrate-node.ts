/** Brings the three databases to the newest schema (Node only: migrations are files). */
import { join } from "node:path";
import { migrate } from "drizzle-orm/libsql/migrator";
import { randomBytes, toHex } from "../sealing/bytes.ts";
import { type Database, type Databases, writeBatch } from "./database.ts";
import { responsesIdentity } from "./responses.ts";
import { insertSettingOnce } from "./settings.ts";

const TRIES_MAX = 12;

/** Applies every migration that is missing, in order. Several processes may start at once: the losers look again. */
export async function migrateDatabases(databases: Databases, migrations: string): Promise<void> {
  await migrateOne(databases.intake, join(migrations, "intake"));
  await migrateOne(databases.office, join(migrations, "office"));
  await migrateResponses(databases.responses, migrations);
  await insertSettingOnce(databases.office, "responses_database", await responsesIdentity(databases.responses));
}

/** The same for a responses database alone, e.g. a fresh one for a seal; gives it its name. */
export async function migrateResponses(db: Database, migrations: string): Promise<void> {
  await migrateOne(db, join(migrations, "responses"));
  const once = "INSERT INTO identity (id) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM identity)";
  await writeBatch(db, [{ sql: once, args: [toHex(randomBytes(16))] }]);
}

async function migrateOne(db: Database, migrationsFolder: string): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      await migrate(db, { migrationsFolder });
      return;
    } catch (error) {
      if (tried === TRIES_MAX) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50 * tried));
    }
  }
}
