/** The day's bands of fieldwork, in `office` (R3): taken once a day, and read for the rest of it. */
import { and, asc, eq, lt } from "drizzle-orm";
import { fieldworkBand } from "../../drizzle/schema/office.ts";
import { type Database, inParts, statement, writeBatch } from "./database.ts";

/** The band of each stream in one place. */
export interface PlaceBands {
  readonly place: string;
  readonly bands: Readonly<Partial<Record<string, string>>>;
}

const ROWS_PER_STATEMENT = 100;

/** The bands that were taken on a day, by place; none where nobody has asked that day. */
export async function listFieldworkBands(db: Database, wave: string, day: string): Promise<PlaceBands[]> {
  const rows = await db
    .select({ place: fieldworkBand.place, bands: fieldworkBand.bands })
    .from(fieldworkBand)
    .where(and(eq(fieldworkBand.wave, wave), eq(fieldworkBand.day, day)))
    .orderBy(asc(fieldworkBand.place));
  return rows.map(({ place, bands }) => ({ place, bands: JSON.parse(bands) as PlaceBands["bands"] }));
}

/**
 * Keeps a day's bands, in one transaction. Those that somebody else has taken that day stay as they are: whoever writes
 * second reads the first one's. The bands of earlier days go, so that nobody can follow a wave from day to day here.
 */
export async function insertFieldworkBands(
  db: Database,
  wave: string,
  day: string,
  taken: readonly PlaceBands[],
): Promise<void> {
  const rows = taken.map(({ place, bands }) => ({ wave, place, day, bands: JSON.stringify(bands) }));
  await writeBatch(db, [
    ...inParts(rows, ROWS_PER_STATEMENT).map((part) =>
      statement(db.insert(fieldworkBand).values(part).onConflictDoNothing()),
    ),
    statement(db.delete(fieldworkBand).where(and(eq(fieldworkBand.wave, wave), lt(fieldworkBand.day, day)))),
  ]);
}
