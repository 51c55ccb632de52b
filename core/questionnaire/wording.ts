/** What a resident reads: the right language, the right arm, the right council. All of it is text and never markup. */
import type { About, ArmOverride, Language, Option, Question, Scenario, Screen, SurveyContext, Text } from "./types.ts";

const PLACEHOLDER = /\{(council|district|county)\}/g;

/** Which council the question is about in this scenario. */
export function aboutIn(question: Pick<Question, "about" | "about_in">, scenario: Scenario): About {
  return question.about_in?.[scenario] ?? question.about;
}

/**
 * The text with the councils named. Names are put in as they are and never searched for placeholders themselves.
 * Where a name is missing the district's is used, so that nobody ever reads a brace; `document.ts` refuses
 * questionnaires in which that could happen.
 * @example pipe("{council} runs things", { district_name: "Woking Borough Council" }, "district") // => "Woking Borough Council runs things"
 */
export function pipe(
  text: string,
  context: Pick<SurveyContext, "district_name" | "county_name">,
  about: About,
): string {
  const district = context.district_name;
  const county = context.county_name ?? district;
  const council = about === "county" ? county : district;
  return text.replace(PLACEHOLDER, (_whole, name: string) =>
    name === "council" ? council : name === "county" ? county : district,
  );
}

/** The wording of a question for this resident. */
export function questionText(question: Question, context: SurveyContext, language: Language): string {
  return piped(armOf(question, context)?.text ?? question.text, question, context, language);
}

/** What stands under the question, or null. */
export function questionHint(question: Question, context: SurveyContext, language: Language): string | null {
  return question.hint === undefined ? null : piped(question.hint, question, context, language);
}

/**
 * The options in the order that this resident sees. The order of `question.options`, which is that of codes and of
 * published rows, is another and never changes.
 */
export function optionsShown(question: Question, context: Pick<SurveyContext, "arm">): readonly Option[] {
  const order = armOf(question, context)?.option_order;
  if (order === undefined) return question.options;
  return [...question.options].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

/** The heading of a screen with more than one question, or null. */
export function screenTitle(screen: Screen, context: SurveyContext, language: Language): string | null {
  return screen.title === undefined ? null : pipe(screen.title[language], context, "none");
}

/** The paragraph read before the questions of a screen, or null. */
export function screenIntro(screen: Screen, context: SurveyContext, language: Language): string | null {
  const intro = screen.intro_in?.[context.scenario] ?? screen.intro;
  return intro === undefined ? null : pipe(intro[language], context, "none");
}

function piped(text: Text, question: Question, context: SurveyContext, language: Language): string {
  return pipe(text[language], context, aboutIn(question, context.scenario));
}

function armOf(question: Question, context: Pick<SurveyContext, "arm">): ArmOverride | undefined {
  return question.arms?.find((override) => override.arm === context.arm);
}
