/** The pages of a place: its results, one question in it, and the place beside others. */
import type { Context } from "hono";
import { localPath, type PagePreview } from "../../../client/components/Layout.tsx";
import { correctionOf } from "../../../client/models/editions.ts";
import { HEADLINE, mainAnswer } from "../../../client/models/place-results.ts";
import { ComparePage, type ComparePageProps } from "../../../client/pages/ComparePage.tsx";
import { PlacePage } from "../../../client/pages/PlacePage.tsx";
import { PlaceQuestionPage } from "../../../client/pages/PlaceQuestionPage.tsx";
import { placeName } from "../../../client/pages/PlacesPage.tsx";
import type { Texts } from "../../../client/text/en.ts";
import {
  councilsOf,
  districtsOf,
  groupsOf,
  isDistrict,
  type PlaceDirectory,
  successorsOf,
} from "../../../core/place/directory.ts";
import type { Place } from "../../../core/place/types.ts";
import { attitudeQuestions } from "../../../core/questionnaire/codebook.ts";
import { expectedMinutes } from "../../../core/questionnaire/minutes.ts";
import type { ChoiceQuestion } from "../../../core/questionnaire/types.ts";
import { ukDay } from "../../../core/release/days.ts";
import type { ReleaseDocument, Stream } from "../../../core/release/types.ts";
import { chartAddress } from "../../results/charts/types.ts";
import { besideChoices, compare } from "../../results/comparison.ts";
import { whoOf } from "../../results/evidence-figures.ts";
import { evidenceMarks, placeEvidence } from "../../results/evidence.ts";
import {
  canBeShownBy,
  chooseRelease,
  filedRows,
  placeResults,
  placeRows,
  seriesOfAnswer,
  streamsOf,
  wordingOf,
} from "../../results/place-results.ts";
import { previewOf } from "../../results/preview.ts";
import { takesNewStarts } from "../../services/intake.ts";
import type { Services } from "../../services/types.ts";
import { notFoundPage } from "./errors.tsx";
import { frameOf, originOf, page, pagePreview, siteOf, textsOf, withKnownAlone } from "./frame.ts";

/** A place by the name in its address; a code leads to that name, and what is neither is not found. */
async function placeAt(
  c: Context,
  services: Services,
): Promise<Response | { readonly directory: PlaceDirectory; readonly place: Place }> {
  const directory = await services.catalogue.directory();
  const slug = c.req.param("slug") ?? "";
  const byCode = directory.by_code.get(slug);
  if (byCode !== undefined) return c.redirect(localPath(textsOf(c), `/places/${byCode.slug}`), 302);
  const place = directory.by_slug.get(slug);
  return place === undefined ? notFoundPage(c, services) : { directory, place };
}

/** `GET /places/{slug}`: the results of a place, its facts, and evidence. */
export async function showPlace(c: Context, services: Services): Promise<Response> {
  const found = withKnownAlone(c, ["release", "by"]) ?? (await placeAt(c, services));
  if (found instanceof Response) return found;
  const { directory, place } = found;
  const texts = textsOf(c);
  const today = ukDay(services.now());
  const chosen = await chooseRelease(services.published, place.code, c.req.query("release"));
  if (chosen === "unknown") return notFoundPage(c, services);
  const by = c.req.query("by") ?? "all";
  const results = chosen && (await placeResults(services, directory, place, chosen, by, texts));
  if (results === "unknown") return notFoundPage(c, services);
  return page(
    c,
    <PlacePage
      frame={frameOf(c, services, { demonstration: place.invented === true })}
      place={place}
      county={councilsOf(directory, place.code)?.county ?? null}
      groups={groupsOf(directory, place.code, today)}
      districts={isDistrict(place.kind) ? [] : districtsOf(directory, place.code, today)}
      successors={successorsOf(directory, place.code)}
      surveys={await openSurveys(services, place, texts)}
      results={results}
      comparable={chosen !== null && besideChoices(directory, chosen.release, place).length > 0}
      evidence={await placeEvidence(services, directory, place, texts, today)}
      today={today}
      {...(chosen !== null && {
        preview: await previewFor(c, services, chosen.release, place),
      })}
    />,
  );
}

/** What a link to a page about a place looks like elsewhere: the picture is of its headline, or of a question. */
async function previewFor(
  c: Context,
  services: Services,
  release: ReleaseDocument,
  place: Place,
  question: string | null = null,
): Promise<PagePreview> {
  const texts = textsOf(c);
  const said = await previewOf(services, texts, release, place.code, question ?? undefined);
  const words = {
    title: said?.title ?? placeName(texts, place),
    description: said?.sentence ?? release.title[texts.language],
  };
  return pagePreview(c, services, words, chartAddress(texts, release.id, "preview", [place.code], { question }));
}

async function openSurveys(
  { catalogue, now }: Services,
  place: Place,
  texts: Texts,
): Promise<{ title: string; address: string; minutes: number }[]> {
  const surveys: { title: string; address: string; minutes: number }[] = [];
  for (const wave of await catalogue.waves()) {
    const asked = wave.places.find((one) => one.place === place.code);
    if (asked === undefined || !takesNewStarts(wave, ukDay(now()))) continue;
    const questionnaire = await catalogue.questionnaire(wave.questionnaire, wave.questionnaireVersion);
    if (questionnaire === null) continue;
    const offered = wave.languages.includes(texts.language);
    surveys.push({
      title: wave.title[texts.language],
      address: offered ? localPath(texts, `/survey/${wave.id}/${place.code}`) : `/survey/${wave.id}/${place.code}`,
      minutes: Math.ceil(expectedMinutes(questionnaire, asked.scenario)),
    });
  }
  return surveys;
}

/** `GET /places/{slug}/questions/{question}`: what was asked and answered, how it moved, and the working. */
export async function showPlaceQuestion(c: Context, services: Services): Promise<Response> {
  const found = withKnownAlone(c, ["release", "by", "stream", "answer"]) ?? (await placeAt(c, services));
  if (found instanceof Response) return found;
  const { directory, place } = found;
  const texts = textsOf(c);
  const chosen = await chooseRelease(services.published, place.code, c.req.query("release"));
  if (chosen === null || chosen === "unknown") return notFoundPage(c, services);
  const { release } = chosen;
  const question = attitudeQuestions(release.questionnaire).find(({ id }) => id === c.req.param("question"));
  const by = c.req.query("by") ?? "all";
  const filed = await filedRows(services.published, release, place.code, question?.id ?? "", texts);
  const streams = streamsOf(
    release,
    filed.map(({ row }) => row),
  );
  const stream = streams.find((one) => one === (c.req.query("stream") ?? streams[0]));
  if (question === undefined || stream === undefined || !canBeShownBy(release, by)) return notFoundPage(c, services);
  const rows = filed.filter(({ row }) => row.stream === stream && row.by === by);
  const answers = filed.flatMap(({ row }) => (row.by === "all" && row.stream === stream ? [row.answer] : []));
  const answer = c.req.query("answer") ?? mainAnswer(question);
  if (!answers.includes(answer)) return notFoundPage(c, services);
  const wanted = { stream, question: question.id, answer };
  const site = siteOf(c, services);
  const of = [place.code, question.id];
  return page(
    c,
    <PlaceQuestionPage
      frame={frameOf(c, services, { demonstration: place.invented === true })}
      {...{ place, release, question, stream, streams, by, rows, answers, answer }}
      wording={wordingOf(directory, question, place, texts)}
      steps={await seriesOfAnswer(services.published, chosen, place.code, wanted, texts)}
      evidence={await evidenceMarks(services, directory, place, release, question.id, answer, texts)}
      shown={{ origin: originOf(c, services), release: release.id, place: place.code, question: question.id, by }}
      corrected={correctionOf(chosen.here, release)}
      comparison={comparisonAddress(texts, directory, place, release, question, stream)}
      charts={{
        answers: chartAddress(texts, release.id, "answers", of, { by: by === "all" ? null : by, stream }),
        trend: chartAddress(texts, release.id, "trend", of, { answer, stream }),
      }}
      site={site}
      preview={await previewFor(c, services, release, place, question.id)}
    />,
  );
}

/** Where a place can be seen beside others on a question; null where there is nothing to put it beside. */
function comparisonAddress(
  texts: Texts,
  directory: PlaceDirectory,
  place: Place,
  release: ReleaseDocument,
  question: ChoiceQuestion,
  stream: Stream,
): string | null {
  if (besideChoices(directory, release, place).length === 0) return null;
  const parameters = new URLSearchParams({ release: release.id, question: question.id });
  if (release.streams.length > 1) parameters.set("stream", stream);
  return `${localPath(texts, `/places/${place.slug}/compare`)}?${parameters}`;
}

/** `GET /places/{slug}/compare`: a place beside the other places of a group, or the councils most like it. */
export async function showComparison(c: Context, services: Services): Promise<Response> {
  const known = ["release", "stream", "question", "answer", "with"];
  const found = withKnownAlone(c, known) ?? (await placeAt(c, services));
  if (found instanceof Response) return found;
  const { directory, place } = found;
  const chosen = await chooseRelease(services.published, place.code, c.req.query("release"));
  if (chosen === null || chosen === "unknown") return notFoundPage(c, services);
  const wanted = await wantedComparison(c, services, directory, place, chosen.release);
  if (wanted === null) return notFoundPage(c, services);
  return page(
    c,
    <ComparePage
      frame={frameOf(c, services, { demonstration: place.invented === true })}
      place={place}
      corrected={correctionOf(chosen.here, chosen.release)}
      {...wanted}
    />,
  );
}

async function wantedComparison(
  c: Context,
  services: Services,
  directory: PlaceDirectory,
  place: Place,
  release: ReleaseDocument,
): Promise<Omit<ComparePageProps, "frame" | "place" | "corrected"> | null> {
  const { published } = services;
  const texts = textsOf(c);
  const rows = await placeRows(published, release, place.code, texts, (row) => row[4] === "all");
  const [stream = "code"] = streamsOf(release, rows);
  const inStream = rows.filter((row) => row.stream === (c.req.query("stream") ?? stream));
  const questions = attitudeQuestions(release.questionnaire).filter(({ id }) =>
    inStream.some((row) => row.question === id),
  );
  const asked = c.req.query("question") ?? (questions.some(({ id }) => id === HEADLINE) ? HEADLINE : questions[0]?.id);
  const question = questions.find(({ id }) => id === asked);
  const choices = besideChoices(directory, release, place).map((choice) => choiceOf(texts, place, choice));
  const beside = choices.find(({ id }) => id === (c.req.query("with") ?? choices[0]?.id));
  if (question === undefined || beside === undefined) return null;
  const answers = inStream.filter((row) => row.question === question.id).map(({ answer }) => answer);
  // Whoever chooses another question in the form leaves the answer of the one before, which it may not have.
  const answer = answers.find((one) => one === c.req.query("answer")) ?? mainAnswer(question);
  const of = { question: question.id, answer, stream: inStream[0]?.stream ?? stream, beside: beside.id };
  const compared = await compare(published, directory, release, place, of, texts.language);
  return {
    ...{ release, questions, question, answers, answer, choices, stream: of.stream },
    wording: wordingOf(directory, question, place, texts),
    beside: beside.id,
    own: compared?.own ?? null,
    groups: compared?.groups ?? [],
    others: compared?.others ?? [],
    evidence: (compared?.evidence ?? []).map(({ evidence, difference }) => ({
      ...{ id: evidence.id, when: evidence.period, who: whoOf(texts, evidence, directory) },
      ...{ publisher: evidence.publisher, share: evidence.share ?? 0, difference },
    })),
    chart: chartAddress(texts, release.id, "compare", [place.code, question.id], {
      ...{ answer, stream: of.stream, with: beside.id },
    }),
    site: siteOf(c, services),
  };
}

function choiceOf(texts: Texts, place: Place, choice: Place | "neighbours" | "peers"): { id: string; label: string } {
  const { compare: words } = texts.results;
  if (choice === "neighbours" || choice === "peers") return { id: choice, label: words[choice] };
  const name = placeName(texts, choice);
  return {
    id: choice.code,
    label:
      choice.code === place.code ? words.members(name) : `${words.members(name)} (${texts.places.kinds[choice.kind]})`,
  };
}
