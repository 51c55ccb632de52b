/**
 * From the rows of a release to its parts (Node only): one for each place and one for each question, so that either is a
 * single read. Rows are turned to text as they come, and compressed beside the thread that makes them.
 */
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { BuiltPlace } from "../../core/release/build.ts";
import { canonicalJson } from "../../core/release/canonical.ts";
import type { CompactRow } from "../../core/release/types.ts";
import type { ReleasePart } from "../storage/releases.ts";

/** All parts of a release, and how many rows there are. */
export interface WrittenParts {
  /** First the places, in the order in which they came, then the questions. */
  readonly parts: ReleasePart[];
  readonly rows: number;
  readonly withheld: number;
}

/** Takes places in their order, and gives all parts at the end. */
export interface PartWriter {
  add(place: BuiltPlace): Promise<void>;
  finish(): Promise<WrittenParts>;
}

/** Rows of a part as text: canonical JSON without the brackets around it. */
interface PartText {
  rows: number;
  readonly pieces: string[];
}

/** A level above this takes three times as long for two per cent fewer bytes. */
const GZIP_LEVEL = 6;
const COMPRESSED_AT_ONCE = 2;

const compress = promisify(gzip);

/** Writes the parts of one release. */
export function createPartWriter(): PartWriter {
  const parts: Promise<ReleasePart>[] = [];
  const questions = new Map<string, PartText>();
  let [rows, withheld] = [0, 0];

  /** Waits while so many are being compressed, so that no more than these are in memory. */
  async function write(kind: ReleasePart["kind"], key: string, text: PartText): Promise<void> {
    parts.push(compressed(kind, key, text));
    await parts.at(-COMPRESSED_AT_ONCE);
  }

  return {
    async add(place) {
      const pieces: string[] = [];
      for (const [question, asked] of runsOf(place.rows)) {
        const piece = canonicalJson(asked).slice(1, -1);
        pieces.push(piece);
        const known = questions.get(question) ?? { rows: 0, pieces: [] };
        known.rows += asked.length;
        known.pieces.push(piece);
        questions.set(question, known);
      }
      rows += place.rows.length;
      withheld += place.rows.filter((row) => row[12] === "c").length;
      await write("place", place.code, { rows: place.rows.length, pieces });
    },
    async finish() {
      for (const [question, text] of questions) {
        questions.delete(question);
        await write("question", question, text);
      }
      return { parts: await Promise.all(parts), rows, withheld };
    },
  };
}

/** Rows of one question that follow each other, in their order. */
function runsOf(rows: readonly CompactRow[]): readonly (readonly [question: string, rows: readonly CompactRow[]])[] {
  const runs: [string, CompactRow[]][] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    if (run?.[0] === row[2]) run[1].push(row);
    else runs.push([row[2], [row]]);
  }
  return runs;
}

async function compressed(kind: ReleasePart["kind"], key: string, { rows, pieces }: PartText): Promise<ReleasePart> {
  return { kind, key, rows, body: await compress(`[${pieces.join(",")}]`, { level: GZIP_LEVEL }) };
}
