import type { JSX } from "preact";
import { breakdownQuestions } from "../../core/questionnaire/codebook.ts";
import type { ReleaseDocument } from "../../core/release/types.ts";
import type { Texts } from "../text/en.ts";

/** The ways in which results can be broken down, everybody first, as choices. */
export function byChoices(
  { language, place }: Texts,
  { questionnaire }: Pick<ReleaseDocument, "questionnaire">,
): readonly { readonly id: string; readonly label: string }[] {
  const demographics = breakdownQuestions(questionnaire).map(({ id, title }) => ({ id, label: title[language] }));
  return [{ id: "all", label: place.everybody }, ...demographics];
}

/** Choices of which one is taken, as links. */
export function Chips({
  label,
  choices,
  chosen,
  address,
}: {
  readonly label: string;
  readonly choices: readonly { readonly id: string; readonly label: string }[];
  readonly chosen: string;
  readonly address: (id: string) => string;
}): JSX.Element {
  return (
    <nav aria-label={label} class="s-screen">
      <p class="govuk-body s-chips__label">{label}</p>
      <ul class="s-chips govuk-body">
        {choices.map(({ id, label: words }) => (
          <li key={id}>
            {id === chosen ? (
              <strong aria-current="true">{words}</strong>
            ) : (
              <a class="govuk-link" href={address(id)}>
                {words}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
