import type { Refusal } from "../api.ts";
import type { JourneyTexts } from "../text/en-journey.ts";

/** What the page says of a refusal: beside the code where that can put it right, beside the button otherwise. */
export function said(texts: JourneyTexts, refusal: Refusal): { message?: string; codeError?: string } {
  switch (refusal) {
    case "code.unknown":
      return { codeError: texts.codeUnknown };
    case "code.required":
      return { codeError: texts.codeRequired };
    case "wave.closed":
      return { message: texts.closedMeanwhile };
    case "service.busy":
      return { message: texts.busyBody };
    case "internal":
      return { message: texts.broken };
    case "network":
      return { message: texts.failed };
    default:
      return { message: texts.refused };
  }
}
