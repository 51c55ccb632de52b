/** The site map (sitemaps.org, 0.9): every page of real places and of method, in both languages. Nothing invented is in it. */
import type { Context } from "hono";
import { isInvented } from "../../../client/models/release-words.ts";
import { attitudeQuestions } from "../../../core/questionnaire/codebook.ts";
import type { Services } from "../../services/types.ts";
import { originOf } from "./frame.ts";

const PAGES = ["/", "/places", "/questions", "/data", "/method", "/privacy", "/accessibility"];

/** `GET /sitemap.xml`. */
export async function siteMap(c: Context, services: Services): Promise<Response> {
  const [directory, releases] = await Promise.all([services.catalogue.directory(), services.published.releases()]);
  const places = [...directory.by_code.values()].filter(
    ({ invented, status }) => invented !== true && status !== "recoded",
  );
  const real = releases.filter(({ document }) => !isInvented(document));
  const asked = new Set(real.flatMap(({ document }) => attitudeQuestions(document.questionnaire).map(({ id }) => id)));
  const paths = [
    ...PAGES,
    ...places.map(({ slug }) => `/places/${slug}`),
    ...Array.from(asked, (id) => `/questions/${encodeURIComponent(id)}`),
    ...real.map(({ id }) => `/releases/${id}`),
  ];
  const origin = originOf(c, services);
  const entries = paths.map((path) => entry(`${origin}${path}`, `${origin}/cy${path === "/" ? "" : path}`)).join("");
  c.header("Cache-Control", "public, max-age=3600");
  return c.body(`${HEAD}${entries}</urlset>\n`, 200, { "Content-Type": "application/xml; charset=utf-8" });
}

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">`;

/** A page and its other language. Addresses are made of slugs and ids, which need no escaping. */
function entry(english: string, welsh: string): string {
  const both = `<xhtml:link rel="alternate" hreflang="en" href="${english}"/><xhtml:link rel="alternate" hreflang="cy" href="${welsh}"/>`;
  return `<url><loc>${english}</loc>${both}</url><url><loc>${welsh}</loc>${both}</url>`;
}
