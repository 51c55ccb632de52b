/** Waves, and the responses to them. */
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { validator } from "hono-openapi";
import * as v from "valibot";
import { NewResponse, Receipt, Wave } from "../../contract/wire.ts";
import type { Receipt as StoredReceipt } from "../../services/intake.ts";
import type { Services } from "../../services/types.ts";
import type { Wave as WaveRecord } from "../../storage/waves.ts";
import { senderOf } from "../sender.ts";
import { call, keyOf, noParameters, problem } from "../problem.ts";

/** Most bytes of a submission's body. */
export const BODY_BYTES_MAX = 64 * 1024;

const RESPONSE_PROBLEMS = [
  "request.malformed",
  "request.content_type",
  "request.too_large",
  "request.too_many",
  "submission.shape",
  "submission.id",
  "wave.unknown",
  "wave.closed",
  "form.too_young",
  "proof.required",
  "proof.wrong",
  "place.not_in_wave",
  "code.required",
  "code.unknown",
  "arm.unknown",
  "answers.shape",
  "answer.unknown_question",
  "answer.unknown_option",
  "answer.exclusive_option",
  "texts.shape",
  "text.unknown_question",
  "text.too_long",
  "service.busy",
] as const;

/** `GET /waves`, `GET /waves/{id}`, `POST /waves/{id}/responses`. */
export function waves(services: Services): Hono {
  const { catalogue } = services;
  return new Hono()
    .get(
      "/",
      call({ summary: "List waves", answers: v.object({ waves: v.array(Wave) }), problems: ["request.parameter"] }),
      noParameters,
      async (c) => {
        const all = await Promise.all((await catalogue.waves()).map((wave) => wireWave(services, wave)));
        return c.json({ waves: all.filter((wave) => wave !== null) });
      },
    )
    .get(
      "/:id",
      call({ summary: "A wave", answers: Wave, problems: ["request.parameter", "wave.unknown"] }),
      noParameters,
      async (c) => {
        const wave = await wireWave(services, await catalogue.wave(c.req.param("id")));
        return wave === null ? problem(c, "wave.unknown") : c.json(wave);
      },
    )
    .post(
      "/:id/responses",
      call({
        summary: "Send a response",
        description:
          "Counted once: any number of posts with the same `id` store the first and all get the same receipt. An acknowledged response is committed. Responses from one network are limited; those without `form` more strictly.",
        status: 201,
        answers: Receipt,
        problems: RESPONSE_PROBLEMS,
      }),
      bodyLimit({ maxSize: BODY_BYTES_MAX, onError: (c) => problem(c, "request.too_large") }),
      jsonBody,
      validator("json", NewResponse, async (result, c) => {
        if (result.success) return undefined;
        const receipt = await knownReceipt(services, c.req.param("id") ?? "", await c.req.json<unknown>());
        if (receipt !== null) return c.json(receipt, 201);
        const named = result.error.map((issue) => String(keyOf(issue.path?.[0])));
        return problem(
          c,
          "submission.shape",
          named.find((name) => Object.hasOwn(NewResponse.entries, name)),
        );
      }),
      async (c) => {
        const { id, place, arm, code, form, proof } = c.req.valid("json");
        // As they were sent: the validator leaves out members named like a prototype, which are to be refused.
        const { answers, texts } = await c.req.json<{ answers: unknown; texts?: unknown }>();
        const submission = {
          ...{ wave: c.req.param("id"), id, place, answers },
          ...(texts === undefined ? {} : { texts }),
          ...(arm === undefined ? {} : { arm }),
          ...(code === undefined ? {} : { code }),
          ...(form === undefined ? {} : { form }),
          ...(proof === undefined ? {} : { proof }),
        };
        const result = await services.submit(submission, senderOf(c, services, "api"));
        if (!result.ok) return problem(c, result.problem, result.question, result);
        return c.json(result.receipt, 201);
      },
    );
}

/** The receipt of a submission whose id is known: it gets that, whatever else is wrong with it. */
async function knownReceipt(services: Services, wave: string, body: unknown): Promise<StoredReceipt | null> {
  const id = typeof body === "object" && body !== null && "id" in body ? body.id : undefined;
  return typeof id === "string" ? services.acknowledged(wave, id) : null;
}

/** Lets through what is JSON and says so. */
async function jsonBody(c: Context, next: () => Promise<void>): Promise<Response | void> {
  if (!/^application\/json\s*(;|$)/i.test(c.req.header("Content-Type") ?? ""))
    return problem(c, "request.content_type");
  try {
    JSON.parse(await c.req.text());
  } catch {
    return problem(c, "request.malformed");
  }
  return next();
}

async function wireWave(
  { catalogue }: Pick<Services, "catalogue">,
  wave: WaveRecord | null,
): Promise<v.InferOutput<typeof Wave> | null> {
  if (wave === null || wave.state === "draft") return null;
  const takesCodes = wave.streams.some(({ stream }) => stream === "code");
  const issued = takesCodes ? await catalogue.codesIssued(wave.id) : null;
  return {
    id: wave.id,
    title: wave.title,
    state: wave.state,
    questionnaire: { id: wave.questionnaire, version: wave.questionnaireVersion },
    opens_on: wave.opensOn,
    closes_on: wave.closesOn,
    results_on: wave.resultsOn,
    demonstration: wave.demonstration,
    proof: wave.proof,
    streams: wave.streams.map(({ stream, mode, sample_type }) => ({ stream, mode, sample_type })),
    languages: [...wave.languages],
    places: wave.places.map(({ place }) => place),
    ...(issued === null
      ? {}
      : { codes_issued: wave.places.map(({ place }) => ({ place, codes: issued.get(place) ?? 0 })) }),
  };
}
