/** What search engines are asked to leave out: surveys in the field, and everything invented. */
import type { Context } from "hono";
import type { Services } from "../../services/types.ts";
import { originOf } from "./frame.ts";

/** `GET /robots.txt`. */
export async function robots(c: Context, services: Services): Promise<Response> {
  const directory = await services.catalogue.directory();
  const invented = [...directory.by_code.values()].filter((place) => place.invented === true);
  const left = ["/survey", ...invented.map(({ slug }) => `/places/${slug}`)];
  const lines = left.flatMap((path) => [`Disallow: ${path}`, `Disallow: /cy${path}`]);
  c.header("Cache-Control", "public, max-age=3600");
  return c.text(["User-agent: *", ...lines, `Sitemap: ${originOf(c, services)}/sitemap.xml`, ""].join("\n"));
}
