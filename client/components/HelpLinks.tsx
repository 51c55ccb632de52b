import type { JSX } from "preact";
import type { HelpTopic } from "../text/edges.ts";
import type { Texts } from "../text/en.ts";
import { localPath } from "./Layout.tsx";

/** Links to the pages for those who cannot simply answer. `path` is that of the survey, with or without its place. */
export function HelpLinks({
  texts,
  path,
  age,
  topics,
  children,
}: {
  readonly texts: Texts;
  readonly path: string;
  readonly age: number;
  readonly topics: readonly HelpTopic[];
  /** More items of the list. */
  readonly children?: JSX.Element;
}): JSX.Element {
  const { edges } = texts;
  return (
    <section aria-labelledby="help-title">
      <h2 class="govuk-heading-m" id="help-title">
        {edges.helpTitle}
      </h2>
      <ul class="govuk-list govuk-list--bullet">
        {topics.map((topic) => (
          <li key={topic}>
            <a class="govuk-link" href={localPath(texts, `${path}/help/${topic}`)}>
              {edges.topicNames[topic](age)}
            </a>
          </li>
        ))}
        {children}
      </ul>
    </section>
  );
}
