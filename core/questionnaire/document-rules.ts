/** What a schema cannot say about a questionnaire: one function a rule, each naming the place in the document. */
import { expectedMinutes, MINUTES_MAX, screenCount, SCREENS_MAX } from "./minutes.ts";
import type { OptionGroup, Question, Questionnaire, Scenario, Text } from "./types.ts";
import { aboutIn } from "./wording.ts";

/** One thing wrong with a document: where, as keys joined by dots, and what. */
export interface DocumentProblem {
  readonly path: string;
  readonly message: string;
}

type Rule = (questionnaire: Questionnaire) => readonly DocumentProblem[];
type QuestionRule = (question: Question, path: string, questionnaire: Questionnaire) => readonly DocumentProblem[];

const SCENARIOS: readonly Scenario[] = ["A", "B1", "B2", "C"];
const LANGUAGES = ["en", "cy"] as const;

/** Every rule that the document breaks, in the order of the rules; empty for one that is fit for use. */
export function documentProblems(questionnaire: Questionnaire): readonly DocumentProblem[] {
  return RULES.flatMap((rule) => rule(questionnaire));
}

const idsAreUnique: Rule = ({ screens, questions }) => [
  ...repeated(screens, "screens", "Another screen has this id."),
  ...repeated(questions, "questions", "Another question has this id."),
];

const optionIdsAreUnique: QuestionRule = ({ options, bands = [], merges = [] }, path) => [
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

const scalesAreWhole: QuestionRule = ({ options }, path) => {
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

const groupsAreOfOptions: QuestionRule = (question, path) => [
  ...unknownOptions(question, question.bands ?? [], `${path}.bands`),
  ...unknownOptions(question, question.merges ?? [], `${path}.merges`),
];

const bandsDoNotOverlap: QuestionRule = ({ role, bands = [] }, path) => {
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

const armsAreRotations: QuestionRule = ({ options, arms = [] }, path, questionnaire) => {
  const ids = options.map(({ id }) => id).sort();
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
        order.length !== ids.length || order.some((id, place) => id !== ids[place]),
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

const questionsArePiped: QuestionRule = (question, path) => {
  const named = question.asked_in.every((scenario) => aboutIn(question, scenario) !== "none");
  const allowed = ["district", ...(named ? ["council"] : []), ...(question.asked_in.includes("A") ? [] : ["county"])];
  return [
    ...piped(question.text, `${path}.text`, allowed),
    ...piped(question.hint, `${path}.hint`, allowed),
    ...(question.arms ?? []).flatMap(({ text }, index) => piped(text, `${path}.arms.${index}.text`, allowed)),
  ];
};

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
const namesHaveNoPlaceholders: Rule = ({ title, questions }) => [
  ...piped(title, "title", []),
  ...questions.flatMap((question, index) => {
    const path = `questions.${index}`;
    const lists = { options: question.options, bands: question.bands ?? [], merges: question.merges ?? [] };
    return [
      ...piped(question.title, `${path}.title`, []),
      ...Object.entries(lists).flatMap(([name, items]) =>
        items.flatMap(({ label }, place) => piped(label, `${path}.${name}.${place}.label`, [])),
      ),
    ];
  }),
];

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

const weightingIsOfDemographics: Rule = ({ questions, weighting }) => {
  if (weighting === undefined) return [];
  const { age, sex } = weighting;
  const asked = (id: string, path: string): readonly DocumentProblem[] => {
    const question = questions.find((one) => one.id === id);
    return [
      ...problemIf(question === undefined, path, "There is no question of this id."),
      ...problemIf(question?.role === "attitude", path, "Answers are weighted by demographic questions only."),
    ];
  };
  return [
    ...asked(age.question, "weighting.age.question"),
    ...asked(sex.question, "weighting.sex.question"),
    ...problemIf(age.question === sex.question, "weighting.sex.question", "Age and sex are two questions."),
  ];
};

const weightingNamesOptions: Rule = ({ questions, weighting }) => {
  if (weighting === undefined) return [];
  const { age, sex } = weighting;
  const ages = substantiveOptions(questions, age.question);
  const sexes = substantiveOptions(questions, sex.question);
  const message = "The question has no such option that says something.";
  const named = age.bands.map(({ option }) => option);
  return [
    ...named.flatMap((option, index) => [
      ...problemIf(!ages.includes(option), `weighting.age.bands.${index}.option`, message),
      ...problemIf(
        named.indexOf(option) < index,
        `weighting.age.bands.${index}.option`,
        "An option stands in one band only.",
      ),
    ]),
    ...problemIf(
      ages.some((option) => !named.includes(option)),
      "weighting.age.bands",
      "Every option of the age question that says something has a band of years.",
    ),
    ...problemIf(!sexes.includes(sex.female), "weighting.sex.female", message),
    ...problemIf(!sexes.includes(sex.male), "weighting.sex.male", message),
    ...problemIf(sex.female === sex.male, "weighting.sex.male", "Female and male are two options."),
  ];
};

/** Else somebody of the population would be in two bands or in none, and weights would add up to another number. */
const weightingYearsAreWhole: Rule = ({ age_floor_years, weighting }) =>
  (weighting?.age.bands ?? []).flatMap(({ from_years, to_years }, index, bands) => {
    const path = `weighting.age.bands.${index}`;
    const before = bands[index - 1];
    const last = index === bands.length - 1;
    return [
      ...problemIf(
        before === undefined && from_years !== age_floor_years,
        `${path}.from_years`,
        "The first band begins with the youngest age asked.",
      ),
      ...problemIf(
        typeof before?.to_years === "number" && from_years !== before.to_years + 1,
        `${path}.from_years`,
        "A band begins with the year after the band before it.",
      ),
      ...problemIf(last && to_years !== null, `${path}.to_years`, "The last band has no upper end."),
      ...problemIf(!last && to_years === null, `${path}.to_years`, "Only the last band has no upper end."),
      ...problemIf(to_years !== null && to_years < from_years, `${path}.to_years`, "A band ends after it begins."),
    ];
  });

const RULES: readonly Rule[] = [
  idsAreUnique,
  ofEachQuestion(optionIdsAreUnique),
  ofEachQuestion(screensAreKnown),
  screensAreUsed,
  questionsFollowScreens,
  sharedScreensHaveTitles,
  demographicsComeLast,
  ofEachQuestion(scalesAreWhole),
  ofEachQuestion(groupsAreOfOptions),
  ofEachQuestion(bandsDoNotOverlap),
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
];

function ofEachQuestion(rule: QuestionRule): Rule {
  return (questionnaire) =>
    questionnaire.questions.flatMap((question, index) => rule(question, `questions.${index}`, questionnaire));
}

function problemIf(broken: boolean, path: string, message: string): readonly DocumentProblem[] {
  return broken ? [{ path, message }] : [];
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

/** The options of a question that say something; none where there is no such question. */
function substantiveOptions(questions: readonly Question[], id: string): readonly string[] {
  const options = questions.find((question) => question.id === id)?.options ?? [];
  return options.filter(({ kind }) => kind === "substantive").map((option) => option.id);
}

function unknownOptions(question: Question, groups: readonly OptionGroup[], path: string): readonly DocumentProblem[] {
  const known = new Set(question.options.filter(({ kind }) => kind === "substantive").map(({ id }) => id));
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
    const rest = text[language].replace(/\{(\w+)\}/g, (whole, name: string) => (allowed.includes(name) ? "" : whole));
    return problemIf(/[{}]/.test(rest), `${path}.${language}`, message);
  });
}
