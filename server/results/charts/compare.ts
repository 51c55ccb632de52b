/** A place beside others, on one answer. */
import { comparisonChart } from "../../../client/models/comparison.ts";
import { mainAnswer } from "../../../client/models/place-results.ts";
import { localPath } from "../../../client/components/Layout.tsx";
import { besideChoices, compare } from "../comparison.ts";
import { answersOf, askedQuestion, chosenStream } from "./release-rows.ts";
import type { ChartKind } from "./types.ts";

/** `/charts/RELEASE/compare/PLACE/QUESTION?answer=&stream=&with=` */
export const compareChart: ChartKind = {
  parts: ["place", "question"],
  query: ["answer", "stream", "with"],
  ofReleaseAlone: true,
  async build({ published, catalogue }, texts, { release, parts: [code = "", id = ""], query }) {
    const directory = await catalogue.directory();
    const [question, place] = [askedQuestion(release, id), directory.by_code.get(code)];
    const rows = (await published.everybody(release.id, id)) ?? [];
    const stream = chosenStream(
      release,
      rows.filter((row) => row[0] === code),
      query["stream"],
    );
    if (question === undefined || place === undefined || stream === undefined) return null;
    const choices = besideChoices(directory, release, place).map((one) => (typeof one === "string" ? one : one.code));
    const beside = choices.find((one) => one === (query["with"] ?? choices[0]));
    const answer = answersOf(question).find((one) => one === (query["answer"] ?? mainAnswer(question)));
    if (beside === undefined || answer === undefined) return null;
    const wanted = { question: id, answer, stream: stream.stream, beside };
    const found = await compare(published, directory, release, place, wanted, texts.language);
    if (found === null) return null;
    const [groups, others] = [found.groups.map(({ row }) => row), found.others.map(({ row }) => row)];
    const search = new URLSearchParams({
      ...{ release: release.id, stream: stream.stream, question: id, answer, with: beside },
    });
    return {
      chart: comparisonChart(texts, release, question, { own: found.own, groups, others }),
      rows: [found.own, ...groups, ...others],
      page: `${localPath(texts, `/places/${place.slug}/compare`)}?${search}`,
    };
  },
};
