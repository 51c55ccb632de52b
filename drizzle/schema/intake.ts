/**
 * The `intake` database: what is needed while a wave is in the field, and gone at seal. Every table is `WITHOUT ROWID`
 * (added to the migrations by `drizzle/generate.mjs`), has a random key and no time, so that a file keeps no order of
 * arrival (R24, R25).
 */
import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { bytes } from "./bytes.ts";

/** Waves that take responses. A submission is stored only in a transaction that finds its wave here. */
export const gate = sqliteTable("gate", { wave: text().primaryKey().notNull() });

/** Codes sent to addresses: only their HMAC under the wave's code key, with the place they belong to. */
export const code = sqliteTable(
  "code",
  {
    wave: text().notNull(),
    hash: bytes().notNull(),
    place: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.wave, table.hash] })],
);

/** Spent codes, as HMACs under another key, so that nothing here can be joined to `code` without both keys. */
export const nullifier = sqliteTable(
  "nullifier",
  {
    wave: text().notNull(),
    value: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.wave, table.value] })],
);

/**
 * Spent proofs of work, as HMACs of their challenge, so that each counts once. Nothing says which response one came with:
 * neither the slot nor the place is made of it.
 */
export const proof = sqliteTable(
  "proof",
  {
    wave: text().notNull(),
    value: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.wave, table.value] })],
);

/**
 * Sealed responses on their way to `responses`. `slot` is the HMAC of the submission id; the mover blanks `sealed`
 * and leaves the slot until seal, so that a late retry is still known.
 */
export const spool = sqliteTable(
  "spool",
  {
    wave: text().notNull(),
    slot: bytes().notNull(),
    place: text().notNull(),
    sealed: bytes(),
  },
  (table) => [primaryKey({ columns: [table.wave, table.slot] })],
);
