/** Brings the three databases to the newest schema (Node only: migrations are files). */
import { join } from "node:path";
import { migrate } from "drizzle-orm/libsql/migrator";
import { randomBytes, toHex } from "../sealing/bytes.ts";
import type { Database, Databases } from "./database.ts";
import { writeBatch } from "./database.ts";
import { responsesIdentity } from "./responses.ts";
import { insertSettingOnce } from "./settings.ts";

const TRIES_MAX = 8;

/** Applies every migration that is missing, in order. Several processes may start at once: the losers look again. */
export async function migrateDatabases(databases: Databases, migrations: string): Promise<void> {
  for (const name of ["intake", "responses", "office"] as const) {
    await migrateOne(databases[name], join(migrations, name));
  }
  await identifyResponses(databases);
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

/** Gives the responses database its name, and office the name of the one in use. */
async function identifyResponses(databases: Databases): Promise<void> {
  const fresh = toHex(randomBytes(16));
  const once = "INSERT INTO identity (id) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM identity)";
  await writeBatch(databases.responses, [{ sql: once, args: [fresh] }]);
  await insertSettingOnce(databases.office, "responses_database", await responsesIdentity(databases.responses));
}
