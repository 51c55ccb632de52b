/**
 * The pages of the survey between start and thank-you. The server renders them into forms that work by themselves;
 * the browser renders the same components and takes the same steps without asking the server.
 */
import type { ComponentChildren, JSX } from "preact";
import type { FieldProblem } from "../../core/questionnaire/form-fields.ts";
import { journey } from "../../core/questionnaire/journey.ts";
import { sectionOf } from "../../core/questionnaire/lookups.ts";
import { type Progress, standing } from "../../core/questionnaire/steps.ts";
import { asksForWords } from "../../core/questionnaire/texts.ts";
import type { Question, Questionnaire, SurveyContext } from "../../core/questionnaire/types.ts";
import {
  chosenLabels,
  earlierChoices,
  questionText,
  screenIntro,
  screenTitle,
} from "../../core/questionnaire/wording.ts";
import { fill, type JourneyTexts } from "../text/en-journey.ts";
import { CodeField } from "./CodeField.tsx";
import { KeepOnDevice, type Keeping } from "./DraftNotices.tsx";
import { ErrorSummary } from "./ErrorSummary.tsx";
import { problemText } from "./questions/problem-text.ts";
import { questionId } from "./questions/question-props.ts";
import { QuestionGroup } from "./questions/QuestionGroup.tsx";

/** What the pages are made from. */
export interface SurveyView {
  readonly texts: JourneyTexts;
  readonly questionnaire: Questionnaire;
  readonly context: SurveyContext;
  readonly progress: Progress;
  /** What is wrong with the fields of the page, by question. */
  readonly wrong: Readonly<Record<string, FieldProblem>>;
  /** What else is wrong, each with the place where it is put right. */
  readonly alsoWrong?: readonly { readonly text: string; readonly href: string }[] | undefined;
  /** What went wrong with the sending. */
  readonly message?: string | undefined;
  /** Whether the answers are kept on the device; absent where nothing can be kept, as on the server. */
  readonly kept?: Keeping | undefined;
  /** What the answers wait for. */
  readonly waiting?: string | undefined;
  /** What was wrong with the code: asks for it again, beside the answers, so that none is lost. */
  readonly codeError?: string | undefined;
}

/** A form of the survey: where it is posted, and what it carries unseen. The browser takes over through `onSubmit`. */
export interface SurveyFormProps {
  readonly action: string;
  readonly hidden: Readonly<Record<string, string>>;
  /** Where the form goes to be shown in the other language; null where the wave offers one alone. */
  readonly otherAction: string | null;
  readonly onSubmit?: ((event: SubmitEvent) => void) | undefined;
  /** What the form holds besides, before its buttons. */
  readonly more?: ComponentChildren;
}

/** The page where the resident stands: a question, or check your answers. */
export function SurveyScreen({ view, form }: { view: SurveyView; form: SurveyFormProps }): JSX.Element {
  const place = standing(view.questionnaire, view.context, view.progress);
  return place === null ? (
    <CheckScreen view={view} form={form} />
  ) : (
    <QuestionScreen view={view} form={form} {...place} />
  );
}

/**
 * The title of the page where the resident stands: its number and no more. Browsers keep titles with their history, and
 * what a question asks of those who gave an answer before says that they gave it.
 */
export function surveyTitle({ texts, questionnaire, context, progress }: SurveyView): string {
  const at = standing(questionnaire, context, progress);
  return at === null ? texts.check : fill(texts.page, { number: at.number });
}

function QuestionScreen({
  view,
  form,
  screen: { screen, questions },
  number,
  of,
}: {
  view: SurveyView;
  form: SurveyFormProps;
} & NonNullable<ReturnType<typeof standing>>): JSX.Element {
  const { texts, questionnaire, context, progress, wrong } = view;
  const { language } = texts;
  const asHeading = questions.length === 1;
  const earlier = earlierChoices(questionnaire, progress.answers, language);
  const intro = screenIntro(screen, context, language, earlier);
  const section = sectionOf(questionnaire, screen.id);
  const wrongHere = questions.flatMap((question) => {
    const problem = wrong[question.id];
    if (problem === undefined) return [];
    const text = problemText(texts, question, problem);
    const own = problem === "text.too_long" && question.type !== "text" ? "-text" : "";
    return [{ text: `${question.title[language]}: ${text}`, href: `#${questionId(question.id)}${own}` }];
  });
  return (
    <SurveyForm form={form} texts={texts}>
      <ErrorSummary title={texts.problem} errors={[...(view.alsoWrong ?? []), ...wrongHere]} />
      <p class="govuk-body s-progress">{fill(texts.progress, { number, of })}</p>
      {section !== undefined && <p class="govuk-caption-l">{section.title[language]}</p>}
      {!asHeading && (
        <h1 class="govuk-heading-l" tabIndex={-1}>
          {screenTitle(screen, context, language, earlier)}
        </h1>
      )}
      {intro !== null && <p class="govuk-body">{intro}</p>}
      {questions.map((question) => (
        <QuestionGroup
          key={question.id}
          {...{ question, texts, context, earlier, asHeading }}
          inGrid={screen.grid === true}
          answer={progress.answers[question.id]}
          text={progress.texts[question.id] ?? ""}
          problem={wrong[question.id]}
        />
      ))}
      {form.more}
      <button class="govuk-button" name="go" value="next" id="send-page">
        {texts.continue}
      </button>
      {view.kept !== undefined && <KeepOnDevice texts={texts} kept={view.kept} />}
    </SurveyForm>
  );
}

function CheckScreen({ view, form }: { view: SurveyView; form: SurveyFormProps }): JSX.Element {
  const { texts, questionnaire, context, progress, message, codeError } = view;
  const errors = [
    ...(view.alsoWrong ?? []),
    ...(codeError === undefined ? [] : [{ text: codeError, href: "#code" }]),
    ...(message === undefined ? [] : [{ text: message, href: "#send" }]),
  ];
  const path = journey(questionnaire, context, progress.answers);
  return (
    <SurveyForm form={form} texts={texts}>
      <ErrorSummary title={texts.problem} errors={errors} />
      <h1 class="govuk-heading-l" tabIndex={-1}>
        {texts.check}
      </h1>
      <p class="govuk-body">{texts.checkText}</p>
      <dl class="govuk-summary-list">
        {path.flatMap(({ screen, questions }) =>
          questions.map((question) => (
            <CheckRow key={question.id} view={view} question={question} screen={screen.id} />
          )),
        )}
      </dl>
      {codeError !== undefined && <CodeField texts={texts} error={codeError} />}
      {form.more}
      <button class="govuk-button" name="go" value="submit" id="send">
        {texts.send}
      </button>
      <p class="govuk-body" role="status">
        {view.waiting}
      </p>
      {view.kept !== undefined && <KeepOnDevice texts={texts} kept={view.kept} />}
    </SurveyForm>
  );
}

function CheckRow({ view, question, screen }: { view: SurveyView; question: Question; screen: string }): JSX.Element {
  const { texts, questionnaire, context, progress } = view;
  const { language } = texts;
  const answer = progress.answers[question.id];
  const written = asksForWords(question, answer) ? progress.texts[question.id] : undefined;
  const lines = [...chosenLabels(question, answer, language), ...(written === undefined ? [] : [written])];
  const earlier = earlierChoices(questionnaire, progress.answers, language);
  return (
    <div class="govuk-summary-list__row">
      <dt class="govuk-summary-list__key">{questionText(question, context, language, earlier)}</dt>
      <dd class="govuk-summary-list__value">
        {lines.length === 0
          ? texts.notAnswered
          : lines.map((line) => (
              <p key={line} class="s-answer">
                {line}
              </p>
            ))}
      </dd>
      <dd class="govuk-summary-list__actions">
        <button class="s-link-button" name="go" value={`change:${screen}`}>
          {texts.change}
          <span class="govuk-visually-hidden"> {question.title[language]}</span>
        </button>
      </dd>
    </div>
  );
}

/**
 * The first button is the one that Enter presses, so Continue comes first in the document and Back is shown above it.
 * The language is a button too: the form goes with it, so that nothing is lost.
 */
function SurveyForm({
  form,
  texts,
  children,
}: {
  form: SurveyFormProps;
  texts: JourneyTexts;
  children: ComponentChildren;
}): JSX.Element {
  const { action, otherAction, hidden, onSubmit } = form;
  const other = texts.language === "en" ? "cy" : "en";
  return (
    <form method="post" action={action} autocomplete="off" noValidate {...(onSubmit === undefined ? {} : { onSubmit })}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button class="govuk-visually-hidden" name="go" value="next" tabIndex={-1} aria-hidden="true" />
      <div class="s-form-head">
        <button class="s-back" name="go" value="back">
          {texts.back}
        </button>
        {otherAction !== null && (
          <button class="s-link-button" name="go" value="language" formAction={otherAction} lang={other}>
            {texts.otherLanguage}
          </button>
        )}
      </div>
      {children}
    </form>
  );
}
