import type { Refusal } from "../api.ts";
import type { SurveyTexts } from "../text/en-survey.ts";

/** What the page says of a refusal: beside the code where that can put it right, beside the button otherwise. */
export function said({ survey }: SurveyTexts, refusal: Refusal): { message?: string; codeError?: string } {
  switch (refusal) {
    case "code.unknown":
      return { codeError: survey.codeUnknown };
    case "code.required":
      return { codeError: survey.codeRequired };
    case "wave.closed":
      return { message: survey.closedMeanwhile };
    case "service.busy":
      return { message: survey.busyBody };
    case "internal":
      return { message: survey.broken };
    case "network":
      return { message: survey.failed };
    default:
      return { message: survey.refused };
  }
}
