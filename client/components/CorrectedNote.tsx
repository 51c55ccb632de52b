import type { JSX } from "preact";
import type { Correction } from "../models/editions.ts";
import { dayInWords } from "../text/dates.ts";
import type { Texts } from "../text/en.ts";

/** Before figures that were corrected: when, why, and where the page of the edition that holds is. Nothing on others. */
export function CorrectedNote({
  texts,
  corrected,
  path,
}: {
  readonly texts: Texts;
  readonly corrected: Correction | null;
  /** Of this page, in its language. */
  readonly path: string;
}): JSX.Element {
  if (corrected === null) return <></>;
  const { editions } = texts.place;
  return (
    <div class="govuk-inset-text" role="note">
      <p class="govuk-body">
        <strong>{editions.corrected(corrected.on === null ? null : dayInWords(corrected.on, texts))}</strong>{" "}
        {editions.reason(corrected.reason[texts.language])}{" "}
        <a class="govuk-link" href={`${path}?release=${corrected.id}`}>
          {editions.seeCorrected}
        </a>
      </p>
    </div>
  );
}
