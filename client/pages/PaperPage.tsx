/** A questionnaire as a paper form: a first sheet with the code and what to know, then the questions. */
import type { JSX } from "preact";
import { isRouted } from "../../core/questionnaire/minutes.ts";
import { paperEarlier, paperForm } from "../../core/questionnaire/paper.ts";
import type { Questionnaire, SurveyContext } from "../../core/questionnaire/types.ts";
import { ContactDetails, Words, wordsIn } from "../components/CouncilWords.tsx";
import { localPath, type PageFrame } from "../components/Layout.tsx";
import { PaperQuestions } from "../components/paper/PaperQuestions.tsx";
import { dayInWords } from "../text/dates.ts";
import { WhoAsks } from "./SurveyPages.tsx";

/** A code as it is printed in letters: three groups. */
const CODE_GROUPS = [4, 3, 3];

/** What a paper form is made of. */
export interface PaperPageProps {
  readonly frame: PageFrame;
  /** The address of its own style sheet. */
  readonly style: string;
  readonly questionnaire: Questionnaire;
  readonly context: SurveyContext;
  readonly placeName: string;
  /** The last day on which a form may arrive. */
  readonly closesOn: string;
  /** Whether there is a box for the code of a letter, and whether it may stay empty. */
  readonly asksCode: "never" | "optional" | "always";
  readonly large: boolean;
}

/** The form, which prints without anything that is only for the screen. */
export function PaperPage(props: PaperPageProps): JSX.Element {
  const { frame, style, questionnaire, context, placeName, asksCode, large } = props;
  const { texts } = frame;
  const { language, paper, survey } = texts;
  const parts = paperForm(questionnaire, context, language);
  const numbers = new Map(
    parts.flatMap(({ groups }) =>
      groups.flatMap(({ questions }) => questions.map(({ number, question }) => [question.id, number] as const)),
    ),
  );
  const earlier = paperEarlier((id) => numbers.get(id), language);
  return (
    <html lang={language} dir={texts.journey.direction}>
      <head>
        <meta charset="utf-8" />
        <title>{`${survey.title(placeName)} – ${paper.link}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        {frame.demonstration && <meta name="robots" content="noindex" />}
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={style} />
      </head>
      <body class={large ? "p-large" : ""}>
        <AboutThisPage frame={frame} large={large} />
        <main>
          <FirstSheet {...props} />
          {asksCode !== "never" && <p class="p-empty">{paper.emptySide}</p>}
          {parts.map(({ section, only, groups }, index) => (
            <div key={section?.id ?? index}>
              {section !== null && <h2>{section.title[language]}</h2>}
              {section === null && index === 0 && <h2>{paper.questions}</h2>}
              {only !== null && <p class="p-only">{only}</p>}
              {groups.map((group) => (
                <PaperQuestions key={group.screen.id} {...{ group, texts, context, earlier, large }} />
              ))}
            </div>
          ))}
          <p class="p-end">{paper.end}</p>
        </main>
      </body>
    </html>
  );
}

function AboutThisPage({ frame, large }: Pick<PaperPageProps, "frame" | "large">): JSX.Element {
  const { texts, path, bilingual, survey } = frame;
  const { paper, journey, language } = texts;
  const other = language === "en" ? "cy" : "en";
  const size = large ? "?print=large" : "";
  return (
    <header class="p-about">
      <nav aria-label={texts.navigation.label}>
        <ul>
          <li>
            <a href={localPath(texts, survey?.path ?? "/")}>{paper.back}</a>
          </li>
          <li>
            <a href={localPath(texts, path) + (large ? "" : "?print=large")}>{large ? paper.ordinary : paper.large}</a>
          </li>
          {bilingual && (
            <li>
              <a href={(language === "en" ? `/cy${path}` : path) + size} lang={other} hreflang={other}>
                {journey.otherLanguage}
              </a>
            </li>
          )}
        </ul>
      </nav>
      <p>{paper.howToPrint}</p>
    </header>
  );
}

/** What to know before the questions. Only here is there room for a code, so that it never lies with the answers. */
function FirstSheet({ frame, questionnaire, context, placeName, closesOn, asksCode }: PaperPageProps): JSX.Element {
  const { texts } = frame;
  const { paper, survey, edges } = texts;
  const look = frame.survey?.look ?? null;
  const last = dayInWords(closesOn, texts);
  return (
    <div class="p-first">
      {frame.demonstration && (
        <p>
          <strong>{texts.demonstration}.</strong>
        </p>
      )}
      {texts.language === "cy" && !frame.welshReviewed && <p>{texts.welshUnreviewed}.</p>}
      {look !== null && <p class="p-council">{wordsIn(texts, look.name)}</p>}
      <h1>{survey.title(placeName)}</h1>
      <WhoAsks frame={frame} />
      <p>{edges.who(questionnaire.age_floor_years, placeName)}</p>
      {context.county_name !== undefined && <p>{survey.aboutCouncils(context.district_name, context.county_name)}</p>}
      {asksCode !== "never" && <CodeBox frame={frame} asksCode={asksCode} />}
      <h2>{paper.how}</h2>
      <ul>
        {[...paper.howText, ...(isRouted(questionnaire) ? [paper.routed] : [])].map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <h2>{paper.returning}</h2>
      <p>
        {paper.until(last)} {paper.online(last)}
      </p>
      <p>{look?.paper_return === undefined ? paper.returnAsk : paper.returnTo}</p>
      <div class="p-return">
        {look?.paper_return !== undefined && <Words texts={texts} words={look.paper_return} />}
      </div>
      {look?.contact !== undefined && (
        <>
          <h2>{paper.contact}</h2>
          <ContactDetails texts={texts} contact={look.contact} />
        </>
      )}
      <h2>{paper.privacy}</h2>
      <ul>
        {[...paper.privacyText, paper.privacyMore].map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  );
}

function CodeBox({ frame, asksCode }: Pick<PaperPageProps, "frame" | "asksCode">): JSX.Element {
  const { paper } = frame.texts;
  return (
    <div class="p-code">
      <h2>{paper.yourCode}</h2>
      <p>{asksCode === "always" ? paper.codeNeeded : paper.codeText}</p>
      <div class="p-code__boxes" aria-hidden="true">
        {CODE_GROUPS.flatMap((length, group) => [
          ...(group === 0 ? [] : [<span key={`gap-${group}`} class="p-code__gap" />]),
          ...Array.from({ length }, (_, index) => <span key={`${group}-${index}`} />),
        ])}
      </div>
      <p>
        <strong>{paper.codeApart}</strong> {paper.codeSheet}
      </p>
    </div>
  );
}
