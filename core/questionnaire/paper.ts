/** A questionnaire as a paper form: numbered questions in the order of the screens, with the rules in words. */
import { decide } from "./decide.ts";
import { sectionOf } from "./lookups.ts";
import { onlyIf, ruleInWords, type RuleNames } from "./rule-words.ts";
import type { Condition, Language, Question, Questionnaire, Screen, Section, SurveyContext } from "./types.ts";
import type { EarlierChoice } from "./wording.ts";

/** A question on paper. */
export interface PaperQuestion {
  readonly number: number;
  readonly question: Question;
  /** Who is to answer it, in a sentence; null where everybody is. */
  readonly only: string | null;
}

/** Questions that stand together on one screen. */
export interface PaperGroup {
  readonly screen: Screen;
  readonly questions: readonly PaperQuestion[];
}

/** Groups under one heading; without a section there is none. */
export interface PaperPart {
  readonly section: Section | null;
  readonly only: string | null;
  readonly groups: readonly PaperGroup[];
}

interface Numbered {
  readonly number: number;
  readonly question: Question;
  readonly when: Condition | true;
}

/**
 * The questions on paper with their numbers from 1: those that somebody in this place may be asked. Rules about place and
 * wave are decided before printing, so a question that nobody here is asked takes no number.
 */
export function paperQuestions(questionnaire: Questionnaire, context: SurveyContext): readonly Question[] {
  return numbered(questionnaire, context).map(({ question }) => question);
}

/** The whole form in a language. */
export function paperForm(
  questionnaire: Questionnaire,
  context: SurveyContext,
  language: Language,
): readonly PaperPart[] {
  const questions = numbered(questionnaire, context);
  const names = namesOf(questions);
  const groups = questionnaire.screens.flatMap((screen): readonly PaperGroup[] => {
    const own = questions.filter(({ question }) => question.screen === screen.id);
    if (own.length === 0) return [];
    const shown = own.map(({ number, question, when }) => ({
      ...{ number, question },
      only: when === true ? null : onlyIf([number], ruleInWords(when, names, language), language),
    }));
    return [{ screen, questions: shown }];
  });
  const known = knownOf(questions, context);
  return inParts(groups, questionnaire.sections ?? []).map(({ section, groups: own }) => {
    const when = section?.ask_when === undefined ? true : decide(section.ask_when, known);
    const numbers = own.flatMap((group) => group.questions.map(({ number }) => number));
    const only = typeof when === "boolean" ? null : onlyIf(numbers, ruleInWords(when, names, language), language);
    return { section, only, groups: own };
  });
}

/**
 * What stands on paper where the screen names an earlier choice.
 * @example paperEarlier(() => 3, "en")("worst") // => "(your answer to question 3)"
 */
export function paperEarlier(numberOf: (question: string) => number | undefined, language: Language): EarlierChoice {
  return (id) => {
    const number = numberOf(id);
    if (number === undefined) return undefined;
    return language === "en" ? `(your answer to question ${number})` : `(eich ateb i gwestiwn ${number})`;
  };
}

function numbered(questionnaire: Questionnaire, context: SurveyContext): readonly Numbered[] {
  const kept: Numbered[] = [];
  for (const question of questionnaire.questions) {
    if (!question.asked_in.includes(context.scenario)) continue;
    const known = knownOf(kept, context);
    const section = sectionOf(questionnaire, question.screen);
    if (section?.ask_when !== undefined && decide(section.ask_when, known) === false) continue;
    const when = question.ask_when === undefined ? true : decide(question.ask_when, known);
    if (when !== false) kept.push({ number: kept.length + 1, question, when });
  }
  return kept;
}

function knownOf(questions: readonly Numbered[], { place, wave }: SurveyContext): Parameters<typeof decide>[1] {
  const question = (id: string): Question | undefined => questions.find((one) => one.question.id === id)?.question;
  return { question, ...(place === undefined ? {} : { place }), ...(wave === undefined ? {} : { wave }) };
}

function namesOf(questions: readonly Numbered[]): RuleNames {
  const find = (id: string): Numbered | undefined => questions.find(({ question }) => question.id === id);
  return { question: (id) => find(id)?.question, number: (id) => find(id)?.number ?? "–" };
}

function inParts(
  groups: readonly PaperGroup[],
  sections: readonly Section[],
): readonly { readonly section: Section | null; readonly groups: readonly PaperGroup[] }[] {
  const parts: { section: Section | null; groups: PaperGroup[] }[] = [];
  for (const group of groups) {
    const section = sections.find(({ id }) => id === group.screen.section) ?? null;
    const last = parts.at(-1);
    if (last !== undefined && last.section?.id === section?.id) last.groups.push(group);
    else parts.push({ section, groups: [group] });
  }
  return parts;
}
