/** The `responses` database: opened, shuffled responses. Nothing under the HTTP edge can reach this file (R1). */
import type { InStatement } from "@libsql/client";
import { and, asc, count, eq, gt } from "drizzle-orm";
import { identity, response } from "../../drizzle/schema/responses.ts";
import { toBytes, toHex } from "../sealing/bytes.ts";
import { type Database, inParts, statement, writeBatch } from "./database.ts";
import { type SplitText, splitTextStatements } from "./texts.ts";

/** One resident's answers as they are stored (R23): no time, no order, nothing of how they came. */
export interface StoredResponse {
  readonly wave: string;
  readonly place: string;
  readonly id: Uint8Array;
  readonly stream: string;
  readonly baseWeightClass: number;
  readonly arm: number;
  readonly answers: string;
  readonly recordKey: Uint8Array;
}

/** What counting reads of a stored response, and the id that its page goes on from. The record key is wrapped. */
export type CountedColumns = Pick<
  StoredResponse,
  "id" | "stream" | "baseWeightClass" | "arm" | "answers" | "recordKey"
>;

const COLUMNS = 8;
const ROWS_PER_STATEMENT = 100;

/**
 * The name of this responses database, so that nobody writes into one that a seal has replaced. It is a hash of what is
 * stored: no value of one database is ever a value of another.
 */
export async function responsesIdentity(db: Database): Promise<string> {
  const [row] = await db.select().from(identity).limit(1);
  if (row === undefined) throw new Error("the responses database has no identity: migrate it first");
  const digest = await crypto.subtle.digest("SHA-256", toBytes(row.id));
  return toHex(new Uint8Array(digest));
}

/**
 * Stores responses in one transaction, with the texts that were taken out of them; an id that is there already is left
 * as it is, and so are its texts, so a repeat changes nothing.
 */
export async function insertResponses(
  db: Database,
  rows: readonly StoredResponse[],
  texts: readonly SplitText[] = [],
): Promise<void> {
  // The texts first: whether a response is there already says whether its texts are.
  const statements = [...splitTextStatements(texts), ...inParts(rows, ROWS_PER_STATEMENT).map(insertStatement)];
  if (statements.length > 0) await writeBatch(db, statements);
}

function insertStatement(rows: readonly StoredResponse[]): InStatement {
  const one = `(${Array.from({ length: COLUMNS }, () => "?").join(", ")})`;
  return {
    sql: `INSERT INTO response (wave, place, id, stream, base_weight_class, arm, answers, record_key)
      VALUES ${rows.map(() => one).join(", ")} ON CONFLICT DO NOTHING`,
    args: rows.flatMap((row) => [
      row.wave,
      row.place,
      row.id,
      row.stream,
      row.baseWeightClass,
      row.arm,
      row.answers,
      row.recordKey,
    ]),
  };
}

/** A page of a place's responses in key order, after `afterId`. Short reads: a server's writers never wait long. */
export async function listResponses(
  db: Database,
  wave: string,
  place: string,
  afterId: Uint8Array,
  most: number,
): Promise<StoredResponse[]> {
  return db
    .select()
    .from(response)
    .where(and(eq(response.wave, wave), eq(response.place, place), gt(response.id, afterId)))
    .orderBy(asc(response.id))
    .limit(most);
}

/** The same page as `listResponses`, with nothing in it that counting does not need. */
export async function listCountedColumns(
  db: Database,
  wave: string,
  place: string,
  afterId: Uint8Array,
  most: number,
): Promise<CountedColumns[]> {
  const { id, stream, baseWeightClass, arm, answers, recordKey } = response;
  return db
    .select({ id, stream, baseWeightClass, arm, answers, recordKey })
    .from(response)
    .where(and(eq(response.wave, wave), eq(response.place, place), gt(response.id, afterId)))
    .orderBy(asc(response.id))
    .limit(most);
}

/** How many responses of a wave there are in each place. */
export async function countResponses(db: Database, wave: string): Promise<{ place: string; responses: number }[]> {
  return db
    .select({ place: response.place, responses: count() })
    .from(response)
    .where(eq(response.wave, wave))
    .groupBy(response.place)
    .orderBy(asc(response.place));
}

/** How many responses of a wave there are in each place and stream. Exact: nobody is ever shown one of these numbers. */
export async function countResponsesByStream(
  db: Database,
  wave: string,
): Promise<{ place: string; stream: string; responses: number }[]> {
  return db
    .select({ place: response.place, stream: response.stream, responses: count() })
    .from(response)
    .where(eq(response.wave, wave))
    .groupBy(response.place, response.stream);
}

/**
 * Deletes the responses of a wave, a place at a time: a server's other writers never wait long. Can be repeated, and
 * returns whether there was any.
 */
export async function deleteResponses(db: Database, wave: string): Promise<boolean> {
  const places = await countResponses(db, wave);
  for (const { place } of places) {
    const one = db.delete(response).where(and(eq(response.wave, wave), eq(response.place, place)));
    await writeBatch(db, [statement(one)]);
  }
  return places.length > 0;
}

/** The waves and places that have responses, in key order. */
export async function listWavePlaces(db: Database): Promise<{ wave: string; place: string }[]> {
  return db
    .selectDistinct({ wave: response.wave, place: response.place })
    .from(response)
    .orderBy(asc(response.wave), asc(response.place));
}
