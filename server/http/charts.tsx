/**
 * Charts by themselves: `/charts/RELEASE/KIND/….svg`, `.png`, `.csv` and `.html`, the page to embed. A release never
 * changes, so whoever has one may keep it. Open to pages of other sites, without a cookie or a script.
 */
import { type Context, Hono } from "hono";
import { cors } from "hono/cors";
import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { EmbedPage } from "../../client/charts/EmbedPage.tsx";
import { CHART_STYLE } from "../../client/charts/palette.ts";
import { PreviewImage } from "../../client/charts/PreviewImage.tsx";
import { StandaloneChart } from "../../client/charts/Standalone.tsx";
import type { Texts } from "../../client/text/en.ts";
import { csvTable } from "../../core/release/csv.ts";
import { CHART_KINDS } from "../results/charts/index.ts";
import type { BuiltChart } from "../results/charts/types.ts";
import { previewOf } from "../results/preview.ts";
import type { Services } from "../services/types.ts";
import { isKnown, tagOf } from "./caching.ts";
import { textsOf } from "./pages/frame.ts";
import { problem } from "./problem.ts";

const KEPT = "public, max-age=86400, stale-while-revalidate=604800";
/** For what may have other figures any day. */
const KEPT_SHORTLY = "public, max-age=60";
/** PNG images are made for screens with twice the pixels. */
const CHART_SCALE = 2;
const FORMATS = ["svg", "png", "csv", "html"] as const;
type Format = (typeof FORMATS)[number];

const EMBEDDED = "frame-ancestors *";

/** Every chart. Mounted twice: at `/charts` and at `/cy/charts`. */
export function charts(services: Services): Hono {
  return new Hono()
    .use(cors({ origin: "*", allowMethods: ["GET", "HEAD"], allowHeaders: [] }))
    .get("/:release/preview/:file", (c) => answerPreview(c, services))
    .get("/:release/:kind/:rest{.+}", (c) => answerChart(c, services));
}

/** The pages to embed may stand in frames of other sites, which an older header than the policy would forbid. */
export async function framedAnywhere(c: Context, next: () => Promise<void>): Promise<void> {
  await next();
  const policy = c.res.headers.get("Content-Security-Policy") ?? "";
  if (policy.includes(EMBEDDED)) c.res.headers.delete("X-Frame-Options");
}

async function answerChart(c: Context, services: Services): Promise<Response> {
  const rest = (c.req.param("rest") ?? "").split("/");
  const kind = CHART_KINDS.get(c.req.param("kind") ?? "");
  const file = fileOf(rest.at(-1) ?? "");
  const parts = [...rest.slice(0, -1), file?.name ?? ""];
  if (kind === undefined || file === null || parts.length !== kind.parts.length) return problem(c, "chart.unknown");
  const query = strictQuery(c, kind.query);
  if (query instanceof Response) return query;
  const release = await services.published.release(c.req.param("release") ?? "");
  if (release === null) return problem(c, "release.unknown");
  const texts = textsOf(c);
  const built = await kind.build(services, texts, { release: release.document, parts, query });
  if (built === null) return problem(c, "chart.unknown");
  const kept = kind.ofReleaseAlone ? KEPT : KEPT_SHORTLY;
  return answerFormat(c, services, texts, built, file.format, kept);
}

async function answerFormat(
  c: Context,
  services: Services,
  texts: Texts,
  built: BuiltChart,
  format: Format,
  kept: string,
): Promise<Response> {
  const { chart, rows, page } = built;
  switch (format) {
    case "csv":
      return send(c, csvTable(rows), "text/csv; charset=utf-8; header=present", kept);
    case "html":
      c.header("Content-Security-Policy", EMBED_POLICY);
      return send(
        c,
        `<!doctype html>${renderToString(
          <EmbedPage texts={texts} chart={chart} page={page} style={services.assets.results} />,
        )}`,
        "text/html; charset=utf-8",
        kept,
      );
    case "svg":
      return sendSvg(c, <StandaloneChart chart={chart} texts={texts} />, kept);
    case "png":
      return sendPng(c, services, <StandaloneChart chart={chart} texts={texts} />, CHART_SCALE, kept);
  }
}

async function answerPreview(c: Context, services: Services): Promise<Response> {
  const file = fileOf(c.req.param("file") ?? "");
  if (file === null || file.format === "csv" || file.format === "html") return problem(c, "chart.unknown");
  const query = strictQuery(c, ["question"]);
  if (query instanceof Response) return query;
  const release = await services.published.release(c.req.param("release") ?? "");
  if (release === null) return problem(c, "release.unknown");
  const texts = textsOf(c);
  const preview = await previewOf(services, texts, release.document, file.name, query["question"]);
  if (preview === null) return problem(c, "chart.unknown");
  const image = <PreviewImage preview={preview} siteName={texts.siteName} language={texts.language} />;
  return file.format === "svg" ? sendSvg(c, image, KEPT) : sendPng(c, services, image, 1, KEPT);
}

/** A name and its format. */
function fileOf(text: string): { readonly name: string; readonly format: Format } | null {
  const dot = text.lastIndexOf(".");
  const format = FORMATS.find((one) => one === text.slice(dot + 1));
  return dot < 1 || format === undefined ? null : { name: text.slice(0, dot), format };
}

/** The query, where each parameter is known and comes once; otherwise what is wrong. */
function strictQuery(c: Context, known: readonly string[]): Readonly<Record<string, string>> | Response {
  const found: Record<string, string> = {};
  for (const [name, values] of Object.entries(c.req.queries())) {
    const [value = ""] = values;
    if (!known.includes(name)) return problem(c, "request.parameter");
    if (values.length > 1 || value === "" || value.length > 80) return problem(c, "request.parameter", name);
    found[name] = value;
  }
  return found;
}

async function sendSvg(c: Context, image: VNode, kept: string): Promise<Response> {
  c.header("Content-Security-Policy", `default-src 'none'; style-src '${await styleHash()}'; frame-ancestors 'none'`);
  return send(c, renderToString(image), "image/svg+xml; charset=utf-8", kept);
}

async function sendPng(
  c: Context,
  { rasterise }: Services,
  image: VNode,
  scale: number,
  kept: string,
): Promise<Response> {
  if (rasterise === null) return problem(c, "chart.no_png");
  const svg = renderToString(image);
  // The tag is that of what it is made from: whoever has the image is told so without it being made again.
  const known = await notChanged(c, `png ${svg}`, kept);
  if (known !== null) return known;
  return c.body(await rasterise(svg, scale), 200, { "Content-Type": "image/png" });
}

async function send(c: Context, body: string, type: string, kept: string): Promise<Response> {
  return (await notChanged(c, body, kept)) ?? c.body(body, 200, { "Content-Type": type });
}

async function notChanged(c: Context, content: string, kept: string): Promise<Response | null> {
  const tag = await tagOf(new TextEncoder().encode(content));
  c.header("ETag", tag);
  c.header("Cache-Control", kept);
  c.header("Cross-Origin-Resource-Policy", "cross-origin");
  return isKnown(c.req.header("If-None-Match"), tag) ? c.body(null, 304) : null;
}

const EMBED_POLICY = `default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; ${EMBEDDED}`;

/** The one style that an image may have, as a content security policy names it. */
async function styleHash(): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(CHART_STYLE)));
  return `sha256-${btoa(String.fromCharCode(...digest))}`;
}
