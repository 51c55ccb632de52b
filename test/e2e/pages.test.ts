/** The pages that anybody reads, in Chromium, over the demonstration: axe and widths. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, test } from "vitest";
import { chromiumPath, inLanguages } from "../support/browser.ts";
import { expectSoundPage, openSite, PAGES, type Site } from "../support/site.ts";

let site: Site;
let tab: Page;

beforeAll(async () => {
  if (chromiumPath() === null) return;
  site = await openSite();
  tab = await site.visit("about:blank");
}, 170_000);

afterAll(() => site?.close());

describe.skipIf(chromiumPath() === null)("a page in a browser", () => {
  test.each([...inLanguages(PAGES).map(([path]) => path), "/api/v1/docs", "/api/v1/first-five-minutes"])(
    "%s: axe finds nothing, nothing is cut off at 320 pixels, no request leaves, no cookie is set",
    (path) => expectSoundPage(site, tab, path),
  );
});
