import type { JSX } from "preact";
import type { Texts } from "../text/en.ts";
import { DataTable } from "./DataTable.tsx";

/** A figure published by others, as a page shows it. */
export interface EvidenceFigure {
  readonly id: string;
  /** Id of the question that it is evidence on. */
  readonly on: string;
  /** Id of the answer, e.g. `council`, or `positive`. */
  readonly answer: string;
  /** Whether it is about this very place, not about one that it is part of. */
  readonly own: boolean;
  readonly people: string;
  readonly question: string;
  readonly measure: string;
  /** ISO 8601, to the day, the month or only the year. */
  readonly start: string;
  readonly when: string;
  readonly who: string;
  readonly how: string;
  /** As its publisher gave it; null where it was not found. */
  readonly share: number | null;
  readonly publisher: string;
  readonly source: string;
}

/** Evidence with its sources, in their publishers' English; never drawn on one line with our own figures. */
export function EvidenceTable({
  texts,
  figures,
}: {
  readonly texts: Texts;
  readonly figures: readonly EvidenceFigure[];
}): JSX.Element {
  const { evidence } = texts;
  if (figures.length === 0) return <p class="govuk-body">{evidence.none}</p>;
  return (
    <DataTable
      title={evidence.title}
      headings={[evidence.question, evidence.figure, evidence.when, evidence.who, evidence.how, evidence.source]}
    >
      {figures.map((figure) => (
        <tr key={figure.id}>
          <th class="govuk-table__header" scope="row">
            {figure.question}: {figure.measure}
          </th>
          <td class="govuk-table__cell">{figure.share === null ? "" : `${figure.share}%`}</td>
          <td class="govuk-table__cell" lang="en">
            {figure.when}
          </td>
          <td class="govuk-table__cell" lang="en">
            {figure.who}
          </td>
          <td class="govuk-table__cell" lang="en">
            {figure.how}
          </td>
          <td class="govuk-table__cell" lang="en">
            {figure.publisher} (<Source source={figure.source} />)
          </td>
        </tr>
      ))}
    </DataTable>
  );
}

/** The address of a source; some have none that can be followed. */
function Source({ source }: { source: string }): JSX.Element {
  const host = source.split("/")[0] ?? source;
  if (!/^[a-z0-9.-]+\.[a-z]{2,}(\/|$)/i.test(source)) return <>{source}</>;
  return (
    <a class="govuk-link" href={`https://${source.split(/[\s;]/)[0] ?? source}`} rel="noreferrer">
      {host}
    </a>
  );
}
