/** What rows a release may have, and where the counts behind each stand: everything about it that is public beforehand. */
import { attitudeQuestions, derivedAnswers, inBase } from "../questionnaire/codebook.ts";
import type { ChoiceQuestion, Questionnaire, Sensitivity } from "../questionnaire/types.ts";
import type { CubeLayout, LaidOutQuestion } from "../tabulation/layout.ts";

/** A question and its rows in one domain. */
export interface AttackedQuestion {
  readonly id: string;
  readonly sensitivity: Sensitivity;
  readonly multiple: boolean;
  /** Answers in the order of rows: the options in the base, merged ones, and what is derived from several. */
  readonly answers: readonly string[];
  /** How many of the answers, from the first, are options. */
  readonly options: number;
  /** Where its first row stands among those of a domain. */
  readonly firstRow: number;
  /** The slot of each option in a truth table, and those that add up to the base. */
  readonly slots: readonly number[];
  readonly baseSlots: readonly number[];
  /** Which options count towards the top and the bottom of a scale. */
  readonly top: readonly number[];
  readonly bottom: readonly number[];
}

/** A demographic question by whose bands figures are given. */
export interface AttackedVariable {
  readonly id: string;
  readonly sensitivity: Sensitivity;
  /** Its bands, as places in `domains`. */
  readonly domains: readonly number[];
}

/** The rows that a release may have. */
export interface AttackSchema {
  /** The first is everybody. Their order and number are those of the truth tables. */
  readonly domains: readonly { readonly by: string; readonly group: string }[];
  readonly variables: readonly AttackedVariable[];
  readonly questions: readonly AttackedQuestion[];
  /** Rows of a domain. */
  readonly rows: number;
  /** Slots of a domain in a truth table. */
  readonly width: number;
}

/** The rows that a questionnaire's releases may have. */
export function attackSchema(questionnaire: Questionnaire, layout: CubeLayout): AttackSchema {
  const attitudes = attitudeQuestions(questionnaire);
  const questions: AttackedQuestion[] = [];
  let rows = 0;
  for (const question of attitudes) {
    const laidOut = layout.questions.find(({ id }) => id === question.id);
    if (laidOut === undefined) throw new RangeError("The layout lacks a question of the questionnaire.");
    const attacked = attackedQuestion(question, laidOut, rows);
    rows += attacked.answers.length;
    questions.push(attacked);
  }
  const variables = questionnaire.questions.flatMap(({ id, role, sensitivity }): readonly AttackedVariable[] => {
    const domains = [...layout.domains.keys()].filter((domain) => layout.domains[domain]?.by === id);
    return role === "demographic" && domains.length > 0 ? [{ id, sensitivity, domains }] : [];
  });
  return { domains: layout.domains, variables, questions, rows, width: layout.width };
}

function attackedQuestion(
  question: ChoiceQuestion,
  { offset, options, type }: LaidOutQuestion,
  firstRow: number,
): AttackedQuestion {
  const counted = question.options.flatMap((option, at) => (inBase(question, option) ? [{ option, at }] : []));
  const slots = counted.map(({ at }) => offset + at);
  const merged = question.sensitivity === "sensitive" ? (question.merges ?? []).map(({ id }) => id) : [];
  const sideOf = (side: string): readonly number[] =>
    counted.flatMap(({ option }, place) => (option.side === side ? [place] : []));
  return {
    ...{ id: question.id, sensitivity: question.sensitivity, multiple: type === "multiple", firstRow, slots },
    answers: [...counted.map(({ option }) => option.id), ...merged, ...derivedAnswers(question)],
    options: counted.length,
    baseSlots: type === "multiple" ? [offset + options.length + 1] : slots,
    top: sideOf("top"),
    bottom: sideOf("bottom"),
  };
}
