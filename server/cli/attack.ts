/** The command that attacks a release in a folder, given the truth beside it. */
import { createReleaseReader } from "../../core/attack/attacked-release.ts";
import { runAttacks } from "../../core/attack/run.ts";
import { attackSchema } from "../../core/attack/schema.ts";
import { type AttackResult, isWithstood } from "../../core/attack/types.ts";
import { createCubeLayout } from "../../core/tabulation/layout.ts";
import { BundleError, readBundle } from "../jobs/release-bundle.ts";
import { createProgress } from "../progress.ts";
import { type CommandInput, type CommandOutput, InputError, RefusedError, type StandaloneCommand } from "./command.ts";

/** `attack`, which is also `npm run attack`. */
export const ATTACK_COMMAND: StandaloneCommand = {
  standalone: true,
  name: "attack",
  usage: "FOLDER",
  summary: "Attack the release in a folder that `release build --bundle` wrote; needs no installation",
  words: 1,
  options: {},
  run: attack,
};

async function attack({ words: [folder = ""] }: CommandInput, { print }: CommandOutput): Promise<void> {
  const { document, truth, places } = await readBundle(folder).catch(asInputError);
  const { questionnaire } = document;
  const reader = createReleaseReader(attackSchema(questionnaire, createCubeLayout(questionnaire)));
  const progress = createProgress();
  let done = 0;
  try {
    for await (const { code, rows } of places()) {
      reader.addPlace(code, rows);
      progress.show("Reading", (done += 1), document.places.length);
    }
  } catch (error) {
    asInputError(error);
  } finally {
    progress.stop();
  }
  const results = runAttacks(reader.release(), truth);
  for (const line of attackLines(results)) print(line);
  if (!results.every(isWithstood)) throw new RefusedError("An attack succeeded. This release must not be published.");
  print("Every attack failed.");
}

/** What came of attacks, a line each, with the rows that fell. */
export function attackLines(results: readonly AttackResult[]): readonly string[] {
  return results.flatMap((result) => {
    const { attack: name, variant, tried, succeeded, allowed, rows } = result;
    const held = isWithstood(result);
    const known = variant === undefined ? "" : ` (${variant})`;
    const line = `${held ? "failed   " : "SUCCEEDED"}\t${name}${known}\t${succeeded} of ${tried}, ${allowed} allowed`;
    return [line, ...(held ? [] : rows.map((row) => `\t\t${row}`))];
  });
}

/** A fault of a folder is something to put right; everything else is thrown on. */
export function asInputError(error: unknown): never {
  throw error instanceof BundleError ? new InputError(error.message) : error;
}
