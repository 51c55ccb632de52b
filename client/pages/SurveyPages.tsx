/** The survey's pages as documents: start, the pages in between without JavaScript, thank-you, and what can go wrong. */
import type { JSX } from "preact";
import { EmptyBox } from "../components/EmptyBox.tsx";
import type { ControlTexts } from "../text/en-controls.ts";
import { CodeField } from "../components/CodeField.tsx";
import { ContactDetails, hasWays, WaysToTakePart, Words, wordsIn } from "../components/CouncilWords.tsx";
import { ErrorSummary } from "../components/ErrorSummary.tsx";
import { Finder } from "../components/Finder.tsx";
import { HelpLinks } from "../components/HelpLinks.tsx";
import { Layout, localPath, type PageFrame } from "../components/Layout.tsx";
import { type SurveyFormProps, SurveyScreen, surveyTitle, type SurveyView } from "../components/SurveyScreens.tsx";
import type { SurveyContext } from "../../core/questionnaire/types.ts";
import { areasInWords } from "../models/areas.ts";
import type { SurveyData } from "../models/survey-model.ts";
import { dayInWords } from "../text/dates.ts";

/** What the start page says and carries. */
export interface StartPageProps {
  readonly frame: PageFrame;
  readonly script: string;
  readonly data: SurveyData;
  readonly context: SurveyContext;
  /** The frame in the other language, where the wave offers both. */
  readonly otherFrame: PageFrame | undefined;
  readonly placeName: string;
  readonly questions: number;
  readonly screens: number;
  readonly minutes: number;
  readonly hidden: Readonly<Record<string, string>>;
  /** Whether there is a box for the code of a letter, and whether it may stay empty. */
  readonly asksCode: "never" | "optional" | "always";
  /** What keeps the survey from beginning, and where it is put right. */
  readonly problem: { readonly text: string; readonly href: "#code" | "#remark" | "#start" } | null;
  readonly controls: ControlTexts;
}

/** Before the first question: who asks, how long it takes, and what becomes of the answers. */
export function StartPage(props: StartPageProps): JSX.Element {
  const { frame, script, data, placeName } = props;
  const { texts } = frame;
  const { survey, journey } = texts;
  const { context } = props;
  const { problem } = props;
  const codeError = problem?.href === "#code" ? problem.text : null;
  return (
    <Layout frame={frame} title={survey.title(placeName)} script={script} otherFrame={props.otherFrame}>
      <div id="errors">
        <ErrorSummary title={journey.problem} errors={problem === null ? [] : [problem]} />
      </div>
      <h1 class="govuk-heading-l" tabIndex={-1}>
        {survey.title(placeName)}
      </h1>
      <WhoAsks frame={frame} />
      {context.county_name !== undefined && (
        <p class="govuk-body">{survey.aboutCouncils(context.district_name, context.county_name)}</p>
      )}
      <WhoMayAnswer frame={frame} age={data.questionnaire.age_floor_years} placeName={placeName} />
      <p class="govuk-body">
        {texts.start.length(props.questions, props.screens, props.minutes)} {survey.voluntary}
      </p>
      <p class="govuk-body">
        {survey.anonymous}{" "}
        <a class="govuk-link" href={localPath(texts, `${frame.path}/privacy`)}>
          {survey.privacyLink}
        </a>
      </p>
      <div id="saved-answers" />
      <form method="post" action={localPath(texts, frame.path)} autocomplete="off" noValidate>
        {Object.entries(props.hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {props.asksCode !== "never" && (
          <div id="code-field">
            <CodeField texts={journey} error={codeError} optional={props.asksCode === "optional"} />
          </div>
        )}
        <EmptyBox texts={props.controls} filled={problem?.href === "#remark"} />
        <button class="govuk-button" name="go" value="next" id="start">
          {survey.start}
        </button>
      </form>
      <p class="govuk-body">
        <a class="govuk-link" href={localPath(texts, `/survey/${data.wave}/find`)}>
          {survey.wrongPlace}
        </a>
      </p>
      <OtherWays frame={frame} />
      <HelpLinks
        texts={texts}
        path={frame.path}
        age={data.questionnaire.age_floor_years}
        topics={["no-fixed-address", "helping"]}
      >
        <li>
          <a class="govuk-link" href={localPath(texts, `${frame.path}/paper`)}>
            {texts.paper.link}
          </a>
        </li>
      </HelpLinks>
      <script
        type="application/json"
        id="survey-data"
        // oxlint-disable-next-line react/no-danger -- JSON with every "<" escaped: it cannot end the element.
        dangerouslySetInnerHTML={{ __html: JSON.stringify(data).replaceAll("<", "\\u003c") }}
      />
    </Layout>
  );
}

function WhoMayAnswer({
  frame: { texts, path },
  age,
  placeName,
}: {
  frame: PageFrame;
  age: number;
  placeName: string;
}): JSX.Element {
  const { edges } = texts;
  return (
    <p class="govuk-body">
      {edges.who(age, placeName)}{" "}
      <a class="govuk-link" href={localPath(texts, `${path}/help/too-young`)}>
        {edges.tooYoungLink(age)}
      </a>
    </p>
  );
}

/** Who asks, and why: in the council's own words where it has written some. */
export function WhoAsks({ frame: { texts, survey } }: { frame: PageFrame }): JSX.Element {
  const look = survey?.look ?? null;
  if (look?.who_asks !== undefined) {
    return (
      <p class="govuk-body-l">
        <Words texts={texts} words={look.who_asks} />
      </p>
    );
  }
  const who = look === null ? texts.survey.whoAsks : texts.start.whoAsks(wordsIn(texts, look.name));
  return (
    <p class="govuk-body-l">
      {who} {texts.start.why}
    </p>
  );
}

/** How to take part otherwise, and whom to ask; nothing where the council has said nothing of it. */
function OtherWays({ frame: { texts, survey } }: { frame: PageFrame }): JSX.Element | null {
  const look = survey?.look ?? null;
  if (look === null || (!hasWays(look) && look.contact === undefined)) return null;
  return (
    <>
      {hasWays(look) && (
        <section>
          <h2 class="govuk-heading-m">{texts.start.ways}</h2>
          <WaysToTakePart texts={texts} look={look} />
        </section>
      )}
      {look.contact !== undefined && (
        <section>
          <h2 class="govuk-heading-m">{texts.start.contact}</h2>
          <ContactDetails texts={texts} contact={look.contact} />
        </section>
      )}
    </>
  );
}

/** A page between start and thank-you, whole, for browsers without JavaScript. */
export function StepPage({
  frame,
  view,
  form,
}: {
  readonly frame: PageFrame;
  readonly view: SurveyView;
  readonly form: SurveyFormProps;
}): JSX.Element {
  const title = surveyTitle(view);
  const failed =
    Object.keys(view.wrong).length > 0 ||
    (view.alsoWrong ?? []).length > 0 ||
    view.message !== undefined ||
    view.codeError !== undefined;
  return (
    <Layout frame={frame} title={failed ? frame.texts.journey.errorPrefix + title : title}>
      <SurveyScreen view={view} form={form} />
    </Layout>
  );
}

/** After the answers were taken. The same for everybody: for a fresh and a spent code, a first and a tenth sending. */
export function ThankYouPage({
  frame,
  placeName,
  placeSlug,
  resultsOn,
  withCodes,
}: {
  readonly frame: PageFrame;
  readonly placeName: string;
  readonly placeSlug: string;
  readonly resultsOn: string;
  readonly withCodes: boolean;
}): JSX.Element {
  const { texts } = frame;
  const { survey } = texts;
  return (
    <Layout frame={frame} title={survey.thanks}>
      <div class="s-panel">
        <h1 class="govuk-heading-xl s-panel__title">{survey.thanks}</h1>
        <p class="govuk-body-l s-panel__title">{survey.thanksBody}</p>
      </div>
      <p class="govuk-body-l">{frame.demonstration ? survey.trial : survey.resultsOn(dayInWords(resultsOn, texts))}</p>
      <p class="govuk-body">
        {survey.firstCount} {withCodes && survey.codeOnce}
      </p>
      <noscript>
        <p class="govuk-body">{survey.closeWindow}</p>
      </noscript>
      <p class="govuk-body">
        <a class="govuk-link" href={localPath(texts, `/places/${placeSlug}`)}>
          {survey.seePlace(placeName)}
        </a>
      </p>
    </Layout>
  );
}

/** What the page of a wave's places is made of. */
export interface ChoosePlaceProps {
  readonly frame: PageFrame;
  readonly script: string;
  readonly wave: string;
  readonly age: number;
  readonly places: readonly { readonly code: string; readonly name: string }[];
  /** The place that was asked for, and is none of the wave's: `known` where there is such a place. */
  readonly refused: { readonly known: { readonly name: string; readonly slug: string } | null } | null;
}

/** Which of a wave's places the resident lives in. */
export function ChoosePlacePage({ frame, script, wave, age, places, refused }: ChoosePlaceProps): JSX.Element {
  const { texts } = frame;
  const { survey, edges } = texts;
  const title = refused === null ? survey.choosePlace : survey.notHereTitle;
  const codes = places.map(({ code }) => code);
  const areas = areasInWords(
    texts,
    places.map(({ name }) => name),
  );
  const known = refused?.known ?? null;
  return (
    <Layout frame={frame} title={title} script={script}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        {edges.livesIn(areas)} {known !== null && edges.notAskedIn(known.name)}
      </p>
      {known !== null && (
        <p class="govuk-body">
          <a class="govuk-link" href={localPath(texts, `/places/${known.slug}`)}>
            {edges.readResults(known.name)}
          </a>
        </p>
      )}
      {!frame.demonstration && (
        <Finder
          texts={texts}
          target={localPath(texts, `/survey/${wave}/{code}`)}
          list="#councils"
          help={`/survey/${wave}`}
          asks={{ places: codes, areas }}
        />
      )}
      <h2 class="govuk-heading-m" id="councils">
        {edges.listTitle}
      </h2>
      <ul class="s-list govuk-body">
        {places.map(({ code, name }) => (
          <li key={code}>
            <a class="govuk-link" href={localPath(texts, `/survey/${wave}/${code}`)}>
              {name}
            </a>
          </li>
        ))}
      </ul>
      <HelpLinks
        texts={texts}
        path={`/survey/${wave}`}
        age={age}
        topics={["no-fixed-address", "new-postcode", "northern-ireland", "helping"]}
      />
    </Layout>
  );
}

/** Plain words for somebody who cannot simply answer, and the ways on. */
export function HelpPage({
  frame,
  title,
  body,
  links,
}: {
  readonly frame: PageFrame;
  readonly title: string;
  readonly body: readonly string[];
  readonly links: readonly { readonly text: string; readonly href: string }[];
}): JSX.Element {
  return (
    <Layout frame={frame} title={title}>
      <h1 class="govuk-heading-l">{title}</h1>
      {body.map((text) => (
        <p key={text} class="govuk-body">
          {text}
        </p>
      ))}
      {links.map(({ text, href }) => (
        <p key={href} class="govuk-body">
          <a class="govuk-link" href={href}>
            {text}
          </a>
        </p>
      ))}
    </Layout>
  );
}

/** A page that says one thing, and one way on. */
export function MessagePage({
  frame,
  title,
  body,
  link,
  script,
}: {
  readonly frame: PageFrame;
  readonly title: string;
  readonly body: string;
  readonly script?: string;
  readonly link?: { readonly text: string; readonly href: string };
}): JSX.Element {
  return (
    <Layout frame={frame} title={title} {...(script === undefined ? {} : { script })}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{body}</p>
      {link !== undefined && (
        <p class="govuk-body">
          <a class="govuk-link" href={link.href}>
            {link.text}
          </a>
        </p>
      )}
    </Layout>
  );
}
