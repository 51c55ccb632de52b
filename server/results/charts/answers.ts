/** The answers to one question in one place, of everybody or group by group. */
import { answerBars } from "../../../client/charts/answer-bars.ts";
import { localPath } from "../../../client/components/Layout.tsx";
import { breakdownQuestions } from "../../../core/questionnaire/codebook.ts";
import { expandRows } from "../../../core/release/rows.ts";
import { askedQuestion, chosenStream } from "./release-rows.ts";
import type { ChartKind } from "./types.ts";

/** `/charts/RELEASE/answers/PLACE/QUESTION?by=&stream=` */
export const answersChart: ChartKind = {
  parts: ["place", "question"],
  query: ["by", "stream"],
  ofReleaseAlone: true,
  async build({ published, catalogue }, texts, { release, parts: [code = "", id = ""], query }) {
    const { by = "all" } = query;
    const question = askedQuestion(release, id);
    const grouping = breakdownQuestions(release.questionnaire).find((one) => one.id === by);
    if (question === undefined || (by !== "all" && grouping === undefined)) return null;
    const compact = (await published.rows(release.id, "place", code)) ?? [];
    const stream = chosenStream(release, compact, query["stream"]);
    const chosen = compact.filter((row) => row[1] === stream?.stream && row[2] === id && row[4] === by);
    const rows = expandRows(release, chosen, texts.language);
    const slug = (await catalogue.directory()).by_code.get(code)?.slug;
    if (rows.length === 0 || slug === undefined || stream === undefined) return null;
    const search = new URLSearchParams({ release: release.id, stream: stream.stream, ...(by !== "all" && { by }) });
    return {
      chart: answerBars(texts, release, question, rows, `${id}-${by}`),
      rows,
      page: `${localPath(texts, `/places/${slug}/questions/${id}`)}?${search}`,
    };
  },
};
