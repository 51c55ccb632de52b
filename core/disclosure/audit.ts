/**
 * The audit of group rows by band (R12): a row of a county, region or other group is published only where it does not,
 * with what is public already, give away a small band of a block or a few people of several. Rows of a release are linear
 * in the people of unpublished cells. Which single cells they make known is found by elimination; small sums of several
 * are looked for among what anybody would subtract: a group from a wider one, bands from everybody, both together.
 * Elimination alone, as the rules had it, finds a sum only if it happens to be a reduced row (decision 38).
 */
import { PRIME } from "../tabulation/modular.ts";
import { type EchelonChange, type EchelonRow, withSum } from "./elimination.ts";
import { DISCLOSURE_RULES } from "./rules.ts";

/** A block as the audit of one variable and routing set sees it. */
export interface AuditedBlock {
  /** The variable's bands in code-list order: how many people, and whether the block's own row of it is published. */
  readonly bands: readonly {
    readonly people: number;
    readonly published: boolean;
    /** Whether an earlier revision showed it: then it is known, and still protected (R6). */
    readonly earlier?: boolean;
  }[];
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
  const state: AuditState = {
    blocks,
    rows: Array.from({ length: bands }, () => []),
    areas: [],
    decided: new Map(),
  };
  for (const [block, { bands: cells }] of blocks.entries()) {
    for (const [band, { published, earlier }] of cells.entries()) {
      if (published || earlier !== true) continue;
      const sum = new Float64Array(blocks.length);
      sum[block] = 1;
      state.rows[band] = withSum(state.rows[band] ?? [], sum).rows;
    }
  }
  for (const group of groups) {
    const area = { blocks: new Set(group.blocks), bands: new Set<number>() };
    state.areas.push(area);
    for (let band = 0; band < bands; band += 1) {
      if (group.earlier?.[band] !== true) continue;
      state.rows[band] = withSum(state.rows[band] ?? [], groupRow(blocks, group, band)).rows;
      area.bands.add(band);
    }
  }
  return groups.map((group, at) =>
    Array.from({ length: bands }, (_, band) => group.candidates[band] === true && publish(state, group, at, band)),
  );
}

/** What is known so far. */
interface AuditState {
  readonly blocks: readonly AuditedBlock[];
  /** For each band, the sums of its cells that are known. */
  readonly rows: (readonly EchelonRow[])[];
  /** For each group its blocks, and the bands that are published. */
  readonly areas: Area[];
  /** Cells whose sum was decided on before: what was refused stays refused and what is known stays known, under any name. */
  readonly decided: Map<string, boolean>;
}

interface Area {
  readonly blocks: ReadonlySet<number>;
  readonly bands: Set<number>;
}

/** Publishes a band of a group, unless that would give somebody away. */
function publish(state: AuditState, group: AuditedGroup, at: number, band: number): boolean {
  const { blocks, rows, areas, decided } = state;
  const area = areas[at];
  const sum = groupRow(blocks, group, band);
  const name = `${band}:${Array.from(sum.keys())
    .filter((block) => sum[block] !== 0)
    .join()}`;
  const before = sum.includes(1) ? decided.get(name) : true;
  if (area === undefined || before === false) return false;
  area.bands.add(band);
  if (before === true) return true;
  const change = withSum(rows[band] ?? [], sum);
  const isPublished = isSafe(state, band, change) && areDifferencesLarge(state, area, band);
  decided.set(name, isPublished);
  if (isPublished) rows[band] = change.rows;
  else area.bands.delete(band);
  return isPublished;
}

/** The people of a band in the group, less the published cells. */
function groupRow(blocks: readonly AuditedBlock[], group: AuditedGroup, band: number): Float64Array {
  const values = new Float64Array(blocks.length);
  for (const block of group.blocks) if (blocks[block]?.bands[band]?.published === false) values[block] = 1;
  return values;
}

/** Whether no fresh row, and no block's own sum that it changes, is a small cell or a few people. */
function isSafe({ blocks, rows: known }: AuditState, band: number, { rows, fresh }: EchelonChange): boolean {
  const after = known.map((bandRows, at) => (at === band ? rows : bandRows));
  return fresh.every((row) => isLarge(blocks, band, row.values) && isRestLarge(blocks, after, row.pivot));
}

/** Whether a row is neither a labelled cell below 30 nor a sum of cells with 1 to 9 people. */
function isLarge(blocks: readonly AuditedBlock[], band: number, values: Float64Array): boolean {
  const cells: number[] = [];
  for (let block = 0; block < values.length; block += 1) {
    const value = values[block] ?? 0;
    if (value === 0) continue;
    if (value !== 1) return true;
    cells.push(blocks[block]?.bands[band]?.people ?? 0);
  }
  return areLarge(cells);
}

/** Whether the sum of some labelled cells may be known. */
function areLarge(cells: readonly number[]): boolean {
  const people = cells.reduce((sum, count) => sum + count, 0);
  if (cells.length === 1) return people >= DISCLOSURE_RULES.group_base_min;
  return isMany(people);
}

function isMany(people: number): boolean {
  return people === 0 || people >= DISCLOSURE_RULES.hidden_people_min;
}

/**
 * The sum of a block's unpublished cells is known; what is left of it when known cells are taken away must not be a few
 * people either.
 */
function isRestLarge(
  blocks: readonly AuditedBlock[],
  known: readonly (readonly EchelonRow[])[],
  block: number,
): boolean {
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
  return labelled === 0 || isMany(people);
}

/**
 * Whether the group by itself, its difference to every group within it or around it, and both together leave no small
 * cell and no few people: neither in the band, nor in what is left of everybody there when bands are taken away.
 */
function areDifferencesLarge({ blocks, areas }: AuditState, area: Area, band: number): boolean {
  const own = [...area.blocks];
  const byItself = subsetsWith(area.bands, band).every((known) =>
    isRestOfAreaLarge(blocks, own, (_, one) => known.includes(one)),
  );
  if (!byItself) return false;
  const ownCells = own.flatMap((block) => hiddenPeople(blocks[block], band));
  if (ownCells.length > 0 && !areLarge(ownCells)) return false;
  return areas.every((other) => {
    if (other === area || other.bands.size === 0) return true;
    const [inner, outer] = other.blocks.size < area.blocks.size ? [other, area] : [area, other];
    if (!isWithin(inner.blocks, outer.blocks)) return true;
    const whole = [...outer.blocks];
    const together = (at: number, one: number): boolean =>
      outer.bands.has(one) || (inner.bands.has(one) && inner.blocks.has(at));
    if (!isRestOfAreaLarge(blocks, whole, together)) return false;
    if (!other.bands.has(band)) return true;
    const between = whole.filter((block) => !inner.blocks.has(block));
    const cells = between.flatMap((block) => hiddenPeople(blocks[block], band));
    if (cells.length > 0 && !areLarge(cells)) return false;
    const inBoth = (_: number, one: number): boolean => inner.bands.has(one) && outer.bands.has(one);
    return isRestOfAreaLarge(blocks, between, (_, one) => one === band) && isRestOfAreaLarge(blocks, between, inBoth);
  });
}

function hiddenPeople(block: AuditedBlock | undefined, band: number): readonly number[] {
  const cell = block?.bands[band];
  return cell === undefined || cell.published ? [] : [cell.people];
}

function isWithin(inner: ReadonlySet<number>, outer: ReadonlySet<number>): boolean {
  for (const block of inner) if (!outer.has(block)) return false;
  return true;
}

/** Every set of the published bands that has the one in question; of many bands only the smallest and the largest. */
function subsetsWith(bands: ReadonlySet<number>, band: number): readonly (readonly number[])[] {
  const others = [...bands].filter((one) => one !== band);
  if (others.length > SUBSET_BANDS_MAX) return [[band], [band, ...others]];
  return Array.from({ length: 2 ** others.length }, (_, mask) => [
    band,
    ...others.filter((_other, at) => Math.floor(mask / 2 ** at) % 2 === 1),
  ]);
}

const SUBSET_BANDS_MAX = 8;

/**
 * Everybody in the blocks where a known band is withheld, less these bands: that must be nobody, people who did not say,
 * or ten. `isKnown` says it of a block and a band.
 */
function isRestOfAreaLarge(
  blocks: readonly AuditedBlock[],
  inside: readonly number[],
  isKnown: (block: number, band: number) => boolean,
): boolean {
  let [people, labelled] = [0, 0];
  for (const block of inside) {
    const { bands, notStated } = blocks[block] ?? { bands: [], notStated: 0 };
    if (!bands.some((cell, band) => !cell.published && isKnown(block, band))) continue;
    people += notStated;
    for (const [band, cell] of bands.entries()) {
      if (cell.published || isKnown(block, band)) continue;
      people += cell.people;
      labelled += 1;
    }
  }
  return labelled === 0 || isMany(people);
}
