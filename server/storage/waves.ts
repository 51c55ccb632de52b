/** Waves and their places, in `office`. */
import { and, asc, eq } from "drizzle-orm";
import type { Language, Scenario, Text } from "../../core/questionnaire/types.ts";
import { questionnaire, wave, wavePlace } from "../../drizzle/schema/office.ts";
import type { WaveState, WaveStream } from "../../core/release/types.ts";
import { type AuditEntry, auditStatement } from "./audit.ts";
import { type Database, statement, writeBatch } from "./database.ts";

/** One questionnaire in the field, in some places, between two dates. */
export interface Wave {
  readonly id: string;
  readonly title: Text;
  readonly questionnaire: string;
  readonly questionnaireVersion: number;
  readonly state: WaveState;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly resultsOn: string;
  readonly closedOn: string | null;
  readonly demonstration: boolean;
  readonly streams: readonly WaveStream[];
  readonly languages: readonly Language[];
  /** What residents' answers are sealed to (JSON Web Key). */
  readonly publicKey: JsonWebKey;
  /** Whether a response over the API, as browsers with JavaScript send it, needs a proof of work. */
  readonly proof: boolean;
  readonly places: readonly { readonly place: string; readonly scenario: Scenario }[];
}

/** Days between closing and sealing, for late paper, offline devices and retries (R2). The demonstration has none. */
export const GRACE_DAYS = 7;

/** The last day on which a wave may be begun: the one declared, or the one on which it was closed before that. */
export function lastDayOf(wave: Pick<Wave, "closesOn" | "closedOn">): string {
  return wave.closedOn !== null && wave.closedOn < wave.closesOn ? wave.closedOn : wave.closesOn;
}

/** A wave, or null. */
export async function getWave(db: Database, id: string): Promise<Wave | null> {
  const [row] = await db.select().from(wave).where(eq(wave.id, id));
  if (row === undefined) return null;
  const places = await db
    .select({ place: wavePlace.place, scenario: wavePlace.scenario })
    .from(wavePlace)
    .where(eq(wavePlace.wave, id))
    .orderBy(asc(wavePlace.place));
  return {
    id: row.id,
    title: { en: row.titleEn, cy: row.titleCy },
    questionnaire: row.questionnaire,
    questionnaireVersion: row.questionnaireVersion,
    state: row.state as WaveState,
    opensOn: row.opensOn,
    closesOn: row.closesOn,
    resultsOn: row.resultsOn,
    closedOn: row.closedOn,
    demonstration: row.demonstration === 1,
    streams: JSON.parse(row.streams) as WaveStream[],
    languages: JSON.parse(row.languages) as Language[],
    publicKey: JSON.parse(row.publicKey) as JsonWebKey,
    proof: row.proof === 1,
    places: places.map(({ place, scenario }) => ({ place, scenario: scenario as Scenario })),
  };
}

/** Every wave, by opening day and id. */
export async function listWaves(db: Database): Promise<Wave[]> {
  const rows = await db.select({ id: wave.id }).from(wave).orderBy(asc(wave.opensOn), asc(wave.id));
  const waves = await Promise.all(rows.map(({ id }) => getWave(db, id)));
  return waves.filter((one) => one !== null);
}

/** Stores a new wave with its places, and marks its questionnaire as used: from now on that version never changes. */
export async function insertWave(db: Database, fresh: Wave, entry: AuditEntry): Promise<void> {
  const places = fresh.places.map((one) => ({ wave: fresh.id, ...one }));
  await writeBatch(db, [
    statement(
      db.insert(wave).values({
        id: fresh.id,
        titleEn: fresh.title.en,
        titleCy: fresh.title.cy,
        questionnaire: fresh.questionnaire,
        questionnaireVersion: fresh.questionnaireVersion,
        state: fresh.state,
        opensOn: fresh.opensOn,
        closesOn: fresh.closesOn,
        resultsOn: fresh.resultsOn,
        closedOn: fresh.closedOn,
        demonstration: fresh.demonstration ? 1 : 0,
        streams: JSON.stringify(fresh.streams),
        languages: JSON.stringify(fresh.languages),
        publicKey: JSON.stringify(fresh.publicKey),
        proof: fresh.proof ? 1 : 0,
      }),
    ),
    statement(db.insert(wavePlace).values(places)),
    statement(
      db
        .update(questionnaire)
        .set({ used: 1 })
        .where(and(eq(questionnaire.id, fresh.questionnaire), eq(questionnaire.version, fresh.questionnaireVersion))),
    ),
    auditStatement(db, entry),
  ]);
}

/** Moves a wave to another state, and sets the days that go with it. */
export async function updateWaveState(
  db: Database,
  id: string,
  state: WaveState,
  entry: AuditEntry,
  days: { readonly opensOn?: string; readonly closedOn?: string } = {},
): Promise<void> {
  const change = db
    .update(wave)
    .set({ state, ...days })
    .where(eq(wave.id, id));
  await writeBatch(db, [statement(change), auditStatement(db, entry)]);
}
