/** The look that a survey's pages wear, and its own privacy notice and accessibility statement. */
import { type Context, Hono } from "hono";
import { AccessibilityPage, PrivacyPage } from "../../../client/pages/NoticePages.tsx";
import type { Services } from "../../services/types.ts";
import { notFoundPage } from "./errors.tsx";
import { frameOf, surveyPage, wearSurvey } from "./frame.ts";

const STYLE_FILE = /^([A-Z0-9-]{3,12})-([0-9a-f]{16})\.css$/;
const KEPT_FOR_GOOD = "public, max-age=31536000, immutable";

/** Lets every page that is made for this request belong to a survey in a place and wear the look of its council. */
export async function wearLook(c: Context, { catalogue }: Services, wave: string, place: string): Promise<void> {
  const shown = await catalogue.look(place);
  wearSurvey(c, { path: `/survey/${wave}/${place}`, look: shown?.look ?? null, style: shown?.address ?? null });
}

/** The notice of one survey: what happens to answers. */
export function surveyPrivacy(c: Context, services: Services, options: Parameters<typeof frameOf>[2]): Response {
  return surveyPage(c, <PrivacyPage frame={frameOf(c, services, options)} />);
}

/** The statement of one survey: how far everybody can use it. */
export function surveyAccessibility(c: Context, services: Services, options: Parameters<typeof frameOf>[2]): Response {
  return surveyPage(c, <AccessibilityPage frame={frameOf(c, services, options)} />);
}

/** The style sheets of looks: each at an address with a hash of its content, and at no other. */
export function looks(services: Services): Hono {
  return new Hono().get("/:file", async (c) => {
    const [, place = ""] = STYLE_FILE.exec(c.req.param("file")) ?? [];
    const { by_code } = await services.catalogue.directory();
    const shown = by_code.has(place) ? await services.catalogue.look(place) : null;
    if (shown === null || shown.address !== c.req.path) return notFoundPage(c, services);
    c.header("Cache-Control", KEPT_FOR_GOOD);
    return c.body(shown.style, 200, { "Content-Type": "text/css; charset=UTF-8" });
  });
}
