/** Builds a release (Node only): reads the sealed responses of a wave in short pages, counts, and freezes the rows. */
import { createHash, createHmac, createSecretKey } from "node:crypto";
import { createWaveNoise, type WaveNoise } from "../../core/disclosure/protect.ts";
import { DISCLOSURE_RULES } from "../../core/disclosure/rules.ts";
import { districtsOf, groupsOf, type PlaceDirectory } from "../../core/place/directory.ts";
import type { Place } from "../../core/place/types.ts";
import type { Questionnaire, WeightingDeclaration } from "../../core/questionnaire/types.ts";
import {
  type BuildDistrict,
  type BuildGroup,
  buildRows,
  type BuiltPlace,
  decideRelease,
} from "../../core/release/build.ts";
import { canonicalJson } from "../../core/release/canonical.ts";
import { METHOD, POPULATION_YEAR } from "../../core/release/method.ts";
import type { ReleaseDocument, ReleasePlace, Stream } from "../../core/release/types.ts";
import { addCubes, type CountedResponse, type Cube, tabulate } from "../../core/tabulation/cube.ts";
import { createCubeLayout, type CubeLayout } from "../../core/tabulation/layout.ts";
import type { AgeSexCount } from "../../core/weighting/age-sex.ts";
import { LADDER_RULES } from "../../core/weighting/ladder.ts";
import { adultsIn, adultsOf } from "../../core/weighting/weigh-cube.ts";
import type { WaveKeyPort } from "../keys/wave-keys.ts";
import type { PopulationByAge } from "../reference/population.ts";
import type { Databases } from "../storage/database.ts";
import { getQuestionnaire } from "../storage/questionnaires.ts";
import { insertRelease, listReleasesOfWave, type ReleasePart, updateReleasePublished } from "../storage/releases.ts";
import { type CountedColumns, listCountedColumns } from "../storage/responses.ts";
import { getWave, lastDayOf, updateWaveState, type Wave } from "../storage/waves.ts";
import { createRecordKeyReader, type ReadRecordKey } from "./record-keys.ts";
import { createPartWriter } from "./release-parts.ts";
import { type JobResult, refuse, UNKNOWN_WAVE } from "./waves.ts";

/**
 * What building works with. `onPlace` is called after each place, for progress; `onCounted` when its responses have been
 * counted, for whoever measures what comes after.
 */
export interface BuildServices {
  readonly databases: Databases;
  readonly keys: Pick<WaveKeyPort, "read">;
  readonly directory: PlaceDirectory;
  /** The residents of a district by sex and age; undefined where nobody has counted them, and the place is withheld. */
  readonly population: (code: string) => PopulationByAge | undefined;
  readonly now: () => Date;
  readonly actor: string;
  readonly onPlace?: (done: number, of: number) => void;
  readonly onCounted?: () => void;
}

const PAGE_ROWS = 5000;
const LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";

/** Builds the release of a sealed wave. Built twice from the same responses it is the same, byte for byte. */
export async function buildRelease(services: BuildServices, id: string): Promise<JobResult<{ release: string }>> {
  const { office } = services.databases;
  const wave = await getWave(office, id);
  if (wave === null) return UNKNOWN_WAVE;
  if (wave.state !== "sealed" && wave.state !== "released") {
    return refuse("wave.not_sealed", "Only a sealed wave is released: close it, then seal it.");
  }
  if ((await listReleasesOfWave(office, id)).length > 0) {
    return refuse("release.exists", "The wave has its release. A release never changes.");
  }
  const questionnaire = await getQuestionnaire(office, wave.questionnaire, wave.questionnaireVersion);
  if (questionnaire === null) throw new Error("a wave without its questionnaire");
  if (questionnaire.weighting === undefined) {
    return refuse(
      "questionnaire.no_weighting",
      "The wave's questionnaire does not say which of its questions are age and sex, so its answers cannot be weighted.",
    );
  }
  const { document, parts } = await assemble(services, wave, questionnaire, questionnaire.weighting);
  const sha256 = sha256Hex(canonicalJson(document));
  const entry = {
    at: services.now().toISOString(),
    actor: services.actor,
    event: "release.build",
    subject: document.id,
  };
  await insertRelease(office, { id: document.id, wave: id, revision: 1, sha256, document }, parts, entry);
  return { ok: true, value: { release: document.id } };
}

/** Makes a built release public. Until disclosure control stands, only the demonstration's may be. */
export async function publishRelease(
  services: Pick<BuildServices, "databases" | "now" | "actor">,
  id: string,
): Promise<JobResult<{ release: string }>> {
  const { office } = services.databases;
  const wave = await getWave(office, id);
  if (wave === null) return UNKNOWN_WAVE;
  const [release] = await listReleasesOfWave(office, id);
  if (release === undefined) return refuse("release.unknown", "Build the release first.");
  if (!wave.demonstration) {
    return refuse(
      "release.not_protected",
      "Not published. This version of Soundings has no disclosure control yet: somebody could be found in the figures. Only the demonstration, which holds nobody's answers, can be published.",
    );
  }
  const at = services.now().toISOString();
  const actor = services.actor;
  await updateReleasePublished(office, release.id, at, { at, actor, event: "release.publish", subject: release.id });
  await updateWaveState(office, id, "released", { at, actor, event: "wave.released", subject: id });
  return { ok: true, value: { release: release.id } };
}

async function assemble(
  services: BuildServices,
  wave: Wave,
  questionnaire: Questionnaire,
  weighting: WeightingDeclaration,
): Promise<{ document: ReleaseDocument; parts: ReleasePart[] }> {
  const { directory } = services;
  const keys = await services.keys.read(wave.id);
  if (keys === null) throw new Error("no keys");
  const layout = createCubeLayout(questionnaire);
  const counted = (code: string): readonly AgeSexCount[] | null => {
    const population = services.population(code);
    return population === undefined ? null : adultsOf(weighting, population);
  };
  // The demonstration's days are invented; it is closed on whatever day it is loaded.
  const lastDay = wave.demonstration ? wave.closesOn : lastDayOf(wave);
  const read = createRecordKeyReader(keys.recordKeyWrapping);
  const districts: BuildDistrict[] = [];
  for (const [index, { place, scenario }] of wave.places.entries()) {
    const cubes = Object.fromEntries(await countPlace(services.databases, layout, wave.id, place, read));
    services.onCounted?.();
    districts.push({
      code: place,
      scenario,
      joinedBy: joinedBy(directory, place, lastDay),
      adults: counted(place),
      cubes,
    });
    services.onPlace?.(index + 1, wave.places.length);
  }
  const groups = groupsOfWave(directory, wave, lastDay, (code) => {
    const adults = counted(code);
    return adults === null ? null : adultsIn(adults);
  });
  const decided = decideRelease({ questionnaire, weighting, layout }, wave.streams, districts, groups);
  const writer = createPartWriter();
  const places: ReleasePlace[] = [];
  for (const built of buildRows(decided, waveNoise(wave.id, keys.noise))) {
    places.push(releasePlace(directory, built));
    await writer.add(built);
  }
  const { parts, rows, withheld } = await writer.finish();
  const document: ReleaseDocument = {
    id: `${wave.id}-r1`,
    wave: wave.id,
    revision: 1,
    title: wave.title,
    period_start: wave.opensOn,
    period_end: lastDay,
    streams: wave.streams,
    demonstration: wave.demonstration,
    questionnaire,
    places,
    method: METHOD,
    parameters: { ...DISCLOSURE_RULES, ...LADDER_RULES, population_year: POPULATION_YEAR },
    rows,
    rows_withheld: withheld,
    licence: LICENCE,
    parts: Object.fromEntries(parts.map((part) => [`${part.kind}/${part.key}`, sha256Hex(part.body)])),
  };
  return { document, parts };
}

/** The noise of a wave, by HMAC-SHA256 with its key. */
export function waveNoise(wave: string, key: Uint8Array): WaveNoise {
  const secret = createSecretKey(key);
  return createWaveNoise(wave, (message) => createHmac("sha256", secret).update(message).digest());
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
  read: ReadRecordKey,
): Promise<ReadonlyMap<Stream, Cube>> {
  const cubes = new Map<Stream, Cube>();
  let after: Uint8Array = new Uint8Array();
  for (;;) {
    const page = await listCountedColumns(databases.responses, wave, place, after, PAGE_ROWS);
    for (const [stream, rows] of byStream(page, read)) {
      const [known, counted] = [cubes.get(stream), tabulate(layout, rows)];
      cubes.set(stream, known === undefined ? counted : addCubes(layout, [known, counted]));
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE_ROWS) return cubes;
    after = last.id;
  }
}

function byStream(page: readonly CountedColumns[], read: ReadRecordKey): ReadonlyMap<Stream, CountedResponse[]> {
  const streams = new Map<Stream, CountedResponse[]>();
  for (const { id, stream, recordKey, ...columns } of page) {
    const response = { ...columns, recordKey: read(id, recordKey) };
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

function releasePlace(directory: PlaceDirectory, built: BuiltPlace): ReleasePlace {
  const place: Place | undefined = directory.by_code.get(built.code);
  if (place === undefined) throw new Error("a release of a place that is not in the directory");
  const { code, compositions } = built;
  return { code, name: { en: place.name, cy: place.name_cy ?? place.name }, kind: place.kind, compositions };
}

function sha256Hex(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
