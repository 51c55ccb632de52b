/** A sealed wave with its stored responses, as a field wave leaves them: what the benchmarks of counting and building read. */
import { randomFillSync } from "node:crypto";
import { join } from "node:path";
import { createDirectory, existsOn, type PlaceDirectory, scenarioOf } from "../../core/place/directory.ts";
import { LGA_RESIDENT_SURVEY } from "../../core/questionnaire/lga.ts";
import type { ChoiceQuestion, ChoiceQuestionnaire, Scenario } from "../../core/questionnaire/types.ts";
import { createWave } from "../../server/jobs/waves.ts";
import { createFileKeys } from "../../server/keys/file-keys.ts";
import { POPULATION_CODES, populationOf } from "../../server/reference/population.ts";
import { REFERENCE_MEMBERSHIPS, REFERENCE_PLACES } from "../../server/reference/tables.ts";
import { randomBytes } from "../../server/sealing/bytes.ts";
import type { Databases } from "../../server/storage/database.ts";
import { migrateDatabases } from "../../server/storage/migrate-node.ts";
import { openDatabases } from "../../server/storage/open-node.ts";
import { replacePlaces } from "../../server/storage/places.ts";
import { insertQuestionnaire } from "../../server/storage/questionnaires.ts";
import { updateWaveState } from "../../server/storage/waves.ts";

/** The wave's id. */
export const WAVE = "bench";

const PLACES = 300;
const CLOSED_ON = "2026-03-28";
const ENTRY = { at: "2026-04-05T09:00:00Z", actor: "bench", event: "bench", subject: WAVE };
const ROWS_PER_STATEMENT = 400;
const STATEMENTS_PER_BATCH = 25;
const PAGE_ROWS = 5000;
const PAGE = `SELECT id, stream, base_weight_class, arm, answers FROM response
  WHERE wave = ? AND place = ? AND id > ? ORDER BY id LIMIT ?`;
const ID_BYTES = 16;
const RECORD_KEY_BYTES = 6;
const NOT_ANSWERED_PERCENT = 4;
const SCENARIOS: readonly Scenario[] = ["A", "B1", "B2", "C"];

/** Real places and who belongs to what. */
export const DIRECTORY: PlaceDirectory = createDirectory(REFERENCE_PLACES, REFERENCE_MEMBERSHIPS);

/** 300 real districts: all 296 of England, and the first four after them by code, of Northern Ireland. */
export const DISTRICTS: readonly string[] = POPULATION_CODES.filter((code) => {
  const place = DIRECTORY.by_code.get(code);
  return place !== undefined && existsOn(place, CLOSED_ON);
})
  .toSorted()
  .slice(0, PLACES);

/**
 * The standard questionnaire with all 25 attitude questions asked everywhere and two more demographics, which are copies
 * of two of its own: 25 questions by 8 demographics.
 */
export const QUESTIONNAIRE: ChoiceQuestionnaire = madeQuestionnaire();

function madeQuestionnaire(): ChoiceQuestionnaire {
  const questions = LGA_RESIDENT_SURVEY.questions.map((question): ChoiceQuestion => ({
    ...question,
    asked_in: SCENARIOS,
  }));
  const copies = questions
    .filter(({ id }) => id === "tenure" || id === "disability")
    .map((question): ChoiceQuestion => ({ ...question, id: `${question.id}_2`, screen: `${question.screen}_2` }));
  const screens = [...LGA_RESIDENT_SURVEY.screens, ...copies.map(({ screen }) => ({ id: screen }))];
  return { ...LGA_RESIDENT_SURVEY, id: "bench", version: 1, screens, questions: [...questions, ...copies] };
}

/** Opens the databases of a folder. */
export function openFolder(folder: string): Promise<Databases> {
  return openDatabases({ kind: "files", folder });
}

/** Makes the wave, sealed, with so many responses: the larger a place, the more. */
export async function storeWave(folder: string, responses: number): Promise<void> {
  const databases = await openFolder(folder);
  await migrateDatabases(databases, "drizzle/migrations");
  const { office } = databases;
  await replacePlaces(office, false, REFERENCE_PLACES, REFERENCE_MEMBERSHIPS);
  await insertQuestionnaire(office, QUESTIONNAIRE, ENTRY);
  const made = await createWave(
    {
      ...{ databases, random: randomBytes, actor: "bench", now: () => new Date(ENTRY.at) },
      keys: createFileKeys(join(folder, "keys")),
    },
    DIRECTORY,
    {
      ...{ id: WAVE, title: { en: "Bench", cy: "Bench" }, questionnaire: QUESTIONNAIRE.id, languages: ["en"] },
      places: DISTRICTS.map((place) => ({ place, scenario: scenarioOf(DIRECTORY, place) ?? "A" })),
      ...{ opensOn: "2026-03-01", closesOn: CLOSED_ON, resultsOn: "2026-05-11" },
      streams: [{ stream: "code", mode: "online", sample_type: "probability" }],
    },
  );
  if (!made.ok) throw new Error(made.detail);
  await updateWaveState(office, WAVE, "sealed", ENTRY, { closedOn: CLOSED_ON });
  await storeResponses(databases, responses);
  for (const database of Object.values(databases)) database.$client.close();
}

/** Fills the file as fast as it goes: in the order of its key, many rows a statement, nothing fsynced. */
async function storeResponses({ responses: db }: Databases, responses: number): Promise<void> {
  const client = db.$client;
  for (const pragma of ["synchronous=OFF", "secure_delete=OFF"]) await client.execute(`PRAGMA ${pragma}`);
  const one = `(?, ?, ?, 'code', ?, ?, ?, ?)`;
  const insert = (rows: number): string =>
    `INSERT INTO response (wave, place, id, stream, base_weight_class, arm, answers, record_key) VALUES ${Array.from({ length: rows }, () => one).join(",")}`;
  const chance = createChance(responses);
  let statements: { sql: string; args: (string | number | Uint8Array)[] }[] = [];
  for (const [index, place] of DISTRICTS.entries()) {
    const count = shareOf(index, responses);
    for (let from = 0; from < count; from += ROWS_PER_STATEMENT) {
      const rows = Math.min(ROWS_PER_STATEMENT, count - from);
      const args = Array.from({ length: rows }, (_, row) => madeRow(place, from + row, chance));
      statements.push({ sql: insert(rows), args: args.flat() });
    }
    if (statements.length < STATEMENTS_PER_BATCH && index < DISTRICTS.length - 1) continue;
    await client.batch(statements, "write");
    statements = [];
  }
  await client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

/** How many of all responses a district has: its part of all residents of the districts, and the last takes what is left. */
function shareOf(index: number, responses: number): number {
  const upTo = (count: number): number => Math.round((responses * RESIDENTS_UP_TO[count]!) / RESIDENTS_UP_TO.at(-1)!);
  return upTo(index + 1) - upTo(index);
}

/** How many residents the first districts have together; the square root, so that none is too small to be shown. */
const RESIDENTS_UP_TO = DISTRICTS.reduce(
  (sums, code) => {
    const { female = [], male = [] } = populationOf(code) ?? {};
    const residents = [...female, ...male].reduce((sum, count) => sum + count, 0);
    return [...sums, sums.at(-1)! + Math.sqrt(residents)];
  },
  [0],
);

/** Reads the rows that counting reads, in the same pages, and does nothing with them. Gives milliseconds. */
export async function readBare({ responses }: Databases): Promise<number> {
  const started = performance.now();
  for (const place of DISTRICTS) {
    let after: Uint8Array | ArrayBuffer = new Uint8Array();
    for (let more = true; more;) {
      const { rows } = await responses.$client.execute({ sql: PAGE, args: [WAVE, place, after, PAGE_ROWS] });
      after = (rows.at(-1)?.["id"] ?? after) as ArrayBuffer;
      more = rows.length === PAGE_ROWS;
    }
  }
  return performance.now() - started;
}

function madeRow(place: string, number: number, chance: () => number): (string | number | Uint8Array)[] {
  const bytes = randomFillSync(new Uint8Array(ID_BYTES + RECORD_KEY_BYTES));
  new DataView(bytes.buffer).setUint32(0, number);
  const [id, recordKey] = [bytes.slice(0, ID_BYTES), bytes.slice(ID_BYTES)];
  const tilt = 0.6 + 1.4 * chance();
  const answers = QUESTIONNAIRE.questions.map(({ role, options }) => {
    if (chance() * 100 < NOT_ANSWERED_PERCENT) return ".";
    // The last option of a demographic is "prefer not to say": too many of these and no place can be weighted.
    return role === "demographic"
      ? DIGITS[Math.floor(chance() * (options.length - 1))]
      : DIGITS[Math.floor(chance() ** tilt * options.length)];
  });
  return [WAVE, place, id, chance() < 0.7 ? 0 : 1, number % 2, answers.join(""), recordKey];
}

const DIGITS = "0123456789";

/** Numbers from 0 to 1 that repeat, fast: Marsaglia's xorshift. */
function createChance(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
