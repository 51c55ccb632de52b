/** What the attitude questions of the LGA's set share: their sources and their defaults. */
import type { ChoiceQuestion, Provenance, Scenario } from "./types.ts";

const ALL: readonly Scenario[] = ["A", "B1", "B2", "C"];

/** The postal questionnaires that print the questions in full. */
export const ANNEX_A: Provenance = {
  source: "LGA, Are you being served? Annex A, example questionnaires",
  link: "https://scribd.com/document/143437807/Annex-a-Example-Questionnaires-Final",
  status: "seen",
};

/** The question set itself, which its copies name and of which they show a part. */
export const QUESTION_SET: Provenance = {
  source: "LGA, Benchmarking resident satisfaction data: question set and guidance, July 2021",
  link: "https://local.gov.uk/publications/benchmarking-resident-satisfaction-data",
  status: "to_be_confirmed",
};

/** The reports of the LGA's national polls. */
export const POLLING: Provenance = {
  source: "LGA, Polling on resident satisfaction with councils",
  link: "https://www.local.gov.uk/publications/polling-resident-satisfaction-councils-round-34",
  status: "partly_seen",
};

/** What every attitude question says itself, and what it may say otherwise than the rest. */
export type AttitudeParts = Pick<ChoiceQuestion, "id" | "title" | "text" | "options" | "provenance"> &
  Partial<ChoiceQuestion>;

/** An attitude question: its own screen, no council in particular and all scenarios, unless it says otherwise. */
export function attitude(question: AttitudeParts): ChoiceQuestion {
  return {
    type: "single",
    screen: question.id,
    role: "attitude",
    about: "none",
    asked_in: ALL,
    dont_know: "in_base",
    sensitivity: "ordinary",
    ...question,
  };
}
