/** Published releases, their rows and their files. Everything here is read from the frozen release. */
import { attitudeQuestions } from "../../../core/questionnaire/codebook.ts";
import { type Context, Hono } from "hono";
import * as v from "valibot";
import { csvTable } from "../../../core/release/csv.ts";
import { PLACE_FORMATS } from "../../../core/release/files/place-files.ts";
import { expandRows } from "../../../core/release/rows.ts";
import type { ResultRow } from "../../../core/release/types.ts";
import { Release, ReleaseSummary, Results } from "../../contract/wire.ts";
import { canBeShownBy } from "../../results/place-results.ts";
import type { Services } from "../../services/types.ts";
import type { Release as ReleaseRecord } from "../../storage/releases.ts";
import { notModified } from "../caching.ts";
import { call, noParameters, problem, query } from "../problem.ts";
import { sendFile } from "./files.ts";
import { keyOfRow, type ResultsFilter, rowsAfter } from "./result-pages.ts";

/** Most rows in one answer. */
export const PAGE_ROWS_MAX = 10_000;

const code = v.pipe(v.string(), v.maxLength(80));
const ResultsQuery = v.strictObject({
  place: v.optional(v.pipe(code, v.description("Code of a place of the release"))),
  question: v.optional(v.pipe(code, v.description("Id of a question"))),
  by: v.optional(v.pipe(code, v.description("`all`, or the id of a demographic question"))),
  after: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[A-Za-z0-9_-]{1,600}$/),
      v.description("The key of the last row that you have, from the `next` of the page before"),
    ),
  ),
});

type Filter = v.InferOutput<typeof ResultsQuery>;

const DESCRIBED = {
  answers: Results,
  problems: ["request.parameter", "results.unbounded", "release.unknown", "place.unknown", "question.unknown"] as const,
};

/** `GET /releases`, `/releases/{id}`, and its `/results` and `/results.csv`. */
export function releases({ published }: Services): Hono {
  const filtered = query(ResultsQuery, ["place", "question", "by", "after"]);
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
        return (await notModified(c, release)) ?? c.json(inFull(release));
      },
    )
    .get(
      "/:id/results",
      call({
        summary: "Result rows of a place or a question",
        description: `At most ${PAGE_ROWS_MAX} rows at once, in code-list order. \`next\`, and the header Link, name the next page.`,
        ...DESCRIBED,
      }),
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
      call({ summary: "The same rows as CSV", alsoAs: ["text/csv"], ...DESCRIBED, answers: null }),
      filtered,
      async (c) => {
        const found = await findRows(c, published, c.req.param("id"), c.req.valid("query"));
        if (found instanceof Response) return found;
        const { release, rows } = found;
        return (
          (await notModified(c, release)) ??
          c.body(csvTable(rows), 200, { "Content-Type": "text/csv; charset=utf-8; header=present" })
        );
      },
    );
}

const FILE_CALL = {
  summary: "A file of a release",
  description:
    "Those of the whole are listed in the release, with checksums. Of each place there are PLACE.csv, .json, .jsonstat.json, .ods and .xlsx, in Welsh PLACE.cy.csv and so on. Files never change.",
  answers: null,
  alsoAs: ["text/csv", "application/json", "application/octet-stream"],
  problems: ["request.parameter", "release.unknown", "file.unknown"],
} as const;

/** `GET /releases/{id}/files/{name}`. */
export function releaseFiles({ published }: Services): Hono {
  return new Hono().get("/:id/files/:name", call(FILE_CALL), noParameters, async (c) => {
    const release = await published.release(c.req.param("id"));
    if (release === null) return problem(c, "release.unknown");
    const file = await published.file(release, c.req.param("name"));
    return file === null ? problem(c, "file.unknown") : sendFile(c, release, file);
  });
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
  const { questionnaire } = release.document;
  if (question !== undefined && !attitudeQuestions(questionnaire).some(({ id: known }) => known === question)) {
    return problem(c, "question.unknown", "question");
  }
  if (by !== undefined && !canBeShownBy(release.document, by)) {
    return problem(c, "request.parameter", "by");
  }
  if (place !== undefined && !release.document.places.some((one) => one.code === place)) {
    return problem(c, "place.unknown", "place");
  }
  const rows =
    place === undefined
      ? await published.rows(id, "question", question ?? "")
      : await published.rows(id, "place", place);
  const page = rowsAfter(rows ?? [], filter, PAGE_ROWS_MAX);
  if (page === null) return problem(c, "request.parameter", "after");
  const last = page.rows.at(-1);
  const next = last === undefined || !page.more ? null : nextAddress(c.req.path, filter, keyOfRow(last));
  if (next !== null) c.header("Link", `<${next}>; rel="next"`);
  return { release, rows: expandRows(release.document, page.rows), next };
}

function nextAddress(path: string, { place, question, by }: ResultsFilter, after: string): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ place, question, by, after })) {
    if (value !== undefined) parameters.set(name, value);
  }
  return `${path}?${parameters}`;
}

function inFull(release: ReleaseRecord): object {
  const {
    streams,
    method,
    parameters,
    places,
    questionnaire,
    themes = [],
    parts,
    files = [],
    quality,
  } = release.document;
  const folder = `/api/v1/releases/${release.id}/files`;
  return {
    ...summary(release),
    ...{ streams, method, parameters, places, questionnaire, themes },
    ...(quality && { quality }),
    files: files.map((file) => ({ ...file, address: `${folder}/${file.name}` })),
    place_files: { address: `${folder}/{place}.{format}`, formats: PLACE_FORMATS },
    parts,
  };
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
