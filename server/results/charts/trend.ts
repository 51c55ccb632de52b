/** The figures of one answer in a place, wave by wave, with figures from elsewhere. */
import { mainAnswer } from "../../../client/models/place-results.ts";
import { localPath } from "../../../client/components/Layout.tsx";
import { placeTrendChart } from "../../../client/models/trend.ts";
import { evidenceMarks } from "../evidence.ts";
import { chooseRelease, seriesOfAnswer } from "../place-results.ts";
import { answersOf, askedQuestion, chosenStream } from "./release-rows.ts";
import type { ChartKind } from "./types.ts";

/** `/charts/RELEASE/trend/PLACE/QUESTION?answer=&stream=` */
export const trendChartKind: ChartKind = {
  parts: ["place", "question"],
  query: ["answer", "stream"],
  ofReleaseAlone: false,
  async build({ published, catalogue }, texts, { release, parts: [code = "", id = ""], query }) {
    const directory = await catalogue.directory();
    const [question, place] = [askedQuestion(release, id), directory.by_code.get(code)];
    const chosen = await chooseRelease(published, code, release.id);
    if (question === undefined || place === undefined || chosen === null || chosen === "unknown") return null;
    const compact = ((await published.rows(release.id, "place", code)) ?? []).filter((row) => row[2] === id);
    const stream = chosenStream(release, compact, query["stream"]);
    const answer = answersOf(question).find((one) => one === (query["answer"] ?? mainAnswer(question)));
    if (stream === undefined || answer === undefined) return null;
    const wanted = { stream: stream.stream, question: id, answer };
    const steps = await seriesOfAnswer(published, chosen, code, wanted, texts);
    const marks = await evidenceMarks({ published }, directory, place, release, id, answer, texts);
    if (steps.length + marks.length === 0) return null;
    const search = new URLSearchParams({ release: release.id, stream: stream.stream, answer });
    return {
      chart: placeTrendChart(texts, release, question, place, answer, steps, marks),
      rows: steps.map(({ row }) => row),
      page: `${localPath(texts, `/places/${place.slug}/questions/${id}`)}?${search}#trend-title`,
    };
  },
};
