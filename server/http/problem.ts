/** Refusals as problem documents (RFC 9457), and the description of a call. */
import type { Context, Env, MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import { describeRoute, resolver, validator } from "hono-openapi";
import { type GenericSchema, strictObject } from "valibot";
import { type Problem as ProblemDocument, Problem, type ProblemCode, PROBLEMS } from "../contract/problems.ts";
import type { ProofChallenge } from "../contract/wire.ts";
import { RETRY_SECONDS } from "./busy.ts";

/** What goes with some refusals: the seconds to wait, a challenge to solve. */
interface ProblemExtras {
  readonly wait?: number;
  readonly challenge?: ProofChallenge;
}

/** A refusal. `field` is a name of ours and `instance` the pattern of the route: no text that was sent comes back. */
export function problem(
  c: Context,
  code: ProblemCode,
  field?: string,
  { wait, challenge }: ProblemExtras = {},
): Response {
  const { status, title, advice } = PROBLEMS[code];
  const document: ProblemDocument = {
    type: `/api/v1/docs#${code}`,
    title,
    status,
    detail: advice,
    instance: routePath(c),
    code,
    ...(field === undefined ? {} : { field }),
    ...(challenge === undefined ? {} : { challenge }),
  };
  if (code === "service.busy") c.header("Retry-After", RETRY_SECONDS);
  if (wait !== undefined) c.header("Retry-After", String(wait));
  return c.body(JSON.stringify(document), status, { "Content-Type": "application/problem+json" });
}

/** Describes a call for OpenAPI: what it does, what it answers, how it refuses. */
export function call(description: {
  readonly summary: string;
  readonly description?: string;
  readonly status?: 200 | 201;
  /** Null where it answers no JSON. */
  readonly answers: GenericSchema | null;
  readonly alsoAs?: readonly string[];
  readonly problems: readonly ProblemCode[];
}): MiddlewareHandler {
  const { summary, status = 200, answers, problems, alsoAs = [] } = description;
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of problems) {
    const known = byStatus.get(PROBLEMS[code].status) ?? [];
    known.push(code);
    byStatus.set(PROBLEMS[code].status, known);
  }
  const refusals = [...byStatus].map(([refused, codes]) => [
    String(refused),
    {
      description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title}`).join(". "),
      content: { "application/problem+json": { schema: resolver(Problem) } },
    },
  ]);
  return describeRoute({
    summary,
    ...(description.description === undefined ? {} : { description: description.description }),
    responses: {
      [status]: {
        description: "Done",
        content: {
          ...(answers === null ? {} : { "application/json": { schema: resolver(answers) } }),
          ...Object.fromEntries(alsoAs.map((type) => [type, { schema: { type: "string" as const } }])),
        },
      },
      ...Object.fromEntries(refusals),
    },
  });
}

/** Checks the query strictly: an unknown or wrong parameter is refused by its name, if the name is one of ours. */
export function query<Schema extends GenericSchema<Record<string, string | undefined>>>(
  schema: Schema,
  known: readonly string[],
): ReturnType<typeof validator<Schema, "query", Env, string>> {
  return validator<Schema, "query", Env, string>("query", schema, (result, c) => {
    if (result.success) return undefined;
    const names = result.error.map((issue) => String(keyOf(issue.path?.[0])));
    const field = names.find((name) => known.includes(name));
    return problem(c, "request.parameter", field);
  });
}

/** For calls without parameters: any is refused, so that nobody takes an ignored one for a filter (R4, A31). */
export const noParameters = query(strictObject({}), []);

/** The member that an issue of validation is about. */
export function keyOf(part: PropertyKey | { readonly key: PropertyKey } | undefined): PropertyKey | undefined {
  return typeof part === "object" ? part.key : part;
}
