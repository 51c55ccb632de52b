/** Who is likely to answer: what a plan assumes of the respondents of a place where nobody says it better. */
import { choiceQuestions } from "../questionnaire/codebook.ts";
import { isRecord } from "../questionnaire/check.ts";
import type { ChoiceQuestion, Questionnaire } from "../questionnaire/types.ts";

/** The share of all respondents in each band of each demographic question. Who is in none did not say. */
export type Profile = Readonly<Record<string, Readonly<Record<string, number>>>>;

/**
 * A profile of the usual kind: older people answer more readily than younger ones, and 3 in 100 leave each question out.
 * With the adults of a usual place the weights have a design effect of about 1.4.
 */
export const TYPICAL_PROFILE: Profile = {
  age_band: {
    ...{ "18_to_24": 0.033, "25_to_34": 0.074, "35_to_44": 0.116, "45_to_54": 0.167 },
    ...{ "55_to_64": 0.23, "65_to_74": 0.243, "75_and_over": 0.137 },
  },
  sex: { female: 0.506, male: 0.494 },
  disability: { disabled: 0.321, not_disabled: 0.648 },
  tenure: { owns: 0.45, mortgage_or_shared: 0.197, social_rent: 0.139, private_rent: 0.185 },
  ethnic_group: { white: 0.846, mixed: 0.028, asian: 0.05, black: 0.026, other: 0.019 },
  working_status: { in_work: 0.478, retired: 0.351, neither: 0.141 },
};

/** The share of those asked who leave a question out, or prefer not to say. */
export const TYPICAL_MISSING = 0.03;

/** The design effect of a place whose adults are not known. */
export const TYPICAL_DESIGN_EFFECT = 1.4;

/** The demographic questions that results are broken down by. */
export function demographicsOf({ questions }: Pick<Questionnaire, "questions">): readonly ChoiceQuestion[] {
  return choiceQuestions({ questions }).filter(({ role, bands }) => role === "demographic" && bands !== undefined);
}

/** What is wrong with a profile: where in it, and what is wanted. */
export interface ProfileFault {
  readonly path: string;
  readonly message: string;
}

/** Sums of shares as decimals may come out a little above 1. */
const TOLERANCE = 1e-9;

/**
 * Reads a profile that somebody wrote. It names some or all of the demographic questions, each with all its bands; the
 * others are those of the typical profile.
 */
export function readProfile(
  value: unknown,
  questionnaire: Pick<Questionnaire, "questions">,
): { readonly profile: Profile } | { readonly faults: readonly ProfileFault[] } {
  if (!isRecord(value)) {
    return {
      faults: [{ path: "", message: "a profile is an object of questions, each an object of bands and shares" }],
    };
  }
  const questions = new Map(demographicsOf(questionnaire).map((question) => [question.id, question]));
  const faults = Object.entries(value).flatMap(([id, bands]): readonly ProfileFault[] => {
    const question = questions.get(id);
    if (question === undefined) {
      return [{ path: id, message: `there is no such question; there are: ${[...questions.keys()].join(", ")}` }];
    }
    return bandFaults(question, bands);
  });
  if (faults.length > 0) return { faults };
  return { profile: { ...TYPICAL_PROFILE, ...(value as Profile) } };
}

function bandFaults({ id, bands = [] }: ChoiceQuestion, value: unknown): readonly ProfileFault[] {
  const names = bands.map((band) => band.id);
  if (!isRecord(value)) return [{ path: id, message: `its bands with a share for each: ${names.join(", ")}` }];
  const faults: ProfileFault[] = [];
  for (const [band, share] of Object.entries(value)) {
    const path = `${id}.${band}`;
    if (!names.includes(band)) faults.push({ path, message: `there is no such band; there are: ${names.join(", ")}` });
    else if (typeof share !== "number" || !(share >= 0 && share <= 1)) {
      faults.push({ path, message: "a share is a number from 0 to 1" });
    }
  }
  const missing = names.filter((name) => !Object.hasOwn(value, name));
  if (missing.length > 0) faults.push({ path: id, message: `no share for ${missing.join(", ")}` });
  if (faults.length > 0) return faults;
  const sum = Object.values(value).reduce((total: number, share) => total + Number(share), 0);
  return sum > 1 + TOLERANCE ? [{ path: id, message: "the shares add up to more than 1" }] : [];
}
