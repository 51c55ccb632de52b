/**
 * The `office` database: everything that is no response. Dates are ISO 8601 text; documents are JSON text that valibot
 * has checked before it was written.
 */
import { index, integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { bytes } from "./bytes.ts";

/** Single facts about this installation, e.g. which responses database is in use. */
export const setting = sqliteTable("setting", { name: text().primaryKey().notNull(), value: text().notNull() });

/** Places, real and invented, as `core/place/types.ts` describes them. */
export const place = sqliteTable("place", {
  code: text().primaryKey().notNull(),
  kind: text().notNull(),
  invented: integer().notNull(),
  document: text().notNull(),
});

/** Who belongs to which group, between which days. */
export const membership = sqliteTable(
  "membership",
  {
    member: text().notNull(),
    group: text("group_code").notNull(),
    validFrom: text("valid_from").notNull(),
    validTo: text("valid_to").notNull(),
    role: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.member, table.group, table.validFrom] })],
);

/** Versions of questionnaires; `used` is 1 from the first wave on, and the document never changes after. */
export const questionnaire = sqliteTable(
  "questionnaire",
  {
    id: text().notNull(),
    version: integer().notNull(),
    document: text().notNull(),
    used: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.id, table.version] })],
);

/** Language versions that a named person has reviewed. */
export const languageReview = sqliteTable(
  "language_review",
  {
    questionnaire: text().notNull(),
    version: integer().notNull(),
    language: text().notNull(),
    reviewer: text().notNull(),
    reviewedOn: text("reviewed_on").notNull(),
  },
  (table) => [primaryKey({ columns: [table.questionnaire, table.version, table.language] })],
);

/** Waves: one questionnaire in the field, in some places, between two dates. `proof` is 1 where browsers must compute. */
export const wave = sqliteTable("wave", {
  id: text().primaryKey().notNull(),
  titleEn: text("title_en").notNull(),
  titleCy: text("title_cy").notNull(),
  questionnaire: text().notNull(),
  questionnaireVersion: integer("questionnaire_version").notNull(),
  state: text().notNull(),
  opensOn: text("opens_on").notNull(),
  closesOn: text("closes_on").notNull(),
  resultsOn: text("results_on").notNull(),
  closedOn: text("closed_on"),
  demonstration: integer().notNull(),
  streams: text().notNull(),
  languages: text().notNull(),
  publicKey: text("public_key").notNull(),
  proof: integer().notNull().default(0),
});

/** The places of a wave, and which of a resident's councils it asks about there. */
export const wavePlace = sqliteTable(
  "wave_place",
  {
    wave: text().notNull(),
    place: text().notNull(),
    scenario: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.wave, table.place] })],
);

/**
 * Batches of codes: asked for by one person, issued once by another. How many were issued is public, the codes are
 * nowhere. Batches of before there were two steps count as issued.
 */
export const codeBatch = sqliteTable("code_batch", {
  id: text().primaryKey().notNull(),
  wave: text().notNull(),
  place: text().notNull(),
  codes: integer("issued").notNull(),
  state: text().notNull().default("issued"),
  requestedBy: text("requested_by").notNull().default(""),
});

/**
 * Frozen releases. The rows stand in `release_part`. `audit` is the record of how figures were protected (R30),
 * `publish_at` the moment that was announced, and `reason` why a revision was made.
 */
export const release = sqliteTable("release", {
  id: text().primaryKey().notNull(),
  wave: text().notNull(),
  revision: integer().notNull(),
  state: text().notNull(),
  publishedAt: text("published_at"),
  document: text().notNull(),
  sha256: text().notNull(),
  audit: text().notNull().default("{}"),
  publishAt: text("publish_at"),
  reason: text(),
});

/** The rows of a release, gzipped JSON, one part for each place and one for each question. */
export const releasePart = sqliteTable(
  "release_part",
  {
    release: text().notNull(),
    kind: text().notNull(),
    key: text().notNull(),
    rows: integer().notNull(),
    body: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.release, table.kind, table.key] })],
);

/**
 * Files of a release in chunks of at most 4 MB: those of the whole, written before the release names them, and those of a
 * place, made when somebody first asks. `edition` is the SHA-256 of the release document that they belong to, so that a
 * draft that is built anew never has another's. `bytes` and `sha256` are of the file as it is read; `encoding` is that of
 * the chunks, gzip or identity; `parts` is how many there are.
 */
export const releaseFile = sqliteTable(
  "release_file",
  {
    release: text().notNull(),
    edition: text().notNull(),
    name: text().notNull(),
    part: integer().notNull(),
    parts: integer().notNull(),
    encoding: text().notNull(),
    bytes: integer().notNull(),
    stored: integer().notNull(),
    sha256: text().notNull(),
    body: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.release, table.edition, table.name, table.part] })],
);

/**
 * Figures published by others, with their sources, at their publisher's precision. `origin` is `reference` for those that
 * come with the program, which its next version replaces, and `added` for those that somebody added here.
 */
export const evidence = sqliteTable(
  "evidence",
  {
    id: text().primaryKey().notNull(),
    question: text().notNull(),
    place: text().notNull(),
    measure: text().notNull(),
    share: real(),
    document: text().notNull(),
    origin: text().notNull().default("reference"),
  },
  (table) => [index("evidence_question").on(table.question)],
);

/**
 * How many responses were stored in a place on the day named, as bands (R3): taken once a day and read for the rest of
 * it, so that no response moves them. Never a count. `bands` is a JSON object from stream to band.
 */
export const fieldworkBand = sqliteTable(
  "fieldwork_band",
  {
    wave: text().notNull(),
    place: text().notNull(),
    day: text().notNull(),
    bands: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.wave, table.place, table.day] })],
);

/**
 * About how many responses of a place give one answer down every grid (R23): counted once, at the seal, and kept as a band.
 * A wave whose questionnaire has no grid has no rows here.
 */
export const patternBand = sqliteTable(
  "pattern_band",
  {
    wave: text().notNull(),
    place: text().notNull(),
    band: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.wave, table.place] })],
);

/** What of a wave has ended (R31), and on which day it was seen to be gone. */
export const retention = sqliteTable(
  "retention",
  {
    wave: text().notNull(),
    kind: text().notNull(),
    endedOn: text("ended_on").notNull(),
  },
  (table) => [primaryKey({ columns: [table.wave, table.kind] })],
);

/** What staff did, written in the same batch as the deed. Never about a response. */
export const audit = sqliteTable("audit", {
  id: text().primaryKey().notNull(),
  at: text().notNull(),
  actor: text().notNull(),
  event: text().notNull(),
  subject: text().notNull(),
  detail: text().notNull(),
});
