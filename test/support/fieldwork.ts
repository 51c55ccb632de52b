/** A wave in the field, known to the last detail: who answered in which order, with which code and which answers. */
import type { CollectionKeys } from "../../server/keys/wave-keys.ts";
import { toBytes } from "../../server/sealing/bytes.ts";
import { hmac } from "../../server/sealing/hmac.ts";
import type { Database } from "../../server/storage/database.ts";
import { type Installation, SINGLE_TIER, TWO_TIER } from "./installation.ts";
import { createRandom, randomBelow } from "./random.ts";
import { createResident } from "./residents.ts";
import { type FileBytes, inEveryForm, type Needles, type OrderTrace, orderTraces } from "./traces.ts";

/** One resident who answered. */
export interface Answered {
  readonly place: string;
  readonly code: string;
  /** The submission id. */
  readonly id: string;
  /** The packed answers, like those of nobody else. */
  readonly mark: string;
}

/** What a wave leaves in the hands of whoever sent the letters and watched the post. */
export interface Fieldwork {
  readonly wave: string;
  /** In the order of submission. */
  readonly answered: readonly Answered[];
  /** The letter list: every code, used or not, in the order of sending. */
  readonly letters: readonly string[];
  readonly unused: readonly string[];
  /** The keys as they were during fieldwork, saved by the test. */
  readonly keys: CollectionKeys;
}

const MOVED_EVERY = 60;

/** Lets `count` residents of two places answer by code, one after the other; the mover runs now and then. */
export async function doFieldwork(installation: Installation, wave: string, count: number): Promise<Fieldwork> {
  const random = createRandom(`fieldwork ${wave}`);
  const letters: string[] = [];
  const left = new Map<string, string[]>();
  for (const place of [SINGLE_TIER, TWO_TIER]) {
    const codes = await installation.issue(wave, place, Math.ceil(count * 0.75));
    letters.push(...codes);
    left.set(place, [...codes]);
  }
  const answered: Answered[] = [];
  while (answered.length < count) {
    const place = randomBelow(random, 2) === 0 ? SINGLE_TIER : TWO_TIER;
    const codes = left.get(place) ?? [];
    const [code] = codes.splice(randomBelow(random, codes.length), 1);
    const { submission, mark } = createResident(wave, place, `${wave} ${answered.length}`, code);
    const result = await installation.accept(submission);
    if (!result.ok || code === undefined) throw new Error("a resident with a fresh code was refused");
    answered.push({ place, code, id: submission.id, mark });
    if (answered.length % MOVED_EVERY === 0) await installation.move(wave);
  }
  const keys = (await installation.keys.read(wave))?.collection;
  if (keys === undefined) throw new Error("the wave has no keys");
  return { wave, answered, letters, unused: [...left.values()].flat(), keys };
}

/** The packed answers of everybody, in the order of submission. */
export function marksOf({ answered }: Fieldwork): Uint8Array[] {
  return answered.map(({ mark }) => toBytes(mark));
}

/** Everybody who answered, in the order in which their letters were sent. */
export function inOrderOfSending({ answered, letters }: Fieldwork): Answered[] {
  return answered.toSorted((one, other) => letters.indexOf(one.code) - letters.indexOf(other.code));
}

/** What the answers, and what the ids of the responses, of some people tell of the order of these people. */
export function tracesOf(
  files: FileBytes,
  answered: readonly Answered[],
  ids: ReadonlyMap<string, Uint8Array>,
): OrderTrace[] {
  const answers = answered.map(({ mark }) => toBytes(mark));
  const keys = answered.map(({ mark }) => ids.get(mark) ?? new Uint8Array(16));
  return [...orderTraces(files, answers), ...orderTraces(files, keys)];
}

/** Everything that stands for a code: itself, its hash and its nullifier. */
export async function codeNeedles(keys: CollectionKeys, codes: readonly string[]): Promise<Needles> {
  const needles: Record<string, Uint8Array> = {};
  for (const [index, code] of codes.entries()) {
    needles[`code ${index}`] = toBytes(code);
    Object.assign(needles, inEveryForm(`hash of code ${index}`, await hmac(keys.code, code)));
    Object.assign(needles, inEveryForm(`nullifier of code ${index}`, await hmac(keys.nullifier, code)));
  }
  return needles;
}

/** Everything that stands for a submission: its id and its slot. */
export async function slotNeedles(keys: CollectionKeys, ids: readonly string[]): Promise<Needles> {
  const needles: Record<string, Uint8Array> = {};
  for (const [index, id] of ids.entries()) {
    needles[`submission id ${index}`] = toBytes(id);
    Object.assign(needles, inEveryForm(`slot of submission ${index}`, await hmac(keys.spool, id)));
  }
  return needles;
}

/** The ids of stored responses by their marks. */
export async function storedIds(responses: Database): Promise<ReadonlyMap<string, Uint8Array>> {
  const { rows } = await responses.$client.execute("SELECT id, answers FROM response");
  return new Map(rows.map((row) => [String(row["answers"]), new Uint8Array(row["id"] as ArrayBuffer)]));
}

/** Every readable answer: the packed answers, and the ids of the responses that hold them. */
export async function answerNeedles(answered: readonly Answered[], responses: Database): Promise<Needles> {
  const ids = await storedIds(responses);
  const needles: Record<string, Uint8Array> = {};
  for (const [index, { mark }] of answered.entries()) {
    needles[`answers ${index}`] = toBytes(mark);
    const id = ids.get(mark);
    if (id !== undefined) Object.assign(needles, inEveryForm(`response id ${index}`, id));
  }
  return needles;
}

/** Every text and blob of a database, Drizzle's own table aside, as hexadecimal; and every number. */
export async function cellsOf(
  db: Database,
): Promise<{ readonly values: ReadonlySet<string>; readonly numbers: readonly number[] }> {
  const tables = await db.$client.execute(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> '__drizzle_migrations'",
  );
  const values = new Set<string>();
  const numbers: number[] = [];
  for (const table of tables.rows) {
    const { rows, columns } = await db.$client.execute(`SELECT * FROM \`${String(table["name"])}\``);
    for (const cell of rows.flatMap((row) => columns.map((column) => row[column]))) {
      if (typeof cell === "string") values.add(Buffer.from(cell).toString("hex"));
      else if (cell instanceof ArrayBuffer) values.add(Buffer.from(cell).toString("hex"));
      else if (typeof cell === "number") numbers.push(cell);
    }
  }
  return { values, numbers };
}
