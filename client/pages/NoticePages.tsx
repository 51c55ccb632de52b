/** The privacy notice and the accessibility statement, of the whole site or of one survey. */
import type { ComponentChildren, JSX } from "preact";
import { ContactDetails, hasWays, WaysToTakePart, Words, wordsIn } from "../components/CouncilWords.tsx";
import { Layout, type PageFrame } from "../components/Layout.tsx";
import { Points } from "../components/Points.tsx";
import { dayInWords } from "../text/dates.ts";
import { NOTICE_VERSION, type NoticeParagraph, type NoticeSection, STATEMENT_DATES } from "../text/notices.ts";

/** What happens to answers, in two layers: some sentences, and then everything. */
export function PrivacyPage({ frame }: { readonly frame: PageFrame }): JSX.Element {
  const { texts, survey } = frame;
  const { privacy } = texts;
  const name = survey?.look?.name;
  const { number, date } = NOTICE_VERSION;
  const title = survey === undefined ? privacy.title : privacy.surveyTitle;
  return (
    <Layout frame={frame} title={title}>
      <h1 class="govuk-heading-xl">{title}</h1>
      <p class="govuk-body s-small">{privacy.version(number, dayInWords(date, texts))}</p>
      <h2 class="govuk-heading-l" id="short">
        {privacy.shortTitle}
      </h2>
      <Points
        items={[name === undefined ? privacy.asksUnnamed : privacy.asks(wordsIn(texts, name)), ...privacy.short]}
      />
      <h2 class="govuk-heading-l" id="full">
        {privacy.fullTitle}
      </h2>
      <Responsible frame={frame} />
      <LawfulBasis frame={frame} />
      {privacy.sections.map((section) => (
        <Section key={section.title} below {...section} />
      ))}
    </Layout>
  );
}

function Responsible({ frame }: { frame: PageFrame }): JSX.Element {
  const { texts, survey } = frame;
  const { responsible } = texts.privacy;
  const look = survey?.look ?? null;
  if (look === null) {
    const more = survey === undefined ? responsible.everySurvey : responsible.notYet;
    const whose = frame.demonstration || survey === undefined ? [responsible.demonstration] : [];
    const told = frame.demonstration ? [] : [more];
    return <Section below title={responsible.title} body={[...responsible.unnamed, ...told, ...whose]} />;
  }
  const { contact } = look;
  const body = [
    ...(frame.demonstration ? responsible.invented : responsible.council)(wordsIn(texts, look.name)),
    contact === undefined ? responsible.noContact : responsible.reach,
  ];
  return (
    <Section below title={responsible.title} body={body}>
      {contact !== undefined && <ContactDetails texts={texts} contact={contact} />}
    </Section>
  );
}

function LawfulBasis({ frame: { texts, survey } }: { frame: PageFrame }): JSX.Element {
  const { why } = texts.privacy;
  const own = survey?.look?.lawful_basis;
  return (
    <Section below title={why.title} body={own === undefined ? [why.purpose, why.basis] : [why.purpose]}>
      {own !== undefined && (
        <p class="govuk-body">
          <Words texts={texts} words={own} />
        </p>
      )}
    </Section>
  );
}

/** The accessibility statement, after the model that the regulations of 2018 ask for. */
export function AccessibilityPage({ frame }: { readonly frame: PageFrame }): JSX.Element {
  const { texts, survey } = frame;
  const { accessibility } = texts;
  const { using, enforcement, technical, content, doing, preparation } = accessibility;
  const name = survey?.look?.name;
  const council = name === undefined ? null : wordsIn(texts, name);
  const { prepared, reviewed, tested } = STATEMENT_DATES;
  return (
    <Layout frame={frame} title={accessibility.title}>
      <h1 class="govuk-heading-xl">
        {survey === undefined ? accessibility.siteTitle : accessibility.surveyTitle(council)}
      </h1>
      <Section title={using.title} body={[survey === undefined ? using.site : using.survey(council), using.able]}>
        <Points items={using.ableItems} />
        <Paragraphs texts={using.advice} />
      </Section>
      <HowAccessible frame={frame} />
      <Feedback frame={frame} />
      <Section {...enforcement} />
      <Section title={technical.title} body={technical.body}>
        <h3 class="govuk-heading-s">{technical.statusTitle}</h3>
        <p class="govuk-body">{technical.status}</p>
      </Section>
      <Section {...content} />
      <Section {...doing} />
      <Section
        title={preparation.title}
        body={[preparation.body(dayInWords(prepared, texts), dayInWords(reviewed, texts), dayInWords(tested, texts))]}
      />
    </Layout>
  );
}

function HowAccessible({ frame: { texts, survey } }: { frame: PageFrame }): JSX.Element {
  const { how } = texts.accessibility;
  const look = survey?.look ?? null;
  const ways = look !== null && hasWays(look);
  return (
    <Section title={how.title} body={[how.body]}>
      <Points items={how.items} />
      <p class="govuk-body">{ways ? how.ways : how.noWays}</p>
      {ways && <WaysToTakePart texts={texts} look={look} />}
    </Section>
  );
}

function Feedback({ frame: { texts, survey } }: { frame: PageFrame }): JSX.Element {
  const { feedback } = texts.accessibility;
  const contact = survey?.look?.contact;
  if (contact === undefined) {
    const body = [feedback.unnamed, survey === undefined ? feedback.site : feedback.notYet];
    return <Section title={feedback.title} body={body} />;
  }
  return (
    <Section title={feedback.title} body={[feedback.council]}>
      <ContactDetails texts={texts} contact={contact} />
    </Section>
  );
}

/** A part of a notice; `below` where it stands under another heading. */
function Section({
  title,
  body,
  children,
  below = false,
}: NoticeSection & { children?: ComponentChildren; below?: boolean }): JSX.Element {
  const Heading = below ? "h3" : "h2";
  return (
    <section>
      <Heading class="govuk-heading-m">{title}</Heading>
      <Paragraphs texts={body} />
      {children}
    </section>
  );
}

function Paragraphs({ texts }: { texts: readonly NoticeParagraph[] }): JSX.Element {
  return (
    <>
      {texts.map((paragraph) => (
        <p class="govuk-body" key={keyOf(paragraph)}>
          {typeof paragraph === "string" ? (
            paragraph
          ) : (
            <a class="govuk-link" href={paragraph.href}>
              {paragraph.text}
            </a>
          )}
        </p>
      ))}
    </>
  );
}

function keyOf(paragraph: NoticeParagraph): string {
  return typeof paragraph === "string" ? paragraph : paragraph.href;
}
