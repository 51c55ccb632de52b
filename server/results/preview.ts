/** What the picture beside a link says: a headline of the release for a place, or for a question in a place. */
import type { Preview } from "../../client/charts/PreviewImage.tsx";
import { HEADLINE, mainAnswer } from "../../client/models/place-results.ts";
import { releaseNote } from "../../client/models/release-words.ts";
import { dayInWords } from "../../client/text/dates.ts";
import type { Texts } from "../../client/text/en.ts";
import { hasShare, shareInWords } from "../../client/text/shares.ts";
import { attitudeQuestions } from "../../core/questionnaire/codebook.ts";
import type { ChoiceQuestion } from "../../core/questionnaire/types.ts";
import { answerLabel, expandRows } from "../../core/release/rows.ts";
import type { ReleaseDocument, ResultRow } from "../../core/release/types.ts";
import type { Services } from "../services/types.ts";

/** What the picture says; null where the release has nothing of this place or question. */
export async function previewOf(
  { published }: Pick<Services, "published">,
  texts: Texts,
  release: ReleaseDocument,
  code: string,
  asked: string | undefined,
): Promise<Preview | null> {
  const questions = attitudeQuestions(release.questionnaire);
  const byDefault = questions.find(({ id }) => id === HEADLINE) ?? questions[0];
  const question = asked === undefined ? byDefault : questions.find(({ id }) => id === asked);
  if (question === undefined) return null;
  const compact = (await published.rows(release.id, "place", code)) ?? [];
  const answer = mainAnswer(question);
  const chosen = compact.find((row) => row[2] === question.id && row[3] === answer && row[4] === "all");
  const [row] = chosen === undefined ? [] : expandRows(release, [chosen], texts.language);
  if (row === undefined) return null;
  const { language } = texts;
  const share = hasShare(row) ? shareInWords(texts, row) : null;
  return {
    title: row.place_name,
    // A bound has words around it, which are no figure to print large.
    figure: share !== null && row.bound === null ? share : "",
    sentence: share === null ? texts.place.withheldHeadline : sentenceOf(texts, question, row, share),
    note: releaseNote(texts, release),
    source: `${release.title[language]}, ${dayInWords(release.period_end, texts)}. ${texts.charts.licence}`,
  };
}

/** What the figure is of, with the share in words where it is a bound and so stands in no figure of its own. */
function sentenceOf(texts: Texts, question: ChoiceQuestion, { answer, bound }: ResultRow, share: string): string {
  const { language } = texts;
  if (question.id === HEADLINE && answer === "council" && bound === null) return texts.charts.previewCouncil;
  const words = `${question.title[language]}: ${answerLabel(question, answer)[language]}`;
  return bound === null ? words : `${words}, ${share}`;
}
