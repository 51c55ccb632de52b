/** What every page needs to be rendered: its language, its frame, and the headers that go with it. */
import type { Context } from "hono";
import type { JSX } from "preact";
import { renderToString } from "preact-render-to-string";
import { type ChartAddress, type ChartSite, fileAddress } from "../../../client/charts/ChartDownloads.tsx";
import type { PageFrame, PagePreview, SurveyFrame } from "../../../client/components/Layout.tsx";
import { cy } from "../../../client/text/cy.ts";
import { en, type Texts } from "../../../client/text/en.ts";
import type { Services } from "../../services/types.ts";

/** The language of an address: everything under `/cy` is Welsh. */
export function textsOf(c: Context): Texts {
  return isWelsh(c.req.path) ? cy : en;
}

/** Whether an address is a Welsh one. */
export function isWelsh(path: string): boolean {
  return path === "/cy" || path.startsWith("/cy/");
}

const SURVEY = "survey";

/** Lets the pages that are made for this request belong to a survey. */
export function wearSurvey(c: Context, survey: SurveyFrame): void {
  c.set(SURVEY, survey);
}

const WELSH_REVIEWED = "welshReviewed";

/** Lets the pages that are made for this request know whether their Welsh was reviewed. */
export async function knowWelsh(
  c: Context,
  { catalogue }: Pick<Services, "catalogue">,
  next: () => Promise<void>,
): Promise<void> {
  c.set(WELSH_REVIEWED, await catalogue.welshReviewed());
  await next();
}

/** The frame of a page. */
export function frameOf(
  c: Context,
  services: Pick<Services, "assets">,
  options: { readonly demonstration?: boolean; readonly bilingual?: boolean; readonly plain?: boolean } = {},
): PageFrame {
  const path = isWelsh(c.req.path) ? c.req.path.slice("/cy".length) : c.req.path;
  const survey = c.get(SURVEY) as SurveyFrame | undefined;
  return {
    ...(survey === undefined ? {} : { survey }),
    texts: textsOf(c),
    path: path === "" ? "/" : path,
    bilingual: options.bilingual ?? true,
    demonstration: options.demonstration ?? false,
    plain: options.plain ?? false,
    // Where nobody could be asked, it is not known to be reviewed.
    welshReviewed: c.get(WELSH_REVIEWED) === true,
    assets: services.assets,
  };
}

/** Where the site is to be found from outside, e.g. `https://survey.example.gov.uk`: as configured, or as it was asked for. */
export function originOf(c: Context, { publicAddress }: Pick<Services, "publicAddress">): string {
  return publicAddress ?? new URL(c.req.url).origin;
}

/** Where a page stands, as the addresses that leave it need it; and whether it can offer pictures. */
export function siteOf(c: Context, services: Pick<Services, "publicAddress" | "rasterise">): ChartSite {
  return { origin: originOf(c, services), png: services.rasterise !== null };
}

/**
 * Sends an address with parameters that the page does not know, or knows once alone, to the one without them; null where
 * there are none. Nobody takes an ignored one for a filter that was heard (R4, A31), and links that other sites have added
 * theirs to go on working.
 */
export function withKnownAlone(c: Context, known: readonly string[]): Response | null {
  const asked = Object.entries(c.req.queries());
  const kept = asked.flatMap(([name, [value = ""]]) => (known.includes(name) ? [[name, value]] : []));
  if (kept.length === asked.length && asked.every(([, values]) => values.length === 1)) return null;
  const search = new URLSearchParams(kept).toString();
  return c.redirect(`${c.req.path}${search === "" ? "" : `?${search}`}`, 302);
}

/** What a link to a page looks like elsewhere. `picture` is where its picture is made, if any release has one. */
export function pagePreview(
  c: Context,
  services: Pick<Services, "publicAddress" | "rasterise">,
  words: Pick<PagePreview, "title" | "description">,
  picture: ChartAddress | null,
): PagePreview {
  const { origin, png } = siteOf(c, services);
  const image = picture === null || !png ? null : origin + fileAddress(picture, "png");
  return { ...words, image, address: origin + new URL(c.req.url).pathname };
}

/** The statuses of pages. */
export type PageStatus = 200 | 400 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503;

/** A page as a response. */
export function page(c: Context, element: JSX.Element, status: PageStatus = 200): Response {
  if (c.res.headers.get("Cache-Control") === null) c.header("Cache-Control", "public, max-age=60");
  return c.html(`<!doctype html>${renderToString(element)}`, status);
}

/** Pages of the survey: kept by the browser for its Back button, by nobody else, and asked for anew otherwise. */
export function surveyPage(c: Context, element: JSX.Element, status: PageStatus = 200): Response {
  c.header("Cache-Control", "private, no-cache");
  return page(c, element, status);
}
