/** What the survey's pages know of a resident: the wave and place they are in, and what travels sealed in their form. */
import type { PageFrame } from "../../../client/components/Layout.tsx";
import type { PlaceDirectory } from "../../../core/place/directory.ts";
import type { Place } from "../../../core/place/types.ts";
import { NOTHING_YET, type Progress } from "../../../core/questionnaire/steps.ts";
import type { Language, Questionnaire, SurveyContext } from "../../../core/questionnaire/types.ts";
import { ukDay } from "../../../core/release/days.ts";
import {
  createSubmissionId,
  isSubmissionId,
  randomArm,
  startBinding,
  surveyContext,
  takesNewStarts,
} from "../../services/intake.ts";
import type { Services } from "../../services/types.ts";
import type { Wave } from "../../storage/waves.ts";

/** What travels sealed in a form without JavaScript: everything that is known, and nothing else anywhere. */
export interface FormState {
  readonly id: string;
  readonly arm: number;
  /** When the survey began, in milliseconds. */
  readonly made: number;
  readonly code: string;
  readonly progress: Progress;
}

/** A wave in one of its places, ready to be asked. */
export interface Asked {
  readonly wave: Wave;
  readonly place: Place;
  readonly questionnaire: Questionnaire;
  readonly directory: PlaceDirectory;
}

/** The state of somebody who begins. */
export function newState(services: Services, { questionnaire }: Pick<Asked, "questionnaire">): FormState {
  return {
    id: createSubmissionId(services.random),
    arm: randomArm(services.random, questionnaire.arms),
    made: services.now().getTime(),
    code: "",
    progress: NOTHING_YET,
  };
}

/** A state as a form carries it. */
export function sealState(services: Services, asked: Asked, state: FormState): Promise<string> {
  return services.forms.seal(stateBinding(asked.wave.id, asked.place.code), state);
}

/** The state in a form; a form posted without one (by curl) begins here; null for a bad one. */
export async function openState(services: Services, asked: Asked, sealed: unknown): Promise<FormState | null> {
  if (sealed === undefined) return newState(services, asked);
  if (typeof sealed !== "string") return null;
  const state = (await services.forms.open(stateBinding(asked.wave.id, asked.place.code), sealed)) as FormState | null;
  return state !== null && isSubmissionId(state.id) ? state : null;
}

/** The proof of when and as what a survey began, which goes with its answers. */
export function sealStart(services: Services, { wave, place }: Asked, state: FormState): Promise<string> {
  const { id, arm, made } = state;
  return services.forms.seal(startBinding(wave.id, place.code), { id, arm, made });
}

/** What the sealed state of a form is bound to. */
export function stateBinding(wave: string, place: string): string {
  return `state\n${wave}\n${place}`;
}

/** What the questionnaire needs to know of this resident, in a language. */
export function contextOf({ directory, wave, place }: Asked, arm: number, language: Language): SurveyContext {
  const context = surveyContext(directory, wave, place.code, arm, language);
  if (context === null) throw new Error("a place of the wave has no councils");
  return context;
}

/** Whether somebody may begin today. */
export function takesStarts(services: Services, wave: Wave): boolean {
  return takesNewStarts(wave, ukDay(services.now()));
}

/** Whether nobody can answer without a code. */
export function needsCode(wave: Wave): boolean {
  return !wave.streams.some(({ stream }) => stream === "open");
}

/** How the pages of a survey are framed. */
export function surveyFrame(wave: Wave): Pick<PageFrame, "demonstration" | "bilingual" | "plain"> {
  return { demonstration: wave.demonstration, bilingual: wave.languages.includes("cy"), plain: true };
}
