/** The bands of suspicious answers, in `office` (R23): one for each place of a sealed wave, and never a count. */
import { asc, eq } from "drizzle-orm";
import { patternBand } from "../../drizzle/schema/office.ts";
import { type Database, inParts, statement, writeBatch } from "./database.ts";

/** The band of a place. */
export interface PatternBand {
  readonly place: string;
  readonly band: string;
}

const ROWS_PER_STATEMENT = 100;

/** The bands of a wave, by place; none where nothing was counted. */
export async function listPatternBands(db: Database, wave: string): Promise<PatternBand[]> {
  return db
    .select({ place: patternBand.place, band: patternBand.band })
    .from(patternBand)
    .where(eq(patternBand.wave, wave))
    .orderBy(asc(patternBand.place));
}

/** Keeps the bands of a wave in the place of those that a seal kept before it was stopped, in one transaction. */
export async function replacePatternBands(db: Database, wave: string, bands: readonly PatternBand[]): Promise<void> {
  const rows = bands.map(({ place, band }) => ({ wave, place, band }));
  await writeBatch(db, [
    statement(db.delete(patternBand).where(eq(patternBand.wave, wave))),
    ...inParts(rows, ROWS_PER_STATEMENT).map((part) => statement(db.insert(patternBand).values(part))),
  ]);
}
