/** Every question of the newest survey. */
import type { JSX } from "preact";
import type { ChoiceQuestion } from "../../core/questionnaire/types.ts";
import type { ReleaseDocument } from "../../core/release/types.ts";
import { Layout, localPath, type PageFrame } from "../components/Layout.tsx";

/** The list. */
export function QuestionsPage({
  frame,
  release,
  questions,
}: {
  readonly frame: PageFrame;
  /** Null where nothing has been released. */
  readonly release: ReleaseDocument | null;
  readonly questions: readonly ChoiceQuestion[];
}): JSX.Element {
  const { texts } = frame;
  return (
    <Layout frame={frame} title={texts.questions.title} description={texts.questions.lead}>
      <h1 class="govuk-heading-xl">{texts.questions.title}</h1>
      <p class="govuk-body-l">{texts.questions.lead}</p>
      {release === null ? (
        <p class="govuk-inset-text">{texts.questions.none}</p>
      ) : (
        <>
          <p class="govuk-body">{texts.questions.from(release.title[texts.language])}</p>
          <ul class="govuk-list govuk-list--spaced">
            {questions.map(({ id, title }) => (
              <li key={id}>
                <a class="govuk-link" href={localPath(texts, `/questions/${encodeURIComponent(id)}`)}>
                  {title[texts.language]}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </Layout>
  );
}
