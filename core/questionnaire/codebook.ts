/** The questionnaire as a table: what every code of a release means, and which figures a question yields. */
import type { ChoiceQuestion, Option, OptionKind, Question, Questionnaire, Side, Text } from "./types.ts";

/** One option of one question. Texts keep their placeholders: a codebook is the same for every place. */
export interface CodebookRow {
  readonly question: string;
  readonly title: Text;
  readonly text: Text;
  readonly role: Question["role"];
  readonly option: string;
  readonly label: Text;
  readonly kind: OptionKind;
  readonly side: Side | null;
  /** Whether those who chose it count in the base of the question's shares. */
  readonly in_base: boolean;
}

/** A figure made from several options of one scale. */
export type DerivedAnswer = "top_two" | "bottom_two" | "net" | "mean";

/** The questions that yield figures, in the order of the questionnaire: all but those answered in own words. */
export function choiceQuestions({ questions }: Pick<Questionnaire, "questions">): readonly ChoiceQuestion[] {
  return questions.filter((question) => question.type !== "text");
}

/** The questions that results are about. */
export function attitudeQuestions(questionnaire: Pick<Questionnaire, "questions">): readonly ChoiceQuestion[] {
  return choiceQuestions(questionnaire).filter(({ role }) => role === "attitude");
}

/** The questions that results are broken down by: those with bands. */
export function breakdownQuestions(questionnaire: Pick<Questionnaire, "questions">): readonly ChoiceQuestion[] {
  return choiceQuestions(questionnaire).filter(({ bands }) => bands !== undefined);
}

/** One row an option, in code-list order: the order of the questionnaire, never that of any figure or arm. */
export function codebook(questionnaire: Questionnaire): readonly CodebookRow[] {
  return choiceQuestions(questionnaire).flatMap((question) =>
    question.options.map((option) => ({
      question: question.id,
      title: question.title,
      text: question.text,
      role: question.role,
      option: option.id,
      label: option.label,
      kind: option.kind,
      side: option.side ?? null,
      in_base: inBase(question, option),
    })),
  );
}

/** Whether an option counts in the base of its question. "Prefer not to say" never does; "don't know" by the question's rule. */
export function inBase(question: Pick<ChoiceQuestion, "dont_know">, option: Pick<Option, "kind">): boolean {
  if (option.kind === "dont_know") return question.dont_know === "in_base";
  return option.kind === "substantive";
}

/**
 * The figures that a question's scale yields besides its shares, in the order in which they are published.
 * A net needs both ends. A mean needs a declared score for every option that says something.
 * @example derivedAnswers(satisfaction) // => ["top_two", "bottom_two", "net"]
 */
export function derivedAnswers(question: Pick<ChoiceQuestion, "options">): readonly DerivedAnswer[] {
  const substantive = question.options.filter(({ kind }) => kind === "substantive");
  const top = substantive.some(({ side }) => side === "top");
  const bottom = substantive.some(({ side }) => side === "bottom");
  const scored = substantive.length > 0 && substantive.every(({ score }) => score !== undefined);
  const yielded: Readonly<Record<DerivedAnswer, boolean>> = {
    top_two: top,
    bottom_two: bottom,
    net: top && bottom,
    mean: scored,
  };
  return (["top_two", "bottom_two", "net", "mean"] as const).filter((answer) => yielded[answer]);
}
