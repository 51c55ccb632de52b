/**
 * What residents wrote in their own words, in `responses` (R28), and the themes read in it. Nothing here can be joined to
 * a response. Nothing under the HTTP edge can reach this file (R1).
 */
import type { InStatement } from "@libsql/client";
import { and, asc, count, eq, gt, gte } from "drizzle-orm";
import { freeText, freeTextTheme } from "../../drizzle/schema/responses.ts";
import { toHex } from "../sealing/bytes.ts";
import { type Database, inPages, inParts, statement, writeBatch } from "./database.ts";

/** A stored text. */
export interface FreeText {
  readonly wave: string;
  readonly question: string;
  readonly place: string;
  /** 128 random bits of its own. */
  readonly id: Uint8Array;
  readonly text: string;
}

/** A text on its way out of a response. `response` is that one's id: it is looked up, and stored nowhere. */
export interface SplitText extends FreeText {
  readonly response: Uint8Array;
}

/** A theme that somebody read in a text. */
export interface TextTheme {
  readonly place: string;
  readonly id: Uint8Array;
  readonly theme: string;
}

/** How many texts of a place hold a theme. Exact: nobody is ever shown this number. */
export interface ThemeCount {
  readonly place: string;
  readonly question: string;
  readonly theme: string;
  readonly texts: number;
}

const ROWS_PER_STATEMENT = 100;
const PAGE_ROWS = 1000;

/** Statements that store texts whose response is not stored yet; they stand before those that store it. */
export function splitTextStatements(texts: readonly SplitText[]): InStatement[] {
  return inParts(texts, ROWS_PER_STATEMENT).map((part) => ({
    sql: `INSERT INTO free_text (wave, question, place, id, text)
      SELECT fresh.column1, fresh.column2, fresh.column3, fresh.column4, fresh.column5
      FROM (VALUES ${part.map(() => "(?, ?, ?, ?, ?, ?)").join(", ")}) AS fresh
      WHERE NOT EXISTS (SELECT 1 FROM response
        WHERE response.wave = fresh.column1 AND response.place = fresh.column3 AND response.id = fresh.column6)
      ON CONFLICT DO NOTHING`,
    args: part.flatMap(({ wave, question, place, id, text, response }) => [wave, question, place, id, text, response]),
  }));
}

/** The texts of a question in the places of a wave that have at least `least` of them, in the order of their ids. */
export async function listTexts(db: Database, wave: string, question: string, least: number): Promise<FreeText[]> {
  const texts: FreeText[] = [];
  for (const place of await listPlacesWithTexts(db, wave, question, least)) {
    for await (const page of pagesOf(db, { wave, question, place })) texts.push(...page);
  }
  return texts
    .map((text) => ({ text, key: toHex(text.id) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ text }) => text);
}

/** The same texts without their words: which ids there are, and where. */
export async function listTextIds(
  db: Database,
  wave: string,
  question: string,
  least: number,
): Promise<Pick<FreeText, "place" | "id">[]> {
  const places = await listPlacesWithTexts(db, wave, question, least);
  const rows = await db
    .select({ place: freeText.place, id: freeText.id })
    .from(freeText)
    .where(and(eq(freeText.wave, wave), eq(freeText.question, question)));
  const wanted = new Set(places);
  return rows.filter(({ place }) => wanted.has(place));
}

async function listPlacesWithTexts(db: Database, wave: string, question: string, least: number): Promise<string[]> {
  const rows = await db
    .select({ place: freeText.place })
    .from(freeText)
    .where(and(eq(freeText.wave, wave), eq(freeText.question, question)))
    .groupBy(freeText.place)
    .having(gte(count(), least))
    .orderBy(asc(freeText.place));
  return rows.map(({ place }) => place);
}

/** Puts themes in the place of those that a question of a wave had, in one transaction. */
export async function replaceThemes(
  db: Database,
  wave: string,
  question: string,
  themes: readonly TextTheme[],
): Promise<void> {
  const rows = themes.map((one) => ({ wave, question, ...one }));
  await writeBatch(db, [
    statement(db.delete(freeTextTheme).where(and(eq(freeTextTheme.wave, wave), eq(freeTextTheme.question, question)))),
    ...themeStatements(db, rows),
  ]);
}

function themeStatements(db: Database, rows: readonly (typeof freeTextTheme.$inferInsert)[]): InStatement[] {
  return inParts(rows, ROWS_PER_STATEMENT).map((part) =>
    statement(db.insert(freeTextTheme).values(part).onConflictDoNothing()),
  );
}

/** How many texts hold each theme, in the places and questions of a wave that have at least `least` texts. */
export async function countThemes(db: Database, wave: string, least: number): Promise<ThemeCount[]> {
  const questions = await db
    .selectDistinct({ question: freeText.question })
    .from(freeText)
    .where(eq(freeText.wave, wave));
  const counts: ThemeCount[] = [];
  for (const { question } of questions) {
    const places = new Set(await listPlacesWithTexts(db, wave, question, least));
    const { place, theme } = freeTextTheme;
    const rows = await db
      .select({ place, theme, texts: count() })
      .from(freeTextTheme)
      .where(and(eq(freeTextTheme.wave, wave), eq(freeTextTheme.question, question)))
      .groupBy(place, theme)
      .orderBy(asc(place), asc(theme));
    counts.push(...rows.filter((row) => places.has(row.place)).map((row) => ({ question, ...row })));
  }
  return counts;
}

/** Deletes the texts and themes of a wave. Can be repeated, and returns whether there was any. */
export async function deleteTexts(db: Database, wave: string): Promise<boolean> {
  let deleted = false;
  for (const table of [freeTextTheme, freeText]) {
    const [result] = await writeBatch(db, [statement(db.delete(table).where(eq(table.wave, wave)))]);
    deleted ||= (result?.rowsAffected ?? 0) > 0;
  }
  return deleted;
}

/** Copies every text and theme into another database, in key order; what is there already stays. */
export async function copyTexts(from: Database, to: Database): Promise<void> {
  const { wave, question, place } = freeText;
  const groups = await from
    .selectDistinct({ wave, question, place })
    .from(freeText)
    .orderBy(asc(wave), asc(question), asc(place));
  for (const group of groups) {
    for await (const page of pagesOf(from, group)) {
      await writeBatch(
        to,
        inParts(page, ROWS_PER_STATEMENT).map((part) =>
          statement(to.insert(freeText).values(part).onConflictDoNothing()),
        ),
      );
    }
    const themes = await from
      .select()
      .from(freeTextTheme)
      .where(
        and(
          eq(freeTextTheme.wave, group.wave),
          eq(freeTextTheme.question, group.question),
          eq(freeTextTheme.place, group.place),
        ),
      )
      .orderBy(asc(freeTextTheme.id), asc(freeTextTheme.theme));
    if (themes.length > 0) await writeBatch(to, themeStatements(to, themes));
  }
}

function pagesOf(
  db: Database,
  { wave, question, place }: Pick<FreeText, "wave" | "question" | "place">,
): AsyncGenerator<readonly FreeText[]> {
  const inGroup = and(eq(freeText.wave, wave), eq(freeText.question, question), eq(freeText.place, place));
  return inPages(PAGE_ROWS, (after, most) =>
    db
      .select()
      .from(freeText)
      .where(and(inGroup, gt(freeText.id, after)))
      .orderBy(asc(freeText.id))
      .limit(most),
  );
}
