/** Builds a release (Node only): reads the sealed responses of a wave in short pages, counts, and freezes the rows. */
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { INTERIM_RULES } from "../../core/disclosure/interim.ts";
import { districtsOf, groupsOf, type PlaceDirectory } from "../../core/place/directory.ts";
import type { Place } from "../../core/place/types.ts";
import type { Questionnaire } from "../../core/questionnaire/types.ts";
import { type BuildDistrict, buildRows, type BuiltPlace } from "../../core/release/build.ts";
import { canonicalJson } from "../../core/release/canonical.ts";
import type { CompactRow, ReleaseDocument, ReleasePlace, Stream } from "../../core/release/types.ts";
import { createTableLayout, type Table, type TableLayout, tabulate } from "../../core/tabulation/table.ts";
import type { Databases } from "../storage/database.ts";
import { getQuestionnaire } from "../storage/questionnaires.ts";
import { insertRelease, listReleasesOfWave, type ReleasePart, updateReleasePublished } from "../storage/releases.ts";
import { listResponses } from "../storage/responses.ts";
import { getWave, lastDayOf, updateWaveState, type Wave } from "../storage/waves.ts";
import { INTERIM_METHOD } from "../../core/release/interim-method.ts";
import { type JobResult, refuse, UNKNOWN_WAVE } from "./waves.ts";

/** What building works with. `onPlace` is called after each place, for progress. */
export interface BuildServices {
  readonly databases: Databases;
  readonly directory: PlaceDirectory;
  readonly now: () => Date;
  readonly actor: string;
  readonly onPlace?: (done: number, of: number) => void;
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
  const { document, parts } = await assemble(services, wave, questionnaire);
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
): Promise<{ document: ReleaseDocument; parts: ReleasePart[] }> {
  const { directory } = services;
  const layout = createTableLayout(questionnaire);
  const districts: BuildDistrict[] = [];
  for (const [index, { place, scenario }] of wave.places.entries()) {
    const tables = await tablesOf(services.databases, layout, wave.id, place);
    districts.push({ code: place, scenario, residents: residentsOf(directory, place), tables });
    services.onPlace?.(index + 1, wave.places.length);
  }
  // The demonstration's days are invented; it is closed on whatever day it is loaded.
  const lastDay = wave.demonstration ? wave.closesOn : lastDayOf(wave);
  const built = buildRows(layout, wave.streams, districts, groupsOfWave(directory, wave, lastDay));
  const parts = partsOf(built);
  const rows = built.flatMap((place) => place.rows);
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
    places: built.map((place) => releasePlace(directory, place)),
    method: INTERIM_METHOD,
    parameters: INTERIM_RULES,
    rows: rows.length,
    rows_withheld: rows.filter((row) => row[12] === "c").length,
    licence: LICENCE,
    parts: Object.fromEntries(parts.map((part) => [`${part.kind}/${part.key}`, sha256Hex(part.body)])),
  };
  return { document, parts };
}

async function tablesOf(
  databases: Databases,
  layout: TableLayout,
  wave: string,
  place: string,
): Promise<Partial<Record<Stream, Table>>> {
  const packed = new Map<Stream, string[]>();
  let after: Uint8Array = new Uint8Array();
  for (;;) {
    const page = await listResponses(databases.responses, wave, place, after, PAGE_ROWS);
    for (const { stream, answers } of page) {
      const known = packed.get(stream as Stream) ?? [];
      known.push(answers);
      packed.set(stream as Stream, known);
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE_ROWS) break;
    after = last.id;
  }
  return Object.fromEntries([...packed].map(([stream, answers]) => [stream, tabulate(layout, answers)]));
}

/** The groups that have at least one district in the wave, as they are on its last day. */
function groupsOfWave(directory: PlaceDirectory, wave: Wave, lastDay: string): Parameters<typeof buildRows>[3] {
  const codes = new Set(
    wave.places.flatMap(({ place }) => groupsOf(directory, place, lastDay).map((group) => group.code)),
  );
  return [...codes].sort().map((code) => ({
    code,
    members: districtsOf(directory, code, lastDay).map((member) => ({
      code: member.code,
      residents: member.population ?? null,
    })),
  }));
}

function residentsOf(directory: PlaceDirectory, code: string): number | null {
  return directory.by_code.get(code)?.population ?? null;
}

function releasePlace(directory: PlaceDirectory, built: BuiltPlace): ReleasePlace {
  const place: Place | undefined = directory.by_code.get(built.code);
  if (place === undefined) throw new Error("a release of a place that is not in the directory");
  const { code, compositions } = built;
  return { code, name: { en: place.name, cy: place.name_cy ?? place.name }, kind: place.kind, compositions };
}

/** One part for each place and one for each question, so that either is a single read. */
function partsOf(built: readonly BuiltPlace[]): ReleasePart[] {
  const byQuestion = new Map<string, CompactRow[]>();
  for (const row of built.flatMap((place) => place.rows)) {
    const known = byQuestion.get(row[2]) ?? [];
    known.push(row);
    byQuestion.set(row[2], known);
  }
  return [
    ...built.map((place) => part("place", place.code, place.rows)),
    ...[...byQuestion].map(([question, rows]) => part("question", question, rows)),
  ];
}

function part(kind: ReleasePart["kind"], key: string, rows: readonly CompactRow[]): ReleasePart {
  return { kind, key, rows: rows.length, body: gzipSync(canonicalJson(rows), { level: 9 }) };
}

function sha256Hex(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
