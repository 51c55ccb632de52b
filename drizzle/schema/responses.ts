/**
 * The `responses` database: opened, shuffled responses (R23). `WITHOUT ROWID`, ordered by wave, place and a random id;
 * no time, no language, nothing of how the resident came.
 */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { bytes } from "./bytes.ts";

/** Who this database is, so that no mover writes into one that a seal has replaced. One row. */
export const identity = sqliteTable("identity", { id: text().primaryKey().notNull() });

/** One row per response. `answers` is the packed form of `core/questionnaire/answers.ts`. */
export const response = sqliteTable(
  "response",
  {
    wave: text().notNull(),
    place: text().notNull(),
    id: bytes().notNull(),
    stream: text().notNull(),
    baseWeightClass: integer("base_weight_class").notNull(),
    arm: integer().notNull(),
    answers: text().notNull(),
    recordKey: bytes("record_key").notNull(),
  },
  (table) => [primaryKey({ columns: [table.wave, table.place, table.id] })],
);

/**
 * What residents wrote in their own words (R28), under a random id that is in no response: nothing here can be joined
 * to anything there.
 */
export const freeText = sqliteTable(
  "free_text",
  {
    wave: text().notNull(),
    question: text().notNull(),
    place: text().notNull(),
    id: bytes().notNull(),
    text: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.wave, table.question, table.place, table.id] })],
);

/** The themes that somebody has read in a text; as many as it has. */
export const freeTextTheme = sqliteTable(
  "free_text_theme",
  {
    wave: text().notNull(),
    question: text().notNull(),
    place: text().notNull(),
    id: bytes().notNull(),
    theme: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.wave, table.question, table.place, table.id, table.theme] })],
);
