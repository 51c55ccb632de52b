import type { JSX } from "preact";
import type { ReleaseDocument } from "../../core/release/types.ts";
import { isRehearsal } from "../models/release-words.ts";
import type { Texts } from "../text/en.ts";

/** On every page with figures of a rehearsal: that nobody gave these answers. Nothing on others. */
export function RehearsalNote({
  texts,
  release,
}: {
  readonly texts: Texts;
  readonly release: ReleaseDocument;
}): JSX.Element {
  if (!isRehearsal(release)) return <></>;
  return (
    <p class="govuk-inset-text">
      <strong>{texts.rehearsal}.</strong> {texts.demonstrationMore}
    </p>
  );
}
