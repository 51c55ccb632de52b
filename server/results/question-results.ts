/** Puts together what the page of a question shows, from one release. */
import { answerBars } from "../../client/charts/answer-bars.ts";
import { mainAnswer } from "../../client/models/place-results.ts";
import { correctionOf, newestEditions } from "../../client/models/editions.ts";
import { isInvented } from "../../client/models/release-words.ts";
import { inOrder, type QuestionResults, type Sort } from "../../client/models/question-results.ts";
import type { Texts } from "../../client/text/en.ts";
import { isDistrict, type PlaceDirectory } from "../../core/place/directory.ts";
import type { PlaceKind } from "../../core/place/types.ts";
import { asksInStandardWords } from "../../core/questionnaire/standard-wording.ts";
import { questionText } from "../../core/questionnaire/wording.ts";
import type { ChoiceQuestion } from "../../core/questionnaire/types.ts";
import { expandRows } from "../../core/release/rows.ts";
import type { CompactRow, ReleaseDocument, ResultRow, WaveStream } from "../../core/release/types.ts";
import type { Services } from "../services/types.ts";
import type { Release } from "../storage/releases.ts";
import { funnelOf } from "./charts/funnel.ts";
import { wholeOf } from "./charts/whole.ts";
import { answersOf, askedQuestion, chosenStream } from "./charts/release-rows.ts";
import { tilesOf } from "./charts/tiles.ts";
import { chartAddress } from "./charts/types.ts";
import { questionEvidence } from "./evidence-figures.ts";
import { unnamedCouncil } from "./place-results.ts";

/** What is asked of a question's page. */
export interface QuestionRequest {
  readonly question: string;
  readonly release?: string;
  readonly stream?: string;
  readonly answer?: string;
  readonly sort: Sort;
}

/** The newest edition of every wave, those about real places first: what is invented never hides what somebody said. */
export function newestReleases(releases: readonly Release[]): readonly ReleaseDocument[] {
  const newest = newestEditions(releases).map(({ document }) => document);
  return [...newest.filter((document) => !isInvented(document)), ...newest.filter(isInvented)];
}

/** What the page shows; null where there is no such release, question, stream or answer. */
export async function questionResults(
  services: Pick<Services, "catalogue" | "published">,
  texts: Texts,
  request: QuestionRequest,
): Promise<QuestionResults | null> {
  const { published } = services;
  const releases = await published.releases();
  const asking = newestReleases(releases).filter((one) => askedQuestion(one, request.question) !== undefined);
  const release =
    request.release === undefined ? asking[0] : releases.find(({ id }) => id === request.release)?.document;
  const question = release && askedQuestion(release, request.question);
  if (release === undefined || question === undefined) return null;
  const all = (await published.everybody(release.id, question.id)) ?? [];
  const stream = chosenStream(release, all, request.stream);
  const answer = request.answer ?? mainAnswer(question);
  if (stream === undefined || !answersOf(question).includes(answer)) return null;
  const directory = await services.catalogue.directory();
  const isLike = !isInvented(release) && asksInStandardWords(release.questionnaire, question.id);
  const evidence = !isLike ? [] : await questionEvidence(services, texts, question.id);
  return {
    ...assemble(texts, release, question, stream, answer, request.sort, all, directory),
    others: asking
      .filter(({ wave }) => wave !== release.wave)
      .map(({ id, title }) => ({ id, title: title[texts.language] })),
    evidence,
    corrected: correctionOf(releases, release),
  };
}

function assemble(
  texts: Texts,
  release: ReleaseDocument,
  question: ChoiceQuestion,
  stream: WaveStream,
  answer: string,
  sort: Sort,
  all: readonly CompactRow[],
  directory: PlaceDirectory,
): Omit<QuestionResults, "others" | "evidence" | "corrected"> {
  const { language } = texts;
  const present = new Set(all.map((row) => row[1]));
  const rows = expandRows(
    release,
    all.filter((row) => row[1] === stream.stream && row[3] === answer),
    language,
  );
  const districts = rows.filter((row) => isDistrict(row.place_kind as PlaceKind));
  const groups = rows.filter((row) => !districts.includes(row) && row.members_included > 0);
  const funnel = funnelOf(texts, release, question, rows, directory);
  const map = tilesOf(texts, release, question, rows, directory);
  const query = { answer, stream: stream.stream };
  return {
    release,
    question,
    wording: questionText(question, unnamedCouncils(texts), language),
    stream,
    streams: release.streams.flatMap((one) => (present.has(one.stream) ? [one.stream] : [])),
    answer,
    answers: answersOf(question),
    sort,
    districts: inOrder(districts, sort, language),
    groups: inOrder(groups, sort, language),
    whole: wholeBars(texts, release, question, stream, all, rows),
    funnel: funnel && { chart: funnel, address: chartAddress(texts, release.id, "funnel", [question.id], query) },
    map: map && { chart: map, address: chartAddress(texts, release.id, "tiles", [question.id], query) },
    slugs: new Map(
      rows.flatMap(({ place_code }) => {
        const slug = directory.by_code.get(place_code)?.slug;
        return slug === undefined ? [] : [[place_code, slug] as const];
      }),
    ),
  };
}

/** All answers of the whole: the largest group that bears its name. */
function wholeBars(
  texts: Texts,
  release: ReleaseDocument,
  question: ChoiceQuestion,
  { stream }: WaveStream,
  all: readonly CompactRow[],
  rows: readonly ResultRow[],
): QuestionResults["whole"] {
  const code = wholeOf(rows)?.place_code;
  const chosen = all.filter((row) => row[0] === code && row[1] === stream);
  const whole = expandRows(release, chosen, texts.language);
  const [first] = whole;
  if (code === undefined || first === undefined) return null;
  return {
    name: first.place_name,
    chart: answerBars(texts, release, question, whole, `whole-${question.id}`),
    address: chartAddress(texts, release.id, "answers", [code, question.id], { stream }),
  };
}

/** A question as it is for all places: no council has its name in it. */
function unnamedCouncils(texts: Texts): Parameters<typeof questionText>[1] {
  const unnamed = unnamedCouncil(texts);
  return { scenario: "C", arm: 0, district_name: unnamed, county_name: unnamed };
}
