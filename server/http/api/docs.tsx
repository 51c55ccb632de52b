/** The API described: OpenAPI 3.1 made from the routes, and the same as a page to read. */
import { type Context, Hono } from "hono";
import { generateSpecs } from "hono-openapi";
import type { ReferenceCall } from "../../../client/pages/ApiReferencePage.tsx";
import { ApiReferencePage } from "../../../client/pages/ApiReferencePage.tsx";
import { PROBLEMS } from "../../contract/problems.ts";
import type { Services } from "../../services/types.ts";
import { frameOf, page } from "../pages/frame.ts";
import { noParameters } from "../problem.ts";

const DOCUMENTATION = {
  openapi: "3.1.0",
  info: {
    title: "Soundings",
    version: "1",
    description:
      "What residents think of their place and of the bodies that run it, place by place. Every figure comes from a published release.",
    license: { name: "Open Government Licence v3.0 (data)", identifier: "OGL-UK-3.0" },
  },
  servers: [{ url: "/" }],
};

/** `GET /openapi.json` and `GET /docs`, describing the calls of `api`. */
export function docs(services: Services, api: () => Hono): Hono {
  let specification: ReturnType<typeof generateSpecs> | null = null;
  const specified = (): ReturnType<typeof generateSpecs> => {
    specification ??= generateSpecs(api(), { documentation: DOCUMENTATION });
    return specification;
  };
  return new Hono()
    .get("/openapi.json", noParameters, async (c) => c.json(await specified()))
    .get("/docs", noParameters, async (c: Context) => {
      const problems = Object.entries(PROBLEMS).map(([code, kind]) => ({ code, ...kind }));
      const frame = frameOf(c, services, { bilingual: false });
      return page(c, <ApiReferencePage frame={frame} calls={callsOf(await specified())} problems={problems} />);
    });
}

interface Described {
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly { readonly name?: string; readonly in?: string; readonly description?: string }[];
  readonly responses?: Readonly<Record<string, { readonly description?: string }>>;
}

function callsOf(specification: { paths?: object | undefined }): readonly ReferenceCall[] {
  return Object.entries(specification.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Described>).map(([method, described]) => ({
      method: method.toUpperCase(),
      path,
      summary: described.summary ?? path,
      description: described.description ?? "",
      parameters: (described.parameters ?? []).map(({ name = "", in: place = "", description = "" }) => ({
        ...{ name, place, description },
      })),
      answers: Object.entries(described.responses ?? {}).map(([status, { description = "" }]) => ({
        status,
        description,
      })),
    })),
  );
}
