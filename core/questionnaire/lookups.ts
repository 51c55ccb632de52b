/** What belongs to what in a questionnaire. */
import type { ChoiceQuestion, Condition, Question, Questionnaire, Section } from "./types.ts";

/** The section that a screen is in; undefined where it is in none, or there is no such screen. */
export function sectionOf(
  { screens, sections = [] }: Pick<Questionnaire, "screens" | "sections">,
  screenId: string | undefined,
): Section | undefined {
  const screen = screens.find(({ id }) => id === screenId);
  return sections.find(({ id }) => id === screen?.section);
}

/** The rules of a question itself: its section's and its own. It may depend on more, through what these name. */
export function conditionsOf(
  questionnaire: Pick<Questionnaire, "screens" | "sections">,
  question: Question,
): readonly Condition[] {
  return [sectionOf(questionnaire, question.screen)?.ask_when, question.ask_when].flatMap(
    (condition) => condition ?? [],
  );
}

/** The options of a question; none where there is no such question, and none where people write. */
export function optionsOf(question: Question | undefined): ChoiceQuestion["options"] {
  return question === undefined || question.type === "text" ? [] : question.options;
}

/** The ids of the options that say something; none where there is no such question, and none where people write. */
export function substantiveOptions(question: Question | undefined): readonly string[] {
  return optionsOf(question)
    .filter(({ kind }) => kind === "substantive")
    .map(({ id }) => id);
}
