/** The pages of questions: all of them, and each in every place. */
import { type Context, Hono } from "hono";
import { type Sort, SORTS } from "../../../client/models/question-results.ts";
import { QuestionPage } from "../../../client/pages/QuestionPage.tsx";
import { QuestionsPage } from "../../../client/pages/QuestionsPage.tsx";
import { attitudeQuestions } from "../../../core/questionnaire/codebook.ts";
import { QUESTION_PARAMETERS } from "../../results/addresses.ts";
import { wholeOf } from "../../results/charts/whole.ts";
import { chartAddress } from "../../results/charts/types.ts";
import { newestReleases, questionResults } from "../../results/question-results.ts";
import type { Services } from "../../services/types.ts";
import { notFoundPage } from "./errors.tsx";
import { frameOf, page, pagePreview, siteOf, textsOf, withKnownAlone } from "./frame.ts";

/** Mounted twice: at `/questions` and at `/cy/questions`. */
export function questions(services: Services): Hono {
  return new Hono().get("/", (c) => listQuestions(c, services)).get("/:question", (c) => showQuestion(c, services));
}

async function listQuestions(c: Context, services: Services): Promise<Response> {
  const [release = null] = newestReleases(await services.published.releases());
  const asked = release === null ? [] : attitudeQuestions(release.questionnaire);
  const frame = frameOf(c, services, { demonstration: release?.demonstration === true });
  return page(c, <QuestionsPage frame={frame} release={release} questions={asked} />);
}

async function showQuestion(c: Context, services: Services): Promise<Response> {
  const redirected = withKnownAlone(c, QUESTION_PARAMETERS);
  if (redirected !== null) return redirected;
  const asked = c.req.query();
  const sort: Sort | undefined = SORTS.find((one) => one === (asked["sort"] ?? "name"));
  const texts = textsOf(c);
  const request = { ...asked, question: c.req.param("question") ?? "" };
  const results = sort === undefined ? null : await questionResults(services, texts, { ...request, sort });
  if (results === null) return notFoundPage(c, services);
  const { release, question, groups } = results;
  const words = {
    title: question.title[texts.language],
    description: results.whole?.chart.description ?? results.wording,
  };
  const whole = wholeOf(groups)?.place_code;
  const picture =
    whole === undefined ? null : chartAddress(texts, release.id, "preview", [whole], { question: question.id });
  return page(
    c,
    <QuestionPage
      frame={frameOf(c, services, { demonstration: release.demonstration })}
      results={results}
      site={siteOf(c, services)}
      preview={pagePreview(c, services, words, picture)}
    />,
  );
}
