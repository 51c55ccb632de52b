/** The API described: OpenAPI 3.1 made from the routes, the same as a page to read, and a page for the first five minutes. */
import { type Context, Hono } from "hono";
import { generateSpecs } from "hono-openapi";
import { ApiReferencePage, type ReferenceCall } from "../../../client/pages/ApiReferencePage.tsx";
import { FirstFiveMinutesPage } from "../../../client/pages/FirstFiveMinutesPage.tsx";
import { RESULT_COLUMN_MEANINGS } from "../../../core/release/columns.ts";
import { PROBLEMS } from "../../contract/problems.ts";
import type { Services } from "../../services/types.ts";
import { frameOf, page } from "../pages/frame.ts";
import { noParameters } from "../problem.ts";
import { examplesOf, withExamples } from "./examples.ts";

const DOCUMENTATION = {
  openapi: "3.1.0",
  info: {
    title: "Soundings",
    version: "1",
    description:
      "What residents think of their place and of the bodies that run it, place by place. Every figure comes from a published release. Examples name the demonstration.",
    license: { name: "Open Government Licence v3.0 (data)", identifier: "OGL-UK-3.0" },
  },
  servers: [{ url: "/" }],
};

/** `GET /openapi.json`, `GET /docs` and `GET /first-five-minutes`, describing the calls of `api`. */
export function docs(services: Services, api: () => Hono): Hono {
  let specification: ReturnType<typeof generateSpecs> | null = null;
  const specified = (): ReturnType<typeof generateSpecs> => {
    specification ??= generateSpecs(api(), { documentation: DOCUMENTATION }).then(withExamples);
    return specification;
  };
  return new Hono()
    .get("/openapi.json", noParameters, async (c) => c.json(await specified()))
    .get("/docs", noParameters, async (c: Context) => {
      const problems = Object.entries(PROBLEMS).map(([code, kind]) => ({ code, ...kind }));
      const frame = frameOf(c, services, { bilingual: false });
      const calls = callsOf(await specified());
      return page(
        c,
        <ApiReferencePage frame={frame} calls={calls} problems={problems} columns={RESULT_COLUMN_MEANINGS} />,
      );
    })
    .get("/first-five-minutes", noParameters, async (c: Context) => {
      const releases = await services.published.releases();
      const shown = releases.find(({ document }) => !document.demonstration) ?? releases[0];
      const place = shown?.document.places[0];
      return page(
        c,
        <FirstFiveMinutesPage
          frame={frameOf(c, services, { bilingual: false })}
          example={
            shown === undefined || place === undefined
              ? null
              : { release: shown.id, place: place.code, name: place.name.en }
          }
        />,
      );
    });
}

interface Described {
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly {
    readonly name?: string;
    readonly in?: string;
    readonly required?: boolean;
    readonly description?: string;
    readonly schema?: { readonly description?: string };
    readonly example?: unknown;
  }[];
  readonly responses?: Readonly<Record<string, { readonly description?: string; readonly content?: object }>>;
}

function callsOf(specification: { paths?: object | undefined }): readonly ReferenceCall[] {
  return Object.entries(specification.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Described>).map(([method, described]) => ({
      method: method.toUpperCase(),
      path,
      summary: described.summary ?? path,
      description: described.description ?? "",
      parameters: (described.parameters ?? []).map(
        ({ name = "", in: place = "", description, schema, required = false, example }) => ({
          ...{ name, place, required, description: description ?? schema?.description ?? "" },
          example: typeof example === "string" ? example : "",
        }),
      ),
      answers: Object.entries(described.responses ?? {}).map(([status, { description = "", content = {} }]) => ({
        ...{ status, description, types: Object.keys(content) },
      })),
      examples: examplesOf(method, path).map(({ summary, request, body, status, problem }) => ({
        ...{ summary, request: `/api/v1${request}`, status, problem: problem ?? null },
        body: body === undefined ? null : JSON.stringify(body),
      })),
    })),
  );
}
