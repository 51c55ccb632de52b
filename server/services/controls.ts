/**
 * What a submission must pass besides being one: the limits of its network, a form that is not too young, and a proof of
 * work where the wave asks for one. Each refusal says what to do, keeps nothing, and can be put right.
 */
import type { ProofChallenge } from "../contract/wire.ts";
import { type RateLimiter, type Sender, takeFrom } from "./limits.ts";
import type { Proofs } from "./proofs.ts";

/**
 * Youngest age of a form. Whoever leaves every question empty still presses twenty buttons, and a questionnaire is made
 * for minutes: nobody needs less, and a program has to keep each form so long.
 */
export const FORM_AGE_MIN_MS = 3000;

/** The parts that the controls are made of. */
export interface Controls {
  readonly limiter: RateLimiter;
  readonly proofs: Proofs;
  /** The youngest age of a form, in milliseconds. */
  readonly formAgeMin: number;
}

/** Why a control does not let a submission through, and what goes with it. */
export type ControlRefusal =
  | { readonly ok: false; readonly problem: "request.too_many" | "form.too_young"; readonly wait: number }
  | { readonly ok: false; readonly problem: "proof.required" | "proof.wrong"; readonly challenge: ProofChallenge };

/** What the controls look at. `made` is the moment of the form it began with; null where it has none of ours. */
export interface Controlled {
  readonly sender: Sender;
  readonly now: number;
  readonly made: number | null;
}

/** Counts a submission: one without a form of ours against a stricter limit. */
export async function refusedByLimit(
  { limiter }: Pick<Controls, "limiter">,
  { sender, made }: Controlled,
): Promise<ControlRefusal | null> {
  const wait = await takeFrom(limiter, made === null ? "unsigned" : "response", sender);
  return wait === 0 ? null : { ok: false, problem: "request.too_many", wait };
}

/** Refuses, for a moment, a form that is younger than anybody can be through with it. */
export function refusedByAge(
  { formAgeMin }: Pick<Controls, "formAgeMin">,
  { made, now }: Controlled,
): ControlRefusal | null {
  const missing = made === null ? 0 : made + formAgeMin - now;
  // A clock that runs behind another machine's keeps nobody waiting for longer than the age itself.
  return missing <= 0
    ? null
    : { ok: false, problem: "form.too_young", wait: Math.ceil(Math.min(missing, formAgeMin) / 1000) };
}

/** What is unique to a proof that was given and is right; null where none is asked for; or why it is refused. */
export async function provenBy(
  { proofs }: Pick<Controls, "proofs">,
  wave: { readonly id: string; readonly proof: boolean },
  place: string,
  { way }: Sender,
  proof: string | undefined,
): Promise<string | null | ControlRefusal> {
  // Pages without JavaScript cannot compute.
  if (!wave.proof || way === "page") return null;
  if (proof === undefined) return proofRefusal(proofs, wave.id, place, "proof.required");
  return (await proofs.check(wave.id, place, proof)) ?? proofRefusal(proofs, wave.id, place, "proof.wrong");
}

/** A refusal with a fresh challenge, so that the browser can go on by itself. */
export async function proofRefusal(
  proofs: Proofs,
  wave: string,
  place: string,
  problem: "proof.required" | "proof.wrong",
): Promise<ControlRefusal> {
  return { ok: false, problem, challenge: await proofs.challenge(wave, place) };
}
