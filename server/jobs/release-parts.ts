/**
 * From the rows of a release to its parts (Node only): one for each place and one for each question, so that either is a
 * single read. Rows are turned to text as they come, and compressed beside the thread that makes them.
 */
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { createGzip, gzip } from "node:zlib";
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

/** A level above this takes three times as long for two per cent fewer bytes. */
const GZIP_LEVEL = 6;
const COMPRESSED_AT_ONCE = 2;

const compress = promisify(gzip);

/** Writes the parts of one release. */
export function createPartWriter(): PartWriter {
  const places: Promise<ReleasePart>[] = [];
  const questions = new Map<string, GrowingPart>();
  let [rows, withheld] = [0, 0];

  return {
    async add(place) {
      const pieces: string[] = [];
      for (const [question, asked] of runsOf(place.rows)) {
        const piece = canonicalJson(asked).slice(1, -1);
        pieces.push(piece);
        const part = questions.get(question) ?? createGrowingPart(question);
        questions.set(question, part);
        part.add(piece, asked.length);
      }
      rows += place.rows.length;
      withheld += place.rows.filter((row) => row[12] === "c").length;
      places.push(placePart(place, pieces));
      // No more than these are in memory.
      await places.at(-COMPRESSED_AT_ONCE);
      await Promise.all(Array.from(questions.values(), (part) => part.taken()));
    },
    async finish() {
      const parts = await Promise.all([...places, ...Array.from(questions.values(), (part) => part.finish())]);
      return { parts, rows, withheld };
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

async function placePart({ code, rows }: BuiltPlace, pieces: readonly string[]): Promise<ReleasePart> {
  const body = await compress(`[${pieces.join(",")}]`, { level: GZIP_LEVEL });
  return { kind: "place", key: code, rows: rows.length, body };
}

/** The part of a question, compressed as its places come. */
interface GrowingPart {
  add(piece: string, rows: number): void;
  /** Resolves when what was added has been compressed. */
  taken(): Promise<void>;
  finish(): Promise<ReleasePart>;
}

function createGrowingPart(question: string): GrowingPart {
  const stream = createGzip({ level: GZIP_LEVEL });
  const body = buffer(stream);
  let rows = 0;
  let written = Promise.resolve();
  return {
    add(piece, more) {
      const text = `${rows === 0 ? "[" : ","}${piece}`;
      rows += more;
      written = new Promise((resolve, reject) => {
        stream.write(text, (error) => (error ? reject(error) : resolve()));
      });
    },
    taken: () => written,
    async finish() {
      stream.end("]");
      return { kind: "question", key: question, rows, body: await body };
    },
  };
}
