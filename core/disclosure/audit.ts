/**
 * The audit of group rows by band (R12): a row of a county, region or other group is published only where it does not,
 * with what is public already, give away a small band of a block. Rows of a release are linear in the people of
 * unpublished cells, so this is elimination, done exactly modulo a prime.
 */
import { invert, multiply, PRIME, subtract } from "../tabulation/modular.ts";
import { DISCLOSURE_RULES } from "./rules.ts";

/** A block as the audit of one variable and routing set sees it. */
export interface AuditedBlock {
  /** The variable's bands in code-list order: how many people, and whether the block's own row of it is published. */
  readonly bands: readonly { readonly people: number; readonly published: boolean }[];
  /** Those who did not say. They are never a row, and never what the audit protects. */
  readonly notStated: number;
}

/** A group: which of its bands are large enough to be published, and the blocks that it is made of. */
export interface AuditedGroup {
  readonly blocks: readonly number[];
  readonly candidates: readonly boolean[];
  /** Bands published by an earlier revision of the same release: known, whatever is decided now (R6). */
  readonly earlier?: readonly boolean[];
}

/**
 * Which bands of which groups are published: `result[group][band]`. Groups are taken in the order given, so the first
 * ones are the last to lose a row. A band whose cells are all published is always published: it tells nothing new.
 */
export function auditVariable(
  blocks: readonly AuditedBlock[],
  groups: readonly AuditedGroup[],
): readonly (readonly boolean[])[] {
  const bands = blocks[0]?.bands.length ?? 0;
  const known = Array.from({ length: bands }, (): readonly Row[] => []);
  const extend = (band: number, change: Change): void => {
    known[band] = change.rows;
  };
  for (const group of groups) {
    for (let band = 0; band < bands; band += 1) {
      if (group.earlier?.[band] === true) extend(band, withRow(known[band] ?? [], groupRow(blocks, group, band)));
    }
  }
  return groups.map((group) =>
    Array.from({ length: bands }, (_, band) => {
      if (group.candidates[band] !== true) return false;
      const change = withRow(known[band] ?? [], groupRow(blocks, group, band));
      if (!isSafe(blocks, known, band, change)) return false;
      extend(band, change);
      return true;
    }),
  );
}

/** A row in reduced echelon form: 1 at its pivot, which no other row of the band has. Columns are blocks. */
interface Row {
  readonly pivot: number;
  readonly values: Float64Array;
}

/** All rows of a band after one more is known, and those of them that were not there before. */
interface Change {
  readonly rows: readonly Row[];
  readonly fresh: readonly Row[];
}

/** The people of a band in the group, less the published cells. */
function groupRow(blocks: readonly AuditedBlock[], group: AuditedGroup, band: number): Float64Array {
  const values = new Float64Array(blocks.length);
  for (const block of group.blocks) if (blocks[block]?.bands[band]?.published === false) values[block] = 1;
  return values;
}

/** Adds a row to those known, and brings all to reduced echelon form. */
function withRow(rows: readonly Row[], values: Float64Array): Change {
  for (const row of rows) subtractTimes(values, values[row.pivot] ?? 0, row.values);
  const pivot = values.findIndex((value) => value !== 0);
  if (pivot < 0) return { rows, fresh: [] };
  const factor = invert(values[pivot] ?? 0);
  const added: Row = { pivot, values: values.map((value) => multiply(value, factor)) };
  const fresh = [added];
  const kept = rows.map((row) => {
    const times = row.values[pivot] ?? 0;
    if (times === 0) return row;
    const reduced = { pivot: row.pivot, values: row.values.slice() };
    subtractTimes(reduced.values, times, added.values);
    fresh.push(reduced);
    return reduced;
  });
  return { rows: [...kept, added], fresh };
}

function subtractTimes(values: Float64Array, times: number, row: Float64Array): void {
  if (times === 0) return;
  for (let at = 0; at < values.length; at += 1) {
    const value = row[at] ?? 0;
    if (value === 0) continue;
    values[at] = subtract(values[at] ?? 0, times === 1 ? value : multiply(times, value));
  }
}

/** Whether no fresh row, and no block's own sum that it changes, is a small cell or a few people. */
function isSafe(
  blocks: readonly AuditedBlock[],
  known: readonly (readonly Row[])[],
  band: number,
  { rows, fresh }: Change,
): boolean {
  const after = known.map((bandRows, at) => (at === band ? rows : bandRows));
  return fresh.every((row) => isLarge(blocks, band, row) && isRestLarge(blocks, after, row.pivot));
}

/** Whether a row is neither a labelled cell below 30 nor a sum of cells with 1 to 9 people. */
function isLarge(blocks: readonly AuditedBlock[], band: number, { values }: Row): boolean {
  let [people, cells] = [0, 0];
  for (let block = 0; block < values.length; block += 1) {
    const value = values[block] ?? 0;
    if (value === 0) continue;
    if (value !== 1) return true;
    people += blocks[block]?.bands[band]?.people ?? 0;
    cells += 1;
  }
  if (cells === 1) return people >= DISCLOSURE_RULES.group_base_min;
  return people === 0 || people >= DISCLOSURE_RULES.hidden_people_min;
}

/**
 * The sum of a block's unpublished cells is known; what is left of it when known cells are taken away must not be a few
 * people either.
 */
function isRestLarge(blocks: readonly AuditedBlock[], known: readonly (readonly Row[])[], block: number): boolean {
  const audited = blocks[block];
  if (audited === undefined) return true;
  let [people, labelled] = [audited.notStated, 0];
  for (const [band, cell] of audited.bands.entries()) {
    if (cell.published) continue;
    const row = known[band]?.find(({ pivot }) => pivot === block);
    if (row === undefined) {
      people += cell.people;
      labelled += 1;
      continue;
    }
    for (let other = 0; other < row.values.length; other += 1) {
      const value = row.values[other] ?? 0;
      if (other === block || value === 0) continue;
      if (value !== PRIME - 1) return true;
      people += blocks[other]?.bands[band]?.people ?? 0;
      labelled += 1;
    }
  }
  return labelled === 0 || people === 0 || people >= DISCLOSURE_RULES.hidden_people_min;
}
