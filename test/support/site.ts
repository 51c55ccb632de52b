/** The site over the demonstration with a browser before it, for the files that look at its pages. */
import type { Browser, ConsoleMessage, Page, Request } from "playwright-core";
import { expect } from "vitest";
import { axeFindings, launchBrowser, overflows } from "./browser.ts";
import { copyDemonstration } from "./demonstration.ts";
import { type Product, startProduct } from "./product.ts";

/** A running site, and a browser. */
export interface Site {
  readonly product: Product;
  /** Opens a page in a context of its own; close the context when done. */
  visit(path: string, options?: Parameters<Browser["newContext"]>[0]): Promise<Page>;
  close(): Promise<void>;
}

/** Pages of every kind, in English; in Welsh they stand below `/cy`. */
export const PAGES = [
  "/",
  "/places",
  "/places?q=sheffield",
  "/places?q=nothing-is-called-this",
  "/places/sheffield",
  "/places/guildford",
  "/places/mid-devon",
  "/places/class-non-metropolitan",
  "/places/demonstration-vennmark",
  "/places/demonstration-vennmark?by=age_band",
  "/questions",
  "/questions/decision_body",
  "/questions/local_area_satisfaction?sort=share",
  "/charts/demo-2026-r1/tiles/decision_body.html",
  "/data",
  "/method",
  "/privacy",
  "/accessibility",
  "/survey/demo-try",
  "/survey/demo-try/D-D01",
  "/survey/demo-try/D-D01/thank-you",
  "/no-such-page",
  "/places/demonstration-vennmark?by=sex",
  "/places/demonstration-rookgill",
  "/places/demonstration-forgeholm/questions/council_satisfaction",
  "/places/demonstration-vennmark/questions/decision_body?by=age_band",
  "/places/demonstration-forgeholm/compare",
  "/places/demonstration-vennmark/compare?question=service_parks",
  "/releases/demo-2026-r1",
];

/** Starts the product on a copy of the demonstration, and a browser. */
export async function openSite(): Promise<Site> {
  const product = await startProduct(copyDemonstration);
  const browser = await launchBrowser();
  return {
    product,
    async visit(path, options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      const page = await context.newPage();
      await page.goto(path === "about:blank" ? path : product.url + path);
      return page;
    },
    async close() {
      await browser.close();
      await product.dispose();
    },
  };
}

/**
 * axe finds nothing, nothing is cut off at 320 pixels, no request leaves, no cookie is set. The tab is used for one page after
 * another: in a fresh one, axe takes three times as long.
 */
export async function expectSoundPage({ product }: Site, tab: Page, path: string): Promise<void> {
  const hosts = new Set<string>();
  const errors: string[] = [];
  const onRequest = (request: Request): unknown => hosts.add(new URL(request.url()).host);
  const onConsole = (message: ConsoleMessage): unknown => message.type() === "error" && errors.push(message.text());
  tab.on("request", onRequest).on("console", onConsole);
  await tab.setViewportSize({ width: 1280, height: 900 });
  await tab.goto(product.url + path);
  expect(await axeFindings(tab)).toEqual([]);
  expect(await tab.locator("html").getAttribute("lang")).toBe(path.startsWith("/cy") ? "cy" : "en");
  expect(await tab.locator("h1").count()).toBe(1);
  await tab.setViewportSize({ width: 320, height: 700 });
  expect(await overflows(tab)).toBe(false);
  expect([...hosts]).toEqual([new URL(product.url).host]);
  expect(await tab.context().cookies()).toEqual([]);
  expect(errors.filter((text) => !text.includes("404"))).toEqual([]);
  tab.off("request", onRequest).off("console", onConsole);
}
