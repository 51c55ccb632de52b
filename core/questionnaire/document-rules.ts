/** What a schema cannot say about a questionnaire: one function a rule, each naming the place in the document. */
import { type DocumentProblem, problemIf, type Rule } from "./document-problem.ts";
import { optionsOf, substantiveOptions } from "./lookups.ts";
import { expectedMinutes, MINUTES_MAX, screenCount, SCREENS_MAX } from "./minutes.ts";
import { reachOf } from "./reach.ts";
import { textLengthMax } from "./texts.ts";
import { boundsBound, everythingIsReached, rulesLookBack, sectionsAreKnown } from "./routing-rules.ts";
import type { ChoiceQuestion, OptionGroup, Question, Questionnaire, Scenario, Text } from "./types.ts";
import {
  weightingIsOfDemographics,
  weightingIsOfEverybody,
  weightingNamesOptions,
  weightingYearsAreWhole,
} from "./weighting-rules.ts";
import { aboutIn } from "./wording.ts";

type QuestionRule = (question: Question, path: string, questionnaire: Questionnaire) => readonly DocumentProblem[];
type ChoiceRule = (question: ChoiceQuestion, path: string, questionnaire: Questionnaire) => readonly DocumentProblem[];

const SCENARIOS: readonly Scenario[] = ["A", "B1", "B2", "C"];
const LANGUAGES = ["en", "cy"] as const;

/** Every rule that the document breaks, in the order of the rules; empty for one that is fit for use. */
export function documentProblems(questionnaire: Questionnaire): readonly DocumentProblem[] {
  return RULES.flatMap((rule) => rule(questionnaire));
}

const idsAreUnique: Rule = ({ sections = [], screens, questions }) => [
  ...repeated(sections, "sections", "Another section has this id."),
  ...repeated(screens, "screens", "Another screen has this id."),
  ...repeated(questions, "questions", "Another question has this id."),
];

const optionIdsAreUnique: ChoiceRule = ({ options, bands = [], merges = [] }, path) => [
  ...repeated(options, `${path}.options`, "Another option has this id."),
  ...repeated(bands, `${path}.bands`, "Another band has this id."),
  ...repeated(merges, `${path}.merges`, "Another merge has this id."),
];

const screensAreKnown: QuestionRule = ({ screen }, path, { screens }) =>
  problemIf(!screens.some(({ id }) => id === screen), `${path}.screen`, "There is no screen of this id.");

const screensAreUsed: Rule = ({ screens, questions }) =>
  screens.flatMap(({ id }, index) =>
    problemIf(!questions.some(({ screen }) => screen === id), `screens.${index}`, "No question stands on this screen."),
  );

/** Else the order of questions in the document would not be the order in which they are asked. */
const questionsFollowScreens: Rule = ({ screens, questions }) => {
  const positions = questions.map(({ screen }) => screens.findIndex(({ id }) => id === screen));
  return positions.flatMap((position, index) =>
    problemIf(
      position !== -1 && positions.slice(0, index).some((earlier) => earlier > position),
      `questions.${index}.screen`,
      "Questions of one screen stand together, in the order of the screens.",
    ),
  );
};

const sharedScreensHaveTitles: Rule = ({ screens, questions }) =>
  screens.flatMap(({ id, title }, index) => {
    const here = questions.filter(({ screen }) => screen === id);
    const shared = SCENARIOS.some((scenario) => here.filter(({ asked_in }) => asked_in.includes(scenario)).length > 1);
    return problemIf(
      shared && title === undefined,
      `screens.${index}.title`,
      "A screen of several questions has a title.",
    );
  });

const demographicsComeLast: Rule = ({ questions }) => {
  const first = questions.findIndex(({ role }) => role === "demographic");
  return questions.flatMap(({ role }, index) =>
    problemIf(
      first !== -1 && index > first && role === "attitude",
      `questions.${index}.role`,
      "Attitude questions come before demographic ones.",
    ),
  );
};

const scalesAreWhole: ChoiceRule = ({ options }, path) => {
  const substantive = options.filter(({ kind }) => kind === "substantive");
  const sided = substantive.some(({ side }) => side !== undefined);
  const scored = substantive.some(({ score }) => score !== undefined);
  return options.flatMap(({ kind, side, score }, index) => {
    const says = kind === "substantive";
    const at = `${path}.options.${index}`;
    return [
      ...problemIf(
        says && sided && side === undefined,
        `${at}.side`,
        "Either all options that say something have a side, or none.",
      ),
      ...problemIf(
        says && scored && score === undefined,
        `${at}.score`,
        "Either all options that say something have a score, or none.",
      ),
      ...problemIf(
        !says && (side !== undefined || score !== undefined),
        at,
        "Only options that say something have a side or a score.",
      ),
    ];
  });
};

const groupsAreOfOptions: ChoiceRule = (question, path) => [
  ...unknownOptions(question, question.bands ?? [], `${path}.bands`),
  ...unknownOptions(question, question.merges ?? [], `${path}.merges`),
];

const bandsDoNotOverlap: ChoiceRule = ({ role, bands = [] }, path) => {
  const members = bands.flatMap(({ options }, band) => options.map((option, index) => ({ option, band, index })));
  return [
    ...problemIf(role === "attitude" && bands.length > 0, `${path}.bands`, "Only demographic questions have bands."),
    ...members.flatMap(({ option, band, index }, position) =>
      problemIf(
        members.slice(0, position).some((earlier) => earlier.option === option),
        `${path}.bands.${band}.options.${index}`,
        "An option stands in one band only.",
      ),
    ),
  ];
};

const armsAreRotations: QuestionRule = (question, path, questionnaire) => {
  const { arms = [] } = question;
  const ids = optionsOf(question)
    .map(({ id }) => id)
    .sort();
  return arms.flatMap(({ arm, option_order }, index) => {
    const at = `${path}.arms.${index}`;
    const order = [...(option_order ?? ids)].sort();
    return [
      ...problemIf(arm >= questionnaire.arms, `${at}.arm`, "The questionnaire has no such arm."),
      ...problemIf(
        arms.slice(0, index).some((earlier) => earlier.arm === arm),
        `${at}.arm`,
        "This arm is given twice.",
      ),
      ...problemIf(
        (question.type === "text" && option_order !== undefined) ||
          order.length !== ids.length ||
          order.some((id, place) => id !== ids[place]),
        `${at}.option_order`,
        "An order names every option once.",
      ),
    ];
  });
};

const scenariosAreDistinct: QuestionRule = ({ asked_in }, path) =>
  problemIf(new Set(asked_in).size !== asked_in.length, `${path}.asked_in`, "A scenario is named twice.");

const councilsAreThere: QuestionRule = (question, path) => [
  ...SCENARIOS.flatMap((scenario) =>
    problemIf(
      question.about_in?.[scenario] !== undefined && !question.asked_in.includes(scenario),
      `${path}.about_in.${scenario}`,
      "The question is not asked in this scenario.",
    ),
  ),
  ...question.asked_in.flatMap((scenario) => {
    const about = aboutIn(question, scenario);
    const at = question.about_in?.[scenario] === undefined ? `${path}.about` : `${path}.about_in.${scenario}`;
    return [
      ...problemIf(
        about === "county" && (scenario === "A" || scenario === "B1"),
        at,
        `Scenario ${scenario} does not ask about the county council.`,
      ),
      ...problemIf(
        about === "district" && scenario === "B2",
        at,
        "Scenario B2 does not ask about the district council.",
      ),
    ];
  }),
];

const questionsArePiped: QuestionRule = (question, path, questionnaire) => {
  const named = question.asked_in.every((scenario) => aboutIn(question, scenario) !== "none");
  const allowed = [
    "district",
    ...(named ? ["council"] : []),
    ...(question.asked_in.includes("A") ? [] : ["county"]),
    ...answersKnownAt(questionnaire, question),
  ];
  return [
    ...piped(question.text, `${path}.text`, allowed),
    ...piped(question.hint, `${path}.hint`, allowed),
    ...(question.arms ?? []).flatMap(({ text }, index) => piped(text, `${path}.arms.${index}.text`, allowed)),
  ];
};

/** Earlier choices that a question may name: those of one option that everybody has made who is asked it. */
function answersKnownAt(questionnaire: Questionnaire, question: Question): readonly string[] {
  if (!JSON.stringify([question.text, question.hint, question.arms]).includes("{answer:")) return [];
  const known = reachOf(questionnaire, question).answered;
  return questionnaire.questions.flatMap(({ id, type }) =>
    type === "single" && known.has(id) ? [`answer:${id}`] : [],
  );
}

/** A screen may stand before questions about two councils, so it says which: `{council}` would be neither. */
const screensArePiped: Rule = ({ screens, questions }) =>
  screens.flatMap(({ id, title, intro, intro_in }, index) => {
    const path = `screens.${index}`;
    const single = questions.some(({ screen, asked_in }) => screen === id && asked_in.includes("A"));
    const inTwoTiers = ["district", "county"];
    const everywhere = single ? ["district"] : inTwoTiers;
    return [
      ...piped(title, `${path}.title`, everywhere),
      ...piped(intro, `${path}.intro`, intro_in?.A === undefined ? everywhere : inTwoTiers),
      ...SCENARIOS.flatMap((scenario) =>
        piped(intro_in?.[scenario], `${path}.intro_in.${scenario}`, scenario === "A" ? ["district"] : inTwoTiers),
      ),
    ];
  });

/** Titles and labels stand in tables, where no council is named. */
const namesHaveNoPlaceholders: Rule = ({ title, sections = [], questions }) => [
  ...piped(title, "title", []),
  ...sections.flatMap((section, index) => piped(section.title, `sections.${index}.title`, [])),
  ...questions.flatMap((question, index) => {
    const path = `questions.${index}`;
    const { options, bands = [], merges = [] } = question.type === "text" ? { options: [] } : question;
    const lists = { options, bands, merges };
    return [
      ...piped(question.title, `${path}.title`, []),
      ...options.flatMap(({ own_words }, place) =>
        piped(own_words?.label, `${path}.options.${place}.own_words.label`, []),
      ),
      ...Object.entries(lists).flatMap(([name, items]) =>
        items.flatMap(({ label }, place) => piped(label, `${path}.${name}.${place}.label`, [])),
      ),
    ];
  }),
];

/** What may be ticked together counts by itself: it is no scale, no band and no merged answer, and none of it says nothing. */
const ticksStandAlone: ChoiceRule = ({ type, role, sensitivity, options, merges = [] }, path) => {
  const isMultiple = type === "multiple";
  return [
    ...problemIf(
      isMultiple && role === "demographic",
      `${path}.role`,
      "A demographic question is one choice: nobody is in two groups of it.",
    ),
    ...problemIf(
      isMultiple && sensitivity === "sensitive",
      `${path}.sensitivity`,
      "A sensitive question is one choice: its small parts are merged, and ticks cannot be.",
    ),
    ...problemIf(isMultiple && merges.length > 0, `${path}.merges`, "Only a question of one choice has merges."),
    ...options.flatMap(({ kind, side, score, exclusive }, index) => {
      const at = `${path}.options.${index}`;
      return [
        ...problemIf(
          isMultiple && (side !== undefined || score !== undefined),
          at,
          "Options of a multiple choice have no side and no score.",
        ),
        ...problemIf(!isMultiple && exclusive !== undefined, `${at}.exclusive`, "In one choice every option is alone."),
        ...problemIf(
          isMultiple && kind !== "substantive" && exclusive !== true,
          `${at}.exclusive`,
          "An option that says nothing is chosen alone.",
        ),
      ];
    }),
    ...problemIf(
      isMultiple && options.every(({ exclusive }) => exclusive === true),
      `${path}.options`,
      "A multiple choice has options that can be chosen together.",
    ),
  ];
};

const ownWordsAreOnce: ChoiceRule = ({ options }, path) => {
  const first = options.findIndex(({ own_words }) => own_words !== undefined);
  return options.flatMap(({ kind, own_words }, index) => [
    ...problemIf(
      own_words !== undefined && kind !== "substantive",
      `${path}.options.${index}.own_words`,
      "Only an option that says something takes own words.",
    ),
    ...problemIf(
      own_words !== undefined && index !== first,
      `${path}.options.${index}.own_words`,
      "One option of a question takes own words.",
    ),
  ]);
};

const textsAreAttitudes: QuestionRule = ({ type, role }, path) =>
  problemIf(type === "text" && role === "demographic", `${path}.role`, "A demographic question has options.");

/** Rows of a grid are read against one another, so they have the same columns. */
const gridsHaveOneScale: Rule = ({ screens, questions }) =>
  screens.flatMap(({ id, grid }, index) => {
    if (grid !== true) return [];
    const rows = questions.filter(({ screen }) => screen === id);
    const columns = rows.map((row) => (row.type === "single" ? JSON.stringify(row.options) : row.id));
    return [
      ...problemIf(
        new Set(columns).size > 1 || rows.some(({ type }) => type !== "single"),
        `screens.${index}.grid`,
        "The rows of a grid are questions of one choice with the same options.",
      ),
      ...problemIf(
        rows.some((row) => row.type === "single" && row.options.some(({ own_words }) => own_words !== undefined)),
        `screens.${index}.grid`,
        "A grid has no room for own words.",
      ),
    ];
  });

/** All that one resident can write has to go into one form, at up to twelve bytes a character. */
const WRITTEN_LENGTH_MAX = 6000;

const wordsFitAForm: Rule = ({ questions }) =>
  problemIf(
    questions.reduce((sum, question) => sum + (textLengthMax(question) ?? 0), 0) > WRITTEN_LENGTH_MAX,
    "questions",
    `All texts together may have at most ${WRITTEN_LENGTH_MAX} characters.`,
  );

const itIsShort: Rule = (questionnaire) =>
  SCENARIOS.flatMap((scenario) => [
    ...problemIf(
      screenCount(questionnaire, scenario) > SCREENS_MAX,
      "screens",
      `Scenario ${scenario} has more than ${SCREENS_MAX} screens.`,
    ),
    ...problemIf(
      expectedMinutes(questionnaire, scenario) > MINUTES_MAX,
      "questions",
      `Scenario ${scenario} takes more than ${MINUTES_MAX} minutes.`,
    ),
  ]);

const RULES: readonly Rule[] = [
  idsAreUnique,
  ofEachChoice(optionIdsAreUnique),
  ofEachQuestion(screensAreKnown),
  screensAreUsed,
  questionsFollowScreens,
  sharedScreensHaveTitles,
  demographicsComeLast,
  ofEachChoice(scalesAreWhole),
  ofEachChoice(groupsAreOfOptions),
  ofEachChoice(bandsDoNotOverlap),
  ofEachChoice(ticksStandAlone),
  ofEachChoice(ownWordsAreOnce),
  ofEachQuestion(textsAreAttitudes),
  sectionsAreKnown,
  gridsHaveOneScale,
  rulesLookBack,
  boundsBound,
  wordsFitAForm,
  everythingIsReached,
  ofEachQuestion(armsAreRotations),
  ofEachQuestion(scenariosAreDistinct),
  ofEachQuestion(councilsAreThere),
  ofEachQuestion(questionsArePiped),
  screensArePiped,
  namesHaveNoPlaceholders,
  itIsShort,
  weightingIsOfDemographics,
  weightingNamesOptions,
  weightingYearsAreWhole,
  weightingIsOfEverybody,
];

function ofEachChoice(rule: ChoiceRule): Rule {
  return ofEachQuestion((question, path, questionnaire) =>
    question.type === "text" ? [] : rule(question, path, questionnaire),
  );
}

function ofEachQuestion(rule: QuestionRule): Rule {
  return (questionnaire) =>
    questionnaire.questions.flatMap((question, index) => rule(question, `questions.${index}`, questionnaire));
}

function repeated(
  items: readonly { readonly id: string }[],
  path: string,
  message: string,
): readonly DocumentProblem[] {
  const seen = new Set<string>();
  return items.flatMap(({ id }, index) => {
    const again = seen.has(id);
    seen.add(id);
    return problemIf(again, `${path}.${index}.id`, message);
  });
}

function unknownOptions(
  question: ChoiceQuestion,
  groups: readonly OptionGroup[],
  path: string,
): readonly DocumentProblem[] {
  const known = new Set(substantiveOptions(question));
  return groups.flatMap(({ options }, index) =>
    options.flatMap((option, place) =>
      problemIf(
        !known.has(option),
        `${path}.${index}.options.${place}`,
        "The question has no such option that says something.",
      ),
    ),
  );
}

/** Problems where a text has a placeholder, or a lone brace, that nothing will replace. */
function piped(text: Text | undefined, path: string, allowed: readonly string[]): readonly DocumentProblem[] {
  if (text === undefined) return [];
  const message =
    allowed.length === 0
      ? "No placeholder is replaced here."
      : `The placeholders here are ${allowed.map((name) => `{${name}}`).join(", ")}.`;
  return LANGUAGES.flatMap((language) => {
    const rest = text[language].replace(/\{(\w+(?::\w+)?)\}/g, (whole, name: string) =>
      allowed.includes(name) ? "" : whole,
    );
    return problemIf(/[{}]/.test(rest), `${path}.${language}`, message);
  });
}
