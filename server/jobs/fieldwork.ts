/**
 * What officers see of a wave in the field (R3): for each place and stream one band, refreshed once a day, and nothing
 * by any demographic. The day's first look takes the bands; every later one reads them.
 */
import { ukDay } from "../../core/release/days.ts";
import type { Stream } from "../../core/release/types.ts";
import type { Databases } from "../storage/database.ts";
import { insertFieldworkBands, listFieldworkBands, type PlaceBands } from "../storage/fieldwork.ts";
import { countResponsesByStream } from "../storage/responses.ts";
import { isEnded } from "../storage/retention.ts";
import { getWave, type Wave } from "../storage/waves.ts";
import { type JobResult, refuse, UNKNOWN_WAVE } from "./waves.ts";

/** Where the bands begin, largest first. Below the last of them is `<10`, and so is nobody. */
const BANDS_FROM = [500, 250, 100, 50, 25, 10];

/** How many responses there are in a place and stream, as much as anybody may know before the release. */
export interface FieldworkLine {
  readonly place: string;
  readonly stream: Stream;
  readonly band: string;
}

/** The bands of a day in the United Kingdom. */
export interface Fieldwork {
  readonly day: string;
  readonly lines: readonly FieldworkLine[];
}

/**
 * The band of a number of responses.
 * @example fieldworkBand(0) // => "<10"
 * @example fieldworkBand(57) // => "50+"
 */
export function fieldworkBand(responses: number): string {
  const from = BANDS_FROM.find((least) => responses >= least);
  return from === undefined ? "<10" : `${from}+`;
}

/**
 * The bands of a wave today, a line for every place and stream of it. Counts what is stored: sealed responses do not say
 * which stream they belong to. Refuses a draft, and a wave whose responses have been deleted.
 */
export async function readFieldwork(
  services: { readonly databases: Databases; readonly now: () => Date },
  id: string,
): Promise<JobResult<Fieldwork>> {
  const { office } = services.databases;
  const wave = await getWave(office, id);
  if (wave === null) return UNKNOWN_WAVE;
  if (wave.state === "draft") return refuse("wave.not_open", "The wave has not been opened. Open it first.");
  if (await isEnded(office, id, "responses")) {
    return refuse("wave.ended", "The wave's responses have been deleted. Its release says how many had answered.");
  }
  const day = ukDay(services.now());
  let taken = await listFieldworkBands(office, id, day);
  if (taken.length === 0) {
    await insertFieldworkBands(office, id, day, await takeBands(services.databases, wave));
    // What was stored first, which another process may have taken a moment earlier.
    taken = await listFieldworkBands(office, id, day);
  }
  const bands = new Map(taken.map((one) => [one.place, one.bands]));
  const lines = wave.places.flatMap(({ place }) =>
    wave.streams.map(({ stream }) => ({ place, stream, band: bands.get(place)?.[stream] ?? fieldworkBand(0) })),
  );
  return { ok: true, value: { day, lines } };
}

async function takeBands(databases: Databases, wave: Wave): Promise<PlaceBands[]> {
  const counts = await countResponsesByStream(databases.responses, wave.id);
  const countOf = new Map(counts.map(({ place, stream, responses }) => [`${place} ${stream}`, responses]));
  return wave.places.map(({ place }) => ({
    place,
    bands: Object.fromEntries(
      wave.streams.map(({ stream }) => [stream, fieldworkBand(countOf.get(`${place} ${stream}`) ?? 0)]),
    ),
  }));
}
