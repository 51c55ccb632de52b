/** What the pages of a place show, gathered from published releases: nothing here is counted or weighted. */
import { correctionOf, newestEditions } from "../../client/models/editions.ts";
import type { FiledRow } from "../../client/models/working.ts";
import type { PlaceResults } from "../../client/models/place-results.ts";
import type { Texts } from "../../client/text/en.ts";
import { councilsOf, type PlaceDirectory } from "../../core/place/directory.ts";
import { officialName } from "../../core/place/official-name.ts";
import type { Place } from "../../core/place/types.ts";
import { breakdownQuestions } from "../../core/questionnaire/codebook.ts";
import type { Question } from "../../core/questionnaire/types.ts";
import { questionText } from "../../core/questionnaire/wording.ts";
import { expandRows } from "../../core/release/rows.ts";
import { type SeriesPoint, type SeriesStep, seriesOf } from "../../core/release/series.ts";
import type { CompactRow, ReleaseDocument, ResultRow, Stream } from "../../core/release/types.ts";
import type { Published, Services } from "../services/types.ts";
import type { Release } from "../storage/releases.ts";

/** The release that a page is about, among all that have the place. */
export interface ChosenRelease {
  readonly release: ReleaseDocument;
  /** Every published edition that has the place. */
  readonly here: readonly Release[];
}

/**
 * The release asked for, or the newest that has the place, as it was last corrected; null where none has, `unknown` for a
 * release that is none.
 */
export async function chooseRelease(
  published: Published,
  place: string,
  wanted: string | undefined,
): Promise<ChosenRelease | null | "unknown"> {
  const here = (await published.releases()).filter(({ document }) =>
    document.places.some(({ code }) => code === place),
  );
  const record = wanted === undefined ? newestEditions(here)[0] : here.find(({ id }) => id === wanted);
  if (record === undefined) return wanted === undefined ? null : "unknown";
  return { release: record.document, here };
}

/** The results of a place, broken down by one demographic question or by `all`; `unknown` where there is no such one. */
export async function placeResults(
  { published }: Pick<Services, "published">,
  directory: PlaceDirectory,
  place: Place,
  { release, here }: ChosenRelease,
  by: string,
  texts: Texts,
): Promise<PlaceResults | "unknown"> {
  if (!canBeShownBy(release, by)) return "unknown";
  const rows = await placeRows(published, release, place.code, texts, (row) => row[4] === by);
  const steps = by === "all" ? (await placeSeries(published, here, release, place.code, texts, () => true)).flat() : [];
  return {
    release,
    corrected: correctionOf(here, release),
    by,
    rows,
    steps: steps.filter(({ release: { id } }) => id === release.id),
    wording: wordings(directory, release, place, texts),
    others: newestEditions(here)
      .filter(({ document }) => document.wave !== release.wave)
      .map(({ id, document }) => ({ id, title: document.title[texts.language] })),
  };
}

/** Whether a release has results by this: by `all`, or by a question with bands. */
export function canBeShownBy({ questionnaire }: ReleaseDocument, by: string): boolean {
  return by === "all" || breakdownQuestions(questionnaire).some(({ id }) => id === by);
}

/** The rows of a place in a release that are wanted, in the order of its file. Only these are put into words. */
export async function placeRows(
  published: Published,
  release: ReleaseDocument,
  place: string,
  { language }: Pick<Texts, "language">,
  isWanted: (row: CompactRow) => boolean,
): Promise<readonly ResultRow[]> {
  const rows = (await published.rows(release.id, "place", place)) ?? [];
  return expandRows(release, rows.filter(isWanted), language);
}

/** The figures of a question in a place, with their lines in the file of the place. */
export async function filedRows(
  published: Published,
  release: ReleaseDocument,
  place: string,
  question: string,
  { language }: Pick<Texts, "language">,
): Promise<readonly FiledRow[]> {
  const rows = (await published.rows(release.id, "place", place)) ?? [];
  // The first line is the heading.
  const lines = rows.flatMap((row, at) => (row[2] === question ? [{ row, line: at + 2 }] : []));
  const expanded = expandRows(
    release,
    lines.map(({ row }) => row),
    language,
  );
  return expanded.map((row, at) => ({ row, line: lines[at]?.line ?? 0 }));
}

/**
 * The figures of everybody in a place over its waves, one series for each stream, question and answer that a sentence or a
 * line is made of: the waves' newest editions, but of the wave of `release` that very one.
 */
async function placeSeries(
  published: Published,
  here: readonly Release[],
  release: ReleaseDocument,
  place: string,
  texts: Texts,
  isWanted: (row: CompactRow) => boolean,
): Promise<readonly (readonly SeriesStep[])[]> {
  const series = new Map<string, SeriesPoint[]>();
  for (const document of editionsBeside(here, release)) {
    const shown = (row: CompactRow): boolean => row[4] === "all" && row[6] !== null && isWanted(row);
    for (const row of await placeRows(published, document, place, texts, shown)) {
      const name = `${row.stream} ${row.question} ${row.answer}`;
      const points = series.get(name) ?? [];
      series.set(name, points);
      points.push({ release: document, row });
    }
  }
  return Array.from(series.values(), seriesOf);
}

/** The figures of one answer over the waves, oldest first; empty where none is shown. */
export async function seriesOfAnswer(
  published: Published,
  { here, release }: ChosenRelease,
  place: string,
  wanted: Pick<ResultRow, "stream" | "question" | "answer">,
  texts: Texts,
): Promise<readonly SeriesStep[]> {
  const isWanted = ([, stream, question, answer]: CompactRow): boolean =>
    stream === wanted.stream && question === wanted.question && answer === wanted.answer;
  const [series = []] = await placeSeries(published, here, release, place, texts, isWanted);
  return series;
}

function editionsBeside(here: readonly Release[], release: ReleaseDocument): readonly ReleaseDocument[] {
  const others = newestEditions(here).filter(({ document }) => document.wave !== release.wave);
  return [release, ...others.map(({ document }) => document)];
}

/** Each question as residents of a district read it; for groups of districts the council has no one name. */
function wordings(
  directory: PlaceDirectory,
  release: ReleaseDocument,
  place: Place,
  texts: Texts,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    release.questionnaire.questions.map((question) => [question.id, wordingOf(directory, question, place, texts)]),
  );
}

/** A question as residents of a district read it; for groups of districts the council has no one name. */
export function wordingOf(directory: PlaceDirectory, question: Question, place: Place, texts: Texts): string {
  const councils = councilsOf(directory, place.code);
  const nameOf = (one: Place | undefined): string =>
    one === undefined ? unnamedCouncil(texts) : officialName(one, texts.language);
  const context = {
    scenario: councils?.county === undefined ? ("A" as const) : ("C" as const),
    arm: 0,
    district_name: nameOf(councils?.district),
    county_name: nameOf(councils?.county),
  };
  return questionText(question, context, texts.language);
}

/** What stands for a council in a question that is about no one of them. */
export function unnamedCouncil({ language }: Pick<Texts, "language">): string {
  return language === "cy" ? "[enw'r cyngor]" : "[name of council]";
}

/** The streams of a release that a place has rows of, in the order in which the wave declares them. */
export function streamsOf(release: ReleaseDocument, rows: readonly Pick<ResultRow, "stream">[]): readonly Stream[] {
  return release.streams.map(({ stream }) => stream).filter((stream) => rows.some((row) => row.stream === stream));
}
