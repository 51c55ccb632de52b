/**
 * Examples of every call, with addresses of the demonstration: OpenAPI and the reference page show them, and a test sends
 * each and looks at its answer.
 */
import { PROBLEMS, type ProblemCode } from "../../contract/problems.ts";

/** A call as somebody would make it, and what it is answered with. */
export interface ApiExample {
  /** The path as OpenAPI writes it. */
  readonly path: string;
  readonly method: "get" | "post";
  readonly summary: string;
  /** The address below `/api/v1`, with its parameters. */
  readonly request: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly status: number;
  /** The code of the refusal, where it is one. */
  readonly problem?: ProblemCode;
  /** The first bytes of an answer that is no JSON. */
  readonly begins?: string;
}

const RELEASE = "demo-2026-r1";
const PLACE = "D-U01";
const RESULTS = `/releases/${RELEASE}/results`;

function read(path: string, summary: string, request: string, begins?: string): ApiExample {
  return { path, method: "get", summary, request, status: 200, ...(begins === undefined ? {} : { begins }) };
}

function refused(path: string, problem: ProblemCode, request: string): ApiExample {
  const { status, title } = PROBLEMS[problem];
  return { path, method: "get", summary: title, request, status, problem };
}

/** Every call at least once, and the refusals that somebody who begins will meet. */
export const API_EXAMPLES: readonly ApiExample[] = [
  read("/api/v1/places", "Counties", "/places?kind=county"),
  read("/api/v1/places", "A council by its name", "/places?q=sheffield"),
  read("/api/v1/places", "The councils of a county", "/places?within=E10000030&kind=district"),
  refused("/api/v1/places", "request.parameter", "/places?name=sheffield"),
  read("/api/v1/places/{code}", "Guildford", "/places/E07000209"),
  refused("/api/v1/places/{code}", "place.unknown", "/places/E99999999"),
  read("/api/v1/waves", "Every wave", "/waves"),
  read("/api/v1/waves/{id}", "A wave of the demonstration", "/waves/demo-2026"),
  refused("/api/v1/waves/{id}", "wave.unknown", "/waves/nothing"),
  {
    path: "/api/v1/waves/{id}/responses",
    method: "post",
    summary: "A response to the trial survey",
    request: "/waves/demo-try/responses",
    body: { id: "q83vEjRWeJCrze8SNFZ4kA", place: PLACE, answers: { decision_body: "council" } },
    status: 201,
  },
  {
    path: "/api/v1/waves/{id}/responses",
    method: "post",
    summary: "An option that the question does not have",
    request: "/waves/demo-try/responses",
    body: { id: "q83vEjRWeJCrze8SNFZ4kB", place: PLACE, answers: { decision_body: "nobody" } },
    status: PROBLEMS["answer.unknown_option"].status,
    problem: "answer.unknown_option",
  },
  read("/api/v1/questionnaires/{id}/{version}", "The standard questionnaire", "/questionnaires/lga-resident/2"),
  refused("/api/v1/questionnaires/{id}/{version}", "questionnaire.unknown", "/questionnaires/lga-resident/99"),
  read("/api/v1/releases", "Every release", "/releases"),
  read("/api/v1/releases/{id}", "A release with its method and files", `/releases/${RELEASE}`),
  refused("/api/v1/releases/{id}", "release.unknown", "/releases/nothing"),
  read(`/api/v1/releases/{id}/results`, "One question, all places", `${RESULTS}?question=decision_body&by=all`),
  read(`/api/v1/releases/{id}/results`, "One place, by age", `${RESULTS}?place=${PLACE}&by=age_band`),
  refused("/api/v1/releases/{id}/results", "results.unbounded", `${RESULTS}?by=all`),
  refused("/api/v1/releases/{id}/results", "question.unknown", `${RESULTS}?question=weather`),
  refused("/api/v1/releases/{id}/results", "request.parameter", `${RESULTS}?place=${PLACE}&sort=share`),
  read(
    "/api/v1/releases/{id}/results.csv",
    "One question in one place, as CSV",
    `${RESULTS}.csv?place=${PLACE}&question=decision_body&by=all`,
    "release,wave,stream,",
  ),
  read(
    "/api/v1/releases/{id}/files/{name}",
    "All rows as CSV",
    `/releases/${RELEASE}/files/results.csv`,
    "release,wave,stream,",
  ),
  read(
    "/api/v1/releases/{id}/files/{name}",
    "All rows as Parquet",
    `/releases/${RELEASE}/files/results.parquet`,
    "PAR1",
  ),
  read(
    "/api/v1/releases/{id}/files/{name}",
    "A place as a spreadsheet",
    `/releases/${RELEASE}/files/${PLACE}.ods`,
    "PK",
  ),
  refused("/api/v1/releases/{id}/files/{name}", "file.unknown", `/releases/${RELEASE}/files/${PLACE}.pdf`),
  read("/api/v1/evidence", "On the question of trust", "/evidence?question=decision_body"),
  refused("/api/v1/evidence", "request.parameter", "/evidence?publisher=LGA"),
];

/** The examples of a call. */
export function examplesOf(method: string, path: string): readonly ApiExample[] {
  return API_EXAMPLES.filter((example) => example.path === path && example.method === method);
}

interface Operation {
  parameters?: { name?: string; in?: string; example?: unknown }[];
  requestBody?: { content?: Record<string, { examples?: unknown }> };
  responses?: Record<string, { content?: Record<string, { examples?: unknown }> }>;
}

/**
 * Puts the examples into an OpenAPI document, made in place: values for parameters and bodies, problem documents in full,
 * and for other answers the address where a whole one is to be read.
 */
export function withExamples<Document extends { paths?: object | undefined }>(document: Document): Document {
  for (const [path, methods] of Object.entries(document.paths ?? {})) {
    for (const [method, operation] of Object.entries(methods as Record<string, Operation>)) {
      const examples = examplesOf(method, path);
      for (const parameter of operation.parameters ?? []) exampleOfParameter(parameter, path, examples);
      const body = operation.requestBody?.content?.["application/json"];
      if (body !== undefined) body.examples = named(examples, ({ body: value }) => ({ value }));
      for (const [status, { content = {} }] of Object.entries(operation.responses ?? {})) {
        const own = examples.filter((example) => String(example.status) === status);
        for (const media of Object.values(content)) media.examples = named(own, answerOf);
      }
    }
  }
  return document;
}

function exampleOfParameter(
  parameter: { name?: string; in?: string; example?: unknown },
  path: string,
  examples: readonly ApiExample[],
): void {
  const { name = "" } = parameter;
  for (const { request, problem } of examples) {
    if (problem !== undefined) continue;
    const [own = "", search = ""] = `/api/v1${request}`.split("?");
    const at = path.split("/").indexOf(`{${name}}`);
    const value = parameter.in === "path" ? own.split("/")[at] : new URLSearchParams(search).get(name);
    if (value !== null && value !== undefined) parameter.example ??= value;
  }
}

function named(
  examples: readonly ApiExample[],
  make: (example: ApiExample) => object,
): Readonly<Record<string, object>> {
  return Object.fromEntries(
    examples.map((example, at) => [`example_${at + 1}`, { summary: example.summary, ...make(example) }]),
  );
}

function answerOf({ path, problem, request }: ApiExample): object {
  if (problem === undefined) return { externalValue: `/api/v1${request}` };
  const { title, status, advice } = PROBLEMS[problem];
  const instance = path.replaceAll(/\{(\w+)\}/g, ":$1");
  return { value: { type: `/api/v1/docs#${problem}`, title, status, detail: advice, instance, code: problem } };
}
