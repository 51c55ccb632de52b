/** The public rows of a release as arrays, place by place: a national release has a million and a half of them. */
import type { CompactRow } from "../release/types.ts";
import type { AttackSchema } from "./schema.ts";

/** The figures of one place in one stream: `domain * rows + row`. What is not given is not a number. */
export interface AttackedTable {
  readonly place: string;
  readonly stream: string;
  readonly share: Float32Array;
  readonly low: Float32Array;
  readonly high: Float32Array;
  readonly base: Float32Array;
  readonly designEffect: Float32Array;
  /** 0: none. 1: at most. 2: at least. */
  readonly bound: Uint8Array;
  /** `ABSENT`, `SHOWN`, `UNRELIABLE` or `WITHHELD`. */
  readonly status: Uint8Array;
}

/** There is no such row. */
export const ABSENT = 0;
/** Its figures are given. */
export const SHOWN = 1;
/** They are given, with the mark of low reliability. */
export const UNRELIABLE = 2;
/** It has its mark and nothing else. */
export const WITHHELD = 3;

/** A bound that the share does not lie above. */
export const AT_MOST = 1;
/** A bound that the share does not lie below. */
export const AT_LEAST = 2;

/** What is wrong with a row by itself. */
export interface RowFaults {
  /** Rows that name what no release may have, or have more or less than they should. */
  readonly unknown: string[];
  /** Rows of a coordinate that another row has too. */
  readonly repeated: string[];
  /** Rows that come before one which the code list puts before them. */
  readonly disordered: string[];
}

/** A release under attack. */
export interface AttackedRelease {
  readonly schema: AttackSchema;
  readonly tables: readonly AttackedTable[];
  readonly faults: RowFaults;
  /** How many rows there are. */
  readonly rows: number;
}

/** Takes the rows of a release in, place by place. */
export interface ReleaseReader {
  readonly addPlace: (code: string, rows: Iterable<CompactRow>) => void;
  readonly release: () => AttackedRelease;
}

/** Where rows stand, by what they name. */
interface Index {
  readonly questions: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly domains: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

const COLUMNS = 13;

/** A release that has no rows yet. */
export function createReleaseReader(schema: AttackSchema): ReleaseReader {
  const index = indexOf(schema);
  const tables: AttackedTable[] = [];
  const faults: RowFaults = { unknown: [], repeated: [], disordered: [] };
  let count = 0;
  return {
    addPlace: (code, rows) => {
      const own = new Map<string, AttackedTable>();
      let before = -1;
      for (const row of rows) {
        count += 1;
        const position = positionOf(schema, index, code, row);
        if (position === null) {
          faults.unknown.push(nameOf(row));
          continue;
        }
        const table = own.get(row[1]) ?? emptyTable(schema, code, row[1]);
        if (!own.has(row[1])) before = -1;
        own.set(row[1], table);
        if (table.status[position.at] !== ABSENT) faults.repeated.push(nameOf(row));
        if (position.order < before) faults.disordered.push(nameOf(row));
        before = position.order;
        write(table, position.at, row);
      }
      tables.push(...own.values());
    },
    release: () => ({ schema, tables, faults, rows: count }),
  };
}

/** The tables of a stream, by place. */
export function tablesByPlace({ tables }: AttackedRelease, stream: string): ReadonlyMap<string, AttackedTable> {
  return new Map(tables.filter((table) => table.stream === stream).map((table) => [table.place, table]));
}

/** The name of a row: what it is of, without its figures. */
export function nameOf(row: readonly unknown[]): string {
  return row.slice(0, 6).join(" ");
}

/** The name of a row in a table. */
export function nameAt(
  schema: AttackSchema,
  { place, stream }: Pick<AttackedTable, "place" | "stream">,
  domain: number,
  question: number,
  answer: number,
): string {
  const { by = "", group = "" } = schema.domains[domain] ?? {};
  const asked = schema.questions[question];
  return nameOf([place, stream, asked?.id, asked?.answers[answer], by, group]);
}

/** Whether a question's figures in a domain are given: all of them are, or none, but for those beside a bound. */
export function isShown(
  { rows, questions }: AttackSchema,
  table: AttackedTable,
  domain: number,
  question: number,
): boolean {
  const { firstRow = 0, options = 0 } = questions[question] ?? {};
  const start = domain * rows + firstRow;
  for (let at = start; at < start + options; at += 1) {
    const status = table.status[at] ?? ABSENT;
    if (status === SHOWN || status === UNRELIABLE) return true;
  }
  return false;
}

/** The published base of a question in a domain; not a number where it is withheld. */
export function baseAt(
  { rows, questions }: AttackSchema,
  table: AttackedTable,
  domain: number,
  question: number,
): number {
  const { firstRow = 0, options = 0 } = questions[question] ?? {};
  const start = domain * rows + firstRow;
  for (let at = start; at < start + options; at += 1) {
    const base = table.base[at] ?? Number.NaN;
    if (!Number.isNaN(base)) return base;
  }
  return Number.NaN;
}

function indexOf({ questions, domains }: AttackSchema): Index {
  const byBand = new Map<string, Map<string, number>>();
  for (const [domain, { by, group }] of domains.entries()) {
    byBand.set(by, (byBand.get(by) ?? new Map<string, number>()).set(group, domain));
  }
  const answersOf = questions.map(
    ({ id, answers, firstRow }) => [id, new Map(answers.map((answer, at) => [answer, firstRow + at]))] as const,
  );
  return { questions: new Map(answersOf), domains: byBand };
}

function positionOf(
  schema: AttackSchema,
  { questions, domains }: Index,
  code: string,
  row: CompactRow,
): { readonly at: number; readonly order: number } | null {
  const answer = questions.get(row[2])?.get(row[3]);
  const domain = domains.get(row[4])?.get(row[5]);
  if (answer === undefined || domain === undefined || row.length !== COLUMNS || row[0] !== code) return null;
  // Rows go by question, then by domain, then by answer.
  const question = schema.questions.findIndex(({ id }) => id === row[2]);
  const order = (question * schema.domains.length + domain) * schema.rows + answer;
  return { at: domain * schema.rows + answer, order };
}

function emptyTable({ domains, rows }: AttackSchema, place: string, stream: string): AttackedTable {
  const size = domains.length * rows;
  const numbers = (): Float32Array => new Float32Array(size).fill(Number.NaN);
  return {
    ...{ place, stream, share: numbers(), low: numbers(), high: numbers(), base: numbers(), designEffect: numbers() },
    bound: new Uint8Array(size),
    status: new Uint8Array(size),
  };
}

function write(table: AttackedTable, at: number, row: CompactRow): void {
  const [, , , , , , share, bound, low, high, base, designEffect, status] = row;
  table.share[at] = share ?? Number.NaN;
  table.low[at] = low ?? Number.NaN;
  table.high[at] = high ?? Number.NaN;
  table.base[at] = base ?? Number.NaN;
  table.designEffect[at] = designEffect ?? Number.NaN;
  table.bound[at] = bound === null ? 0 : bound === "le" ? AT_MOST : AT_LEAST;
  table.status[at] = status === "c" ? WITHHELD : status === "u" ? UNRELIABLE : SHOWN;
}
