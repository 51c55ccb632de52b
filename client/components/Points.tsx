import type { JSX } from "preact";

/** Sentences as a list of points. No two are alike. */
export function Points({ items }: { readonly items: readonly string[] }): JSX.Element {
  return (
    <ul class="govuk-list govuk-list--bullet">
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}
