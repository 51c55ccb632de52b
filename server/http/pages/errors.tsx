/** Pages for addresses that lead nowhere and for what goes wrong on our side. */
import type { Context } from "hono";
import { localPath } from "../../../client/components/Layout.tsx";
import { MessagePage } from "../../../client/pages/SurveyPages.tsx";
import type { Services } from "../../services/types.ts";
import { RETRY_SECONDS } from "../busy.ts";
import { frameOf, page, textsOf } from "./frame.ts";

/** There is no such page. */
export function notFoundPage(c: Context, services: Pick<Services, "assets">): Response {
  const texts = textsOf(c);
  const link = { text: texts.places.title, href: localPath(texts, "/places") };
  const { notFoundTitle, notFoundBody } = texts.errors;
  c.header("Cache-Control", "no-cache");
  const frame = frameOf(c, services, { bilingual: false });
  return page(c, <MessagePage frame={frame} title={notFoundTitle} body={notFoundBody} link={link} />, 404);
}

/** Something went wrong on our side; `busy` where it passes by itself. */
export function brokenPage(c: Context, services: Pick<Services, "assets">, busy: boolean): Response {
  const { brokenTitle, brokenBody } = textsOf(c).errors;
  c.header("Cache-Control", "no-cache");
  if (busy) c.header("Retry-After", RETRY_SECONDS);
  const frame = frameOf(c, services, { bilingual: false });
  return page(c, <MessagePage frame={frame} title={brokenTitle} body={brokenBody} />, busy ? 503 : 500);
}
