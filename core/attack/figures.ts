/** What single figures, and the figures of one question in one domain, give away by how they are written. */
import { boundOf } from "../disclosure/rules.ts";
import { wilson, Z_95 } from "../estimation/wilson.ts";
import { EVERYBODY } from "../tabulation/layout.ts";
import {
  ABSENT,
  AT_LEAST,
  type AttackedRelease,
  type AttackedTable,
  isShown,
  nameAt,
  tablesByPlace,
  WITHHELD,
} from "./attacked-release.ts";
import type { AttackedQuestion, AttackSchema } from "./schema.ts";
import { baseOf, createGroupMaker, majorityOf } from "./truth.ts";
import { createTally, FEW, type Tally, tally, tallyOf, type Truth, type TruthTable } from "./types.ts";

/** One row, with where it stands. */
interface Row {
  readonly table: AttackedTable;
  readonly domain: number;
  readonly question: number;
  readonly asked: AttackedQuestion;
  readonly answer: number;
  readonly at: number;
}

function eachRow({ schema, tables }: AttackedRelease, visit: (row: Row) => void): void {
  for (const table of tables) {
    for (const domain of schema.domains.keys()) {
      for (const [question, asked] of schema.questions.entries()) {
        for (const answer of asked.answers.keys()) {
          const at = domain * schema.rows + asked.firstRow + answer;
          if (table.status[at] !== ABSENT) visit({ table, domain, question, asked, answer, at });
        }
      }
    }
  }
}

function nameOf(schema: AttackSchema, { table, domain, question, answer }: Row): string {
  return nameAt(schema, table, domain, question, answer);
}

/** A row that says more than its figures may: digits after the point, or a base that is not rounded (A16). Tries are rows. */
export function attackDigits(release: AttackedRelease): Tally {
  const result = createTally("A16");
  eachRow(release, (row) => {
    const { share, low, high, base, designEffect } = row.table;
    const isWhole = [share, low, high].every((column) => !hasPart(column[row.at], 1));
    const people = base[row.at] ?? Number.NaN;
    const isRounded = !hasPart(people, people < 1000 ? 10 : 50);
    const isTenth = !hasPart(Math.fround((designEffect[row.at] ?? Number.NaN) * 10), 1);
    tally(result, !(isWhole && isRounded && isTenth), () => nameOf(release.schema, row));
  });
  return result;
}

/** Whether a number is no multiple of a step. What is not given has no part left over. */
function hasPart(value: number | undefined, step: number): boolean {
  return value !== undefined && !Number.isNaN(value) && Math.abs(value / step - Math.round(value / step)) > 1e-6;
}

/**
 * A range that is not the one that follows from the row's own share, base and design effect, so that the base can be
 * worked out from it more closely than it is published (A15). Tries are rows with a range.
 */
export function attackRanges(release: AttackedRelease): Tally {
  const result = createTally("A15");
  eachRow(release, (row) => {
    const { table, at, asked, answer } = row;
    const [low, high] = [table.low[at] ?? Number.NaN, table.high[at] ?? Number.NaN];
    if (Number.isNaN(low) && Number.isNaN(high)) return;
    const expected = asked.answers[answer] === "net" ? rangeOfNet(row) : rangeOfShare(row);
    tally(result, expected === null || expected[0] !== low || expected[1] !== high, () => nameOf(release.schema, row));
  });
  return result;
}

type Range = readonly [number, number] | null;

function rangeOfShare({ table, at }: Row): Range {
  const share = table.share[at] ?? Number.NaN;
  const effective = (table.base[at] ?? Number.NaN) / tenths(table.designEffect[at]);
  if (!(share >= 0 && share <= 100) || !(effective > 0)) return null;
  const { low, high } = wilson(share / 100, effective);
  const bound = table.bound[at];
  if (bound === 0) return [Math.floor(low * 100), Math.ceil(high * 100)];
  return bound === AT_LEAST ? [Math.floor(low * 100), 100] : [0, Math.ceil(high * 100)];
}

function rangeOfNet({ table, at, asked, answer }: Row): Range {
  const shareOf = (name: string): number =>
    (table.share[at - answer + asked.answers.indexOf(name)] ?? Number.NaN) / 100;
  const [top, bottom, net] = [shareOf("top_two"), shareOf("bottom_two"), table.share[at] ?? Number.NaN];
  const effective = (table.base[at] ?? Number.NaN) / tenths(table.designEffect[at]);
  const spread = Z_95 * Math.sqrt(Math.max(0, top + bottom - (top - bottom) ** 2) / effective) * 100;
  if (Number.isNaN(spread)) return null;
  // Where a limit lies on a whole number, which way it was rounded is no information.
  return [Math.max(-100, Math.floor(net - spread)), Math.min(100, Math.ceil(net + spread))];
}

/** A design effect as it was written: columns hold it in single precision. */
function tenths(designEffect: number | undefined): number {
  const rounded = Math.round((designEffect ?? Number.NaN) * 10) / 10;
  return Math.abs(rounded - (designEffect ?? 0)) < 1e-6 ? rounded : (designEffect ?? Number.NaN);
}

/**
 * A derived figure that its parts do not explain: drawn a second time, or shown though a part of it is not, which is then
 * what the others leave (A22). Tries are derived rows that are shown.
 */
export function attackDerived(release: AttackedRelease): Tally {
  const result = createTally("A22");
  eachRow(release, (row) => {
    const { table, asked, answer, at } = row;
    if (answer < asked.options || table.status[at] === WITHHELD) return;
    const start = at - answer;
    const name = asked.answers[answer];
    const share = table.share[at] ?? Number.NaN;
    if (name === "net") {
      const [top, bottom] = [start + asked.answers.indexOf("top_two"), start + asked.answers.indexOf("bottom_two")];
      const isPlain = [top, bottom].every((part) => table.status[part] !== WITHHELD && table.bound[part] === 0);
      const isExplained = Math.abs(share - ((table.share[top] ?? 0) - (table.share[bottom] ?? 0))) <= 1;
      tally(result, !isPlain || !isExplained, () => nameOf(release.schema, row));
      return;
    }
    if (name !== "top_two" && name !== "bottom_two") return;
    const parts = (name === "top_two" ? asked.top : asked.bottom).map((part) => start + part);
    const isPlain = parts.every((part) => table.status[part] !== WITHHELD && table.bound[part] === 0);
    const sum = parts.reduce((total, part) => total + (table.share[part] ?? 0), 0);
    // Each part and the whole are off by half a point at most; a bound stands for all beyond it.
    const most = (parts.length + 1) / 2;
    const isExplained = table.bound[at] === 0 ? Math.abs(share - sum) <= most : true;
    tally(result, !isPlain || !isExplained, () => nameOf(release.schema, row));
  });
  return result;
}

/** Rows out of code-list order, which may be the order of a figure (A23). Tries are all rows. */
export function attackOrder({ rows, faults }: AttackedRelease): Tally {
  return tallyOf("A23", rows, faults.disordered);
}

/** Two figures of one coordinate, one perhaps weighted and one not (A12). Tries are all rows. */
export function attackTwins({ rows, faults }: AttackedRelease): Tally {
  return tallyOf("A12", rows, faults.repeated);
}

/** Rows with a column too many, or of something no release has rows of: a key, a raw count (A29). Tries are all rows. */
export function attackFields({ rows, faults }: AttackedRelease): Tally {
  return tallyOf("A29", rows, faults.unknown);
}

/**
 * Withheld rows that are not all alike (A19): one with a figure beside its mark, or, if only the smallest are withheld, the
 * mark itself, which then tells that there are fewer than ten people. Tries are withheld rows, and the whole as one more.
 */
export function attackPattern(release: AttackedRelease, truth: Truth): Tally {
  const result = createTally("A19");
  eachRow(release, (row) => {
    const { table, at } = row;
    if (table.status[at] !== WITHHELD) return;
    const given = [table.share, table.low, table.high, table.base, table.designEffect].some(
      (column) => !Number.isNaN(column[at] ?? Number.NaN),
    );
    tally(result, given || table.bound[at] !== 0, () => nameOf(release.schema, row));
  });
  const { few, many } = hiddenBands(release, truth);
  tally(result, few >= FEW_ENOUGH && many === 0, () => `${few} withheld bands, all with fewer than ten people`);
  return result;
}

/** So many withheld bands, and all of them small, are no chance. */
const FEW_ENOUGH = 10;

/** Withheld bands of published places with 1 to 9 people, and with more, over all questions. */
function hiddenBands(release: AttackedRelease, truth: Truth): { readonly few: number; readonly many: number } {
  let [few, many] = [0, 0];
  eachDomain(release, truth, ({ table, domain, question, asked, exact }) => {
    if (domain === EVERYBODY || isShown(release.schema, table, domain, question)) return;
    const people = baseOf(release.schema, exact, domain, asked);
    if (people === 0 || !isShown(release.schema, table, EVERYBODY, question)) return;
    if (people < FEW) few += 1;
    else many += 1;
  });
  return { few, many };
}

/**
 * A domain in which everybody, or all but one or two, gave one answer, and which can be told from one in which a few more
 * did not (A10): shown other than as that answer's bound with the others withheld; or a plain share of 0 or 100, or
 * beyond the bound. Tries are shown domains with a question.
 */
export function attackUnanimity(release: AttackedRelease, truth: Truth): Tally {
  const result = createTally("A10");
  eachDomain(release, truth, ({ table, domain, question, asked, exact }) => {
    const { schema } = release;
    if (asked.multiple || !isShown(schema, table, domain, question)) return;
    const { most, others } = majorityOf(schema, exact, domain, asked);
    const start = domain * schema.rows + asked.firstRow;
    const plainAtEnd = asked.answers.findIndex(
      (name, answer) => name !== "net" && isBeyondBound(table, start + answer),
    );
    const isBare = others <= 2 && !isCovered(schema, table, domain, asked, most);
    tally(result, isBare || plainAtEnd >= 0, () => nameAt(schema, table, domain, question, Math.max(0, plainAtEnd)));
  });
  return result;
}

/** Whether the answer that nearly all gave is shown as a bound, and nothing beside it. */
export function isCovered(
  schema: AttackSchema,
  table: AttackedTable,
  domain: number,
  asked: AttackedQuestion,
  most: number,
): boolean {
  const start = domain * schema.rows + asked.firstRow;
  return asked.slots.every((_, option) =>
    option === most ? table.bound[start + option] === AT_LEAST : table.status[start + option] === WITHHELD,
  );
}

/** Whether a share is written plainly though a bound belongs there (R9). */
function isBeyondBound(table: AttackedTable, at: number): boolean {
  const [share, base] = [table.share[at] ?? Number.NaN, table.base[at] ?? Number.NaN];
  if (table.status[at] === WITHHELD || table.bound[at] !== 0) return false;
  const bound = boundOf(base);
  return share <= bound || share >= 100 - bound;
}

/** Rows about fewer than ten people: records, in effect (A30). Tries are shown domains with a question. */
export function attackRecords(release: AttackedRelease, truth: Truth): Tally {
  const result = createTally("A30");
  eachDomain(release, truth, ({ table, domain, question, asked, exact }) => {
    if (!isShown(release.schema, table, domain, question)) return;
    tally(result, baseOf(release.schema, exact, domain, asked) < FEW, () =>
      nameAt(release.schema, table, domain, question, 0),
    );
  });
  return result;
}

/** One domain of a published place with one question, and the exact counts behind it. */
export interface DomainSeen {
  readonly table: AttackedTable;
  readonly domain: number;
  readonly question: number;
  readonly asked: AttackedQuestion;
  readonly exact: TruthTable;
  /** False for a group of places. */
  readonly isBlock: boolean;
}

/** Visits every domain of every place with rows, question by question, with what its figures are made of. */
export function eachDomain(release: AttackedRelease, truth: Truth, visit: (seen: DomainSeen) => void): void {
  const { schema } = release;
  for (const { stream, blocks } of truth.streams) {
    const byPlace = tablesByPlace(release, stream);
    const visitAll = (
      table: AttackedTable,
      exactOf: (question: string) => TruthTable | null,
      isBlock: boolean,
    ): void => {
      for (const [question, asked] of schema.questions.entries()) {
        const exact = exactOf(asked.id);
        if (exact === null) continue;
        for (const domain of schema.domains.keys()) visit({ table, domain, question, asked, exact, isBlock });
      }
    };
    for (const block of blocks) {
      const table = byPlace.get(block.code);
      if (table !== undefined) visitAll(table, (question) => (block.asked.has(question) ? block.table : null), true);
    }
    for (const group of truth.groups) {
      const table = byPlace.get(group.code);
      if (table === undefined) continue;
      const madeOf = createGroupMaker(blocks, group);
      visitAll(table, (question) => madeOf(question).table, false);
    }
  }
}
