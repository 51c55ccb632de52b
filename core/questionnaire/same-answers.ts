/**
 * Suspicion that answers show by themselves: one answer down every grid, as somebody gives it who does not read the rows.
 * It is said of a response and kept of none: whoever counts it keeps a band for each place (R23).
 */
import type { AnswerState } from "./kinds/kind.ts";
import { substantiveOptions } from "./lookups.ts";
import type { Question, Questionnaire } from "./types.ts";

/** Two rows are alike too often by themselves. */
const ROWS_MIN = 3;

/**
 * The rows of each grid that has enough of them for one answer down all of it to mean something.
 * @example gridsOf({ screens: [{ id: "services", grid: true }, { id: "age" }], questions: [] }) // => []
 */
export function gridsOf({
  screens,
  questions,
}: Pick<Questionnaire, "screens" | "questions">): readonly (readonly Question[])[] {
  return screens
    .filter(({ grid }) => grid === true)
    .map(({ id }) => questions.filter(({ screen }) => screen === id))
    .filter((rows) => rows.length >= ROWS_MIN);
}

/**
 * Whether a response gives one answer down every grid. A grid counts where at least three of its rows were answered, and
 * at least one has to count; each has one answer of its own. "Don't know" and "prefer not to say" are no answers here:
 * having no opinion of anything is no sign of not reading.
 * @example hasSameAnswers([], new Map()) // => false
 */
export function hasSameAnswers(
  grids: readonly (readonly Question[])[],
  states: ReadonlyMap<string, AnswerState>,
): boolean {
  const counting = grids
    .map((rows) => rows.flatMap((row) => opinion(row, states.get(row.id)) ?? []))
    .filter((opinions) => opinions.length >= ROWS_MIN);
  return counting.length > 0 && counting.every((opinions) => new Set(opinions).size === 1);
}

/** The option chosen in a row, where it says something. Rows that were not asked and rows that were left have none. */
function opinion(row: Question, known: AnswerState | undefined): string | undefined {
  if (known?.state !== "answered") return undefined;
  return substantiveOptions(row).find((id) => id === known.answer);
}
