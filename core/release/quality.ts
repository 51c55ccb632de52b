/** The quality report of a release: what its figures are made of, from what is public alone. */
import type { LadderStep } from "../weighting/types.ts";
import { LADDER_STEPS } from "../weighting/types.ts";
import type { CompactRow, Composition, Mode, SampleType, Stream, WaveStream } from "./types.ts";

/** What the figures of one stream are made of. */
export interface StreamQuality {
  readonly stream: Stream;
  readonly mode: Mode;
  readonly sample_type: SampleType;
  /** The districts that took part, and those that are shown by themselves. */
  readonly districts: number;
  readonly districts_shown: number;
  /** Whole per cent of the adults of the largest group who live in the districts that count in its figures. */
  readonly population_covered: number | null;
  /** The published, rounded bases of the districts shown, added up. */
  readonly base: number;
  /** Of the districts shown; null where none is. */
  readonly design_effects: { readonly lowest: number; readonly median: number; readonly highest: number } | null;
  /** How many of the districts shown were weighted by each step. */
  readonly weighting: Readonly<Partial<Record<LadderStep, number>>>;
  /** Letters with a code in the districts shown; null where the stream has none. */
  readonly codes_issued: number | null;
  /** The bases of the districts that letters went to over `codes_issued`, a whole per cent. */
  readonly response_rate: number | null;
}

/** The quality report of a release. */
export interface QualityReport {
  readonly streams: readonly StreamQuality[];
}

/** A place of a release as it was built. `district` where it has residents of its own. */
export interface BuiltQuality {
  readonly code: string;
  readonly district: boolean;
  readonly compositions: readonly Composition[];
  readonly rows: readonly CompactRow[];
}

/** The group of which `population_covered` is said: that with the most districts; undefined where there is no group. */
export function largestGroup<Own extends { readonly district: boolean; readonly compositions: readonly Composition[] }>(
  places: readonly Own[],
  stream: Stream,
): Own | undefined {
  let largest: { readonly place: Own; readonly members: number } | undefined;
  for (const place of places) {
    const made = place.district ? undefined : mostQuestions(place.compositions, stream);
    if (made !== undefined && made.members > (largest?.members ?? 0)) largest = { place, members: made.members };
  }
  return largest?.place;
}

/** What most questions of a stream are made of in a place. */
function mostQuestions(compositions: readonly Composition[], stream: Stream): Composition | undefined {
  return compositions.find((one) => one.stream === stream && one.questions === undefined);
}

/** Takes the places of a release one by one, and makes its report. */
export interface QualityReader {
  add(place: BuiltQuality): void;
  report(): QualityReport;
}

interface Gathered {
  districts: number;
  shown: {
    readonly code: string;
    readonly base: number;
    readonly effect: number;
    readonly steps: readonly LadderStep[];
  }[];
  largest: Composition | null;
}

/** A reader for a wave with these streams. `codesIssued` has the number of codes of each place; empty where there are none. */
export function createQualityReader(
  streams: readonly WaveStream[],
  codesIssued: ReadonlyMap<string, number>,
): QualityReader {
  const gathered = new Map<Stream, Gathered>(
    streams.map(({ stream }) => [stream, { districts: 0, shown: [], largest: null }]),
  );
  return {
    add(place) {
      for (const [stream, found] of gathered) gather(found, place, stream);
    },
    report: () => ({
      streams: streams.map((stream) =>
        streamQuality(
          stream,
          gathered.get(stream.stream) as Gathered,
          stream.stream === "code" ? codesIssued : new Map(),
        ),
      ),
    }),
  };
}

function gather(found: Gathered, { code, district, compositions, rows }: BuiltQuality, stream: Stream): void {
  const made = mostQuestions(compositions, stream);
  if (made === undefined) return;
  if (!district) {
    if (made.members > (found.largest?.members ?? 0)) found.largest = made;
    return;
  }
  found.districts += 1;
  const everybody = rows.filter((row) => row[1] === stream && row[4] === "all" && row[10] !== null);
  if (everybody.length === 0) return;
  // Routed questions have smaller bases; the largest is that of the questions which all were asked.
  const base = Math.max(...everybody.map((row) => row[10] ?? 0));
  found.shown.push({ code, base, effect: everybody[0]?.[11] ?? 1, steps: made.weighting ?? [] });
}

function streamQuality(
  { stream, mode, sample_type }: WaveStream,
  { districts, shown, largest }: Gathered,
  codesIssued: ReadonlyMap<string, number>,
): StreamQuality {
  const effects = shown.map(({ effect }) => effect).sort((first, second) => first - second);
  const base = sum(shown.map((one) => one.base));
  const written = shown.filter(({ code }) => codesIssued.has(code));
  const codes = sum(written.map(({ code }) => codesIssued.get(code) ?? 0));
  const [lowest, median, highest] = [effects[0], effects[Math.floor((effects.length - 1) / 2)], effects.at(-1)];
  return {
    ...{ stream, mode, sample_type, districts, districts_shown: shown.length, base },
    population_covered: largest?.population_covered ?? null,
    design_effects:
      lowest === undefined || median === undefined || highest === undefined ? null : { lowest, median, highest },
    weighting: Object.fromEntries(
      LADDER_STEPS.map((step) => [step, shown.filter(({ steps }) => steps.includes(step)).length] as const).filter(
        ([, places]) => places > 0,
      ),
    ),
    codes_issued: codes === 0 ? null : codes,
    response_rate: codes === 0 ? null : Math.round((100 * sum(written.map((one) => one.base))) / codes),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
