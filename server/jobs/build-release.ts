/** Builds a release (Node only): reads the sealed responses of a wave in short pages, counts, and freezes the rows. */
import { createHash, createHmac, createSecretKey } from "node:crypto";
import { createReleaseReader, type ReleaseReader } from "../../core/attack/attacked-release.ts";
import { runAttacks } from "../../core/attack/run.ts";
import { attackSchema } from "../../core/attack/schema.ts";
import type { Truth } from "../../core/attack/types.ts";
import { createWaveNoise, type WaveNoise } from "../../core/disclosure/protect.ts";
import { DISCLOSURE_RULES } from "../../core/disclosure/rules.ts";
import { isDistrict, type PlaceDirectory } from "../../core/place/directory.ts";
import type { Place } from "../../core/place/types.ts";
import type { Text } from "../../core/questionnaire/types.ts";
import { auditRecord, type AuditRecord } from "../../core/release/audit-record.ts";
import {
  type BuildDistrict,
  buildRows,
  type BuiltPlace,
  decideRelease,
  type ReleasePlan,
} from "../../core/release/build.ts";
import { canonicalJson } from "../../core/release/canonical.ts";
import { createQualityReader } from "../../core/release/quality.ts";
import { METHOD, POPULATION_YEAR } from "../../core/release/method.ts";
import { truthOf } from "../../core/release/truth.ts";
import { mediaTypeOf } from "../../core/release/files/place-files.ts";
import type { CompactRow, ReleaseDocument, ReleasePlace, Stream } from "../../core/release/types.ts";
import { LADDER_RULES } from "../../core/weighting/ladder.ts";
import { countCodesIssued } from "../storage/code-batches.ts";
import { questionnaireOf } from "../storage/questionnaires.ts";
import { ATTRIBUTIONS } from "../reference/attributions.ts";
import { insertReleaseFile, type StoredFile } from "../storage/release-files.ts";
import { insertRelease, listReleasesOfWave, type Release, type ReleasePart, rowsOf } from "../storage/releases.ts";
import { getWave, type Wave } from "../storage/waves.ts";
import { type CountServices, countWave, periodEnd } from "./count-wave.ts";
import type { WaveKeyPort } from "../keys/wave-keys.ts";
import type { CubeEntry, CubeStore } from "./release-cubes.ts";
import { makeReleaseFiles } from "./make-files.ts";
import { createPartWriter } from "./release-parts.ts";
import { changedBlocks, compareWithEarlier, editionRefusal, shownEarlierIn } from "./revise-release.ts";
import { listThemeBands } from "./texts.ts";
import { type JobResult, refuse, UNKNOWN_WAVE } from "./waves.ts";

/** What building works with. */
export interface BuildServices extends CountServices {
  readonly keys: Pick<WaveKeyPort, "read">;
  readonly cubes: CubeStore;
  readonly now: () => Date;
  readonly actor: string;
  /** Called when it is decided what is shown, the audit of group rows included, for whoever measures. */
  readonly onDecided?: () => void;
  /** Called when everything is built and the attacks begin, for progress. */
  readonly onAttacks?: () => void;
  /** Given the release with the truth behind it, for whoever keeps them to attack it again. */
  readonly onBuilt?: (document: ReleaseDocument, parts: readonly ReleasePart[], truth: Truth) => Promise<void>;
}

/** So many make the rate of success known to within three points. */
const VICTIMS = 1000;
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
  const questionnaire = await questionnaireOf(office, wave);
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
  const comparison = await compareWithEarlier(services.cubes, id, counted, earlier);
  if (!comparison.ok) return comparison;
  const { plan, districts, groups } = counted;
  const shownEarlier = await shownEarlierIn(services.databases, earlier);
  const decided = decideRelease(plan, wave.streams, districts, groups, shownEarlier);
  services.onDecided?.();
  const blocksRefusal = changedBlocks(decided, earlier);
  if (blocksRefusal !== null) return blocksRefusal;
  const reader = createReleaseReader(attackSchema(questionnaire, plan.layout));
  const { document, parts, files } = await assembleWithFiles(
    await assemble(services, wave, decided, keys.noise, reader, {
      revision: earlier.length + 1,
      correction,
      themes: await releaseThemes(services, wave, decided, earlier),
    }),
    earlier,
  );
  services.onAttacks?.();
  const truth = truthOf(decided);
  const audit = auditRecord(
    decided.decisions,
    runAttacks(reader.release(), truth, {
      ...{ coalitions: "judged", victims: VICTIMS },
      earlier: comparison.value,
    }),
  );
  await services.onBuilt?.(document, parts, truth);
  const sha256 = sha256Hex(canonicalJson(document));
  await services.cubes.writeDraft(id, document.revision, sha256, cubeEntries(counted.districts));
  const entry = {
    at: services.now().toISOString(),
    actor: services.actor,
    event: "release.build",
    subject: document.id,
  };
  const fresh = { id: document.id, wave: id, revision: document.revision, sha256, document, audit };
  for (const file of files) await insertReleaseFile(office, { release: document.id, edition: sha256 }, file);
  await insertRelease(office, fresh, parts, entry);
  return { ok: true, value: { release: document.id, audit } };
}

/**
 * Themes of places that are shown by themselves, in a wave of one stream: a text does not say how it came (R8, R28). A
 * revision has those of the edition before, since a text more or less could move a band.
 */
async function releaseThemes(
  services: BuildServices,
  wave: Wave,
  { decisions }: ReleasePlan,
  earlier: readonly Release[],
): Promise<ReleaseDocument["themes"]> {
  const last = earlier.at(-1);
  if (last !== undefined) return last.document.themes ?? [];
  const [only] = decisions;
  const themes = await listThemeBands(services, wave.id);
  if (only === undefined || decisions.length > 1 || !themes.ok) return [];
  const shown = new Set(only.blocks.map(({ code }) => code));
  return themes.value.filter(({ place }) => shown.has(place));
}

function* cubeEntries(districts: readonly BuildDistrict[]): Generator<CubeEntry> {
  for (const { code, cubes } of districts) {
    for (const [stream, cube] of Object.entries(cubes)) yield { place: code, stream: stream as Stream, cube };
  }
}

async function assemble(
  { databases, directory }: BuildServices,
  wave: Wave,
  decided: ReleasePlan,
  noiseKey: Uint8Array,
  reader: ReleaseReader,
  { revision, correction, themes }: { revision: number; correction: Text | null; themes: ReleaseDocument["themes"] },
): Promise<{ document: ReleaseDocument; parts: ReleasePart[] }> {
  const writer = createPartWriter();
  const places: ReleasePlace[] = [];
  const quality = createQualityReader(wave.streams, await countCodesIssued(databases.office, wave.id));
  for (const built of buildRows(decided, waveNoise(wave.id, noiseKey))) {
    const place = releasePlace(directory, built);
    places.push(place);
    quality.add({ ...built, district: isDistrict(place.kind as Place["kind"]) });
    reader.addPlace(built.code, built.rows);
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
    ...(themes && { themes }),
    quality: quality.report(),
    parts: Object.fromEntries(parts.map((part) => [`${part.kind}/${part.key}`, sha256Hex(part.body)])),
  };
  return { document, parts };
}

/** The same with its files, which the document names with their checksums. */
async function assembleWithFiles(
  { document, parts }: { document: ReleaseDocument; parts: readonly ReleasePart[] },
  earlier: readonly Release[],
): Promise<{ document: ReleaseDocument; parts: readonly ReleasePart[]; files: readonly StoredFile[] }> {
  const revisions = [...earlier.map((release) => release.document), document].map(({ id, revision, correction }) => ({
    ...{ release: id, revision, reason: correction ?? null },
  }));
  const attributions = ATTRIBUTIONS.map(({ text }) => text);
  const files = await makeReleaseFiles(document, placesOf(parts), { revisions, attributions });
  const listed = files.map(({ name, bytes, sha256 }) => ({ name, media_type: mediaTypeOf(name), bytes, sha256 }));
  return { document: { ...document, files: listed }, parts, files };
}

/** The rows of each place, in the order of the release. */
async function* placesOf(parts: readonly ReleasePart[]): AsyncGenerator<readonly CompactRow[]> {
  for (const part of parts) if (part.kind === "place") yield await rowsOf(part);
}

/** The noise of a wave, by HMAC-SHA256 with its key. */
export function waveNoise(wave: string, key: Uint8Array): WaveNoise {
  const secret = createSecretKey(key);
  return createWaveNoise(wave, (message) => createHmac("sha256", secret).update(message).digest());
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
