/** The site over the demonstration with a browser before it, for the files that look at its pages. */
import { existsSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { expect, inject } from "vitest";
import { axeFindings, launchBrowser, overflows } from "./browser.ts";
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
  "/data",
  "/method",
  "/privacy",
  "/accessibility",
  "/survey/demo-try",
  "/survey/demo-try/D-D01",
  "/survey/demo-try/D-D01/thank-you",
  "/no-such-page",
];

/** Starts the product, on a copy of the demonstration that the suite's setup loads, and a browser. */
export async function openSite(): Promise<Site> {
  const data = inject("demonstration");
  while (!existsSync(data)) await setTimeout(200);
  const product = await startProduct({ data });
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

/** axe finds nothing, nothing is cut off at 320 pixels, no request leaves, no cookie is set. */
export async function expectSoundPage(site: Site, path: string): Promise<void> {
  const { product } = site;
  const page = await site.visit("about:blank");
  const hosts = new Set<string>();
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(product.url + path);
  expect(await axeFindings(page)).toEqual([]);
  expect(await page.locator("html").getAttribute("lang")).toBe(path.startsWith("/cy") ? "cy" : "en");
  expect(await page.locator("h1").count()).toBe(1);
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await overflows(page)).toBe(false);
  expect([...hosts]).toEqual([new URL(product.url).host]);
  expect(await page.context().cookies()).toEqual([]);
  expect(errors.filter((text) => !text.includes("404"))).toEqual([]);
  await page.context().close();
}
