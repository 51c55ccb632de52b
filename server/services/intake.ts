/** Taking a response: the one way in, for forms, the API and imports alike. */
import { parseCode } from "../../core/code/code.ts";
import { checkAnswers } from "../../core/questionnaire/check.ts";
import { packAnswers } from "../../core/questionnaire/answers.ts";
import { checkTexts, takesTexts } from "../../core/questionnaire/texts.ts";
import type { SurveyContext, Texts } from "../../core/questionnaire/types.ts";
import { councilsOf, type PlaceDirectory } from "../../core/place/directory.ts";
import { ukDay } from "../../core/release/days.ts";
import { officialName } from "../../core/place/official-name.ts";
import type { Stream } from "../../core/release/types.ts";
import type { ProofChallenge } from "../contract/wire.ts";
import type { EdgeKeyPort, EdgeKeys } from "../keys/wave-keys.ts";
import { fromBase64Url, type RandomBytes, toBase64Url } from "../sealing/bytes.ts";
import { hmac } from "../sealing/hmac.ts";
import type { FormSealer } from "../sealing/sealed-form.ts";
import type { SealResponse } from "../sealing/sealed-response.ts";
import type { Database } from "../storage/database.ts";
import { getCodePlace, getSlotPlace, type SpoolEntry, type SpoolOutcome } from "../storage/intake.ts";
import { GRACE_DAYS, lastDayOf, type Wave } from "../storage/waves.ts";
import type { Catalogue } from "./catalogue.ts";
import {
  type ControlRefusal,
  type Controls,
  proofRefusal,
  provenBy,
  refusedByAge,
  refusedByLimit,
} from "./controls.ts";
import { NOBODY, type Sender, takeFrom, WRONG_CODE_COST } from "./limits.ts";

/** What a resident sends, after its shape was checked and nothing else. */
export interface Submission {
  readonly wave: string;
  /** 128 random bits in URL-safe base 64. */
  readonly id: string;
  readonly place: string;
  readonly answers: unknown;
  /** What was written in own words, by question; nothing where absent. */
  readonly texts?: unknown;
  readonly arm?: number;
  readonly code?: string;
  /** The sealed form that the survey began with: it says when, and is for this id alone. */
  readonly form?: string;
  /** A proof of work, where the wave asks for one. */
  readonly proof?: string;
}

/** The receipt: nothing in it is particular to one resident. */
export interface Receipt {
  readonly wave: string;
  readonly place: string;
  readonly results_on: string;
}

/** Why a submission was not taken. None of them repeats what was sent. */
export type IntakeProblem =
  | "wave.unknown"
  | "wave.closed"
  | "place.not_in_wave"
  | "code.required"
  | "code.unknown"
  | "submission.id"
  | "answers.shape"
  | "answer.unknown_question"
  | "answer.unknown_option"
  | "answer.exclusive_option"
  | "texts.shape"
  | "text.unknown_question"
  | "text.too_long"
  | "arm.unknown"
  | ControlRefusal["problem"];

/** What came of a submission; a refusal may say how many seconds to wait, or bring a challenge to solve. */
export type IntakeResult =
  | { readonly ok: true; readonly receipt: Receipt }
  | {
      readonly ok: false;
      readonly problem: IntakeProblem;
      readonly question?: string;
      readonly wait?: number;
      readonly challenge?: ProofChallenge;
    };

/** What a form that began a survey holds, sealed. `made` is the moment, in milliseconds; it is never stored. */
export interface StartedForm {
  readonly id: string;
  readonly arm: number;
  readonly made: number;
}

/** What intake works with. */
export interface IntakeServices {
  readonly catalogue: Catalogue;
  readonly keys: EdgeKeyPort;
  readonly random: RandomBytes;
  readonly seal: SealResponse;
  readonly forms: FormSealer;
  readonly database: () => Database;
  /** Commits one entry, possibly together with others. */
  readonly commit: (entry: SpoolEntry) => Promise<SpoolOutcome>;
  readonly now: () => number;
  readonly controls: Controls;
}

/** A response that passed every check, ready to be sealed. */
interface Checked {
  readonly wave: Wave;
  readonly keys: EdgeKeys;
  readonly stream: Stream;
  readonly arm: number;
  readonly answers: string;
  /** Present, if empty, wherever the questionnaire takes texts: its absence would say that nothing was written. */
  readonly texts?: Texts;
  readonly code: string | null;
  /** What is unique to the proof of work; null where none was asked for. */
  readonly proof: string | null;
}

type Refusal = Extract<IntakeResult, { ok: false }>;

const SUBMISSION_ID_BYTES = 16;
/** A day more than the grace, since forms count days in UTC and waves in the time of the United Kingdom. */
const START_FORM_DAYS = GRACE_DAYS + 1;

/** A fresh submission id. */
export function createSubmissionId(random: RandomBytes): string {
  return toBase64Url(random(SUBMISSION_ID_BYTES));
}

/** Whether a text can be a submission id. */
export function isSubmissionId(text: string): boolean {
  return text.length === 22 && fromBase64Url(text)?.length === SUBMISSION_ID_BYTES;
}

/**
 * Takes a response, once. A retry, a double click or fifty parallel posts of one id store one response and all get the
 * same receipt, whatever they carry; so does a spent code. An acknowledged response is committed.
 */
export async function acceptSubmission(
  services: IntakeServices,
  submission: Submission,
  sender: Sender = NOBODY,
): Promise<IntakeResult> {
  const wave = await services.catalogue.wave(submission.wave);
  if (wave === null || wave.state === "draft") return { ok: false, problem: "wave.unknown" };
  if (!isSubmissionId(submission.id)) return { ok: false, problem: "submission.id" };
  const checked = await checkSubmission(services, wave, submission, sender);
  let refusal: Refusal;
  if ("answers" in checked) {
    const outcome = await services.commit(await spoolEntry(services, checked, submission));
    if (outcome === "taken") return { ok: true, receipt: receiptOf(wave, submission.place) };
    const isSpent = outcome === "known" && checked.proof !== null;
    refusal = isSpent
      ? await proofRefusal(services.controls.proofs, wave.id, submission.place, "proof.wrong")
      : { ok: false, problem: "wave.closed" };
  } else {
    refusal = checked;
  }
  // A known id is answered as before, whatever else it carries: only what was not stored just now has to look it up.
  const known = await acknowledgedReceipt(services, wave.id, submission.id);
  if (known !== null) return { ok: true, receipt: known };
  return refusal;
}

/**
 * The receipt of a submission id that was stored before, or null. It names the place that was stored, and nothing that
 * a retry sends.
 */
export async function acknowledgedReceipt(
  { catalogue, keys, database }: Pick<IntakeServices, "catalogue" | "keys" | "database">,
  waveId: string,
  id: string,
): Promise<Receipt | null> {
  const wave = await catalogue.wave(waveId);
  if (wave === null || wave.state === "draft" || !isSubmissionId(id)) return null;
  const held = await keys.read(waveId);
  if (held === null) return null;
  const place = await getSlotPlace(database(), waveId, await hmac(held.spool, id));
  return place === null ? null : receiptOf(wave, place);
}

function receiptOf(wave: Wave, place: string): Receipt {
  return { wave: wave.id, place, results_on: wave.resultsOn };
}

async function checkSubmission(
  services: IntakeServices,
  wave: Wave,
  submission: Submission,
  sender: Sender,
): Promise<Checked | Refusal> {
  const { controls } = services;
  const keys = await services.keys.read(wave.id);
  const started = await startedForm(services, wave.id, submission);
  const controlled = { sender, now: services.now(), made: started?.made ?? null };
  const limited = await refusedByLimit(controls, controlled);
  if (limited !== null) return limited;
  if (keys === null || !takesResponses(wave, ukDay(new Date(services.now())), started))
    return { ok: false, problem: "wave.closed" };
  const early = refusedByAge(controls, controlled);
  if (early !== null) return early;
  const proof = await provenBy(controls, wave, submission.place, sender, submission.proof);
  if (typeof proof === "object" && proof !== null) return proof;
  const code = await checkLimitedCode(services, wave, keys, submission, sender);
  if (typeof code === "object" && code !== null) return code;
  const place = wave.places.find((one) => one.place === submission.place);
  if (place === undefined) return { ok: false, problem: "place.not_in_wave" };
  const questionnaire = await services.catalogue.questionnaire(wave.questionnaire, wave.questionnaireVersion);
  if (questionnaire === null) throw new Error("a wave without its questionnaire");
  const arm = started?.arm ?? submission.arm ?? randomArm(services.random, questionnaire.arms);
  if (!Number.isInteger(arm) || arm < 0 || arm >= questionnaire.arms) return { ok: false, problem: "arm.unknown" };
  const directory = await services.catalogue.directory();
  const context = surveyContext(directory, wave, submission.place, arm);
  if (context === null) return { ok: false, problem: "place.not_in_wave" };
  const answers = checkAnswers(questionnaire, context, submission.answers);
  if (!answers.ok) return answers;
  const packed = packAnswers(questionnaire, context, answers.answers);
  const texts = checkTexts(questionnaire, context, answers.answers, submission.texts ?? {});
  if (!texts.ok) return texts;
  const written = takesTexts(questionnaire) ? { texts: texts.texts } : {};
  return { wave, keys, stream: code === null ? "open" : "code", arm, answers: packed, ...written, code, proof };
}

/** Whether somebody may begin a wave's survey today: it is open, and its last day is not over. */
export function takesNewStarts(wave: Wave, today: string): boolean {
  return wave.state === "open" && today <= wave.closesOn;
}

/** Once a wave takes no new starts it takes, until it is sealed, what began on its last day or before (R2). */
function takesResponses(wave: Wave, today: string, started: StartedForm | null): boolean {
  if (takesNewStarts(wave, today)) return true;
  if ((wave.state !== "open" && wave.state !== "closed") || started === null) return false;
  return ukDay(new Date(started.made)) <= lastDayOf(wave);
}

/**
 * What the form of a submission says. One that is forged, too old, or made for another place or another submission is no
 * form at all: whoever sends it has no more by it than whoever sends none, and a resident whose form is too old is heard.
 */
async function startedForm(
  services: IntakeServices,
  wave: string,
  submission: Submission,
): Promise<StartedForm | null> {
  if (submission.form === undefined) return null;
  const binding = startBinding(wave, submission.place);
  const form = (await services.forms.open(binding, submission.form, START_FORM_DAYS)) as StartedForm | null;
  return form?.id === submission.id && Number.isFinite(form.made) ? form : null;
}

/** What the form that begins a survey is bound to. */
export function startBinding(wave: string, place: string): string {
  return `start\n${wave}\n${place}`;
}

/** Checks the code within the limit of wrong ones, which whoever tries codes out soon reaches. */
async function checkLimitedCode(
  services: IntakeServices,
  wave: Wave,
  keys: EdgeKeys,
  submission: Submission,
  sender: Sender,
): Promise<string | null | Refusal> {
  const { limiter } = services.controls;
  const given = submission.code !== undefined && submission.code !== "";
  const wait = given ? await takeFrom(limiter, "code", sender) : 0;
  if (wait > 0) return { ok: false, problem: "request.too_many", wait };
  const code = await checkCode(services, wave, keys, submission);
  const isWrong = typeof code === "object" && code?.problem === "code.unknown";
  if (isWrong && sender.network !== null) await limiter.charge("code", sender.network, WRONG_CODE_COST - 1);
  return code;
}

/** The code, null where none is used and none is needed, or why it is refused. */
async function checkCode(
  services: IntakeServices,
  wave: Wave,
  keys: EdgeKeys,
  submission: Submission,
): Promise<string | null | Refusal> {
  if (submission.code === undefined || submission.code === "") {
    const open = wave.streams.some(({ stream }) => stream === "open");
    return open ? null : { ok: false, problem: "code.required" };
  }
  // Mistyped, of another wave, of another place: the answer is the same, since it says who was sent a code.
  const code = parseCode(submission.code);
  if (code === null) return { ok: false, problem: "code.unknown" };
  const place = await getCodePlace(services.database(), wave.id, await hmac(keys.code, code));
  return place === submission.place ? code : { ok: false, problem: "code.unknown" };
}

async function spoolEntry(services: IntakeServices, checked: Checked, submission: Submission): Promise<SpoolEntry> {
  const { wave, keys, stream, arm, answers, texts, code, proof } = checked;
  const written = texts === undefined ? {} : { texts };
  const content = { id: services.random(SUBMISSION_ID_BYTES), stream, base_weight_class: 0, arm, answers, ...written };
  const entry = {
    wave: wave.id,
    slot: await hmac(keys.spool, submission.id),
    place: submission.place,
    sealed: await services.seal(wave.publicKey, wave.id, submission.place, content),
  };
  return {
    ...entry,
    ...(code === null ? {} : { nullifier: await hmac(keys.nullifier, code) }),
    ...(proof === null ? {} : { proof: await hmac(keys.nullifier, `proof\n${proof}`) }),
  };
}

/** What a questionnaire needs to know of a resident's place; null where the wave is not in the field there. */
export function surveyContext(
  directory: PlaceDirectory,
  wave: Wave,
  place: string,
  arm: number,
  language: "en" | "cy" = "en",
): SurveyContext | null {
  const entry = wave.places.find((one) => one.place === place);
  const councils = councilsOf(directory, place);
  if (entry === undefined || councils === undefined) return null;
  const { district, county } = councils;
  return {
    scenario: entry.scenario,
    ...{ place, wave: wave.id },
    arm,
    district_name: officialName(district, language),
    ...(county === undefined ? {} : { county_name: officialName(county, language) }),
  };
}

/** An arm drawn at random, independent of the id, with no counter that balances (R23). */
export function randomArm(random: RandomBytes, arms: number): number {
  const most = Math.floor(256 / arms) * arms;
  for (;;) {
    const [byte] = random(1);
    if (byte !== undefined && byte < most) return byte % arms;
  }
}
