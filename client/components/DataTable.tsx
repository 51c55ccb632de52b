import type { ComponentChildren, JSX } from "preact";

/** A heading that is more than words: e.g. a link that puts the table in another order. */
export interface TableHeading {
  readonly id: string;
  readonly content: ComponentChildren;
  /** How the table is in order by this column. */
  readonly sorted?: "ascending" | "descending" | undefined;
}

/** A table of figures with its headings, read out by its title; it scrolls sideways by itself where it is too wide. */
export function DataTable({
  title,
  headings,
  children,
}: {
  readonly title: string;
  readonly headings: readonly (string | TableHeading)[];
  /** The rows of its body. */
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <div class="s-scroll" tabIndex={0} role="group" aria-label={title}>
      <table class="govuk-table s-table">
        <caption class="govuk-visually-hidden">{title}</caption>
        <thead>
          <tr>
            {headings
              .map((heading): TableHeading =>
                typeof heading === "string" ? { id: heading, content: heading } : heading,
              )
              .map(({ id, content, sorted }) => (
                <th class="govuk-table__header" scope="col" key={id} aria-sort={sorted}>
                  {content}
                </th>
              ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
