/** The page of a release: its quality report. */
import type { Context } from "hono";
import { publishedOn } from "../../../client/models/editions.ts";
import { ReleasePage } from "../../../client/pages/ReleasePage.tsx";
import type { Services } from "../../services/types.ts";
import { notFoundPage } from "./errors.tsx";
import { frameOf, page, textsOf, withKnownAlone } from "./frame.ts";

/** `GET /releases/{id}`. */
export async function showRelease(c: Context, services: Services): Promise<Response> {
  const redirected = withKnownAlone(c, []);
  if (redirected !== null) return redirected;
  const { language } = textsOf(c);
  const record = await services.published.release(c.req.param("id") ?? "");
  if (record === null) return notFoundPage(c, services);
  const release = record.document;
  const editions = (await services.published.releases())
    .filter(({ wave }) => wave === release.wave)
    .sort((first, second) => first.revision - second.revision)
    .map((edition) => ({
      ...{ id: edition.id, revision: edition.revision, on: publishedOn(edition) },
      reason: edition.document.correction?.[language] ?? null,
    }));
  const frame = frameOf(c, services, { demonstration: release.demonstration });
  return page(c, <ReleasePage frame={frame} release={release} editions={editions} />);
}
