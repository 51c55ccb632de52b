/** The pages that anybody reads, in English, in Chromium, over the demonstration: axe and widths. */
import { afterAll, beforeAll, describe, test } from "vitest";
import { chromiumPath } from "../support/browser.ts";
import { expectSoundPage, openSite, PAGES, type Site } from "../support/site.ts";

let site: Site;

beforeAll(async () => {
  if (chromiumPath() !== null) site = await openSite();
}, 170_000);

afterAll(() => site?.close());

describe.skipIf(chromiumPath() === null)("the site in a browser, in English", () => {
  test.each(PAGES)(
    "%s: axe finds nothing, nothing is cut off at 320 pixels, no request leaves, no cookie is set",
    (path) => expectSoundPage(site, path),
  );
});
