/** The `intake` database: codes, spent codes, spent proofs of work, and the spool of sealed responses. */
import type { InStatement } from "@libsql/client";
import { and, count, eq, isNotNull } from "drizzle-orm";
import { code, gate, nullifier, proof, spool } from "../../drizzle/schema/intake.ts";
import { toHex } from "../sealing/bytes.ts";
import { type Database, inParts, statement, writeBatch } from "./database.ts";

/** A sealed response on its way in. `nullifier` is present where the resident used a code, `proof` where one was asked. */
export interface SpoolEntry {
  readonly wave: string;
  readonly slot: Uint8Array;
  readonly place: string;
  readonly sealed: Uint8Array;
  readonly nullifier?: Uint8Array;
  readonly proof?: Uint8Array;
}

/**
 * What became of an entry: its slot is stored now; nothing was stored, since its slot or its proof was before; or its wave
 * takes nothing. An entry whose code was spent is `taken` like any other (R27).
 */
export type SpoolOutcome = "taken" | "known" | "wave_closed";

/** Lets a wave take responses. Can be repeated. */
export async function openGate(db: Database, wave: string): Promise<void> {
  await writeBatch(db, [statement(db.insert(gate).values({ wave }).onConflictDoNothing())]);
}

/** Ends the taking of responses: whatever is not committed before this is refused. Can be repeated. */
export async function closeGate(db: Database, wave: string): Promise<void> {
  await writeBatch(db, [statement(db.delete(gate).where(eq(gate.wave, wave)))]);
}

/** Stores the hashes of codes; a hash that exists already is an error, since a code names one address. */
export async function insertCodes(
  db: Database,
  wave: string,
  place: string,
  hashes: readonly Uint8Array[],
): Promise<void> {
  const rows = hashes.map((hash) => ({ wave, place, hash }));
  const statements = inParts(rows, 500).map((part) => statement(db.insert(code).values(part)));
  await writeBatch(db, statements);
}

/** The place that a code was issued for, or null where no such code was. */
export async function getCodePlace(db: Database, wave: string, hash: Uint8Array): Promise<string | null> {
  const [row] = await db
    .select({ place: code.place })
    .from(code)
    .where(and(eq(code.wave, wave), eq(code.hash, hash)));
  return row?.place ?? null;
}

/** The place that a known submission was stored for, or null where it is not known. */
export async function getSlotPlace(db: Database, wave: string, slot: Uint8Array): Promise<string | null> {
  const [row] = await db
    .select({ place: spool.place })
    .from(spool)
    .where(and(eq(spool.wave, wave), eq(spool.slot, slot)));
  return row?.place ?? null;
}

/**
 * Stores sealed responses in one durable transaction, each once: a known slot changes nothing. A spent code stores its
 * slot with nothing sealed in it, so that neither this submission nor a retry can be told from a fresh one (R27). A spent
 * proof stores nothing. An entry whose wave takes none is refused.
 */
export async function insertSpoolEntries(db: Database, entries: readonly SpoolEntry[]): Promise<SpoolOutcome[]> {
  const waves = [...new Set(entries.map((entry) => entry.wave))];
  const isPlain = ({ nullifier: code, proof: spent }: SpoolEntry): boolean => code === undefined && spent === undefined;
  const plain = entries.filter(isPlain);
  const single = entries.filter((entry) => !isPlain(entry));
  const results = await writeBatch(db, [
    ...inParts(plain, 100).map(insertPlain),
    ...single.flatMap(insertSingle),
    ...waves.map((wave): InStatement => ({ sql: "SELECT count(*) AS open FROM gate WHERE wave = ?", args: [wave] })),
  ]);
  const gates = results.slice(results.length - waves.length);
  const open = new Set(waves.filter((_wave, index) => Number(gates[index]?.rows[0]?.["open"]) === 1));
  const stored = new Set(
    results.flatMap(({ rows }) =>
      rows.flatMap(({ wave, slot }) => (slot instanceof ArrayBuffer ? [slotName(wave, new Uint8Array(slot))] : [])),
    ),
  );
  return entries.map((entry) => {
    if (!open.has(entry.wave)) return "wave_closed";
    // Deleted as it is found: of two entries with one slot only the first was stored.
    return stored.delete(slotName(entry.wave, entry.slot)) ? "taken" : "known";
  });
}

function slotName(wave: unknown, slot: Uint8Array): string {
  return `${String(wave)} ${toHex(slot)}`;
}

function insertPlain(entries: readonly SpoolEntry[]): InStatement {
  const values = entries.map(() => "(?, ?, ?, ?)").join(", ");
  return {
    sql: `INSERT INTO spool (wave, slot, place, sealed)
      SELECT fresh.column1, fresh.column2, fresh.column3, fresh.column4 FROM (VALUES ${values}) AS fresh
      WHERE EXISTS (SELECT 1 FROM gate WHERE gate.wave = fresh.column1)
      ON CONFLICT DO NOTHING RETURNING wave, slot`,
    args: entries.flatMap((entry) => [entry.wave, entry.slot, entry.place, entry.sealed]),
  };
}

/**
 * Each statement after the first spends exactly when the one before it wrote a row: `changes()` says so. The proof comes
 * before the code: the first statement has seen that it is unspent, so it is always written, and a code may be spent.
 */
function insertSingle(entry: SpoolEntry): InStatement[] {
  const unspent = entry.proof === undefined ? "" : " AND NOT EXISTS (SELECT 1 FROM proof WHERE wave = ? AND value = ?)";
  const sealed =
    entry.nullifier === undefined
      ? { sql: "?", args: [] }
      : {
          sql: "CASE WHEN EXISTS (SELECT 1 FROM nullifier WHERE wave = ? AND value = ?) THEN NULL ELSE ? END",
          args: [entry.wave, entry.nullifier],
        };
  return [
    {
      sql: `INSERT INTO spool (wave, slot, place, sealed) SELECT ?, ?, ?, ${sealed.sql}
        WHERE EXISTS (SELECT 1 FROM gate WHERE wave = ?)${unspent}
        ON CONFLICT DO NOTHING RETURNING wave, slot`,
      args: [
        ...[entry.wave, entry.slot, entry.place, ...sealed.args, entry.sealed, entry.wave],
        ...(entry.proof === undefined ? [] : [entry.wave, entry.proof]),
      ],
    },
    ...(entry.proof === undefined ? [] : [spend("proof", entry.wave, entry.proof)]),
    ...(entry.nullifier === undefined ? [] : [spend("nullifier", entry.wave, entry.nullifier)]),
  ];
}

function spend(table: "proof" | "nullifier", wave: string, value: Uint8Array): InStatement {
  const sql = `INSERT INTO ${table} (wave, value) SELECT ?, ? WHERE changes() = 1 ON CONFLICT DO NOTHING`;
  return { sql, args: [wave, value] };
}

/** How many sealed responses wait in each place of a wave. */
export async function listWaiting(db: Database, wave: string): Promise<{ place: string; waiting: number }[]> {
  return db
    .select({ place: spool.place, waiting: count() })
    .from(spool)
    .where(and(eq(spool.wave, wave), isNotNull(spool.sealed)))
    .groupBy(spool.place);
}

/** Some of the sealed responses of a place, at most `most`. */
export async function listSealed(
  db: Database,
  wave: string,
  place: string,
  most: number,
): Promise<{ slot: Uint8Array; sealed: Uint8Array }[]> {
  const rows = await db
    .select({ slot: spool.slot, sealed: spool.sealed })
    .from(spool)
    .where(and(eq(spool.wave, wave), eq(spool.place, place), isNotNull(spool.sealed)))
    .limit(most);
  return rows.flatMap(({ slot, sealed }) => (sealed === null ? [] : [{ slot, sealed }]));
}

/** Blanks what was sealed once it is stored elsewhere; the slots stay, so that a late retry is known. */
export async function blankSealed(db: Database, wave: string, slots: readonly Uint8Array[]): Promise<void> {
  const statements = inParts(slots, 200).map((part): InStatement => ({
    sql: `UPDATE spool SET sealed = NULL WHERE wave = ? AND slot IN (${part.map(() => "?").join(", ")})`,
    args: [wave, ...part],
  }));
  await writeBatch(db, statements);
}

/** Removes everything that `intake` holds of a wave. Can be repeated. */
export async function deleteWaveFromIntake(db: Database, wave: string): Promise<void> {
  await writeBatch(db, [
    statement(db.delete(gate).where(eq(gate.wave, wave))),
    statement(db.delete(code).where(eq(code.wave, wave))),
    statement(db.delete(nullifier).where(eq(nullifier.wave, wave))),
    statement(db.delete(proof).where(eq(proof.wave, wave))),
    statement(db.delete(spool).where(eq(spool.wave, wave))),
  ]);
}

/** How many rows `intake` holds of a wave, in all its tables. */
export async function countIntakeRows(db: Database, wave: string): Promise<number> {
  let rows = 0;
  for (const table of [gate, code, nullifier, proof, spool]) {
    const [result] = await db.select({ rows: count() }).from(table).where(eq(table.wave, wave));
    rows += result?.rows ?? 0;
  }
  return rows;
}
