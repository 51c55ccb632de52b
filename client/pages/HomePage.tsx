import type { JSX } from "preact";
import { Finder, NameSearch } from "../components/Finder.tsx";
import { Layout, localPath, type PageFrame } from "../components/Layout.tsx";

/** The first page: what Soundings is, and the way to one's council. */
export function HomePage({
  frame,
  script,
  demonstration,
}: {
  readonly frame: PageFrame;
  readonly script: string;
  /** Addresses into the demonstration, where it is loaded. */
  readonly demonstration: { readonly results: string; readonly survey: string } | null;
}): JSX.Element {
  const { texts } = frame;
  const { home } = texts;
  return (
    <Layout frame={frame} title={home.title} script={script} description={home.lead} hero={<Hero frame={frame} />}>
      <div class="s-columns">
        <section aria-labelledby="finder-title">
          <h2 class="govuk-heading-m" id="finder-title">
            {home.finderTitle}
          </h2>
          <Finder
            texts={texts}
            target={localPath(texts, "/places/{slug}")}
            list={localPath(texts, "/places")}
            help=""
          />
          <NameSearch texts={texts} action={localPath(texts, "/places")} />
          <p class="govuk-body">
            <a class="govuk-link" href={localPath(texts, "/places")}>
              {home.listLink}
            </a>
          </p>
        </section>
        <section class="s-card" aria-labelledby="question-title">
          <h2 class="govuk-heading-m" id="question-title">
            {home.question}
          </h2>
          <p class="govuk-body">{home.questionText}</p>
          <p class="govuk-body">
            <span class="s-figure">{home.figure}</span> {home.figureText}
          </p>
          <p class="govuk-body s-small">{home.figureSource}</p>
        </section>
      </div>
      {demonstration !== null && (
        <section aria-labelledby="try-title">
          <h2 class="govuk-heading-m" id="try-title">
            {home.tryTitle}
          </h2>
          <p class="govuk-body">{home.tryText}</p>
          <p class="govuk-body">
            <a class="govuk-link" href={demonstration.results}>
              {home.tryResults}
            </a>
          </p>
          <p class="govuk-body">
            <a class="govuk-link" href={demonstration.survey}>
              {home.trySurvey}
            </a>
          </p>
        </section>
      )}
    </Layout>
  );
}

function Hero({ frame }: { frame: PageFrame }): JSX.Element {
  const { home } = frame.texts;
  return (
    <div class="s-hero">
      <div class="govuk-width-container">
        <h1 class="govuk-heading-xl">{home.title}</h1>
        <p class="govuk-body-l">{home.lead}</p>
      </div>
    </div>
  );
}
