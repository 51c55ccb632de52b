/** A resident's way through the survey, in Chromium: with and without JavaScript, by keyboard, on a phone, in Welsh. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FORM_AGE_MIN_MS } from "../../server/services/controls.ts";
import { axeFindings, chromiumPath, launchBrowser, linger, openPhone, overflows } from "../support/browser.ts";
import { issueCodes, type Product, startProduct } from "../support/product.ts";
import { IS_FULL } from "../support/full.ts";

const DATES = ["--opens", "2026-11-01", "--closes", "2099-03-28", "--results", "2099-05-11"];

let product: Product;
let browser: Browser;

if (chromiumPath() === null) {
  console.info(
    "Left out: the browser suite. Install Chromium (Debian: apt-get install chromium) or set CHROMIUM_PATH.",
  );
}

beforeAll(async () => {
  if (chromiumPath() === null) return;
  product = await startProduct();
  product.soundings(
    ...["wave", "create", "two", "--title", "Two places", "--place", "E08000039", "--place", "E07000209:C"],
    ...[...DATES, "--stream", "open"],
  );
  product.soundings("wave", "open", "two");
  product.soundings("questionnaires", "add", "test/fixtures/questionnaires/scale.json");
  product.soundings(
    ...["wave", "create", "coded", "--title", "Coded", "--place", "E08000039", "--questionnaire", "fixture-scale"],
    ...[...DATES, "--stream", "code"],
  );
  product.soundings("wave", "open", "coded");
  browser = await launchBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await product?.dispose();
});

async function visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await openPhone(browser, options);
  await page.goto(product.url + path);
  return page;
}

/** Answers every question of every page with the option at `choice`, looking at each page on the way. */
async function answerAll(
  page: Page,
  choice: number,
  look: (page: Page) => Promise<void> = async () => {},
): Promise<number> {
  let pages = 0;
  while ((await page.locator("#send").count()) === 0) {
    for (const group of await page.locator("fieldset").all()) await group.locator("input").nth(choice).check();
    await look(page);
    const before = await page.locator(".s-progress").textContent();
    await page.getByRole("button", { name: /^(Continue|Parhau)$/ }).click();
    pages += 1;
    if (pages > 30) throw new Error("the survey does not end");
    // Without JavaScript the next page is another document: wait for it, whichever it is.
    await page
      .locator(`#send, .s-progress:not(:text-is("${before ?? ""}"))`)
      .first()
      .waitFor();
  }
  return pages;
}

function rowsOfIntake(): string {
  return readdirSync(product.dataFolder)
    .filter((name) => name.startsWith("intake.db") && !name.endsWith("-shm"))
    .map((name) => readFileSync(join(product.dataFolder, name)).toString("latin1"))
    .join("");
}

describe.skipIf(chromiumPath() === null)("the survey in a browser", () => {
  test("with JavaScript: one request between the first page and the thank-you, and nothing left behind", async () => {
    const page = await visit("/survey/two/E08000039");
    const requests: string[] = [];
    // The browser asks for the icon whenever it likes.
    page.on("request", (request) => {
      const { pathname } = new URL(request.url());
      if (pathname !== "/assets/icon.svg") requests.push(`${request.method()} ${pathname}`);
    });
    await page.getByRole("button", { name: "Start now" }).click();
    expect(await page.getByText("Page 1 of 18").count()).toBe(1);
    expect(await answerAll(page, 0)).toBe(18);
    expect(requests).toEqual([]);
    await linger(page);
    await page.getByRole("button", { name: "Send my answers" }).click();
    await page.waitForURL(/thank-you$/);
    expect(requests.filter((request) => request.startsWith("POST"))).toEqual(["POST /api/v1/waves/two/responses"]);
    expect(await page.locator("h1").textContent()).toBe("Thank you");
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
      0,
      0,
      "",
    ]);
    await page.goBack();
    expect(await page.locator("input:checked").count()).toBe(0);
    await page.context().close();
  });

  test("without JavaScript: the same pages by forms alone, and Back works", async () => {
    const page = await visit("/survey/two/E07000209", { javaScriptEnabled: false });
    // Every click asks for another document: wait until it is there before the next.
    const press = async (name: string | RegExp, then: string, index = 0): Promise<void> => {
      await page
        .getByRole("button", { name, exact: typeof name === "string" })
        .nth(index)
        .click();
      await page.getByText(then).first().waitFor();
    };
    const second = page.locator("fieldset").first().locator("input").nth(1);
    await press("Start now", "Page 1 of 17");
    await second.check();
    await press("Continue", "Page 2 of 17");
    await press("Back", "Page 1 of 17");
    expect(await second.isChecked()).toBe(true);
    await press("Continue", "Page 2 of 17");
    await page.goBack();
    await page.getByText("Page 1 of 17").waitFor();
    await page.goForward();
    await page.getByText("Page 2 of 17").waitFor();
    expect(await answerAll(page, 1)).toBe(16);
    const rows = page.locator(".govuk-summary-list__row");
    expect(await rows.count()).toBe(30);
    expect(await rows.nth(1).textContent()).toContain("Guildford Borough Council");
    expect(await rows.nth(2).textContent()).toContain("Surrey County Council");
    await press(/^Change/, "Page 3 of 17", 3);
    await page.locator("fieldset").first().locator("input").nth(2).check();
    await press("Continue", "Check your answers");
    await linger(page);
    await press("Send my answers", "We have your answers.");
    expect(page.url()).toMatch(/thank-you$/);
    await page.context().close();
  });

  test("a keyboard alone completes the survey, and the focus goes to each new heading", async () => {
    const page = await visit("/survey/two/E08000039");
    await page.getByRole("button", { name: "Start now" }).focus();
    await page.keyboard.press("Enter");
    for (let pages = 0; (await page.locator("#send").count()) === 0; pages += 1) {
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
      for (let group = await page.locator("fieldset").count(); group > 0; group -= 1) {
        await page.keyboard.press("Tab");
        await page.keyboard.press("Space");
      }
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Continue");
      await page.keyboard.press("Enter");
      expect(pages).toBeLessThan(30);
    }
    await page.locator("#send").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/thank-you$/);
    await page.context().close();
  });

  test("leaving everything empty is allowed", async () => {
    const page = await visit("/survey/two/E08000039");
    await page.getByRole("button", { name: "Start now" }).click();
    while ((await page.locator("#send").count()) === 0) await page.getByRole("button", { name: "Continue" }).click();
    expect(await page.getByText("Not answered").count()).toBe(26);
    await page.context().close();
  });

  test("the browser's own Back goes page by page and keeps the answers", async () => {
    const page = await visit("/survey/two/E08000039");
    await page.getByRole("button", { name: "Start now" }).click();
    await page.locator("input").nth(3).check();
    await page.getByRole("button", { name: "Continue" }).click();
    expect(await page.getByText("Page 2 of 18").count()).toBe(1);
    await page.goBack();
    expect(await page.getByText("Page 1 of 18").count()).toBe(1);
    expect(await page.locator("input:checked").count()).toBe(1);
    await page.goBack();
    expect(await page.getByRole("button", { name: "Start now" }).count()).toBe(1);
    await page.context().close();
  });

  test("a network that fails says so, loses nothing, and the second sending counts once", async () => {
    const page = await visit("/survey/two/E08000039");
    await page.getByRole("button", { name: "Start now" }).click();
    await page.getByText("Page 1 of").waitFor();
    await answerAll(page, 0);
    await linger(page);
    const ids: string[] = [];
    let cut = true;
    await page.route("**/responses", async (route) => {
      ids.push((route.request().postDataJSON() as { id: string }).id);
      // The first time the server has it, and the answer never arrives.
      if (cut) await route.fetch();
      await (cut ? route.abort() : route.continue());
      cut = false;
    });
    await page.getByRole("button", { name: "Send my answers" }).click();
    await page.getByText("You are not connected").first().waitFor();
    await page.getByRole("button", { name: "Send my answers" }).click();
    await page.waitForURL(/thank-you$/);
    expect(new Set(ids).size).toBe(1);
    expect(ids.length).toBe(2);
    await page.context().close();
  });

  test.each([true, false])(
    "a code is asked for where the wave needs one (JavaScript: %s)",
    async (javaScriptEnabled) => {
      const [code = ""] = issueCodes(product, "coded", "E08000039", 1);
      const page = await visit("/survey/coded/E08000039", { javaScriptEnabled });
      await page.getByLabel("Code from your letter").fill("2222-222-222");
      await page.getByRole("button", { name: "Start now" }).click();
      await page.getByText("Page 1 of").waitFor();
      await answerAll(page, 0);
      await linger(page);
      await page.getByRole("button", { name: "Send my answers" }).click();
      await page.getByText("We do not recognise this code").first().waitFor();
      if (javaScriptEnabled) expect(await axeFindings(page)).toEqual([]);
      // The answers are all still there: only the code is asked for again.
      expect(await page.getByText("Not answered").count()).toBe(0);
      await page.getByLabel("Code from your letter").fill(` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `);
      await page.getByRole("button", { name: "Send my answers" }).click();
      await page.waitForURL(/thank-you$/);
      await page.context().close();
    },
  );

  test("axe finds nothing on any page of the survey, at 360 pixels and at 400 per cent zoom, with nothing cut off", async () => {
    // 1280 pixels at 400 per cent are 320. Where the script is kept away, the pages are the server's.
    const all = [
      { width: 360, script: true },
      { width: 360, script: false },
      { width: 320, script: true },
    ];
    const ways = IS_FULL ? all : all.slice(2);
    let pages = 0;
    for (const { width, script } of ways) {
      const page = await visit("/survey/two", { viewport: { width, height: 740 } });
      if (!script) await page.route("**/survey-*.js", (route) => route.abort());
      await page.goto(`${product.url}/survey/two/E07000209`);
      const look = async (): Promise<void> => {
        expect(await overflows(page)).toBe(false);
        pages += 1;
        const isLookedAt = IS_FULL ? width === 360 : pages % 5 === 1;
        if (isLookedAt) expect(await axeFindings(page)).toEqual([]);
      };
      await look();
      await page.getByRole("button", { name: "Start now" }).click();
      await page.getByText("Page 1 of").waitFor();
      await answerAll(page, 0, look);
      await look();
      await linger(page);
      await page.getByRole("button", { name: "Send my answers" }).click();
      await page.waitForURL(/thank-you$/);
      await look();
      await page.context().close();
    }
  });

  test("two posts with curl and no JavaScript are a response, as the README says", async () => {
    const survey = `${product.url}/survey/two/E08000039`;
    const post = (fields: Record<string, string>): Promise<Response> =>
      fetch(survey, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
    const first = await post({ "answer.decision_body": "council", go: "submit" });
    const [, state = ""] = /name="state" value="([^"]*)"/.exec(await first.text()) ?? [];
    expect([first.status, (await post({ state, go: "submit" })).status]).toEqual([200, 422]);
    await new Promise((resolve) => setTimeout(resolve, FORM_AGE_MIN_MS));
    const answer = await post({ state, go: "submit" });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("Location")).toBe("/survey/two/E08000039/thank-you");
  });

  test("what was answered stands readable in no file of intake and in no line of the log", () => {
    const bytes = rowsOfIntake();
    for (const word of ["a_great_deal", "very_satisfied", "decision_body"]) expect(bytes).not.toContain(word);
    expect(
      product
        .output()
        .split("\n")
        .filter((line) => line !== "" && !/is running at/.test(line)),
    ).toEqual([]);
  });

  test("after a stop and a start nothing is loaded again and nothing is lost", async () => {
    const before = product.soundings("wave", "list");
    await product.end();
    await product.again();
    expect(product.soundings("wave", "list")).toBe(before);
    product.soundings("responses", "move", "two");
    const answer = await fetch(`${product.url}/api/v1/places/E08000039`);
    expect(await answer.json()).toMatchObject({ name: "Sheffield" });
  });
});
