/** Made-up residents with answers that tell them apart, so that a test can find each of them again, or fail to. */
import { packAnswers } from "../../core/questionnaire/answers.ts";
import { LGA_RESIDENT_SURVEY } from "../../core/questionnaire/lga.ts";
import type { Answers } from "../../core/questionnaire/types.ts";
import { createSubmissionId, type Submission } from "../../server/services/intake.ts";
import type { Installation } from "./installation.ts";
import { SINGLE_TIER } from "./installation.ts";
import { createRandom, randomBelow } from "./random.ts";

/** A resident of one place: what they send, and how their answers are stored. */
export interface TestResident {
  readonly submission: Submission;
  /** The packed answers, like those of nobody else. */
  readonly mark: string;
}

/** The resident of a seed. The same seed makes the same resident in any process. */
export function createResident(wave: string, place: string, seed: string, code?: string): TestResident {
  const random = createRandom(`resident ${seed}`);
  const answers: Answers = Object.fromEntries(
    LGA_RESIDENT_SURVEY.questions.map(({ id, options }) => [
      id,
      options[randomBelow(random, options.length)]?.id ?? "",
    ]),
  );
  const submission = {
    wave,
    place,
    id: createSubmissionId(random),
    answers,
    arm: 0,
    ...(code === undefined ? {} : { code }),
  };
  const scenario = place === SINGLE_TIER ? "A" : "C";
  return { submission, mark: packAnswers(LGA_RESIDENT_SURVEY, { scenario }, answers) };
}

/** The marks of all stored responses of a wave, in byte order. */
export async function storedMarks(installation: Pick<Installation, "databases">, wave: string): Promise<string[]> {
  const result = await installation.databases.responses.$client.execute({
    sql: "SELECT answers FROM response WHERE wave = ? ORDER BY answers",
    args: [wave],
  });
  return result.rows.map((row) => String(row["answers"]));
}
