/** Builds a release (Node only): reads the sealed responses of a wave in short pages, counts, and freezes the rows. */
import { createHash, createHmac, createSecretKey } from "node:crypto";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { ShownEarlier } from "../../core/disclosure/decide.ts";
import { createWaveNoise, type WaveNoise } from "../../core/disclosure/protect.ts";
import { DISCLOSURE_RULES } from "../../core/disclosure/rules.ts";
import { districtsOf, groupsOf, type PlaceDirectory } from "../../core/place/directory.ts";
import type { Place } from "../../core/place/types.ts";
import type { Questionnaire, Text, WeightingDeclaration } from "../../core/questionnaire/types.ts";
import { auditRecord, type AuditRecord } from "../../core/release/audit-record.ts";
import {
  type BuildDistrict,
  type BuildGroup,
  type BuildPlan,
  buildRows,
  type BuiltPlace,
  decideRelease,
  type ReleasePlan,
} from "../../core/release/build.ts";
import { canonicalJson } from "../../core/release/canonical.ts";
import { METHOD, POPULATION_YEAR } from "../../core/release/method.ts";
import { compareEditions, type ReleaseCubes } from "../../core/release/revision.ts";
import type { CompactRow, ReleaseDocument, ReleasePlace, Stream } from "../../core/release/types.ts";
import { addCubes, type CountedResponse, type Cube, tabulate } from "../../core/tabulation/cube.ts";
import { createCubeLayout, type CubeLayout } from "../../core/tabulation/layout.ts";
import type { AgeSexCount } from "../../core/weighting/age-sex.ts";
import { LADDER_RULES } from "../../core/weighting/ladder.ts";
import { adultsIn, adultsOf } from "../../core/weighting/weigh-cube.ts";
import type { WaveKeyPort } from "../keys/wave-keys.ts";
import type { PopulationByAge } from "../reference/population.ts";
import type { Databases } from "../storage/database.ts";
import { getQuestionnaire } from "../storage/questionnaires.ts";
import {
  getReleasePart,
  insertRelease,
  listReleasesOfWave,
  type Release,
  type ReleasePart,
} from "../storage/releases.ts";
import { type CountedColumns, listCountedColumns } from "../storage/responses.ts";
import { getWave, lastDayOf, type Wave } from "../storage/waves.ts";
import { createRecordReader, type ReadRecordNumbers } from "./record-keys.ts";
import type { CubeEntry, CubeStore } from "./release-cubes.ts";
import { createPartWriter } from "./release-parts.ts";
import { type JobResult, refuse, UNKNOWN_WAVE } from "./waves.ts";

/**
 * What building works with. `onPlace` is called after each place, for progress; `onCounted` when its responses have been
 * counted, for whoever measures what comes after.
 */
export interface BuildServices {
  readonly databases: Databases;
  readonly keys: Pick<WaveKeyPort, "read">;
  readonly cubes: CubeStore;
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

/** What came of building: the release, and whether it stood up to the attacks. */
export interface BuiltRelease {
  readonly release: string;
  readonly audit: AuditRecord;
}

/**
 * Builds the release of a sealed wave, or with `correction`, the reason for it, a revision of one that was approved (R6).
 * A draft is built anew. Built twice from the same responses it is the same, byte for byte.
 */
export async function buildRelease(
  services: BuildServices,
  id: string,
  correction: Text | null = null,
): Promise<JobResult<BuiltRelease>> {
  const { office } = services.databases;
  const wave = await getWave(office, id);
  if (wave === null) return UNKNOWN_WAVE;
  if (wave.state !== "sealed" && wave.state !== "released") {
    return refuse("wave.not_sealed", "Only a sealed wave is released: close it, then seal it.");
  }
  const earlier = (await listReleasesOfWave(office, id)).filter(({ state }) => state !== "draft");
  const refused = editionRefusal(earlier, correction);
  if (refused !== null) return refused;
  const questionnaire = await getQuestionnaire(office, wave.questionnaire, wave.questionnaireVersion);
  if (questionnaire === null) throw new Error("a wave without its questionnaire");
  if (questionnaire.weighting === undefined) {
    return refuse(
      "questionnaire.no_weighting",
      "The wave's questionnaire does not say which of its questions are age and sex, so its answers cannot be weighted.",
    );
  }
  const keys = await services.keys.read(id);
  if (keys === null) {
    return refuse(
      "wave.no_keys",
      "This machine does not hold the wave's keys, or its time for corrections is over and they are destroyed.",
    );
  }
  const counted = await countWave(services, wave, questionnaire, questionnaire.weighting, keys.recordKeyWrapping);
  const comparison = await compareWithEarlier(services, wave, counted, earlier);
  if (comparison !== null) return comparison;
  const decided = await decide(services, wave, counted, earlier);
  const blocksRefusal = changedBlocks(decided, earlier);
  if (blocksRefusal !== null) return blocksRefusal;
  const { document, parts } = await assemble(services, wave, decided, keys.noise, {
    revision: earlier.length + 1,
    correction,
  });
  const audit = auditRecord(decided.decisions, []);
  await services.cubes.writeDraft(id, cubeEntries(counted.districts));
  const sha256 = sha256Hex(canonicalJson(document));
  const entry = {
    at: services.now().toISOString(),
    actor: services.actor,
    event: "release.build",
    subject: document.id,
  };
  const fresh = { id: document.id, wave: id, revision: document.revision, sha256, document, audit };
  await insertRelease(office, fresh, parts, entry);
  return { ok: true, value: { release: document.id, audit } };
}

function editionRefusal(earlier: readonly Release[], correction: Text | null): JobResult<never> | null {
  if (earlier.length > 0 && correction === null) {
    return refuse(
      "release.exists",
      "The wave has its release. A release never changes; a correction is a new revision, with its reason in --correction.",
    );
  }
  if (earlier.length === 0 && correction !== null) {
    return refuse("release.nothing_to_correct", "Nothing of the wave was released yet: build it without --correction.");
  }
  return null;
}

/** A wave counted: everything that rows are made of. */
interface CountedWave {
  readonly plan: BuildPlan;
  readonly districts: readonly BuildDistrict[];
  readonly groups: readonly BuildGroup[];
}

async function countWave(
  services: BuildServices,
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

/** The demonstration's days are invented; it is closed on whatever day it is loaded. */
function periodEnd(wave: Wave): string {
  return wave.demonstration ? wave.closesOn : lastDayOf(wave);
}

/** Refuses a revision in which nobody changed, or so few that the two editions would tell their answers (R6). */
async function compareWithEarlier(
  { cubes }: BuildServices,
  wave: Wave,
  { plan, districts }: CountedWave,
  earlier: readonly Release[],
): Promise<JobResult<never> | null> {
  if (earlier.length === 0) return null;
  const before = await cubes.read(wave.id);
  if (before === null) {
    return refuse("release.no_cubes", "The counts of the edition before are not in DATA_DIR/cubes of this machine.");
  }
  const after: ReleaseCubes = new Map(
    districts.map(({ code, cubes: own }) => [code, new Map(Object.entries(own) as [Stream, Cube][])]),
  );
  const verdict = compareEditions(plan.layout, before, after);
  if (verdict.kind === "allowed") return null;
  if (verdict.kind === "unchanged") {
    return refuse("release.unchanged", "Nothing has changed since the edition before: a revision would be the same.");
  }
  return refuse(
    `release.${verdict.kind}`,
    `No revision: too little has changed in ${verdict.place}. With fewer than ten people changed in any group, the two editions side by side would tell their answers. An erasure by itself never makes a revision.`,
  );
}

/** Decides what is shown; what an earlier edition showed of groups stays known. */
async function decide(
  { databases }: BuildServices,
  wave: Wave,
  { plan, districts, groups }: CountedWave,
  earlier: readonly Release[],
): Promise<ReleasePlan> {
  const shown = new Set<string>();
  for (const { id, document } of earlier) {
    for (const { code } of document.places) {
      const part = await getReleasePart(databases.office, id, "place", code);
      const rows =
        part === null ? [] : (JSON.parse((await unzip(part.body)).toString("utf8")) as readonly CompactRow[]);
      for (const [place, stream, question, , by, group, , , , , , , status] of rows) {
        if (status !== "c" && by !== "all") shown.add([stream, place, question, by, group].join(" "));
      }
    }
  }
  const earlierIn =
    (stream: Stream): ShownEarlier =>
    (place, question, by, band) =>
      shown.has([stream, place, question, by, band].join(" "));
  return decideRelease(plan, wave.streams, districts, groups, earlierIn);
}

const unzip = promisify(gunzip);

/** A revision keeps the blocks: otherwise a withheld district could be had as the difference of two editions. */
function changedBlocks({ decisions }: ReleasePlan, earlier: readonly Release[]): JobResult<never> | null {
  const last = earlier.at(-1);
  if (last === undefined) return null;
  const same = auditRecord(decisions, []).streams.every(({ stream, blocks }) => {
    const before = last.audit.streams.find((one) => one.stream === stream);
    return before !== undefined && before.blocks.join() === blocks.join();
  });
  if (same) return null;
  return refuse(
    "release.blocks_changed",
    "No revision: other places than in the edition before would be shown or withheld, and the two editions side by side would tell of those withheld.",
  );
}

function* cubeEntries(districts: readonly BuildDistrict[]): Generator<CubeEntry> {
  for (const { code, cubes } of districts) {
    for (const [stream, cube] of Object.entries(cubes)) yield { place: code, stream: stream as Stream, cube };
  }
}

async function assemble(
  { directory }: BuildServices,
  wave: Wave,
  decided: ReleasePlan,
  noiseKey: Uint8Array,
  { revision, correction }: { readonly revision: number; readonly correction: Text | null },
): Promise<{ document: ReleaseDocument; parts: ReleasePart[] }> {
  const writer = createPartWriter();
  const places: ReleasePlace[] = [];
  for (const built of buildRows(decided, waveNoise(wave.id, noiseKey))) {
    places.push(releasePlace(directory, built));
    await writer.add(built);
  }
  const { parts, rows, withheld } = await writer.finish();
  const document: ReleaseDocument = {
    id: `${wave.id}-r${revision}`,
    wave: wave.id,
    revision,
    ...(correction && { correction }),
    title: wave.title,
    period_start: wave.opensOn,
    period_end: periodEnd(wave),
    streams: wave.streams,
    demonstration: wave.demonstration,
    questionnaire: decided.plan.questionnaire,
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
  read: ReadRecordNumbers,
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

function releasePlace(directory: PlaceDirectory, built: BuiltPlace): ReleasePlace {
  const place: Place | undefined = directory.by_code.get(built.code);
  if (place === undefined) throw new Error("a release of a place that is not in the directory");
  const { code, compositions } = built;
  return { code, name: { en: place.name, cy: place.name_cy ?? place.name }, kind: place.kind, compositions };
}

function sha256Hex(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
