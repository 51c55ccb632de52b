/**
 * The path of a resident through a questionnaire: derived from the questionnaire and the answers, never stored.
 * Browser and server run these same functions, and the server's word counts.
 */
import { holds } from "./conditions.ts";
import { sectionOf } from "./lookups.ts";
import type { Answer, Answers, Question, Questionnaire, Screen, SurveyContext } from "./types.ts";

/** What the path depends on besides the answers. Wording and order depend on more: see `wording.ts`. */
export type JourneyContext = Pick<SurveyContext, "scenario" | "place" | "wave">;

/** A screen that a resident meets, with the questions of it that this resident is asked: at least one. */
export interface JourneyScreen {
  readonly screen: Screen;
  readonly questions: readonly Question[];
}

/**
 * The screens that this resident meets, in order. Every screen comes at most once, none is empty, and an answer to a
 * question off the path changes nothing: rules see the answers to questions that were asked, and no others.
 * @example journey(LGA_RESIDENT_SURVEY, { scenario: "A" }, {}).length // => 18
 */
export function journey(
  questionnaire: Questionnaire,
  context: JourneyContext,
  answers: Answers = {},
): readonly JourneyScreen[] {
  const asked = questionsAsked(questionnaire, context, answers);
  return questionnaire.screens
    .map((screen) => ({ screen, questions: asked.filter((question) => question.screen === screen.id) }))
    .filter(({ questions }) => questions.length > 0);
}

/** The questions that this resident is asked, in the order of the path. */
export function questionsAsked(
  questionnaire: Questionnaire,
  { scenario, place, wave }: JourneyContext,
  answers: Answers = {},
): readonly Question[] {
  const { questions } = questionnaire;
  const seen = new Map<string, Answer>();
  const byId = new Map(questions.map((question) => [question.id, question]));
  const known = { question: (id: string) => byId.get(id), answer: (id: string) => seen.get(id), place, wave };
  const closed = new Map<string, boolean>();
  const isClosed = (screenId: string): boolean => {
    const section = sectionOf(questionnaire, screenId);
    if (section?.ask_when === undefined) return false;
    const decided = closed.get(section.id) ?? !holds(section.ask_when, known);
    closed.set(section.id, decided);
    return decided;
  };
  return questions.filter((question) => {
    if (!question.asked_in.includes(scenario) || isClosed(question.screen)) return false;
    if (question.ask_when !== undefined && !holds(question.ask_when, known)) return false;
    const answer = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
    if (answer !== undefined) seen.set(question.id, answer);
    return true;
  });
}

/** The screen of that id on the path, or null where the resident does not meet it: the page may not be visited. */
export function screenAt(path: readonly JourneyScreen[], screenId: string): JourneyScreen | null {
  return path.find(({ screen }) => screen.id === screenId) ?? null;
}

/** The screen before the given one, or null at the start of the path and for a screen off it. */
export function previousScreen(path: readonly JourneyScreen[], screenId: string): JourneyScreen | null {
  const position = positionOf(path, screenId);
  return position === null ? null : (path[position - 1] ?? null);
}

/** The screen after the given one, or null at the end of the path and for a screen off it. */
export function nextScreen(path: readonly JourneyScreen[], screenId: string): JourneyScreen | null {
  const position = positionOf(path, screenId);
  return position === null ? null : (path[position + 1] ?? null);
}

function positionOf(path: readonly JourneyScreen[], screenId: string): number | null {
  const position = path.findIndex(({ screen }) => screen.id === screenId);
  return position === -1 ? null : position;
}
