/** The edge: one Hono app for Node and Workers. Thin on purpose: what is decided is decided in `core` and behind `Services`. */
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import { routePath } from "hono/route";
import { secureHeaders } from "hono/secure-headers";
import type { Services } from "../services/types.ts";
import { docs } from "./api/docs.tsx";
import { evidence } from "./api/evidence.ts";
import { places } from "./api/places.ts";
import { questionnaires } from "./api/questionnaires.ts";
import { releaseFiles, releases } from "./api/releases.ts";
import { waves } from "./api/waves.ts";
import { isBusy } from "./busy.ts";
import { charts, framedAnywhere } from "./charts.tsx";
import { keptForAMinute } from "./caching.ts";
import { brokenPage, notFoundPage } from "./pages/errors.tsx";
import { knowWelsh } from "./pages/frame.ts";
import { questions } from "./pages/questions.tsx";
import { robots } from "./pages/robots.ts";
import { site } from "./pages/site.tsx";
import { siteMap } from "./pages/site-map.ts";
import { survey } from "./pages/survey.tsx";
import { looks } from "./pages/survey-notices.tsx";
import { problem } from "./problem.ts";

/** What only Node adds: compression, a memory of compressed pages, and static files. Cloudflare does it by itself. */
export interface NodeMiddleware {
  readonly compression?: MiddlewareHandler;
  readonly memory?: MiddlewareHandler;
  readonly files?: readonly MiddlewareHandler[];
  /** Counts every answer; `tell` is the call that says how many there were. */
  readonly metrics?: { readonly count: MiddlewareHandler; readonly tell: MiddlewareHandler };
}

/** The whole application over its services. */
export function createApp(services: Services, { compression, memory, files = [], metrics }: NodeMiddleware = {}): Hono {
  const app = new Hono();
  if (metrics !== undefined) app.use(metrics.count).get("/metrics", metrics.tell);
  if (compression !== undefined) app.use(compression);
  if (memory !== undefined) app.use(memory);
  for (const path of ["/charts/*", "/cy/charts/*"]) app.use(path, framedAnywhere);
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
      // What a route has said stays: the API is open to other sites.
      overwrite: false,
    }),
  );
  for (const file of files) app.use("/assets/*", file);
  app.get("/healthz", (c) => c.json({ status: "alive" }));
  app.get("/readyz", async (c) =>
    (await services.ready()) ? c.json({ status: "ready" }) : c.json({ status: "databases not reached" }, 503),
  );
  const api = calls(services);
  // What is published may be read by pages of other sites; none of them may have its visitors answer.
  app.use(
    "/api/v1/*",
    cors({ origin: "*", allowMethods: ["GET", "HEAD"], allowHeaders: [] }),
    openToOtherSites,
    keptForAMinute,
  );
  app.route("/", api);
  app.route(
    "/api/v1",
    docs(services, () => api),
  );
  app.all("/api/*", (c) => problem(c, "request.not_found"));
  app.get("/robots.txt", (c) => robots(c, services));
  app.get("/sitemap.xml", (c) => siteMap(c, services));
  app.route("/looks", looks(services));
  app.use(withoutTrailingSlash);
  for (const path of ["/cy", "/cy/*", "/survey/*"]) app.use(path, (c, next) => knowWelsh(c, services, next));
  for (const base of ["/", "/cy"]) {
    app.route(base === "/" ? "/survey" : "/cy/survey", survey(services));
    app.route(base === "/" ? "/charts" : "/cy/charts", charts(services));
    app.route(base === "/" ? "/questions" : "/cy/questions", questions(services));
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
    .route("/api/v1/releases", releaseFiles(services))
    .route("/api/v1/evidence", evidence(services));
}

/** Published data may be read by pages of other sites. */
async function openToOtherSites(c: Context, next: () => Promise<void>): Promise<void> {
  await next();
  c.res.headers.set("Cross-Origin-Resource-Policy", "cross-origin");
}

/** A plain path of one or more parts: nothing in it can be read as the name of another host. */
const TRAILING_SLASH = /^((?:\/[\w.~%!$&'()*+,;=:@-]+)+)\/$/;

/** Sends `/places/` to `/places`. */
async function withoutTrailingSlash(c: Context, next: () => Promise<void>): Promise<Response | void> {
  const [, trimmed] = TRAILING_SLASH.exec(c.req.path) ?? [];
  if (trimmed === undefined || !["GET", "HEAD"].includes(c.req.method)) return next();
  return c.redirect(trimmed + new URL(c.req.url).search, 301);
}

/**
 * A bug or an outage: the log gets the kind of error and the route's pattern, never what was sent. A database that is
 * busy or out of reach is 503, since the same may be sent again.
 */
function broken(error: Error, c: Context, services: Services): Response {
  const isApi = c.req.path.startsWith("/api/");
  const busy = isBusy(error);
  if (busy && isApi) return problem(c, "service.busy");
  services.log({ event: "error", kind: error.name, route: routePath(c), method: c.req.method });
  return isApi ? problem(c, "internal") : brokenPage(c, services, busy);
}
