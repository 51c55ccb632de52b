import type { ComponentChildren, JSX } from "preact";

/** A table of figures with its headings, read out by its title; it scrolls sideways by itself where it is too wide. */
export function DataTable({
  title,
  headings,
  children,
}: {
  readonly title: string;
  readonly headings: readonly string[];
  /** The rows of its body. */
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <div class="s-scroll" tabIndex={0} role="group" aria-label={title}>
      <table class="govuk-table s-table">
        <caption class="govuk-visually-hidden">{title}</caption>
        <thead>
          <tr>
            {headings.map((heading) => (
              <th class="govuk-table__header" scope="col" key={heading}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
