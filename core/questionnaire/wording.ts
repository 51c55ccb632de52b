/** What a resident reads: the right language, the right arm, the right council. All of it is text and never markup. */
import { chosenOptions } from "./conditions.ts";
import type {
  About,
  Answer,
  Answers,
  ArmOverride,
  ChoiceQuestion,
  Language,
  Option,
  Question,
  Questionnaire,
  Scenario,
  Screen,
  SurveyContext,
  Text,
} from "./types.ts";

const PLACEHOLDER = /\{(council|district|county|answer:([a-z0-9_]+))\}/g;

/** Stands for an earlier choice where none is known: outside the survey, where a question is shown to no one resident. */
const ELLIPSIS = "…";

/** The name of the option that was chosen at an earlier question, in the language shown; undefined where none was. */
export type EarlierChoice = (question: string) => string | undefined;

/** Which council the question is about in this scenario. */
export function aboutIn(question: Pick<Question, "about" | "about_in">, scenario: Scenario): About {
  return question.about_in?.[scenario] ?? question.about;
}

/**
 * The text with the councils and earlier choices named. Names are put in as they are and never searched for placeholders
 * themselves. Where a name is missing the district's is used, so that nobody ever reads a brace; `document.ts` refuses
 * questionnaires in which that could happen.
 * @example pipe("{council} runs things", { district_name: "Woking Borough Council" }, "district") // => "Woking Borough Council runs things"
 */
export function pipe(
  text: string,
  context: Pick<SurveyContext, "district_name" | "county_name">,
  about: About,
  earlier: EarlierChoice = nothing,
): string {
  const district = context.district_name;
  const county = context.county_name ?? district;
  const council = about === "county" ? county : district;
  return text.replace(PLACEHOLDER, (_whole, name: string, question: string | undefined) => {
    if (question !== undefined) return earlier(question) ?? ELLIPSIS;
    return name === "council" ? council : name === "county" ? county : district;
  });
}

function nothing(): undefined {
  return undefined;
}

/** What was chosen at questions of one choice, for texts that name it: the option's own name, never what was written. */
export function earlierChoices(
  { questions }: Pick<Questionnaire, "questions">,
  answers: Answers,
  language: Language,
): EarlierChoice {
  return (id) => {
    const question = questions.find((one) => one.id === id);
    const answer = Object.hasOwn(answers, id) ? answers[id] : undefined;
    return question === undefined ? undefined : chosenLabels(question, answer, language)[0];
  };
}

/** The names of the options of an answer, in code-list order. */
export function chosenLabels(question: Question, answer: Answer | undefined, language: Language): readonly string[] {
  if (question.type === "text") return [];
  const chosen = chosenOptions(answer);
  return question.options.filter(({ id }) => chosen.includes(id)).map(({ label }) => label[language]);
}

/** The wording of a question for this resident. */
export function questionText(
  question: Question,
  context: SurveyContext,
  language: Language,
  earlier: EarlierChoice = nothing,
): string {
  return piped(armOf(question, context)?.text ?? question.text, question, context, language, earlier);
}

/** What stands under the question, or null. */
export function questionHint(
  question: Question,
  context: SurveyContext,
  language: Language,
  earlier: EarlierChoice = nothing,
): string | null {
  return question.hint === undefined ? null : piped(question.hint, question, context, language, earlier);
}

/**
 * The options in the order that this resident sees. The order of `question.options`, which is that of codes and of
 * published rows, is another and never changes.
 */
export function optionsShown(question: ChoiceQuestion, context: Pick<SurveyContext, "arm">): readonly Option[] {
  const order = armOf(question, context)?.option_order;
  if (order === undefined) return question.options;
  return [...question.options].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

/** The heading of a screen with more than one question, or null. */
export function screenTitle(
  screen: Screen,
  context: SurveyContext,
  language: Language,
  earlier: EarlierChoice = nothing,
): string | null {
  return screen.title === undefined ? null : pipe(screen.title[language], context, "none", earlier);
}

/** The paragraph read before the questions of a screen, or null. */
export function screenIntro(
  screen: Screen,
  context: SurveyContext,
  language: Language,
  earlier: EarlierChoice = nothing,
): string | null {
  const intro = screen.intro_in?.[context.scenario] ?? screen.intro;
  return intro === undefined ? null : pipe(intro[language], context, "none", earlier);
}

function piped(
  text: Text,
  question: Question,
  context: SurveyContext,
  language: Language,
  earlier: EarlierChoice,
): string {
  return pipe(text[language], context, aboutIn(question, context.scenario), earlier);
}

function armOf(question: Question, context: Pick<SurveyContext, "arm">): ArmOverride | undefined {
  return question.arms?.find((override) => override.arm === context.arm);
}
