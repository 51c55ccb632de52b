/**
 * The pages of the survey between start and thank-you. The server renders them into forms that work by themselves;
 * the browser renders the same components and takes the same steps without asking the server.
 */
import type { ComponentChildren, JSX } from "preact";
import { journey } from "../../core/questionnaire/journey.ts";
import { type Progress, standing } from "../../core/questionnaire/steps.ts";
import type { Question, Questionnaire, SurveyContext } from "../../core/questionnaire/types.ts";
import { questionText, screenIntro, screenTitle } from "../../core/questionnaire/wording.ts";
import type { SurveyTexts } from "../text/en-survey.ts";
import { CodeField } from "./CodeField.tsx";
import { ErrorSummary } from "./ErrorSummary.tsx";
import { QuestionFields } from "./QuestionFields.tsx";

/** What the pages are made from. */
export interface SurveyView {
  readonly texts: SurveyTexts;
  readonly questionnaire: Questionnaire;
  readonly context: SurveyContext;
  readonly progress: Progress;
  /** Questions whose field held something that is none of their options. */
  readonly wrong: readonly string[];
  /** What went wrong with the sending. */
  readonly message?: string | undefined;
  /** What was wrong with the code: asks for it again, beside the answers, so that none is lost. */
  readonly codeError?: string | undefined;
}

/** A form of the survey: where it is posted, and what it carries unseen. The browser takes over through `onSubmit`. */
export interface SurveyFormProps {
  readonly action: string;
  readonly hidden: Readonly<Record<string, string>>;
  readonly onSubmit?: ((event: SubmitEvent) => void) | undefined;
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

function QuestionScreen({
  view,
  form,
  screen,
  number,
  of,
}: {
  view: SurveyView;
  form: SurveyFormProps;
} & NonNullable<ReturnType<typeof standing>>): JSX.Element {
  const { texts, context, progress, wrong } = view;
  const { language } = texts;
  const asHeading = screen.questions.length === 1;
  const intro = screenIntro(screen.screen, context, language);
  const errors = screen.questions.filter(({ id }) => wrong.includes(id));
  return (
    <SurveyForm form={form} back={texts.survey.back}>
      <ErrorSummary
        title={texts.survey.problem}
        errors={errors.map((question) => ({
          text: `${question.title[language]}: ${texts.survey.chooseListed}`,
          href: `#q-${question.id}`,
        }))}
      />
      <p class="govuk-body s-progress">{texts.survey.progress(number, of)}</p>
      {!asHeading && (
        <h1 class="govuk-heading-l" tabIndex={-1}>
          {screenTitle(screen.screen, context, language)}
        </h1>
      )}
      {intro !== null && <p class="govuk-body">{intro}</p>}
      {screen.questions.map((question) => (
        <QuestionFields
          key={question.id}
          question={question}
          context={context}
          language={language}
          answers={progress.answers}
          asHeading={asHeading}
          error={wrong.includes(question.id) ? texts.survey.chooseListed : undefined}
        />
      ))}
      <button class="govuk-button" name="go" value="next">
        {texts.survey.continue}
      </button>
    </SurveyForm>
  );
}

function CheckScreen({ view, form }: { view: SurveyView; form: SurveyFormProps }): JSX.Element {
  const { texts, questionnaire, context, progress, message, codeError } = view;
  const errors = [
    ...(codeError === undefined ? [] : [{ text: codeError, href: "#code" }]),
    ...(message === undefined ? [] : [{ text: message, href: "#send" }]),
  ];
  const path = journey(questionnaire, context, progress.answers);
  return (
    <SurveyForm form={form} back={texts.survey.back}>
      <ErrorSummary title={texts.survey.problem} errors={errors} />
      <h1 class="govuk-heading-l" tabIndex={-1}>
        {texts.survey.check}
      </h1>
      <p class="govuk-body">{texts.survey.checkText}</p>
      <dl class="govuk-summary-list">
        {path.flatMap(({ screen, questions }) =>
          questions.map((question) => (
            <CheckRow key={question.id} view={view} question={question} screen={screen.id} />
          )),
        )}
      </dl>
      {codeError !== undefined && <CodeField texts={texts} error={codeError} />}
      <button class="govuk-button" name="go" value="submit" id="send">
        {texts.survey.send}
      </button>
    </SurveyForm>
  );
}

function CheckRow({ view, question, screen }: { view: SurveyView; question: Question; screen: string }): JSX.Element {
  const { texts, context, progress } = view;
  const { language } = texts;
  const chosen = question.options.find(({ id }) => id === progress.answers[question.id]);
  return (
    <div class="govuk-summary-list__row">
      <dt class="govuk-summary-list__key">{questionText(question, context, language)}</dt>
      <dd class="govuk-summary-list__value">{chosen?.label[language] ?? texts.survey.notAnswered}</dd>
      <dd class="govuk-summary-list__actions">
        <button class="s-link-button" name="go" value={`change:${screen}`}>
          {texts.survey.change}
          <span class="govuk-visually-hidden"> {question.title[language]}</span>
        </button>
      </dd>
    </div>
  );
}

/** The first button is the one that Enter presses, so Continue comes first in the document and Back is shown above it. */
function SurveyForm({
  form,
  back,
  children,
}: {
  form: SurveyFormProps;
  back: string;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <form
      method="post"
      action={form.action}
      autocomplete="off"
      noValidate
      {...(form.onSubmit === undefined ? {} : { onSubmit: form.onSubmit })}
    >
      {Object.entries(form.hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button class="govuk-visually-hidden" name="go" value="next" tabIndex={-1} aria-hidden="true" />
      <button class="s-back" name="go" value="back">
        {back}
      </button>
      {children}
    </form>
  );
}
