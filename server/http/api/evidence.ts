/** Figures published by others, with their sources. */
import { Hono } from "hono";
import * as v from "valibot";
import { Evidence } from "../../contract/wire.ts";
import type { EvidenceRow } from "../../reference/evidence.ts";
import type { Services } from "../../services/types.ts";
import { call, problem, query } from "../problem.ts";

/** Most figures in one answer. */
export const EVIDENCE_PAGE_MAX = 1000;

const EvidenceQuery = v.strictObject({
  question: v.optional(v.pipe(v.string(), v.maxLength(80), v.description("Id of a question"))),
  place: v.optional(v.pipe(v.string(), v.maxLength(80), v.description("Code of a place"))),
  after: v.optional(
    v.pipe(
      v.string(),
      v.maxLength(300),
      v.description("The id of the last figure that you have, from the `next` of the page before"),
    ),
  ),
});

/** `GET /evidence`. */
export function evidence({ published }: Services): Hono {
  return new Hono().get(
    "/",
    call({
      summary: "Figures from elsewhere",
      description: "As others published them. They are never weighted, pooled or ranked with our own.",
      answers: v.object({
        evidence: v.array(Evidence),
        next: v.nullable(v.pipe(v.string(), v.description("Address of the next page"))),
      }),
      problems: ["request.parameter"],
    }),
    query(EvidenceQuery, ["question", "place", "after"]),
    async (c) => {
      const { question, place, after } = c.req.valid("query");
      const rows = await published.evidence({
        ...(question === undefined ? {} : { question }),
        ...(place === undefined ? {} : { place }),
      });
      const last = after === undefined ? -1 : rows.findIndex(({ id }) => id === after);
      if (after !== undefined && last === -1) return problem(c, "request.parameter", "after");
      const page = rows.slice(last + 1, last + 1 + EVIDENCE_PAGE_MAX);
      const end = page.at(-1);
      const more = last + 1 + page.length < rows.length;
      const next = end === undefined || !more ? null : nextAddress(c.req.path, { question, place, after: end.id });
      if (next !== null) c.header("Link", `<${next}>; rel="next"`);
      return c.json({ evidence: page.map(wireEvidence), next });
    },
  );
}

function nextAddress(path: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return `${path}?${new URLSearchParams(given)}`;
}

function wireEvidence(row: EvidenceRow): v.InferOutput<typeof Evidence> {
  const { id, series, publisher, period, start, end, date_certainty, mode, population, place_code } = row;
  const { base, question, measure, share, source, link, note } = row;
  return {
    ...{ id, series, publisher, period, start, end, date_certainty, mode, population, place_code },
    ...{ base, question, measure, share, source, link: link ?? linkOf(source), note: note ?? "" },
  };
}

/** The address of a source of the reference, where it begins with one; these stand without their scheme. */
function linkOf(source: string): string | null {
  const [first = ""] = source.split(/[\s;]/);
  return /^[a-z0-9.-]+\.[a-z]{2,}(\/|$)/i.test(first) ? `https://${first}` : null;
}
