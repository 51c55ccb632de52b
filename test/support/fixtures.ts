/** The fixture questionnaires: one for each type of question, one for rules, and one with everything. */
import { readdirSync, readFileSync } from "node:fs";
import { parseQuestionnaire } from "../../core/questionnaire/document.ts";
import type { Questionnaire } from "../../core/questionnaire/types.ts";

const FOLDER = new URL("../fixtures/questionnaires/", import.meta.url);

/** All of them, by name. */
export const FIXTURES: readonly { readonly name: string; readonly questionnaire: Questionnaire }[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".json"))
  .sort()
  .map((file) => {
    const parsed = parseQuestionnaire(JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")));
    if (!parsed.ok) throw new Error(`${file}: ${JSON.stringify(parsed.problems)}`);
    return { name: file.slice(0, -".json".length), questionnaire: parsed.questionnaire };
  });

/** One of them. */
export function fixture(name: string): Questionnaire {
  const found = FIXTURES.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no fixture questionnaire ${name}`);
  return found.questionnaire;
}
