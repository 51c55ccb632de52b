/** A council's look, its survey's notices, and paper, in Chromium: in both languages, narrow and wide, and at 400 per cent. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFindings, axeWidths, chromiumPath, inLanguages, overflows } from "../support/browser.ts";
import { lookDocument } from "../support/look.ts";
import { openSite, type Site } from "../support/site.ts";

/** With LOOKS=FOLDER pictures of every state are put there, to be looked at. */
const PICTURES = process.env["LOOKS"] === undefined ? null : resolve(process.env["LOOKS"]);
const DRESSED = "/survey/demo-try/D-B02";
const LONGEST = "/survey/demo-try/D-B04";
const PLAIN = "/survey/demo-try/D-B03";
const LOADED = ["/survey/demo-try/D-U02", "/survey/demo-try/D-U03"];

let site: Site;

beforeAll(async () => {
  if (chromiumPath() === null) return;
  site = await openSite();
  const file = join(site.product.dataFolder, "look.json");
  writeFileSync(file, JSON.stringify(lookDocument()));
  site.product.soundings("places", "look", "D-B02", file);
  writeFileSync(file, JSON.stringify(longestLook()));
  site.product.soundings("places", "look", "D-B04", file);
  if (PICTURES !== null) mkdirSync(PICTURES, { recursive: true });
}, 170_000);

afterAll(() => site?.close());

/** Words as long as they may be, each without a place to break it. */
function longestLook(): Record<string, unknown> {
  const words = (length: number): Record<string, string> => ({ en: "M".repeat(length) });
  const way = { text: words(400), link: `https://${"m".repeat(60)}.example/${"m".repeat(200)}` };
  return {
    ...{ name: words(80), logo: words(40), who_asks: words(400), lawful_basis: words(400) },
    contact: { telephone: "0".repeat(30), email: `${"m".repeat(60)}@${"m".repeat(60)}.example`, hours: words(400) },
    ways: { easy_read: way, telephone: way, sign_language: way, other_formats: way },
  };
}

describe.skipIf(chromiumPath() === null)("a council's look in a browser", () => {
  const paths = ["", "/privacy", "/accessibility", "/thank-you"].map((path) => DRESSED + path);
  const states = [
    ...paths,
    ...["", "/privacy", "/accessibility"].map((path) => LONGEST + path),
    ...LOADED,
    `${LOADED[1]}/privacy`,
    PLAIN,
    `${PLAIN}/privacy`,
    `${PLAIN}/accessibility`,
    "/privacy",
    "/accessibility",
  ];

  let page: Page;
  const errors: string[] = [];

  // One tab for one page after another: in a fresh one, axe takes three times as long.
  beforeAll(async () => {
    page = await site.visit("about:blank");
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  });

  test.each(inLanguages(states))(
    "%s: axe finds nothing at 360 and 1280 pixels, and nothing is cut off at 400 per cent (%i)",
    async (path, number) => {
      errors.length = 0;
      await page.goto(site.product.url + path);
      for (const width of [320, 360, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        expect([width, await overflows(page)]).toEqual([width, false]);
        if (axeWidths(number).includes(width)) expect(await axeFindings(page)).toEqual([]);
        if (PICTURES !== null) {
          const name = `${path.replaceAll("/", "_").slice(1)}-${width}.png`;
          await page.screenshot({ path: join(PICTURES, name), fullPage: true });
        }
      }
      expect(errors).toEqual([]);
    },
  );

  test("the council's colours are worn, under the pointer and with the focus too", async () => {
    const page = await site.visit(DRESSED);
    const colours = (selector: string): Promise<readonly string[]> =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => {
          const style = getComputedStyle(element);
          return [style.backgroundColor, style.color];
        });
    expect(await colours(".s-header")).toEqual(["rgb(91, 42, 134)", "rgb(255, 255, 255)"]);
    expect(await colours(".govuk-button")).toEqual(["rgb(138, 28, 74)", "rgb(255, 255, 255)"]);
    await page.locator(".govuk-button").hover();
    expect(await colours(".govuk-button")).toEqual(["rgb(104, 21, 56)", "rgb(255, 255, 255)"]);
    await page.mouse.move(0, 0);
    await page.locator(".govuk-button").focus();
    expect(await colours(".govuk-button")).toEqual(["rgb(255, 221, 0)", "rgb(11, 12, 12)"]);
    await page.locator("#language a").focus();
    expect(await colours("#language a")).toEqual(["rgb(255, 221, 0)", "rgb(11, 12, 12)"]);
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.locator(".s-header__name").textContent()).toBe("Brackenford");
    await page.context().close();
  });

  test("with JavaScript and without it the look stays through the survey", async () => {
    for (const javaScriptEnabled of [true, false]) {
      const page = await site.visit(DRESSED, { javaScriptEnabled, viewport: { width: 360, height: 740 } });
      await page.getByRole("button", { name: "Start now" }).click();
      await page.getByText("Page 1 of").waitFor();
      expect(await page.locator('link[href^="/looks/"]').count()).toBe(1);
      const background = await page
        .locator(".s-header")
        .evaluate((element) => getComputedStyle(element).backgroundColor);
      expect(background).toBe("rgb(91, 42, 134)");
      if (javaScriptEnabled) expect(await axeFindings(page)).toEqual([]);
      expect(await overflows(page)).toBe(false);
      if (PICTURES !== null) await page.screenshot({ path: join(PICTURES, `step-${javaScriptEnabled}.png`) });
      await page.context().close();
    }
  });

  test("on paper there are no buttons, no white text, and no link without its address", async () => {
    for (const path of [DRESSED, `${DRESSED}/privacy`, `${DRESSED}/accessibility`, `${DRESSED}/thank-you`]) {
      const page = await site.visit(path);
      await page.emulateMedia({ media: "print" });
      for (const selector of ["button", "nav", ".govuk-skip-link"]) {
        for (const one of await page.locator(selector).all()) expect(await one.isVisible()).toBe(false);
      }
      const bare = await page.locator("main a, footer a").evaluateAll((links) =>
        links
          .filter((link) => (link as HTMLElement).offsetParent !== null)
          .filter((link) => {
            const href = link.getAttribute("href") ?? "";
            if (/^(tel|mailto):/.test(href)) return false;
            return getComputedStyle(link, "::after").content === "none";
          })
          .map((link) => link.textContent),
      );
      expect([path, bare]).toEqual([path, []]);
      const white = await page
        .locator("h1, .s-header, p")
        .evaluateAll(
          (elements) => elements.filter((element) => getComputedStyle(element).color === "rgb(255, 255, 255)").length,
        );
      expect(white).toBe(0);
      if (PICTURES !== null) {
        await page.setViewportSize({ width: 720, height: 900 });
        const name = `print-${path.replaceAll("/", "_").slice(1)}.png`;
        await page.screenshot({ path: join(PICTURES, name), fullPage: true });
      }
      await page.context().close();
    }
  });
});
