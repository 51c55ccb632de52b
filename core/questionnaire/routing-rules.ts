/** The rules about who is asked what: sections, and the conditions of sections and questions. */
import { everyCondition, partsOf } from "./conditions.ts";
import { type DocumentProblem, problemIf, type Rule } from "./document-problem.ts";
import { conditionsOf, optionsOf } from "./lookups.ts";
import { reachOf } from "./reach.ts";
import type { Bounds, Condition, Questionnaire } from "./types.ts";

/** Sections are those that screens name, each in one place. */
export const sectionsAreKnown: Rule = ({ sections = [], screens }) => [
  ...screens.flatMap(({ section }, index) =>
    problemIf(
      section !== undefined && !sections.some(({ id }) => id === section),
      `screens.${index}.section`,
      "There is no section of this id.",
    ),
  ),
  ...sections.flatMap(({ id }, index) =>
    problemIf(!screens.some(({ section }) => section === id), `sections.${index}`, "No screen is in this section."),
  ),
  ...screens.flatMap(({ section }, index) =>
    problemIf(
      section !== undefined &&
        screens[index - 1]?.section !== section &&
        screens.slice(0, index).some((earlier) => earlier.section === section),
      `screens.${index}.section`,
      "The screens of a section stand together.",
    ),
  ),
];

/** A rule that looks at its own question or at a later one would go round in a loop. */
export const rulesLookBack: Rule = (questionnaire) => {
  const { sections = [], screens, questions } = questionnaire;
  const ofSections = sections.flatMap(({ id, ask_when }, index) => {
    const inside = screens.filter(({ section }) => section === id).map((screen) => screen.id);
    const first = questions.findIndex(({ screen }) => inside.includes(screen));
    return ruleProblems(questionnaire, ask_when, `sections.${index}.ask_when`, first);
  });
  const ofQuestions = questions.flatMap(({ ask_when }, index) =>
    ruleProblems(questionnaire, ask_when, `questions.${index}.ask_when`, index),
  );
  return [...ofSections, ...ofQuestions];
};

function ruleProblems(
  { questions }: Questionnaire,
  condition: Condition | undefined,
  path: string,
  before: number,
): readonly DocumentProblem[] {
  if (condition === undefined) return [];
  return partsOf(condition).flatMap((part) => {
    if (!("question" in part)) return [];
    const position = questions.findIndex(({ id }) => id === part.question);
    const question = questions[position];
    const options = optionsOf(question);
    const named = "any_of" in part ? part.any_of : "all_of" in part ? part.all_of : [];
    return [
      ...problemIf(question === undefined, path, "A rule names a question that there is none of."),
      ...problemIf(
        position >= before,
        path,
        "A rule looks at a question that comes before: this one would go in a loop.",
      ),
      ...problemIf(question?.type === "text", path, "A rule looks at answers, and never at what somebody wrote."),
      ...problemIf(
        question !== undefined && named.some((id) => !options.some((option) => option.id === id)),
        path,
        "A rule names an option that its question has none of.",
      ),
      ...problemIf(
        "score" in part && options.every(({ score }) => score === undefined),
        path,
        "A rule looks at the score of a question without scores.",
      ),
      ...problemIf("all_of" in part && question?.type === "single", path, "One choice holds one option: say any_of."),
    ];
  });
}

/** Bounds say something: a count or score without any would always hold. */
export const boundsBound: Rule = ({ sections = [], questions }) => {
  const rules = [
    ...sections.map(({ ask_when }, index) => ({ ask_when, path: `sections.${index}.ask_when` })),
    ...questions.map(({ ask_when }, index) => ({ ask_when, path: `questions.${index}.ask_when` })),
  ];
  return rules.flatMap(({ ask_when, path }) =>
    problemIf(
      ask_when !== undefined &&
        boundsOf(ask_when).some(({ at_least, at_most }) => at_least === undefined && at_most === undefined),
      path,
      "A count or score says at_least, at_most or both.",
    ).concat(
      problemIf(
        ask_when !== undefined &&
          countsOf(ask_when).some(({ at_least = 1, at_most = 0 }) => at_least < 1 || at_most < 0),
        path,
        "A count is of at least 1, or of at most 0 or more: anything else always holds, or never.",
      ),
    ),
  );
};

function countsOf(condition: Condition): readonly Bounds[] {
  return everyCondition(condition).flatMap((one) => ("count_of" in one ? [one] : "chosen" in one ? [one.chosen] : []));
}

function boundsOf(condition: Condition): readonly Bounds[] {
  return [...countsOf(condition), ...everyCondition(condition).flatMap((one) => ("score" in one ? [one.score] : []))];
}

/** Looked at only where rules look back: going through a loop would find nothing. */
export const everythingIsReached: Rule = (questionnaire) => {
  if (rulesLookBack(questionnaire).length > 0) return [];
  return questionnaire.questions.flatMap((question, index) => {
    if (conditionsOf(questionnaire, question).length === 0) return [];
    const { reachable } = reachOf(questionnaire, question);
    const path = question.ask_when === undefined ? `questions.${index}` : `questions.${index}.ask_when`;
    return [
      ...problemIf(reachable === false, path, "No resident is ever asked this question."),
      ...problemIf(reachable === null, path, "Too many answers decide this question: simplify its rules."),
    ];
  });
};
