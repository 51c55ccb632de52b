/** Figures published by others, with their sources. */
import { Hono } from "hono";
import * as v from "valibot";
import { Evidence } from "../../contract/wire.ts";
import type { EvidenceRow } from "../../reference/evidence.ts";
import type { Services } from "../../services/types.ts";
import { call, query } from "../problem.ts";

const EvidenceQuery = v.strictObject({
  question: v.optional(v.pipe(v.string(), v.maxLength(80))),
  place: v.optional(v.pipe(v.string(), v.maxLength(80))),
});

/** `GET /evidence`. */
export function evidence({ published }: Services): Hono {
  return new Hono().get(
    "/",
    call({
      summary: "Figures from elsewhere",
      answers: v.object({ evidence: v.array(Evidence) }),
      problems: ["request.parameter"],
    }),
    query(EvidenceQuery, ["question", "place"]),
    async (c) => {
      const { question, place } = c.req.valid("query");
      const rows = await published.evidence({
        ...(question === undefined ? {} : { question }),
        ...(place === undefined ? {} : { place }),
      });
      return c.json({ evidence: rows.map(wireEvidence) });
    },
  );
}

function wireEvidence(row: EvidenceRow): v.InferOutput<typeof Evidence> {
  const { id, series, publisher, period, start, end, mode, population, place_code, base, question, measure } = row;
  const { share, source, note } = row;
  return {
    ...{ id, series, publisher, period, start, end, mode, population, place_code, base, question, measure },
    ...{ share, source, note: note ?? "" },
  };
}
