/** What every type of question is drawn from: one template for all, one file a type. */
import type { FieldProblem } from "../../../core/questionnaire/form-fields.ts";
import type { Answer, Question, SurveyContext } from "../../../core/questionnaire/types.ts";
import type { EarlierChoice } from "../../../core/questionnaire/wording.ts";
import type { JourneyTexts } from "../../text/en-journey.ts";

/** One question as it stands on a page. */
export interface QuestionProps<Kind extends Question = Question> {
  readonly question: Kind;
  readonly texts: JourneyTexts;
  readonly context: SurveyContext;
  readonly earlier: EarlierChoice;
  readonly answer: Answer | undefined;
  /** What was written, to a text question or beside an option. */
  readonly text: string;
  /** Whether it is the only question of its page, and so the page's title. */
  readonly asHeading: boolean;
  /** Whether it is a row of a grid: its options then stand beside one another where there is room. */
  readonly inGrid: boolean;
  readonly problem: FieldProblem | undefined;
}

/** The id of the element that an error summary leads to: the first field of a question. */
export function questionId(question: string): string {
  return `q-${question}`;
}
