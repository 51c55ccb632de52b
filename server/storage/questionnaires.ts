/** Questionnaire versions and the reviews of their languages, in `office`. */
import { and, asc, desc, eq } from "drizzle-orm";
import type { Language, LanguageReview, Questionnaire } from "../../core/questionnaire/types.ts";
import { languageReview, questionnaire } from "../../drizzle/schema/office.ts";
import { type AuditEntry, auditStatement } from "./audit.ts";
import { type Database, statement, writeBatch } from "./database.ts";

/** A version of a questionnaire, or null. The newest where no version is named. */
export async function getQuestionnaire(db: Database, id: string, version?: number): Promise<Questionnaire | null> {
  const wanted = version === undefined ? eq(questionnaire.id, id) : versionIs(id, version);
  const [row] = await db.select().from(questionnaire).where(wanted).orderBy(desc(questionnaire.version)).limit(1);
  return row === undefined ? null : (JSON.parse(row.document) as Questionnaire);
}

/** The questionnaire of a wave, which no wave is stored without. */
export async function questionnaireOf(
  db: Database,
  wave: { readonly questionnaire: string; readonly questionnaireVersion: number },
): Promise<Questionnaire> {
  const found = await getQuestionnaire(db, wave.questionnaire, wave.questionnaireVersion);
  if (found === null) throw new Error("a wave without its questionnaire");
  return found;
}

/** Every version, with whether a wave has used it. */
export async function listQuestionnaires(db: Database): Promise<{ id: string; version: number; used: boolean }[]> {
  const rows = await db
    .select({ id: questionnaire.id, version: questionnaire.version, used: questionnaire.used })
    .from(questionnaire)
    .orderBy(asc(questionnaire.id), asc(questionnaire.version));
  return rows.map((row) => ({ ...row, used: row.used === 1 }));
}

/** Stores a checked document. One that a wave has used is never changed: the answer says whether it was stored. */
export async function insertQuestionnaire(db: Database, document: Questionnaire, entry: AuditEntry): Promise<boolean> {
  const { id, version } = document;
  const text = JSON.stringify(document);
  const query = db
    .insert(questionnaire)
    .values({ id, version, document: text, used: 0 })
    .onConflictDoUpdate({
      target: [questionnaire.id, questionnaire.version],
      set: { document: text },
      setWhere: eq(questionnaire.used, 0),
    });
  await writeBatch(db, [statement(query), auditStatement(db, entry)]);
  const stored = await getQuestionnaire(db, id, version);
  return stored !== null && JSON.stringify(stored) === text;
}

/** The reviews recorded for a version. */
export async function listReviews(db: Database, id: string, version: number): Promise<LanguageReview[]> {
  const rows = await db
    .select()
    .from(languageReview)
    .where(and(eq(languageReview.questionnaire, id), eq(languageReview.version, version)));
  return rows.map((row) => ({
    language: row.language as Language,
    reviewer: row.reviewer,
    reviewed_on: row.reviewedOn,
  }));
}

/** Records that a named person has reviewed a language of a version. */
export async function insertReview(
  db: Database,
  id: string,
  version: number,
  review: LanguageReview,
  entry: AuditEntry,
): Promise<void> {
  const { language, reviewer, reviewed_on } = review;
  const values = { questionnaire: id, version, language, reviewer, reviewedOn: reviewed_on };
  await writeBatch(db, [
    statement(db.insert(languageReview).values(values).onConflictDoNothing()),
    auditStatement(db, entry),
  ]);
}

function versionIs(id: string, version: number): ReturnType<typeof and> {
  return and(eq(questionnaire.id, id), eq(questionnaire.version, version));
}
