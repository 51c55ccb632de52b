/**
 * Every way in which a call can be refused: one catalogue, one shape (RFC 9457). A code is public and never changes
 * its meaning. No text here, nor anything filled in, repeats what somebody sent.
 */
import * as v from "valibot";
import { ProofChallenge } from "./wire.ts";

/** A refusal: its status, a title, and what to do. */
export interface ProblemKind {
  readonly status: 400 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503;
  readonly title: string;
  readonly advice: string;
}

/** The catalogue, by code. */
export const PROBLEMS = {
  "request.not_found": {
    status: 404,
    title: "There is nothing at this address",
    advice: "The calls are listed at /api/v1/docs.",
  },
  "request.malformed": {
    status: 400,
    title: "The body is not valid JSON",
    advice: "Send one JSON object, encoded as UTF-8.",
  },
  "request.content_type": {
    status: 415,
    title: "The body has the wrong content type",
    advice: "Send JSON with the header Content-Type: application/json.",
  },
  "request.too_large": {
    status: 413,
    title: "The body is too large",
    advice: "A response needs a few kilobytes; at most 64 are taken.",
  },
  "request.parameter": {
    status: 400,
    title: "A query parameter is unknown or has a wrong value",
    advice: "See the parameter named in `field` in the description of the call.",
  },
  "request.too_many": {
    status: 429,
    title: "Too much comes from this network",
    advice: "Send the same again after the seconds in Retry-After. Whoever has many responses imports a file instead.",
  },
  "submission.shape": {
    status: 422,
    title: "The submission does not have the form that is described",
    advice: "See the member named in `field` in the description of the call.",
  },
  "submission.id": {
    status: 422,
    title: "The submission id is not 128 random bits",
    advice: "Send 16 random bytes in URL-safe base 64: 22 characters.",
  },
  "form.too_young": {
    status: 422,
    title: "The form was begun too short a time ago",
    advice: "Send the same again after the seconds in Retry-After.",
  },
  "proof.required": {
    status: 422,
    title: "This wave needs a proof of work",
    advice: "Solve `challenge` and send the same again with `proof`.",
  },
  "proof.wrong": {
    status: 422,
    title: "The proof of work is wrong, too old, spent, or was made for another wave or place",
    advice: "Solve the fresh `challenge` and send the same again with `proof`.",
  },
  "wave.unknown": { status: 404, title: "There is no such wave", advice: "GET /api/v1/waves lists them." },
  "wave.closed": {
    status: 409,
    title: "The wave takes no more responses",
    advice: "GET /api/v1/waves/{id} says when its results come out.",
  },
  "place.unknown": { status: 404, title: "There is no such place", advice: "GET /api/v1/places lists them." },
  "place.not_in_wave": {
    status: 422,
    title: "The wave is not in the field in this place",
    advice: "GET /api/v1/waves/{id} lists its places.",
  },
  "code.required": {
    status: 422,
    title: "This survey needs a code",
    advice: "Send the code from the letter as `code`.",
  },
  "code.unknown": {
    status: 422,
    title: "We do not recognise this code",
    advice: "Check it against the letter.",
  },
  "arm.unknown": {
    status: 422,
    title: "The questionnaire has no such arm",
    advice: "Leave `arm` out and one is drawn at random.",
  },
  "answers.shape": {
    status: 422,
    title: "The answers are not an object of question ids and option ids",
    advice:
      "Give an option id, or a list of them where several may be chosen: GET /api/v1/questionnaires/{id}/{version}.",
  },
  "answer.unknown_question": {
    status: 422,
    title: "The questionnaire has no such question",
    advice: "GET /api/v1/questionnaires/{id}/{version} lists its questions.",
  },
  "answer.unknown_option": {
    status: 422,
    title: "The question has no such option",
    advice: "GET /api/v1/questionnaires/{id}/{version} lists the options of the question named in `field`.",
  },
  "answer.exclusive_option": {
    status: 422,
    title: "An option that stands alone was chosen together with others",
    advice: "Send either the options that apply, or the one option that excludes all others.",
  },
  "texts.shape": {
    status: 422,
    title: "The texts are not an object of question ids and texts",
    advice: "Send `texts` as an object of texts, or leave it out.",
  },
  "text.unknown_question": {
    status: 422,
    title: "Nothing can be written to that question",
    advice: "GET /api/v1/questionnaires/{id}/{version} says which questions take own words.",
  },
  "text.too_long": {
    status: 422,
    title: "A text is too long",
    advice: "GET /api/v1/questionnaires/{id}/{version} gives the most characters (`length_max`) of each.",
  },
  "questionnaire.unknown": {
    status: 404,
    title: "There is no such questionnaire version",
    advice: "GET /api/v1/waves names those in use.",
  },
  "question.unknown": {
    status: 404,
    title: "The release has no such question",
    advice: "GET /api/v1/releases/{id} holds its questionnaire.",
  },
  "release.unknown": {
    status: 404,
    title: "There is no such published release",
    advice: "GET /api/v1/releases lists them.",
  },
  "file.unknown": {
    status: 404,
    title: "The release has no such file",
    advice:
      "GET /api/v1/releases/{id} lists the files of the whole. Of a place there are PLACE.csv, .json, .jsonstat.json, .ods and .xlsx.",
  },
  "chart.unknown": {
    status: 404,
    title: "There is no such chart, or none may be drawn of these figures",
    advice: "The pages of places and questions have the addresses of the charts that there are.",
  },
  "chart.no_png": {
    status: 404,
    title: "This server makes no PNG images",
    advice: "Ask for the same address with .svg in place of .png.",
  },
  "results.unbounded": {
    status: 400,
    title: "Results need a place or a question",
    advice: "Add `place=` or `question=` to the call.",
  },
  "service.busy": {
    status: 503,
    title: "The service is busy",
    advice: "Send the same again after the seconds in Retry-After. Nothing was lost, and nothing is counted twice.",
  },
  internal: { status: 500, title: "Something went wrong on our side", advice: "Try again later." },
} as const satisfies Record<string, ProblemKind>;

/** The code of a refusal. */
export type ProblemCode = keyof typeof PROBLEMS;

/** A problem document (RFC 9457). */
export const Problem = v.object({
  type: v.pipe(v.string(), v.description("Where the code is explained")),
  title: v.string(),
  status: v.number(),
  detail: v.pipe(v.string(), v.description("What to do")),
  instance: v.pipe(v.string(), v.description("The pattern of the call's path: nothing that was sent")),
  code: v.picklist(Object.keys(PROBLEMS) as ProblemCode[]),
  field: v.optional(v.pipe(v.string(), v.description("The member or parameter that is wrong, where there is one"))),
  challenge: v.optional(v.pipe(ProofChallenge, v.description("What to solve, where a proof of work is asked for"))),
});

/** A problem document. */
export type Problem = v.InferOutput<typeof Problem>;
