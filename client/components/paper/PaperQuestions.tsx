/** Questions on paper: boxes to tick, lines to write on, and grids as tables. */
import type { JSX } from "preact";
import type { PaperGroup, PaperQuestion } from "../../../core/questionnaire/paper.ts";
import type { ChoiceQuestion, Option, SurveyContext } from "../../../core/questionnaire/types.ts";
import {
  type EarlierChoice,
  optionsShown,
  questionHint,
  questionText,
  screenIntro,
  screenTitle,
} from "../../../core/questionnaire/wording.ts";
import type { Texts } from "../../text/en.ts";

const LINES_OF_A_LONG_TEXT = 6;

/** From so many answers that are numbers on, they stand beside one another. */
const ROW_MIN = 5;

/** So many questions with the same answers make a table. */
const TABLE_MIN = 3;

/** What every part of the form is made with. */
export interface PaperParts {
  readonly texts: Texts;
  readonly context: SurveyContext;
  readonly earlier: EarlierChoice;
  /** In large print there is one column and no table. */
  readonly large: boolean;
}

/** The questions of one screen: one under another, or as a table. */
export function PaperQuestions({ group, ...parts }: PaperParts & { readonly group: PaperGroup }): JSX.Element {
  const { texts, context, earlier, large } = parts;
  const { screen, questions } = group;
  const title = questions.length < 2 ? null : screenTitle(screen, context, texts.language, earlier);
  const intro = screenIntro(screen, context, texts.language, earlier);
  return (
    <div class="p-group">
      {title !== null && <p class="p-title">{title}</p>}
      {intro !== null && <p class="p-intro">{intro}</p>}
      {!large && standsAsTable(group) ? (
        <Grid {...parts} title={title ?? intro ?? texts.paper.questions} questions={questions} />
      ) : (
        questions.map((one) => <OneQuestion key={one.number} {...parts} {...one} />)
      )}
    </div>
  );
}

/** Rows of a grid, and any three questions that all have the same answers: a table saves pages. */
function standsAsTable({ screen, questions }: PaperGroup): boolean {
  const answers = questions.map(({ question }) =>
    question.type === "text" || question.options.some(({ own_words }) => own_words !== undefined)
      ? null
      : JSON.stringify([question.type, question.options.map(({ id, label }) => [id, label])]),
  );
  const [first] = answers;
  if (first === null || answers.some((one) => one !== first)) return false;
  return questions.length >= (screen.grid === true ? 2 : TABLE_MIN);
}

function OneQuestion({ number, question, only, ...parts }: PaperParts & PaperQuestion): JSX.Element {
  const { texts, context, earlier } = parts;
  const { paper, language } = texts;
  const id = `question-${number}`;
  const hint = questionHint(question, context, language, earlier);
  const does = question.type === "text" ? paper.write : question.type === "multiple" ? paper.tickAll : paper.tickOne;
  return (
    <section class="p-question" aria-labelledby={id}>
      <h3 id={id}>
        <span class="p-number">{paper.question(number)}</span> {questionText(question, context, language, earlier)}
      </h3>
      {only !== null && <p class="p-only">{only}</p>}
      <p class="p-hint">
        {hint} {does}
      </p>
      {question.type === "text" ? (
        <Lines count={question.lines === "one" ? 1 : LINES_OF_A_LONG_TEXT} />
      ) : (
        <Options {...parts} question={question} />
      )}
    </section>
  );
}

function Options({ question, texts, context }: PaperParts & { readonly question: ChoiceQuestion }): JSX.Element {
  const options = optionsShown(question, context);
  const isScale = options.filter(({ label }) => /^\d/.test(label[texts.language])).length >= ROW_MIN;
  return (
    <ul class={`p-options${isScale ? " p-options--row" : ""}`}>
      {options.map((option) => (
        <li key={option.id}>
          <Box question={question} />
          <span>
            {option.label[texts.language]}
            {option.exclusive === true && ` (${texts.paper.alone})`}
            <OwnWords option={option} texts={texts} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function OwnWords({ option: { own_words }, texts }: { option: Option; texts: Texts }): JSX.Element | null {
  if (own_words === undefined) return null;
  return (
    <span class="p-own">
      {own_words.label[texts.language]}. {texts.paper.write}
      <span class="p-line" />
    </span>
  );
}

/** Round where one answer is ticked, square where several may be. */
function Box({ question }: { question: Pick<ChoiceQuestion, "type"> }): JSX.Element {
  return <span class={`p-box${question.type === "single" ? " p-box--round" : ""}`} aria-hidden="true" />;
}

function Lines({ count }: { count: number }): JSX.Element {
  return (
    <>
      {Array.from({ length: count }, (_, index) => (
        <span key={index} class="p-line" />
      ))}
    </>
  );
}

function Grid({
  title,
  questions,
  ...parts
}: PaperParts & { readonly title: string; readonly questions: readonly PaperQuestion[] }): JSX.Element {
  const { texts, context, earlier } = parts;
  const { paper, language } = texts;
  const choices = questions.flatMap(({ question }) => (question.type === "text" ? [] : [question]));
  const [first] = choices;
  const options = first === undefined ? [] : optionsShown(first, context);
  return (
    <div class="p-scroll p-block" tabIndex={0} role="group" aria-label={title}>
      <table>
        <caption>{first?.type === "multiple" ? paper.tickAll : paper.tickOneEach}</caption>
        <thead>
          <tr>
            <th scope="col" class="p-rows">
              {texts.evidence.question}
            </th>
            {options.map((option) => (
              <th key={option.id} scope="col">
                {option.label[language]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {questions.map(({ number, question, only }) => (
            <tr key={number}>
              <th scope="row">
                <strong class="p-number">{paper.question(number)}</strong>{" "}
                {questionText(question, context, language, earlier)}{" "}
                {questionHint(question, context, language, earlier)}
                {only !== null && <em> {only}</em>}
              </th>
              {question.type !== "text" &&
                options.map((option) => (
                  <td key={option.id}>
                    <Box question={question} />
                  </td>
                ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
