/** From the stored responses of a wave to its cubes (Node only), with the places that they belong to. */
import { districtsOf, groupsOf, type PlaceDirectory } from "../../core/place/directory.ts";
import type { Questionnaire, WeightingDeclaration } from "../../core/questionnaire/types.ts";
import type { BuildDistrict, BuildGroup, BuildPlan } from "../../core/release/build.ts";
import type { Stream } from "../../core/release/types.ts";
import { addCubes, type CountedResponse, type Cube, tabulate } from "../../core/tabulation/cube.ts";
import { createCubeLayout, type CubeLayout } from "../../core/tabulation/layout.ts";
import type { AgeSexCount } from "../../core/weighting/age-sex.ts";
import { adultsIn, adultsOf } from "../../core/weighting/weigh-cube.ts";
import type { PopulationByAge } from "../reference/population.ts";
import { type Databases, inPages } from "../storage/database.ts";
import { type CountedColumns, listCountedColumns } from "../storage/responses.ts";
import { lastDayOf, type Wave } from "../storage/waves.ts";
import { createRecordReader, type ReadRecordNumbers } from "./record-keys.ts";

/**
 * What counting works with. `onPlace` is called after each place, for progress; `onCounted` when its responses have been
 * counted, for whoever measures what comes after.
 */
export interface CountServices {
  readonly databases: Databases;
  readonly directory: PlaceDirectory;
  /** The residents of a district by sex and age; undefined where nobody has counted them, and the place is withheld. */
  readonly population: (code: string) => PopulationByAge | undefined;
  readonly onPlace?: (done: number, of: number) => void;
  readonly onCounted?: () => void;
}

const PAGE_ROWS = 5000;

/** A wave counted: everything that rows are made of. */
export interface CountedWave {
  readonly plan: BuildPlan;
  readonly districts: readonly BuildDistrict[];
  readonly groups: readonly BuildGroup[];
}

/** Counts the responses of a wave, place by place. `wrappingKey` is the one that wraps its record keys. */
export async function countWave(
  services: CountServices,
  wave: Wave,
  questionnaire: Questionnaire,
  weighting: WeightingDeclaration,
  wrappingKey: Uint8Array,
): Promise<CountedWave> {
  const { directory } = services;
  const layout = createCubeLayout(questionnaire);
  const counted = (code: string): readonly AgeSexCount[] | null => {
    const population = services.population(code);
    return population === undefined ? null : adultsOf(weighting, population);
  };
  const lastDay = periodEnd(wave);
  const read = createRecordReader(wrappingKey);
  const districts: BuildDistrict[] = [];
  for (const [index, { place, scenario }] of wave.places.entries()) {
    const cubes = Object.fromEntries(await countPlace(services.databases, layout, wave.id, place, read));
    services.onCounted?.();
    const joined = joinedBy(directory, place, lastDay);
    districts.push({ code: place, scenario, joinedBy: joined, adults: counted(place), cubes });
    services.onPlace?.(index + 1, wave.places.length);
  }
  const groups = groupsOfWave(directory, wave, lastDay, (code) => {
    const adults = counted(code);
    return adults === null ? null : adultsIn(adults);
  });
  return { plan: { questionnaire, weighting, layout }, districts, groups };
}

/** The last day on which people were asked. The demonstration's days are invented; it is closed on whatever day it is loaded. */
export function periodEnd(wave: Wave): string {
  return wave.demonstration ? wave.closesOn : lastDayOf(wave);
}

/** What withheld districts are joined by: county, region, country (R13). */
function joinedBy(directory: PlaceDirectory, code: string, onDate: string): readonly (string | null)[] {
  const groups = groupsOf(directory, code, onDate);
  return (["county", "region", "country"] as const).map(
    (kind) => groups.find((one) => one.kind === kind)?.code ?? null,
  );
}

/** The cube of each stream of a place, counted page by page: answers are held no longer than their page. */
export async function countPlace(
  databases: Databases,
  layout: CubeLayout,
  wave: string,
  place: string,
  read: ReadRecordNumbers,
): Promise<ReadonlyMap<Stream, Cube>> {
  const cubes = new Map<Stream, Cube>();
  const pages = inPages(PAGE_ROWS, (after, most) => listCountedColumns(databases.responses, wave, place, after, most));
  for await (const page of pages) {
    for (const [stream, rows] of byStream(page, read)) {
      const [known, counted] = [cubes.get(stream), tabulate(layout, rows)];
      cubes.set(stream, known === undefined ? counted : addCubes(layout, [known, counted]));
    }
  }
  return cubes;
}

function byStream(page: readonly CountedColumns[], read: ReadRecordNumbers): ReadonlyMap<Stream, CountedResponse[]> {
  const streams = new Map<Stream, CountedResponse[]>();
  for (const { id, stream, recordKey, ...columns } of page) {
    const response = { ...columns, ...read(id, recordKey) };
    const known = streams.get(stream as Stream);
    if (known === undefined) streams.set(stream as Stream, [response]);
    else known.push(response);
  }
  return streams;
}

/** The groups that have at least one district in the wave, as they are on its last day. */
function groupsOfWave(
  directory: PlaceDirectory,
  wave: Wave,
  lastDay: string,
  adultsIn: (code: string) => number | null,
): readonly BuildGroup[] {
  const codes = new Set(
    wave.places.flatMap(({ place }) => groupsOf(directory, place, lastDay).map((group) => group.code)),
  );
  return [...codes].sort().map((code) => ({
    code,
    kind: directory.by_code.get(code)?.kind ?? "class",
    members: districtsOf(directory, code, lastDay).map((member) => ({
      code: member.code,
      adults: adultsIn(member.code),
    })),
  }));
}
