/** Questionnaire documents, in both languages. */
import { Hono } from "hono";
import * as v from "valibot";
import type { Services } from "../../services/types.ts";
import { call, noParameters, problem } from "../problem.ts";

const Document = v.pipe(
  v.objectWithRest(
    {
      id: v.string(),
      version: v.number(),
      questions: v.array(v.objectWithRest({ id: v.string() }, v.unknown())),
    },
    v.unknown(),
  ),
  v.description("Questions with their texts, options, base rules and sources"),
);

/** `GET /questionnaires/{id}/{version}`. */
export function questionnaires({ catalogue }: Services): Hono {
  return new Hono().get(
    "/:id/:version",
    call({
      summary: "A version of a questionnaire",
      answers: Document,
      problems: ["request.parameter", "questionnaire.unknown"],
    }),
    noParameters,
    async (c) => {
      const { id, version } = c.req.param();
      if (!/^\d{1,6}$/.test(version)) return problem(c, "questionnaire.unknown");
      const document = await catalogue.questionnaire(id, Number(version));
      return document === null ? problem(c, "questionnaire.unknown") : c.json(document);
    },
  );
}
