/** The looks of councils, each a setting of `office` that the command line checks before it is stored. */
import { type Look, parseLook } from "../contract/look.ts";
import type { AuditEntry } from "./audit.ts";
import type { Database } from "./database.ts";
import { getSetting, insertSettingOnce, updateSettingAudited } from "./settings.ts";

/** The look of a place, or null. Checked again: what is in a database may have come there by another way. */
export async function getLook(db: Database, place: string): Promise<Look | null> {
  const stored = await getSetting(db, nameOf(place));
  if (stored === null) return null;
  try {
    const parsed = parseLook(JSON.parse(stored));
    return parsed.ok ? parsed.look : null;
  } catch {
    return null;
  }
}

/** Gives a place a look, or takes it away where `look` is null. */
export async function updateLook(db: Database, place: string, look: Look | null, entry: AuditEntry): Promise<void> {
  await updateSettingAudited(db, nameOf(place), look === null ? null : JSON.stringify(look), entry);
}

/** Gives a place a look unless it has one. */
export async function insertLookOnce(db: Database, place: string, look: Look): Promise<void> {
  await insertSettingOnce(db, nameOf(place), JSON.stringify(look));
}

function nameOf(place: string): string {
  return `look.${place}`;
}
