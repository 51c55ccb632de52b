/** The questionnaire of a survey as a paper form. */
import type { Context } from "hono";
import { PaperPage } from "../../../client/pages/PaperPage.tsx";
import { placeName } from "../../../client/pages/PlacesPage.tsx";
import type { Services } from "../../services/types.ts";
import { frameOf, surveyPage } from "./frame.ts";
import { closedPage } from "./survey-edges.tsx";
import { type Asked, contextOf, needsCode, surveyFrame, takesStarts } from "./survey-state.ts";

/** Paper has one wording and one order for everybody: those of the first rotation. */
const PAPER_ARM = 0;

/** The form, in ordinary or in large print. */
export function surveyPaper(c: Context, services: Services, asked: Asked): Response {
  const { wave, place, questionnaire } = asked;
  if (!takesStarts(services, wave)) return closedPage(c, services, wave, place);
  const frame = frameOf(c, services, surveyFrame(wave));
  const coded = wave.streams.some(({ stream }) => stream === "code");
  return surveyPage(
    c,
    <PaperPage
      {...{ frame, questionnaire }}
      style={services.assets.paper}
      context={contextOf(asked, PAPER_ARM, frame.texts.language)}
      placeName={placeName(frame.texts, place)}
      closesOn={wave.closesOn}
      asksCode={needsCode(wave) && coded ? "always" : coded ? "optional" : "never"}
      large={c.req.query("print") === "large"}
    />,
  );
}
