/** The life of a wave before its seal: made, opened, closed. Each step says why it refuses. */
import { WELSH_EDITION } from "../contract/edition.ts";
import { languagesOffered } from "../../core/questionnaire/languages.ts";
import type { Language, Scenario, Text } from "../../core/questionnaire/types.ts";
import { isDistrict, type PlaceDirectory, scenarioOf } from "../../core/place/directory.ts";
import type { WaveStream } from "../../core/release/types.ts";
import { createWaveKeys, type WaveKeyPort } from "../keys/wave-keys.ts";
import type { RandomBytes } from "../sealing/bytes.ts";
import type { Databases } from "../storage/database.ts";
import { openGate } from "../storage/intake.ts";
import { getQuestionnaire, listReviews } from "../storage/questionnaires.ts";
import { getWelshReview } from "../storage/welsh-review.ts";
import { getWave, insertWave, updateWaveState } from "../storage/waves.ts";
import { isDay, isWeekday, ukDay } from "../../core/release/days.ts";

/** What these jobs work with. */
export interface WaveServices {
  readonly databases: Databases;
  readonly keys: WaveKeyPort;
  readonly random: RandomBytes;
  readonly now: () => Date;
  readonly actor: string;
}

/** A wave as somebody asks for it. */
export interface WaveRequest {
  readonly id: string;
  readonly title: Text;
  readonly questionnaire: string;
  readonly version?: number;
  /** District codes, each with the scenario asked there; the usual one for its tier where none is named. */
  readonly places: readonly { readonly place: string; readonly scenario?: Scenario }[];
  readonly opensOn: string;
  readonly closesOn: string;
  readonly resultsOn: string;
  readonly streams: readonly WaveStream[];
  readonly languages: readonly Language[];
  readonly demonstration?: boolean;
  /** Whether browsers with JavaScript must send a proof of work. */
  readonly proof?: boolean;
}

/** Done, or a sentence that says what is wrong and what to do. */
export type JobResult<Value = undefined> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: string; readonly detail: string };

/** A wave that does not exist. */
export const UNKNOWN_WAVE = refuse("wave.unknown", "There is no wave with that id. `wave list` shows them all.");

/** Makes a wave in state `draft`, with its keys. From here on its questionnaire version never changes. */
export async function createWave(
  services: WaveServices,
  directory: PlaceDirectory,
  request: WaveRequest,
): Promise<JobResult> {
  const { office } = services.databases;
  const problem = dateProblem(request) ?? placeProblem(directory, request) ?? idProblem(request.id);
  if (problem !== null) return problem;
  if ((await getWave(office, request.id)) !== null) return refuse("wave.exists", "A wave with that id exists already.");
  const questionnaire = await getQuestionnaire(office, request.questionnaire, request.version);
  if (questionnaire === null) return refuse("questionnaire.unknown", "There is no such questionnaire version.");
  const reviews = await listReviews(office, questionnaire.id, questionnaire.version);
  const demonstration = request.demonstration === true;
  const pagesReviewed = (await getWelshReview(office))?.edition === WELSH_EDITION;
  const offered = languagesOffered(reviews, request.languages, { demonstration, pagesReviewed }).map(
    ({ language }) => language,
  );
  if (request.languages.some((language) => !offered.includes(language))) {
    const ofQuestions = `questionnaires review ${questionnaire.id} ${questionnaire.version} --language cy --reviewer NAME`;
    const how = pagesReviewed ? ofQuestions : `${ofQuestions}, and pages review --language cy --reviewer NAME`;
    return refuse(
      "language.unreviewed",
      `No named person has reviewed the Welsh of this version, so no wave may offer it. When somebody has: ${how}`,
    );
  }
  const publicKey = await keepKeys(services.keys, request.id);
  const { id, title, opensOn, closesOn, resultsOn, streams } = request;
  const places = request.places.map(({ place, scenario }) => ({
    place,
    scenario: scenario ?? scenarioOf(directory, place) ?? "A",
  }));
  await insertWave(
    office,
    {
      ...{ id, title, opensOn, closesOn, resultsOn, streams, publicKey, places, demonstration },
      questionnaire: questionnaire.id,
      questionnaireVersion: questionnaire.version,
      state: "draft",
      closedOn: null,
      languages: offered,
      proof: request.proof === true,
    },
    auditEntry(services, "wave.create", id),
  );
  return done(undefined);
}

/** Keeps fresh keys for a wave that is not stored yet, or takes up those of a call that was stopped before storing it. */
async function keepKeys(port: WaveKeyPort, id: string): Promise<JsonWebKey> {
  const left = (await port.read(id))?.collection?.intakePrivate;
  if (left !== undefined) {
    const { d: _private, key_ops: _uses, ...publicKey } = left;
    return publicKey;
  }
  const { keys, publicKey } = await createWaveKeys();
  await port.create(id, keys);
  return publicKey;
}

/** Opens a wave: from now on it takes responses. One that opens early has its first day moved to today. */
export async function openWave(services: WaveServices, id: string): Promise<JobResult> {
  const wave = await getWave(services.databases.office, id);
  if (wave === null) return UNKNOWN_WAVE;
  if (wave.state !== "draft" && wave.state !== "open") {
    return refuse("wave.closed", "The wave has been closed, and a closed wave does not open again.");
  }
  const keys = await services.keys.read(id);
  if (keys?.collection === undefined) return refuse("wave.no_keys", "This machine does not hold the wave's keys.");
  await openGate(services.databases.intake, id);
  const today = ukDay(services.now());
  // The demonstration's days are invented.
  const days = !wave.demonstration && today < wave.opensOn ? { opensOn: today } : {};
  await updateWaveState(services.databases.office, id, "open", auditEntry(services, "wave.open", id), days);
  return done(undefined);
}

/** Closes a wave to new starts. Forms that were begun before are taken until it is sealed. */
export async function closeWave(services: WaveServices, id: string): Promise<JobResult> {
  const wave = await getWave(services.databases.office, id);
  if (wave === null) return UNKNOWN_WAVE;
  if (wave.state === "draft") return refuse("wave.not_open", "The wave has not been opened.");
  if (wave.state !== "open") return done(undefined);
  const closedOn = ukDay(services.now());
  await updateWaveState(services.databases.office, id, "closed", auditEntry(services, "wave.close", id), { closedOn });
  return done(undefined);
}

function idProblem(id: string): JobResult<never> | null {
  if (/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(id)) return null;
  return refuse("wave.id", "A wave id has 1 to 40 lower-case letters, digits and hyphens, e.g. sheffield-2027.");
}

function dateProblem(request: WaveRequest): JobResult<never> | null {
  const { opensOn, closesOn, resultsOn } = request;
  for (const day of [opensOn, closesOn, resultsOn]) {
    if (!isDay(day)) return refuse("wave.date", "A date is a day like 2027-06-14 that exists.");
  }
  if (opensOn > closesOn) return refuse("wave.date", "A wave cannot close before it opens.");
  if (resultsOn < closesOn) return refuse("wave.date", "Results cannot come before the wave closes.");
  // Announced beforehand, at half past nine on a weekday: Code of Practice for Statistics, T3.6.
  if (request.demonstration !== true && !isWeekday(resultsOn)) {
    return refuse("wave.date", "Results come out on a day from Monday to Friday.");
  }
  return null;
}

function placeProblem(directory: PlaceDirectory, request: WaveRequest): JobResult<never> | null {
  if (request.places.length === 0) return refuse("wave.places", "A wave needs at least one place.");
  const seen = new Set<string>();
  for (const { place, scenario } of request.places) {
    const known = directory.by_code.get(place);
    if (known === undefined || !isDistrict(known.kind) || known.status !== "current") {
      return refuse(
        "wave.places",
        `${place} is not a current lower-tier or single-tier council. \`places find\` helps.`,
      );
    }
    if (seen.has(place)) return refuse("wave.places", `${place} is named twice.`);
    seen.add(place);
    const twoTier = scenarioOf(directory, place) === "C";
    if (scenario !== undefined && twoTier !== (scenario !== "A")) {
      return refuse("wave.scenario", `Scenario ${scenario} does not fit ${place}: A is for single-tier councils only.`);
    }
    if ((known.invented === true) !== (request.demonstration === true)) {
      return refuse("wave.invented", "Invented places belong to the demonstration, real ones never do.");
    }
  }
  return null;
}

/** Who does what to which thing now, for the audit. */
export function auditEntry(
  services: Pick<WaveServices, "now" | "actor">,
  event: string,
  subject: string,
  detail = "",
): {
  at: string;
  actor: string;
  event: string;
  subject: string;
  detail: string;
} {
  return { at: services.now().toISOString(), actor: services.actor, event, subject, detail };
}

/** A job that says no: its code, and a sentence that says what is wrong and what to do. */
export function refuse(code: string, detail: string): { ok: false; code: string; detail: string } {
  return { ok: false, code, detail };
}

/** A job that was done, with what it comes to. */
export function done<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}
