/** The edge: one Hono app for Node and Workers. Thin on purpose: what is decided is decided in `core` and behind `Services`. */
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import { secureHeaders } from "hono/secure-headers";
import type { Services } from "../services/types.ts";
import { docs } from "./api/docs.tsx";
import { evidence } from "./api/evidence.ts";
import { places } from "./api/places.ts";
import { questionnaires } from "./api/questionnaires.ts";
import { releases } from "./api/releases.ts";
import { waves } from "./api/waves.ts";
import { brokenPage, notFoundPage } from "./pages/errors.tsx";
import { site } from "./pages/site.tsx";
import { survey } from "./pages/survey.tsx";
import { problem } from "./problem.ts";

/** What only Node adds: a memory of compressed pages, and static files, which Workers serve by themselves. */
export interface NodeMiddleware {
  readonly memory?: MiddlewareHandler;
  readonly files?: readonly MiddlewareHandler[];
}

/** The whole application over its services. */
export function createApp(services: Services, { memory, files = [] }: NodeMiddleware = {}): Hono {
  const app = new Hono();
  if (memory !== undefined) app.use(memory);
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: "no-referrer",
      xFrameOptions: "DENY",
      crossOriginResourcePolicy: "same-origin",
    }),
  );
  for (const file of files) app.use("/assets/*", file);
  app.get("/healthz", (c) => c.json({ status: "alive" }));
  app.get("/readyz", async (c) =>
    (await services.ready()) ? c.json({ status: "ready" }) : c.json({ status: "databases not reached" }, 503),
  );
  const api = calls(services);
  app.use("/api/v1/*", cors({ origin: "*", allowMethods: ["GET", "HEAD", "POST"] }), openToOtherSites);
  app.route("/", api);
  app.route(
    "/api/v1",
    docs(services, () => api),
  );
  app.all("/api/*", (c) => problem(c, "request.not_found"));
  for (const base of ["/", "/cy"]) {
    app.route(base === "/" ? "/survey" : "/cy/survey", survey(services));
    app.route(base, site(services));
  }
  app.notFound((c) => notFoundPage(c, services));
  app.onError((error, c) => broken(error, c, services));
  return app;
}

/** The calls of the API, by themselves: what OpenAPI describes. */
function calls(services: Services): Hono {
  return new Hono()
    .route("/api/v1/places", places(services))
    .route("/api/v1/waves", waves(services))
    .route("/api/v1/questionnaires", questionnaires(services))
    .route("/api/v1/releases", releases(services))
    .route("/api/v1/evidence", evidence(services));
}

/** Published data may be read by pages of other sites. */
async function openToOtherSites(c: Context, next: () => Promise<void>): Promise<void> {
  await next();
  c.res.headers.set("Cross-Origin-Resource-Policy", "cross-origin");
}

/** What storage throws when nothing was written and the same may be sent again. */
const BUSY = "DatabaseBusyError";

/** A bug or an outage: the log gets the kind of error and the route's pattern, never what was sent. */
function broken(error: Error, c: Context, services: Services): Response {
  const isApi = c.req.path.startsWith("/api/");
  if (error.name === BUSY && isApi) return problem(c, "service.busy");
  services.log({ event: "error", kind: error.name, route: c.req.routePath, method: c.req.method });
  return isApi ? problem(c, "internal") : brokenPage(c, services);
}
