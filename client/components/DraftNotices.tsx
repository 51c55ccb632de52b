/** Keeping answers on the device: offered on every page of the survey where there is JavaScript, and asked about before they are shown again. */
import type { JSX } from "preact";
import type { JourneyTexts } from "../text/en-journey.ts";

/** Whether answers are kept on the device, could be, or were refused by the browser. */
export type Keeping = "kept" | "offered" | "refused";

/** Below a page of the survey: the offer to keep the answers, or how to remove what is kept. */
export function KeepOnDevice({ texts, kept }: { readonly texts: JourneyTexts; readonly kept: Keeping }): JSX.Element {
  const isKept = kept === "kept";
  return (
    <div class="s-device">
      <p class="govuk-body" role="status">
        {isKept ? texts.saved : kept === "refused" ? texts.saveRefused : ""}
      </p>
      <button class="s-link-button" name="go" value={isKept ? "remove" : "save"}>
        {isKept ? texts.removeSaved : texts.save}
      </button>
      {kept === "offered" && <p class="govuk-hint">{texts.saveHint}</p>}
    </div>
  );
}

/** On the start page where answers are kept: nothing of them is shown before the resident says so. */
export function SavedAnswers({ texts }: { readonly texts: JourneyTexts }): JSX.Element {
  return (
    <form class="govuk-inset-text" noValidate>
      <h2 class="govuk-heading-m">{texts.savedTitle}</h2>
      <p class="govuk-body">{texts.savedText}</p>
      <button class="govuk-button govuk-button--secondary" name="go" value="resume">
        {texts.resume}
      </button>{" "}
      <button class="s-link-button" name="go" value="remove">
        {texts.removeSaved}
      </button>
    </form>
  );
}
