/** What all kinds of charts look up in a release. */
import { attitudeQuestions, derivedAnswers } from "../../../core/questionnaire/codebook.ts";
import { mainAnswer } from "../../../client/models/place-results.ts";
import type { ChoiceQuestion, Language } from "../../../core/questionnaire/types.ts";
import { expandRows, publishedOptions } from "../../../core/release/rows.ts";
import type { CompactRow, ReleaseDocument, ResultRow, WaveStream } from "../../../core/release/types.ts";
import type { Published } from "../../services/types.ts";

/** A question that the release has figures on; undefined where it has none of that id. */
export function askedQuestion(release: ReleaseDocument, id: string): ChoiceQuestion | undefined {
  return attitudeQuestions(release.questionnaire).find((question) => question.id === id);
}

/** The answers that a question has figures on, in code-list order, then those made of several. */
export function answersOf(question: ChoiceQuestion): readonly string[] {
  const derived = derivedAnswers(question).filter((answer) => answer !== "mean");
  return [...publishedOptions(question).map(({ id }) => id), ...derived];
}

/**
 * The stream that is asked for, or the first that the rows have; undefined where there is none of that name. Streams are
 * never added together.
 */
export function chosenStream(
  release: ReleaseDocument,
  rows: readonly CompactRow[],
  asked: string | undefined,
): WaveStream | undefined {
  const present = release.streams.filter(({ stream }) => rows.some((row) => row[1] === stream));
  return asked === undefined ? present[0] : present.find(({ stream }) => stream === asked);
}

/** The rows of one answer in every place of a release, of everybody, in one stream. */
export interface AnswerRows {
  readonly question: ChoiceQuestion;
  readonly answer: string;
  readonly stream: WaveStream;
  readonly rows: readonly ResultRow[];
}

/** The rows that a chart of a question is asked for by; null where the release has no such question, answer or stream. */
export async function answerRows(
  published: Pick<Published, "everybody">,
  release: ReleaseDocument,
  id: string,
  query: Readonly<Record<string, string>>,
  language: Language,
): Promise<AnswerRows | null> {
  const question = askedQuestion(release, id);
  const answer = query["answer"] ?? (question && mainAnswer(question));
  if (question === undefined || answer === undefined || !answersOf(question).includes(answer)) return null;
  const compact = (await published.everybody(release.id, id)) ?? [];
  const stream = chosenStream(release, compact, query["stream"]);
  if (stream === undefined) return null;
  const chosen = compact.filter((row) => row[1] === stream.stream && row[3] === answer);
  return { question, answer, stream, rows: expandRows(release, chosen, language) };
}
