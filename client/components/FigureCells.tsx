import type { JSX } from "preact";
import type { ResultRow } from "../../core/release/types.ts";
import type { Texts } from "../text/en.ts";
import { baseInFigures, rangeInFigures, shareInFigures } from "../text/in-words.ts";

/** The cells of a figure in a table: share, range and base. With an address the share opens into its working there. */
export function FigureCells({
  texts,
  row,
  address = null,
}: {
  readonly texts: Texts;
  readonly row: ResultRow;
  readonly address?: string | null;
}): JSX.Element {
  const share = shareInFigures(texts, row);
  return (
    <>
      <td class="govuk-table__cell">
        {address === null ? (
          share
        ) : (
          <a class="govuk-link" href={address}>
            {share}
          </a>
        )}{" "}
        {row.status === "u" && texts.place.lowReliability}
      </td>
      <td class="govuk-table__cell s-range">{rangeInFigures(row)}</td>
      <td class="govuk-table__cell">{baseInFigures(row)}</td>
    </>
  );
}
