/** Published releases and their rows. Everything here is read from the frozen release. */
import { choiceQuestions } from "../../../core/questionnaire/codebook.ts";
import { type Context, Hono } from "hono";
import * as v from "valibot";
import { csvTable } from "../../../core/release/csv.ts";
import { expandRows } from "../../../core/release/rows.ts";
import type { CompactRow, ResultRow } from "../../../core/release/types.ts";
import { Release, ReleaseSummary, Results } from "../../contract/wire.ts";
import type { Services } from "../../services/types.ts";
import type { Release as ReleaseRecord } from "../../storage/releases.ts";
import { notModified } from "../caching.ts";
import { call, noParameters, problem, query } from "../problem.ts";

/** Most rows in one answer. */
export const PAGE_ROWS_MAX = 10_000;

const code = v.pipe(v.string(), v.maxLength(80));
const ResultsQuery = v.strictObject({
  place: v.optional(v.pipe(code, v.description("Code of a place of the release"))),
  question: v.optional(v.pipe(code, v.description("Id of a question"))),
  by: v.optional(v.pipe(code, v.description("`all`, or the id of a demographic question"))),
  after: v.optional(v.pipe(v.string(), v.regex(/^\d{1,7}$/), v.description("From the `next` of the page before"))),
});

type Filter = v.InferOutput<typeof ResultsQuery>;

/** `GET /releases`, `/releases/{id}`, `/releases/{id}/results`, and the same rows as `results.csv`. */
export function releases({ published }: Services): Hono {
  const filtered = query(ResultsQuery, ["place", "question", "by", "after"]);
  const described = {
    answers: Results,
    problems: [
      "request.parameter",
      "results.unbounded",
      "release.unknown",
      "place.unknown",
      "question.unknown",
    ] as const,
  };
  return new Hono()
    .get(
      "/",
      call({
        summary: "List releases",
        answers: v.object({ releases: v.array(ReleaseSummary) }),
        problems: ["request.parameter"],
      }),
      noParameters,
      async (c) => c.json({ releases: (await published.releases()).map(summary) }),
    )
    .get(
      "/:id",
      call({ summary: "A release in full", answers: Release, problems: ["request.parameter", "release.unknown"] }),
      noParameters,
      async (c) => {
        const release = await published.release(c.req.param("id"));
        if (release === null) return problem(c, "release.unknown");
        const { streams, method, parameters, places, questionnaire, themes = [], parts } = release.document;
        const known = await notModified(c, release);
        return (
          known ?? c.json({ ...summary(release), streams, method, parameters, places, questionnaire, themes, parts })
        );
      },
    )
    .get(
      "/:id/results",
      call({ summary: "Result rows of a place or a question", ...described }),
      filtered,
      async (c) => {
        const found = await findRows(c, published, c.req.param("id"), c.req.valid("query"));
        if (found instanceof Response) return found;
        const { release, rows, next } = found;
        return (await notModified(c, release)) ?? c.json({ release: release.id, rows, next });
      },
    )
    .get(
      "/:id/results.csv",
      call({ summary: "The same rows as CSV", alsoAs: ["text/csv"], ...described }),
      filtered,
      async (c) => {
        const found = await findRows(c, published, c.req.param("id"), c.req.valid("query"));
        if (found instanceof Response) return found;
        const { release, rows, next } = found;
        if (next !== null) c.header("Link", `<${next}>; rel="next"`);
        return (
          (await notModified(c, release)) ??
          c.body(csvTable(rows), 200, { "Content-Type": "text/csv; charset=utf-8; header=present" })
        );
      },
    );
}

/** The page of rows that a query asks for, or why there is none. */
async function findRows(
  c: Context,
  published: Services["published"],
  id: string,
  filter: Filter,
): Promise<Response | { release: ReleaseRecord; rows: readonly ResultRow[]; next: string | null }> {
  const { place, question, by } = filter;
  if (place === undefined && question === undefined) return problem(c, "results.unbounded");
  const release = await published.release(id);
  if (release === null) return problem(c, "release.unknown");
  const questions = choiceQuestions(release.document.questionnaire);
  if (question !== undefined && !questions.some((one) => one.id === question && one.role === "attitude")) {
    return problem(c, "question.unknown", "question");
  }
  if (by !== undefined && by !== "all" && !questions.some((one) => one.id === by && one.bands !== undefined)) {
    return problem(c, "request.parameter", "by");
  }
  if (place !== undefined && !release.document.places.some((one) => one.code === place)) {
    return problem(c, "place.unknown", "place");
  }
  const rows =
    place === undefined
      ? await published.rows(id, "question", question ?? "")
      : await published.rows(id, "place", place);
  const wanted = (rows ?? []).filter((row) => matches(row, filter));
  const start = Number(filter.after ?? 0);
  const page = wanted.slice(start, start + PAGE_ROWS_MAX);
  const end = start + page.length;
  return {
    release,
    rows: expandRows(release.document, page),
    next: end < wanted.length ? nextAddress(c.req.path, filter, end) : null,
  };
}

function matches(row: CompactRow, { place, question, by }: Filter): boolean {
  return (
    (place === undefined || row[0] === place) &&
    (question === undefined || row[2] === question) &&
    (by === undefined || row[4] === by)
  );
}

function nextAddress(path: string, { place, question, by }: Filter, after: number): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ place, question, by })) {
    if (value !== undefined) parameters.set(name, value);
  }
  parameters.set("after", String(after));
  return `${path}?${parameters}`;
}

function summary(release: ReleaseRecord): v.InferOutput<typeof ReleaseSummary> {
  const { id, wave, revision, title, period_start, period_end, demonstration, rows, rows_withheld, licence } =
    release.document;
  return {
    ...{ id, wave, revision, title, period_start, period_end },
    ...(release.document.correction && { correction: release.document.correction }),
    published_at: release.publishedAt ?? "",
    ...{ demonstration, rows, rows_withheld },
    sha256: release.sha256,
    licence,
  };
}
